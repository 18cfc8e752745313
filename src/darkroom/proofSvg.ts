/**
 * A strip of a set page as SVG, in points from the trim's top left. It is drawn from outlines, as the plate is from the
 * embedded font: no rasteriser shapes or places anything. The order of painting is the press's: tints, pictures, rules, strokes, text.
 */
import type { OutlineOf } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import { shownRgb, type SpotInk } from '#contract/inks.ts'
import type { Box, Emu } from '#contract/measure.ts'
import type { SetLine, SetPage, SetPicture, SetRule, SetRun, SetStroke } from '#contract/setPage.ts'
import { milli, points } from '#press/decimals.ts'

/** A picture ready to be shown: its crop in sRGB as PNG. */
export type PictureOf = (picture: SetPicture) => Uint8Array | null

/** A strip of the page: Emu from its top, and its size in pixels. */
export interface Strip {
  readonly top: Emu
  readonly height: Emu
  readonly pixelWidth: number
  readonly pixelHeight: number
}

export function stripSvg(page: SetPage, strip: Strip, outlines: OutlineOf, pictureOf: PictureOf): string {
  const glyphs = new GlyphShelf(outlines)
  const isShown = (box: Box): boolean => box.y < strip.top + strip.height && strip.top < box.y + box.height
  const rules = page.rules.filter((rule) => isShown(rule.box))
  const painted = [
    ...rules.filter((rule) => rule.kind === 'tint').map(rectangle),
    ...page.pictures.filter((picture) => isShown(picture.box)).map((picture) => image(picture, pictureOf)),
    ...rules.filter((rule) => rule.kind !== 'tint').map(rectangle),
    ...(page.strokes ?? []).map(polyline),
    ...page.frames.flatMap((frame) => frame.lines.map((line) => lineSvg(line, strip, glyphs))),
  ].join('')
  const view = `0 ${points(strip.top)} ${points(page.trim.width)} ${points(strip.height)}`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${strip.pixelWidth}" height="${strip.pixelHeight}" viewBox="${view}" ` +
    `preserveAspectRatio="none"><defs>${glyphs.defs()}</defs>${painted}</svg>`
  )
}

/** Outlines that a strip shows, each once. */
class GlyphShelf {
  private readonly outlines: OutlineOf
  private readonly known = new Map<
    string,
    { readonly id: string; readonly path: string; readonly unitsPerEm: number }
  >()

  constructor(outlines: OutlineOf) {
    this.outlines = outlines
  }

  of(face: FaceId, glyph: number): { readonly id: string; readonly path: string; readonly unitsPerEm: number } {
    const key = `${face} ${glyph}`
    let found = this.known.get(key)
    if (!found) {
      found = { id: `g${this.known.size.toString(36)}`, ...this.outlines(face, glyph) }
      this.known.set(key, found)
    }
    return found
  }

  defs(): string {
    const drawn = [...this.known.values()].filter((glyph) => glyph.path !== '')
    return drawn.map((glyph) => `<path id="${glyph.id}" d="${glyph.path}"/>`).join('')
  }
}

/** Percent of an ink as the screen shows it; without an ink, of black as a grey. */
function colour(tint: number, ink: SpotInk | undefined): string {
  const level = Math.round((255 * (100 - tint)) / 100)
  return `rgb(${(ink ? shownRgb(ink, tint) : [level, level, level]).join(',')})`
}

const rectangle = ({ box, tint, ink }: SetRule): string => `<rect ${edges(box)} fill="${colour(tint, ink)}"/>`

function polyline({ points: along, weight, tint, ink }: SetStroke): string {
  const path = along.map(({ x, y }) => `${points(x)},${points(y)}`).join(' ')
  return `<polyline points="${path}" fill="none" stroke="${colour(tint, ink)}" stroke-width="${points(weight)}"/>`
}

const edges = (box: Box): string =>
  `x="${points(box.x)}" y="${points(box.y)}" width="${points(box.width)}" height="${points(box.height)}"`

function image(picture: SetPicture, pictureOf: PictureOf): string {
  const png = pictureOf(picture)
  if (png === null) return ''
  const data = Buffer.from(png.buffer, png.byteOffset, png.byteLength).toString('base64')
  return `<image ${edges(picture.box)} preserveAspectRatio="none" href="data:image/png;base64,${data}"/>`
}

function lineSvg(line: SetLine, strip: Strip, glyphs: GlyphShelf): string {
  return line.runs.map((run) => runSvg(line, run, strip, glyphs)).join('')
}

/** Glyphs of a run that reach into the strip; two ems each way hold any glyph. */
function runSvg(line: SetLine, run: SetRun, strip: Strip, glyphs: GlyphShelf): string {
  let uses = ''
  for (let i = 0; i < run.glyphs.length; i++) {
    const y = line.y + (run.dy[i] ?? 0)
    if (y < strip.top - 2 * run.size || y > strip.top + strip.height + 2 * run.size) continue
    const glyph = glyphs.of(run.face, run.glyphs[i] ?? 0)
    if (glyph.path === '') continue
    uses += `<use href="#${glyph.id}" transform="matrix(${matrix(run, glyph.unitsPerEm)} ${points(line.x + (run.dx[i] ?? 0))} ${points(y)})"/>`
  }
  return uses === '' ? '' : `<g fill="${run.reversed ? colour(0, undefined) : colour(run.tint, run.ink)}">${uses}</g>`
}

/** Font units, y upwards, to points, y downwards; turned glyphs lie clockwise, so that their up is the page's right. */
function matrix(run: SetRun, unitsPerEm: number): string {
  const up = milli(run.size) / 1000 / unitsPerEm
  const along = (up * run.scale) / 1000
  return (run.turned ? [0, along, up, 0] : [along, 0, 0, -up]).map((part) => part.toPrecision(7)).join(' ')
}
