/**
 * Markup of others (the web, Word, Google Docs, WeChat, spreadsheets, our own) -> a manuscript. It reads a tree that a
 * browser has parsed and keeps nothing of it but words, marks that a story knows and safe links: no element, attribute or
 * address of the source can reach the page. What was left out is counted.
 */
import type { LineType, Manuscript, Omission, RunMark } from '#contract/manuscript.ts'
import { LINE_TYPES, ROLES, isSafeLink, type Role } from '#contract/manuscript.ts'
import { Sheet, type LineShape } from './sheets.ts'
import { shapeOfStyle } from './styles.ts'

/** What the reader sees of a parsed node; pure code knows no DOM. */
export interface MarkupNode {
  /** 1 an element, 3 text; all else is passed over. */
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly firstChild: MarkupNode | null
  readonly nextSibling: MarkupNode | null
  getAttribute?(name: string): string | null
}

/** Elements of which nothing is copy, and what they are counted as. */
const SKIPPED: Readonly<Record<string, Omission | null>> = {
  SCRIPT: 'script',
  STYLE: null,
  TEMPLATE: null,
  NOSCRIPT: null,
  HEAD: null,
  TITLE: null,
  META: null,
  LINK: null,
  BASE: null,
  IFRAME: 'media',
  FRAME: 'media',
  OBJECT: 'object',
  EMBED: 'object',
  APPLET: 'object',
  SVG: 'picture',
  CANVAS: 'picture',
  IMG: 'picture',
  PICTURE: 'picture',
  MATH: 'object',
  VIDEO: 'media',
  AUDIO: 'media',
  SELECT: null,
  BUTTON: null,
  INPUT: null,
  TEXTAREA: null,
  DATALIST: null,
  XML: null,
  MPVOICE: 'media',
  MPVIDEO: 'media',
  QQMUSIC: 'media',
  'MP-COMMON-PROFILE': 'media',
  'MP-MINIPROGRAM': 'media',
}

const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER HR HTML LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL H1 H2 H3 H4 H5 H6'.split(
    ' ',
  ),
)

const PICTOGRAPH = /^(?:[\u203c-\u2bff\u3030\u303d]|[\ud83c-\ud83e][\udc00-\udfff])/

/** A browser nests no deeper; what does is passed over. */
const DEEPEST = 2_000

interface Frame {
  readonly shape: LineShape
  readonly marks: readonly RunMark[]
  readonly isExact: boolean
  readonly depth: number
}

const PARAGRAPH: LineShape = { type: 'paragraph', level: 0 }

/** Reads a parsed tree from its root. */
export function readMarkup(root: MarkupNode): Manuscript {
  const reader = new MarkupReader()
  reader.children(root, { shape: PARAGRAPH, marks: [], isExact: false, depth: 0 })
  return reader.sheet.done(reader.isOpen)
}

class MarkupReader {
  readonly sheet = new Sheet()
  isOpen = { start: false, end: false }
  /** Lists around the node, with the number of the next item; null where they are not numbered. */
  private readonly lists: (number | null)[] = []

  children(node: MarkupNode, frame: Frame): void {
    for (let child = node.firstChild; child; child = child.nextSibling) this.node(child, frame)
  }

  private node(node: MarkupNode, frame: Frame): void {
    if (node.nodeType === 3) return this.text(node.nodeValue ?? '', frame)
    if (node.nodeType !== 1 || frame.depth > DEEPEST) return
    const tag = node.nodeName.toUpperCase()
    if (Object.hasOwn(SKIPPED, tag)) return this.skip(node, tag)
    const style = styleOf(node)
    if (isHidden(node, style)) return
    if (isDeleted(node, tag)) return this.sheet.leave('deleted')
    if (tag === 'BR') return this.sheet.end()
    if (style['mso-list'] === 'ignore') return this.sign(node, frame)
    this.readOwn(node)
    const inner: Frame = {
      shape: shapeOf(node, tag) ?? frame.shape,
      marks: marksOf(node, tag, style, frame.marks, this.sheet),
      isExact: frame.isExact || tag === 'PRE' || /^(?:pre|pre-wrap|break-spaces)$/.test(style['white-space'] ?? ''),
      depth: frame.depth + 1,
    }
    if (tag === 'TABLE' && isDataTable(node)) return this.table(node, inner)
    if (!BLOCKS.has(tag)) return this.children(node, inner)
    this.sheet.endBefore()
    this.block(node, tag, inner)
    this.sheet.end()
  }

  private skip(node: MarkupNode, tag: string): void {
    const what = SKIPPED[tag]
    if (what && !isSpacer(node)) this.sheet.leave(what)
    // Words that stand for a picture of themselves (an emoji) are its words.
    const words = tag === 'IMG' && node.getAttribute?.('alt')
    if (words && PICTOGRAPH.test(words)) this.sheet.words(words, [], PARAGRAPH)
  }

