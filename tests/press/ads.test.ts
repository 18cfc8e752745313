/** Ads on the plate: what an agency sent is what stands in the file, looked at by programs that are not ours. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { fault, isFault } from '#contract/faults.ts'
import { mm, pt, type Emu } from '#contract/measure.ts'
import type { SetPicture } from '#contract/setPage.ts'
import { readSubsetter } from '#darkroom/resources.ts'
import { readAds } from '#exchange/pdf/readAds.ts'
import type { PressJob } from '#press/press.ts'
import { adPdf, cmykJpeg, glassAd, jpegAd, spotAd, turnedAd, typeAd } from '../fixtures/adPdfs.ts'
import { frame, HEAVY, jobOf, line, openShelf, page, pageOf, picture, type Shelf } from './handSet.ts'
import { ask, asText, bytesOf, lacks, maybeBytesOf } from './tools.ts'

let shelf: Shelf
let subsetter: Uint8Array
beforeAll(async () => {
  shelf = await openShelf()
  subsetter = await readSubsetter()
})

/** The ad as the pool has it. */
async function pooled(pdf: Uint8Array): Promise<Uint8Array> {
  const ads = await readAds('ad.pdf', pdf, { inkOf: async () => null })
  if (isFault(ads)) throw new Error(ads.code)
  return ads[0]!.bytes
}

const adAt = (name: string, x: Emu, y: Emu, width: Emu, height: Emu): SetPicture => ({
  ...picture(name, x, y, width, height),
  isAd: true,
})

const TRIM = { width: pt(400), height: pt(300) }

/** A page with ads by name and place, and a word of our own that the slug line can be set with. */
async function pressed(
  ads: Readonly<Record<string, Uint8Array>>,
  pictures: readonly SetPicture[],
  changes: Partial<PressJob> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const set = page({
    trim: TRIM,
    pictures,
    frames: [frame('headline', [line(shelf, mm(5), mm(8), '云塘', { face: HEAVY })])],
  })
  return bytesOf(subsetter, jobOf(shelf, set, { ad: adsOf(ads), ...changes }))
}
const adsOf =
  (ads: Readonly<Record<string, Uint8Array>>): NonNullable<PressJob['ad']> =>
  ({ sha256 }) => ({ bytes: ads[sha256]!, isColour: true })

/**
 * Plates by their names, as ghostscript separates them; 0 is full ink. Samples are taken at points from the trim's corner,
 * `margin` points inside the sheet.
 */
