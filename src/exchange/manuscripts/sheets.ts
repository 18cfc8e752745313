/**
 * A sheet on which a reader writes a manuscript down, line by line: it keeps runs of like marks together, takes blanks as
 * one, drops what no copy holds, and counts what was left out. Every reader of a format (markup, DOCX, plain text) writes on one.
 */
import type { Lang } from '#contract/copy.ts'
import type {
  FormerType,
  LineType,
  Manuscript,
  ManuscriptLine,
  ManuscriptNote,
  Omission,
  RunMark,
  Seam,
} from '#contract/manuscript.ts'
import { isFullMark, isHan } from '../characters.ts'
import { langOf } from '../langs.ts'

/** What the next words are part of. */
export interface LineShape {
  readonly type: LineType
  readonly level: number
}

// Controls but tab, soft hyphen, zero-width and direction characters, lone surrogates, the replacement character, anchors of objects.
const UNWANTED =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]|\u034f|\u180e|[\ufe00-\ufe0f]|\udb40[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
/** What only tells a browser where it may break a word or how to draw a sign: soft hyphen, zero-width blanks and joiners, variation selectors. */
const isHint = (unit: number): boolean =>
  unit === 0xad ||
  (unit >= 0x200b && unit <= 0x200d) ||
  unit === 0x2060 ||
  unit === 0xfeff ||
  (unit >= 0xfe00 && unit <= 0xfe0f)

const sameMarks = (a: readonly RunMark[], b: readonly RunMark[]): boolean =>
  a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b))

interface OpenLine {
  readonly shape: LineShape
  readonly runs: { text: string; marks: readonly RunMark[] }[]
  seam: Seam | null
  was: FormerType | null
  /** A blank that stands if words follow; '' none. */
  pending: string
  /** UTF-16 units so far, and those of a list's sign at the head. */
  length: number
  sign: number
}

/** Where a note's words are, among those of the sheet. */
export interface Spot {
  readonly line: number
  readonly offset: number
}

export class Sheet {
  private readonly lines: ManuscriptLine[] = []
  private readonly left: Partial<Record<Omission, number>> = {}
  private readonly notes: ManuscriptNote[] = []
  private open: OpenLine | null = null
  private units = 0

  /** UTF-16 units written. */
  get size(): number {
    return this.units
  }

  /** Begins a line of another kind; one that is open ends. */
  begin(shape: LineShape, change: { readonly seam?: Seam | null; readonly was?: FormerType | null } = {}): void {
    this.end()
    this.open = { shape, runs: [], seam: change.seam ?? null, was: change.was ?? null, pending: '', length: 0, sign: 0 }
  }

  /** Ends the open line; one without words leaves nothing, unless it holds a tracked change or is kept. */
  end(isKept = false): void {
    const line = this.open
    this.open = null
    if (!line) return
    const { shape, runs, seam, was } = line
    if (runs.length === 0 && !isKept && seam === null) return
    this.lines.push({ ...shape, runs, seam, was })
  }

  /** The sign of an item, before its words. */
  sign(text: string, shape: LineShape): void {
    this.words(text, [], shape)
    if (!this.open) return
    this.open.pending = ' '
    this.open.sign = this.open.length
  }

  /** Ends the line where a block begins, unless that is the block of the words that a sign waits for. */
  endBefore(): void {
    if (this.open && this.open.sign > 0 && this.open.sign === this.open.length) return
    this.end()
  }

  /** Whether words stand in the open line. */
  get hasWords(): boolean {
    return (this.open?.runs.length ?? 0) > 0
  }

  /** Where the next words will stand. */
  spot(): Spot {
    return { line: this.lines.length, offset: this.open?.length ?? 0 }
  }

