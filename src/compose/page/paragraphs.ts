/** The paragraphs of a block in reading order, as they run through its legs: their styles, and what sets them apart. */
import type { Copy, CopyParagraph, Part } from '#contract/copy.ts'
import type { StyleName } from '#contract/stylebook.ts'
import type { FlowParagraph } from '../flow/flowed.ts'
import type { TableRow } from '../flow/table.ts'
import type { SetStyle } from '../typesetter.ts'
import { hasText, type TitleTools } from './title.ts'

const STYLE_OF_KIND = { text: 'text', subhead: 'subhead', pullQuote: 'pullQuote', note: 'note' } as const

/**
 * What flows through the legs: byline, body, jump lines. A picture story that has no picture yet sets cutline and credit
 * there as well, so that no word is lost.
 */
export function paragraphsOf(tools: TitleTools, copy: Copy, hasPictures: boolean, isVertical = false): FlowParagraph[] {
  const parts: Part[] = hasPictures
    ? ['byline', 'body', 'jumpLine']
    : ['byline', 'body', 'cutline', 'credit', 'jumpLine']
  const { body } = copy.parts
  const rows = tools.devices.rowsOf(body, bodyStyle(tools, copy, isVertical))
  const opening = openingOf(body)
  return parts.flatMap((part) => {
    const paragraphs = copy.parts[part]
    if (!hasText(paragraphs)) return []
    return paragraphs.flatMap((paragraph, index) => {
      if (paragraph.text === '' && part !== 'body') return []
      const row = part === 'body' ? rows[index] : null
      const of = row ? flowRow(tools, paragraph, index, row) : flowParagraph(tools, copy, part, index, isVertical)
      return [kept(tools, part === 'body' && index === opening ? withCap(tools, of) : of)]
    })
  })
}

/** The style of running text. */
const bodyStyle = ({ styles }: TitleTools, copy: Copy, isVertical: boolean): SetStyle =>
  styles.style('text', copy.lang, isVertical ? { vertical: true } : {})

/** The same object for what is the same, so that a flow knows it again. */
function kept({ paragraphs }: TitleTools, of: FlowParagraph): FlowParagraph {
  const known = paragraphs.get(of.paragraph) ?? []
  const same = known.find((each) => isSame(each, of))
  if (same) return same
  paragraphs.set(of.paragraph, [...known.slice(1 - MOST_KEPT), of])
  return of
}
const MOST_KEPT = 4

const isSame = (a: FlowParagraph, b: FlowParagraph): boolean =>
  a.part === b.part &&
  a.index === b.index &&
  a.style === b.style &&
  a.row?.table === b.row?.table &&
  a.row?.index === b.row?.index &&
  a.cap === b.cap &&
  a.span === b.span &&
  a.before === b.before &&
  a.after === b.after

/** The paragraph that opens a story: the first of its text, notes and quotations before it not counted; -1: none. */
function openingOf(body: readonly CopyParagraph[]): number {
  const first = body.findIndex(({ kind, text }) => kind === 'subhead' || (kind === 'text' && text.trim() !== ''))
  return body[first]?.kind === 'text' ? first : -1
}

/** A row of a table: it stands flush, in one leg where that can be. */
function flowRow(tools: TitleTools, paragraph: CopyParagraph, index: number, row: TableRow): FlowParagraph {
  const { style } = row.table
  return { part: 'body', index, paragraph, style, span: spanOf(tools, style), before: 0, after: 0, row, isWhole: true }
}

const WHOLE: ReadonlySet<StyleName> = new Set(['pullQuote', 'note'])

function flowParagraph(tools: TitleTools, copy: Copy, part: Part, index: number, isVertical: boolean): FlowParagraph {
  const paragraph = copy.parts[part][index] as CopyParagraph
  const name = styleName(part, paragraph)
  const previous = index === 0 ? null : copy.parts.body[index - 1]
  const isAfterHead = part === 'body' && copy.lang === 'en' && (!previous || previous.kind === 'subhead')
  const change = isAfterHead && name === 'text' ? { indent: 0 } : {}
  const style = tools.styles.style(name, copy.lang, isVertical ? { ...change, vertical: true } : change)
  const { before, after } = style.style
  // The lines of a byline belong together: its air stands round all of them.
  const isInside = part === 'byline' && index < copy.parts.byline.length - 1
  return {
    part,
    index,
    paragraph,
    style,
    span: spanOf(tools, style),
    before,
    after: isInside ? 0 : after,
    narrow: tools.devices.narrow(style),
    isWhole: part === 'body' && WHOLE.has(name),
  }
}

/** The first paragraph of a story opens with a drop cap where its style has one. */
function withCap(tools: TitleTools, of: FlowParagraph): FlowParagraph {
  if (of.row || of.style.style.dropCap === undefined) return of
  return { ...of, cap: tools.devices.capOf(of.paragraph, of.style) ?? undefined }
}

/** Slots of the page grid that a line of a style takes (R16). */
const spanOf = ({ stylebook }: TitleTools, { style }: SetStyle): number =>
  Math.max(1, Math.ceil(style.size / stylebook.grid.pitch))

function styleName(part: Part, paragraph: CopyParagraph): StyleName {
  if (part === 'body') return STYLE_OF_KIND[paragraph.kind]
  return part === 'cutline' ? 'text' : part
}
