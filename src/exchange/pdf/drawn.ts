/** What was drawn: colours, inks, faces, pictures and whether anything is seen through. */
import type { PDFDict, PDFObject, PDFRawStream } from '@cantoo/pdf-lib'
import type { AdColour } from '#contract/ad.ts'
import { spaceOf, type Space } from './colours.ts'
import { mostInkOf } from './ink.ts'
import { decoded, MOST_DECODED, pictureFilter } from './streams.ts'
import { entry, type PdfValues } from './values.ts'

/** Pictures of fewer pixels are blends and ornaments, whose dots nobody sees. */
const LEAST_PIXELS = 1_000

/** Filters that PDF/X-1a does not know. */
const MODERN: ReadonlySet<string> = new Set(['JPXDecode', 'JBIG2Decode'])

/** A matrix a b c d e f (ISO 32000-1, 8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number]

/** A CMYK JPEG of the ad, whose ink only a decoder can tell. */
export interface InkJpeg {
  readonly bytes: Uint8Array
  /** Whether its Decode array turns the values round (8.9.5.2). */
  readonly isInverted: boolean
}

export class Drawn {
  readonly colours = new Set<AdColour>()
  readonly spots = new Set<string>()
  /** Face -> whether it is embedded. */
  readonly fonts = new Map<string, boolean>()
  readonly jpegs: InkJpeg[] = []
  isTransparent = false
  isModern = false
  resolution: number | null = null
  ink: number | null = null
  private readonly values: PdfValues
  private readonly pictures = new Set<PDFObject>()

  constructor(values: PdfValues) {
    this.values = values
  }

  /** A colour was set. */
  paint(space: Space, operands: readonly number[]): void {
    for (const colour of space.colours) this.colours.add(colour)
    for (const spot of space.spots) if (spot !== '') this.spots.add(spot)
    if (!space.isInks || operands.length !== 4) return
    const sum = operands.reduce((total, each) => total + Math.max(0, Math.min(1, each)), 0)
    this.lay(Math.ceil(Math.round(sum * 10_000) / 100))
  }

  shading(object: PDFObject | undefined, resources: PDFDict | null): void {
    const dict = this.values.entries(object)
    if (dict) this.paint(spaceOf(this.values, entry(dict, 'ColorSpace'), resources), [])
  }

  /** Parameters of a graphics state (8.4.5, 11.6.4); gives the form of its soft mask. */
  graphics(dict: PDFDict | null): PDFRawStream | null {
    if (!dict) return null
    const opacity = (key: string): number => this.values.number(entry(dict, key)) ?? 1
    const blend = this.values.items(entry(dict, 'BM')).map((each) => this.values.name(each))[0] ?? 'Normal'
    const mask = this.values.dict(entry(dict, 'SMask'))
    if (opacity('ca') !== 1 || opacity('CA') !== 1 || mask) this.isTransparent = true
    if (blend !== 'Normal' && blend !== 'Compatible') this.isTransparent = true
    return this.values.stream(entry(mask, 'G'))
  }

  /** A face, and whether its outlines are in the file: glyphs of Type 3 are drawings and always are (9.6.5, 9.9). */
  font(object: PDFObject): void {
    const font = this.values.dict(object)
    const name = (this.values.name(entry(font, 'BaseFont')) ?? 'Type 3').replace(/^[A-Z]{6}\+/, '').slice(0, 256)
    const isDrawn = this.values.name(entry(font, 'Subtype')) === 'Type3'
    const descendant = this.values.array(entry(font, 'DescendantFonts'))?.get(0)
    const descriptor = this.values.dict(entry(this.values.dict(descendant) ?? font, 'FontDescriptor'))
    const file = ['FontFile', 'FontFile2', 'FontFile3'].some((key) => this.values.stream(entry(descriptor, key)))
    this.fonts.set(name, (this.fonts.get(name) ?? true) && (isDrawn || file))
  }

  /** A picture, drawn in the unit square of `matrix`. */
  picture(stream: PDFRawStream, resources: PDFDict | null, matrix: Matrix): void {
    const { dict } = stream
    const [width, height] = ['Width', 'Height'].map((key) => this.values.number(entry(dict, key)) ?? 0)
    this.measure(width ?? 0, height ?? 0, matrix)
    if (this.values.stream(entry(dict, 'SMask')) || (this.values.number(entry(dict, 'SMaskInData')) ?? 0) > 0) {
      this.isTransparent = true
    }
    const bits = this.values.number(entry(dict, 'BitsPerComponent')) ?? 8
    if (bits > 8 || MODERN.has(pictureFilter(this.values, dict) ?? '')) this.isModern = true
    if (this.values.isTrue(entry(dict, 'ImageMask')) || this.pictures.has(stream)) return
    this.pictures.add(stream)
    const space = spaceOf(this.values, entry(dict, 'ColorSpace'), resources)
    this.paint(space, [])
    if (space.isInks) this.layPicture(stream, (width ?? 0) * (height ?? 0))
  }

  /** Effective dots an inch, the lesser of both axes. */
  private measure(width: number, height: number, [a, b, c, d]: Matrix): void {
    const [across, up] = [Math.sqrt(a * a + b * b), Math.sqrt(c * c + d * d)]
    if (across <= 0 || up <= 0 || width * height < LEAST_PIXELS) return
    const dots = Math.floor(Math.min((width * 72) / across, (height * 72) / up))
    this.resolution = Math.min(this.resolution ?? dots, dots)
  }

  private layPicture(stream: PDFRawStream, pixels: number): void {
    const filter = pictureFilter(this.values, stream.dict)
    const first = this.values.numbers(entry(stream.dict, 'Decode'))[0] ?? 0
    if (filter === 'DCTDecode' || filter === 'DCT') {
      this.jpegs.push({ bytes: decoded(this.values, stream), isInverted: first === 1 })
      return
    }
    const bits = this.values.number(entry(stream.dict, 'BitsPerComponent'))
    if (filter !== null || bits !== 8 || pixels * 4 > MOST_DECODED) return
    this.lay(mostInkOf(decoded(this.values, stream).subarray(0, pixels * 4), first === 1))
  }

  private lay(ink: number): void {
    this.ink = Math.min(400, Math.max(this.ink ?? 0, ink))
  }

  /** Ink of a picture that was decoded elsewhere. */
  layDecoded(ink: number | null): void {
    if (ink !== null) this.lay(ink)
  }
}
