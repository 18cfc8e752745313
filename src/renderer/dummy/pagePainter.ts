/** The set page on its canvas: paper, tints, pictures, rules, type; what is painted is what is printed. */
import { overlaps, type Box } from '#contract/measure.ts'
import type { SetPage, SetPicture, SetRule } from '#contract/setPage.ts'
import type { FrameCache } from './frameCache.ts'
import type { CanvasTheme } from '../shell/pageCanvas.ts'
import { cssOf, reachOf } from './paintFrame.ts'
import type { Previews } from './pictures.ts'
import { deviceBox, isInSight, type DeviceView } from './viewport.ts'

export interface PagePainterPorts {
  readonly frames: FrameCache
  readonly previews: Previews
  theme(): CanvasTheme
}

/**
 * Paints a page, or of it only the `patch` (boxes of the page). A patch leaves alone what lies outside: the rest of the
 * canvas must show the same page from the same viewport.
 */
export function paintPage(
  context: CanvasRenderingContext2D,
  set: SetPage,
  view: DeviceView,
  isResting: boolean,
  ports: PagePainterPorts,
  patch: readonly Box[] | null = null,
): void {
  context.resetTransform()
  context.save()
  if (patch) clipTo(context, patch, view)
  const theme = ports.theme()
  context.fillStyle = theme.desk
  context.fillRect(0, 0, view.width, view.height)
  paintPaper(context, set, view, theme, patch === null)
  for (const rule of set.rules) if (rule.kind === 'tint') paintRule(context, rule, view, theme.ink)
  for (const picture of set.pictures) paintPicture(context, picture, view, ports)
  for (const rule of set.rules) if (rule.kind !== 'tint') paintRule(context, rule, view, theme.ink)
  context.globalAlpha = 1
  for (const frame of set.frames) {
    if (!patch || patch.some((box) => overlaps(box, reachOf(frame)))) ports.frames.draw(context, frame, view, isResting)
  }
  context.restore()
}

function clipTo(context: CanvasRenderingContext2D, patch: readonly Box[], view: DeviceView): void {
  context.beginPath()
  for (const box of patch) {
    const { x, y, width, height } = deviceBox(view, box)
    context.rect(x, y, width, height)
  }
  context.clip()
}

/** What differs between two settings of a page in type alone; null where more than type changed. */
export function patchBetween(before: SetPage, after: SetPage): readonly Box[] | null {
  if (before.rules !== after.rules || before.pictures !== after.pictures) return null
  const [old, now] = [new Set(before.frames), new Set(after.frames)]
  const gone = before.frames.filter((frame) => !now.has(frame))
  const come = after.frames.filter((frame) => !old.has(frame))
  return [...gone, ...come].map(reachOf)
}

function paintPaper(
  context: CanvasRenderingContext2D,
  set: SetPage,
  view: DeviceView,
  theme: CanvasTheme,
  hasShadow: boolean,
): void {
  const { x, y, width, height } = deviceBox(view, { x: 0, y: 0, ...set.trim })
  context.fillStyle = theme.paper
  if (hasShadow) {
    context.shadowColor = theme.paperShadow
    context.shadowBlur = 12
    context.shadowOffsetY = 2
  }
  context.fillRect(x, y, width, height)
  context.shadowColor = 'transparent'
}

/** Rules are at least one device pixel, and stand on whole ones: a hairline is neither lost nor smeared. */
function paintRule(context: CanvasRenderingContext2D, rule: SetRule, view: DeviceView, black: string): void {
  const { box, tint, ink } = rule
  context.fillStyle = cssOf(ink, black)
  context.globalAlpha = tint / 100
  const left = Math.round(view.x + box.x * view.scale)
  const top = Math.round(view.y + box.y * view.scale)
  const width = Math.max(1, Math.round(box.width * view.scale))
  const height = Math.max(1, Math.round(box.height * view.scale))
  context.fillRect(left, top, width, height)
}

function paintPicture(
  context: CanvasRenderingContext2D,
  picture: SetPicture,
  view: DeviceView,
  ports: PagePainterPorts,
): void {
  const box = deviceBox(view, picture.box)
  if (!isInSight(view, box)) return
  const { crop } = picture
  const across = (crop.right - crop.left) / 1000
  const down = (crop.bottom - crop.top) / 1000
  const edge = Math.max(box.width / across, box.height / down)
  const preview = ports.previews.maybePreview(picture.photo, edge)
  if (!preview) return paintEmptyPicture(context, box, ports.theme())
  const { width, height } = preview
  context.globalAlpha = 1
  context.imageSmoothingQuality = 'high'
  context.drawImage(
    preview,
    (crop.left * width) / 1000,
    (crop.top * height) / 1000,
    across * width,
    down * height,
    box.x,
    box.y,
    box.width,
    box.height,
  )
}

/** The crossed box that layout staff know as "a picture goes here". */
function paintEmptyPicture(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  theme: CanvasTheme,
): void {
  context.globalAlpha = 1
  context.strokeStyle = theme.outline
  context.lineWidth = 1
  context.beginPath()
  context.rect(x + 0.5, y + 0.5, width - 1, height - 1)
  context.moveTo(x, y)
  context.lineTo(x + width, y + height)
  context.moveTo(x + width, y)
  context.lineTo(x, y + height)
  context.stroke()
}
