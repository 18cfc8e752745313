/** Which parts of a story an edit touches: what somebody may hold of it is told in these. */
import type { Step } from 'prosemirror-transform'
import { PORTIONS, portionOf, type Portion } from '#contract/presence.ts'
import { partOf, type StoryDoc } from './schema.ts'

/** The portion in which a position stands: that of its line, or of the line behind it where it stands between two. */
export function portionAt(doc: StoryDoc, pos: number): Portion | null {
  const line = doc.maybeChild(doc.resolve(Math.min(Math.max(pos, 0), doc.content.size)).index(0))
  return line ? portionOf(partOf(line)) : null
}

/** Every portion that holds a place strictly between two positions of it. */
export function portionsBetween(doc: StoryDoc, from: number, to: number): Portion[] {
  const found = new Set<Portion>()
  doc.forEach((line, start) => {
    if (start < to && start + line.nodeSize > from) found.add(portionOf(partOf(line)))
  })
  return PORTIONS.filter((portion) => found.has(portion))
}

/** The portions that steps touch: of what they take away and of what they bring. `doc` is what the first applies to. */
export function portionsTouched(doc: StoryDoc, steps: readonly Step[]): Portion[] {
  const found = new Set<Portion>()
  let before = doc
  for (const step of steps) {
    const after = step.apply(before).doc
    if (!after) throw new RangeError('portionsTouched: a step does not apply')
    const map = step.getMap()
    for (const [from, to] of reachesOf(step)) {
      for (const portion of portionsBetween(before, from, to)) found.add(portion)
      for (const portion of portionsBetween(after, map.map(from, -1), map.map(to, 1))) found.add(portion)
    }
    before = after
  }
  return PORTIONS.filter((portion) => found.has(portion))
}

/** Where a step acts in the document before it; an attribute of the document stands nowhere, several marks in places. */
function reachesOf(step: Step): (readonly [number, number])[] {
  const { from, to, pos, steps } = step as { from?: number; to?: number; pos?: number; steps?: readonly Step[] }
  if (steps) return steps.flatMap(reachesOf)
  if (from !== undefined && to !== undefined) return [[from, to]]
  return pos === undefined ? [] : [[pos, pos + 1]]
}
