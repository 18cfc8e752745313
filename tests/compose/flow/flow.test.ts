import { expect, test } from 'vitest'
import { flow } from '#compose/flow/flow.ts'
import type { FlowFrame, FlowParagraph, FlowRules } from '#compose/flow/flowed.ts'
import type { TableRow } from '#compose/flow/table.ts'
import type { BrokenLine, Measures, SetStyle } from '#compose/typesetter.ts'

const STYLE = {} as SetStyle
const WIDTH = 1000

/** A line of one letter; `hyphens` names the lines that end in a hyphen. */
const line = (at: number, count: number, isHyphenated: boolean): BrokenLine => ({
  from: at,
  to: at + 1,
  width: WIDTH,
  gap: 0,
  isHyphenated,
  isParagraphEnd: at === count - 1,
  runs: [],
  remarks: [],
})

/** Breaks one letter a line; the letter h ends in a hyphen, unless its line is asked to be whole. */
const breakLetters = ({ paragraph }: FlowParagraph, { whole }: Measures): BrokenLine[] =>
  [...paragraph.text].map((letter, at, all) => line(at, all.length, letter === 'h' && at !== whole))

const of = (text: string, change: Partial<FlowParagraph> & { kind?: 'text' | 'subhead' } = {}): FlowParagraph => ({
  part: 'body',
  index: 0,
  paragraph: { kind: change.kind ?? 'text', text, spans: [] },
  style: STYLE,
  span: 1,
  before: 0,
  after: 0,
  ...change,
})

const legs = (...slots: number[]): FlowFrame[] => slots.map((each) => ({ width: WIDTH, slots: each }))
const run = (frames: readonly FlowFrame[], paragraphs: readonly FlowParagraph[], rules: Partial<FlowRules> = {}) =>
  flow(
    frames,
    paragraphs,
    { keepsFirstLines: false, keepsLastLines: true, spare: 0, ...rules },
    breakLetters,
    (first, rest, whole) => (whole === undefined ? { first, rest } : { first, rest, whole }),
  )
const spots = (flowed: ReturnType<typeof run>) =>
  flowed.placed.map(({ frame, slot, drop }) => [frame, slot, drop].join(' '))

test('E3: a leg does not end in a hyphen where the paragraph can be broken in another way', () => {
  const flowed = run(legs(3, 5), [of('aahaha')])
  const last = flowed.placed.filter(({ frame }) => frame === 0).at(-1)
  expect(last?.line.isHyphenated).toBe(false)
  expect(flowed.placed.filter(({ line: each }) => each.isHyphenated)).toHaveLength(1)
})

test('the lines of a subhead share its air: none falls upon the text under it', () => {
  const subhead = of('ss', { kind: 'subhead', before: 700, after: 300 })
  expect(spots(run(legs(9), [subhead, of('aa')]))).toEqual(['0 0 0', '0 1 0', '0 2 0', '0 3 0'])
  expect(spots(run(legs(9), [of('a'), subhead, of('a')]))).toEqual(['0 0 0', '0 1 700', '0 2 700', '0 4 0'])
})

test('a line in the last slot of a leg is not pushed out of it by its air', () => {
  const subhead = of('s', { kind: 'subhead', before: 700, after: 300 })
  expect(spots(run(legs(2), [of('a'), subhead]))).toEqual(['0 0 0', '0 1 0'])
})

test('R17: a subhead goes to the next leg with its text while there are slots to spare, and is counted where there are none', () => {
  const story = [of('aaa'), of('s', { kind: 'subhead' }), of('bbb')]
  const kept = run(legs(5, 5), story, { spare: 3 })
  expect([kept.stranded, kept.placed.find(({ of: each }) => each.paragraph.kind === 'subhead')?.frame]).toEqual([0, 1])
  expect(run(legs(5, 5), story).stranded).toBe(1)
})

test('R14, R17: a leg that goes on beside an obstacle has neither foot nor head there', () => {
  const goingOn = (...slots: number[]): FlowFrame[] =>
    slots.map((each, i) => ({ width: WIDTH, slots: each, continues: i === 1 }))
  const subhead = [of('aaa'), of('s', { kind: 'subhead', before: 700, after: 300 }), of('bbb')]
  expect(spots(run(goingOn(5, 5), subhead, { spare: 9 }))).toEqual(spots(run(goingOn(5, 5), subhead)))
  expect(run(goingOn(5, 5), subhead).stranded).toBe(0)
  expect(spots(run(goingOn(5, 5), subhead))[3]).toBe('0 3 700')
  // Where the run before it is full to its last slot, too.
  expect(spots(run(goingOn(3, 9), subhead)).slice(3)).toEqual(['1 0 700', '1 2 0', '1 3 0', '1 4 0'])
  expect(run(goingOn(3, 5), [of('aaaa')]).remarks).toEqual([])
  expect(run(legs(3, 5), [of('aaaa')]).remarks.map(({ code }) => code)).toEqual(['line.widow'])
  expect(run(goingOn(3, 2, 5), [of('aaaaaa')]).remarks.map(({ frame }) => frame)).toEqual([2])
})

test('lines that fill a leg to its foot have no air: the last one does not stand on the one before', () => {
  const quote = of('qqq', { before: 500, after: 500 })
  expect(spots(run(legs(4), [of('a'), quote]))).toEqual(['0 0 0', '0 1 0', '0 2 0', '0 3 0'])
  expect(spots(run(legs(5), [of('a'), quote]))).toEqual(['0 0 0', '0 1 500', '0 2 500', '0 3 500'])
})

test('R17: what belongs together goes whole to the next leg while there are slots to spare, and is counted where there are none', () => {
  const story = [of('aaa'), of('qqq', { isWhole: true }), of('b')]
  expect(spots(run(legs(5, 5), story, { spare: 2 }))).toEqual([
    '0 0 0',
    '0 1 0',
    '0 2 0',
    '1 0 0',
    '1 1 0',
    '1 2 0',
    '1 3 0',
  ])
  expect(run(legs(5, 5), story).stranded).toBe(1)
  expect(run(legs(5, 2), story, { spare: 2 }).stranded).toBe(0)
})

test('R17: the first row of a table stands with the second', () => {
  const row = (index: number) => of('r', { row: { table: {} as TableRow['table'], index } })
  const story = [of('aaaa'), row(0), row(1)]
  expect(spots(run(legs(5, 5), story, { spare: 1 })).slice(4)).toEqual(['1 0 0', '1 1 0'])
})

test('the lines beside a drop cap stay in one leg with it, whatever R14 would move', () => {
  const style = { style: { size: 10 }, lang: 'zh-Hans' } as SetStyle
  const line0 = line(0, 9, false)
  const cap = { lines: 2, line: line0, size: 20, rise: 0, advance: 20, rest: () => [] }
  const flowed = run(legs(2, 4), [of('aaa', { cap, style })], { spare: 3 })
  expect(flowed.placed.map(({ frame, slot }) => [frame, slot].join(' '))).toEqual(['0 0', '0 0', '0 1', '1 0'])
  expect(flowed.placed[0]?.line).toBe(line0)
})
