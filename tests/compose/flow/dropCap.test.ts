import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SetLine } from '#contract/setPage.ts'
import type { Composer } from '#compose/composer.ts'
import { dumpPage } from '#compose/composer.ts'
import { composerFor, readStylebook } from '../../../scripts/galleyJob.ts'
import { EN, ZH } from '../samples.ts'
import { bodyOf, dice, lostOf, pageOf, type Story } from './stories.ts'

let composer: Composer
beforeAll(async () => {
  composer = await composerFor(readStylebook('yuntang-broadsheet'), readStylebook('millhaven-weekly'))
})
afterAll(() => composer.release())

const PLAIN = [
  '清晨五点，青石港还裹在雾里。老船工解开缆绳，桨声一下一下敲着水面，岸上卖豆浆的棚子亮起第一盏灯。',
  ...ZH,
]
const QUOTED = [
  '“桥洞我闭着眼也认得。”老船工解开缆绳，桨声一下一下敲着水面，岸上的棚子亮起第一盏灯，雾还没有散。',
  ...ZH,
]

const set = (story: Story) => composer.setPage(pageOf(story))
const linesOf = (story: Story): SetLine[] => bodyOf(set(story))
const EM = 114_300
const PITCH = 147_000

/** Highest and lowest ink of a line's first glyph of a text, Emu from the page's top. */
function inkOf(line: SetLine | undefined, text: string): { top: number; foot: number } {
  for (const run of line?.runs ?? []) {
    const at = run.clusters.indexOf(text)
    if (at < 0) continue
    const { path, unitsPerEm } = composer.outline(run.face, run.glyphs[at] ?? 0)
    const ys = [...path.matchAll(/-?[\d.]+[ ,](-?[\d.]+)/g)].map((found) => Number(found[1]))
    const y = (line?.y ?? 0) + (run.dy[at] ?? 0)
    const on = (units: number): number => y - (units * run.size) / unitsPerEm
    return { top: on(Math.max(...ys)), foot: on(Math.min(...ys)) }
  }
  throw new RangeError(`no glyph of ${text}`)
}

describe('a drop cap', () => {
  test('is a line of its own, and the text goes on where it ends', () => {
    const [cap, first] = linesOf({ body: PLAIN, text: { dropCap: 2 } })
    expect([cap?.text, cap?.from?.offset, cap?.to?.offset, cap?.isParagraphEnd]).toEqual(['清', 0, 1, false])
    expect([first?.from?.offset, first?.from?.paragraph]).toEqual([1, 0])
  })

  test('takes its opening quotation mark with it, in Chinese and in English', () => {
    expect(linesOf({ body: QUOTED, text: { dropCap: 3 } })[0]?.text).toBe('“桥')
    expect(linesOf({ body: EN.slice(1), english: true, text: { dropCap: 3 } })[0]?.text).toBe('“W')
  })

  test('stands on the baseline of its last line and as high as the capitals of its first (English)', () => {
    const [cap, ...lines] = linesOf({ body: ['H' + (EN[0] ?? '')], english: true, text: { dropCap: 3 } })
    const size = cap?.size ?? 0
    const rise = ((cap?.y ?? 0) - inkOf(cap, 'H').top) / size
    expect(cap?.y).toBe(lines[2]?.y)
    const top = (lines[0]?.y ?? 0) - rise * (lines[0]?.size ?? 0)
    expect(Math.abs(inkOf(cap, 'H').top - top)).toBeLessThan(20)
  })

  test('stands from the top of the first line’s characters to the foot of the last one’s (Chinese)', () => {
    const body = [`国${'国'.repeat(40)}。`]
    const [cap, first, second] = linesOf({ body, text: { dropCap: 2 } })
    expect(Math.abs(inkOf(cap, '国').top - inkOf(first, '国').top)).toBeLessThan(20)
    expect(Math.abs(inkOf(cap, '国').foot - inkOf(second, '国').foot)).toBeLessThan(20)
  })

  test('shortens just the lines beside it, in Chinese by whole characters, and takes the indent away', () => {
    const [cap, ...lines] = linesOf({ body: PLAIN, text: { dropCap: 2 } })
    const start = (line: SetLine | undefined): number => (line?.x ?? 0) + (line?.runs[0]?.dx[0] ?? 0) - (cap?.x ?? 0)
    expect(start(lines[0])).toBe(3 * EM)
    expect(start(lines[1])).toBe(3 * EM)
    expect(start(lines[2])).toBe(0)
    expect((lines[1]?.y ?? 0) - (lines[0]?.y ?? 0)).toBe(PITCH)
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(13 * EM)
  })

  test('opens the first paragraph of text alone, after a note too, never one after a subhead', () => {
    const caps = (...body: string[]): number =>
      linesOf({ body, text: { dropCap: 2 }, lines: 60 }).filter(({ size }) => size > 2 * EM).length
    expect(caps(...PLAIN, ...PLAIN)).toBe(1)
    expect(caps('@ 编者按：请看。', ...PLAIN)).toBe(1)
    expect(caps('# 雾', ...PLAIN)).toBe(0)
  })

  test.each([
    ['a lead-in', '[本报讯]清晨五点，青石港还裹在雾里，老船工解开缆绳，桨声一下一下敲着水面，棚子亮起灯。'],
    ['a figure (R4)', '2026年清晨五点，青石港还裹在雾里，老船工解开缆绳，桨声一下一下敲着水面，棚子亮起灯。'],
    ['fewer lines than it takes', '清晨五点。'],
  ])('is not set before %s', (_, text) => {
    const lines = linesOf({ body: [text, ...ZH], text: { dropCap: 3 } })
    expect(lines.every(({ size }) => size === EM)).toBe(true)
  })

  test('is not set in a measure under 8 characters, nor where its lines would stand in two legs', () => {
    const isPlain = (story: Story): boolean => linesOf(story).every(({ size }) => size === EM)
    expect(isPlain({ body: PLAIN, text: { dropCap: 2 }, columns: 2, legs: 3, lines: 60 })).toBe(false)
    expect(isPlain({ body: PLAIN, text: { dropCap: 2 }, columns: 2, legs: 4, lines: 60 })).toBe(true)
    const byline = Array.from({ length: 7 }, (_, i) => `■本报记者 陆知秋${i}`)
    const low = (lines: number): boolean => isPlain({ body: PLAIN, byline, text: { dropCap: 3 }, columns: 2, lines })
    expect([low(9), low(30)]).toEqual([true, false])
  })
})

