import { EditorState, type Transaction } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import { changesIn } from '#story/changes/changes.ts'
import { formatOf } from '#story/changes/formats.ts'
import { acceptedDoc, rejectedDoc, settle } from '#story/changes/settle.ts'
import { stripTyped, type Editor } from '#story/changes/track.ts'
import { trackTransaction } from '#story/changes/transactions.ts'
import { finalLines, runsOf } from '#story/final.ts'
import { schema, type StoryDoc } from '#story/schema.ts'
import { pick, type Next } from '../../laws/edits/chance.ts'
import { proveLaws } from '../laws.ts'
import { chance, randomEdit, smallStory } from './sessions.ts'

const SEED = process.env['SEED'] === 'any' ? Math.floor(Math.random() * 1e9) : Number(process.env['SEED'] ?? 20261123)
const HANDS = ['梁', '方', 'Tamsin']
const written = (doc: StoryDoc): string[] => doc.children.map((line) => line.toString())

/** What prints: final lines, with the format of their words. */
const printed = (doc: StoryDoc): string[] =>
  finalLines(doc).map((line) => {
    const runs = runsOf(line).map(({ node }) => node.mark(line.line.type.allowedMarks(formatOf(node.marks))))
    return schema.node(line.line.type, null, runs).toString()
  })

/** An edit as it would be without tracking, and tracked. */
function bothWays(state: EditorState, tr: Transaction, editor: Editor): { plain: StoryDoc; tracked: Transaction } {
  const tracked = trackTransaction(state, tr, editor)
  stripTyped(tr)
  return { plain: tr.doc, tracked }
}

describe(`random sessions, seed ${SEED}`, () => {
  test('what is tracked prints as the same edit untracked, and rejected is as before', () => {
    for (let session = 0; session < 20; session++) {
      const next = chance(SEED + session)
      let state = EditorState.create({ doc: smallStory(next) })
      const first = rejectedDoc(state.doc)
      for (let n = 0; n < 40; n++) {
        const edit = randomEdit(state, next)
        if (!edit) continue
        const editor = { by: HANDS[n % 3]!, at: `2026-11-23T21:${10 + (n >> 2)}Z` }
        const where = `session ${session}, edit ${n}`
        const { plain, tracked } = bothWays(edit.state, edit.tr, editor)
        proveLaws(tracked)
        expect(printed(tracked.doc), where).toEqual(printed(plain))
        expect(written(rejectedDoc(tracked.doc)), where).toEqual(written(first))
        state = edit.state.apply(tracked)
      }
    }
  }, 60_000)

  test('what is accepted is what printed, and holds no change any more', () => {
    for (let session = 0; session < 20; session++) {
      const next = chance(SEED + session)
      const doc = editedStory(next, 30)
      const accepted = acceptedDoc(doc)
      accepted.check()
      expect(changesIn(accepted)).toEqual([])
      // A story keeps a headline, also where every one of them was deleted.
      if (printed(doc).some((line) => line.startsWith('headline'))) expect(written(accepted)).toEqual(printed(doc))
      else
        expect(accepted.textContent).toBe(
          finalLines(doc)
            .map(({ text }) => text)
            .join(''),
        )
    }
  })

  test.each(['accept', 'reject'] as const)('to %s one by one, in any order, comes to the same', (verdict) => {
    for (let session = 0; session < 12; session++) {
      const next = chance(SEED + session)
      const doc = editedStory(next, 25)
      let state = EditorState.create({ doc })
      for (let turn = 0; changesIn(state.doc).length > 0; turn++) {
        expect(turn, `session ${session} comes to an end`).toBeLessThan(500)
        const change = pick(next, changesIn(state.doc))
        settle([change], verdict)(state, (tr) => {
          proveLaws(tr)
          state = state.apply(tr)
        })
      }
      const all = verdict === 'accept' ? acceptedDoc(doc) : rejectedDoc(doc)
      expect(written(state.doc), `session ${session}`).toEqual(written(all))
    }
  })
})

/** A small story after a number of tracked edits by several hands. */
function editedStory(next: Next, edits: number): StoryDoc {
  let state = EditorState.create({ doc: smallStory(next) })
  for (let n = 0; n < edits; n++) {
    const edit = randomEdit(state, next)
    const editor = { by: HANDS[n % 3]!, at: `2026-11-23T21:${10 + (n >> 2)}Z` }
    if (edit) state = edit.state.apply(trackTransaction(edit.state, edit.tr, editor))
  }
  return state.doc
}
