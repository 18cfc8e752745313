/** Counts the ink of a plate in its own pixels: what is in the file, and not what was meant to be. */
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import sharp from 'sharp'
import { INK_CELLS, type InkGrid } from '#contract/inkGrid.ts'
import type { PlateImage } from '#contract/photo.ts'
import { storedArea, turnedSize, type Area } from './turns.ts'

interface Samples {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly data: Uint8Array
}

/** The mean of each plate in every cell of a grid over what is shown; a grey or line picture prints on black alone. */
export async function countInk(plate: PlateImage): Promise<InkGrid> {
  const samples = plate.encoding === 'deflate' ? await unpacked(plate) : await decoded(plate)
  const { shown } = plate
  const longer = Math.max(shown.width, shown.height)
  const cellsAlong = (length: number): number =>
    Math.min(length, Math.max(1, Math.round((INK_CELLS * length) / longer)))
  const grid = { columns: cellsAlong(shown.width), rows: cellsAlong(shown.height) }
  return { ...grid, cells: meansOf(samples, plate, grid) }
}

const unpack = promisify(inflate)

const channelsOf = ({ colour }: Pick<PlateImage, 'colour'>): number => (colour === 'cmyk' ? 4 : 1)

async function unpacked({ width, height, colour, bytes }: PlateImage): Promise<Samples> {
  const channels = channelsOf({ colour })
  const data = await unpack(bytes)
  const row = colour === 'line' ? Math.ceil(width / 8) : width * channels
  if (data.length < row * height) throw new RangeError(`ink: ${data.length} bytes of samples`)
  return { width, height, channels, data: colour === 'line' ? spread(data, width, height, row) : data }
}

/** A byte for each bit of a line picture: 0 is black. */
function spread(bits: Uint8Array, width: number, height: number, row: number): Uint8Array {
  const data = new Uint8Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[at++] = ((bits[y * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 255 : 0
  }
  return data
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

/** Means over the part of the upright picture that is shown, cell by cell of it; samples are found where they are stored. */
function meansOf(
  { width, height, channels, data }: Samples,
  { shown, turn }: Pick<PlateImage, 'shown' | 'turn'>,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): Uint8Array {
  const upright = turnedSize({ width, height }, turn)
  const cells = new Uint8Array(4 * columns * rows)
  const edge = (i: number, count: number, length: number): number => Math.floor((i * length) / count)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const left = shown.left + edge(column, columns, shown.width)
      const top = shown.top + edge(row, rows, shown.height)
      const cell = {
        left,
        top,
        width: shown.left + edge(column + 1, columns, shown.width) - left,
        height: shown.top + edge(row + 1, rows, shown.height) - top,
      }
      const means = meanOf(data, width, channels, storedArea(cell, upright, turn))
      cells.set(means, 4 * (row * columns + column))
    }
  }
  return cells
}

/** The mean ink of an area, as it is stored. */
function meanOf(data: Uint8Array, width: number, channels: number, area: Area): number[] {
  const sums = [0, 0, 0, 0]
  for (let y = area.top; y < area.top + area.height; y++) {
    let at = (y * width + area.left) * channels
    for (let x = 0; x < area.width; x++, at += channels) {
      if (channels === 1) sums[3]! += 255 - (data[at] ?? 255)
      else for (let plate = 0; plate < 4; plate++) sums[plate]! += data[at + plate] ?? 0
    }
  }
  return sums.map((sum) => Math.round(sum / Math.max(1, area.width * area.height)))
}
