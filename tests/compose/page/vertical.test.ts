import { describe, expect, test } from 'vitest'
import { foot, right } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import { dumpPage } from '#compose/composer.ts'
import { composerFor, paragraphOf, readStylebook } from '../../../scripts/galleyJob.ts'
import { bodyOf, bodyText, framesOf, isApart, pageOf, pictureAt, SENTENCE, storyOf } from './blocks.ts'
import { area } from '../../grid/records.ts'

const book = readStylebook('yuntang-tabloid')
const english = readStylebook('millhaven-weekly')
const composer = await composerFor(book, english)
const EM = book.styles.text.size
const { pitch } = book.grid
const down = { direction: 'vertical' } as const
const HEAD = { kicker: ['青石港纪事'], headline: ['一条船走了五十三年', '一座桥等了半辈子'] }

const linesOf = (set: SetPage) => framesOf(set).flatMap(({ lines }) => lines)

describe('tiers of a vertical block', () => {
  const set = composer.setPage(pageOf(book, storyOf(bodyOf(700)), [area(0, 4, 0, 40)], down))

  test('R18: lines run down the page and follow each other from right to left at the line pitch', () => {
    for (const frame of framesOf(set)) {
      expect(frame.vertical).toBe(true)
      for (const [i, line] of frame.lines.entries()) {
        expect(line.vertical).toBe(true)
        expect(line.y).toBe(frame.box.y)
        if (i > 0) expect((frame.lines[i - 1]?.x ?? 0) - line.x).toBe(pitch)
        expect(line.x - EM / 2).toBeGreaterThanOrEqual(frame.box.x)
        expect(line.x + EM / 2).toBeLessThanOrEqual(right(frame.box))
      }
    }
  })
  test('text threads from each tier to the one under it', () => {
    const frames = framesOf(set)
    expect(frames.length).toBe(3)
    for (const [i, frame] of frames.entries()) {
      if (i > 0) expect(frame.box.y).toBeGreaterThan(foot(frames[i - 1]?.box ?? frame.box))
    }
    expect(bodyText(set)).toBe(bodyOf(700)[0])
  })
  test('tiers are whole characters deep, twelve to eighteen, a character apart; what is over goes to the gaps', () => {
    for (let lines = 24; lines <= 86; lines++) {
      const [first, ...rest] = framesOf(
        composer.setPage(pageOf(book, storyOf(bodyOf(3000)), [area(0, 6, 0, lines)], down)),
      )
      const tiers = first ? [first, ...rest] : []
      for (const { box } of tiers) {
        expect(box.height % EM, `${lines} lines`).toBe(0)
        expect(box.height / EM).toBeGreaterThanOrEqual(11)
        expect(box.height / EM).toBeLessThanOrEqual(18)
      }
      for (const [i, { box }] of tiers.slice(1).entries()) {
        expect(box.y - foot(tiers[i]?.box ?? box)).toBeGreaterThanOrEqual(EM)
      }
      if (tiers.length > 1) expect(foot(tiers.at(-1)?.box ?? first!.box) - tiers[0]!.box.y).toBe(lines * pitch)
    }
  })
  test('legs name the tiers, and the four column modes divide a tier like a leg', () => {
    const tiers = (mode: 'auto' | 'absolute' | 'relative' | 'free') =>
      framesOf(
        composer.setPage(pageOf(book, storyOf(bodyOf(3000)), [area(0, 2, 0, 30)], { ...down, legs: [3], mode })),
      ).map(({ box }) => box.height)
    // 30 lines are 38.58 characters: less two gaps, 36.58 in three.
    expect(tiers('absolute')).toEqual([12 * EM, 12 * EM, 12 * EM])
    expect(tiers('auto')).toEqual([12 * EM, 12 * EM, 12 * EM])
    expect(tiers('free')).toEqual([1393800, 1393800, 1393800])
    expect(tiers('relative')).toEqual([12 * EM, 12 * EM, 12 * EM])
  })
  test('the stylebook gives the direction that a block does not choose', () => {
    const job = pageOf({ ...book, direction: 'vertical' }, storyOf(bodyOf(200)), [area(0, 2, 0, 20)])
    expect(framesOf(composer.setPage(job)).every(({ vertical }) => vertical)).toBe(true)
    const own = pageOf({ ...book, direction: 'vertical' }, storyOf(bodyOf(200)), [area(0, 2, 0, 20)], {
      direction: 'horizontal',
    })
    expect(framesOf(composer.setPage(own)).some(({ vertical }) => vertical)).toBe(false)
  })
  test('English is never set down the page', () => {
    const copy = storyOf(['The harbour bridge stays where it is.'], { lang: 'en' })
    const page = composer.setPage(pageOf(english, copy, [area(0, 2, 0, 20)], down))
    expect(page.frames.some(({ vertical }) => vertical)).toBe(false)
  })
  test('a full vertical block counts what is over like any other: lines set and over are those of an endless tier', () => {
    const legs = { ...down, legs: [2] }
    const fit = composer.setPage(pageOf(book, storyOf(bodyOf(600)), [area(0, 2, 0, 22)], legs)).fit[0]
    const wide = composer.setPage(pageOf(book, storyOf(bodyOf(600)), [area(0, 6, 0, 22)], legs)).fit[0]
    expect(fit?.overLines).toBeGreaterThan(0)
    expect((fit?.lines ?? 0) + (fit?.overLines ?? 0)).toBe(wide?.lines)
    expect(wide).toMatchObject({ overLines: 0, shortLines: (wide?.capacity ?? 0) - (wide?.lines ?? 0) })
  })
  test('the tiers of a boxed vertical block end level', () => {
    const page = composer.setPage(
      pageOf(book, storyOf(bodyOf(500)), [area(0, 5, 0, 40)], { ...down, border: 'box', legs: [3] }),
    )
    const counts = framesOf(page).map(({ lines }) => lines.length)
    expect(counts.length).toBe(3)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2)
  })
})

