/** Ads read and drawn in a child process that any file may cost, and no file may take the desk with it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { isFault, type Outcome } from '#contract/faults.ts'
import { openAds } from '#darkroom/ads.ts'
import type { FiledAd } from '#desk/ports.ts'
import {
  adPdf,
  deflated,
  glassAd,
  jpegAd,
  officeAd,
  pdfOf,
  rgbAd,
  spotAd,
  turnedAd,
  typeAd,
} from '../fixtures/adPdfs.ts'
import { random } from '../grid/records.ts'
import { lacks } from '../press/tools.ts'

const ads = openAds({ patience: 20_000 })

function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}

const one = async (bytes: Uint8Array): Promise<FiledAd> => must(await ads.read('灯油.pdf', bytes))[0]!

/** The colour of a point, in percent of the drawing's width and height. */
async function colourAt(bytes: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor((y * info.height) / 100) * info.width + Math.floor((x * info.width) / 100)) * info.channels
  return [...data.subarray(at, at + 3)]
}

test('an ad is filed with its size in pixels, its colour, its words and the hash of what is kept', async () => {
  const { photo, ad, bytes } = await one(typeAd('Advertisement: lamp oil'))
  expect(photo).toMatchObject({ name: '灯油.pdf', format: 'pdf', width: 833, height: 417, colour: 'cmyk' })
  expect(ad).toMatchObject({ isMarked: true, page: 1 })
  expect(photo.sha256).not.toBe(ad.source)
  expect(bytes.length).toBeGreaterThan(1000)
  expect((await one(typeAd('lamp oil'))).ad.isMarked).toBe(false)
  expect((await one(rgbAd())).photo.colour).toBe('rgb')
})

test('several pages are several ads, numbered', async () => {
  const page = (content: number): string =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents ${content} 0 R >>`
  const content = (text: string) => ({ dict: '', bytes: Buffer.from(text) })
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>',
    page(5),
    page(6),
    content('0 g 0 0 9 9 re f'),
    content('1 0 0 rg 0 0 9 9 re f'),
  ]
  const filed = must(await ads.read('two.pdf', pdfOf(parts, 1)))
  expect(filed.map(({ photo, ad }) => [photo.name, ad.page, photo.colour])).toEqual([
    ['two.pdf 1', 1, 'grey'],
    ['two.pdf 2', 2, 'rgb'],
  ])
})

test('the drawing is the trim, upright, with inks in screen colours', async () => {
  const turned = must(await ads.draw((await one(turnedAd())).bytes, 400))
  expect(turned).toMatchObject({ width: 200, height: 400, type: 'image/jpeg' })
  const [cyan, magenta, ground] = [
    await colourAt(turned.bytes, 4, 50),
    await colourAt(turned.bytes, 50, 97),
    await colourAt(turned.bytes, 50, 50),
  ]
  expect(cyan[0]).toBeLessThan(cyan[2]! - 100)
  expect(magenta[1]).toBeLessThan(magenta[0]! - 100)
  expect(Math.max(...ground) - Math.min(...ground)).toBeLessThan(12)
  const spot = must(await ads.draw((await one(spotAd())).bytes, 400))
  const [red, green] = await colourAt(spot.bytes, 20, 50)
  expect(red).toBeGreaterThan(green! + 100)
})

test('annotations are not drawn', async () => {
  const { bytes } = await one(officeAd())
  const drawn = must(await ads.draw(bytes, 200))
  expect(await colourAt(drawn.bytes, 80, 20)).toEqual([255, 255, 255])
})

test.skipIf(lacks('gs'))('the ink of a JPEG is that of its plates', async () => {
  const jpeg = await jpegAd()
  const folder = mkdtempSync(join(tmpdir(), 'ink-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'page.pdf'), jpeg)
  execFileSync('gs', ['-q', '-dNOPAUSE', '-dBATCH', '-dSAFER', '-sDEVICE=tiffsep', '-r36', '-o', 'p.tif', 'page.pdf'], {
    cwd: folder,
  })
  const plates = readdirSync(folder).filter((name) => name.startsWith('p('))
  const inks = await Promise.all(plates.map((name) => sharp(join(folder, name)).extractChannel(0).raw().toBuffer()))
  const sums = Array.from(inks[0]!, (_, i) => inks.reduce((sum, ink) => sum + 255 - ink[i]!, 0))
  const most = (Math.max(...sums) * 100) / 255
  const { ad } = await one(jpeg)
  expect(Math.abs(ad.mostInk! - most)).toBeLessThan(4)
  expect(most).toBeGreaterThan(150)
})

test('a file that hangs the child is ended in time, and the refusal names it', async () => {
  const child = fileURLToPath(new URL('./hangingChild.ts', import.meta.url))
  const stuck = openAds({ child, patience: 300 })
  expect(await stuck.read('slow.pdf', rgbAd())).toMatchObject({ code: 'ad.unreadable', where: { name: 'slow.pdf' } })
})

test('a bomb costs the child, and the next file is read', async () => {
  // Object streams are inflated whole by the parser: 100 of them of 40 MB each.
  const bomb = deflated(new Uint8Array(40_000_000).fill(32), '/Type /ObjStm /N 1 /First 4')
  const file = pdfOf(
    ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] >>', ...Array.from({ length: 100 }, () => bomb)],
    1,
  )
  const room = openAds({ patience: 8_000 })
  const outcome = await room.read('bomb.pdf', file)
  expect(isFault(outcome)).toBe(true)
  expect(must(await room.read('ad.pdf', rgbAd()))).toHaveLength(1)
}, 60_000)

test('whatever is broken in a file is read or refused, and never more than that', async () => {
  const seed = Number(process.env['SEED'] ?? 20_261_124)
  const next = random(seed)
  const below = (most: number): number => Math.floor(next() * most)
  const sources = [
    spotAd(),
    turnedAd(),
    glassAd(),
    officeAd(),
    typeAd(),
    await jpegAd(),
    adPdf({ content: 'q 1 0 0 1 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q' }),
  ]
  const codes = new Set<string>()
  for (let round = 0; round < 200; round++) {
    const source = sources[below(sources.length)]!
    const cut = below(4) === 0 ? source.slice(0, below(source.length)) : source.slice()
    for (let i = 0; i < below(12); i++) if (cut.length > 0) cut[below(cut.length)] = below(256)
    const outcome = await ads.read('broken.pdf', cut)
    codes.add(isFault(outcome) ? outcome.code : 'read')
  }
  expect(
    [...codes].filter((code) => code !== 'read' && !code.startsWith('ad.')),
    `SEED=${seed}`,
  ).toEqual([])
  expect(codes.size).toBeGreaterThan(1)
}, 120_000)
