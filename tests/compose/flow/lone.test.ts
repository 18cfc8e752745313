import { expect, test } from 'vitest'
import { flow } from '#compose/flow/flow.ts'
import type { FlowFrame, Flowed, FlowParagraph } from '#compose/flow/flowed.ts'
import { withoutLoneLines } from '#compose/flow/lone.ts'
import type { BrokenLine, SetStyle } from '#compose/typesetter.ts'
import { chinese, column, EM, loadFaces, open, paragraph } from '../faces.ts'
import { ZH } from '../samples.ts'
import { dice } from './stories.ts'

const line = (at: number, count: number): BrokenLine => ({
  from: at,
  to: at + 1,
  width: 1000,
  gap: 0,
  isHyphenated: false,
  isParagraphEnd: at === count - 1,
  runs: [],
  remarks: [],
})

/** A letter is a line; a paragraph with + may take a line more, one with - a line less. */
function linesOf({ paragraph: { text }, more }: FlowParagraph): BrokenLine[] {
  const may = (more === 1 && text.includes('+')) || (more === -1 && text.includes('-'))
  const count = text.replace(/[+-]/g, '').length + (may && more ? more : 0)
  return Array.from({ length: count }, (_, at) => line(at, count))
}

const of = (text: string, index: number): FlowParagraph => ({
  part: 'body',
  index,
  paragraph: { kind: 'text', text, spans: [] },
  style: {} as SetStyle,
  span: 1,
  before: 0,
  after: 0,
})

const legs = (...slots: number[]): FlowFrame[] => slots.map((each) => ({ width: 1000, slots: each }))

function runOf(frames: readonly FlowFrame[], story: readonly FlowParagraph[]): { plain: Flowed; repaired: Flowed } {
  const rules = { keepsFirstLines: true, keepsLastLines: true, spare: 0 }
  const run = (rows: readonly FlowParagraph[]): Flowed =>
    flow(frames, rows, rules, linesOf, (first, rest) => ({ first, rest }))
  const plain = run(story)
  const mayTake = ({ more, ...rest }: FlowParagraph): boolean =>
    more !== undefined && linesOf({ ...rest, more }).length !== linesOf(rest).length
  return { plain, repaired: withoutLoneLines(plain, story, { mayTake, run }) }
}

const story = (...texts: string[]): FlowParagraph[] => texts.map(of)
const linesIn = ({ placed }: Flowed): number[] => placed.map((each) => each.of.index)

test.each([
  ['a line less before the break and one more after it', ['aaa-', 'bbb', 'cc+', 'dd']],
  ['a line more before the break and one less after it', ['aa', 'bbbb+', 'ccc-', 'd']],
])('R14: a full story gets rid of a lone last line by %s', (_, texts) => {
  const { plain, repaired } = runOf(legs(5, 5), story(...texts))
  expect(plain.remarks.map(({ code }) => code)).toEqual(['line.widow'])
  expect(repaired.remarks).toEqual([])
  expect([repaired.used, repaired.over.length]).toEqual([plain.used, 0])
})

test('E8: and of a lone first line likewise', () => {
  const { plain, repaired } = runOf(legs(5, 5), story('aaaa+', 'bbb', 'ccc-'))
  expect(plain.remarks.map(({ code }) => code)).toEqual(['line.orphan'])
  expect(repaired.remarks).toEqual([])
})

test('R14: a story keeps its lone line where no pair of paragraphs can give and take', () => {
  const { plain, repaired } = runOf(legs(5, 5), story('aaa-', 'bbb', 'cc', 'dd'))
  expect(repaired).toBe(plain)
})

test('a repaired story has the length it had, its paragraphs in order, and never more lone lines', () => {
  const seed = Number(process.env['SEED'] ?? 20261124)
  const next = dice(seed)
  let repairs = 0
  for (let n = 0; n < 300; n++) {
    const texts = Array.from({ length: 2 + next(9) }, () => 'x'.repeat(1 + next(6)) + ['', '+', '-', '+-'][next(4)])
    const frames = legs(...Array.from({ length: 2 + next(3) }, () => 2 + next(6)))
    const { plain, repaired } = runOf(frames, story(...texts))
    const where = `seed ${seed} story ${n}`
    expect(repaired.used, where).toBe(plain.used)
    expect(repaired.over.length, where).toBe(plain.over.length)
    expect(repaired.remarks.length, where).toBeLessThanOrEqual(plain.remarks.length)
    expect(linesIn(repaired), where).toEqual(linesIn(repaired).toSorted((a, b) => a - b))
    if (repaired !== plain) repairs++
  }
  expect(repairs).toBeGreaterThan(20)
})

test('R14: a paragraph takes as many lines as are wanted where no line is dear for it, else as many as are best', async () => {
  const typesetter = await open(loadFaces('notoSerifSc.400'))
  const style = chinese()
  let taken = 0
  for (const text of ZH.flatMap((whole) => [whole, ...whole.split(/(?<=[。；？！])/)])) {
    const of = paragraph(text)
    const best = typesetter.breakParagraph(of, style, column(13 * EM))
    for (const lines of [best.length - 1, best.length, best.length + 1, 99]) {
      const set = typesetter.breakParagraph(of, style, { first: [], rest: 13 * EM, lines })
      expect([best.length, lines]).toContain(set.length)
      expect(set.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text.trim())
      if (set.length !== best.length) taken++
      else expect(set.map(({ to }) => to)).toEqual(best.map(({ to }) => to))
    }
  }
  expect(taken).toBeGreaterThan(3)
  typesetter.release()
})
