/** What a flow remembers of its last run, so that a key sets one paragraph again and not its story. */
import type { FlowFrame, Flowed, FlowParagraph, FlowRemark, FlowRules, PlacedLine } from './flow.ts'

/** Where a run stands: everything that decides how the paragraph ahead of it will be placed. */
export interface Standing {
  readonly frame: number
  readonly slot: number
  readonly spare: number
  readonly isOver: boolean
}

/** How one paragraph passed: from where, with what after it, and what it left behind. */
export interface Passage {
  readonly next: FlowParagraph | null
  readonly from: Standing
  readonly to: Standing
  readonly placed: readonly PlacedLine[]
  readonly over: Flowed['over']
  readonly remarks: readonly FlowRemark[]
  readonly stranded: number
}

/**
 * The last run through the same frames: a paragraph that comes to the same place again is not set again, and its lines
 * are the same objects. A key that changes no line count leaves all but one paragraph as they were.
 */
export interface FlowMemory {
  /** Passages through frames and by rules like these; new and empty where the last run had others. */
  passagesFor(frames: readonly FlowFrame[], rules: FlowRules): Passages
}

/** What is known of the last run, and what is learned of this one. */
export interface Passages {
  readonly before: ReadonlyMap<FlowParagraph, Passage>
  readonly now: Map<FlowParagraph, Passage>
}

export function openFlowMemory(): FlowMemory {
  let last: { frames: readonly FlowFrame[]; rules: FlowRules; passages: Map<FlowParagraph, Passage> } | null = null
  return {
    passagesFor(frames, rules) {
      const isSame = last !== null && isSameRules(last.rules, rules) && areSameFrames(last.frames, frames)
      const before = isSame && last ? last.passages : NO_PASSAGES
      const now = new Map<FlowParagraph, Passage>()
      last = { frames, rules, passages: now }
      return { before, now }
    },
  }
}

const NO_PASSAGES: ReadonlyMap<FlowParagraph, Passage> = new Map()

const isSameRules = (a: FlowRules, b: FlowRules): boolean =>
  a.spare === b.spare && a.keepsFirstLines === b.keepsFirstLines && a.keepsLastLines === b.keepsLastLines

function areSameFrames(a: readonly FlowFrame[], b: readonly FlowFrame[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) {
    const [one, other] = [a[i], b[i]]
    if (one?.width !== other?.width || one?.slots !== other?.slots || one?.continues !== other?.continues) return false
  }
  return true
}
