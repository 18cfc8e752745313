/** What lies over the page and is never printed: grid, outlines, handles, over and short tabs, findings, the caret. */
import type { Block, DummyRecord } from '#contract/dummy.ts'
import type { RecordId } from '#contract/ids.ts'
import type { Box } from '#contract/measure.ts'
import type { Finding, Severity } from '#contract/faults.ts'
import type { SetPage } from '#contract/setPage.ts'
import { boxOfArea } from '#grid/areas.ts'
import { columnX, type PageGrid } from '#grid/columns.ts'
import { HANDLES, handlePoint } from '#grid/hit.ts'
import type { Selection } from '../session.ts'
import { linesOf, maybeCaret, maybeOffsetIn, rangeBoxes } from '#grid/gaps.ts'
import type { CanvasTheme, CanvasWords } from '../shell/pageCanvas.ts'
import { deviceBox, isInSight, type DeviceView } from './viewport.ts'

export interface Overlay {
  readonly set: SetPage
  readonly grid: PageGrid
  readonly records: readonly DummyRecord[]
  readonly selection: Selection
  readonly hovered: RecordId | null
  /** Where a story that is dragged in would stand. */
  readonly landing: Box | null
  readonly isGridShown: boolean
  readonly theme: CanvasTheme
  readonly words: CanvasWords
  /** Device pixels per CSS pixel. */
  readonly ratio: number
}

type Pen = CanvasRenderingContext2D

export function paintOverlay(pen: Pen, view: DeviceView, overlay: Overlay): void {
  pen.clearRect(0, 0, view.width, view.height)
  if (overlay.isGridShown) paintGrid(pen, view, overlay)
  paintText(pen, view, overlay)
  for (const record of overlay.records) paintOutline(pen, view, overlay, record)
  paintPicture(pen, view, overlay)
  if (overlay.landing) strokeBox(pen, view, overlay.landing, overlay.theme.accent, 2 * overlay.ratio)
  for (const finding of overlay.set.findings) paintFinding(pen, view, overlay, finding)
  for (const fit of overlay.set.fit) {
    if (fit.overLines > 0)
      paintTab(pen, view, overlay, fit.record, overlay.words.over(fit.overLines), overlay.theme.over)
    else if (fit.shortLines > 0)
      paintTab(pen, view, overlay, fit.record, overlay.words.short(fit.shortLines), overlay.theme.short)
  }
}

function paintGrid(pen: Pen, view: DeviceView, { grid, theme, ratio }: Overlay): void {
  pen.strokeStyle = theme.grid
  pen.lineWidth = 1
  pen.beginPath()
  const top = view.y + grid.top * view.scale
  const foot = top + grid.lines * grid.pitch * view.scale
  for (let column = 0; column < grid.columns; column++) {
    const left = Math.round(view.x + columnX(grid, column) * view.scale) + 0.5
    const right = Math.round(view.x + (columnX(grid, column) + grid.measure) * view.scale) + 0.5
    pen.rect(left, Math.round(top) + 0.5, right - left, Math.round(foot - top))
  }
  // Lines closer than 6 pixels would be a grey mush: then every fifth or tenth stands for them.
  const pitch = grid.pitch * view.scale
  const each = [1, 5, 10].find((count) => pitch * count >= 6 * ratio) ?? 20
  const left = view.x + grid.left * view.scale
  const right = view.x + (columnX(grid, grid.columns - 1) + grid.measure) * view.scale
  for (let line = each; line < grid.lines; line += each) {
    const y = Math.round(top + line * pitch) + 0.5
    if (y < 0 || y > view.height) continue
    pen.moveTo(left, y)
    pen.lineTo(right, y)
  }
  pen.stroke()
}

function paintText(pen: Pen, view: DeviceView, { set, selection, theme, ratio }: Overlay): void {
  const { story, anchor, head } = selection
  if (!story || !anchor || !head) return
  pen.fillStyle = theme.selection
  for (const box of rangeBoxes(set, story, anchor, head)) {
    const { x, y, width, height } = deviceBox(view, box)
    pen.fillRect(x, y, width, height)
  }
  const caret = maybeCaret(set, story, head)
  if (!caret) return
  const { x, y, width, height } = deviceBox(view, caret)
  const thick = Math.max(2, Math.round(2 * ratio))
  pen.fillStyle = theme.caret
  if (caret.vertical) pen.fillRect(x, y - thick / 2, width, thick)
  else pen.fillRect(x - thick / 2, y, thick, height)
}

function paintOutline(pen: Pen, view: DeviceView, overlay: Overlay, block: Block): void {
  const { selection, hovered, theme, ratio, grid } = overlay
  const isSelected = selection.records.includes(block.id)
  if (!isSelected && hovered !== block.id) return
  const colour = isSelected ? theme.accent : theme.outline
  for (const area of block.areas) strokeBox(pen, view, boxOfArea(grid, area), colour, (isSelected ? 2 : 1) * ratio)
  if (isSelected) paintHandles(pen, view, overlay, block.id)
}

