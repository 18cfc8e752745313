import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import sharp, { type JpegOptions, type Sharp } from 'sharp'
import type { Turn } from '#contract/photo.ts'
import { cutJpeg } from '#darkroom/jpegCut.ts'
import { readJpeg } from '#darkroom/jpegFacts.ts'
import { cmykTiff } from '#darkroom/tiffTags.ts'
import { storedArea, turnedSize, uprightArea } from '#darkroom/turns.ts'
import { freshFolder, inksOf, numbers, rainbow, scene } from './pictureFiles.ts'

const cmykJpeg = (width = 203, height = 147, options: JpegOptions = {}): Promise<Buffer> =>
  sharp(cmykTiff(scene(width, height, 4), width, height, null))
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .jpeg({ quality: 85, ...options })
    .toBuffer()

const greyJpeg = (width = 203, height = 147): Promise<Buffer> =>
  sharp(scene(width, height, 1), { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .jpeg({ quality: 85 })
    .toBuffer()

describe('what a JPEG says of itself', () => {
  test('is its size, its coding, its components and where it ends', async () => {
    const jpeg = await cmykJpeg()
    const facts = { coding: 'sequential', precision: 8, width: 203, height: 147, adobe: 0, turn: 1, end: jpeg.length }
    expect(readJpeg(jpeg)).toMatchObject(facts)
    expect(readJpeg(jpeg)?.components).toHaveLength(4)
    expect(readJpeg(await cmykJpeg(64, 64, { progressive: true }))?.coding).toBe('progressive')
    expect(readJpeg(await greyJpeg())).toMatchObject({ adobe: null, components: [{ id: 1, across: 1, down: 1 }] })
  })

  test('leaves out what comes after it', async () => {
    const jpeg = await cmykJpeg()
    const followed = Buffer.concat([jpeg, await greyJpeg(), Buffer.from('rubbish')])
    expect(readJpeg(followed)).toEqual(readJpeg(jpeg))
  })

  test('has Adobe’s marker where a segment is one, not where its name stands', async () => {
    const plain = await rainbow().jpeg().toBuffer()
    const comment = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, 7]),
      Buffer.from('Adobe'),
      plain.subarray(2),
    ])
    expect(readJpeg(comment)?.adobe).toBeNull()
    expect(readJpeg(Buffer.concat([plain, Buffer.from('Adobe')]))?.adobe).toBeNull()
    const marker = Buffer.from([0xff, 0xee, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 2])
    expect(readJpeg(Buffer.concat([plain.subarray(0, 2), marker, plain.subarray(2)]))?.adobe).toBe(2)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('has orientation %i as libexif reads it', async (turn) => {
    const jpeg = await rainbow().withMetadata({ orientation: turn }).jpeg().toBuffer()
    expect(readJpeg(jpeg)?.turn).toBe(turn)
    expect((await sharp(jpeg).metadata()).orientation).toBe(turn)
  })

  test('is nothing where it breaks off', async () => {
    const jpeg = await cmykJpeg()
    for (const length of [2, 4, 30, 200, jpeg.length >> 1, jpeg.length - 2])
      expect(readJpeg(jpeg.subarray(0, length))).toBeNull()
  })
})

const sorted = (samples: Uint8Array): number[] => [...samples].toSorted((one, other) => one - other)

describe('areas of a turned picture', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)(
    'are where sharp finds them, orientation %i, and come back',
    async (turn: Turn) => {
      const stored = { width: 24, height: 16 }
      const samples = Uint8Array.from({ length: 24 * 16 }, (_, i) => i % 251)
      const tiff = await sharp(samples, { raw: { ...stored, channels: 1 } })
        .toColourspace('b-w')
        .withMetadata({ orientation: turn })
        .tiff({ compression: 'none' })
        .toBuffer()
      const size = turnedSize(stored, turn)
      const upright = { left: 2, top: 3, width: 9, height: 5 }
      const there = storedArea(upright, size, turn)
      expect(uprightArea(there, stored, turn)).toEqual(upright)
      const looked = await sharp(tiff).autoOrient().extract(upright).extractChannel(0).raw().toBuffer()
      const cut = await sharp(samples, { raw: { ...stored, channels: 1 } })
        .extract(there)
        .extractChannel(0)
        .raw()
        .toBuffer()
      expect(sorted(looked)).toEqual(sorted(cut))
    },
  )
})

