/** Set pages made by hand, glyph by glyph, with HarfBuzz alone: what the press is given does not come from our composer. */
import * as hb from 'harfbuzzjs'
import { isFault } from '#contract/faults.ts'
import type { LoadedFace } from '#contract/faces.ts'
import { faceIdSchema, photoIdSchema, recordIdSchema, type FaceId } from '#contract/ids.ts'
import { mm, pt, type Emu } from '#contract/measure.ts'
import { WHOLE } from '#contract/photo.ts'
import type { SetFrame, SetLine, SetPage, SetPicture, SetRun } from '#contract/setPage.ts'
import { openFontShelf } from '#darkroom/fontShelf.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import { readSubsetter } from '#darkroom/resources.ts'
import type { PressJob, PressPage } from '#press/press.ts'

export const SONG = faceIdSchema.parse('notoSerifSc.400')
export const HEAVY = faceIdSchema.parse('notoSerifSc.900')
export const HEI = faceIdSchema.parse('notoSansSc.400')
export const LATIN = faceIdSchema.parse('sourceSerifSmText.400')
export const SANS = faceIdSchema.parse('libreFranklin.400')

const FACES = [SONG, HEAVY, HEI, LATIN, SANS]

export interface Shelf {
  readonly face: (id: FaceId) => LoadedFace
  readonly font: (id: FaceId) => hb.Font
  readonly subsetter: Uint8Array
}

/** The faces of these tests, loaded through the font shelf. */
export async function openShelf(): Promise<Shelf> {
  const shelf = openFontShelf({ catalogue: `${resourcesFolder()}/faces.json` })
  const faces = new Map<FaceId, LoadedFace>()
  const fonts = new Map<FaceId, hb.Font>()
  for (const id of FACES) {
    const loaded = await shelf.loadFace(id)
    if (isFault(loaded)) throw new Error(`face ${id}: ${loaded.code}`)
    faces.set(id, loaded)
    fonts.set(id, new hb.Font(new hb.Face(new hb.Blob(loaded.bytes.slice().buffer))))
  }
  const known = <T>(map: Map<FaceId, T>, id: FaceId): T => {
    const found = map.get(id)
    if (found === undefined) throw new Error(`face ${id} is not on the shelf`)
    return found
  }
  return { face: (id) => known(faces, id), font: (id) => known(fonts, id), subsetter: await readSubsetter() }
}

export interface Setting {
  readonly face?: FaceId
  readonly size?: Emu
  /** Added after every glyph. */
  readonly space?: Emu
  readonly scale?: number
  readonly tint?: number
  readonly reversed?: boolean
}

interface Shaped {
  readonly glyph: number
  readonly advance: number
  readonly text: string
}

function shape(font: hb.Font, text: string): Shaped[] {
  const buffer = new hb.Buffer()
  buffer.addText(text)
  buffer.guessSegmentProperties()
  hb.shape(font, buffer)
  const infos = buffer.getGlyphInfos()
  const places = buffer.getGlyphPositions()
  return infos.map((info, i) => {
    const end = infos.slice(i + 1).find((other) => other.cluster > info.cluster)?.cluster ?? text.length
    const isFirst = infos[i - 1]?.cluster !== info.cluster
    return {
      glyph: info.codepoint,
      advance: places[i]?.xAdvance ?? 0,
      text: isFirst ? text.slice(info.cluster, end) : '',
    }
  })
}

/** A horizontal line at x, y (baseline). `shown` is what is drawn where it is not the line's text (a hyphen added). */
export function line(shelf: Shelf, x: Emu, y: Emu, text: string, setting: Setting = {}, shown = text): SetLine {
  const { face = SONG, size = pt(9), space = 0, scale = 1000, tint = 100, reversed = false } = setting
  const font = shelf.font(face)
  const glyphs = shape(font, shown)
  let pen = 0
  const dx = glyphs.map(({ advance }) => {
    const at = pen
    pen += Math.round((advance * size * scale) / (font.face.upem * 1000)) + space
    return at
  })
  const run: SetRun = {
    face,
    size,
    scale,
    tint,
    reversed,
    turned: false,
    plain: true,
    dx,
    glyphs: glyphs.map(({ glyph }) => glyph),
    dy: dx.map(() => 0),
    clusters: glyphs.map((glyph) => glyph.text),
  }
  return { ...plainLine(x, y, text, size), width: pen, isHyphenated: shown !== text, runs: [run] }
}

const plainLine = (x: Emu, y: Emu, text: string, size: Emu): Omit<SetLine, 'width' | 'runs'> => ({
  x,
  y,
  size,
  text,
  vertical: false,
  isHyphenated: false,
  isParagraphEnd: true,
  from: null,
  to: null,
  gap: 0,
})

/** A column of upright glyphs and, where `turned`, of letters that lie on their side. x is the centre axis, y the top. */
export function column(shelf: Shelf, x: Emu, y: Emu, upright: string, turned: string, setting: Setting = {}): SetLine {
  const { face = HEAVY, size = pt(36), space = 0 } = setting
  const font = shelf.font(face)
  const common = { face, size, scale: 1000, tint: 100, reversed: false, plain: false }
  const em = (units: number): Emu => Math.round((units * size) / font.face.upem)
  const up = shape(font, upright)
  const over = shape(font, turned)
  const step = size + space
  const runs: SetRun[] = [
    {
      ...common,
      turned: false,
      glyphs: up.map(({ glyph }) => glyph),
      clusters: up.map(({ text }) => text),
      dx: up.map(({ advance }) => -Math.round(em(advance) / 2)),
      dy: up.map((_, i) => i * step + em(880)),
    },
  ]
  let pen = up.length * step
  if (over.length > 0) {
    runs.push({
      ...common,
      turned: true,
      glyphs: over.map(({ glyph }) => glyph),
      clusters: over.map(({ text }) => text),
      dx: over.map(() => -em(340)),
      dy: over.map(({ advance }) => (pen += em(advance)) - em(advance)),
    })
  }
  return { ...plainLine(x, y, upright + turned, size), vertical: true, width: pen, runs }
}

