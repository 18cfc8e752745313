/** Where lines stand: in their frame, on the line grid (R16), beside each other (R14, R17, E8), and never on one another. */
import type { Box, Emu } from '#contract/measure.ts'
import { foot, overlaps, right } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetFrame, SetLine, SetPage } from '#contract/setPage.ts'
import { foundOn, type Found } from './breach.ts'
import { isColumnBreak } from './breachesOfBreaks.ts'
import { fittingOf, isCap, type ReadLine, type ReadStory } from './readLines.ts'

export function placeBreaches(set: SetPage, job: PageJob, stories: readonly ReadStory[]): Found[] {
  const lines = stories.flatMap((story) => story.lines)
  return [
    ...lines.flatMap(frameBreaches),
    ...gridBreaches(set, job, stories),
    ...stories.flatMap(({ lines: own }) => keepBreaches(own)),
    ...overlapBreaches(set),
  ]
}

/** A line stands inside its frame: whole along the line, and its baseline between the frame's head and foot. */
function frameBreaches(line: ReadLine): Found[] {
  const { set, frame } = line
  const { box } = frame
  const isInside = set.vertical
    ? set.y >= box.y && set.y + set.width <= foot(box) && set.x >= box.x && set.x <= right(box)
    : set.x >= box.x && set.x + set.width <= right(box) && set.y >= box.y && set.y <= foot(box)
  return isInside ? [] : [foundOn('frame', line, { x: set.x, y: set.y, width: set.width })]
}

/**
 * R16: lines of text stand on one grid, so that lines of neighbouring columns are level; blocks whose leading was
 * changed have left it, and say so. Frames of text begin and end on the grid.
 */
function gridBreaches(set: SetPage, job: PageJob, stories: readonly ReadStory[]): Found[] {
  const { grid } = job.stylebook
  const onGrid = stories.filter(({ block }) => (fittingOf(set, block)?.leading ?? 1000) === 1000)
  const lines = onGrid
    .flatMap((story) => story.lines)
    .filter((line) => line.name === 'text' && line.frame.part === 'body' && !isCap(line))
  const found: Found[] = []
  for (const vertical of [false, true]) {
    const own = lines.filter((line) => line.set.vertical === vertical)
    const phase = ({ set: { x, y } }: ReadLine): Emu => modulo(vertical ? x : y - grid.top, grid.pitch)
    const wanted = commonest(own.map(phase))
    // Down the page the lines stand on a grid of their own block: areas begin at columns, not at whole pitches.
    if (vertical) continue
    for (const line of own) if (phase(line) !== wanted) found.push(foundOn('R16', line, { off: phase(line) - wanted }))
  }
  const frames = new Map<SetFrame, ReadLine>(lines.map((line) => [line.frame, line]))
  for (const [frame, line] of frames) {
    const isWhole = modulo(frame.box.y - grid.top, grid.pitch) === 0 && modulo(frame.box.height, grid.pitch) === 0
    if (!isWhole && !frame.vertical) found.push(foundOn('R16', line, { frame: frame.box.y - grid.top }))
  }
  return found
}

const modulo = (length: Emu, step: Emu): Emu => ((length % step) + step) % step

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best = values[0] ?? 0
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value
  return best
}

/** Lines that belong together and fell apart: widows (R14, E8), lone first lines (E8), subheads without text (R17). */
function keepBreaches(lines: readonly ReadLine[]): Found[] {
  const body = lines.filter(({ frame }) => frame.part === 'body')
  const found: Found[] = []
  for (const [i, line] of body.entries()) {
    const previous = body[i - 1]
    const next = body[i + 1]
    const isFirst = line.set.from?.offset === 0
    const isAlone = line.set.isParagraphEnd && isFirst
    if (previous && !isAlone && line.set.isParagraphEnd && isColumnBreak(previous, line)) {
      found.push(foundOn(line.isEnglish ? 'E8' : 'R14', line, { place: 'columnHead' }))
    }
    const isFoot = next !== undefined && isColumnBreak(line, next)
    if (line.isEnglish && isFirst && !isAlone && isFoot && line.index > 0 && line.name === 'text') {
      found.push(foundOn('E8', line, { place: 'columnFoot' }))
    }
    if (line.name === 'subhead' && line.set.isParagraphEnd && next && next.name !== 'subhead') {
      const under = body.slice(i + 1, i + 3)
      const isKept = under.every((each) => !isColumnBreak(line, each))
      if (!isKept)
        found.push(
          foundOn(line.isEnglish ? 'E8' : 'R17', line, {
            under: under.filter((each) => each.frame === line.frame).length,
          }),
        )
    }
  }
  return found
}

/** Most of a line's ink: what stands above and below is air that lines may share. */
function inkBox({ x: start, y, width: extent, size, vertical, runs }: SetLine): Box {
  // Lines beside a drop cap begin after it.
  const indent = vertical ? 0 : Math.max(0, runs[0]?.dx[0] ?? 0)
  const [x, width] = [start + indent, extent - indent]
  if (vertical) return { x: x - Math.floor(size * 0.42), y, width: Math.floor(size * 0.84), height: width }
  return { x, y: y - Math.floor(size * 0.7), width, height: Math.floor(size * 0.74) }
}

interface Placed {
  readonly box: Box
  readonly frame: SetFrame
  readonly line: SetLine
}

/** Lines on other lines or on pictures. */
function overlapBreaches(set: SetPage): Found[] {
  const placed: Placed[] = set.frames
    .flatMap((frame) => frame.lines.map((line) => ({ box: inkBox(line), frame, line })))
    .filter(({ box }) => box.width > 0)
    .toSorted((a, b) => a.box.y - b.box.y)
  const found: Found[] = []
  for (const [i, one] of placed.entries()) {
    for (let j = i + 1; j < placed.length && (placed[j] as Placed).box.y < foot(one.box); j++) {
      const other = placed[j] as Placed
      if (overlaps(one.box, other.box)) found.push(overlapOf(one, other.line.text.slice(0, 12)))
    }
    if (set.pictures.some(({ box }) => overlaps(one.box, box))) found.push(overlapOf(one, 'picture'))
  }
  return found
}

const overlapOf = ({ frame, line }: Placed, other: string): Found => ({
  rule: 'overlap',
  frame: frame.id,
  item: frame.item,
  at: line.from,
  text: line.text,
  values: { other },
})
