/**
 * The proof printer: a set page as a PNG. The page is drawn in strips, so that a broadsheet at 300 dpi needs the memory of
 * its pixels (one byte each where nothing on it has colour) and of one strip.
 */
import sharp from 'sharp'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { OutlineOf } from '#contract/faces.ts'
import type { SetPage, SetPicture } from '#contract/setPage.ts'
import type { Ads, ProofPrinter } from '#desk/ports.ts'
import { openAds } from './ads.ts'
import { spotsOf } from '#press/inks.ts'
import { stripSvg, type PictureOf, type Strip } from './proofSvg.ts'

const EMU_PER_INCH = 914_400
/** Pixels of a strip's height: 25 MB of canvas on a broadsheet at 300 dpi. */
const STRIP = 1_400
/** No picture of a page has more; a file that says so is a bomb. */
const MOST_PIXELS = 200_000_000

type BytesOf = (sha256: string) => Promise<Outcome<Uint8Array>>

interface Prepared {
  readonly png: Uint8Array
  readonly isColour: boolean
}

/** `ads` draw placed pages; no process of theirs starts before a page has one. */
export function openProofPrinter(ads: Ads = openAds()): ProofPrinter {
  return { png: (page, dpi, outlines, picture) => drawProof(page, dpi, outlines, picture, ads) }
}

async function drawProof(
  page: SetPage,
  dpi: number,
  outlines: OutlineOf,
  picture: BytesOf,
  ads: Ads,
): Promise<Uint8Array> {
  if (!(dpi > 0)) throw new RangeError(`drawProof: ${dpi} dpi`)
  const pictures = new Map<SetPicture, Prepared>()
  for (const each of page.pictures) {
    const prepared = await preparePicture(each, dpi, (sha256) => shownBytes(each, dpi, sha256, picture, ads))
    if (prepared) pictures.set(each, prepared)
  }
  const isColour = spotsOf(page).length > 0 || [...pictures.values()].some((each) => each.isColour)
  const sheet = await drawSheet(page, dpi, outlines, (each) => pictures.get(each)?.png ?? null, isColour)
  const { width, height, channels } = sheet
  const png = await sharp(sheet.pixels, { raw: { width, height, channels }, limitInputPixels: false })
    .toColourspace(isColour ? 'srgb' : 'b-w')
    .withDensity(dpi)
    .png({ compressionLevel: 6 })
    .toBuffer()
  return new Uint8Array(png.buffer, png.byteOffset, png.byteLength)
}

interface Sheet {
  readonly pixels: Uint8Array
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
}

/** Draws the page strip by strip into one sheet of pixels. */
async function drawSheet(
  page: SetPage,
  dpi: number,
  outlines: OutlineOf,
  pictureOf: PictureOf,
  isColour: boolean,
): Promise<Sheet> {
  const channels = isColour ? 3 : 1
  const width = pixels(page.trim.width, dpi)
  const height = pixels(page.trim.height, dpi)
  const sheet = new Uint8Array(width * height * channels)
  for (let top = 0; top < height; top += STRIP) {
    const rows = Math.min(STRIP, height - top)
    const strip: Strip = {
      top: Math.round((page.trim.height * top) / height),
      height: Math.round((page.trim.height * rows) / height),
      pixelWidth: width,
      pixelHeight: rows,
    }
    const drawn = await drawStrip(stripSvg(page, strip, outlines, pictureOf), channels)
    sheet.set(drawn, top * width * channels)
  }
  return { pixels: sheet, width, height, channels }
}

const pixels = (length: number, dpi: number): number => Math.max(1, Math.round((length * dpi) / EMU_PER_INCH))

async function drawStrip(svg: string, channels: 1 | 3): Promise<Uint8Array> {
  const drawn = sharp(Buffer.from(svg), { density: 72, unlimited: true, limitInputPixels: false }).flatten({
    background: '#fff',
  })
  return channels === 1 ? drawn.extractChannel(0).raw().toBuffer() : drawn.removeAlpha().raw().toBuffer()
}

/** A photo's bytes as they are; an ad drawn as large as it stands. */
async function shownBytes(
  { isAd, box }: SetPicture,
  dpi: number,
  sha256: string,
  bytesOf: BytesOf,
  ads: Ads,
): Promise<Outcome<Uint8Array>> {
  const bytes = await bytesOf(sha256)
  if (isFault(bytes) || !isAd) return bytes
  const drawn = await ads.draw(bytes, pixels(Math.max(box.width, box.height), dpi))
  return isFault(drawn) ? drawn : drawn.bytes
}

/** The crop of a picture in sRGB, with no more pixels than the proof can show; null where it cannot be read. */
async function preparePicture(picture: SetPicture, dpi: number, bytesOf: BytesOf): Promise<Prepared | null> {
  const bytes = await bytesOf(picture.sha256)
  if (isFault(bytes)) return null
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .autoOrient()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => ({ data: null, info: null }))
  if (data === null) return null
  const { crop } = picture
  const left = Math.floor((crop.left * info.width) / 1000)
  const top = Math.floor((crop.top * info.height) / 1000)
  const width = Math.max(1, Math.floor((crop.right * info.width) / 1000) - left)
  const height = Math.max(1, Math.floor((crop.bottom * info.height) / 1000) - top)
  const png = await sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .extract({ left, top, width, height })
    .resize(Math.min(width, pixels(picture.box.width, dpi)), Math.min(height, pixels(picture.box.height, dpi)), {
      fit: 'fill',
    })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return { png, isColour: info.channels >= 3 }
}
