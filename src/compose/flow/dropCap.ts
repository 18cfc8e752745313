/**
 * Drop caps: a story opens with a character as high as several lines. It stands from the height of the capitals (in
 * Chinese, of the characters) of the first line to the foot of the last one beside it, with an opening quotation mark where
 * there is one. It is a line of its own with its own place in the copy; the lines beside it begin after it, as after an
 * indent. No drop cap: before a lead-in (本报讯 opens the story by itself), a figure (R4 keeps numbers whole), down the page.
 */
import type { CopyParagraph } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import { isHan } from '../shape/classes.ts'
import type { BrokenLine, Measures, SetStyle } from '../typesetter.ts'
import { shifted } from './shifted.ts'
import { spansIn } from './tableRow.ts'
import type { DeviceTools } from './variants.ts'

export interface DropCap {
  /** Lines that stand beside it. */
  readonly lines: number
  /** The character itself, as a line. */
  readonly line: BrokenLine
  readonly size: Emu
  /** Its baseline above that of the last line beside it. */
  readonly rise: Emu
  /** What it takes of the measure, air included. */
  readonly advance: Emu
  /** The paragraph after it, offsets being the paragraph's own; the same lines for the same measures. */
  rest(measures: Measures): readonly BrokenLine[]
}

export interface DropCaps {
  /** Null where the paragraph opens with nothing that can be set so. The same object for the same paragraph and style. */
  capOf(paragraph: CopyParagraph, style: SetStyle): DropCap | null
}

/** Measures below these many thousandths of an em have no drop cap: 8 characters, in English about 20. */
const LEAST_HAN = 8000
const LEAST_LATIN = 9000

/** Whether a drop cap may stand in a measure: the lines beside it keep half of it. */
export const fitsMeasure = (cap: DropCap, { style, lang }: SetStyle, measure: Emu): boolean =>
  measure * 1000 >= (lang === 'en' ? LEAST_LATIN : LEAST_HAN) * style.size && (measure - cap.advance) * 2 >= measure

/** Opens the drop caps of one stylebook; `pitch` is the distance of its lines. */
export function openDropCaps(tools: DeviceTools, pitch: Emu): DropCaps {
  const known = new WeakMap<CopyParagraph, WeakMap<SetStyle, DropCap | null>>()
  return {
    capOf(paragraph, style) {
      const own = known.get(paragraph) ?? new WeakMap<SetStyle, DropCap | null>()
      known.set(paragraph, own)
      const found = own.get(style)
      if (found !== undefined) return found
      const made = makeCap(tools, pitch, paragraph, style)
      own.set(style, made)
      return made
    },
  }
}

/** An opening mark, a letter or a Han character (code units of a pair), and what combines with it. */
const OPENING =
  /^[“‘「『《〈（("']?([A-Za-z\u00c0-\u024f]|[\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud88f][\udc00-\udfff])[\u0300-\u036f\ufe00-\ufe0f]*/

function makeCap(tools: DeviceTools, pitch: Emu, paragraph: CopyParagraph, style: SetStyle): DropCap | null {
  const lines = style.style.dropCap
  const found = OPENING.exec(paragraph.text)
  const text = found?.[0] ?? ''
  const hasLeadIn = paragraph.spans.some(({ kind, from }) => kind === 'leadIn' && from < text.length)
  if (lines === undefined || text === '' || hasLeadIn || style.vertical) return null
  const { size } = style.style
  const ink = tools.typesetter.inkHeight(style, isHan(found?.[1]?.codePointAt(0) ?? 0))
  const height = Math.max(1, ink.rise + ink.fall)
  const own = Math.floor((size * ((lines - 1) * pitch + height)) / height + 0.5)
  const set = tools.typesetter.setLine(text, tools.variant(style, { indent: 0, align: 'left', size: own }), 0)
  return {
    lines,
    line: { ...set, isParagraphEnd: false },
    size: own,
    rise: Math.floor((own * ink.fall) / size + 0.5) - ink.fall,
    advance: advanceOf(set.width, style),
    rest: restOf(tools, paragraph, style, {
      from: text.length,
      lines,
      advance: advanceOf(set.width, style),
    }),
  }
}

/** Width and air: in Chinese to the next whole character, so that the lines beside it fill without added space. */
function advanceOf(width: Emu, { style: { size }, lang }: SetStyle): Emu {
  if (lang === 'en') return width + Math.floor((size * 3) / 10)
  return Math.ceil((width + Math.floor(size / 5)) / size) * size
}

interface Beside {
  readonly from: number
  readonly lines: number
  readonly advance: Emu
}

function restOf(
  { typesetter, variant, measures: measuresOf }: DeviceTools,
  paragraph: CopyParagraph,
  style: SetStyle,
  { from: end, lines, advance }: Beside,
): DropCap['rest'] {
  const length = paragraph.text.length
  // A blank at a line's break belongs to no line.
  const from = length - paragraph.text.slice(end).trimStart().length
  const rest: CopyParagraph = {
    kind: paragraph.kind,
    text: paragraph.text.slice(from),
    spans: spansIn(paragraph, from, length),
  }
  const flush = variant(style, { indent: 0 })
  const known = new WeakMap<readonly BrokenLine[], readonly BrokenLine[]>()
  return (measures) => {
    const first = Array.from({ length: Math.max(lines, measures.first.length) }, (_, i) =>
      Math.max(0, (measures.first[i] ?? measures.rest) - (i < lines ? advance : 0)),
    )
    const broken = typesetter.breakParagraph(rest, flush, measuresOf(first, measures.rest, measures.whole))
    const found = known.get(broken)
    if (found) return found
    const made = broken.map((line, i) => after(i < lines ? shifted(line, advance) : line, from))
    known.set(broken, made)
    return made
  }
}

/** A line of the rest, its offsets counted from the paragraph's start. */
const after = (line: BrokenLine, from: number): BrokenLine => ({
  ...line,
  from: line.from + from,
  to: line.to + from,
  remarks: line.remarks.map((remark) => ({ ...remark, offset: remark.offset + from })),
})