describe('what stands in a vertical block', () => {
  test('its title runs down at its right, over no more tiers than it needs, and text goes on under it', () => {
    const page = composer.setPage(pageOf(book, storyOf(bodyOf(900), HEAD), [area(0, 4, 0, 40)], down))
    const head = page.blocks[0]?.head
    const block = page.blocks[0]?.box
    expect(head && right(head)).toBe(block && right(block))
    expect(framesOf(page, 'headline').every(({ vertical }) => vertical)).toBe(true)
    for (const { box } of framesOf(page)) expect(head && isApart(box, head)).toBe(true)
    const under = framesOf(page).filter(({ box }) => head && box.y >= foot(head))
    expect(under.length).toBe(1)
    expect(under[0] && block && right(block) - right(under[0].box)).toBeLessThan(pitch)
    expect(page.findings.filter(({ code }) => code === 'head.overset')).toEqual([])
  })
  test('a block that says so has its title over the tiers', () => {
    const page = composer.setPage(
      pageOf(book, storyOf(bodyOf(900), HEAD), [area(0, 4, 0, 40)], { ...down, orientation: 'horizontal' }),
    )
    const head = page.blocks[0]?.head
    expect(head?.y).toBe(page.blocks[0]?.box.y)
    expect(framesOf(page)[0]?.box.y).toBe(head && foot(head))
    expect(framesOf(page)[0]?.vertical).toBe(true)
  })
  test('text goes round a picture, half a character from it at the least', () => {
    const pictures = [pictureAt(area(1, 2, 8, 14))]
    const page = composer.setPage(pageOf(book, storyOf(bodyOf(3000)), [area(0, 5, 0, 40)], { ...down, pictures }))
    const [picture] = page.pictures
    expect(picture).toBeDefined()
    for (const { box, capacity } of framesOf(page)) {
      if (!picture || capacity === 0) continue
      const sharesLines = box.x < right(picture.box) && picture.box.x < right(box)
      if (!sharesLines) continue
      const air = box.y < picture.box.y ? picture.box.y - foot(box) : box.y - foot(picture.box)
      expect(air).toBeGreaterThanOrEqual(EM / 2)
      expect(box.height).toBeGreaterThanOrEqual(4 * EM)
    }
  })
  test('a hairline runs between two tiers, as far as both reach', () => {
    const ruled = { ...book, columnRule: { weight: 3175, tint: 100 } }
    const page = composer.setPage(pageOf(ruled, storyOf(bodyOf(900), HEAD), [area(0, 4, 0, 40)], down))
    const rules = page.rules.filter(({ kind }) => kind === 'column')
    expect(rules.length).toBe(2)
    for (const { box } of rules) {
      expect(box.height).toBe(3175)
      expect(framesOf(page).every((frame) => isApart(frame.box, box))).toBe(true)
    }
  })
  test('an L of two areas has its upper tiers over the whole width and its lower ones over its foot', () => {
    const areas = [area(3, 3, 0, 36), area(0, 3, 0, 18)]
    const page = composer.setPage(pageOf(book, storyOf(bodyOf(3000)), areas, down))
    const edge = page.blocks[0]?.box.y ?? 0
    const [upper, lower] = [0, 1].map((half) =>
      framesOf(page).filter(({ box }) => (box.y < edge + 18 * pitch ? 0 : 1) === half),
    )
    const block = page.blocks[0]?.box
    expect(upper?.every(({ box }) => box.width > 50 * EM)).toBe(true)
    expect(lower?.every(({ box }) => block && box.x > block.x + block.width / 2)).toBe(true)
    expect(page.frames.map(({ box }) => box.y)).toEqual(page.frames.map(({ box }) => box.y).toSorted((a, b) => a - b))
    expect(upper?.length).toBeGreaterThan(0)
    expect(lower?.length).toBeGreaterThan(0)
  })
  test('a subhead takes whole lines of the tier and has two lines after it (R17)', () => {
    for (let length = 60; length < 200; length += 12) {
      const body = [...bodyOf(length), '# 岸边的树', SENTENCE.repeat(4)]
      const page = composer.setPage(pageOf(book, storyOf(body), [area(0, 3, 0, 26)], down))
      const frame = framesOf(page).find(({ lines }) => lines.some(({ text }) => text === '岸边的树'))
      const at = frame?.lines.findIndex(({ text }) => text === '岸边的树') ?? -1
      expect((frame?.lines.length ?? 0) - at - 1, `${length}`).toBeGreaterThanOrEqual(2)
    }
  })
})

test('an edit of a vertical story sets what a composer sets that never saw the page before', async () => {
  const before = pageOf(book, storyOf([...bodyOf(300), '# 岸边的树', ...bodyOf(400)], HEAD), [area(0, 4, 0, 40)], down)
  composer.setPage(before)
  const [copy] = [...before.copies.values()]
  if (!copy) throw new RangeError('no copy')
  const body = copy.parts.body.with(0, paragraphOf(`${SENTENCE}船。${SENTENCE}`))
  const after = { ...before, copies: new Map([[copy.id, { ...copy, parts: { ...copy.parts, body } }]]) }
  const fresh = await composerFor(book)
  expect(dumpPage(composer.setPage(after), '')).toBe(dumpPage(fresh.setPage(after), ''))
  fresh.release()
})

test('lines of a vertical block say their places one after another', () => {
  const lines = linesOf(
    composer.setPage(pageOf(book, storyOf([...bodyOf(300), ...bodyOf(200)], HEAD), [area(0, 4, 0, 40)], down)),
  )
  for (const [i, line] of lines.entries()) if (line.from?.offset !== 0) expect(line.from).toEqual(lines[i - 1]?.to)
})
