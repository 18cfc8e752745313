/** Draws a galley job as a PNG, to be looked at: `node scripts/look.ts NAME OUT.png [dpi]`. */
import { writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { PT } from '../src/contract/measure.ts'
import type { SetLine, SetPage, SetRun } from '../src/contract/setPage.ts'
import type { Composer } from '../src/compose/composer.ts'
import { composerFor, readJob } from './galleyJob.ts'

/** The page as SVG in points, every glyph as its outline; pictures are grey. */
export function svgOf(set: SetPage, composer: Composer): string {
  const p = (length: number): string => (length / PT).toFixed(2)
  const rect = (box: SetPage['rules'][number]['box'], tint: number): string =>
    `<rect x="${p(box.x)}" y="${p(box.y)}" width="${p(box.width)}" height="${p(box.height)}" fill="${grey(tint)}"/>`
  const glyphs = set.frames.flatMap((frame) =>
    frame.lines.flatMap((line) => line.runs.map((run) => drawRun(composer, line, run))),
  )
  const size = `width="${p(set.trim.width)}" height="${p(set.trim.height)}"`
  const ground = '<rect width="100%" height="100%" fill="#fff"/>'
  const pictures = set.pictures.map((picture) => rect(picture.box, 35))
  const rules = (isTint: boolean): string =>
    set.rules
      .filter(({ kind }) => (kind === 'tint') === isTint)
      .map((rule) => rect(rule.box, rule.tint))
      .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${ground}${rules(true)}${pictures.join('')}${rules(false)}${glyphs.join('')}</svg>`
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

if (import.meta.main) {
  const [name, out, dpi] = process.argv.slice(2)
  if (!name || !out) throw new RangeError('usage: node scripts/look.ts NAME OUT.png [dpi]')
  const job = readJob(name)
  const composer = await composerFor(job.stylebook)
  await writePicture(composer.setPage(job), composer, out, Number(dpi ?? 110))
}