/** The chosen picture of a selected block, outlined within it. */
function paintPicture(pen: Pen, view: DeviceView, { set, selection, theme, ratio }: Overlay): void {
  const { picture, records } = selection
  for (const each of set.pictures) {
    if (each.photo !== picture || !records.includes(each.record)) continue
    strokeBox(pen, view, each.box, theme.accent, 3 * ratio)
  }
}

function strokeBox(pen: Pen, view: DeviceView, box: Box, colour: string, width: number): void {
  const { x, y, width: across, height } = deviceBox(view, box)
  pen.strokeStyle = colour
  pen.lineWidth = Math.max(1, Math.round(width))
  pen.strokeRect(x + 0.5, y + 0.5, across - 1, height - 1)
}

function paintHandles(pen: Pen, view: DeviceView, { set, theme, ratio }: Overlay, record: RecordId): void {
  const block = set.blocks.find((each) => each.record === record)
  if (!block) return
  const size = Math.round(8 * ratio)
  pen.lineWidth = Math.max(1, Math.round(ratio))
  pen.strokeStyle = theme.accent
  pen.fillStyle = theme.paper
  for (const handle of HANDLES) {
    const point = handlePoint(block.box, handle)
    const x = Math.round(view.x + point.x * view.scale - size / 2) + 0.5
    const y = Math.round(view.y + point.y * view.scale - size / 2) + 0.5
    pen.fillRect(x, y, size, size)
    pen.strokeRect(x, y, size, size)
  }
}

/** A tab at the block's foot: the number is said in words, the colour only helps. */
function paintTab(pen: Pen, view: DeviceView, overlay: Overlay, record: RecordId, label: string, colour: string): void {
  const block = overlay.set.blocks.find((each) => each.record === record)
  if (!block) return
  const { theme, ratio } = overlay
  const box = deviceBox(view, block.box)
  if (!isInSight(view, { ...box, height: box.height + 24 * ratio })) return
  pen.font = `600 ${12 * ratio}px ${theme.labelFont}`
  pen.textBaseline = 'middle'
  const width = Math.ceil(pen.measureText(label).width + 12 * ratio)
  const height = Math.round(18 * ratio)
  const x = box.x + box.width - width
  const y = box.y + box.height - Math.round(height / 2)
  pen.fillStyle = colour
  pen.beginPath()
  pen.roundRect(x, y, width, height, 3 * ratio)
  pen.fill()
  pen.fillStyle = theme.onAccent
  pen.fillText(label, x + 6 * ratio, y + height / 2 + ratio / 2)
}

/** A mark in the margin of the finding's line; each severity has its own form. */
function paintFinding(pen: Pen, view: DeviceView, overlay: Overlay, finding: Finding): void {
  // Over and short have their tab.
  if (finding.code === 'copy.overset' || finding.code === 'copy.underset') return
  const spot = maybeMarginOf(overlay.set, finding)
  if (!spot) return
  const size = 7 * overlay.ratio
  const x = view.x + spot.x * view.scale - size
  const y = view.y + spot.y * view.scale - size / 2
  if (x < -size || y < -size || x > view.width || y > view.height) return
  pen.fillStyle = colourOf(finding.severity, overlay.theme)
  pen.beginPath()
  traceMark(pen, finding.severity, x, y, size)
  pen.fill()
}

const colourOf = (severity: Severity, theme: CanvasTheme): string =>
  severity === 'error' ? theme.over : severity === 'warning' ? theme.warning : theme.note

/** error: a square; warning: a triangle; note: a dot. */
function traceMark(pen: Pen, severity: Severity, x: number, y: number, size: number): void {
  if (severity === 'error') pen.rect(x, y, size, size)
  else if (severity === 'note') pen.arc(x + size / 2, y + size / 2, size / 2.6, 0, 2 * Math.PI)
  else {
    pen.moveTo(x, y + size)
    pen.lineTo(x + size / 2, y)
    pen.lineTo(x + size, y + size)
    pen.closePath()
  }
}

/** The margin beside a finding's line, or the corner of its frame. */
function maybeMarginOf(set: SetPage, { item, at, frame }: Finding): { x: number; y: number } | null {
  const found =
    item && at ? linesOf(set, item, at.part).find(({ line }) => maybeOffsetIn(line, at) !== null) : undefined
  if (found)
    return { x: found.frame.box.x, y: found.line.vertical ? found.frame.box.y : found.line.y - found.line.size / 3 }
  const box = set.frames.find((each) => each.id === frame)?.box
  return box ? { x: box.x, y: box.y } : null
}
