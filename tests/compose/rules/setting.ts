/** What the tests of the rules share: paragraphs set in a style, and where their lines broke and their glyphs stand. */
import type { OpenTypesetter } from '#compose/openTypesetter.ts'
import type { BrokenLine, SetStyle } from '#compose/typesetter.ts'
import { column, EM, paragraph } from '../faces.ts'
import { glyphsOf, texts } from '../lines.ts'

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
