/** A breach of a rule of typesetting.md, as the checker finds it on a set page. */
import type { FaultWhere } from '#contract/faults.ts'
import type { Place } from '#contract/copy.ts'
import type { FrameId, StoryId } from '#contract/ids.ts'
import type { ReadLine } from './readLines.ts'

/** The rules that a set page can be held to; text, frame and overlap are those that every page keeps without a number. */
export type BreachRule =
  | 'R1'
  | 'R2'
  | 'R3'
  | 'R4'
  | 'R5'
  | 'R7'
  | 'R8'
  | 'R9'
  | 'R10'
  | 'R11'
  | 'R12'
  | 'R13'
  | 'R14'
  | 'R16'
  | 'R17'
  | 'R18'
  | 'E1'
  | 'E2'
  | 'E3'
  | 'E4'
  | 'E5'
  | 'E6'
  | 'E7'
  | 'E8'
  | 'E9'
  | 'H1'
  | 'H2'
  | 'H4'
  | 'H5'
  | 'H6'
  | 'H8'
  | 'text'
  | 'frame'
  | 'measure'
  | 'overlap'

export interface Breach {
  readonly rule: BreachRule
  readonly frame: FrameId | null
  readonly item: StoryId | null
  readonly at: Place | null
  /** The line that breaks the rule. */
  readonly text: string
  /** What was found, and what the rule asks for; lengths in thousandths of an em where not said. */
  readonly values: FaultWhere
  /** Whether a finding of the page says it. */
  readonly isReported: boolean
}

/** A breach as a check finds it, before the page's findings are asked. */
export type Found = Omit<Breach, 'isReported'>

export const foundOn = (rule: BreachRule, line: ReadLine, values: FaultWhere = {}): Found => ({
  rule,
  frame: line.frame.id,
  item: line.frame.item,
  at: line.set.from,
  text: line.set.text,
  values,
})