describe('a cut JPEG', () => {
  const area = { left: 61, top: 43, width: 70, height: 51 }

  async function difference(jpeg: Uint8Array, read: (bytes: Uint8Array) => Sharp): Promise<number> {
    const cut = cutJpeg(jpeg, area)
    if (!cut) throw new Error('not cut')
    expect(cut.bytes.length).toBeLessThan(jpeg.length / 2)
    const inner = { ...area, left: area.left - cut.area.left, top: area.top - cut.area.top }
    const before = await read(jpeg).extract(area).raw().toBuffer()
    const after = await read(cut.bytes).extract(inner).raw().toBuffer()
    return Math.max(...before.map((value, i) => Math.abs(value - (after[i] ?? 999))))
  }
  const inks = (bytes: Uint8Array): Sharp =>
    sharp(bytes, { failOn: 'warning' }).pipelineColourspace('cmyk').toColourspace('cmyk')

  test('has the very samples of the whole one, in four inks and in grey', async () => {
    expect(await difference(await cmykJpeg(), inks)).toBe(0)
    expect(await difference(await cmykJpeg(203, 147, { optimiseCoding: false }), inks)).toBe(0)
    const grey = await difference(await greyJpeg(), (bytes) => sharp(bytes, { failOn: 'warning' }).toColourspace('b-w'))
    expect(grey).toBe(0)
  })

  test('has them too where the plates are of unlike fineness, or restart markers stand between', async () => {
    const subsampled = await rainbow().jpeg({ chromaSubsampling: '4:2:0' }).toBuffer()
    const cut = cutJpeg(subsampled, { left: 40, top: 40, width: 100, height: 100 })
    expect(cut?.area).toEqual({ left: 32, top: 32, width: 112, height: 112 })
    const around = { left: 8, top: 8, width: 90, height: 90 }
    const before = await sharp(subsampled)
      .extract({ ...around, left: 40, top: 40 })
      .raw()
      .toBuffer()
    expect(Buffer.compare(before, await sharp(cut?.bytes).extract(around).raw().toBuffer())).toBe(0)
    const restarted = restart(await greyJpeg())
    if (restarted) expect(await difference(restarted, (bytes) => sharp(bytes).toColourspace('b-w'))).toBe(0)
  })

  /** The same JPEG with a restart marker after every seventh unit, by libjpeg's own tool; null where that is missing. */
  function restart(jpeg: Uint8Array): Uint8Array | null {
    const path = join(freshFolder(), 'a.jpg')
    writeFileSync(path, jpeg)
    try {
      return execFileSync('jpegtran', ['-restart', '7B', path])
    } catch {
      console.log('jpegtran: not on this machine (Debian package libjpeg-turbo-progs); restart markers are not checked')
      return null
    }
  }

  test('is refused where it is progressive', async () => {
    expect(cutJpeg(await cmykJpeg(203, 147, { progressive: true }), area)).toBeNull()
  })

  test('keeps Adobe’s marker and loses words and thumbnails', async () => {
    const wordy = await sharp(await cmykJpeg())
      .pipelineColourspace('cmyk')
      .toColourspace('cmyk')
      .withExif({ IFD0: { Artist: 'a'.repeat(5000) } })
      .jpeg()
      .toBuffer()
    const cut = cutJpeg(wordy, area)
    expect(readJpeg(cut?.bytes ?? new Uint8Array())).toMatchObject({ adobe: 0, width: cut?.area.width })
    expect(Buffer.from(cut?.bytes ?? []).includes('aaaa')).toBe(false)
  })

  const SEED = 20_261_123
  test(`never hangs on broken files (seed ${SEED}), and what it gives can be read`, async () => {
    const random = numbers(SEED)
    const sources = [await cmykJpeg(), await greyJpeg(), await rainbow().jpeg().toBuffer()]
    const started = performance.now()
    for (let run = 0; run < 600; run++) {
      const source = sources[run % sources.length] ?? Buffer.alloc(0)
      const broken = Buffer.from(run % 5 === 0 ? source.subarray(0, random(source.length)) : source)
      for (let hit = 0; hit <= random(12); hit++) broken[random(broken.length)] = random(256)
      readJpeg(broken)
      const cut = cutJpeg(broken, area)
      if (cut && run % 20 === 0) expect(readJpeg(cut.bytes)).toMatchObject({ end: cut.bytes.length })
    }
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

test('inks are read as they are, whatever the picture', async () => {
  const flat = Buffer.alloc(8 * 8 * 4)
  for (let at = 0; at < flat.length; at += 4) flat.set([10, 200, 100, 60], at)
  const jpeg = await sharp(cmykTiff(flat, 8, 8, null))
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .jpeg({ quality: 100 })
    .toBuffer()
  expect([...(await inksOf(jpeg)).subarray(0, 4)]).toEqual([10, 200, 100, 60])
})