  private block(node: MarkupNode, tag: string, frame: Frame): void {
    if (tag === 'OL' || tag === 'UL') {
      this.lists.push(tag === 'OL' ? numberOf(node.getAttribute?.('start') ?? null) : null)
      this.children(node, frame)
      this.lists.pop()
      return
    }
    if (tag === 'LI') this.item(frame)
    this.children(node, frame)
  }

  /** The sign of a list is words of the copy, as in print. */
  private item(frame: Frame): void {
    const number = this.lists.at(-1)
    if (number === undefined) return
    if (number !== null) this.lists[this.lists.length - 1] = number + 1
    this.sheet.sign(number === null ? '•' : `${number}.`, frame.shape)
  }

  /** What Word draws before an item: a number stays, the letter of a picture face is a bullet. */
  private sign(node: MarkupNode, frame: Frame): void {
    const sign = textIn(node).replaceAll(/[\s\u00a0]+/g, '')
    this.sheet.sign(/^[（(]?(?:\d|[A-Za-z]{1,5}[.)]|[\u4e00-\u9fff])/.test(sign) ? sign : '•', frame.shape)
  }

  private text(text: string, frame: Frame): void {
    if (!frame.isExact) return this.sheet.words(text, frame.marks, frame.shape)
    for (const [index, line] of text.split(/\r\n|[\n\r]/).entries()) {
      if (index > 0) this.sheet.end()
      this.sheet.words(line, frame.marks, frame.shape)
    }
  }

  /** What our own copy says of itself: whether it begins and ends inside a line. */
  private readOwn(node: MarkupNode): void {
    const slice = /^(\d+) (\d+)/.exec(node.getAttribute?.('data-pm-slice') ?? '')
    if (slice) this.isOpen = { start: slice[1] !== '0', end: slice[2] !== '0' }
  }

  private table(table: MarkupNode, frame: Frame): void {
    this.sheet.end()
    for (const row of rowsOf(table)) {
      this.sheet.begin({ type: 'row', level: 0 })
      const isHead = cellsOf(row).every((cell) => cell.nodeName.toUpperCase() === 'TH')
      const marks = isHead ? withMark(frame.marks, { type: 'strong' }) : frame.marks
      for (const [index, cell] of cellsOf(row).entries()) {
        if (index > 0) this.sheet.tab()
        this.cell(cell, { ...frame, marks, shape: { type: 'row', level: 0 } })
        for (let span = spanOf(cell); span > 1; span--) this.sheet.tab()
      }
      this.sheet.endRow()
    }
    for (const caption of namedChildren(table, ['CAPTION'])) this.node(caption, { ...frame, shape: PARAGRAPH })
  }

  /** A cell is one line, whatever it holds. */
  private cell(node: MarkupNode, frame: Frame): void {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      const tag = child.nodeName.toUpperCase()
      if (child.nodeType === 3) this.sheet.words(child.nodeValue ?? '', frame.marks, frame.shape)
      if (child.nodeType !== 1) continue
      if (Object.hasOwn(SKIPPED, tag)) this.skip(child, tag)
      else if (tag === 'BR') this.sheet.words(' ', [], frame.shape)
      else if (!isHidden(child, styleOf(child)) && !isDeleted(child, tag) && frame.depth < DEEPEST) {
        const marks = marksOf(child, tag, styleOf(child), frame.marks, this.sheet)
        this.cell(child, { ...frame, marks, depth: frame.depth + 1 })
        if (BLOCKS.has(tag)) this.sheet.words(' ', [], frame.shape)
      }
    }
  }
}

function textIn(node: MarkupNode, depth = 0): string {
  let text = ''
  for (let child = node.firstChild; child; child = child.nextSibling)
    text += child.nodeType === 3 ? (child.nodeValue ?? '') : depth < 8 ? textIn(child, depth + 1) : ''
  return text
}

const numberOf = (start: string | null): number => (/^\d{1,6}$/.test(start ?? '') ? Number(start) : 1)

type Style = Readonly<Record<string, string | undefined>>

const NO_STYLE: Style = {}

/** Declarations of an element's own style attribute; values are compared and never used. */
function styleOf(node: MarkupNode): Style {
  const written = node.getAttribute?.('style')
  if (!written) return NO_STYLE
  const style: Record<string, string> = Object.create(null) as Record<string, string>
  for (const declaration of written.slice(0, 4096).split(';')) {
    const colon = declaration.indexOf(':')
    if (colon > 0)
      style[declaration.slice(0, colon).trim().toLowerCase()] = declaration
        .slice(colon + 1)
        .trim()
        .toLowerCase()
  }
  return style
}

function isHidden(node: MarkupNode, style: Style): boolean {
  if (style['display'] === 'none' || style['mso-hide'] === 'all') return true
  const element = style['mso-element'] ?? ''
  return element === 'comment-list' || element === 'comment' || node.getAttribute?.('hidden') === ''
}

const classOf = (node: MarkupNode): string => node.getAttribute?.('class') ?? ''

const isDeleted = (node: MarkupNode, tag: string): boolean => tag === 'DEL' || /\bmsoDel\b/i.test(classOf(node))

