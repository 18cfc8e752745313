import { afterAll, describe, expect, it } from 'vitest'
import type { SheetFacts, SheetOrder } from '#compose/composer.ts'
import { storyIdSchema } from '#contract/ids.ts'
import { foot, mm, right, type Box } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetLine, SetPage } from '#contract/setPage.ts'
import type { Paper, ProofSheet, SheetKind } from '#contract/sheet.ts'
import { composerFor, copyOf, readJob, readStylebook } from '../../../scripts/galleyJob.ts'
import { area, blockOf, photoOf } from '../../grid/records.ts'
import { EN, ZH } from '../samples.ts'

const FACTS: SheetFacts = {
  stamp: '0123456789abcdef'.repeat(4),
  round: '二校',
  time: '2026-11-24T14:03:22.123Z',
  zone: 480,
  stages: [
    { stage: '一校', person: '林知夏', at: '2026-11-24T13:00:00.000Z', isValid: true },
    { stage: '二校', person: '周望舒', at: '2026-11-23T18:30:00.000Z', isValid: false },
    { stage: '付印', person: null, at: null, isValid: false },
  ],
}

const S = storyIdSchema.parse('s')
const LONG = Array.from({ length: 24 }, (_, i) => ZH[i % ZH.length]!)

const BOOKS = ['yuntang-tabloid', 'yuntang-broadsheet', 'millhaven-weekly', 'hexi-weekly'] as const
const books = new Map(BOOKS.map((name) => [name, readStylebook(name)]))
const composer = await composerFor(...books.values())
afterAll(() => composer.release())

const bookOf = (name: (typeof BOOKS)[number]) => books.get(name)!

function jobFor(name: (typeof BOOKS)[number], body: readonly string[], change: Partial<PageJob> = {}): PageJob {
  const stylebook = bookOf(name)
  const copy = copyOf({ id: S, lang: stylebook.lang, headline: ['两岸从此十二分钟'], body: [...body] })
  return {
    page: 1,
    issue: { stylebook: name, date: '2026-11-24', number: 1024, edition: '', pages: 4 },
    stylebook,
    records: [blockOf('r', 's', area(0, 3, 20, 30))],
    copies: new Map([[S, { ...copy, version: 37 }]]),
    photos: new Map(),
    ...change,
  }
}

function sheetsOf(kind: SheetKind, job: PageJob, paper: Paper = 'a4', facts = FACTS): readonly ProofSheet[] {
  const set = composer.setPage(job)
  const order: SheetOrder =
    kind === 'galley' ? { kind, job, story: S, set, paper, facts } : { kind, job, set, paper, facts }
  return composer.sheets(order)
}

const onlyOf = (...args: Parameters<typeof sheetsOf>): ProofSheet => sheetsOf(...args)[0]!
const linesOf = ({ set }: ProofSheet, isCopy: boolean): SetLine[] =>
  set.frames.filter(({ part }) => (part === 'furniture') !== isCopy).flatMap(({ lines }) => lines)
const textsOf = (sheet: ProofSheet): string[] => linesOf(sheet, false).map(({ text }) => text)
const bodyOf = (sheets: readonly ProofSheet[]): SetLine[] =>
  sheets.flatMap(({ set }) => set.frames.filter(({ part }) => part === 'body').flatMap(({ lines }) => lines))
const isInside = (inner: Box, { width, height }: SetPage['trim']): boolean =>
  inner.x >= 0 && inner.y >= 0 && right(inner) <= width && foot(inner) <= height

