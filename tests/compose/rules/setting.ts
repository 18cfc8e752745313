/** What the tests of the rules share: paragraphs set in a style, and where their lines broke and their glyphs stand. */
import { Arena } from '#compose/break/arena.ts'
import { breakPrepared } from '#compose/break/breakParagraph.ts'
import {
  costOf,
  evenRoom,
  firstIndent,
  gapsIn,
  lineStart,
  naturalWidth,
  squeezeRoom,
} from '#compose/break/candidate.ts'
import { prepare, type Prepared } from '#compose/break/prepared.ts'
import { openFaceShelf } from '#compose/faces/faceShelf.ts'
import type { OpenTypesetter } from '#compose/openTypesetter.ts'
import { openCellCase } from '#compose/shape/cellCase.ts'
import type { BrokenLine, SetStyle } from '#compose/typesetter.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import { column, EM, paragraph } from '../faces.ts'
import { glyphsOf, texts } from '../lines.ts'

/** What a line costs at the least that breaks a rule (R12, R14, E5, E6), and no line that the house lets pass. */
const BROKEN = 3000

export const HAN = '记者昨日从水务部门获悉南溪河综合整治工程将于近日开工两岸居民十分期待'

export const only = <T>(list: readonly T[]): T => {
  const [first] = list
  if (first === undefined || list.length > 1) throw new Error(`${list.length} lines where one was expected`)
  return first
}

export function openSetting(setter: OpenTypesetter) {
  const set = (text: string, ems: number, style: SetStyle): readonly BrokenLine[] =>
    setter.breakParagraph(paragraph(text), style, column(Math.floor(ems * EM)))
  const lines = (text: string, ems: number, style: SetStyle): string[] => texts(text, set(text, ems, style))
  /** The lines of a sign among Han text at every place near the end of a line, at measures of many kinds. */
  const around = (sign: string, style: SetStyle): string[][] =>
    [11, 12.5, 13].flatMap((ems) =>
      Array.from({ length: 11 }, (_, i) => {
        const text = HAN.slice(0, 5 + i) + sign + HAN.slice(5 + i)
        return lines(text, ems, style)
      }),
    )
  return { set, lines, around }
}

/** Distances from each glyph to the next, and from the last to the line's end, each under the two characters it is between. */
export function steps(line: BrokenLine, isVertical = false): { readonly pair: string; readonly length: number }[] {
  const glyphs = glyphsOf(line).filter(({ cluster }) => cluster !== '')
  return glyphs.map((glyph, i) => {
    const next = glyphs[i + 1]
    const [at, to] = isVertical ? [glyph.dy, next?.dy ?? line.width] : [glyph.dx, next?.dx ?? line.width]
    return { pair: glyph.cluster + (next?.cluster ?? ''), length: to - at }
  })
}

/** A paragraph whose breaks are given, and the best that any breaks could do: oracles for the breaker. */
export function openBench(faces: ReadonlyMap<FaceId, LoadedFace>) {
  const shelf = openFaceShelf(faces)
  const prepared = (text: string, style: SetStyle) => prepare(openCellCase(shelf, style).cells(paragraph(text)), style)
  return {
    /** Lines that may end at these offsets alone. */
    setAt(text: string, ends: readonly number[], measure: Emu, style: SetStyle): BrokenLine[] {
      const made = prepared(text, style)
      const isLegal = made.isLegal.map((_, j) =>
        ends.includes(made.starts[j] ?? 0) || j === made.cells.length ? 1 : 0,
      )
      return breakPrepared({ ...made, isLegal }, style, column(measure), new Arena())
    },
    /** As `isFair`, of this text at this measure. */
    isFair: (text: string, measure: Emu, style: SetStyle, whole = -1) =>
      isFair(prepared(text, style), measure, style, whole),
    /** The widest gap, in thousandths of an em, of the set of legal breaks whose widest gap is least. */
    leastWorstGap(text: string, ems: number, style: SetStyle): number {
      const made = prepared(text, style)
      const count = made.cells.length
      const best: number[] = Array.from({ length: count + 1 }, () => Infinity)
      best[0] = 0
      for (let at = 0; at < count; at++)
        for (let to = at + 1; to <= count; to++) {
          if (made.isLegal[to] === 0) continue
          const from = lineStart(made, at)
          const end = made.trimmed[to] ?? to
          const room = ems * EM - (at === 0 ? firstIndent(style) : 0)
          const short = room - naturalWidth(made, from, end, style)
          if (short < -squeezeRoom(made, from, end, style)) break
          const line = { from, end, short, isLast: to === count, isFirst: at === 0 }
          const gap =
            short <= 0 || to === count ? 0 : (evenRoom(made, line) * 1000) / (Math.max(1, gapsIn(made, line)) * EM)
          best[to] = Math.min(best[to] ?? Infinity, Math.max(best[at] ?? Infinity, gap))
        }
      return best[count] ?? Infinity
    },
  }
}

/** Lines before a break, and the hyphens in a row there. */
type Reached = Map<string, readonly [line: number, hyphens: number]>

/**
 * Whether any breaks of the paragraph break no rule: no line flagged, no crumb at the end and no hyphen before it, nor in the
 * line `whole`.
 */
function isFair(made: Prepared, measure: Emu, style: SetStyle, whole: number): boolean {
  const count = made.cells.length
  const reached: Reached[] = Array.from({ length: count + 1 }, () => new Map())
  reached[0]?.set('0 0', [0, 0])
  for (let at = 0; at < count; at++)
    for (const [line, hyphens] of reached[at]?.values() ?? [])
      for (let to = at + 1; to <= count; to++) {
        const next = hyphensAfter(made, at, to, hyphens, measure, style)
        if (next !== null && !(next > 0 && line === whole)) reached[to]?.set(`${line + 1} ${next}`, [line + 1, next])
      }
  return (reached[count]?.size ?? 0) > 0
}

/** Hyphens in a row after the line of cells [at, to), null where that line breaks a rule. */
function hyphensAfter(
  made: Prepared,
  at: number,
  to: number,
  before: number,
  measure: Emu,
  style: SetStyle,
): number | null {
  if (made.isLegal[to] === 0) return null
  const isLast = to === made.cells.length
  const cell = isLast ? undefined : made.cells[to - 1]
  const hyphen = cell?.hyphen ?? 0
  const from = lineStart(made, at)
  const end = made.trimmed[to] ?? to
  const room = measure - (at === 0 ? firstIndent(style) : 0)
  const short = room - naturalWidth(made, from, end, style) - hyphen
  const cost = costOf(made, { from, end, short, isLast, isFirst: at === 0 }, style)
  if (cost < 0 || cost >= BROKEN || (isLast && before > 0)) return null
  const next = hyphen > 0 || cell?.text.endsWith('-') ? before + 1 : 0
  return next <= style.rules.ladder ? next : null
}