async function plates(
  pdf: Uint8Array,
  margin = mm(12) / pt(1),
): Promise<(plate: string, x: number, y: number) => number> {
  const folder = mkdtempSync(join(tmpdir(), 'plates-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'page.pdf'), pdf)
  execFileSync('gs', ['-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', '-sDEVICE=tiffsep', '-r72', '-o', 'p.tif', 'page.pdf'], {
    cwd: folder,
  })
  const read = new Map<string, { data: Buffer; width: number }>()
  for (const file of readdirSync(folder)) {
    const [, name] = /^p\((.*)\)\.tif$/.exec(file) ?? []
    if (name === undefined) continue
    const { data, info } = await sharp(join(folder, file)).extractChannel(0).raw().toBuffer({ resolveWithObject: true })
    read.set(name, { data, width: info.width })
  }
  return (plate, x, y) => {
    const found = read.get(plate)
    if (!found) return -1
    return found.data[Math.floor(y + margin) * found.width + Math.floor(x + margin)]!
  }
}

describe('an ad in the file', () => {
  it.skipIf(lacks('qpdf') || lacks('pdffonts'))('keeps its faces, and the file is whole', async () => {
    const pdf = await pressed({ a: await pooled(typeAd()) }, [adAt('a', 0, 0, pt(200), pt(100))])
    expect(ask('qpdf', pdf, ['--check', 'FILE'])).toContain('No syntax or stream encoding errors')
    expect(ask('pdffonts', pdf, ['FILE'])).toMatch(/ABCDEF\+LampSerif\s+TrueType\s+WinAnsi\s+yes yes/)
  })

  it('keeps the bytes of a CMYK JPEG', async () => {
    const pdf = await pressed({ a: await pooled(await jpegAd()) }, [adAt('a', 0, 0, pt(200), pt(100))])
    expect(asText(pdf)).toContain(asText(await cmykJpeg()))
    expect(asText(pdf)).toContain('/Decode [1 0 1 0 1 0 1 0]')
  })

  it('stands once, however often it is shown and on whatever pages', async () => {
    const ad = await pooled(typeAd())
    const set = (y: number) =>
      page({ trim: TRIM, pictures: [adAt('a', 0, 0, pt(200), pt(100)), adAt('a', 0, y, pt(200), pt(100))] })
    const pages = [pageOf(set(pt(150))), pageOf(set(pt(190)), { number: 2, stamp: 'f'.repeat(64) })]
    const pdf = await bytesOf(subsetter, jobOf(shelf, set(0), { pages, ad: adsOf({ a: ad }) }))
    expect(asText(pdf).match(/\/FontFile2 /g)).toHaveLength(1)
  })

  it('is written the same way every time', async () => {
    const ad = await pooled(spotAd())
    const [a, b] = [
      await pressed({ ad }, [adAt('ad', 0, 0, pt(200), pt(100))]),
      await pressed({ ad }, [adAt('ad', 0, 0, pt(200), pt(100))]),
    ]
    expect(Buffer.from(a).equals(Buffer.from(b))).toBe(true)
  })

  it('brings no intent, no metadata and no page of its own', async () => {
    const more = ['<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (Strange) >>']
    const own = adPdf({ content: '0 g 0 0 9 9 re f', more, catalogue: '/OutputIntents [5 0 R]' })
    const text = asText(await pressed({ a: await pooled(own) }, [adAt('a', 0, 0, pt(200), pt(100))]))
    expect(text).not.toContain('Strange')
    expect(text.match(/\/Type \/Page\n/g)).toHaveLength(1)
  })

  it('keeps its group where it is seen through, for PDF/X-4', async () => {
    const pdf = await pressed({ a: await pooled(glassAd()) }, [adAt('a', 0, 0, pt(200), pt(100))], {
      profile: 'x4',
      outputProfile: new Uint8Array(128),
    })
    expect(asText(pdf)).toMatch(/\/Group <<\/Type \/Group\n\/S \/Transparency\n\/CS \/DeviceCMYK>>/)
  })

  it.skipIf(lacks('qpdf'))('brings nothing into a PDF/X-1a that it may not have, where the ad is fit', async () => {
    const fit: Record<string, Uint8Array> = {}
    for (const [name, make] of Object.entries({ spot: spotAd, type: typeAd, turned: turnedAd, jpeg: jpegAd })) {
      fit[name] = await pooled(await make())
    }
    const pictures = Object.keys(fit).map((name, i) => adAt(name, 0, i * pt(70), pt(120), pt(60)))
    const text = ask('qpdf', await pressed(fit, pictures), ['--qdf', '--object-streams=disable', 'FILE', '-'])
    expect(text).toContain('/GTS_PDFXVersion (PDF/X-1a:2003)')
    expect(text).not.toMatch(
      /\/DeviceRGB|\/CalRGB|\/ICCBased|\/Lab\b|\d (rg|RG)\n|\/SMask \d|\/Transparency|LZWDecode|\/OPI|\/TR2?\b/,
    )
    // The ad's own objects are of this file: each is numbered once, and every reference finds one.
    expect(ask('qpdf', await pressed(fit, pictures), ['--check', 'FILE'])).not.toContain('WARNING')
  })

  it('gives the pool’s refusal where its bytes are gone', async () => {
    const set = page({ trim: TRIM, pictures: [adAt('a', 0, 0, pt(200), pt(100))] })
    const outcome = await maybeBytesOf(subsetter, jobOf(shelf, set, { ad: () => fault('file.corrupt') }))
    expect(isFault(outcome) && outcome.code).toBe('file.corrupt')
  })
})

describe.skipIf(lacks('gs'))('an ad on the plates', () => {
  it('keeps a spot on a plate of its own, and prints over it what overprints', async () => {
    const pdf = await pressed({ a: await pooled(spotAd()) }, [adAt('a', pt(100), pt(50), pt(200), pt(100))])
    const at = await plates(pdf)
    expect(at('Lamp Red', 150, 100)).toBe(0)
    expect(at('Lamp Red', 275, 100)).toBeCloseTo(128, -1)
    expect([at('Cyan', 150, 100), at('Cyan', 225, 100)]).toEqual([255, 0])
    // Half of the spot over cyan: the graphics state of the ad says that it overprints.
    expect(at('Cyan', 275, 100)).toBe(0)
    expect(at('Magenta', 150, 100)).toBe(255)
  })

  it('keeps the ink of its pictures as it came', async () => {
    const [own, placed] = [
      await plates(await jpegAd(), 0),
      await plates(await pressed({ a: await pooled(await jpegAd()) }, [adAt('a', 0, 0, pt(200), pt(100))])),
    ]
    for (const plate of ['Cyan', 'Magenta', 'Yellow', 'Black']) {
      for (const x of [50, 150]) expect(placed(plate, x, 50)).toBe(own(plate, x, 50))
    }
    expect(placed('Cyan', 50, 50)).toBeLessThan(128)
    expect(placed('Black', 150, 50)).toBeLessThan(128)
  })

  it('stands upright in its place, cut to its trim', async () => {
    const at = await plates(
      await pressed({ a: await pooled(turnedAd()) }, [adAt('a', pt(150), pt(50), pt(100), pt(200))]),
    )
    expect([at('Cyan', 155, 100), at('Cyan', 200, 100)]).toEqual([0, 255])
    expect([at('Magenta', 200, 245), at('Magenta', 200, 100)]).toEqual([0, 255])
    // The ground of 20 percent reaches over all of the trim and nowhere outside it.
    expect(at('Black', 200, 100)).toBeCloseTo(204, -1)
    for (const [x, y] of [
      [145, 150],
      [255, 150],
      [200, 45],
      [200, 255],
    ] as const)
      expect(at('Black', x, y)).toBe(255)
  })

  it('begins as a page does, whatever was painted before it', async () => {
    // No colour is set: black, and knocking out of the tint that lies under it.
    const bare = await pooled(adPdf({ content: '20 20 60 60 re f' }))
    const tint = { record: null, kind: 'tint' as const, box: { x: 0, y: 0, width: pt(300), height: pt(200) }, tint: 30 }
    const set = page({ trim: TRIM, rules: [tint], pictures: [adAt('a', 0, 0, pt(200), pt(100))] })
    const at = await plates(await bytesOf(subsetter, jobOf(shelf, set, { ad: adsOf({ a: bare }) })))
    expect(at('Black', 50, 50)).toBe(0)
    expect(at('Black', 150, 50)).toBeCloseTo(255 * 0.7, -1)
  })

  it('is as large as its box', async () => {
    const full = await pooled(adPdf({ content: '0 0 0 1 k 0 0 200 100 re f' }))
    const at = await plates(await pressed({ a: full }, [adAt('a', pt(100), pt(100), pt(100), pt(50))]))
    expect([at('Black', 101, 101), at('Black', 198, 148)]).toEqual([0, 0])
    for (const [x, y] of [
      [98, 120],
      [202, 120],
      [150, 98],
      [150, 152],
    ] as const)
      expect(at('Black', x, y)).toBe(255)
  })
})

describe.skipIf(lacks('mutool'))('an ad as mupdf sees it', () => {
  it('has the picture of the ad by itself', async () => {
    const ad = await pooled(turnedAd())
    const draw = async (pdf: Uint8Array, box: readonly [number, number] | null): Promise<Buffer> => {
      const folder = mkdtempSync(join(tmpdir(), 'ad-'))
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
      writeFileSync(join(folder, 'page.pdf'), pdf)
      execFileSync('mutool', ['draw', '-q', '-r', '144', '-o', 'p.png', 'page.pdf'], { cwd: folder, stdio: 'ignore' })
      const drawn = sharp(join(folder, 'p.png')).removeAlpha()
      if (box) drawn.extract({ left: box[0], top: box[1], width: 200, height: 400 })
      return drawn.raw().toBuffer()
    }
    const margin = (mm(12) / pt(1)) * 2
    const x = pt(100) + (Math.ceil(margin) - margin) * pt(0.5)
    const y = pt(50) + (Math.ceil(margin) - margin) * pt(0.5)
    const pdf = await pressed({ a: ad }, [adAt('a', Math.round(x), Math.round(y), pt(100), pt(200))])
    const [own, placed] = [await draw(ad, null), await draw(pdf, [Math.ceil(margin) + 200, Math.ceil(margin) + 100])]
    const differing = own.filter((value, i) => Math.abs(value - placed[i]!) > 8).length
    expect(differing / own.length).toBeLessThan(0.02)
  })
})
