/** Counts the ink of a plate in its own pixels: what is in the file, and not what was meant to be. */
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import sharp from 'sharp'
import { INK_CELLS, type InkGrid } from '#contract/inkGrid.ts'
import type { PlateImage } from '#contract/photo.ts'

interface Samples {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly data: Uint8Array
}

/** The mean of each plate in every cell of a grid over the picture; a grey picture prints on black alone. */
export async function countInk(plate: PlateImage): Promise<InkGrid> {
  const samples = plate.encoding === 'deflate' ? await unpacked(plate) : await decoded(plate)
  const longer = Math.max(samples.width, samples.height)
  const cellsAlong = (length: number): number =>
    Math.min(length, Math.max(1, Math.round((INK_CELLS * length) / longer)))
  const grid = { columns: cellsAlong(samples.width), rows: cellsAlong(samples.height) }
  return { ...grid, cells: meansOf(samples, grid, plate.colour === 'grey') }
}

const unpack = promisify(inflate)

async function unpacked({ width, height, colour, bytes }: PlateImage): Promise<Samples> {
  const channels = colour === 'grey' ? 1 : 4
  const data = await unpack(bytes)
  if (data.length < width * height * channels) throw new RangeError(`ink: ${data.length} bytes of samples`)
  return { width, height, channels, data }
}

/**
 * Left to itself sharp would take CMYK to sRGB; what is asked for are the file's own values. libvips turns every CMYK JPEG
 * round, as Adobe's are; one that prints as it stands (no APP14 marker) is turned back.
 */
async function decoded({ colour, bytes, isInverted }: PlateImage): Promise<Samples> {
  const picture = sharp(bytes, { failOn: 'error' })
  const inks =
    colour === 'grey' ? picture.toColourspace('b-w') : picture.pipelineColourspace('cmyk').toColourspace('cmyk')
  const { data, info } = await inks.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
  if (colour === 'cmyk' && !isInverted) for (let i = 0; i < data.length; i++) data[i] = 255 - (data[i] ?? 0)
  return { width: info.width, height: info.height, channels: info.channels, data }
}

function meansOf(
  { width, height, channels, data }: Samples,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  isGrey: boolean,
): Uint8Array {
  const sums = new Float64Array(4 * columns * rows)
  const counts = new Uint32Array(columns * rows)
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns
    for (let x = 0; x < width; x++, at += channels) {
      const cell = row + Math.floor((x * columns) / width)
      counts[cell]! += 1
      if (isGrey) sums[4 * cell + 3]! += 255 - (data[at] ?? 255)
      else for (let plate = 0; plate < 4; plate++) sums[4 * cell + plate]! += data[at + plate] ?? 0
    }
  }
  return Uint8Array.from(sums, (sum, i) => Math.round(sum / Math.max(1, counts[i >> 2] ?? 1)))
}
