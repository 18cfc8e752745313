/**
 * The body of a DOCX, element by element, onto a sheet: paragraphs by their styles, runs with their marks, lists, tables,
 * links, and every tracked change with its author. A change of a paragraph's mark is one of the line end under it, which
 * our stories keep at the line below.
 */
import type { FormerType, Hand, RunMark, Seam } from '#contract/manuscript.ts'
import { isSafeLink } from '#contract/manuscript.ts'
import { Sheet, type LineShape, type Spot } from '../manuscripts/sheets.ts'
import { minuteOf } from './comments.ts'
import type { Numbering } from './numbering.ts'
import { isOn, type StyleSheet } from './styleSheet.ts'
import type { Attributes, XmlHandler } from './xml.ts'

export interface BodyInput {
  readonly styles: StyleSheet
  readonly numbering: Numbering
  /** Addresses of links by their ids. */
  readonly links: ReadonlyMap<string, string>
}

/** Where a comment or a footnote is anchored. */
export interface Anchor {
  readonly kind: 'comment' | 'footnote' | 'endnote'
  readonly id: string
  readonly from: Spot
  to: Spot
}

interface Change {
  readonly kind: 'inserted' | 'deleted'
  readonly hand: Hand
}

/** A paragraph while its properties are read. */
interface OpenParagraph {
  style: string
  list: string
  level: number
  isBegun: boolean
  mark: Change | null
  was: FormerType | null
}

/** A run's marks while its properties are read. */
interface OpenRun {
  marks: RunMark[]
  isHidden: boolean
  former: { readonly by: string; readonly at: string; readonly marks: RunMark[] } | null
}

const PARAGRAPH: LineShape = { type: 'paragraph', level: 0 }
const ROW: LineShape = { type: 'row', level: 0 }
/** What is drawn and not written; the first of these around an element decides. */
const DRAWN = new Set(['w:drawing', 'w:pict', 'w:object', 'mc:Fallback', 'w:sectPr', 'm:oMath', 'm:oMathPara'])
const CHANGES: Readonly<Record<string, Change['kind']>> = {
  'w:ins': 'inserted',
  'w:del': 'deleted',
  'w:moveTo': 'inserted',
  'w:moveFrom': 'deleted',
}
/** Elements that are a character. */
const SIGNS: Readonly<Record<string, (attributes: Attributes) => string>> = {
  'w:tab': () => '\t',
  'w:noBreakHyphen': () => '-',
  'w:sym': symbolOf,
}
const ANCHORS = /^w:(?:comment(?:RangeStart|RangeEnd|Reference)|footnoteReference|endnoteReference)$/
const MOST_NAME = 128

/** UTF-16 units beyond which it is no story. */
export const MOST_WORDS = 2_000_000

export class BodyReader implements XmlHandler {
  readonly sheet = new Sheet()
  readonly anchors: Anchor[] = []
  private readonly input: BodyInput
  private readonly path: string[] = []
  private readonly changes: Change[] = []
  private readonly moves = new Map<string, string>()
  private readonly hrefs: (string | null)[] = []
  private paragraph: OpenParagraph | null = null
  private run: OpenRun = { marks: [], isHidden: false, former: null }
  private seam: Seam | null = null
  private tables = 0
  private cells = 0
  private span = 1
  /** The element that is being passed over, by its depth; 0 none. */
  private passing = 0
  private drawn: 'picture' | 'textBox' | 'object' | null = null
  private isWords = false

  constructor(input: BodyInput) {
    this.input = input
  }

  open(name: string, attributes: Attributes): void {
    this.path.push(name)
    if (this.passing > 0) return this.lookInto(name)
    if (DRAWN.has(name)) return this.pass(name)
    if (this.within('w:rPr') || name === 'w:rPr') return this.runProperty(name, attributes)
    if (this.within('w:pPr') || name === 'w:pPr') return this.paragraphProperty(name, attributes)
    if (Object.hasOwn(CHANGES, name)) this.changes.push(this.changeOf(name, attributes))
    else this.element(name, attributes)
  }

  close(name: string): void {
    this.path.pop()
    this.isWords = false
    if (this.passing > 0) {
      if (this.path.length < this.passing) this.endPassing()
      return
    }
    if (this.within('w:pPr') || this.within('w:rPr')) return
    if (name === 'w:pPr') this.begin()
    else if (Object.hasOwn(CHANGES, name)) this.changes.pop()
    else if (name === 'w:p') this.endParagraph()
    else if (name === 'w:hyperlink') this.hrefs.pop()
    else if (name === 'w:tbl') this.tables--
    else if (name === 'w:tc' && this.tables === 1) for (; this.span > 1; this.span--) this.sheet.tab()
    else if (name === 'w:tr' && this.tables === 1) this.sheet.endRow()
  }

