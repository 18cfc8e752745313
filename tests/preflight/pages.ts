/** Set pages made by hand, with the furniture of their paper on them: what preflight is given does not come from our composer. */
import { readFileSync } from 'node:fs'
import { PARTS, type Copy, type CopyParagraph, type Part } from '#contract/copy.ts'
import type { DummyRecord } from '#contract/dummy.ts'
import type { Finding } from '#contract/faults.ts'
import { faceIdSchema, recordIdSchema, storyIdSchema } from '#contract/ids.ts'
import type { Issue } from '#contract/issue.ts'
import { mm, pt, type Box, type Emu } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import { WHOLE, type Photo } from '#contract/photo.ts'
import { preflightProfileSchema, type PreflightProfile } from '#contract/preflight.ts'
import type { SetFrame, SetLine, SetPage, SetPicture, SetRule, SetRun } from '#contract/setPage.ts'
import { stylebookSchema, type Stylebook } from '#contract/stylebook.ts'
import { preflight, rulesOf, type InkOf } from '#preflight/preflight.ts'
import { area, blockOf, photoOf } from '../grid/records.ts'

const resource = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../resources/${path}.json`, import.meta.url), 'utf8'))

export const stylebookOf = (name: string): Stylebook => stylebookSchema.parse(resource(`stylebooks/${name}`))
export const profileNamed = (name: string): PreflightProfile =>
  preflightProfileSchema.parse(resource(`preflight/${name}`))

export const PAPERS = ['yuntang-tabloid', 'millhaven-weekly'] as const

export interface Sheet {
  readonly set: SetPage
  readonly job: PageJob
}

const paragraph = (text: string): CopyParagraph => ({ kind: 'text', text, spans: [] })

/** A whole story unless a test says otherwise. */
export function copyOf(texts: Partial<Record<Part, string[]>> = {}, more: Partial<Copy> = {}): Copy {
  const whole = { headline: ['新桥通车'], body: ['昨日上午，新桥通车。'], ...texts }
  const parts = Object.fromEntries(PARTS.map((part) => [part, ((whole as typeof texts)[part] ?? []).map(paragraph)]))
  return {
    id: storyIdSchema.parse('s1'),
    version: 1,
    kind: 'story',
    lang: 'zh-Hans',
    slug: '桥',
    orientation: 'horizontal',
    parts: parts as unknown as Copy['parts'],
    ...more,
  }
}

/** A run of type as long as its characters are many. */
export function runOf(text: string, size: Emu, more: Partial<SetRun> = {}): SetRun {
  const characters = [...text]
  return {
    face: faceIdSchema.parse('notoSansSc.700'),
    size,
    scale: 1000,
    tint: 100,
    reversed: false,
    turned: false,
    plain: true,
    glyphs: characters.map((_, i) => i),
    dx: characters.map((_, i) => i * size),
    dy: characters.map(() => 0),
    clusters: characters,
    ...more,
  }
}

export function lineOf(x: Emu, y: Emu, text: string, size: Emu = pt(9), more: Partial<SetRun> = {}): SetLine {
  return {
    x,
    y,
    width: [...text].length * size,
    size,
    vertical: false,
    text,
    isHyphenated: false,
    isParagraphEnd: true,
    from: null,
    to: null,
    gap: 0,
    runs: [runOf(text, size, more)],
  }
}

export function frameOf(id: string, lines: readonly SetLine[], more: Partial<SetFrame> = {}): SetFrame {
  const box = { x: mm(30), y: mm(100), width: mm(60), height: mm(40) }
  const own = { record: recordIdSchema.parse('r1'), item: storyIdSchema.parse('s1'), part: 'body' as const }
  return { id, ...own, box, vertical: false, capacity: lines.length, lines, ...more }
}

export const ruleOf = (box: Box, tint = 100, kind: SetRule['kind'] = 'block'): SetRule => ({
  record: null,
  kind,
  box,
  tint,
})

export const boxOf = (x: number, y: number, width: number, height: number): Box => ({
  x: mm(x),
  y: mm(y),
  width: mm(width),
  height: mm(height),
})

export const placed = (photo: Photo, box: Box, more: Partial<SetPicture> = {}): SetPicture => ({
  record: recordIdSchema.parse('r1'),
  photo: photo.id,
  sha256: photo.sha256,
  box,
  crop: WHOLE,
  resolution: 200,
  ...more,
})

/** The paper's own furniture, as it would stand on the page. */
function furnitureOf(book: Stylebook, issue: Issue, page: number): SetFrame[] {
  const template = page === 1 ? book.front : book.inside
  const words: Readonly<Record<string, string>> = { page: `${page}`, edition: issue.edition, cn: book.paper.cn }
  return template.furniture.flatMap((piece, i) => {
    if (piece.kind !== 'text') return []
    const text = piece.text.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '一')
    const size = piece.size ?? book.styles[piece.style].size
    const line = lineOf(piece.box.x, piece.box.y + size, text, size)
    const more = { record: null, item: null, part: 'furniture' as const, box: piece.box, capacity: 0 }
    return text.trim() === '' ? [] : [frameOf(`furniture.${i}`, [line], more)]
  })
}

interface SheetParts extends Partial<Pick<SetPage, 'pictures' | 'rules' | 'findings'>> {
  readonly book?: Stylebook
  readonly page?: number
  readonly issue?: Partial<Issue>
  readonly frames?: readonly SetFrame[]
  readonly records?: readonly DummyRecord[]
  readonly copies?: readonly Copy[]
  readonly photos?: readonly Photo[]
}

/** A page with one story on it, with which nothing is wrong but what a test adds. */
export function sheetOf(parts: SheetParts = {}): Sheet {
  const book = parts.book ?? stylebookOf('yuntang-tabloid')
  const page = parts.page ?? 1
  const issue = { stylebook: book.name, date: '2026-11-24', number: 1024, edition: '', pages: 4, ...parts.issue }
  const copies = parts.copies ?? [copyOf()]
  const records = parts.records ?? copies.map((copy, i) => blockOf(`r${i + 1}`, copy.id, area(0, 2, 20, 20), { page }))
  const { trim, bleed, slug } = book
  const set: SetPage = {
    page,
    trim,
    bleed,
    slug,
    engine: 'by hand',
    blocks: records.map(({ id, item }) => ({
      record: id,
      item,
      box: boxOf(30, 100, 60, 40),
      orientation: 'horizontal',
      head: null,
      counts: [],
    })),
    frames: [...furnitureOf(book, issue, page), ...(parts.frames ?? [])],
    pictures: parts.pictures ?? [],
    rules: parts.rules ?? [],
    fit: [],
    findings: parts.findings ?? [],
  }
  const job: PageJob = {
    page,
    issue,
    stylebook: book,
    records,
    copies: new Map(copies.map((copy) => [copy.id, copy])),
    photos: new Map((parts.photos ?? []).map((photo) => [photo.id, photo])),
  }
  return { set, job }
}

export const findingsOf = ({ set, job }: Sheet, profile = 'newsprint', inkOf?: InkOf): Finding[] =>
  preflight(set, job, rulesOf(profileNamed(profile), job.stylebook), inkOf)

export const codesOf = (sheet: Sheet, profile = 'newsprint'): string[] =>
  findingsOf(sheet, profile).map(({ code }) => code)

/** A page with a picture of 100 x 75 mm on it, which has its words. */
export function pictureSheet(
  change: Partial<Photo> = {},
  more: Partial<SetPicture> = {},
  parts: SheetParts = {},
): Sheet {
  const photo = photoOf('p1', { width: 1600, height: 1200, ...change })
  const records = [
    blockOf('r1', 's1', area(0, 2, 20, 20), { pictures: [{ photo: photo.id, area: area(0, 2, 0, 10), crop: WHOLE }] }),
  ]
  const pictures = [placed(photo, boxOf(30, 150, 100, 75), more)]
  return sheetOf({ photos: [photo], records, pictures, ...parts })
}
