/** Pictures in the PDF, read back by programs that are not ours. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { fault } from '#contract/faults.ts'
import { mm, pt } from '#contract/measure.ts'
import { WHOLE, type Crop, type PlateImage, type PlateTerms } from '#contract/photo.ts'
import type { SetPicture } from '#contract/setPage.ts'
import { openPictures } from '#darkroom/pictures.ts'
import { cmykTiff } from '#darkroom/tiffTags.ts'
import { filed, freshFolder, newsprint, scene } from '../darkroom/pictureFiles.ts'
import { jobOf, openShelf, page, picture, type Shelf } from './handSet.ts'
import { platesOf } from './plates.ts'
import { asText, bytesOf, contents, lacks, maybeBytesOf } from './tools.ts'

let shelf: Shelf
const pictures = openPictures({ cache: freshFolder() })
beforeAll(async () => {
  shelf = await openShelf()
})

/** Where pictures stand on the page of these tests: whole pixels at 72 dpi from the media's corner. */
const LEFT = 100
const TOP = 120
const SLUG = mm(12)

function placedAt(photo: string, width: number, height: number, crop: Crop = WHOLE, x = LEFT): SetPicture {
  const set = picture(photo, pt(x) - SLUG, pt(TOP) - SLUG, pt(width), pt(height))
  return { ...set, crop }
}

/** A page with pictures of these bytes, each in a box. */
async function pressed(
  shown: readonly {
    readonly bytes: Uint8Array
    readonly width: number
    readonly height: number
    readonly crop?: Crop
  }[],
  terms: Partial<PlateTerms> = {},
  rest: Partial<Parameters<typeof page>[0]> = {},
): Promise<Uint8Array> {
  const sources = new Map(shown.map(({ bytes }) => [createHash('sha256').update(bytes).digest('hex'), bytes]))
  let x = LEFT
  const set = shown.map(({ bytes, width, height, crop }) => {
    const at = placedAt(createHash('sha256').update(bytes).digest('hex'), width, height, crop, x)
    x += width + 10
    return at
  })
  const given = await newsprint(terms)
  const plate = async (each: SetPicture) => {
    const bytes = sources.get(each.sha256) ?? new Uint8Array()
    return pictures.forPlate(bytes, await filed(pictures, bytes), each, given)
  }
  return bytesOf(shelf.subsetter, jobOf(shelf, page({ pictures: set, ...rest }), { plate }))
}

