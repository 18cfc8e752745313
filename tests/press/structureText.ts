/** The structure tree of a file with the text of each element, as a screen reader would come to it: read from the file alone. */
import { operationsOf } from './operators.ts'
import { textOf, type Dict, type Parsed } from './parsed.ts'

export interface ReadElement {
  readonly tag: string
  readonly title: string
  readonly alt: string
  readonly actualText: string
  readonly lang: string
  readonly scope: string
  /** Of a figure: left, foot, right, top in points. */
  readonly box: readonly number[]
  /** Text of its own content, of all its marks in their order. */
  readonly text: string
  readonly kids: readonly ReadElement[]
}

/** The tree under its root's only element. */
export function readStructure(parsed: Parsed): ReadElement {
  const root = parsed.dict(parsed.catalogue['/StructTreeRoot'])
  const marks = new Map(pageRefs(parsed).map((ref) => [ref, markedText(parsed, parsed.dict(ref))]))
  const [document] = parsed.array(root['/K'])
  return readElement(parsed, document, marks)
}

const pageRefs = (parsed: Parsed): string[] =>
  parsed.array(parsed.dict(parsed.catalogue['/Pages'])['/Kids']).map(String)

type Marks = ReadonlyMap<string, ReadonlyMap<number, string>>

function readElement(parsed: Parsed, value: unknown, marks: Marks): ReadElement {
  const dict = parsed.dict(value)
  const kids: ReadElement[] = []
  let text = ''
  for (const kid of parsed.array(dict['/K'])) {
    const own = parsed.dict(kid)
    if (typeof kid === 'number') text += marks.get(String(dict['/Pg']))?.get(kid) ?? ''
    else if (own['/Type'] === '/MCR') text += marks.get(String(own['/Pg']))?.get(Number(own['/MCID'])) ?? ''
    else kids.push(readElement(parsed, kid, marks))
  }
  const of = (key: string): string => textOf(dict[key])
  const attributes = parsed.dict(dict['/A'])
  const scope = String(attributes['/Scope'] ?? '')
  const box = parsed.array(attributes['/BBox']).map(Number)
  return { tag: String(dict['/S']).slice(1), title: of('/T'), alt: of('/Alt'), actualText: of('/ActualText'), lang: of('/Lang'), scope, box, text, kids } // prettier-ignore
}

/** What each mark of a page says: the text that stands for it, else what its glyphs do. */
function markedText(parsed: Parsed, page: Dict): ReadonlyMap<number, string> {
  const fonts = fontTexts(parsed, parsed.dict(parsed.dict(page['/Resources'])['/Font']))
  const texts = new Map<number, string>()
  const open: { mark: number | null; isReplaced: boolean }[] = []
  let font = ''
  const say = (text: string): void => {
    const mark = open.findLast(({ mark }) => mark !== null)?.mark
    if (mark !== undefined && mark !== null) texts.set(mark, (texts.get(mark) ?? '') + text)
  }
  for (const { operator, operands } of operationsOf(parsed.bytes(page['/Contents']).toString('latin1'))) {
    if (operator === 'Tf') font = operands[0] ?? ''
    else if (operator === 'BDC') {
      const said = operands.join(' ')
      const mark = /\/MCID (\d+)/.exec(said)?.[1]
      const actual = /\/ActualText <([0-9a-f]*)>/.exec(said)?.[1]
      open.push({ mark: mark === undefined ? null : Number(mark), isReplaced: actual !== undefined })
      if (actual !== undefined) say(fromUtf16(actual.slice(4)))
    } else if (operator === 'EMC') open.pop()
    else if ((operator === 'Tj' || operator === 'TJ') && !open.some(({ isReplaced }) => isReplaced)) {
      for (const [, codes = ''] of operands.join(' ').matchAll(/<([0-9a-f]*)>/g)) {
        for (const [code] of codes.matchAll(/.{4}/g)) say(fonts.get(font)?.get(code) ?? '')
      }
    }
  }
  return texts
}

/** What codes stand for, by the names of the fonts in resources (ToUnicode). */
function fontTexts(parsed: Parsed, fonts: Dict): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    Object.entries(fonts).map(([name, ref]) => {
      const map = parsed.bytes(parsed.dict(ref)['/ToUnicode']).toString('latin1')
      const pairs = [...map.matchAll(/^<([0-9a-f]{4})> ?<([0-9a-f]+)>$/gm)]
      return [name, new Map(pairs.map(([, code = '', text = '']) => [code, fromUtf16(text)]))]
    }),
  )
}

const fromUtf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

/** Every element, in the order of reading. */
export const elementsOf = (element: ReadElement): ReadElement[] => [element, ...element.kids.flatMap(elementsOf)]

export const textWithin = (element: ReadElement): string => elementsOf(element).map(({ text }) => text).join(' ') // prettier-ignore