  /** Words as markup has them: blanks and line ends are one blank, none at a line's ends nor where the source broke between Han. */
  words(source: string, marks: readonly RunMark[], shape: LineShape): void {
    const text = this.clean(source)
    if (text === '') return
    if (!this.open) this.begin(shape)
    const line = this.open!
    for (const piece of text.split(/([ \t\r\n\f\u00a0\u2002-\u200a\u202f\u205f]+)/)) {
      if (piece === '') continue
      if (/^[ \t\r\n\f\u00a0\u2002-\u200a\u202f\u205f]/.test(piece)) {
        const isBreak = /[\r\n]/.test(piece)
        if (line.runs.length > 0) line.pending = isBreak && line.pending === '' ? '\n' : ' '
        continue
      }
      this.put(line, piece, marks)
    }
  }

  /** Words as they stand, every blank of them; a tab too. */
  exact(source: string, marks: readonly RunMark[], shape: LineShape): void {
    const text = this.clean(source)
    if (text === '') return
    if (!this.open) this.begin(shape)
    const line = this.open!
    line.pending = ''
    this.add(line, text, marks)
  }

  /** The blank between two cells. */
  tab(): void {
    const line = this.open
    if (!line) return
    line.pending = ''
    this.add(line, '\t', [])
  }

  /** Ends a row. Where all of its words are strong it is a head, and what parts its cells is strong as well. */
  endRow(): void {
    const runs = this.open?.runs ?? []
    const isHead = runs.every(({ text, marks }) => /^\t+$/.test(text) || marks.some(({ type }) => type === 'strong'))
    if (isHead) for (const run of runs) if (run.marks.length === 0) run.marks = [{ type: 'strong' }]
    this.end()
  }

  leave(what: Omission, count = 1): void {
    if (count > 0) this.left[what] = (this.left[what] ?? 0) + count
  }

  note(note: ManuscriptNote): void {
    this.notes.push(note)
  }

  /** The manuscript as it stands; blanks at the ends of its lines go. */
  done(isOpen = { start: false, end: false }, lang?: Lang): Manuscript {
    this.end()
    const text = this.lines
      .slice(0, 200)
      .flatMap(({ runs }) => runs.map((run) => run.text))
      .join('')
    return { lines: this.lines, lang: lang ?? langOf(text), omissions: this.left, notes: this.notes, isOpen }
  }

  private clean(source: string): string {
    let dropped = 0
    const text = source.replace(UNWANTED, (found) => {
      if (!isHint(found.charCodeAt(0))) dropped++
      return ''
    })
    this.leave('control', dropped)
    // Bullets of picture faces, by the places that these give them.
    return text.replaceAll(/[\uf06c\uf06e\uf076\uf0a7\uf0b7\uf0d8\uf0fc]/g, '•')
  }

  private put(line: OpenLine, words: string, marks: readonly RunMark[]): void {
    const first = line.runs.length === 0
    const text = first ? words.replace(/^\u3000+/, '') : words
    if (text === '') return
    if (line.pending !== '' && !first) {
      const before = line.runs.at(-1)!.text.at(-1)
      const isWrap = line.pending === '\n' && standsTogether(before, text[0])
      if (!isWrap && before !== '\t') this.add(line, ' ', sharedMarks(line.runs.at(-1)!.marks, marks))
    }
    line.pending = ''
    this.add(line, text, marks)
  }

  private add(line: OpenLine, text: string, marks: readonly RunMark[]): void {
    const last = line.runs.at(-1)
    if (last && sameMarks(last.marks, marks)) last.text += text
    else line.runs.push({ text, marks })
    line.length += text.length
    this.units += text.length
  }
}

/** Han and marks of Chinese have no blank between them, where a source broke its line. */
const standsTogether = (a: string | undefined, b: string | undefined): boolean =>
  (isHan(a) && (isHan(b) || isFullMark(b))) || (isFullMark(a) && isHan(b))

/** A blank between two runs has the marks that both have. */
const sharedMarks = (a: readonly RunMark[], b: readonly RunMark[]): readonly RunMark[] =>
  a.filter((mark) => b.some((each) => sameMarks([mark], [each])))