const cmykJpeg = (samples: Uint8Array, width: number, height: number): Promise<Buffer> =>
  sharp(cmykTiff(samples, width, height, null)).pipelineColourspace('cmyk').toColourspace('cmyk').jpeg({ quality: 92 }).toBuffer() // prettier-ignore

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The pictures of a PDF as pdfimages takes them out, in their own formats. */
function takenOut(pdf: Uint8Array, how = '-all'): { name: string; bytes: Uint8Array }[] {
  const folder = mkdtempSync(join(tmpdir(), 'taken-'))
  try {
    writeFileSync(join(folder, 'page.pdf'), pdf)
    execFileSync('pdfimages', [how, join(folder, 'page.pdf'), join(folder, 'image')])
    const names = readdirSync(folder).filter((name) => name.startsWith('image'))
    return names.toSorted().map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A stream of a PDF as qpdf has it, undecoded. */
function rawStreams(pdf: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'streams-'))
  try {
    const path = join(folder, 'page.pdf')
    writeFileSync(path, pdf)
    const { qpdf } = JSON.parse(execFileSync('qpdf', ['--json', '--json-key=qpdf', path], { encoding: 'utf8', maxBuffer: 1e9 })) as { qpdf: [object, Record<string, { stream?: { dict: Record<string, unknown> } }>] } // prettier-ignore
    return Object.entries(qpdf[1])
      .filter(([, { stream }]) => stream?.dict['/Subtype'] === '/Image')
      .map(([key]) => {
        const number = key.replace('obj:', '').split(' ')[0] ?? ''
        return sha256(execFileSync('qpdf', [`--show-object=${number}`, '--raw-stream-data', path], { maxBuffer: 1e9 }))
      })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('CMYK and grey JPEGs', () => {
  it.skipIf(lacks('qpdf') || lacks('pdfimages'))(
    'stand in the PDF byte for byte, also cropped, turned, or shown twice',
    async () => {
      const plain = await cmykJpeg(scene(300, 200, 4), 300, 200)
      const turned = withTurn(await cmykJpeg(scene(120, 90, 4, 5), 120, 90), 6)
      const grey = await sharp(scene(80, 60, 1), { raw: { width: 80, height: 60, channels: 1 } })
        .toColourspace('b-w')
        .jpeg({ progressive: true })
        .toBuffer()
      const pdf = await pressed([
        { bytes: plain, width: 90, height: 60 },
        { bytes: plain, width: 60, height: 40, crop: { left: 100, top: 100, right: 800, bottom: 800 } },
        { bytes: turned, width: 45, height: 60 },
        { bytes: grey, width: 80, height: 60 },
      ])
      const sources = [plain, turned, grey].map(sha256).toSorted()
      expect(rawStreams(pdf).toSorted()).toEqual(sources)
      const jpegs = takenOut(pdf).filter(({ name }) => name.endsWith('.jpg'))
      expect([...new Set(jpegs.map(({ bytes }) => sha256(bytes)))].toSorted()).toEqual(sources)
    },
  )

  it.skipIf(lacks('gs'))('print the inks they hold, with and without Adobe’s marker', async () => {
    const flat = Buffer.alloc(32 * 32 * 4)
    for (let at = 0; at < flat.length; at += 4) flat.set([26, 204, 102, 51], at)
    const marked = await cmykJpeg(flat, 32, 32)
    const turnedRound = await cmykJpeg(flat.map((ink) => 255 - ink), 32, 32) // prettier-ignore
    const bare = Buffer.concat([turnedRound.subarray(0, 2), turnedRound.subarray(18)])
    const pdf = await pressed([
      { bytes: marked, width: 40, height: 40 },
      { bytes: bare, width: 40, height: 40 },
    ])
    const plates = await separate(pdf, 72)
    for (const x of [LEFT + 20, LEFT + 70]) {
      const inks = ['Cyan', 'Magenta', 'Yellow', 'Black'].map((plate) => plates.ink(plate, x, TOP + 20))
      ;[10, 80, 40, 20].forEach((ink, i) => expect(Math.abs((inks[i] ?? 0) - ink)).toBeLessThan(2))
    }
  })

  it.skipIf(lacks('mutool') || lacks('gs')).each([1, 2, 3, 4, 5, 6, 7, 8] as const)(
    'show their crop upright, orientation %i, in mupdf and ghostscript',
    async (turn) => {
      const cells = Uint8Array.from({ length: 80 * 64 }, (_, i) => 16 + 29 * (((i % 80) >> 4) + 2 * ((Math.floor(i / 80) >> 4) % 4)) % 240) // prettier-ignore
      const upright = await sharp(cells, { raw: { width: 80, height: 64, channels: 1 } }).toColourspace('b-w').jpeg({ quality: 98 }).toBuffer() // prettier-ignore
      const bytes = withTurn(upright, turn)
      const crop = { left: 200, top: 250, right: 800, bottom: 1000 }
      const { data, info } = await sharp(bytes)
        .autoOrient()
        .toColourspace('b-w')
        .raw()
        .toBuffer({ resolveWithObject: true })
      const [width, height] = [Math.round(info.width * 0.6), Math.round(info.height * 0.75)]
      const pdf = await pressed([{ bytes, width, height, crop }])
      const drawn = [await drawnByMupdf(pdf), await drawnByGhostscript(pdf)]
      for (const sheet of drawn) {
        for (let y = 4; y < height; y += 8) {
          for (let x = 4; x < width; x += 8) {
            const wanted =
              data[(Math.round(info.height * 0.25) + y) * info.width + Math.round(info.width * 0.2) + x] ?? 0
            expect(Math.abs((sheet.data[(TOP + y) * sheet.width + LEFT + x] ?? 0) - wanted)).toBeLessThan(14)
          }
        }
        // Nothing of what the crop leaves out is seen beside it.
        expect(sheet.data[(TOP + 4) * sheet.width + LEFT - 4]).toBe(255)
        expect(sheet.data[(TOP - 4) * sheet.width + LEFT + 4]).toBe(255)
        expect(sheet.data[(TOP + height + 4) * sheet.width + LEFT + 4]).toBe(255)
      }
    },
  )
})

/** A page's plates at a resolution: the ink of one at a pixel, and the most of all of them in an area, percent. */
async function separate(pdf: Uint8Array, dpi: number) {
  const plates = await platesOf(pdf, dpi)
  const at = (name: string, x: number, y: number): number => {
    const plate = plates.get(name)
    return plate ? 255 - (plate.samples[y * plate.width + x] ?? 255) : 0
  }
  return {
    ink: (name: string, x: number, y: number): number => (at(name, x, y) * 100) / 255,
    most(left: number, top: number, width: number, height: number): number {
      let most = 0
      for (let y = top; y < top + height; y++) {
        for (let x = left; x < left + width; x++) {
          most = Math.max(
            most,
            [...plates.keys()].reduce((sum, name) => sum + at(name, x, y), 0),
          )
        }
      }
      return (most * 100) / 255
    },
  }
}

interface Sheet {
  readonly data: Uint8Array
  readonly width: number
}

const drawnByMupdf = (pdf: Uint8Array): Promise<Sheet> =>
  drawnBy(pdf, 'mutool', (page, out) => ['draw', '-q', '-r', '72', '-c', 'gray', '-o', out, page])
const drawnByGhostscript = (pdf: Uint8Array): Promise<Sheet> =>
  drawnBy(pdf, 'gs', (page, out) => ['-q', '-o', out, '-sDEVICE=pnggray', '-r72', page])

async function drawnBy(pdf: Uint8Array, tool: string, args: (page: string, out: string) => string[]): Promise<Sheet> {
  const folder = mkdtempSync(join(tmpdir(), 'drawn-'))
  try {
    const [path, out] = [join(folder, 'page.pdf'), join(folder, 'page.png')]
    writeFileSync(path, pdf)
    execFileSync(tool, args(path, out), { stdio: 'ignore' })
    const { data, info } = await sharp(out).extractChannel(0).raw().toBuffer({ resolveWithObject: true })
    return { data, width: info.width }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A JPEG with an orientation put into it. */
function withTurn(jpeg: Uint8Array, turn: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0] // prettier-ignore
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, exif.length + 2, ...exif]), jpeg.subarray(2)])
}

