/** A mark stands on the same words wherever those words still exist: by hand, and by chance against a simple oracle. */
import { collab, getVersion, receiveTransaction, sendableSteps } from 'prosemirror-collab'
import { history, redo, undo } from 'prosemirror-history'
import { EditorState, TextSelection, type Command, type Transaction } from 'prosemirror-state'
import { Transform, type Step } from 'prosemirror-transform'
import { describe, expect, test } from 'vitest'
import { markTraceSchema } from '#contract/mark.ts'
import { convertLines, eraseUp, splitLine } from '#story/commands.ts'
import { LINE_TYPES, type StoryDoc } from '#story/schema.ts'
import { charactersIn, followStep, readTrace, startTrace, type Following } from '#story/traces.ts'
import { random, seedOf } from '../grid/records.ts'
import { pick, whole, type Next } from '../laws/edits/chance.ts'
import { docOf } from './laws.ts'

/** Follows a transform's steps, whole. */
function follow(following: Following, { docs, steps, doc }: Transform): Following {
  return steps.reduce((last, step, i) => followStep(last, step, docs[i]!, docs[i + 1] ?? doc), following)
}

const wordsOf = ({ trace }: Following, doc: StoryDoc): string | null => {
  const { from, to } = readTrace(trace, doc)
  return from === null || to === null ? null : charactersIn(doc, from, to).text
}

const start = (lines: readonly string[]) => {
  const { doc, anchor, head } = docOf(lines)
  return { doc, at: anchor, following: startTrace(doc, 0, anchor, head) }
}

describe('the words of a mark', () => {
  test('stand where they were when others are typed before, behind and at their ends', () => {
    const { doc, at, following } = start(['headline: 题', 'paragraph: 在|云塘|通车'])
    const tr = new Transform(doc).insert(at, doc.type.schema.text('新')).insert(at + 3, doc.type.schema.text('今'))
    const now = follow(following, tr)
    expect(wordsOf(now, tr.doc)).toBe('云塘')
    expect(readTrace(now.trace, tr.doc).standing).toBe('stands')
  })

  test('are changed when others come between or some are deleted, and gone when none is left', () => {
    const { doc, at, following } = start(['headline: 题', 'paragraph: 在|云塘市|通车'])
    const parted = new Transform(doc).insert(at + 1, doc.type.schema.text('南'))
    expect(wordsOf(follow(following, parted), parted.doc)).toBe('云南塘市')
    expect(readTrace(follow(following, parted).trace, parted.doc).standing).toBe('changed')
    const cut = new Transform(doc).delete(at - 1, at + 2)
    expect(wordsOf(follow(following, cut), cut.doc)).toBe('市')
    const gone = new Transform(doc).delete(at - 1, at + 4)
    expect(readTrace(follow(following, gone).trace, gone.doc)).toEqual({ standing: 'gone', from: null, to: null })
  })

  test('come back with the deletion that is undone, also in two halves and beside other words', () => {
    const { doc, at, following } = start(['headline: 题', 'paragraph: 在|云塘日报|社里'])
    const tr = new Transform(doc).delete(at + 2, at + 5).delete(at - 1, at + 2)
    const { schema } = doc.type
    tr.insert(at - 1, schema.text('昨')).insert(at, schema.text('在云塘日报社'))
    expect(wordsOf(follow(following, tr), tr.doc)).toBe('云塘日报')
    expect(readTrace(follow(following, tr).trace, tr.doc).standing).toBe('stands')
  })

  test('move with a line that becomes of another type, and with words that are cut and put elsewhere', () => {
    const { doc, following, at } = start(['headline: 题', 'paragraph: 第一段', 'paragraph: 在|云塘|通车'])
    const state = EditorState.create({ doc, selection: TextSelection.create(doc, at) })
    let tr: Transaction | null = null
    convertLines('kicker')(state, (made) => (tr = made))
    expect(wordsOf(follow(following, tr!), tr!.doc)).toBe('云塘')
    const cut = new Transform(doc).delete(at - 1, at + 4)
    cut.insert(4, doc.type.schema.text('在云塘通车'))
    expect(wordsOf(follow(following, cut), cut.doc)).toBe('云塘')
    expect(readTrace(follow(following, cut).trace, cut.doc).from).toBe(5)
  })

  test('stay gone when the same short word is typed elsewhere later', () => {
    const { doc, following, at } = start(['headline: 题', 'paragraph: 第一段', 'paragraph: 在|云塘|通车'])
    const tr = new Transform(doc).delete(at, at + 2)
    tr.insert(4, doc.type.schema.text('昨')).insert(4, doc.type.schema.text('云塘'))
    expect(readTrace(follow(following, tr).trace, tr.doc).standing).toBe('gone')
  })

  test('that are replaced in one step keep what both have in common', () => {
    const { doc, following, at } = start(['headline: 题', 'headline: 在|云塘', 'headline: 架桥|了'])
    const from = at - 2
    const tr = new Transform(doc)
    tr.replaceWith(
      from,
      from + 3 + 2 + 3 + 2,
      doc.type.schema.node('headline', null, doc.type.schema.text('在云塘架桥了')),
    )
    expect(wordsOf(follow(following, tr), tr.doc)).toBe('云塘架桥')
  })

  test('a mark between characters stays between them, and goes only with both', () => {
    const { doc, following, at } = start(['headline: 题', 'paragraph: 云|塘通车'])
    const before = new Transform(doc).delete(at - 1, at)
    expect(readTrace(follow(following, before).trace, before.doc)).toEqual({
      standing: 'stands',
      from: at - 1,
      to: at - 1,
    })
    const parted = new Transform(doc).insert(at, doc.type.schema.text('南'))
    expect(readTrace(follow(following, parted).trace, parted.doc)).toEqual({ standing: 'changed', from: at, to: at })
    const both = new Transform(doc).delete(at - 1, at + 1)
    expect(readTrace(follow(following, both).trace, both.doc).standing).toBe('gone')
  })

  test('a stretch outside the document is the caller’s bug', () => {
    const { doc } = docOf(['headline: 题'])
    expect(() => startTrace(doc, 0, 0, 99)).toThrow(RangeError)
    expect(() => startTrace(doc, 0, 2, 1)).toThrow(RangeError)
  })
})

