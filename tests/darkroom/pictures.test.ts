import { readFileSync } from 'node:fs'
import { deflateSync, inflateSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import sharp, { type Sharp } from 'sharp'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { PhotoId } from '#contract/ids.ts'
import { WHOLE, type Photo } from '#contract/photo.ts'
import { openPictures } from '#darkroom/pictures.ts'
import { hasAdobeMarker, limitInk } from '#darkroom/pictureWork.ts'

const pressProfile = (): Uint8Array =>
  readFileSync(new URL('../../resources/icc/SNAP_TR002_newsprint.icc', import.meta.url))

const pictures = openPictures({ profile: async () => pressProfile() })

function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}

const codeOf = (outcome: unknown): string => (isFault(outcome) ? outcome.code : 'no fault')

/** A picture with every hue and every grey in it: 256 x 192. */
function rainbow(): Sharp {
  const data = Buffer.alloc(256 * 192 * 3)
  for (let y = 0; y < 192; y++) {
    for (let x = 0; x < 256; x++) data.set([x, (y * 4) % 256, ((y >> 6) * 127 + x) % 256], (y * 256 + x) * 3)
  }
  return sharp(data, { raw: { width: 256, height: 192, channels: 3 } })
}

async function filed(bytes: Uint8Array): Promise<Photo> {
  return { id: 'p1' as PhotoId, ...must(await pictures.describe('河.jpg', bytes)) }
}

test.each(['jpeg', 'png', 'tiff', 'webp'] as const)(
  'a %s is described by its bytes, whatever its name',
  async (format) => {
    const bytes = await rainbow().toFormat(format).toBuffer()
    expect(must(await pictures.describe('河.gif', bytes))).toMatchObject({
      name: '河.gif',
      format,
      width: 256,
      height: 192,
      colour: 'rgb',
      caption: '',
      keywords: [],
    })
  },
)

test('width and height are those after the orientation, grey and CMYK are told apart', async () => {
  const turned = await rainbow().withMetadata({ orientation: 6 }).jpeg().toBuffer()
  expect(must(await pictures.describe('a', turned))).toMatchObject({ width: 192, height: 256 })
  const grey = await rainbow().toColourspace('b-w').png().toBuffer()
  expect(must(await pictures.describe('a', grey)).colour).toBe('grey')
  const cmyk = await rainbow().toColourspace('cmyk').jpeg().toBuffer()
  expect(must(await pictures.describe('a', cmyk)).colour).toBe('cmyk')
})

