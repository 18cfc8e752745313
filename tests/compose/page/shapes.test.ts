import { describe, expect, test } from 'vitest'
import { foot, right, type Box } from '#contract/measure.ts'
import type { GridArea } from '#contract/dummy.ts'
import { stylebookSchema, type Stylebook } from '#contract/stylebook.ts'
import { outlineOf, fillOf } from '#compose/page/outline.ts'
import { composerFor, readStylebook } from '../../../scripts/galleyJob.ts'
import { bodyOf, framesOf, isApart, pageOf, PHOTO, pictureAt, runsIn, storyOf } from './blocks.ts'
import { area, BROKEN_COLUMNS } from '../../grid/records.ts'

const book = readStylebook('yuntang-tabloid')
const broadsheet = readStylebook('yuntang-broadsheet')
const composer = await composerFor(book, broadsheet)
const EM = book.styles.text.size
const { pitch } = book.grid
const inEms = (widths: readonly number[]): number[] => widths.map((width) => width / EM)

/** Legs of a full block: where each begins and how wide it is, in characters from the first. */
function legsIn(stylebook: Stylebook, at: GridArea, change: Parameters<typeof pageOf>[3]) {
  const runs = runsIn(composer.setPage(pageOf(stylebook, storyOf(bodyOf(4000)), [at], change)))
  const from = runs[0]?.x ?? 0
  return { starts: inEms(runs.map(({ x }) => x - from)), widths: inEms(runs.map(({ width }) => width)) }
}

describe('long and broken columns, on a broadsheet of 8 columns of 13 characters', () => {
  test.each([
    [1, 13],
    [2, 27],
    [3, 41],
    [4, 55],
    [5, 69],
    [6, 83],
    [7, 97],
    [8, 111],
  ])('长栏: %i base columns make a line of %i characters', (columns, characters) => {
    const legs = legsIn(broadsheet, area(0, columns, 30, 20), { legs: [1], mode: 'absolute' })
    expect(legs.widths).toEqual([characters])
  })
  test.each(BROKEN_COLUMNS)(
    '破栏: %s has legs of the trade’s width, and the rest goes to the gaps',
    (_, columns, legs, width, rest) => {
      const made = legsIn(broadsheet, area(0, columns, 30, 20), { legs: [legs], mode: 'absolute' })
      expect(made.widths).toEqual(Array(legs).fill(width))
      const length = 14 * columns - 1
      expect((made.starts.at(-1) ?? 0) + width).toBeCloseTo(length, 4)
      expect(length - legs * width - (legs - 1)).toBe(rest)
    },
  )
})

describe('the four column modes, by a block of 20 characters in two legs', () => {
  const { grid } = book
  const twenty = stylebookSchema.parse({ ...book, grid: { ...grid, columns: 2, measure: 20 * EM } })
  test.each([
    ['absolute', [9, 9], 2],
    ['relative', [9, 10], 1],
    ['free', [9.5, 9.5], 1],
  ] as const)('%s', (mode, widths, gap) => {
    const legs = legsIn(twenty, area(0, 1, 0, 10), { legs: [2], mode })
    expect(legs.widths).toEqual(widths)
    expect((legs.starts[1] ?? 0) - widths[0]).toBe(gap)
  })
  test('auto follows the page grid', () => {
    expect(legsIn(twenty, area(0, 2, 0, 10), { legs: [0], mode: 'auto' })).toEqual({
      starts: [0, 21],
      widths: [20, 20],
    })
  })
})

