/** The paragraphs of a block in reading order, as they run through its legs: their styles, and what sets them apart. */
import type { Copy, CopyParagraph, Lang, Part } from '#contract/copy.ts'
import type { StyleName } from '#contract/stylebook.ts'
import type { FlowParagraph } from '../flow/flowed.ts'
import type { TableRow } from '../flow/table.ts'
import { NATURAL, type StyleChange } from '../styles.ts'
import type { SetStyle } from '../typesetter.ts'
import type { Note, Notes, ParagraphAt } from './notes.ts'
import { hasText, type TitleTools } from './title.ts'

const STYLE_OF_KIND = { text: 'text', subhead: 'subhead', pullQuote: 'pullQuote', note: 'note' } as const

/**
 * What flows through the legs: byline, body, jump lines. A picture story that has no picture yet sets cutline and credit
 * there as well, so that no word is lost.
 */
export function paragraphsOf(
  tools: TitleTools,
  copy: Copy,
  hasPictures: boolean,
  isVertical: boolean,
  notes: Notes,
): FlowParagraph[] {
  const parts: Part[] = hasPictures
    ? ['byline', 'body', 'jumpLine']
    : ['byline', 'body', 'cutline', 'credit', 'jumpLine']
  const { body } = copy.parts
  const rows = tools.devices.rowsOf(body, bodyStyle(tools, copy, isVertical))
  const opening = openingOf(body)
  const made: FlowParagraph[] = []
  for (const part of parts) {
    const paragraphs = copy.parts[part]
    if (!hasText(paragraphs)) continue
    for (let index = 0; index < paragraphs.length; index++) {
      const paragraph = paragraphs[index]
      if (!paragraph || (paragraph.text === '' && part !== 'body')) continue
      const row = part === 'body' ? (rows[index] ?? null) : null
      const isOpening = part === 'body' && index === opening
      made.push(
        kept(tools, notes.of(paragraph), {
          copy,
          paragraph,
          part,
          index,
          row,
          place: placeOf(copy, part, index, isOpening, isVertical),
        }),
      )
    }
  }
  return made
}

/** The style of running text. */
const bodyStyle = ({ styles }: TitleTools, copy: Copy, isVertical: boolean): SetStyle =>
  styles.style('text', copy.lang, isVertical ? DOWN : NATURAL)

/** What is changed in a style for where a paragraph stands: the same objects, so that styles are known by them. */
const DOWN: StyleChange = { vertical: true }
const FLUSH: StyleChange = { indent: 0 }
const FLUSH_DOWN: StyleChange = { indent: 0, vertical: true }

/** A paragraph and all that decides how it flows. */
interface Standing extends ParagraphAt {
  readonly copy: Copy
  readonly paragraph: CopyParagraph
}

const VERTICAL = 1
const OPENING = 2
/** E9: the first after a head or a subhead of an English story. */
const AFTER_HEAD = 4
/** The lines of a byline belong together: its air stands round all of them. */
const INSIDE = 8
const LANG_BITS: Readonly<Record<Lang, number>> = { 'zh-Hans': 0, 'zh-Hant': 16, en: 32 }

function placeOf({ parts, lang }: Copy, part: Part, index: number, isOpening: boolean, isVertical: boolean): number {
  const previous = index === 0 ? null : parts.body[index - 1]
  const isAfterHead = part === 'body' && lang === 'en' && (!previous || previous.kind === 'subhead')
  const isInside = part === 'byline' && index < parts.byline.length - 1
  return (
    LANG_BITS[lang] +
    (isVertical ? VERTICAL : 0) +
    (isOpening ? OPENING : 0) +
    (isAfterHead ? AFTER_HEAD : 0) +
    (isInside ? INSIDE : 0)
  )
}

/** The same object for what is the same, so that a flow knows it again. */
function kept(tools: TitleTools, note: Note, at: Standing): FlowParagraph {
  for (const each of note.flows) if (each.tools === tools && isSame(each.at, at)) return each.of
  const { part, index, row, place } = at
  const made = {
    tools,
    at: { part, index, row, place },
    of: { ...flowParagraph(tools, at.copy, at), memory: note.lines },
  }
  note.flows = [...note.flows.slice(1 - MOST_KEPT), made]
  return made.of
}
const MOST_KEPT = 4

const isSame = (a: ParagraphAt, b: ParagraphAt): boolean =>
  a.index === b.index &&
  a.place === b.place &&
  a.part === b.part &&
  a.row?.table === b.row?.table &&
  a.row?.index === b.row?.index

/** The paragraph that opens a story: the first of its text, notes and quotations before it not counted; -1: none. */
function openingOf(body: readonly CopyParagraph[]): number {
  const first = body.findIndex(({ kind, text }) => kind === 'subhead' || (kind === 'text' && text.trim() !== ''))
  return body[first]?.kind === 'text' ? first : -1
}

function flowParagraph(tools: TitleTools, copy: Copy, at: Standing): FlowParagraph {
  const { paragraph, part, index, row, place } = at
  if (row) return flowRow(tools, paragraph, index, row)
  const name = styleName(part, paragraph)
  const style = tools.styles.style(name, copy.lang, changeFor(name, place))
  const { before, after } = style.style
  const of: FlowParagraph = {
    part,
    index,
    paragraph,
    style,
    span: spanOf(tools, style),
    before,
    after: (place & INSIDE) > 0 ? 0 : after,
    narrow: tools.devices.narrow(style),
    isWhole: part === 'body' && WHOLE.has(name),
  }
  return (place & OPENING) > 0 ? withCap(tools, of) : of
}

const WHOLE: ReadonlySet<StyleName> = new Set(['pullQuote', 'note'])

function changeFor(name: StyleName, place: number): StyleChange {
  const isFlush = name === 'text' && (place & AFTER_HEAD) > 0
  if ((place & VERTICAL) > 0) return isFlush ? FLUSH_DOWN : DOWN
  return isFlush ? FLUSH : NATURAL
}

/** A row of a table: it stands flush, in one leg where that can be. */
function flowRow(tools: TitleTools, paragraph: CopyParagraph, index: number, row: TableRow): FlowParagraph {
  const { style } = row.table
  return { part: 'body', index, paragraph, style, span: spanOf(tools, style), before: 0, after: 0, row, isWhole: true }
}

/** The first paragraph of a story opens with a drop cap where its style has one. */
function withCap(tools: TitleTools, of: FlowParagraph): FlowParagraph {
  if (of.style.style.dropCap === undefined) return of
  return { ...of, cap: tools.devices.capOf(of.paragraph, of.style) ?? undefined }
}

/** Slots of the page grid that a line of a style takes (R16). */
const spanOf = ({ stylebook }: TitleTools, { style }: SetStyle): number =>
  Math.max(1, Math.ceil(style.size / stylebook.grid.pitch))

function styleName(part: Part, paragraph: CopyParagraph): StyleName {
  if (part === 'body') return STYLE_OF_KIND[paragraph.kind]
  return part === 'cutline' ? 'text' : part
}
