/** Lines onto a page's content stream, in the set page's own order. */
import type { SetFrame } from '#contract/setPage.ts'
import type { Content } from './content.ts'
import type { PressFonts } from './fonts.ts'
import type { Passage } from './reading.ts'
import { shownOf, type Shown } from './rows.ts'
import type { PageTags } from './tagging.ts'

/** Writes the passages of a frame; with `tags`, each as the content of its element, or as an artifact. */
export function writePassages(
  content: Content,
  frame: SetFrame,
  passages: readonly Passage[],
  fonts: PressFonts,
  tags: PageTags | null,
): void {
  for (const passage of passages) {
    content.beginText()
    if (tags === null) writeStretch(content, passage.text, shownOf(passage.lines), fonts)
    else writeTagged(content, frame, passage, fonts, tags)
  }
}

function writeTagged(content: Content, frame: SetFrame, passage: Passage, fonts: PressFonts, tags: PageTags): void {
  const pieces = tags.pieces(frame, passage)
  if (pieces === null) {
    content.beginArtifact('Pagination')
    writeStretch(content, passage.text, shownOf(passage.lines), fonts)
    content.endMarked()
    return
  }
  for (const { tag, mark, text, shown } of pieces) {
    content.beginElement(tag, mark)
    writeStretch(content, text, shown, fonts)
    content.endMarked()
  }
}

/** Glyphs, with the text that is read in their place where they do not say it. */
function writeStretch(content: Content, text: string | null, shown: readonly Shown[], fonts: PressFonts): void {
  if (text !== null) content.beginReading(text)
  for (const each of shown) writeRun(content, each, fonts)
  if (text !== null) content.endReading()
}

/** A run goes in rows: as long as glyphs stand on one baseline, one operator shows them. */
function writeRun(content: Content, { line, run }: Shown, fonts: PressFonts): void {
  const along = run.turned ? run.dy : run.dx
  const across = run.turned ? run.dx : run.dy
  const ink = { tint: run.tint, reversed: run.reversed, spot: run.ink }
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