describe('shapes of several areas', () => {
  test('an L is read column by column: a leg runs on through the area under it before the next one begins', () => {
    const set = composer.setPage(pageOf(book, storyOf(bodyOf(4000)), [area(0, 4, 0, 20), area(0, 2, 20, 10)]))
    expect(runsIn(set).map(({ slots }) => slots)).toEqual([30, 30, 20, 20])
    const order = framesOf(set).map(({ box }) => box.x)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })
  test('areas that do not touch stay apart, one after the other: a jump on the page', () => {
    const set = composer.setPage(pageOf(book, storyOf(bodyOf(4000)), [area(0, 3, 0, 20), area(0, 2, 22, 10)]))
    expect(runsIn(set).map(({ slots }) => slots)).toEqual([20, 20, 20, 10, 10])
  })
  test('areas with legs of their own are read one after the other, even where they touch', () => {
    const set = composer.setPage(
      pageOf(book, storyOf(bodyOf(4000)), [area(0, 3, 0, 20), area(0, 3, 20, 10)], { legs: [2, 3], mode: 'absolute' }),
    )
    expect(runsIn(set).map(({ slots }) => slots)).toEqual([20, 20, 10, 10, 10])
  })
  test('no line stands in two places, whatever three areas a story has', () => {
    for (let seed = 0; seed < 60; seed++) {
      const at = (n: number) => (seed * 7 + n * 13) % 5
      const areas = [area(at(0), 1 + at(1), 0, 12), area(at(2), 1 + at(3), 12, 9), area(at(4), 1 + at(5), 21, 7)]
      const set = composer.setPage(pageOf(book, storyOf(bodyOf(4000)), areas))
      const boxes = framesOf(set).map(({ box }) => box)
      for (const [i, one] of boxes.entries()) {
        for (const other of boxes.slice(0, i)) expect(isApart(one, other), `${seed}`).toBe(true)
      }
      const slots = areas.reduce((sum, { columns, lines }) => sum + columns * lines, 0)
      expect(set.fit[0]?.capacity, `${seed}`).toBe(slots)
    }
  })
  test('a line round an L is an L: six edges that meet, and text keeps a character or a line from each', () => {
    const areas = [area(0, 4, 0, 20), area(0, 2, 20, 10)]
    const set = composer.setPage(pageOf(book, storyOf(bodyOf(4000)), areas, { border: 'box', tint: 10 }))
    const edges = set.rules.filter(({ kind }) => kind === 'box').map(({ box }) => box)
    expect(edges.length).toBe(6)
    for (const edge of edges) expect(edges.filter((other) => other !== edge && !isApart(edge, other)).length).toBe(2)
    const tints = set.rules.filter(({ kind }) => kind === 'tint').map(({ box }) => box)
    for (const { box } of framesOf(set)) {
      expect(edges.every((edge) => isApart({ ...box, x: box.x - EM / 2, width: box.width + EM }, edge))).toBe(true)
      const covered = tints.reduce((sum, tint) => sum + shared(box, tint), 0)
      expect(covered).toBe(box.width * box.height)
    }
  })
  test('a tint goes no further than the line round it, and its pieces do not lie on one another', () => {
    const areas = [area(0, 3, 0, 10), area(2, 3, 10, 10), area(0, 5, 20, 5)]
    const inset = Math.floor(pitch / 4)
    const fill = fillOf(book.grid, areas, inset)
    for (const [i, one] of fill.entries()) for (const other of fill.slice(0, i)) expect(isApart(one, other)).toBe(true)
    const lines = outlineOf(book.grid, areas, inset, 6350)
    const whole = boundsOf(lines)
    expect(boundsOf(fill)).toEqual(whole)
  })
  test('text on a tint is black', () => {
    const set = composer.setPage(pageOf(book, storyOf(bodyOf(200)), [area(0, 2, 0, 14)], { tint: 20 }))
    expect(set.rules[0]).toMatchObject({ kind: 'tint', tint: 20 })
    const runs = framesOf(set).flatMap(({ lines }) => lines.flatMap((line) => line.runs))
    expect(runs.every(({ tint, reversed }) => tint === 100 && !reversed)).toBe(true)
  })
})

const shared = (a: Box, b: Box): number =>
  Math.max(0, Math.min(right(a), right(b)) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(foot(a), foot(b)) - Math.max(a.y, b.y))

function boundsOf(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return { x, y, width: Math.max(...boxes.map(right)) - x, height: Math.max(...boxes.map(foot)) - y }
}