/** Lines of one paragraph of a story's body, with their places in it; a blank was swallowed where a line ends no hyphen or Han. */
export function paragraph(number: number, lines: readonly SetLine[]): SetLine[] {
  let offset = 0
  return lines.map((each, i) => {
    const from = { part: 'body' as const, paragraph: number, offset }
    const to = { ...from, offset: offset + each.text.length }
    offset = to.offset + (/[a-z,;]$/.test(each.text) && !each.isHyphenated ? 1 : 0)
    return { ...each, from, to, isParagraphEnd: i === lines.length - 1 }
  })
}

let frames = 0
export function frame(part: SetFrame['part'], lines: readonly SetLine[]): SetFrame {
  const vertical = lines.some((each) => each.vertical)
  const box = { x: 0, y: 0, width: mm(10), height: mm(10) }
  return { id: `r${++frames}.${part}.0`, record: null, item: null, part, box, vertical, capacity: 0, lines }
}

export function picture(sha256: string, x: Emu, y: Emu, width: Emu, height: Emu): SetPicture {
  const box = { x, y, width, height }
  const record = recordIdSchema.parse('r1')
  return { record, photo: photoIdSchema.parse('p1'), sha256, box, crop: WHOLE, resolution: 200 }
}

/** A tabloid page with what is given on it. */
export function page(parts: Partial<Pick<SetPage, 'frames' | 'rules' | 'pictures' | 'trim'>>): SetPage {
  return {
    page: 1,
    trim: { width: mm(275), height: mm(390) },
    bleed: mm(3),
    slug: mm(12),
    engine: 'by hand',
    blocks: [],
    frames: [],
    pictures: [],
    rules: [],
    fit: [],
    findings: [],
    ...parts,
  }
}

export const STAMP = '0123456789abcdef'.repeat(4)

/** A page as the desk hands it to the press. */
export const pageOf = (set: SetPage, changes: Partial<PressPage> = {}): PressPage => ({
  set: () => set,
  stamp: STAMP,
  label: '未签 UNSIGNED',
  number: set.page,
  time: '2026-11-24T14:03:22.123Z',
  ...changes,
})

/** A job of one page, with what a test changes. */
export function jobOf(shelf: Shelf, set: SetPage, changes: Partial<PressJob> = {}): PressJob {
  return {
    pages: [pageOf(set)],
    profile: 'x1a',
    title: '云塘日报 2026-11-24',
    paper: '云塘日报',
    lang: 'zh-Hans',
    issueDate: '2026-11-24',
    condition: 'CGATS TR 002',
    face: shelf.face,
    plate: () => null,
    ...changes,
  }
}

/** A text page: headline, letterspaced head, body, vertical head with a turned word, tint, reversed type, rules. */
export function textPage(shelf: Shelf): SetPage {
  const body = BODY.map((text, i) => line(shelf, mm(25), mm(60) + i * 147_000, text, { space: 800 }))
  const english = line(shelf, mm(110), mm(60), 'A county office keeps the fine print; five staff file the', {
    face: LATIN,
  })
  const hyphened = line(shelf, mm(110), mm(60) + 147_000, 'announce', { face: LATIN }, 'announce-')
  const rest = line(shelf, mm(110), mm(60) + 294_000, 'ment of the figures.', { face: LATIN })
  const white = line(shelf, mm(27), mm(209), '导读', { face: HEI, size: pt(16), reversed: true })
  return page({
    rules: [
      { record: null, kind: 'tint', box: { x: mm(110), y: mm(100), width: mm(60), height: mm(30) }, tint: 15 },
      { record: null, kind: 'tint', box: { x: mm(25), y: mm(202), width: mm(20), height: mm(10) }, tint: 100 },
      { record: null, kind: 'column', box: { x: mm(105), y: mm(55), width: pt(0.25), height: mm(100) }, tint: 100 },
      { record: null, kind: 'block', box: { x: mm(25), y: mm(160), width: mm(225), height: pt(0.5) }, tint: 60 },
    ],
    frames: [
      frame('headline', [line(shelf, mm(25), mm(40), '城市书房点亮夜读', { face: HEAVY, size: pt(42), scale: 920 })]),
      frame('kicker', [line(shelf, mm(25), mm(50), '云塘区新开六家', { face: HEI, size: pt(18), space: pt(7) })]),
      frame('body', paragraph(0, body)),
      frame('body', paragraph(1, [english, hyphened, rest])),
      frame('headline', [
        column(shelf, mm(240), mm(60), '共富路串起七村', '5G', {}),
        column(shelf, mm(224), mm(60), '一条环线十二公里', '', {}),
      ]),
      frame('furniture', [white]),
    ],
  })
}

export const BODY = [
  '本报讯　云塘区水利局二十三日',
  '介绍，今冬将疏浚河道七条，',
  '总长四十一公里，——这是五年',
  '来最大的一次。',
]