describe('R13: the indent', () => {
  const startsAt = (legs: number): number => {
    const first = linesOf({ body: PLAIN, columns: 2, legs, lines: 60 })[0]
    return first?.runs[0]?.dx[0] ?? NaN
  }
  test('is two characters, and one in legs of fewer than ten', () => {
    expect(startsAt(2)).toBe(2 * EM)
    expect(startsAt(3)).toBe(EM)
  })
  test('is left as it is where the style has another', () => {
    const first = linesOf({ body: PLAIN, columns: 2, legs: 3, lines: 60, text: { indent: 0 } })[0]
    expect(first?.runs[0]?.dx[0]).toBe(0)
  })
})

test('run-in leads stand in the face of lead-ins, datelines too, and the text in its own', () => {
  const zh = linesOf({ body: ['[本报讯]清晨五点，青石港还裹在雾里。'] })[0]
  const en = linesOf({ body: ['[MILLHAVEN — ]The ferry still leaves at ten past six.'], english: true })[0]
  for (const [line, lead] of [
    [zh, '本报讯'],
    [en, 'MILLHAVEN — '],
  ] as const) {
    const face = line?.runs[0]?.face
    const inLead = line?.runs.filter((run) => run.face === face).flatMap(({ clusters }) => clusters)
    expect(inLead?.join('').trim()).toBe(lead.trim())
  }
})

test('R17: what stays whole is not torn where slots may stay open for it', () => {
  const quote = '> 这样的早晨他过了四十多年，闭着眼也认得每一座桥洞'
  for (let lines = 10; lines < 16; lines++) {
    const page = set({ body: [PLAIN[0] ?? '', quote, ZH[1] ?? ''], columns: 3, lines })
    const frames = page.frames.filter(
      ({ part, lines: own }) => part === 'body' && own.some(({ from }) => from?.paragraph === 1),
    )
    expect(frames, `${lines} lines`).toHaveLength(1)
  }
})

const BITS = [
  ...PLAIN,
  ...QUOTED,
  '球队\t场\t积分',
  '青石港\t12\t31',
  '柳浜中学校友会和老船厂联队\t9\t8',
  'Rovers\t3:1\t12.5%',
  '# 雾里行船',
  '> 闭着眼也认得每一座桥洞',
  '@ 编者按：本报从今天起刊出一组水乡人物。',
  '[本报讯]昨天开赛。',
  'A 座开放。',
  '',
  ' ',
  '“',
]

test('every character of a story stands once and in order, or is counted as over; and the same page comes of new objects', () => {
  const seed = Number(process.env['SEED'] ?? 20261124)
  const next = dice(seed)
  for (let n = 0; n < 150; n++) {
    const english = next(3) === 0
    const body = Array.from({ length: 1 + next(9) }, () => BITS[next(BITS.length)] ?? '')
    const job = pageOf({
      body: english && next(2) === 0 ? [...EN, ...body] : body,
      english,
      text: next(4) === 0 ? {} : { dropCap: 2 + next(4) },
      columns: 1 + next(4),
      legs: next(5),
      lines: 2 + next(30),
    })
    const page = composer.setPage(job)
    expect(lostOf(job, page), `seed ${seed} story ${n}`).toEqual([])
    expect(dumpPage(composer.setPage(structuredClone(job)), ''), `seed ${seed} story ${n}`).toBe(dumpPage(page, ''))
  }
})

test('a story with a drop cap and tables set edit by edit is the story set from scratch', () => {
  const seed = Number(process.env['SEED'] ?? 20261124)
  const next = dice(seed)
  const text = { dropCap: 2 }
  let job = pageOf({ body: [...BITS, ...BITS], text, columns: 3, lines: 24 })
  for (let n = 0; n < 200; n++) {
    const [copy] = job.copies.values()
    if (!copy) throw new RangeError('no copy')
    const body = [...copy.parts.body]
    const at = next(body.length)
    const row = body[at]
    const bit = BITS[next(BITS.length)] ?? ''
    const cut = next((row?.text.length ?? 0) + 1)
    const pick = next(5)
    if (!row || pick === 0) body.splice(at, 0, { kind: 'text', text: bit, spans: [] })
    else if (pick === 1 && body.length > 4) body.splice(at, 1)
    else
      body[at] = {
        ...row,
        spans: [],
        text: row.text.slice(0, cut) + (pick === 2 ? '' : bit.slice(0, 4)) + row.text.slice(cut + 2),
      }
    job = { ...job, copies: new Map([[copy.id, { ...copy, parts: { ...copy.parts, body } }]]) }
    const warm = dumpPage(composer.setPage(job), '')
    expect(warm === dumpPage(composer.setPage(structuredClone(job)), ''), `seed ${seed} edit ${n}`).toBe(true)
    expect(lostOf(job, composer.setPage(job)), `seed ${seed} edit ${n}`).toEqual([])
  }
})