describe('text round a picture', () => {
  const wide = { legs: [1], mode: 'absolute' as const }
  const around = (inset: { left: number; right: number } | undefined, column = 0, columns = 1) =>
    composer.setPage(
      pageOf(book, storyOf(bodyOf(4000)), [area(0, 3, 0, 20)], {
        ...wide,
        pictures: [pictureAt(area(column, columns, 5, 8), inset)],
      }),
    )
  test('the rest of a leg beside it takes text, in whole characters, half a character from it at the least', () => {
    const set = around(undefined)
    const [picture] = set.pictures
    const runs = runsIn(set)
    // A leg of 35: the picture takes 11, half a character of air and the odd half are left.
    expect(runs.map(({ slots }) => slots)).toEqual([5, 8, 7])
    expect(inEms(runs.map(({ width }) => width))).toEqual([35, 23, 35])
    expect(inEms([(runs[1]?.x ?? 0) - (picture ? right(picture.box) : 0)])).toEqual([1])
    expect((runs[1]?.x ?? 0) + (runs[1]?.width ?? 0)).toBe((runs[0]?.x ?? 0) + (runs[0]?.width ?? 0))
  })
  test('its insets narrow it, and give their width to the text', () => {
    const set = around({ left: 0, right: 3 * EM })
    expect(set.pictures[0]?.box.width).toBe(8 * EM)
    expect(inEms(runsIn(set).map(({ width }) => width))).toEqual([35, 26, 35])
  })
  test('less than four characters beside it stay white', () => {
    const set = composer.setPage(
      pageOf(book, storyOf(bodyOf(4000)), [area(0, 1, 0, 20)], {
        pictures: [pictureAt(area(0, 1, 5, 8), { left: 4 * EM, right: 0 })],
      }),
    )
    expect(runsIn(set).map(({ slots, width }) => [slots, width / EM])).toEqual([
      [5, 11],
      [7, 11],
    ])
  })
  test('each side of a picture in the middle is a short leg: all lines before it are read, then all lines after it', () => {
    const set = around(undefined, 1)
    const runs = runsIn(set)
    expect(inEms(runs.map(({ width }) => width))).toEqual([35, 11, 11, 35])
    expect(runs[1]?.y).toBe(runs[2]?.y)
    expect(runs[1]?.x).toBeLessThan(runs[2]?.x ?? 0)
    const [, before, after] = framesOf(set)
    expect(after?.lines[0]?.from).toEqual(before?.lines.at(-1)?.to)
  })
  test('no text stands on a picture, wherever it is and whatever its insets', () => {
    for (let seed = 0; seed < 80; seed++) {
      const n = (step: number, most: number) => (seed * step + 3) % most
      const inset = { left: n(5, 9) * EM, right: n(11, 7) * EM }
      const set = composer.setPage(
        pageOf(book, storyOf(bodyOf(3000)), [area(0, 4, 0, 30)], {
          legs: [1 + n(3, 5)],
          mode: 'absolute',
          pictures: [pictureAt(area(n(7, 4), 1 + n(13, 3), n(17, 12), 4 + n(19, 10)), inset)],
          direction: seed % 2 === 0 ? 'horizontal' : 'vertical',
        }),
      )
      for (const { box, capacity, lines } of framesOf(set)) {
        for (const picture of set.pictures) {
          expect(capacity === 0 || isApart(box, picture.box), `${seed}`).toBe(true)
          expect(lines.length).toBeLessThanOrEqual(capacity)
        }
      }
    }
  })
  test('R14: text that goes on beside a picture does not head a leg there', () => {
    for (let length = 45; length < 65; length++) {
      const copy = storyOf([...bodyOf(length), ...bodyOf(3000)])
      const set = composer.setPage(
        pageOf(book, copy, [area(0, 2, 0, 20)], {
          pictures: [pictureAt(area(0, 1, 5, 8), { left: 0, right: 5 * EM })],
        }),
      )
      const frames = framesOf(set)
      const beside = frames[1]
      const widow = set.findings.find(({ code, frame }) => code === 'line.widow' && frame === beside?.id)
      expect(widow, `${length}`).toBeUndefined()
    }
  })
  test('text goes round a headline that stands inside the body (文包题)', () => {
    const copy = storyOf(bodyOf(2000), { headline: ['老桥修好了', '孩子跑过来'] })
    const set = composer.setPage(
      pageOf(book, copy, [area(0, 5, 0, 30)], { head: 'inside', legs: [3], mode: 'absolute' }),
    )
    const head = set.blocks[0]?.head
    const beside = framesOf(set).filter(({ box }) => head && box.y < foot(head) && head.y < foot(box))
    expect(beside.length).toBeGreaterThan(0)
    for (const { box } of beside) expect(head && isApart(box, head)).toBe(true)
    expect(beside.some(({ box }) => box.width < 17 * EM && box.width >= 4 * EM)).toBe(true)
  })
})

