import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import sharp from 'sharp'
import { isFault } from '#contract/faults.ts'
import { WHOLE } from '#contract/photo.ts'
import { openPictures } from '#darkroom/pictures.ts'
import { cmykTiff } from '#darkroom/tiffTags.ts'
import { codeOf, filed, freshFolder, must, newsprint, placed, rainbow, scene } from './pictureFiles.ts'

const pictures = openPictures({ cache: freshFolder() })

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

const childOf = (name: string): string => fileURLToPath(new URL(`./${name}.ts`, import.meta.url))

test('a child that hangs is ended in time and the refusal names the picture', async () => {
  const stuck = openPictures({ cache: freshFolder(), child: childOf('hangingChild'), patience: 300 })
  const refusal = await stuck.describe('x', await rainbow().jpeg().toBuffer())
  expect(refusal).toMatchObject({ code: 'picture.unreadable', where: { name: 'x' } })
})

test('a child that dies loses nothing: its picture is tried once more in another, and refused when that dies too', async () => {
  const bytes = await rainbow().jpeg().toBuffer()
  const marks = freshFolder()
  const dying = openPictures({ cache: freshFolder(), child: childOf('dyingChild'), children: 1 })
  process.env['DYING_CHILD'] = join(marks, 'died')
  expect(must(await dying.describe('x', bytes)).width).toBe(256)
  expect(existsSync(join(marks, 'died'))).toBe(true)
  process.env['DYING_CHILD'] = 'always'
  const always = openPictures({ cache: freshFolder(), child: childOf('dyingChild'), children: 1 })
  expect(codeOf(await always.describe('x', bytes))).toBe('picture.unreadable')
})

test('plates that wait are dropped when their job is cancelled, and what a window asks for goes before them', async () => {
  const alone = openPictures({ cache: freshFolder(), children: 1 })
  const bytes = await sharp(scene(1200, 900, 3), { raw: { width: 1200, height: 900, channels: 3 } })
    .jpeg()
    .toBuffer()
  const photo = await filed(alone, bytes)
  const terms = await newsprint()
  const order: string[] = []
  let isCancelled = false
  const plates = [0, 100, 200, 300].map(async (left) => {
    const plate = await alone.forPlate(bytes, photo, placed({ ...WHOLE, left }), terms, () => isCancelled)
    order.push(isFault(plate) ? plate.code : 'plate')
    isCancelled = true
  })
  const preview = alone.preview(bytes, 64).then(() => order.push('preview'))
  await Promise.all([...plates, preview])
  expect(order.indexOf('preview')).toBeLessThan(2)
  // The next one may have begun before the first was told.
  expect(order).toContain('plate')
  expect(order.filter((each) => each === 'cancelled').length).toBeGreaterThanOrEqual(2)
})

test('spot inks are refused in so many words: by their number, whether the file explains its channels or not', async () => {
  const spot = tiffOf(5, 5, 0)
  expect(await pictures.describe('金.tif', spot)).toMatchObject({
    code: 'picture.extraInks',
    where: { name: '金.tif', count: 1 },
  })
  expect(codeOf(await pictures.describe('x', tiffOf(5, 5, 2)))).toBe('no fault')
  // Photoshop's DisplayInfo: one extra channel, a mask (0) or a spot (2).
  expect(codeOf(await pictures.describe('x', tiffOf(5, 5, 0, 0)))).toBe('no fault')
  expect(codeOf(await pictures.describe('x', tiffOf(5, 5, 0, 2)))).toBe('picture.extraInks')
})

test('a mask that a picture program keeps in an RGB TIFF hides nothing of the picture', async () => {
  const masked = tiffOf(2, 4, 0)
  const { bytes } = must(await pictures.preview(masked, 64))
  const [red, green, blue] = await sharp(bytes).raw().toBuffer()
  expect([red, green, blue]).toEqual([0, 0, 0])
  const clear = must(await pictures.preview(tiffOf(2, 4, 2), 64))
  expect((await sharp(clear.bytes).raw().toBuffer())[0]).toBe(255)
})

