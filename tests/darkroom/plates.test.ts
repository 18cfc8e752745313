import { spawnSync } from 'node:child_process'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import sharp, { type Sharp } from 'sharp'
import { mm } from '#contract/measure.ts'
import { WHOLE, type PlateImage, type PlateTerms } from '#contract/photo.ts'
import { limitInk, mostInk } from '#darkroom/inkLimit.ts'
import { openPictures } from '#darkroom/pictures.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import { cmykTiff } from '#darkroom/tiffTags.ts'
import { filed, freshFolder, inksOf, must, newsprint, placed, rainbow, scene } from './pictureFiles.ts'

const pictures = openPictures({ cache: freshFolder() })

async function plateOf(bytes: Uint8Array, spot = placed(), terms: Partial<PlateTerms> = {}): Promise<PlateImage> {
  return must(await pictures.forPlate(bytes, await filed(pictures, bytes), spot, await newsprint(terms)))
}

/** A plate's CMYK samples as they print. */
async function printed({ bytes, encoding }: PlateImage): Promise<Uint8Array> {
  return encoding === 'deflate' ? inflateSync(bytes) : inksOf(bytes)
}

const photograph = (width: number, height: number, seed = 1): Sharp =>
  sharp(scene(width, height, 3, seed), { raw: { width, height, channels: 3 } })

const cmykJpeg = (width: number, height: number): Promise<Buffer> =>
  sharp(cmykTiff(scene(width, height, 4), width, height, null))
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .jpeg({ quality: 90 })
    .toBuffer()

describe('a CMYK or grey JPEG', () => {
  test('is its own plate, byte for byte, also cropped', async () => {
    const bytes = await cmykJpeg(256, 192)
    const whole = await plateOf(bytes)
    expect(whole).toMatchObject({
      colour: 'cmyk',
      encoding: 'jpeg',
      isInverted: true,
      width: 256,
      height: 192,
      turn: 1,
    })
    expect(Buffer.compare(whole.bytes, bytes)).toBe(0)
    const cropped = await plateOf(bytes, placed({ left: 500, top: 250, right: 750, bottom: 1000 }))
    expect(Buffer.compare(cropped.bytes, bytes)).toBe(0)
    expect(cropped).toMatchObject({ name: whole.name, shown: { left: 128, top: 48, width: 64, height: 144 } })
    const grey = await sharp(scene(90, 60, 1), { raw: { width: 90, height: 60, channels: 1 } })
      .toColourspace('b-w')
      .jpeg()
      .toBuffer()
    const plate = await plateOf(grey)
    expect(plate).toMatchObject({ colour: 'grey', isInverted: false })
    expect(Buffer.compare(plate.bytes, grey)).toBe(0)
  })

  test('is turned by the press and not decoded', async () => {
    const upright = await cmykJpeg(256, 192)
    const bytes = Buffer.concat([upright.subarray(0, 2), exifTurn(6), upright.subarray(2)])
    const plate = await plateOf(bytes)
    expect(plate).toMatchObject({ width: 256, height: 192, turn: 6, shown: { width: 192, height: 256 } })
    expect(Buffer.compare(plate.bytes, bytes)).toBe(0)
  })

  test('passes with a profile of its own, progressive, and without what follows its end', async () => {
    const source = sharp(await cmykJpeg(64, 64))
      .pipelineColourspace('cmyk')
      .toColourspace('cmyk')
    const tagged = await source
      .clone()
      .keepIccProfile()
      .withIccProfile(`${resourcesFolder()}/icc/SNAP_TR002_newsprint.icc`)
      .jpeg()
      .toBuffer()
    const progressive = await source.clone().jpeg({ progressive: true }).toBuffer()
    for (const bytes of [tagged, progressive]) expect(Buffer.compare((await plateOf(bytes)).bytes, bytes)).toBe(0)
    const followed = Buffer.concat([progressive, Buffer.alloc(5000, 7)])
    expect(Buffer.compare((await plateOf(followed)).bytes, progressive)).toBe(0)
  })

  test('is cut without loss where less than half of a large one is shown', async () => {
    const bytes = await cmykJpeg(1200, 900)
    const crop = { left: 100, top: 100, right: 400, bottom: 500 }
    const plate = await plateOf(bytes, placed(crop))
    expect(plate.bytes.length).toBeLessThan(bytes.length / 4)
    expect(plate.shown).toEqual({ left: 0, top: 2, width: 360, height: 360 })
    const before = await sharp(bytes).pipelineColourspace('cmyk').toColourspace('cmyk').extract({ left: 120, top: 90, width: 360, height: 360 }).raw().toBuffer() // prettier-ignore
    const after = await sharp(plate.bytes).pipelineColourspace('cmyk').toColourspace('cmyk').extract({ ...plate.shown }).raw().toBuffer() // prettier-ignore
    expect(Buffer.compare(before, after)).toBe(0)
    const turned = Buffer.concat([bytes.subarray(0, 2), exifTurn(8), bytes.subarray(2)])
    const upright = await plateOf(turned, placed(crop))
    expect(upright).toMatchObject({ turn: 8, shown: { width: 270, height: 480 } })
    const seen = await sharp(turned).autoOrient().pipelineColourspace('cmyk').toColourspace('cmyk').extract({ left: 90, top: 120, width: 270, height: 480 }).raw().toBuffer() // prettier-ignore
    const { left, top, width, height } = upright.shown
    const kept = await sharp(await sharp(upright.bytes).pipelineColourspace('cmyk').toColourspace('cmyk').tiff({ compression: 'none' }).toBuffer()).pipelineColourspace('cmyk').toColourspace('cmyk').rotate(-90).tiff({ compression: 'none' }).toBuffer() // prettier-ignore
    const there = await sharp(kept).pipelineColourspace('cmyk').toColourspace('cmyk').extract({ left, top, width, height }).raw().toBuffer() // prettier-ignore
    expect(Buffer.compare(seen, there)).toBe(0)
  })
})