describe('every sheet', () => {
  it.each([
    ['a4', 210, 297],
    ['a3', 297, 420],
    ['full', 295, 450],
  ] as const)('has the size of its paper: %s', (paper, width, height) => {
    const { set, place } = onlyOf('page', jobFor('yuntang-tabloid', ZH), paper)
    expect([set.trim.width, set.trim.height]).toEqual([mm(width), mm(height)])
    expect([set.bleed, set.slug]).toEqual([0, 0])
    expect(place!.scale).toBe({ a4: 607, a3: 923, full: 1000 }[paper])
  })

  it.each(BOOKS)('keeps all it shows on the paper: %s', (name) => {
    for (const kind of ['galley', 'dummy', 'page', 'clean'] as const) {
      for (const { set } of sheetsOf(kind, jobFor(name, name === 'millhaven-weekly' ? EN : LONG))) {
        const boxes = [...set.frames, ...set.rules, ...set.pictures].map(({ box }) => box)
        expect(boxes.filter((box) => !isInside(box, set.trim))).toEqual([])
        const points = (set.strokes ?? []).flatMap((stroke) => stroke.points)
        expect(points.filter((point) => !isInside({ ...point, width: 0, height: 0 }, set.trim))).toEqual([])
      }
    }
  })

  it('is never larger than the page: a small page stands at its own size on large paper', () => {
    const stylebook = { ...bookOf('yuntang-tabloid'), trim: { width: mm(120), height: mm(160) } }
    const { place } = onlyOf('page', jobFor('yuntang-tabloid', ZH, { stylebook }), 'a3')
    expect(place!.scale).toBe(1000)
  })

  it('says paper, page, round, stamp and time in its head line, the time in the zone of its reader', () => {
    const said = textsOf(onlyOf('page', jobFor('yuntang-tabloid', ZH))).join('\n')
    for (const words of ['云塘日报　第1版', '大样　二校', '版印 0123456789ab', '2026-11-24 22:03 +08:00', '缩至 60.7%'])
      expect(said).toContain(words)
    const west = textsOf(onlyOf('page', jobFor('yuntang-tabloid', ZH), 'a4', { ...FACTS, zone: -450 })).join('\n')
    expect(west).toContain('2026-11-24 06:33 -07:30')
  })

  it.each([
    ['hexi-weekly', '大樣'],
    ['millhaven-weekly', 'Page proof'],
  ] as const)('speaks the language of its paper: %s', (name, words) => {
    expect(textsOf(onlyOf('page', jobFor(name, EN))).some((text) => text.startsWith(words))).toBe(true)
  })

  it('is the same for the same order', () => {
    const job = jobFor('yuntang-tabloid', LONG)
    for (const kind of ['galley', 'dummy', 'page', 'clean'] as const)
      expect(sheetsOf(kind, job)).toEqual(sheetsOf(kind, job))
  })

  it('cuts words that are too long for their place, and makes them smaller before', () => {
    const issue = { ...jobFor('yuntang-tabloid', ZH).issue, edition: '云塘东岸西岸南浦北门各镇'.repeat(30) }
    const sheet = onlyOf('page', jobFor('yuntang-tabloid', ZH, { issue }))
    const facts = linesOf(sheet, false).find(({ text }) => text.startsWith('总第'))!
    expect(facts.text.endsWith('…')).toBe(true)
    expect(facts.x + facts.width).toBeLessThanOrEqual(sheet.set.trim.width - mm(10))
  })
})

describe('a page proof and a clean proof', () => {
  it('show every word of the page, where the page has it', () => {
    const job = jobFor('yuntang-broadsheet', LONG)
    const set = composer.setPage(job)
    for (const kind of ['page', 'clean'] as const) {
      const { set: sheet, place } = onlyOf(kind, job)
      const shown = sheet.frames.filter(({ id }) => !id.startsWith('sheet.'))
      expect(shown.map(({ lines }) => lines.map(({ text }) => text))).toEqual(
        set.frames.map(({ lines }) => lines.map(({ text }) => text)),
      )
      const [first, last] = [set.frames[0]!.lines[0]!, shown[0]!.lines[0]!]
      expect(Math.abs(last.x - place!.x - (first.x * place!.scale) / 1000)).toBeLessThanOrEqual(1)
    }
  })

  it('have a cell for each stage; a clean proof says who signed it and when, and what was signed before a change', () => {
    const job = jobFor('yuntang-tabloid', ZH)
    const [page, clean] = [textsOf(onlyOf('page', job)), textsOf(onlyOf('clean', job))]
    for (const { stage } of FACTS.stages) for (const texts of [page, clean]) expect(texts).toContain(stage)
    expect(clean).toEqual(expect.arrayContaining(['林知夏', '11-24 21:00', '周望舒', '签后有改动']))
    expect(page.filter((text) => ['林知夏', '周望舒', '签后有改动'].includes(text))).toEqual([])
  })
})

