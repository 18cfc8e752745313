/** A page at the size of a stamp: heads, lines, pictures and rules as grey shapes, since no type can be read there. */
import type { Box } from '#contract/measure.ts'
import type { SetFrame, SetLine, SetPage } from '#contract/setPage.ts'

/** Draws a set page over the whole canvas, sharp at the screen's `density`. */
export function drawThumbnail(canvas: HTMLCanvasElement, page: SetPage, density: number): void {
  const context = canvas.getContext('2d')
  const width = canvas.clientWidth
  if (!context || width === 0) return
  const scale = (width * density) / page.trim.width
  canvas.width = Math.round(page.trim.width * scale)
  canvas.height = Math.round(page.trim.height * scale)
  const fill = (box: Box): void =>
    context.fillRect(box.x * scale, box.y * scale, Math.max(box.width * scale, 0.5), Math.max(box.height * scale, 0.5))
  for (const rule of page.rules) {
    context.fillStyle = `rgb(25 24 21 / ${rule.tint / 2}%)`
    fill(rule.box)
  }
  context.fillStyle = 'rgb(25 24 21 / 34%)'
  page.pictures.forEach((picture) => fill(picture.box))
  for (const frame of page.frames) {
    context.fillStyle = frame.part === 'body' ? 'rgb(25 24 21 / 30%)' : 'rgb(25 24 21 / 78%)'
    frame.lines.forEach((line) => fill(lineBox(frame, line)))
  }
}

/** The ink of a line, a little less than its size. */
function lineBox(frame: SetFrame, line: SetLine): Box {
  const size = Math.round(line.size * 0.62)
  if (frame.vertical || line.vertical) return { x: line.x - size / 2, y: line.y, width: size, height: line.width }
  return { x: line.x, y: line.y - size, width: line.width, height: size }
}