/** One-pixel pictures that count readers. */
const isSpacer = (node: MarkupNode): boolean =>
  node.getAttribute?.('width') === '1' || node.getAttribute?.('height') === '1'

const OWN_TYPES: ReadonlySet<string> = new Set(LINE_TYPES)

function shapeOf(node: MarkupNode, tag: string): LineShape | null {
  const own = node.getAttribute?.('data-line')
  if (own && OWN_TYPES.has(own)) return { type: own as LineType, level: 0 }
  const heading = /^H([1-6])$/.exec(tag)
  if (heading) return { type: 'subhead', level: Number(heading[1]) }
  if (tag === 'FIGCAPTION') return PARAGRAPH
  const named = /\bMso(Title|Subtitle|Heading\d|Quote|IntenseQuote|Caption)\b/.exec(classOf(node))
  return named ? shapeOfStyle(named[1]!.replace(/(\D)(\d)$/, '$1 $2')) : null
}

const withMark = (marks: readonly RunMark[], mark: RunMark): readonly RunMark[] =>
  marks.some(({ type }) => type === mark.type) ? marks : [...marks, mark]
const withoutMark = (marks: readonly RunMark[], type: RunMark['type']): readonly RunMark[] =>
  marks.some((mark) => mark.type === type) ? marks.filter((mark) => mark.type !== type) : marks

function marksOf(
  node: MarkupNode,
  tag: string,
  style: Style,
  around: readonly RunMark[],
  sheet: Sheet,
): readonly RunMark[] {
  let marks = around
  const isStrong =
    toldBy(style['font-weight'], /^(?:bold|bolder|[6-9]00)$/) ?? (tag === 'B' || tag === 'STRONG' ? true : null)
  const isSlanted = toldBy(style['font-style'], /^(?:italic|oblique)/) ?? (tag === 'I' || tag === 'EM' ? true : null)
  if (isStrong !== null) marks = isStrong ? withMark(marks, { type: 'strong' }) : withoutMark(marks, 'strong')
  if (isSlanted !== null) marks = isSlanted ? withMark(marks, { type: 'emphasis' }) : withoutMark(marks, 'emphasis')
  // A heading is strong by itself.
  if (/^H[1-6]$/.test(tag)) marks = withoutMark(marks, 'strong')
  if (tag === 'A') marks = linked(node, marks, sheet)
  return tag === 'SPAN' ? ownMarks(node, marks) : marks
}

function toldBy(value: string | undefined, form: RegExp): boolean | null {
  return value === undefined || value === 'inherit' ? null : form.test(value)
}

function linked(node: MarkupNode, marks: readonly RunMark[], sheet: Sheet): readonly RunMark[] {
  const href = (node.getAttribute?.('href') ?? '').trim()
  if (href === '' || href.startsWith('#')) return marks
  if (isSafeLink(href)) return withMark(marks, { type: 'link', attrs: { href } })
  sheet.leave('link')
  return marks
}

function ownMarks(node: MarkupNode, marks: readonly RunMark[]): readonly RunMark[] {
  const role = node.getAttribute?.('data-role') ?? ''
  if ((ROLES as readonly string[]).includes(role)) return withMark(marks, { type: 'role', attrs: { is: role as Role } })
  if (typeof node.getAttribute?.('data-lead-in') === 'string') return withMark(marks, { type: 'leadIn' })
  if (typeof node.getAttribute?.('data-dateline') === 'string') return withMark(marks, { type: 'dateline' })
  return marks
}

function namedChildren(node: MarkupNode, names: readonly string[]): MarkupNode[] {
  const found: MarkupNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (child.nodeType === 1 && names.includes(child.nodeName.toUpperCase())) found.push(child)
  return found
}

const rowsOf = (table: MarkupNode): MarkupNode[] =>
  namedChildren(table, ['THEAD', 'TBODY', 'TFOOT', 'TR']).flatMap((each) =>
    each.nodeName.toUpperCase() === 'TR' ? [each] : namedChildren(each, ['TR']),
  )

const cellsOf = (row: MarkupNode): MarkupNode[] => namedChildren(row, ['TD', 'TH'])

/** More columns than the composer sets. */
const MOST_SPAN = 24

function spanOf(cell: MarkupNode): number {
  const span = Number(cell.getAttribute?.('colspan') ?? 1)
  return Number.isInteger(span) ? Math.min(span, MOST_SPAN) : 1
}

/** A table of results: several columns, and no cell that is laid out by itself (a table, a heading, paragraphs). */
function isDataTable(table: MarkupNode): boolean {
  const rows = rowsOf(table)
  return rows.some((row) => cellsOf(row).length > 1) && rows.every((row) => cellsOf(row).every((cell) => isFlat(cell)))
}

function isFlat(cell: MarkupNode): boolean {
  return (
    namedChildren(cell, ['TABLE', 'H1', 'H2', 'H3', 'UL', 'OL', 'ARTICLE', 'SECTION']).length === 0 &&
    namedChildren(cell, ['P', 'DIV']).length <= 3
  )
}