describe('a dummy', () => {
  it('says of each block its number, slug, size, words and how it fits', () => {
    const job = jobFor('yuntang-tabloid', [...ZH, ...ZH, ...ZH, ...ZH, ...ZH, ...ZH])
    const { fit } = composer.setPage(job)
    const said = textsOf(onlyOf('dummy', job))
    expect(said).toContain('3 栏 × 30 行')
    expect(fit[0]!.overLines).toBeGreaterThan(0)
    expect(said.some((text) => text.startsWith(`超 ${fit[0]!.overLines} 行（`))).toBe(true)
    const short = textsOf(onlyOf('dummy', jobFor('yuntang-tabloid', ZH.slice(0, 1))))
    expect(short.some((text) => /^短 \d+ 行（/.test(text))).toBe(true)
  })

  it('crosses each picture from corner to corner and prints none', () => {
    const photo = photoOf('p1')
    const picture = { photo: photo.id, area: area(0, 2, 0, 10), crop: { left: 0, top: 0, right: 1000, bottom: 1000 } }
    const records = [blockOf('r', 's', area(0, 3, 20, 50), { pictures: [picture] })]
    const job = jobFor('yuntang-tabloid', ZH, { records, photos: new Map([[photo.id, photo]]) })
    const { set } = onlyOf('dummy', job, 'a3')
    expect(set.pictures).toEqual([])
    expect(textsOf(onlyOf('dummy', job))).toContain('图 1')
    const cross = (set.strokes ?? []).filter(({ points, tint }) => points.length === 2 && tint === 70)
    expect(cross).toHaveLength(4)
    const corners = new Set(cross.map(({ points }) => `${points[0]!.x} ${points[0]!.y}`))
    expect(corners.size).toBe(4)
  })

  it('says of an ad that it is one, and counts no dots where it has none', () => {
    const job = jobFor('yuntang-tabloid', ZH)
    const box = { x: mm(30), y: mm(200), width: mm(100), height: mm(80) }
    const crop = { left: 0, top: 0, right: 1000, bottom: 1000 }
    const photo = photoOf('p1')
    const ad = { record: job.records[0]!.id, photo: photo.id, sha256: photo.sha256, box, crop, resolution: 0 }
    const set: SetPage = { ...composer.setPage(job), pictures: [{ ...ad, isAd: true }] }
    const sheets = composer.sheets({ kind: 'dummy', job, set, paper: 'a3', facts: FACTS })
    expect(textsOf(sheets[0]!)).toEqual(expect.arrayContaining(['广告', '100×80 毫米']))
  })

  it('counts the lines of the grid by tens', () => {
    const said = textsOf(onlyOf('dummy', jobFor('yuntang-tabloid', ZH)))
    for (const line of ['10', '20', '80']) expect(said.filter((text) => text === line)).toHaveLength(2)
  })

  it('shows the page’s own furniture paler than the plan', () => {
    const { set } = onlyOf('dummy', jobFor('yuntang-tabloid', ZH))
    const masthead = set.frames.find(({ id, lines }) => id.startsWith('furniture') && lines[0]?.text === '云塘日报')
    expect(masthead?.lines[0]?.runs[0]?.tint).toBe(40)
  })
})