/** An APP1 segment that says an orientation and nothing else. */
function exifTurn(turn: number): Buffer {
  const exif = Buffer.from([0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0]) // prettier-ignore
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif])
}

const PATCHES = [
  [255, 255, 255], [200, 200, 200], [128, 128, 128], [60, 60, 60], [1, 0, 0], [180, 120, 90], [230, 190, 165],
  [110, 60, 40], [40, 90, 50], [120, 150, 70], [60, 90, 140], [150, 180, 210], [200, 60, 50], [220, 200, 80], [90, 60, 110],
] as const // prettier-ignore

/** Inks by littlecms's own tool, perceptual, percent; null where it is not on this machine. */
function transicc(profile: string, colours: readonly (readonly number[])[]): number[][] | null {
  const press = `${resourcesFolder()}/icc/SNAP_TR002_newsprint.icc`
  const input = `${colours.map((colour) => colour.join(' ')).join('\n')}\n`
  const run = spawnSync('transicc', ['-i', profile, '-o', press, '-t', '0', '-n'], { input, encoding: 'utf8' })
  if (run.error) {
    console.log('transicc: not on this machine (Debian package liblcms2-utils); the profile is not checked by it')
    return null
  }
  const numbers = run.stdout.trim().split(/\s+/).map(Number)
  return colours.map((_, i) => numbers.slice(4 * i, 4 * i + 4))
}

/** Patches of 16 by 16 in a row, as a PNG. */
const patches = (): Sharp => {
  const samples = Buffer.alloc(PATCHES.length * 16 * 16 * 3)
  for (let at = 0; at < samples.length; at += 3)
    samples.set(PATCHES[Math.floor(at / 3 / 16) % PATCHES.length] ?? [], at)
  return sharp(samples, { raw: { width: PATCHES.length * 16, height: 16, channels: 3 } })
}

