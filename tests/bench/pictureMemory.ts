/**
 * Presses 128 full broadsheet pages with three pictures of 12 megapixels each, none converted before, and prints the
 * seconds, the greatest memory of this process, and of it with its picture children (Linux tells), in MB: run by the bench
 * in a process of its own.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { openComposer } from '#compose/composer.ts'
import { recordIdSchema } from '#contract/ids.ts'
import { mm } from '#contract/measure.ts'
import { WHOLE, type PlateTerms } from '#contract/photo.ts'
import type { SetPage, SetPicture } from '#contract/setPage.ts'
import { openPictures } from '#darkroom/pictures.ts'
import { readSubsetter } from '#darkroom/resources.ts'
import { openPress, type PressPage } from '#press/press.ts'
import { photoOf } from '../grid/records.ts'
import { fullPage, loadFaces, readStylebook } from './broadsheet.ts'

if (process.argv[2] === 'photograph') {
  writeFileSync(process.argv[3] ?? '', await photograph())
  process.exit()
}
const PAGES = Number(process.argv[2] ?? 128)
const A_PAGE = 3

const stylebook = readStylebook('yuntang-broadsheet')
const faces = loadFaces(stylebook)
const composer = await openComposer({ faces, breakWords: () => [] })
const folder = mkdtempSync(join(tmpdir(), 'banmian-bench-'))
const pictures = openPictures({ cache: folder })
const source = photographElsewhere()
const photo = photoOf('p1', { width: 4000, height: 3000, colour: 'rgb' })
const terms: PlateTerms = {
  colour: 'cmyk',
  profile: readFileSync(join(import.meta.dirname, '../../resources/icc/SNAP_TR002_newsprint.icc')),
  totalInk: 220,
  mostResolution: 300,
  sharpening: null,
}

/** Made by another process, so that its memory is not counted. */
function photographElsewhere(): Uint8Array {
  const path = join(folder, 'photograph.jpg')
  execFileSync(process.execPath, [import.meta.filename, 'photograph', path])
  return readFileSync(path)
}

/** A photograph's worth of detail: noise of several sizes, 2.6 MB as a JPEG. */
async function photograph(): Promise<Uint8Array> {
  const layer = async (width: number, height: number, sigma: number): Promise<Buffer> => {
    const noise = { type: 'gaussian', mean: 125, sigma } as const
    const drawn = sharp({ create: { width, height, channels: 3, background: '#000', noise } })
    return sharp(await drawn.png().toBuffer())
      .resize(4000, 3000)
      .png({ compressionLevel: 1 })
      .toBuffer()
  }
  const [coarse, middle, fine] = [await layer(60, 45, 60), await layer(1000, 750, 30), await layer(4000, 3000, 4)]
  return sharp(coarse)
    .composite([middle, fine].map((input) => ({ input, blend: 'soft-light' as const })))
    .jpeg({ quality: 90 })
    .toBuffer()
}

function shownOn(page: SetPage): SetPicture[] {
  return Array.from({ length: A_PAGE }, (_, i) => ({
    record: recordIdSchema.parse(`b${page.page}.${i}`),
    photo: photo.id,
    sha256: `${page.page}.${i}`.padStart(64, '0'),
    box: { x: mm(30 + 90 * i), y: mm(60), width: mm(i === 0 ? 180 : 80), height: mm(i === 0 ? 135 : 60) },
    crop: WHOLE,
    resolution: 300,
  }))
}

function* pages(): Generator<PressPage> {
  for (let number = 1; number <= PAGES; number++) {
    const set = (): SetPage => {
      const page = composer.setPage(fullPage(number, stylebook))
      composer.forget(stylebook, [number])
      return { ...page, pictures: shownOn(page) }
    }
    yield { set, stamp: String(number).padStart(64, '0'), label: '', number, time: '2026-11-24T00:00:00.000Z' }
  }
}

let bytes = 0
let most = 0
const watch = setInterval(() => (most = Math.max(most, memoryWithChildren())), 200)
const started = performance.now()
const pressed = await openPress(readSubsetter).press(
  {
    pages: pages(),
    profile: 'x1a',
    title: '',
    paper: stylebook.paper.name,
    lang: stylebook.lang,
    issueDate: '2026-11-24',
    condition: stylebook.press.condition,
    face: (id) => faces.get(id) ?? missing(id),
    plate: ({ sha256, crop, box }) => pictures.forPlate(source, { ...photo, sha256 }, { crop, box }, terms),
  },
  (chunk) => (bytes += chunk.length),
)
clearInterval(watch)
rmSync(folder, { recursive: true, force: true })
const seconds = (performance.now() - started) / 1000
const megabytes = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ pages: Array.isArray(pressed) ? pressed.length : pressed, bytes, seconds, megabytes, withChildren: most || megabytes })) // prettier-ignore
process.exit()

function missing(id: string): never {
  throw new RangeError(`no face ${id}`)
}

/** Memory of this process and its children now, what they share counted once (Linux: Pss), MB; 0 where the system does not tell. */
function memoryWithChildren(): number {
  try {
    const own = `/proc/${process.pid}/task/${process.pid}/children`
    const processes = [String(process.pid), ...readFileSync(own, 'utf8').trim().split(' ').filter(Boolean)]
    const kilobytes = processes.map((id) =>
      Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
    )
    return kilobytes.reduce((sum, each) => sum + each, 0) / 1024
  } catch {
    return 0
  }
}