describe('a galley', () => {
  it.each(BOOKS)('has the whole story, word for word: %s', (name) => {
    const body = name === 'millhaven-weekly' ? [...EN, ...EN] : LONG
    const sheets = sheetsOf('galley', jobFor(name, body))
    const bare = (text: string): string => text.replace(/\s/g, '')
    expect(
      bare(
        bodyOf(sheets)
          .map(({ text }) => text)
          .join(''),
      ),
    ).toBe(bare(body.join('')))
  })

  it('breaks its lines as the page does: in the measure of the story’s first leg', () => {
    const job = jobFor('yuntang-tabloid', ZH)
    const page = composer.setPage(job).frames.filter(({ part }) => part === 'body')
    const onPage = page.flatMap(({ lines }) => lines.map(({ text }) => text))
    expect(
      bodyOf(sheetsOf('galley', job))
        .map(({ text }) => text)
        .slice(0, onPage.length),
    ).toEqual(onPage)
  })

  it('runs over as many sheets as it takes, each saying which of how many it is', () => {
    const sheets = sheetsOf('galley', jobFor('yuntang-tabloid', LONG))
    expect(sheets.length).toBeGreaterThan(1)
    sheets.forEach((sheet, i) => expect(textsOf(sheet)).toContain(`第 ${i + 1} 张，共 ${sheets.length} 张`))
    expect(sheets.at(-1)!.set.frames.some(({ part }) => part === 'body')).toBe(true)
  })

  it.each(['yuntang-tabloid', 'hexi-weekly'] as const)('counts every fifth line where it stands: %s', (name) => {
    const sheets = sheetsOf('galley', jobFor(name, LONG))
    const isDown = name === 'hexi-weekly'
    let number = 0
    for (const sheet of sheets) {
      const counts = sheet.set.frames.filter(({ id, lines }) => id.startsWith('sheet.') && /^\d+$/.test(lines[0]!.text))
      for (const line of bodyOf([sheet])) {
        number++
        if (number % 5 !== 0) continue
        const count = counts.find(({ lines }) => lines[0]!.text === String(number))
        expect(count, `line ${number}`).toBeDefined()
        const { box } = count!
        // Across the lines, a count stands at its own line; along them, before it.
        const isAtLine = isDown ? box.x <= line.x && line.x <= right(box) : box.y <= line.y && line.y <= foot(box)
        expect(isAtLine, `line ${number}`).toBe(true)
        expect(isDown ? foot(box) <= line.y : right(box) <= line.x).toBe(true)
      }
    }
    expect(number).toBeGreaterThan(100)
  })

  it('leaves room for a pencil beside each column', () => {
    const { set } = onlyOf('galley', jobFor('yuntang-tabloid', LONG))
    const columns = set.frames.filter(({ part }) => part === 'body').map(({ box }) => box)
    expect(columns.length).toBeGreaterThan(1)
    columns.forEach((box, i) => {
      const next = columns[i + 1]?.x ?? set.trim.width
      expect(next - right(box)).toBeGreaterThanOrEqual(mm(34))
    })
  })

  it('says slug, characters, lines, measure and version', () => {
    const said = textsOf(onlyOf('galley', jobFor('yuntang-tabloid', ZH))).join('\n')
    const lines = bodyOf(sheetsOf('galley', jobFor('yuntang-tabloid', ZH))).length
    for (const words of [`${lines} 行`, '栏宽 34.9 毫米（11 字）', '稿本 37', '小样']) expect(said).toContain(words)
  })

  it('is set in the column measure of the paper where the story stands on no page', () => {
    const job = jobFor('yuntang-tabloid', ZH, { records: [] })
    const order: SheetOrder = { kind: 'galley', job, story: S, set: null, paper: 'a4', facts: FACTS }
    const frame = composer.sheets(order)[0]!.set.frames.find(({ part }) => part === 'body')!
    expect(frame.box.width).toBe(job.stylebook.grid.measure)
  })

  it('takes wider paper for a measure that office paper cannot hold', () => {
    const records = [blockOf('r', 's', area(0, 6, 20, 60), { legs: [1] })]
    const { set } = onlyOf('galley', jobFor('yuntang-tabloid', LONG, { records }))
    const { box } = set.frames.find(({ part }) => part === 'body')!
    expect(box.width).toBeGreaterThan(mm(200))
    expect(set.trim.width - right(box)).toBeGreaterThanOrEqual(mm(34))
  })

  it('of a story that nobody has is no sheet', () => {
    const job = jobFor('yuntang-tabloid', ZH, { copies: new Map(), records: [] })
    expect(composer.sheets({ kind: 'galley', job, story: S, set: null, paper: 'a4', facts: FACTS })).toEqual([])
  })
})

describe('a sheet of any page', () => {
  it.each(['broadsheet', 'boxedPicture', 'dropCap', 'tableLeague', 'shapeBoxedL', 'empty', 'overMany'])(
    'can be made: the page of %s',
    (name) => {
      const job = readJob(name)
      const set = composer.setPage(job)
      for (const kind of ['dummy', 'page', 'clean'] as const)
        expect(composer.sheets({ kind, job, set, paper: 'a4', facts: FACTS })).toHaveLength(1)
    },
  )
})
