/**
 * Type on a canvas. Every glyph is put at the composer's own place, one by one: a browser that shaped a run would set
 * it otherwise than the plate. Plain runs are painted by their characters from the same font file (four times as fast
 * as outlines); the rest from outlines.
 */
import { shownRgb, type SpotInk } from '#contract/inks.ts'
import type { Box } from '#contract/measure.ts'
import type { SetFrame, SetLine, SetRun } from '#contract/setPage.ts'
import { familyOf } from '../composer/faces.ts'
import type { Outlines } from './outlines.ts'
import type { DeviceView } from './viewport.ts'

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

export interface Ink {
  readonly ink: string
  readonly paper: string
}

/** The colour of a spot ink on the screen, `black` where there is none; its tint is the context's alpha. */
export const cssOf = (ink: SpotInk | undefined, black: string): string =>
  ink ? `rgb(${shownRgb(ink, 100).join(' ')})` : black

/** Puts a context into the one state that type is painted in. */
export function prepareForType(context: Context): void {
  context.fontKerning = 'none'
  context.textRendering = 'geometricPrecision'
  context.textBaseline = 'alphabetic'
  context.textAlign = 'left'
}

/** Paints a frame's lines; `view` says where the trim's corner lies on this context. Lines out of sight are left out. */
export function paintFrame(context: Context, frame: SetFrame, view: DeviceView, inks: Ink, outlines: Outlines): void {
  for (const line of frame.lines) if (isLineInSight(line, view)) paintLine(context, line, view, inks, outlines)
  context.globalAlpha = 1
}

function isLineInSight(line: SetLine, view: DeviceView): boolean {
  // An em and a half on each side holds any accent, descender and overhang.
  const air = line.size * 1.5
  const left = view.x + (line.x - air) * view.scale
  const top = view.y + (line.y - air) * view.scale
  const across = (line.vertical ? 2 * air : line.width + 2 * air) * view.scale
  const down = (line.vertical ? line.width + 2 * air : 2 * air) * view.scale
  return left < view.width && top < view.height && left + across > 0 && top + down > 0
}

function paintLine(context: Context, line: SetLine, view: DeviceView, inks: Ink, outlines: Outlines): void {
  const x = view.x + line.x * view.scale
  const y = view.y + line.y * view.scale
  for (const run of line.runs) {
    context.fillStyle = run.reversed ? inks.paper : cssOf(run.ink, inks.ink)
    context.globalAlpha = run.reversed ? 1 : run.tint / 100
    if (!run.plain) paintOutlines(context, run, x, y, view.scale, outlines)
    else if (run.turned || run.scale !== 1000) paintTransformed(context, run, x, y, view.scale)
    else paintPlain(context, run, x, y, view.scale)
  }
}

function takeFont(context: Context, run: SetRun, scale: number): void {
  context.font = `${run.size * scale}px "${familyOf(run.face)}"`
}

function paintPlain(context: Context, run: SetRun, x: number, y: number, scale: number): void {
  takeFont(context, run, scale)
  const { clusters, dx, dy } = run
  for (let i = 0; i < clusters.length; i++) {
    const cluster = clusters[i]
    if (cluster && cluster !== ' ') context.fillText(cluster, x + dx[i]! * scale, y + dy[i]! * scale)
  }
}

function paintTransformed(context: Context, run: SetRun, x: number, y: number, scale: number): void {
  takeFont(context, run, scale)
  for (const [i, cluster] of run.clusters.entries()) {
    if (!cluster || cluster === ' ') continue
    place(context, run, x + run.dx[i]! * scale, y + run.dy[i]! * scale, 1, 1)
    context.fillText(cluster, 0, 0)
  }
  context.resetTransform()
}

function paintOutlines(context: Context, run: SetRun, x: number, y: number, scale: number, outlines: Outlines): void {
  for (const [i, glyph] of run.glyphs.entries()) {
    const drawn = outlines.maybeGlyph(run.face, glyph)
    if (!drawn) continue
    const unit = (run.size * scale) / drawn.unitsPerEm
    // Font units grow upwards, the page downwards.
    place(context, run, x + run.dx[i]! * scale, y + run.dy[i]! * scale, unit, -unit)
    context.fill(drawn.path)
  }
  context.resetTransform()
}

/** Moves the origin to a glyph's, turned and stretched as its run says. */
function place(context: Context, run: SetRun, x: number, y: number, unitX: number, unitY: number): void {
  const across = (unitX * run.scale) / 1000
  if (run.turned) context.setTransform(0, across, -unitY, 0, x, y)
  else context.setTransform(across, 0, 0, unitY, x, y)
}

/** What a frame may ink: more than its box, since a head's swashes and an overfull line leave it by up to an em. */
export function reachOf(frame: SetFrame): Box {
  const air = frame.lines.reduce((most, line) => Math.max(most, line.size), 0)
  const { x, y, width, height } = frame.box
  return { x: x - air, y: y - air, width: width + 2 * air, height: height + 2 * air }
}
