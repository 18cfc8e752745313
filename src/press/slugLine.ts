/** The slug line and the plates' names under a page, in faces that the page uses anyway. */
import type { FaceId } from '#contract/ids.ts'
import { mm, pt, type Emu } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Content } from './content.ts'
import { EM, type PressFont, type PressFonts } from './fonts.ts'
import { BLACK, type Ink, type Inking, type Plates } from './inks.ts'
import { REGISTER_ROOM, roomFor, SLUG_INDENT } from './marks.ts'
import { glyphOf } from './sfnt.ts'

const SIZE = pt(6.5)

/** A character with the font that has it. */
interface SlugGlyph {
  readonly font: PressFont
  readonly glyph: number
  readonly text: string
}

interface SlugText {
  readonly glyphs: readonly SlugGlyph[]
  readonly ink: Ink
}

/**
 * Writes the slug line at the left of the register mark and, where there are plates, their names at its right, each on
 * its own plate alone. Both are made smaller where they would reach the mark. A page without a face has neither.
 */
export function writeSlugLine(
  content: Content,
  page: SetPage,
  text: string,
  plates: Plates,
  fonts: PressFonts,
  inking: Inking,
): void {
  if (roomFor(page) < mm(2)) return
  const ranked = rankedFonts(page, fonts)
  if (ranked.length === 0) return
  const middle = Math.floor(page.trim.width / 2)
  writeTexts(content, page, SLUG_INDENT, [{ glyphs: glyphsOf(text, ranked), ink: BLACK }])
  if (!inking.hasPlates) return
  const names = plateNames(plates).map(({ name, ink }) => ({ glyphs: glyphsOf(`${name}   `, ranked), ink }))
  writeTexts(content, page, middle + REGISTER_ROOM, names)
}

/** Plates in the order of printing; on a page of black alone there is one. */
function plateNames({ isProcess, spots }: Plates): { readonly name: string; readonly ink: Ink }[] {
  const process = [
    { name: 'C', ink: { tint: 0, reversed: false, cmyk: [100, 0, 0, 0] as const } },
    { name: 'M', ink: { tint: 0, reversed: false, cmyk: [0, 100, 0, 0] as const } },
    { name: 'Y', ink: { tint: 0, reversed: false, cmyk: [0, 0, 100, 0] as const } },
  ]
  return [
    ...(isProcess ? process : []),
    { name: 'K', ink: BLACK },
    ...spots.map((spot) => ({ name: spot.name, ink: { tint: 100, reversed: false, spot } })),
  ]
}

/** Texts one after the other on the slug's line, from `x` to the register mark or the crop mark. */
function writeTexts(content: Content, page: SetPage, x: Emu, texts: readonly SlugText[]): void {
  const room = roomFor(page)
  const width = texts.flatMap(({ glyphs }) => glyphs).reduce((sum, { font, glyph }) => sum + font.advance(glyph), 0)
  const free = Math.floor(page.trim.width / 2) - SLUG_INDENT - REGISTER_ROOM
  const size = Math.min(SIZE, Math.floor(room / 2), Math.floor((free * EM) / Math.max(width, 1)))
  if (size <= 0) return
  const y = page.trim.height + page.bleed + Math.floor((room + size * 0.7) / 2)
  let pen = 0
  content.beginText()
  for (const { glyphs, ink } of texts) {
    for (const { font, row } of rowsOf(glyphs)) {
      const start = pen
      const along = row.map(({ glyph }) => Math.floor((((pen += font.advance(glyph)) - font.advance(glyph) - start) * size) / EM)) // prettier-ignore
      const origin = { x: x + Math.floor((start * size) / EM), y }
      content.glyphs({ font, size, scale: 1000, turned: false, ink, origin, glyphs: row.map(({ glyph }) => glyph), along }) // prettier-ignore
    }
  }
}

/** Neighbours of one font. */
function rowsOf(glyphs: readonly SlugGlyph[]): { readonly font: PressFont; readonly row: readonly SlugGlyph[] }[] {
  const rows: { font: PressFont; row: SlugGlyph[] }[] = []
  for (const each of glyphs) {
    const last = rows.at(-1)
    if (last?.font === each.font) last.row.push(each)
    else rows.push({ font: each.font, row: [each] })
  }
  return rows
}

/** The font that has most of the text serves first, then whichever has the character; what none has is a question mark. */
function glyphsOf(text: string, ranked: readonly PressFont[]): SlugGlyph[] {
  const has = (font: PressFont, character: string): number => glyphOf(font.sfnt, character.codePointAt(0) ?? 0)
  const lacking = (font: PressFont): number => [...text].filter((character) => has(font, character) === 0).length
  const [first, ...others] = ranked.toSorted((one, other) => lacking(one) - lacking(other))
  if (!first) return []
  return [...text].map((character) => {
    const font = [first, ...others].find((each) => has(each, character) !== 0)
    const [taken, shown] = font ? [font, character] : [first, '?']
    const glyph = has(taken, shown)
    taken.use(glyph, shown)
    return { font: taken, glyph, text: shown }
  })
}

/** The page's fonts, the one that it shows most of first: its text face. */
function rankedFonts(page: SetPage, fonts: PressFonts): PressFont[] {
  const shown = new Map<FaceId, number>()
  for (const { lines } of page.frames) {
    for (const { runs } of lines) {
      for (const { face, glyphs } of runs) shown.set(face, (shown.get(face) ?? 0) + glyphs.length)
    }
  }
  return [...shown].toSorted(([, one], [, other]) => other - one).map(([face]) => fonts.of(face))
}