  text(words: string): void {
    if (this.isWords && this.passing === 0) this.write(words)
  }

  private within(name: string): boolean {
    return this.path.lastIndexOf(name, this.path.length - 2) > this.path.lastIndexOf('w:p', this.path.length - 2)
  }

  private element(name: string, attributes: Attributes): void {
    const id = attributes['w:id'] ?? ''
    if (name === 'w:t' || name === 'w:delText') this.isWords = true
    else if (name === 'w:p') this.paragraph = { style: '', list: '', level: 0, isBegun: false, mark: null, was: null }
    else if (name === 'w:r') this.run = { marks: [], isHidden: false, former: null }
    else if (Object.hasOwn(SIGNS, name)) this.write(SIGNS[name]!(attributes))
    else if (name === 'w:br' || name === 'w:cr') this.breakLine(attributes)
    else if (name === 'w:hyperlink') this.openLink(attributes)
    else if (ANCHORS.test(name)) this.anchored(name, id)
    else if (name === 'w:moveFromRangeStart' || name === 'w:moveToRangeStart') this.openMove(name, attributes)
    else this.tableElement(name, attributes)
  }

  private tableElement(name: string, attributes: Attributes): void {
    if (name === 'w:tbl') this.tables++
    else if (name === 'w:tr' && this.tables === 1) this.beginRow()
    else if (name === 'w:tc' && this.tables === 1 && this.cells++ > 0) this.sheet.tab()
    else if (name === 'w:gridSpan') this.span = Math.min(24, Math.trunc(Number(attributes['w:val'])) || 1)
  }

  private anchored(name: string, id: string): void {
    if (name === 'w:commentRangeStart') this.anchor('comment', id)
    else if (name === 'w:commentRangeEnd') this.endAnchor(id)
    else if (name === 'w:commentReference') this.anchorOnce('comment', id)
    else if (name === 'w:footnoteReference') this.anchor('footnote', id)
    else this.anchor('endnote', id)
  }

  // Properties

  private paragraphProperty(name: string, attributes: Attributes): void {
    const paragraph = this.paragraph
    if (!paragraph) return
    const value = attributes['w:val'] ?? ''
    if (name === 'w:pPrChange') {
      const { by, at } = this.handOf(attributes)
      paragraph.was = { type: 'paragraph', by, at }
    } else if (this.within('w:pPrChange')) {
      if (name === 'w:pStyle' && paragraph.was)
        paragraph.was = { ...paragraph.was, type: this.input.styles.shapeOf(value)?.type ?? 'paragraph' }
    } else if (name === 'w:pStyle') paragraph.style = value
    else if (name === 'w:numId') paragraph.list = value
    else if (name === 'w:ilvl') paragraph.level = Math.trunc(Number(value)) || 0
  }

  private runProperty(name: string, attributes: Attributes): void {
    if (this.within('w:pPr')) {
      // The mark at the paragraph's end, as a character of its own.
      if (this.paragraph && Object.hasOwn(CHANGES, name)) this.paragraph.mark = this.changeOf(name, attributes)
      return
    }
    if (name === 'w:rPrChange') {
      const { by, at } = this.handOf(attributes)
      this.run.former = { by, at, marks: [] }
      return
    }
    const marks = this.within('w:rPrChange') ? this.run.former!.marks : this.run.marks
    if (name === 'w:b') setMark(marks, { type: 'strong' }, isOn(attributes))
    else if (name === 'w:i') setMark(marks, { type: 'emphasis' }, isOn(attributes))
    else if (name === 'w:vanish' && isOn(attributes)) this.run.isHidden = true
    else if (name === 'w:rStyle')
      for (const mark of this.input.styles.marksOf(attributes['w:val'] ?? '')) setMark(marks, mark, true)
  }

  private handOf(attributes: Attributes): Hand {
    const by = (attributes['w:author'] ?? '').slice(0, MOST_NAME)
    return { by, at: minuteOf(attributes['w:date']), move: '' }
  }

  private changeOf(name: string, attributes: Attributes): Change {
    const move = name.startsWith('w:move') ? (this.moves.get(name) ?? '') : ''
    return { kind: CHANGES[name]!, hand: { ...this.handOf(attributes), move } }
  }

  private openMove(name: string, attributes: Attributes): void {
    this.moves.set(name.replace('RangeStart', ''), (attributes['w:name'] ?? '').slice(0, MOST_NAME))
  }

  // Lines

