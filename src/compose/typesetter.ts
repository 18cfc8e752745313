/**
 * The seam inside the composer. Below it (shape/, break/, head/): one paragraph or one headline becomes lines of placed
 * glyphs. Above it (flow/, page/): lines find their frames. Below, nothing knows of pages; above, nothing of glyphs.
 */
import type { CopyParagraph, Lang, Part } from '#contract/copy.ts'
import type { FaceId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import type { SetRun } from '#contract/setPage.ts'
import type { HouseRules, StyleName, TextStyle } from '#contract/stylebook.ts'

/** A style with its faces found: for Han text and marks, for Latin, and for a lead-in at the paragraph's head. */
export interface SetStyle {
  readonly name: StyleName
  readonly style: TextStyle
  readonly faces: readonly FaceId[]
  readonly latinFaces: readonly FaceId[]
  readonly leadInFaces: readonly FaceId[]
  readonly leadInLatinFaces: readonly FaceId[]
  /** Faces of the whole paper, asked last for a character that none of the style's has; absent: none. */
  readonly lastFaces?: readonly FaceId[]
  /** Faces of marked words; absent: the style's own. */
  readonly marked?: Readonly<Record<'strong' | 'emphasis', MarkedFaces>>
  readonly rules: HouseRules
  readonly lang: Lang
  readonly vertical: boolean
}

/** As SetStyle's own: for Han text and marks, and for Latin. */
export interface MarkedFaces {
  readonly faces: readonly FaceId[]
  readonly latinFaces: readonly FaceId[]
}

/** Widths on offer: line i has `first[i]`, and from there on `rest`. A whole column of one width is `{first: [], rest}`. */
export interface Measures {
  readonly first: readonly Emu[]
  readonly rest: Emu
  /** E3: the line, counted from 0, that should not end in a hyphen since its column ends there. */
  readonly whole?: number
  /** R14: how many lines are wanted; where that asks for a dear line, the paragraph takes as many as are best. */
  readonly lines?: number
}

/** A line of placed glyphs, measured from its own origin (baseline start; vertical: top of the centre axis). */
export interface BrokenLine {
  /** UTF-16 offsets in the paragraph's text. */
  readonly from: number
  readonly to: number
  readonly width: Emu
  /** As SetLine.gap. */
  readonly gap: number
  readonly isHyphenated: boolean
  readonly isParagraphEnd: boolean
  readonly runs: readonly SetRun[]
  /** Remarks on this line: loose, tight, a glyph that no face has (with its text). */
  readonly remarks: readonly LineRemark[]
}
export interface LineRemark {
  readonly code:
    | 'line.loose'
    | 'line.tight'
    | 'line.orphan'
    | 'glyph.missing'
    | 'copy.control'
    | 'head.breaksWord'
    | 'head.stretched'
    | 'head.uneven'
    | 'head.overset'
  readonly severity: 'error' | 'warning' | 'note'
  readonly offset: number
  readonly values: Readonly<Record<string, string | number>>
}

/** A title block to be fitted: the lines as the editor broke them, in order of the parts given. */
export interface HeadSpec {
  readonly part: Part
  readonly paragraphs: readonly CopyParagraph[]
  readonly style: SetStyle
  /** Extent along the lines: width of a horizontal head, depth of a vertical one. */
  readonly measure: Emu
  /** Sizes that may be tried, largest first; the first that fits is taken, else the last with head.overset. */
  readonly sizes: readonly Emu[]
  /** Most lines that may be set; the editor's own line breaks count as forced. */
  readonly mostLines: number
  /** Widest letterspacing, thousandths of an em (H5). */
  readonly spread: number
  readonly align: 'left' | 'center' | 'right' | 'justify'
  /** H6: how far all lines together may be made narrower or wider by themselves, thousandths; absent: not at all. */
  readonly scale?: { readonly least: number; readonly most: number }
  /** H6: the scale chosen by hand, thousandths: used as it is at every size. */
  readonly handScale?: number | null
}
export interface SetHead {
  readonly size: Emu
  /** H6: horizontal scale of all lines, thousandths. */
  readonly scale: number
  /** Characters as the trade counts them, and how many these lines hold at this size. */
  readonly characters: number
  readonly holds: number
  /** Distance from line to line across the head. */
  readonly leading: Emu
  readonly lines: readonly (BrokenLine & {
    readonly paragraph: number
    /** Start along the measure, from alignment. */ readonly offset: Emu
  })[]
}

/** Lines that a paragraph was broken into, as its owner keeps them. */
export interface LineMemory {
  readonly results: {
    readonly paragraph: CopyParagraph
    readonly style: SetStyle
    readonly measures: Measures
    readonly lines: readonly BrokenLine[]
  }[]
}

/** What shape/, break/ and head/ offer to the floor above. Results are remembered by the identity of their input. */
export interface Typesetter {
  /** Where a line's baseline stands below the top of its body em box: Emu for the style's own size. */
  ascent(style: SetStyle): Emu
  /** How far capitals, or Han characters, stand above and below their baseline: ink of the style's first face at its size. */
  inkHeight(style: SetStyle, isHan: boolean): { readonly rise: Emu; readonly fall: Emu }
  /**
   * `memory`: where the lines are kept, by whoever keeps the paragraph; without it they are kept as long as the paragraph
   * lives.
   */
  breakParagraph(
    paragraph: CopyParagraph,
    style: SetStyle,
    measures: Measures,
    memory?: LineMemory,
  ): readonly BrokenLine[]
  setHead(head: HeadSpec): SetHead
  /** One line that is never broken: folios, credits, masthead. `tracking` in thousandths of an em. */
  setLine(text: string, style: SetStyle, tracking: number): BrokenLine
}
