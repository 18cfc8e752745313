/** Marks in the slug area: crop marks, register marks and the slug line, all outside the bleed. */
import type { FaceId } from '#contract/ids.ts'
import { mm, pt, type Emu, type Point } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import { BLACK, type Content } from './content.ts'
import { EM, type PressFont, type PressFonts } from './fonts.ts'
import { glyphOf } from './sfnt.ts'

const LONGEST_MARK = mm(6)
const REGISTER_RADIUS = mm(1.5)
const SLUG_SIZE = pt(6.5)
/** From the trim's left edge, clear of the crop mark. */
const SLUG_INDENT = mm(6)

/** The room between bleed and media edge; marks need a millimetre at least. */
const roomFor = (page: SetPage): Emu => page.slug - page.bleed

/** Crop marks at the corners and register marks at the middles. `onAllPlates` where a page prints more than black. */
export function writeMarks(content: Content, page: SetPage, onAllPlates: boolean): void {
  const room = roomFor(page)
  if (room < mm(1)) return
  const near = page.bleed
  const far = page.bleed + Math.min(room, LONGEST_MARK)
  content.marks([...cropMarks(content, page, near, far), ...registerMarks(content, page)], onAllPlates)
}

function cropMarks(content: Content, page: SetPage, near: Emu, far: Emu): string[] {
  const { width, height } = page.trim
  const paths: string[] = []
  for (const x of [0, width]) {
    for (const y of [0, height]) {
      const left = x === 0 ? -1 : 1
      const up = y === 0 ? -1 : 1
      paths.push(line(content, { x: x + left * near, y }, { x: x + left * far, y }))
      paths.push(line(content, { x, y: y + up * near }, { x, y: y + up * far }))
    }
  }
  return paths
}

const line = (content: Content, from: Point, to: Point): string => `${content.at(from)} m ${content.at(to)} l`

function registerMarks(content: Content, page: SetPage): string[] {
  const { width, height } = page.trim
  const out = page.bleed + Math.floor(roomFor(page) / 2)
  const radius = Math.min(REGISTER_RADIUS, Math.floor(roomFor(page) / 3))
  const middles: Point[] = [
    { x: Math.floor(width / 2), y: -out },
    { x: Math.floor(width / 2), y: height + out },
    { x: -out, y: Math.floor(height / 2) },
    { x: width + out, y: Math.floor(height / 2) },
  ]
  return middles.map(({ x, y }) => {
    const reach = Math.floor((radius * 3) / 2)
    const across = line(content, { x: x - reach, y }, { x: x + reach, y })
    const down = line(content, { x, y: y - reach }, { x, y: y + reach })
    return `${across}\n${down}\n${circle(content, { x, y }, radius)}`
  })
}

/** Four Bézier arcs; 0.5523 of the radius is the handle that keeps a quarter circle round. */
function circle(content: Content, { x, y }: Point, radius: Emu): string {
  const handle = Math.floor((radius * 5523) / 10_000)
  const at = (dx: Emu, dy: Emu): string => content.at({ x: x + dx, y: y + dy })
  const arc = (...place: readonly string[]): string => `${place.join(' ')} c`
  return [
    `${at(radius, 0)} m`,
    arc(at(radius, handle), at(handle, radius), at(0, radius)),
    arc(at(-handle, radius), at(-radius, handle), at(-radius, 0)),
    arc(at(-radius, -handle), at(-handle, -radius), at(0, -radius)),
    arc(at(handle, -radius), at(radius, -handle), at(radius, 0)),
  ].join(' ')
}

/**
 * The slug line under the page, in a face that the page uses anyway; made smaller where it would reach the register
 * mark. A page without a face has no slug line.
 */
export function writeSlugLine(content: Content, page: SetPage, text: string, fonts: PressFonts): void {
  const room = roomFor(page)
  const font = slugFont(page, text, fonts)
  if (font === null || room < mm(2)) return
  const glyphs = [...text].map((character) => glyphOf(font.sfnt, character.codePointAt(0) ?? 0))
  ;[...text].forEach((character, i) => font.use(glyphs[i] ?? 0, character))
  const advances = glyphs.map((glyph) => font.advance(glyph))
  const width = advances.reduce((sum, each) => sum + each, 0)
  const free = Math.floor(page.trim.width / 2) - SLUG_INDENT - 3 * REGISTER_RADIUS
  const size = Math.min(SLUG_SIZE, Math.floor(room / 2), Math.floor((free * EM) / Math.max(width, 1)))
  if (size <= 0) return
  let pen = 0
  const along = advances.map((each) => Math.floor(((pen += each) - each) * (size / EM)))
  const origin = { x: SLUG_INDENT, y: page.trim.height + page.bleed + Math.floor((room + size * 0.7) / 2) }
  content.beginText()
  content.glyphs({ font, size, scale: 1000, turned: false, ink: BLACK, origin, glyphs, along })
}

/** Of the page's faces the one with most of the characters; among equals the one the page shows most of, its text face. */
function slugFont(page: SetPage, text: string, fonts: PressFonts): PressFont | null {
  const shown = new Map<FaceId, number>()
  for (const frame of page.frames) {
    for (const { runs } of frame.lines) {
      for (const { face, glyphs } of runs) shown.set(face, (shown.get(face) ?? 0) + glyphs.length)
    }
  }
  const missing = (font: PressFont): number =>
    [...text].filter((character) => glyphOf(font.sfnt, character.codePointAt(0) ?? 0) === 0).length
  const ranked = [...shown].map(([face, count]) => ({ font: fonts.of(face), count }))
  ranked.sort((a, b) => missing(a.font) - missing(b.font) || b.count - a.count)
  return ranked[0]?.font ?? null
}
