/**
 * What sets a paragraph of body apart from running text: rows of a table, a drop cap, the small indent of narrow legs. All
 * of it is decided here, and flow/ asks `lines` for the lines of any paragraph.
 */
import type { Emu } from '#contract/measure.ts'
import type { StyleShelf } from '../styles.ts'
import type { BrokenLine, Measures, SetStyle, Typesetter } from '../typesetter.ts'
import { openDropCaps, type DropCaps } from './dropCap.ts'
import type { BreakParagraph, FlowParagraph } from './flowed.ts'
import { openTables, type Tables } from './table.ts'
import { openVariants, type DeviceTools } from './variants.ts'

export interface Devices extends Tables, DropCaps {
  /** R13: the style for legs too narrow for an indent of two characters; undefined where its indent is another. */
  narrow(style: SetStyle): SetStyle | undefined
  readonly lines: BreakParagraph
}

/** R13: below ten characters the indent is one. */
const NARROW = 10

const isNarrow = (measure: Emu, { style }: SetStyle): boolean => measure < NARROW * style.size

/** R14: a line more or less, where no line looks worse for it and the last one is no crumb; else the lines as they are. */
function otherLines(
  { typesetter, measures: measuresOf }: DeviceTools,
  { paragraph, memory, more = 1 }: FlowParagraph,
  style: SetStyle,
  { first, rest, whole }: Measures,
  lines: readonly BrokenLine[],
): readonly BrokenLine[] {
  const others = typesetter.breakParagraph(
    paragraph,
    style,
    measuresOf(first, rest, whole, lines.length + more),
    memory,
  )
  const crumb = style.lang === 'en' ? rest / 3 : 2 * style.style.size
  const isGood = others.length === lines.length + more && remarksOf(others) <= remarksOf(lines)
  return isGood && (others.at(-1)?.width ?? 0) >= crumb ? others : lines
}

const remarksOf = (lines: readonly BrokenLine[]): number => lines.reduce((sum, { remarks }) => sum + remarks.length, 0)

/** Opens the devices of one stylebook; `pitch` is the distance of its lines. */
export function openDevices(typesetter: Typesetter, styles: StyleShelf, pitch: Emu): Devices {
  const tools: DeviceTools = {
    typesetter,
    variant: openVariants(styles.same),
    measures: (...widths) => styles.measures(...widths),
  }
  return {
    ...openTables(tools),
    ...openDropCaps(tools, pitch),
    narrow: (style) =>
      style.lang !== 'en' && style.style.indent === 2000 ? tools.variant(style, { indent: 1000 }) : undefined,
    lines: (of, measures) => {
      if (of.row) return of.row.table.lines(of.row.index, measures)
      if (of.cap) return of.cap.rest(measures)
      const style = of.narrow && isNarrow(measures.first[0] ?? measures.rest, of.style) ? of.narrow : of.style
      const lines = typesetter.breakParagraph(of.paragraph, style, measures, of.memory)
      return of.more === undefined ? lines : otherLines(tools, of, style, measures, lines)
    },
  }
}