  private begin(): void {
    const paragraph = this.paragraph
    if (!paragraph || paragraph.isBegun) return
    paragraph.isBegun = true
    if (this.tables > 0) {
      // A cell is one line, whatever it holds.
      if (this.sheet.hasWords) this.sheet.words(' ', [], ROW)
      return
    }
    this.sheet.begin(this.input.styles.shapeOf(paragraph.style) ?? PARAGRAPH, { seam: this.seam, was: paragraph.was })
    this.seam = null
    const sign = paragraph.list === '' ? '' : this.input.numbering.next(paragraph.list, paragraph.level)
    if (sign !== '') this.sheet.exact(/[、．）]$/.test(sign) ? sign : `${sign} `, [], PARAGRAPH)
  }

  private endParagraph(): void {
    this.begin()
    const paragraph = this.paragraph
    this.paragraph = null
    if (this.tables > 0 || !paragraph) return
    this.sheet.end(paragraph.mark !== null)
    this.seam = paragraph.mark && { kind: paragraph.mark.kind, ...paragraph.mark.hand }
  }

  private breakLine(attributes: Attributes): void {
    if (['page', 'column'].includes(attributes['w:type'] ?? '')) return
    if (this.tables > 0) return this.sheet.words(' ', [], ROW)
    this.sheet.begin(this.input.styles.shapeOf(this.paragraph?.style ?? '') ?? PARAGRAPH)
  }

  private beginRow(): void {
    this.cells = 0
    this.sheet.begin(ROW, { seam: this.seam })
    this.seam = null
  }

  private write(words: string): void {
    this.begin()
    if (this.run.isHidden) return this.sheet.leave('deleted')
    if (this.sheet.size > MOST_WORDS) return
    const shape = this.tables > 0 ? ROW : PARAGRAPH
    if (this.tables > 0) return this.sheet.words(words, this.marks(), shape)
    // What an author indents a paragraph with is no part of it.
    const text = this.sheet.hasWords ? words : words.replace(/^[ \t\u00a0\u3000]+/, '')
    this.sheet.exact(text, this.marks(), shape)
  }

  private marks(): RunMark[] {
    const { marks, former } = this.run
    const href = this.hrefs.at(-1)
    return [
      ...marks,
      ...(href ? [{ type: 'link', attrs: { href } } as const] : []),
      ...this.changes.map(({ kind, hand }) => ({ type: kind, attrs: hand })),
      ...(former
        ? [{ type: 'reformatted', attrs: { by: former.by, at: former.at, was: wordsOf(former.marks) } } as const]
        : []),
    ]
  }

  private openLink(attributes: Attributes): void {
    const href = this.input.links.get(attributes['r:id'] ?? '') ?? null
    const isSafe = href !== null && isSafeLink(href)
    if (href !== null && !isSafe) this.sheet.leave('link')
    this.hrefs.push(isSafe ? href : null)
  }

  // What is anchored

  private anchor(kind: Anchor['kind'], id: string): void {
    const from = this.sheet.spot()
    this.anchors.push({ kind, id, from, to: from })
  }

  private anchorOnce(kind: Anchor['kind'], id: string): void {
    if (!this.anchors.some((each) => each.kind === kind && each.id === id)) this.anchor(kind, id)
  }

  private endAnchor(id: string): void {
    const open = this.anchors.findLast((each) => each.kind === 'comment' && each.id === id)
    if (open) open.to = this.sheet.spot()
  }

  // What is drawn

  private pass(name: string): void {
    this.passing = this.path.length
    this.drawn = name === 'w:drawing' || name === 'w:pict' ? 'picture' : /^(?:w:object|m:)/.test(name) ? 'object' : null
  }

  private lookInto(name: string): void {
    if (this.drawn === null) return
    if (name === 'w:txbxContent') this.drawn = 'textBox'
    else if (/^(?:c:chart|dgm:relIds)$/.test(name)) this.drawn = 'object'
  }

  private endPassing(): void {
    this.passing = 0
    if (this.drawn) this.sheet.leave(this.drawn)
    this.drawn = null
  }
}

function setMark(marks: RunMark[], mark: RunMark, isSet: boolean): void {
  const at = marks.findIndex(({ type }) => type === mark.type)
  if (at !== -1) marks.splice(at, 1)
  if (isSet) marks.push(mark)
}

/** Marks by name, in the order of the schema, as a tracked change of them keeps them. */
const ORDER: readonly RunMark['type'][] = ['dateline', 'role', 'leadIn', 'strong', 'emphasis', 'link']
const wordsOf = (marks: readonly RunMark[]): string =>
  ORDER.flatMap((type) => marks.filter((mark) => mark.type === type))
    .map((mark) => (mark.type === 'role' ? `role=${mark.attrs.is}` : mark.type))
    .join(' ')

function symbolOf(attributes: Attributes): string {
  const code = Number.parseInt(attributes['w:char'] ?? '', 16)
  if (!Number.isInteger(code) || code < 32 || code > 0xffff) return ''
  return code >= 0xe000 && code <= 0xf8ff ? '•' : String.fromCharCode(code)
}
