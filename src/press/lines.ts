/** Lines onto a page's content stream, in the set page's own order. */
import type { SetLine, SetRun } from '#contract/setPage.ts'
import type { Content } from './content.ts'
import type { PressFonts } from './fonts.ts'
import type { Passage } from './reading.ts'

export function writePassages(content: Content, passages: readonly Passage[], fonts: PressFonts): void {
  for (const { text, lines } of passages) {
    content.beginText()
    if (text !== null) content.beginReading(text)
    for (const line of lines) for (const run of line.runs) writeRun(content, line, run, fonts)
    if (text !== null) content.endReading()
  }
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