describe('RGB pictures', () => {
  it.skipIf(lacks('gs'))(
    'print in the inks that ghostscript’s own littlecms gives their colours by the press profile',
    async () => {
      const colours = [[180, 120, 90], [60, 90, 140], [200, 60, 50], [128, 128, 128], [40, 90, 50]] // prettier-ignore
      const shown = await Promise.all(
        colours.map(async ([r = 0, g = 0, b = 0]) => ({
          bytes: await sharp({ create: { width: 40, height: 40, channels: 3, background: { r, g, b } } }).jpeg({ quality: 98, chromaSubsampling: '4:4:4' }).toBuffer(), // prettier-ignore
          width: 40,
          height: 40,
        })),
      )
      const plates = await separate(await pressed(shown), 72)
      const expected = inksByGhostscript(colours)
      colours.forEach(([red, green, blue], i) => {
        if (red === green && green === blue) return
        const inks = ['Cyan', 'Magenta', 'Yellow', 'Black'].map((plate) =>
          plates.ink(plate, LEFT + 50 * i + 20, TOP + 20),
        )
        inks.forEach((ink, plate) => expect(Math.abs(ink - (expected[i]?.[plate] ?? 0))).toBeLessThan(2.5))
      })
    },
  )

  /** Inks of sRGB colours, percent: ghostscript converts a PDF of rectangles by the press profile, perceptually. */
  function inksByGhostscript(colours: readonly (readonly number[])[]): number[][] {
    const folder = mkdtempSync(join(tmpdir(), 'inks-'))
    try {
      const profile = join(import.meta.dirname, '../../resources/icc/SNAP_TR002_newsprint.icc')
      const marks = colours.map(([r = 0, g = 0, b = 0], i) => `${r / 255} ${g / 255} ${b / 255} setrgbcolor ${i * 10} 0 10 10 rectfill`) // prettier-ignore
      writeFileSync(join(folder, 'a.ps'), `%!\n${marks.join('\n')}\nshowpage\n`)
      const size = [`-dDEVICEWIDTHPOINTS=${colours.length * 10}`, '-dDEVICEHEIGHTPOINTS=10', '-dFIXEDMEDIA']
      execFileSync('gs', ['-q', '-o', join(folder, 'a.cmyk'), '-sDEVICE=bitcmyk', '-r72', ...size, '-dRenderIntent=0', '-dGrayValues=256', `--permit-file-read=${profile}`, `-sOutputICCProfile=${profile}`, join(folder, 'a.ps')]) // prettier-ignore
      const raw = readFileSync(join(folder, 'a.cmyk'))
      return colours.map((_, i) => [...raw.subarray((5 * colours.length * 10 + i * 10 + 5) * 4).subarray(0, 4)].map((ink) => (ink * 100) / 255)) // prettier-ignore
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  it.skipIf(lacks('gs'))('have no more ink anywhere than the paper takes, as ghostscript separates them', async () => {
    const dark = scene(400, 300, 3, 3).map((value, i) => (i % 3 === 0 ? value >> 1 : value >> 2))
    const noisy = await sharp(dark, { raw: { width: 400, height: 300, channels: 3 } })
      .jpeg({ quality: 95 })
      .toBuffer()
    for (const totalInk of [220, 160]) {
      const pdf = await pressed([{ bytes: noisy, width: 96, height: 72 }], { totalInk })
      // 300 dpi: the picture's own pixels.
      const plates = await separate(pdf, 300)
      const scale = 300 / 72
      const most = plates.most(Math.ceil(LEFT * scale) + 2, Math.ceil(TOP * scale) + 2, 392, 292)
      expect(most).toBeLessThanOrEqual(totalInk)
      expect(most).toBeGreaterThan(totalInk - 30)
    }
  })

  it('are in no PDF for the press: no RGB stands in it', async () => {
    const bytes = await sharp(scene(60, 40, 3), { raw: { width: 60, height: 40, channels: 3 } })
      .jpeg()
      .toBuffer()
    expect(asText(await pressed([{ bytes, width: 60, height: 40 }]))).not.toContain('DeviceRGB')
    const proof = await pressed([{ bytes, width: 60, height: 40 }], { colour: 'rgb' })
    expect(asText(proof)).toContain('/ColorSpace /DeviceRGB')
  })
})

describe('line art', () => {
  const width = 301
  const height = 203
  const ink = Uint8Array.from({ length: width * height }, (_, i) => ((i % width) * 3 + Math.floor(i / width) * 5) % 11 < 4 ? 0 : 255) // prettier-ignore
  const png = (): Promise<Buffer> =>
    sharp(ink, { raw: { width, height, channels: 1 } })
      .toColourspace('b-w')
      .png({ palette: true, colours: 2 })
      .toBuffer()

  it.skipIf(lacks('pdfimages'))('is in the PDF pixel for pixel, one bit each, however small its box', async () => {
    const pdf = await pressed([{ bytes: await png(), width: 30, height: 20 }])
    expect(asText(pdf)).toMatch(/\/ImageMask true\s+\/BitsPerComponent 1/)
    const [image] = takenOut(pdf, '-png')
    const { data, info } = await sharp(image?.bytes).toColourspace('b-w').extractChannel(0).raw().toBuffer({ resolveWithObject: true }) // prettier-ignore
    expect([info.width, info.height]).toEqual([width, height])
    // pdfimages writes what a stencil paints as white.
    expect(
      Buffer.compare(
        data.map((value) => 255 - value),
        ink,
      ),
    ).toBe(0)
  })

  it.skipIf(lacks('gs'))('prints on the black plate alone, over what is under it, as type does', async () => {
    const tint = { record: null, kind: 'tint' as const, tint: 30, box: { x: pt(LEFT) - SLUG, y: pt(TOP) - SLUG, width: pt(60), height: pt(40) } } // prettier-ignore
    const flat = Buffer.alloc(32 * 32 * 4)
    for (let at = 0; at < flat.length; at += 4) flat[at] = 128
    const pdf = await pressed([{ bytes: await png(), width: 301, height: 203 }, { bytes: await cmykJpeg(flat, 32, 32), width: 40, height: 40 }], {}, { rules: [tint] }) // prettier-ignore
    const plates = await separate(pdf, 72)
    const counts = new Map<number, number>()
    for (let y = 0; y < height; y += 3) {
      for (let x = 0; x < width; x += 3) {
        const wanted = ink[y * width + x] === 0 ? 100 : x < 60 && y < 40 ? 30 : 0
        const found = plates.ink('Black', LEFT + x, TOP + y)
        if (Math.abs(found - wanted) < 2) counts.set(wanted, (counts.get(wanted) ?? 0) + 1)
        for (const plate of ['Cyan', 'Magenta', 'Yellow']) expect(plates.ink(plate, LEFT + x, TOP + y)).toBe(0)
      }
    }
    expect([...counts.values()].reduce((sum, count) => sum + count)).toBe(Math.ceil(width / 3) * Math.ceil(height / 3))
    expect([0, 30, 100].map((wanted) => (counts.get(wanted) ?? 0) > 50)).toEqual([true, true, true])
    expect(contents(pdf)[0]).toMatch(/q \/GO gs 0 0 0 1 k [-\d. ]+ cm \/P0 Do Q\nq \/GK gs /)
  })
})

describe('plates', () => {
  const plate: PlateImage = {
    name: 'a',
    width: 4,
    height: 4,
    colour: 'grey',
    encoding: 'deflate',
    isInverted: false,
    turn: 1,
    shown: { left: 0, top: 0, width: 4, height: 4 },
    bytes: deflateSync(new Uint8Array(16)),
  }
  it('of one name stand in the file once, in whatever crops they are shown', async () => {
    const set = [placedAt('a', 20, 20), placedAt('b', 20, 20, WHOLE, 200)]
    const crops = [plate, { ...plate, shown: { left: 1, top: 2, width: 2, height: 2 } }]
    const pdf = await bytesOf(shelf.subsetter, jobOf(shelf, page({ pictures: set }), { plate: ({ sha256: of }) => crops[of === 'a' ? 0 : 1] ?? null })) // prettier-ignore
    expect(asText(pdf).match(/\/Subtype \/Image/g)).toHaveLength(1)
    const [content = ''] = contents(pdf)
    expect(content).toMatch(/q \/GK gs 20 0 0 20 [\d.]+ [\d.]+ cm \/P0 Do Q/)
    expect(content).toMatch(/q \/GK gs [\d.]+ [\d.]+ 20 20 re W n 40 0 0 40 [\d.]+ [\d.]+ cm \/P0 Do Q/)
  })

  it('of a page are asked for all at once, and one that is refused ends the job', async () => {
    const set = page({ pictures: [placedAt('a', 20, 20), placedAt('b', 20, 20), placedAt('c', 20, 20)] })
    const asked: string[] = []
    let open = (): void => undefined
    const all = new Promise<void>((resolve) => (open = resolve))
    const job = jobOf(shelf, set, {
      plate: async ({ sha256: of }) => {
        asked.push(of)
        if (asked.length === 3) open()
        await all
        return of === 'b' ? fault('picture.unreadable', { name: 'b' }) : plate
      },
    })
    expect(await maybeBytesOf(shelf.subsetter, job)).toMatchObject({ code: 'picture.unreadable' })
    expect(asked).toEqual(['a', 'b', 'c'])
  })
})