/** Characters that occur once: where one stands is plain to see. */
function fresh(): () => string {
  let next = 0x4e00
  return () => String.fromCharCode(next++)
}

/** Two windows on one log, as the desk serves them; every step is kept with the documents on both its sides. */
class Newsroom {
  readonly windows: EditorState[]
  readonly steps: { step: Step; client: string }[] = []
  doc: StoryDoc
  following: Following[]
  constructor(doc: StoryDoc, following: Following[]) {
    this.doc = doc
    this.following = following
    this.windows = ['left', 'right'].map((clientID) =>
      EditorState.create({ doc, plugins: [collab({ version: 0, clientID }), history({ newGroupDelay: 0 })] }),
    )
  }
  run(index: number, command: Command): void {
    command(this.windows[index]!, (tr) => (this.windows[index] = this.windows[index]!.apply(tr)))
  }
  /** Hands in what a window did, after taking in what the other did. */
  exchange(index: number): void {
    this.receive(index)
    const sendable = sendableSteps(this.windows[index]!)
    if (!sendable) return
    for (const step of sendable.steps) {
      const next = step.apply(this.doc).doc!
      this.following = this.following.map((each) => followStep(each, step, this.doc, next))
      this.doc = next
      this.steps.push({ step, client: index === 0 ? 'left' : 'right' })
    }
    this.receive(index)
  }
  private receive(index: number): void {
    const state = this.windows[index]!
    const news = this.steps.slice(getVersion(state))
    const tr = receiveTransaction(
      state,
      news.map(({ step }) => step),
      news.map(({ client }) => client),
    )
    this.windows[index] = state.apply(tr)
  }
}

const textStretch = (next: Next, doc: StoryDoc): [number, number] => {
  const { positions } = charactersIn(doc, 0, doc.content.size)
  if (positions.length === 0) return [1, 1]
  const first = whole(next, 0, positions.length - 1)
  const last = Math.min(positions.length - 1, first + whole(next, 0, 9))
  return [positions[first]!, positions[last]! + 1]
}

/** Acts that put words in anew elsewhere: two windows that do it to the same words at once bring deleted ones back. */
const MOVES = [8, 9]

function randomAct(next: Next, character: () => string, mayMove: boolean): Command {
  return (state, dispatch) => {
    const [from, to] = textStretch(next, state.doc)
    const caret = TextSelection.create(state.doc, from)
    const at = state.apply(state.tr.setSelection(caret))
    const act = whole(next, 0, 11)
    const words = (count: number): string => Array.from({ length: count }, character).join('')
    if (!mayMove && MOVES.includes(act)) return false
    if (act <= 2) dispatch?.(state.tr.insertText(words(whole(next, 1, 3)), from))
    else if (act <= 5) dispatch?.(state.tr.delete(from, to))
    else if (act === 6) return splitLine(at, dispatch)
    else if (act === 7) return eraseUp(at, dispatch)
    else if (act === 8) return convertLines(pick(next, LINE_TYPES))(at, dispatch)
    else if (act === 9) return moveWords(state, from, to, next, dispatch)
    else if (act === 10) return redo(state, dispatch)
    else return undo(state, dispatch)
    return true
  }
}