/** An 8 x 8 TIFF of zeros: photometric kind, channels, what ExtraSamples says, and what Photoshop says of the channel. */
function tiffOf(photometric: number, channels: number, extra: number, kind?: number): Uint8Array {
  const resource = Buffer.alloc(12 + 14)
  resource.write('8BIM', 'latin1')
  resource.writeUInt16BE(1007, 4)
  resource.writeUInt32BE(14, 8)
  resource[12 + 12] = kind ?? 0
  const samples = 8 * 8 * channels
  const data = 8 + 2 + 11 * 12 + 4 + resource.length + 2 * channels
  const tags = [
    [256, 4, 1, 8],
    [257, 4, 1, 8],
    [258, 3, channels, data - 2 * channels],
    [259, 3, 1, 1],
    [262, 3, 1, photometric],
    [273, 4, 1, data],
    [277, 3, 1, channels],
    [278, 4, 1, 8],
    [279, 4, 1, samples],
    [338, 3, 1, extra],
    ...(kind === undefined ? [] : [[34377, 7, resource.length, data - 2 * channels - resource.length]]),
  ]
  const tiff = Buffer.alloc(data + samples)
  tiff.set([0x49, 0x49, 42, 0, 8, 0, 0, 0, tags.length, 0])
  tags.forEach(([tag = 0, type = 0, count = 0, value = 0], i) => {
    tiff.writeUInt16LE(tag, 10 + 12 * i)
    tiff.writeUInt16LE(type, 12 + 12 * i)
    tiff.writeUInt32LE(count, 14 + 12 * i)
    tiff.writeUInt32LE(value, 18 + 12 * i)
  })
  resource.copy(tiff, data - 2 * channels - resource.length)
  for (let i = 0; i < channels; i++) tiff.writeUInt16LE(8, data - 2 * channels + 2 * i)
  return tiff
}

test('a JPEG of twelve bits is refused in so many words', async () => {
  const jpeg = Buffer.from(await rainbow().jpeg().toBuffer())
  jpeg[jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 4] = 12
  expect(await pictures.describe('x', jpeg)).toMatchObject({ code: 'picture.unprintable', where: { why: '12 bit' } })
})

test('a CMYK JPEG previews alike with and without Adobe’s marker', async () => {
  const inks = Buffer.alloc(64 * 64 * 4)
  for (let at = 0; at < inks.length; at += 4) inks.set([0, 230, 230, 10], at)
  const marked = await sharp(cmykTiff(inks, 64, 64, null))
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .jpeg({ quality: 100 })
    .toBuffer()
  // Without the marker the values are inks as they are, not inverted ones.
  const upright = await sharp(
    cmykTiff(
      inks.map((ink) => 255 - ink),
      64,
      64,
      null,
    ),
  )
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .jpeg({ quality: 100 })
    .toBuffer()
  expect(upright.subarray(2, 4)).toEqual(Buffer.from([0xff, 0xee]))
  const bare = Buffer.concat([upright.subarray(0, 2), upright.subarray(18)])
  const colours = await Promise.all(
    [marked, bare].map(async (bytes) => {
      const { bytes: preview } = must(await pictures.preview(bytes, 64))
      return [...(await sharp(preview).extract({ left: 32, top: 32, width: 1, height: 1 }).raw().toBuffer())]
    }),
  )
  expect(colours[0]?.[0]).toBeGreaterThan(150)
  expect(colours[0]?.[1]).toBeLessThan(90)
  colours[0]?.forEach((value, i) => expect(Math.abs(value - (colours[1]?.[i] ?? 0))).toBeLessThan(4))
})

test('an empty crop is the caller’s bug', async () => {
  const bytes = await rainbow().jpeg().toBuffer()
  const photo = await filed(pictures, bytes)
  const terms = await newsprint()
  expect(() => pictures.forPlate(bytes, photo, placed({ ...WHOLE, right: 0 }), terms)).toThrow(RangeError)
})

test('a full or unwritable cache folder costs time alone', async () => {
  const file = join(freshFolder(), 'file')
  writeFileSync(file, 'no folder')
  const homeless = openPictures({ cache: join(file, 'plates') })
  expect(must(await homeless.describe('x', await rainbow().jpeg().toBuffer())).width).toBe(256)
})
