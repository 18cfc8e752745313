/** CMYK pictures out of a formula, and the plates that ghostscript makes of a PDF: an oracle that shares no code with ours. */
import sharp from 'sharp'
import { platesOf } from '../press/plates.ts'

export type Inks = readonly [c: number, m: number, y: number, k: number]

/** Percent of each ink at a pixel. */
export type InkAt = (x: number, y: number) => Inks

/** An uncompressed CMYK TIFF (TIFF 6.0, section 16: PhotometricInterpretation 5, 255 is solid). */
export function cmykTiff(width: number, height: number, inkAt: InkAt): Uint8Array {
  const samples = Buffer.alloc(width * height * 4)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) for (const ink of inkAt(x, y)) samples[at++] = Math.round((ink * 255) / 100)
  const entries: [tag: number, type: 3 | 4, count: number, value: number][] = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, 4, 8 + samples.length],
    [259, 3, 1, 1],
    [262, 3, 1, 5],
    [273, 4, 1, 8],
    [277, 3, 1, 4],
    [278, 4, 1, height],
    [279, 4, 1, samples.length],
    [332, 3, 1, 1],
  ]
  const bits = Buffer.from(Uint16Array.from([8, 8, 8, 8]).buffer)
  const directory = Buffer.alloc(2 + 12 * entries.length + 4)
  directory.writeUInt16LE(entries.length, 0)
  entries.forEach(([tag, type, count, value], i) => {
    const at = 2 + 12 * i
    directory.writeUInt16LE(tag, at)
    directory.writeUInt16LE(type, at + 2)
    directory.writeUInt32LE(count, at + 4)
    if (type === 3 && count === 1) directory.writeUInt16LE(value, at + 8)
    else directory.writeUInt32LE(value, at + 8)
  })
  const head = Buffer.alloc(8)
  head.write('II', 0)
  head.writeUInt16LE(42, 2)
  head.writeUInt32LE(8 + samples.length + bits.length, 4)
  return new Uint8Array(Buffer.concat([head, samples, bits, directory]))
}

/** The same as a JPEG, which goes to the plate byte for byte. */
export const cmykJpeg = async (width: number, height: number, inkAt: InkAt): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp(cmykTiff(width, height, inkAt))
      .pipelineColourspace('cmyk')
      .toColourspace('cmyk')
      .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      .toBuffer(),
  )

/** The four plates of a page: percent of ink at a pixel. */
export interface Plates {
  readonly width: number
  readonly height: number
  at(x: number, y: number): Inks
}

const NAMES = ['Cyan', 'Magenta', 'Yellow', 'Black'] as const

/** Separates the first page of a PDF with ghostscript's tiffsep. */
export async function separate(pdf: Uint8Array, dpi: number): Promise<Plates> {
  const plates = await platesOf(pdf, dpi)
  const [first] = plates.values()
  if (!first) throw new Error('separate: nothing on any plate')
  const { width, height } = first
  const inkOf = (name: string, at: number): number => ((255 - (plates.get(name)?.samples[at] ?? 255)) * 100) / 255
  return {
    width,
    height,
    at: (x, y) => NAMES.map((name) => inkOf(name, y * width + x)) as unknown as Inks,
  }
}

/** The JPEG without Adobe's APP14 marker: a decoder takes its values as they stand, 255 for solid. */
export function unmarked(jpeg: Uint8Array): Uint8Array {
  for (let at = 2; jpeg[at] === 0xff && jpeg[at + 1] !== 0xda;) {
    const length = 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!)
    if (jpeg[at + 1] === 0xee) return Buffer.concat([jpeg.subarray(0, at), jpeg.subarray(at + length)])
    at += length
  }
  throw new Error('unmarked: no APP14 in the JPEG')
}