describe('geometry that holds no text is a finding, never a throw', () => {
  const codes = (areas: readonly GridArea[], change: Parameters<typeof pageOf>[3] = {}, stylebook = book) =>
    composer
      .setPage(pageOf(stylebook, storyOf(bodyOf(100), { headline: ['老桥修好了'] }), areas, change))
      .findings.map(({ code }) => code)
  test('more legs than characters', () => {
    expect(codes([area(0, 1, 0, 20)], { legs: [40], mode: 'absolute' })).toContain('frame.empty')
    expect(codes([area(0, 1, 0, 20)], { legs: [2_000_000_000], mode: 'free' })).toContain('frame.empty')
  })
  test('a box round a column that is narrower than its air', () => {
    const thin = stylebookSchema.parse({ ...book, grid: { ...book.grid, measure: EM } })
    expect(codes([area(0, 1, 0, 20)], { border: 'box' }, thin)).toContain('frame.empty')
  })
  test('a block of one line', () => {
    for (const border of ['none', 'box', 'top'] as const) {
      expect(codes([area(0, 2, 0, 1)], { border })).toContain('copy.overset')
      expect(codes([area(0, 2, 0, 1)], { border, direction: 'vertical' })).toContain('copy.overset')
    }
  })
  test('an area outside the page', () => {
    expect(codes([area(5, 4, 80, 60)])).toContain('frame.outside')
    expect(codes([area(900, 4, 8000, 60)], { direction: 'vertical' })).toContain('frame.outside')
  })
  test('areas of one block that overlap', () => {
    expect(codes([area(0, 2, 0, 20), area(1, 2, 10, 20)])).toContain('frame.overlap')
    expect(codes([area(0, 2, 0, 20), area(0, 2, 20, 20)])).not.toContain('frame.overlap')
  })
  test('a picture larger than its block, outside of it, or narrower than nothing', () => {
    const pictures = (at: GridArea, inset?: { left: number; right: number }) => ({ pictures: [pictureAt(at, inset)] })
    expect(PHOTO.width).toBeGreaterThan(0)
    expect(codes([area(0, 2, 0, 20)], pictures(area(0, 9, 0, 90)))).toContain('copy.overset')
    expect(codes([area(0, 2, 0, 20)], pictures(area(7, 1, 0, 10)))).toContain('frame.empty')
    expect(codes([area(0, 2, 0, 20)], pictures(area(0, 1, 0, 10), { left: 9 * EM, right: 9 * EM }))).toContain(
      'frame.empty',
    )
  })
})

describe('what is set off by its style', () => {
  const { styles } = book
  const set = stylebookSchema.parse({
    ...book,
    styles: {
      ...styles,
      pullQuote: { ...styles.pullQuote, setOff: { over: 6350, under: 3175 } },
      note: { ...styles.note, before: 0, after: 600, setOff: { tint: 12 } },
    },
  })
  const body = ['@ 编者按：七座老桥将连成步道。', ...bodyOf(80), '> 一座桥修好了，要看孩子肯不肯跑。', ...bodyOf(80)]
  test.each(['horizontal', 'vertical'] as const)('%s: rules over and under a pull quote, in its air', (direction) => {
    const page = composer.setPage(pageOf(set, storyOf(body), [area(0, 2, 0, 40)], { direction, legs: [1] }))
    const rules = page.rules.filter(({ kind }) => kind === 'column').map(({ box }) => box)
    expect(rules.map((box) => (direction === 'vertical' ? box.width : box.height))).toEqual([6350, 3175])
    const ink = framesOf(page).flatMap(({ lines }) =>
      lines.map((line) =>
        direction === 'vertical'
          ? { x: line.x - line.size / 2, y: line.y, width: line.size, height: line.width }
          : { x: line.x, y: line.y - line.size * 0.88, width: line.width, height: line.size },
      ),
    )
    for (const rule of rules) expect(ink.every((box) => isApart(box, rule))).toBe(true)
  })
  test('a tint lies behind the lines of a note, reaches into the gaps at its sides, and half as far over and under it', () => {
    const page = composer.setPage(pageOf(set, storyOf(body), [area(0, 2, 0, 40)]))
    const [tint] = page.rules.filter(({ kind }) => kind === 'tint').map(({ box }) => box)
    const [frame] = framesOf(page)
    const notes = frame?.lines.filter(({ from }) => from?.paragraph === 0) ?? []
    expect(tint?.height).toBe(notes.length * pitch + 2 * Math.floor(EM / 6))
    expect(tint?.x).toBe((frame?.box.x ?? 0) - Math.floor(EM / 3))
    expect(page.rules.filter(({ kind }) => kind === 'tint').length).toBe(1)
  })
  test('a style that asks for nothing has nothing', () => {
    const { setOff: rules, ...pullQuote } = styles.pullQuote
    const { setOff: tint, ...note } = styles.note
    const plain = stylebookSchema.parse({ ...book, styles: { ...styles, pullQuote, note } })
    expect([rules?.over, tint?.tint]).toEqual([6350, 12])
    expect(composer.setPage(pageOf(plain, storyOf(body), [area(0, 2, 0, 40)])).rules).toEqual([])
  })
})
