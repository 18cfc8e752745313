import { collab, getVersion, receiveTransaction, sendableSteps } from 'prosemirror-collab'
import { EditorState } from 'prosemirror-state'
import type { Step } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { changesIn } from '#story/changes/changes.ts'
import { acceptedDoc, rejectedDoc, settle, settleBy } from '#story/changes/settle.ts'
import { trackTransaction } from '#story/changes/transactions.ts'
import { schema, type StoryDoc } from '#story/schema.ts'
import { applySteps, decodeSteps, encodeSteps } from '#story/steps.ts'
import { pick, type Next } from '../../laws/edits/chance.ts'
import { chance, PLAIN_EDITS, randomEdit, smallStory } from './sessions.ts'

const SEED = process.env['SEED'] === 'any' ? Math.floor(Math.random() * 1e9) : Number(process.env['SEED'] ?? 20261123)

/** Two editors on one story; each writes with letters of its own. */
const PEOPLE = [
  { by: '梁', letters: ['甲', '乙', '丙', '丁'] },
  { by: '方', letters: ['子', '丑', '寅', '卯'] },
] as const

/** The log that both follow. */
class Desk {
  readonly first: StoryDoc
  doc: StoryDoc
  readonly steps: Step[] = []
  readonly clients: string[] = []
  constructor(doc: StoryDoc) {
    this.first = this.doc = doc
  }
  submit(version: number, steps: readonly Step[], client: string): void {
    if (version !== this.steps.length) return
    // Steps go through the codec, as they do on their way to a desk.
    const decoded = decodeSteps(JSON.parse(JSON.stringify(encodeSteps(steps))) as unknown[])
    if (isFault(decoded)) throw new Error(JSON.stringify(decoded))
    const next = applySteps(this.doc, decoded)
    if (isFault(next)) throw new Error(JSON.stringify(next))
    this.doc = next
    this.steps.push(...decoded)
    this.clients.push(...decoded.map(() => client))
  }
}

class Editor {
  state: EditorState
  readonly desk: Desk
  readonly who: (typeof PEOPLE)[number]
  constructor(desk: Desk, who: (typeof PEOPLE)[number]) {
    this.desk = desk
    this.who = who
    this.state = EditorState.create({ doc: desk.doc, plugins: [collab({ clientID: who.by })] })
  }
  receive(): void {
    const known = getVersion(this.state)
    const news = this.desk.steps.slice(known)
    if (news.length > 0)
      this.state = this.state.apply(receiveTransaction(this.state, news, this.desk.clients.slice(known)))
  }
  send(): void {
    this.receive()
    const sendable = sendableSteps(this.state)
    if (sendable) this.desk.submit(sendable.version, sendable.steps, this.who.by)
    this.receive()
  }
  edit(next: Next, minute: number, isPlain: boolean): boolean {
    const write = (chooses: Next, most: number): string =>
      Array.from({ length: 1 + Math.floor(chooses() * most) }, () => pick(chooses, this.who.letters)).join('')
    const edit = randomEdit(this.state, next, isPlain ? PLAIN_EDITS : undefined, write)
    if (!edit) return false
    const at = `2026-11-23T21:${String(minute % 60).padStart(2, '0')}Z`
    this.state = edit.state.apply(trackTransaction(edit.state, edit.tr, { by: this.who.by, at }))
    return true
  }
  /** Now and then somebody settles something, so that stories stay small. */
  settle(next: Next): void {
    const changes = changesIn(this.state.doc)
    if (changes.length === 0) return
    const verdict = pick(next, ['accept', 'reject'] as const)
    const command = next() < 0.5 ? settle([pick(next, changes)], verdict) : settleBy(pick(next, PEOPLE).by, verdict)
    command(this.state, (tr) => (this.state = this.state.apply(tr)))
  }
}

/** Characters that are marked as somebody's insertion are written with that one's letters. */
function proveAuthors(doc: StoryDoc): void {
  doc.descendants((node) => {
    const by: unknown = schema.marks.inserted.isInSet(node.marks)?.attrs['by']
    const who = PEOPLE.find((each) => each.by === by)
    if (who) for (const letter of node.text ?? '') expect(who.letters).toContain(letter)
  })
}

test(`20,000 tracked edits by two editors converge and keep their authors, seed ${SEED}`, { timeout: 120_000 }, () => {
  let edits = 0
  for (let session = 0; edits < 20_000; session++) {
    const next = chance(SEED + session)
    const desk = new Desk(smallStory(next))
    // What is copied or moved is put in by whoever does it; what is typed stays its writer's.
    const isPlain = session % 2 === 0
    const editors = PEOPLE.map((who) => new Editor(desk, who))
    for (let n = 0; n < 400; n++) {
      const editor = pick(next, editors)
      if (editor.edit(next, n, isPlain)) edits++
      if (next() < 0.03) editor.settle(next)
      if (next() < 0.3) editor.send()
      if (next() < 0.2) editor.receive()
    }
    for (const editor of [...editors, ...editors]) editor.send()
    for (const { state } of editors) expect(state.doc.eq(desk.doc), `session ${session}`).toBe(true)
    const replayed = applySteps(desk.first, desk.steps)
    expect(!isFault(replayed) && replayed.eq(desk.doc), `session ${session}, replayed`).toBe(true)
    if (isPlain) proveAuthors(desk.doc)
    for (const doc of [acceptedDoc(desk.doc), rejectedDoc(desk.doc)]) {
      doc.check()
      expect(changesIn(doc)).toEqual([])
    }
  }
})