test('a preview is an upright sRGB JPEG with no edge longer than asked, and never larger than the picture', async () => {
  const turned = await rainbow().withMetadata({ orientation: 6 }).toColourspace('cmyk').jpeg().toBuffer()
  const small = must(await pictures.preview(turned, 64))
  expect([small.width, small.height, small.type]).toEqual([48, 64, 'image/jpeg'])
  expect(await sharp(small.bytes).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', width: 48, height: 64 })
  expect(must(await pictures.preview(turned, 4000)).height).toBe(256)
})

test('broken files, foreign files and SVG are refused as unreadable', async () => {
  const jpeg = await rainbow().jpeg().toBuffer()
  const bad = [
    new Uint8Array(),
    new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    new TextEncoder().encode('GIF89a'),
    jpeg.subarray(0, jpeg.length >> 1),
    Buffer.concat([jpeg.subarray(0, 3), Buffer.alloc(500, 7)]),
    (await rainbow().png().toBuffer()).subarray(0, 400),
  ]
  for (const bytes of bad) expect(codeOf(await pictures.describe('x', bytes))).toBe('picture.unreadable')
  expect(codeOf(await pictures.preview(bad[3]!, 100))).toBe('picture.unreadable')
})

/** A PNG of `width` x `height` black pixels, one bit each: some hundred kilobytes for a billion pixels. */
function bomb(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(data.length, 0)
    ends.writeUInt32BE(crc(body), 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', new Uint8Array())])
}

function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

test('a bomb of 400 million pixels is refused as too large, and the next picture is served', async () => {
  expect(must(await pictures.describe('x', bomb(64, 64))).width).toBe(64)
  expect(codeOf(await pictures.describe('x', bomb(20_000, 20_000)))).toBe('picture.tooLarge')
  expect(must(await pictures.describe('x', await rainbow().png().toBuffer())).width).toBe(256)
})

test('a child that hangs is ended in time and the refusal names the picture', async () => {
  const child = fileURLToPath(new URL('./hangingChild.ts', import.meta.url))
  const stuck = openPictures({ profile: async () => pressProfile(), child, patience: 300 })
  const refusal = await stuck.describe('x', await rainbow().jpeg().toBuffer())
  expect(refusal).toMatchObject({ code: 'picture.unreadable', where: { name: 'x' } })
})

/** CMYK samples of a picture, as they are. */
const inksOf = (bytes: Uint8Array): Promise<Buffer> =>
  sharp(bytes).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer()

test('an RGB photograph becomes CMYK by the profile, cropped to the pixel, its darks carried by black', async () => {
  const bytes = await rainbow().jpeg({ quality: 95 }).toBuffer()
  const crop = { left: 250, top: 0, right: 750, bottom: 500 }
  const plate = must(await pictures.forPlate(bytes, await filed(bytes), crop))
  expect(plate).toMatchObject({ width: 128, height: 96, colour: 'cmyk', encoding: 'jpeg', isInverted: true })
  expect(await sharp(plate.bytes).metadata()).toMatchObject({
    channels: 4,
    chromaSubsampling: '4:4:4:4',
    hasProfile: false,
  })
  const blacks = (await inksOf(plate.bytes)).filter((_, i) => i % 4 === 3)
  expect(Math.max(...blacks)).toBeGreaterThan(150)
})

test('a cropped CMYK picture keeps its inks: black stays on the black plate alone', async () => {
  const black = await sharp({ create: { width: 32, height: 32, channels: 3, background: '#c84020' } })
    .toColourspace('cmyk')
    .tiff({ compression: 'none' })
    .toBuffer()
  const samples = await inksOf(black)
  const tiff = Buffer.from(black)
  const at = tiff.indexOf(samples.subarray(0, 64))
  for (let i = 0; i < samples.length; i += 4) tiff.set([0, 0, 0, 255], at + i)
  expect([...(await inksOf(tiff)).subarray(0, 4)]).toEqual([0, 0, 0, 255])
  const plate = must(await pictures.forPlate(tiff, await filed(tiff), { ...WHOLE, right: 500 }))
  const inks = await inksOf(plate.bytes)
  expect(Math.max(...inks.filter((_, i) => i % 4 !== 3))).toBeLessThan(3)
  expect(Math.min(...inks.filter((_, i) => i % 4 === 3))).toBeGreaterThan(252)
})

test('a drawing becomes deflated samples whose inks are counted: none over the limit, black on white kept', async () => {
  const bytes = await rainbow().png().toBuffer()
  const plate = must(await pictures.forPlate(bytes, await filed(bytes), WHOLE))
  expect(plate).toMatchObject({ width: 256, height: 192, colour: 'cmyk', encoding: 'deflate', isInverted: false })
  const samples = inflateSync(plate.bytes)
  expect(samples.length).toBe(256 * 192 * 4)
  expect(limitInk(samples, 220)).toBe(0)
  const white = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#ffffff00' } })
    .png()
    .toBuffer()
  const blank = must(await pictures.forPlate(white, await filed(white), WHOLE))
  expect(Math.max(...inflateSync(blank.bytes))).toBe(0)
})

test('a lower ink limit is kept spot by spot, and black gives way to nothing', async () => {
  const strict = openPictures({ profile: async () => pressProfile(), totalInk: 150 })
  const bytes = await rainbow().jpeg().toBuffer()
  const plate = must(await strict.forPlate(bytes, await filed(bytes), WHOLE))
  const [limited, free] = [
    inflateSync(plate.bytes),
    inflateSync(must(await pictures.forPlate(await rainbow().png().toBuffer(), await filed(bytes), WHOLE)).bytes),
  ]
  expect(limitInk(limited, 150)).toBe(0)
  expect(limitInk(free, 150)).toBeGreaterThan(0)
  const rich = new Uint8Array([255, 255, 255, 200, 10, 20, 30, 255])
  expect(limitInk(rich, 220)).toBe(1)
  expect([...rich]).toEqual([120, 120, 120, 200, 10, 20, 30, 255])
})

test('a grey picture stays one channel', async () => {
  const grey = rainbow().toColourspace('b-w')
  const png = await grey.clone().png().toBuffer()
  const drawing = must(await pictures.forPlate(png, await filed(png), WHOLE))
  expect(drawing).toMatchObject({ colour: 'grey', encoding: 'deflate' })
  expect(inflateSync(drawing.bytes).length).toBe(256 * 192)
  const jpeg = await grey.clone().jpeg().toBuffer()
  const half = must(await pictures.forPlate(jpeg, await filed(jpeg), { ...WHOLE, right: 500 }))
  expect(half).toMatchObject({ colour: 'grey', encoding: 'jpeg', width: 128, isInverted: false })
  expect((await sharp(half.bytes).metadata()).channels).toBe(1)
})

test('a whole upright CMYK JPEG passes byte for byte, its marker read; cropped or turned it does not', async () => {
  const bytes = await rainbow().toColourspace('cmyk').jpeg().toBuffer()
  const photo = await filed(bytes)
  const whole = must(await pictures.forPlate(bytes, photo, WHOLE))
  expect(whole).toMatchObject({ colour: 'cmyk', encoding: 'jpeg', isInverted: true, width: 256, height: 192 })
  expect(Buffer.compare(whole.bytes, bytes)).toBe(0)
  const cropped = must(await pictures.forPlate(bytes, photo, { ...WHOLE, left: 500 }))
  expect([cropped.width, cropped.height]).toEqual([128, 192])
  const turned = await rainbow().toColourspace('cmyk').withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const upright = must(await pictures.forPlate(turned, await filed(turned), WHOLE))
  expect([upright.width, upright.height]).toEqual([192, 256])
})

test('the Adobe marker is found by reading segments, not by looking for its name', async () => {
  const marked = await rainbow().toColourspace('cmyk').jpeg().toBuffer()
  expect(hasAdobeMarker(marked)).toBe(true)
  const comment = Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, 7]),
    Buffer.from('Adobe', 'latin1'),
    marked.subarray(2),
  ])
  expect(hasAdobeMarker(comment)).toBe(true)
  const plain = await rainbow().jpeg().toBuffer()
  expect(hasAdobeMarker(plain)).toBe(false)
  expect(hasAdobeMarker(Buffer.concat([plain, Buffer.from('Adobe')]))).toBe(false)
})

test('an empty crop is the caller’s bug', async () => {
  const bytes = await rainbow().jpeg().toBuffer()
  const photo = await filed(bytes)
  expect(() => pictures.forPlate(bytes, photo, { ...WHOLE, right: 0 })).toThrow(RangeError)
})
