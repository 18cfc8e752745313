/** What flows and what comes of it: frames, paragraphs, rules; placed lines and what is over. */
import type { CopyParagraph, Part } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import type { BrokenLine, LineMemory, Measures, SetStyle } from '../typesetter.ts'
import type { DropCap } from './dropCap.ts'
import type { TableRow } from './table.ts'

/** A run of free slots in one leg. */
export interface FlowFrame {
  readonly width: Emu
  readonly slots: number
  /** The leg goes on from the frame before without a gap, as beside a picture: its first slot does not head a leg. */
  readonly continues?: boolean
}

export interface FlowParagraph {
  readonly part: Part
  /** Index in its part. */
  readonly index: number
  readonly paragraph: CopyParagraph
  readonly style: SetStyle
  /** Where its lines are kept; absent: with the paragraph. */
  readonly memory?: LineMemory | undefined
  /** Slots that one line takes. */
  readonly span: number
  /** Slots of air before and after the paragraph, thousandths. */
  readonly before: number
  readonly after: number
  /** The row of a table that it is. */
  readonly row?: TableRow | undefined
  /** The drop cap that it opens with, where that finds room. */
  readonly cap?: DropCap | undefined
  /** Its style in legs too narrow for its indent (R13). */
  readonly narrow?: SetStyle | undefined
  /** R14: it is to take one line more or less, where that shows in no line. */
  readonly more?: 1 | -1
  /** Stays in one leg where slots may be left open for that: rows, pull quotes, notes. */
  readonly isWhole?: boolean
}

export interface PlacedLine {
  readonly of: FlowParagraph
  readonly line: BrokenLine
  readonly frame: number
  /** First slot of the line in its frame, and its drop below that slot's top in thousandths of a slot. */
  readonly slot: number
  readonly drop: number
}

export interface FlowRemark {
  readonly code: 'line.widow' | 'line.orphan'
  readonly of: FlowParagraph
  readonly line: BrokenLine
  readonly frame: number
}

export interface Flowed {
  readonly placed: readonly PlacedLine[]
  /** Lines that found no slot, in order, each with the slots it wants. */
  readonly over: readonly { readonly of: FlowParagraph; readonly line: BrokenLine; readonly slots: number }[]
  readonly remarks: readonly FlowRemark[]
  /** Slots up to and including the last one taken, open ones among them. */
  readonly used: number
  /**
   * Subheads that stand at the foot of a leg without two lines under them (R17), and rows and quotations that are torn: no
   * slots were left to move them.
   */
  readonly stranded: number
}

export type BreakParagraph = (of: FlowParagraph, measures: Measures) => readonly BrokenLine[]
/** The same object for the same widths, so that what is below can remember by identity. `whole`: as Measures.whole. */
export type MeasuresOf = (first: readonly Emu[], rest: Emu, whole?: number) => Measures

export interface FlowRules {
  /** E8: the first line of a paragraph does not stand alone at the foot of a leg. */
  readonly keepsFirstLines: boolean
  /** R14: the last line of a paragraph does not stand alone at the head of a leg. */
  readonly keepsLastLines: boolean
  /** Slots that may stay open for the rules' sake. */
  readonly spare: number
}