describe('an RGB picture', () => {
  async function inksOfPatches(bytes: Uint8Array): Promise<number[][]> {
    const samples = await printed(await plateOf(bytes, placed(), { totalInk: 400 }))
    return PATCHES.map((_, i) => {
      const at = (8 * PATCHES.length * 16 + i * 16 + 8) * 4
      return [...samples.subarray(at, at + 4)].map((ink) => (ink * 100) / 255)
    })
  }

  test('has the inks that littlecms gives its colours by the press profile, perceptually', async () => {
    const expected = transicc('*sRGB', PATCHES)
    if (!expected) return
    const inks = await inksOfPatches(await patches().png().toBuffer())
    inks.forEach((patch, i) =>
      patch.forEach((ink, plate) => expect(Math.abs(ink - (expected[i]?.[plate] ?? 0))).toBeLessThan(1.5)),
    )
  })

  test.each(['a98.icc', 'p3'])('is read by its own profile: %s', async (profile) => {
    const path = profile === 'p3' ? 'p3' : `/usr/share/color/icc/ghostscript/${profile}`
    const bytes = await patches()
      .withIccProfile(path)
      .png()
      .toBuffer()
      .catch(() => null)
    if (!bytes) return console.log(`${path}: not on this machine; its conversion is not checked`)
    // Converted into the wide space and tagged, the patches mean what they meant.
    const inks = await inksOfPatches(bytes)
    const plain = await inksOfPatches(await patches().png().toBuffer())
    inks.forEach((patch, i) =>
      patch.forEach((ink, plate) => expect(Math.abs(ink - (plain[i]?.[plate] ?? 0))).toBeLessThan(3)),
    )
  })

  test('of sixteen bits has the inks of its eight-bit twin', async () => {
    const deep = await patches().toColourspace('rgb16').png().toBuffer()
    expect((await sharp(deep).metadata()).depth).toBe('ushort')
    const inks = await inksOfPatches(deep)
    const plain = await inksOfPatches(await patches().png().toBuffer())
    inks.forEach((patch, i) =>
      patch.forEach((ink, plate) => expect(Math.abs(ink - (plain[i]?.[plate] ?? 0))).toBeLessThan(1.5)),
    )
  })

  test('is cropped to the pixel, its darks carried by black, and has neither profile nor words', async () => {
    const bytes = await photograph(256, 192).jpeg({ quality: 95 }).toBuffer()
    const plate = await plateOf(bytes, placed({ left: 250, top: 0, right: 750, bottom: 500 }))
    expect(plate).toMatchObject({ width: 128, height: 96, colour: 'cmyk', encoding: 'jpeg', isInverted: true, turn: 1 })
    const metadata = await sharp(plate.bytes).metadata()
    expect(metadata).toMatchObject({ channels: 4, chromaSubsampling: '4:4:4:4', hasProfile: false })
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('stands upright on its plate, orientation %i', async (turn) => {
    const marked = Buffer.alloc(48 * 32 * 3, 255)
    for (let y = 0; y < 8; y++) for (let x = 0; x < 8; x++) marked.set([200, 0, 0], (y * 48 + x) * 3)
    const bytes = await sharp(marked, { raw: { width: 48, height: 32, channels: 3 } })
      .withMetadata({ orientation: turn })
      .png()
      .toBuffer()
    const plate = await plateOf(bytes)
    const samples = await printed(plate)
    const yellow = (x: number, y: number): boolean => (samples[(y * plate.width + x) * 4 + 2] ?? 0) > 100
    const [right, bottom] = [plate.width - 4, plate.height - 4]
    // Where EXIF says that the first row and the first column are.
    const corners = [yellow(4, 4), yellow(right, 4), yellow(right, bottom), yellow(4, bottom)]
    expect(corners.indexOf(true)).toBe([0, 1, 2, 3, 0, 1, 2, 3][turn - 1])
    expect([plate.width, plate.height]).toEqual(turn >= 5 ? [32, 48] : [48, 32])
  })

  test('without any colour prints on black alone', async () => {
    const grey = await sharp(scene(120, 80, 1), { raw: { width: 120, height: 80, channels: 1 } })
      .toColourspace('srgb')
      .png()
      .toBuffer()
    expect((await sharp(grey).metadata()).channels).toBe(3)
    expect((await plateOf(grey)).colour).toBe('grey')
  })

  test('shows paper where it is transparent', async () => {
    const clear = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#cc220000' } })
      .png()
      .toBuffer()
    const plate = await plateOf(clear)
    expect(plate.colour).toBe('line')
    expect([...inflateSync(plate.bytes)]).toEqual(Array.from({ length: 8 }, () => 255))
    const half = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#0000ff80' } }).webp({ lossless: true }).toBuffer() // prettier-ignore
    const white = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#7f7fff' } })
      .png()
      .toBuffer()
    const [one, other] = [await printed(await plateOf(half)), await printed(await plateOf(white))]
    one.subarray(0, 4).forEach((ink, i) => expect(Math.abs(ink - (other[i] ?? 0))).toBeLessThan(4))
  })
})

describe('ink', () => {
  test('is below the limit on every spot of the JPEG that is printed, though JPEG makes waves', async () => {
    const harsh = Buffer.alloc(240 * 160 * 3)
    for (let y = 0, at = 0; y < 160; y++)
      for (let x = 0; x < 240; x++, at += 3) harsh.set((x * 7 + y * 3) % 23 < 11 ? [8, 0, 2] : [250, 240, 30], at)
    const noisy = Buffer.from(scene(240, 160, 3, 9)).map((value, i) => (i % 5 === 0 ? value : Math.min(255, (harsh[i] ?? 0) + (value % 9)))) // prettier-ignore
    const raw = { raw: { width: 240, height: 160, channels: 3 } } as const
    for (const samples of [harsh, noisy]) {
      for (const totalInk of [220, 180, 150]) {
        const bytes = await sharp(samples, raw).jpeg({ quality: 95 }).toBuffer()
        const plate = await plateOf(bytes, placed(), { totalInk })
        expect(mostInk(await printed(plate))).toBeLessThanOrEqual(totalInk)
      }
    }
    const photo = await plateOf(await photograph(400, 300).jpeg().toBuffer(), placed(), { totalInk: 180 })
    expect(photo.encoding).toBe('jpeg')
    expect(mostInk(await printed(photo))).toBeGreaterThan(160)
  })

  test('is below the limit in a drawing, where white has none', async () => {
    const plate = await plateOf(await patches().png().toBuffer(), placed(), { totalInk: 150 })
    expect(plate.encoding).toBe('deflate')
    const samples = await printed(plate)
    expect(mostInk(samples)).toBeLessThanOrEqual(150)
    expect([...samples.subarray(0, 4)]).toEqual([0, 0, 0, 0])
  })

  test('gives way in the colours, in proportion, and black to nothing', () => {
    const rich = new Uint8Array([255, 255, 255, 200, 10, 20, 30, 255])
    expect(limitInk(rich, 220)).toBe(1)
    expect([...rich]).toEqual([120, 120, 120, 200, 10, 20, 30, 255])
  })

  test('of a CMYK picture is what it is: a TIFF keeps every value', async () => {
    const inks = scene(90, 70, 4)
    inks.fill(255, 0, 400)
    const plate = await plateOf(cmykTiff(inks, 90, 70, null))
    expect(plate).toMatchObject({ colour: 'cmyk', encoding: 'deflate', width: 90, height: 70 })
    expect(Buffer.compare(inflateSync(plate.bytes), inks)).toBe(0)
    const tagged = await plateOf(cmykTiff(inks, 90, 70, (await newsprint()).profile))
    expect(Buffer.compare(inflateSync(tagged.bytes), inks)).toBe(0)
  })
})

describe('a grey picture', () => {
  test('stays one channel with the values it has, of sixteen bits too', async () => {
    const samples = scene(100, 60, 1)
    const grey = sharp(samples, { raw: { width: 100, height: 60, channels: 1 } }).toColourspace('b-w')
    const flat = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#808080' } }).toColourspace('b-w').png().toBuffer() // prettier-ignore
    expect(await plateOf(flat)).toMatchObject({ colour: 'grey', encoding: 'deflate' })
    expect(new Set(inflateSync((await plateOf(flat)).bytes))).toEqual(new Set([128]))
    const deep = await grey.clone().toColourspace('grey16').tiff({ compression: 'none' }).toBuffer()
    expect((await sharp(deep).metadata()).depth).toBe('ushort')
    const plate = await plateOf(deep)
    expect(plate).toMatchObject({ colour: 'grey', width: 100, height: 60 })
    const back = await sharp(plate.bytes).toColourspace('b-w').raw().toBuffer()
    const far = back.filter((value, i) => Math.abs(value - (samples[i] ?? 0)) > 12).length
    expect(far).toBeLessThan(back.length / 50)
  })
})

describe('line art', () => {
  const width = 333
  const height = 210
  const ink = Uint8Array.from({ length: width * height }, (_, i) => ((i * i) % 7 < 3 || i % width < 5 ? 0 : 255))
  const grey = (): Sharp => sharp(ink, { raw: { width, height, channels: 1 } }).toColourspace('b-w')

  /** Pixels of a plate of one bit, 0 or 255. */
  function pixelsOf(plate: PlateImage): Uint8Array {
    const bits = inflateSync(plate.bytes)
    const row = Math.ceil(plate.width / 8)
    return Uint8Array.from({ length: plate.width * plate.height }, (_, i) => {
      const x = i % plate.width
      return ((bits[Math.floor(i / plate.width) * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 255 : 0
    })
  }

  test.each([
    ['a TIFF of one bit', () => grey().tiff({ bitdepth: 1, compression: 'ccittfax4' }).toBuffer()],
    ['a PNG with a palette', () => grey().png({ palette: true, colours: 2 }).toBuffer()],
    ['a grey PNG', () => grey().png().toBuffer()],
    ['an RGB PNG', () => grey().toColourspace('srgb').png().toBuffer()],
    ['a lossless WebP', () => grey().toColourspace('srgb').webp({ lossless: true }).toBuffer()],
  ])('keeps every pixel and one bit each, however small its box: %s', async (_, make) => {
    const plate = await plateOf(await make(), placed(WHOLE, mm(5), mm(3)))
    expect(plate).toMatchObject({ colour: 'line', encoding: 'deflate', width, height })
    expect(Buffer.compare(pixelsOf(plate), ink)).toBe(0)
  })

  test('is cropped to the pixel', async () => {
    const plate = await plateOf(await grey().png().toBuffer(), placed({ ...WHOLE, left: 500 }))
    const expected = await grey().extract({ left: 167, top: 0, width: 166, height }).extractChannel(0).raw().toBuffer()
    expect(Buffer.compare(pixelsOf(plate), expected)).toBe(0)
  })

  test('is not what has one red pixel', async () => {
    const red = Buffer.from(await grey().toColourspace('srgb').raw().toBuffer())
    red.set([255, 0, 0], 3000)
    const png = await sharp(red, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer()
    expect((await plateOf(png)).colour).toBe('cmyk')
  })
})

describe('a picture with more pixels than its box can show', () => {
  test('is made smaller to the resolution asked for, one with few more is not', async () => {
    const bytes = await photograph(1200, 800).jpeg().toBuffer()
    // 50.8 mm are 2 inches: 600 dpi.
    const small = await plateOf(bytes, placed(WHOLE, mm(50.8), mm(50.8 * (2 / 3))))
    expect([small.width, small.height]).toEqual([600, 400])
    const near = await plateOf(bytes, placed(WHOLE, mm(88), mm(88 * (2 / 3))))
    expect(near.width).toBe(1200)
    const coarse = await plateOf(bytes, placed(WHOLE, mm(50.8), mm(50.8 * (2 / 3))), { mostResolution: 100 })
    expect(coarse.width).toBe(200)
  })

  test('is sharpened where the paper asks for it', async () => {
    const soft = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#b08060' } })
      .composite([
        { input: { create: { width: 200, height: 400, channels: 3, background: '#604030' } }, left: 0, top: 0 },
      ])
      .blur(3)
      .jpeg({ quality: 98 })
      .toBuffer()
    const spread = async (terms: Partial<PlateTerms>): Promise<number> => {
      const samples = await printed(await plateOf(soft, placed(), terms))
      const blacks = samples.filter((_, i) => i % 4 === 3)
      return (
        blacks.reduce((most, ink) => Math.max(most, ink), 0) - blacks.reduce((least, ink) => Math.min(least, ink), 255)
      )
    }
    const none = await spread({})
    expect(await spread({ sharpening: { radius: 1000, amount: 150 } })).toBeGreaterThan(none + 4)
  })
})

describe('on a proof for the screen', () => {
  test('a picture is sRGB, CMYK by the press profile, and line art is line art', async () => {
    const rgb = await plateOf(await photograph(600, 400).jpeg().toBuffer(), placed(WHOLE, mm(50.8), mm(33.9)), {
      colour: 'rgb',
      mostResolution: 150,
    })
    expect(rgb).toMatchObject({ colour: 'rgb', encoding: 'jpeg', width: 300 })
    const inks = new Uint8Array(32 * 32 * 4)
    for (let at = 3; at < inks.length; at += 4) inks[at] = 255
    const cmyk = await plateOf(cmykTiff(inks, 32, 32, null), placed(), { colour: 'rgb' })
    expect(cmyk.colour).toBe('rgb')
    const [red = 0] = await sharp(cmyk.bytes).raw().toBuffer()
    // Newsprint's black is a dark grey.
    expect(red).toBeGreaterThan(60)
    expect(red).toBeLessThan(140)
    const line = await rainbow().threshold(128).png().toBuffer()
    expect((await plateOf(line, placed(), { colour: 'rgb' })).colour).toBe('line')
  })
})
