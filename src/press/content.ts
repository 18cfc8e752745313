/** A page's content stream, written operator by operator; what is in force already is not written again. */
import type { Box, Emu, Point, Size } from '#contract/measure.ts'
import type { SetStroke } from '#contract/setPage.ts'
import { decimal, hex4, milli, points, utf16Hex } from './decimals.ts'
import { EM, type PressFont } from './fonts.ts'
import { isSameInk, type Ink, type Inking } from './inks.ts'
import { turnedMatrix, type Placing } from './placing.ts'

/** Glyphs in a row along one baseline: glyph i starts `along[i]` after the first. */
export interface GlyphRow {
  readonly font: PressFont
  readonly size: Emu
  /** Thousandths. */
  readonly scale: number
  readonly turned: boolean
  readonly ink: Ink
  readonly origin: Point
  readonly glyphs: readonly number[]
  readonly along: readonly Emu[]
}

/** Positions are Emu from the trim's top left, y downwards; the media box begins `margin` outside. */
export class Content {
  private readonly out: string[] = []
  private readonly margin: Emu
  private readonly height: Emu
  private readonly inking: Inking
  private ink: Ink | null = null
  private font = ''
  private scale = 1000
  /** Where the text's line matrix stands, in thousandths of a point; null outside a text object. */
  private text: { x: number; y: number; turned: boolean } | null = null

  constructor(trim: Size, margin: Emu, inking: Inking) {
    this.margin = margin
    this.inking = inking
    this.height = trim.height + 2 * margin
  }

  toString(): string {
    return this.out.join('\n')
  }

  /** Fills rectangles with one ink. */
  fill(boxes: readonly Box[], ink: Ink): void {
    if (boxes.length === 0) return
    this.endText()
    this.setInk(ink)
    this.out.push(`${boxes.map((box) => this.rectangle(box)).join('\n')}\nf`)
  }

  /** Draws a line from point to point. */
  stroke({ points: along, weight, tint, ink }: SetStroke): void {
    const [first, ...rest] = along
    if (!first) return
    this.endText()
    const path = [`${this.at(first)} m`, ...rest.map((point) => `${this.at(point)} l`)].join(' ')
    this.out.push(`q ${this.inking.line({ tint, reversed: false, spot: ink })} ${points(weight)} w\n${path}\nS Q`)
  }

  /** Draws an image XObject as it is placed, clipped to its box; a stencil is line art, which prints as black type does. */
  image(name: string, { whole, turn, isClipped }: Placing, box: Box, isStencil: boolean): void {
    this.endText()
    const { x, y } = this.place({ x: whole.x, y: whole.y + whole.height })
    const matrix = turnedMatrix(turn, x, y, milli(whole.width), milli(whole.height)).map((part) => decimal(part))
    const clip = isClipped ? `${this.rectangle(box)} W n` : ''
    const parts = ['q', this.inking.picture(isStencil), clip, `${matrix.join(' ')} cm /${name} Do Q`]
    this.out.push(parts.filter((part) => part !== '').join(' '))
  }

  /** Lines and circles of the marks, drawn once for each colour that `strokes` sets. */
  marks(paths: readonly string[], strokes: readonly string[]): void {
    this.endText()
    for (const colour of strokes) this.out.push(`q .25 w ${colour}\n${paths.join('\n')}\nS Q`)
  }

  /** A point as a path operator takes it. */
  at(point: Point): string {
    const { x, y } = this.place(point)
    return `${decimal(x)} ${decimal(y)}`
  }

  /** Begins a stretch whose text for a reader is `text`, whatever its glyphs look like (PDF 32000-1, 14.9.4). */
  beginReading(text: string): void {
    this.out.push(`/Span<</ActualText<feff${utf16Hex(text)}>>>BDC`)
  }

  endReading(): void {
    this.out.push('EMC')
  }

  /** Begins content that an element of the structure tree holds by its number (ISO 32000-1, 14.7.4.2). */
  beginElement(tag: string, mark: number): void {
    this.out.push(`/${tag}<</MCID ${mark}>>BDC`)
  }

  /** Begins what no reader is read: furniture, rules, marks (14.8.2.2). */
  beginArtifact(kind: 'Pagination' | 'Layout' | 'Page'): void {
    this.out.push(`/Artifact<</Type/${kind}>>BDC`)
  }

  /** Ends an element's content or an artifact, in the text object (or outside of one) in which it began. */
  endMarked(): void {
    this.out.push('EMC')
  }

  /** Text may begin: a stretch of reading opens and closes inside one text object. */
  beginText(): void {
    if (this.text !== null) return
    this.out.push('BT')
    this.text = { x: 0, y: 0, turned: false }
  }

  endText(): void {
    if (this.text === null) return
    this.out.push('ET')
    this.text = null
  }

  glyphs(row: GlyphRow): void {
    this.beginText()
    this.setInk(row.ink)
    const font = `/${row.font.key} ${points(row.size)} Tf`
    const scale = row.scale === this.scale ? '' : ` ${decimal(row.scale, 1)} Tz`
    const set = font === this.font ? scale.trim() : font + scale
    if (set !== '') this.out.push(set)
    this.font = font
    this.scale = row.scale
    this.out.push(`${this.moveTo(row)}${showing(row)}`)
  }

  private moveTo(row: GlyphRow): string {
    const from = this.text ?? { x: 0, y: 0, turned: false }
    const { x, y } = this.place(row.origin)
    this.text = { x, y, turned: row.turned }
    if (row.turned) return `0 -1 1 0 ${decimal(x)} ${decimal(y)} Tm`
    if (from.turned) return `1 0 0 1 ${decimal(x)} ${decimal(y)} Tm`
    return `${decimal(x - from.x)} ${decimal(y - from.y)} Td`
  }

  private setInk(ink: Ink): void {
    if (this.ink !== null && isSameInk(this.ink, ink)) return
    this.out.push(this.inking.filling(ink))
    this.ink = ink
  }

  /** Both corners are rounded, not corner and size: what meets in Emu meets on the plate. */
  private rectangle(box: Box): string {
    const from = this.place({ x: box.x, y: box.y + box.height })
    const to = this.place({ x: box.x + box.width, y: box.y })
    return `${decimal(from.x)} ${decimal(from.y)} ${decimal(to.x - from.x)} ${decimal(to.y - from.y)} re`
  }

  private place(point: Point): Point {
    return { x: milli(point.x + this.margin), y: milli(this.height - point.y - this.margin) }
  }
}

/** Tenths of a thousandth of an em that no eye and no plate setter tells: 0.002 pt at 9 pt. */
const UNSEEN = 2

/**
 * The operator that shows a row: between two glyphs stands what the pen must go back, in thousandths of an em. What is
 * left unsaid never adds up, since the pen is reckoned with what is written.
 */
function showing(row: GlyphRow): string {
  const parts: string[] = []
  let codes = ''
  let pen = 0
  for (let i = 0; i < row.glyphs.length; i++) {
    const wanted = ((row.along[i] ?? 0) * EM * 1000) / (row.size * row.scale)
    const back = Math.round((pen - wanted) / 10)
    if (Math.abs(back) > UNSEEN) {
      if (codes !== '') parts.push(`<${codes}>`)
      codes = ''
      parts.push(decimal(back, 1))
      pen -= back * 10
    }
    const glyph = row.glyphs[i] ?? 0
    codes += hex4(glyph)
    pen += row.font.advance(glyph)
  }
  parts.push(`<${codes}>`)
  return parts.length === 1 ? `${parts[0]}Tj` : `[${parts.join('')}]TJ`
}
