/**
 * Draws a galley job as a PNG, to be looked at: `node scripts/look.ts NAME OUT.png [dpi]`; or many on one sheet, each
 * cropped to what stands on it: `node scripts/look.ts --sheet OUT.png NAME...`.
 */
import { writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { PT, type Box } from '../src/contract/measure.ts'
import type { SetLine, SetPage, SetRun } from '../src/contract/setPage.ts'
import type { Composer } from '../src/compose/composer.ts'
import { composerFor, readJob } from './galleyJob.ts'

const p = (length: number): string => (length / PT).toFixed(2)

/** The page as SVG in points. */
function svgOf(set: SetPage, composer: Composer): string {
  const size = `width="${p(set.trim.width)}" height="${p(set.trim.height)}"`
  const ground = '<rect width="100%" height="100%" fill="#fff"/>'
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${ground}${drawingOf(set, composer)}</svg>`
}

/** What stands on the page, every glyph as its outline; pictures are grey. */
function drawingOf(set: SetPage, composer: Composer): string {
  const rect = (box: SetPage['rules'][number]['box'], tint: number): string =>
    `<rect x="${p(box.x)}" y="${p(box.y)}" width="${p(box.width)}" height="${p(box.height)}" fill="${grey(tint)}"/>`
  const glyphs = set.frames.flatMap((frame) =>
    frame.lines.flatMap((line) => line.runs.map((run) => drawRun(composer, line, run))),
  )
  const pictures = set.pictures.map((picture) => rect(picture.box, 35))
  const rules = (isTint: boolean): string =>
    set.rules
      .filter(({ kind }) => (kind === 'tint') === isTint)
      .map((rule) => rect(rule.box, rule.tint))
      .join('')
  return `${rules(true)}${pictures.join('')}${rules(false)}${glyphs.join('')}`
}

const grey = (tint: number): string =>
  `rgb(${Array(3)
    .fill(Math.floor(255 - (tint * 255) / 100))
    .join(',')})`

function drawRun(composer: Composer, line: SetLine, run: SetRun): string {
  return run.glyphs
    .map((glyph, i) => {
      const { path, unitsPerEm } = composer.outline(run.face, glyph)
      if (path === '') return ''
      const scale = run.size / PT / unitsPerEm
      const x = (line.x + (run.dx[i] ?? 0)) / PT
      const y = (line.y + (run.dy[i] ?? 0)) / PT
      const turn = run.turned ? ' rotate(90)' : ''
      const fill = run.reversed ? '#fff' : grey(run.tint)
      const across = ((scale * run.scale) / 1000).toFixed(6)
      return `<path transform="translate(${x.toFixed(3)} ${y.toFixed(3)})${turn} scale(${across} ${(-scale).toFixed(6)})" d="${path}" fill="${fill}"/>`
    })
    .join('')
}

/** Writes the page as a PNG. */
export async function writePicture(set: SetPage, composer: Composer, out: string, dpi = 110): Promise<void> {
  const svg = Buffer.from(svgOf(set, composer))
  writeFileSync(out, await sharp(svg, { density: dpi, unlimited: true, limitInputPixels: false }).png().toBuffer())
}

/** A contact sheet is this wide, in points; galleys stand on it in rows, this far apart, each over its name. */
const SHEET = 1080
const APART = 14
const NAME = 12

/** The box round all that is printed in the blocks of a page; the whole page where there is none. */
function printed(set: SetPage): Box {
  const lines = set.frames.flatMap((frame) => (frame.item === null ? [] : frame.lines))
  const inked = lines.map(({ x, y, width, size, vertical }) =>
    vertical ? { x: x - size / 2, y, width: size, height: width } : { x, y: y - size, width, height: (size * 5) / 4 },
  )
  const boxes = [...set.blocks.map(({ box }) => box), ...set.pictures.map(({ box }) => box), ...inked]
  if (boxes.length === 0) return { x: 0, y: 0, ...set.trim }
  const x = Math.min(...boxes.map((box) => box.x)) - 3 * PT
  const y = Math.min(...boxes.map((box) => box.y)) - 3 * PT
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + 3 * PT
  const foot = Math.max(...boxes.map((box) => box.y + box.height)) + 3 * PT
  return { x, y, width: right - x, height: foot - y }
}

/** Galleys side by side in rows, each a drawing cropped to what is printed, its ground white and its name under it. */
async function writeSheet(names: readonly string[], out: string, dpi: number): Promise<void> {
  const jobs = names.map((name) => readJob(name))
  const composer = await composerFor(...jobs.map(({ stylebook }) => stylebook))
  const corner = { x: APART, y: APART, row: 0 }
  const drawn = jobs.map((job, i) => {
    const set = composer.setPage(job)
    const box = printed(set)
    const [width, height] = [box.width / PT, box.height / PT]
    if (corner.x > APART && corner.x + width + APART > SHEET) Object.assign(corner, nextRow(corner))
    const { x, y } = corner
    corner.x += Math.max(width, 6 * (names[i]?.length ?? 0)) + APART
    corner.row = Math.max(corner.row, height)
    const view = `x="${x}" y="${y}" width="${width}" height="${height}" viewBox="${p(box.x)} ${p(box.y)} ${p(box.width)} ${p(box.height)}"`
    const ground = `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#fff"/>`
    const name = `<text x="${x}" y="${y + height + NAME - 2}" font-size="9" font-family="sans-serif" fill="#036">${names[i]}</text>`
    return `${ground}<svg ${view}>${drawingOf(set, composer)}</svg>${name}`
  })
  const size = `width="${SHEET}" height="${nextRow(corner).y}"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="#ddd"/>${drawn.join('')}</svg>`
  writeFileSync(out, await sharp(Buffer.from(svg), { density: dpi, unlimited: true }).png().toBuffer())
  composer.release()
}

const nextRow = ({ y, row }: { y: number; row: number }) => ({ x: APART, y: y + row + NAME + APART, row: 0 })

async function lookAt([name, out, dpi]: readonly string[]): Promise<void> {
  if (!name || !out) throw new RangeError('usage: node scripts/look.ts NAME OUT.png [dpi] | --sheet OUT.png NAME...')
  const job = readJob(name)
  const composer = await composerFor(job.stylebook)
  await writePicture(composer.setPage(job), composer, out, Number(dpi ?? 110))
}

const [how, ...args] = process.argv.slice(2)
if (import.meta.main && how === '--sheet') await writeSheet(args.slice(1), args[0] ?? '', 110)
else if (import.meta.main) await lookAt([how ?? '', ...args])
