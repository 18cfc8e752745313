/**
 * Positions between a window's document and the desk's log. A window shows the log at some version with its own unconfirmed
 * steps on top; what it says of a position to others is said in the log's document, and what it hears of one is carried
 * through the steps that came since, and through its own.
 */
import { getVersion, sendableSteps } from 'prosemirror-collab'
import type { EditorState } from 'prosemirror-state'
import { Mapping, type Step, type StepMap } from 'prosemirror-transform'

/** A position in the story's document at a version of its log. */
export interface LogSpot {
  readonly version: number
  readonly pos: number
}

/** Steps of the log that are remembered: a spot that is older has no position any more. */
const MOST = 2_000

export interface Trail {
  /** Notes steps that lead on from a version. */
  add(version: number, steps: readonly Step[]): void
  /** The maps from a version to another; null where they are forgotten, or have not come. */
  between(from: number, to: number): readonly StepMap[] | null
}

export function openTrail(): Trail {
  const maps: StepMap[] = []
  let first: number | null = null
  return {
    add(version, steps) {
      first ??= version
      maps.push(...steps.map((step) => step.getMap()))
      if (maps.length > MOST) first += maps.splice(0, maps.length - MOST).length
    },
    between(from, to) {
      if (from === to) return []
      if (first === null || from < first || from > to) return null
      return maps.slice(from - first, to - first)
    },
  }
}

/** A position of the state's document in the log's. Inside of what is not confirmed yet, where that was put in. */
export function toLog(state: EditorState, pos: number): LogSpot {
  const own = sendableSteps(state)?.steps ?? []
  return { version: getVersion(state), pos: new Mapping(own.map((step) => step.getMap())).invert().map(pos) }
}

/** The position in the state's document of a spot in the log's; null where the way there is not known (yet). */
export function fromLog(state: EditorState, trail: Trail, { version, pos }: LogSpot): number | null {
  const since = trail.between(version, getVersion(state))
  if (since === null) return null
  const own = (sendableSteps(state)?.steps ?? []).map((step) => step.getMap())
  const mapped = new Mapping([...since, ...own]).map(pos)
  return mapped <= state.doc.content.size ? mapped : null
}
