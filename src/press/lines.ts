/** Frames, line by line, onto a page's content stream, in the set page's own order. */
import type { SetFrame, SetLine, SetRun } from '#contract/setPage.ts'
import type { Content } from './content.ts'
import type { PressFonts } from './fonts.ts'
import type { Readings } from './reading.ts'

export function writeFrame(content: Content, frame: SetFrame, fonts: PressFonts, readings: Readings): void {
  if (frame.lines.length === 0) return
  content.beginText()
  reading(content, readings.get(frame), () => {
    for (const line of frame.lines) {
      reading(content, readings.get(line), () => {
        for (const run of line.runs) writeRun(content, line, run, fonts)
      })
    }
  })
}

/** Writes with a text of its own, where there is one. */
function reading(content: Content, text: string | undefined, write: () => void): void {
  if (text !== undefined) content.beginReading(text)
  write()
  if (text !== undefined) content.endReading()
}

/** A run goes in rows: as long as glyphs stand on one baseline, one operator shows them. */
function writeRun(content: Content, line: SetLine, run: SetRun, fonts: PressFonts): void {
  const along = run.turned ? run.dy : run.dx
  const across = run.turned ? run.dx : run.dy
  const ink = { tint: run.tint, reversed: run.reversed }
  const look = { font: fonts.of(run.face), size: run.size, scale: run.scale, turned: run.turned, ink }
  for (let from = 0; from < run.glyphs.length;) {
    let to = from + 1
    while (to < run.glyphs.length && across[to] === across[from]) to++
    const start = along[from] ?? 0
    content.glyphs({
      ...look,
      origin: { x: line.x + (run.dx[from] ?? 0), y: line.y + (run.dy[from] ?? 0) },
      glyphs: run.glyphs.slice(from, to),
      along: along.slice(from, to).map((place) => place - start),
    })
    from = to
  }
}