/** Drags words to another place: out of where they stand, into another, in one act. */
const moveWords = (
  state: EditorState,
  from: number,
  to: number,
  next: Next,
  dispatch?: (tr: Transaction) => void,
): boolean => {
  const slice = state.doc.slice(from, to)
  if (slice.openStart !== 1 || !state.doc.resolve(from).sameParent(state.doc.resolve(to))) return false
  const tr = state.tr.delete(from, to)
  const [target] = textStretch(next, tr.doc)
  dispatch?.(tr.replace(target, target, slice))
  return true
}

/** Undo is what brings words back: every sixth act is a run of it. */
function act(room: Newsroom, index: number, next: Next, character: () => string, mayMove: boolean): void {
  if (whole(next, 0, 5) === 0) for (let n = whole(next, 1, 5); n > 0; n--) room.run(index, undo)
  else room.run(index, randomAct(next, character, mayMove))
}

/**
 * What the trace says of each character against where it stands in truth. Where two windows moved the same words at once
 * they stand twice, and either place is right.
 */
function misplaced({ trace }: Following, doc: StoryDoc): string[] {
  const truth = charactersIn(doc, 0, doc.content.size)
  return trace.pieces.flatMap((piece) =>
    piece.text.split('').flatMap((character, i) => {
      const at = truth.text.indexOf(character)
      const said = piece.lost ? null : piece.from + i
      const is = at === -1 ? null : truth.positions[at]!
      const isRight = said === null ? is === null : truth.text[truth.positions.indexOf(said)] === character
      return isRight ? [] : [`${character} said ${said} is ${is} in ${JSON.stringify(piece)}`]
    }),
  )
}

/** Runs random edits from the seed on and hands every trace to `look` after each act. */
function runEdits(
  { rounds, windows, mayMove }: { rounds: number; windows: 1 | 2; mayMove: boolean },
  look: (following: Following, doc: StoryDoc, where: string) => void,
): void {
  const seed = seedOf()
  console.info(`seed ${seed}`)
  for (let round = 0; round < rounds; round++) {
    const next = random(seed + round)
    const character = fresh()
    const text = (length: number): string => Array.from({ length }, character).join('')
    const body = [30, 18, 40, 9].map((length) => `paragraph: ${text(length)}`)
    const { doc } = docOf([`headline: ${text(12)}`, `byline: ${text(4)}`, ...body])
    const marks = Array.from({ length: 8 }, () => startTrace(doc, 0, ...textStretch(next, doc)))
    const room = new Newsroom(doc, marks)
    for (let i = 0; i < 40; i++) {
      const index = whole(next, 0, windows - 1)
      act(room, index, next, character, mayMove)
      if (windows === 1 || whole(next, 0, 2) > 0) room.exchange(index)
      for (const following of room.following) look(following, room.doc, `seed ${seed} round ${round} act ${i}`)
    }
  }
}

const expectPlaced = (following: Following, doc: StoryDoc, where: string): void => {
  expect(misplaced(following, doc), where).toEqual([])
  expect(markTraceSchema.safeParse(following.trace).success).toBe(true)
}

describe('law: a mark stands on the same words wherever they exist', () => {
  test('through 2,400 random edits of one window: typing, deleting, moving, converting, undo and redo', () => {
    runEdits({ rounds: 60, windows: 1, mayMove: true }, expectPlaced)
  })

  test('through 2,400 random edits of two windows that type, delete, split, join and undo at once', () => {
    runEdits({ rounds: 60, windows: 2, mayMove: false }, expectPlaced)
  })

  test('and never on others, even where two windows move the same words at once and bring deleted ones back', () => {
    let [all, missed] = [0, 0]
    runEdits({ rounds: 60, windows: 2, mayMove: true }, (following, doc, where) => {
      const wrong = misplaced(following, doc)
      expect(
        wrong.filter((each) => !each.includes('said null')),
        where,
      ).toEqual([])
      all += following.trace.pieces.reduce((sum, { text }) => sum + text.length, 0)
      missed += wrong.length
    })
    console.info(`${missed} of ${all} characters not known again`)
    expect(missed / all).toBeLessThan(0.01)
  })
})
