/**
 * What lies between two documents of a story: rows for a reader, in the order of the later one, and what was taken out
 * where it stood. Their FINAL text is compared: what is tracked as deleted takes no part. Lines are matched first
 * (align.ts), then the characters of each (texts.ts); emphasis and types of lines are compared on what stayed.
 */
import { charactersIn, wordsIn } from '../counts.ts'
import { storyAttrs, type LineType, type StoryAttrs, type StoryDoc } from '../schema.ts'
import { alignLines, type Link } from './align.ts'
import { addRun, linesOf, sameMarks, type DiffLine, type DiffRun } from './lines.ts'
import { diffTexts, type WordEnds } from './texts.ts'

/** A stretch of a row. A line feed in `text` is a line end. `was`: the emphasis before, where it is another. */
export interface DiffPiece {
  readonly kind: 'same' | 'deleted' | 'inserted'
  readonly text: string
  readonly marks: readonly string[]
  readonly was: readonly string[] | null
}

/**
 * One line to read, or several that were divided or joined. moved: it came from elsewhere (its pieces say what else
 * changed); left: from here a line went elsewhere, the `moved` row of the same number shows it.
 */
export interface DiffRow {
  readonly kind: 'same' | 'changed' | 'inserted' | 'deleted' | 'moved' | 'left'
  /** Types of its lines before and after; none on a side where it does not stand. */
  readonly before: readonly LineType[]
  readonly after: readonly LineType[]
  readonly pieces: readonly DiffPiece[]
  readonly move: number | null
}

/** Something of the story itself that is another now: its slug, language, direction. */
export interface AttrChange {
  readonly name: 'kind' | 'lang' | 'orientation' | 'slug'
  readonly before: string
  readonly after: string
}

export interface StoryDiff {
  readonly rows: readonly DiffRow[]
  readonly attrs: readonly AttrChange[]
  /** Characters put in and taken out, blanks aside; in English, words. A line that only moved counts nothing. */
  readonly added: number
  readonly removed: number
  /** Differences that a reader walks through: spots of rows, moves, other types, and attributes. */
  readonly changes: number
}

export interface DiffOptions {
  /** Words of copy that is written without blanks; changes grow to them. */
  readonly wordEnds?: WordEnds
}

/** The difference between two documents. */
export function diffStories(a: StoryDoc, b: StoryDoc, options: DiffOptions = {}): StoryDiff {
  const rows = a === b ? sameRows(b) : rowsOf(linesOf(a), linesOf(b), options)
  const attrs = attrChanges(storyAttrs(a), storyAttrs(b))
  const isEnglish = storyAttrs(b).lang === 'en'
  const count = (kind: DiffPiece['kind']): number =>
    rows
      .filter((row) => row.kind !== 'left')
      .flatMap(({ pieces }) => pieces)
      .reduce((sum, piece) => (piece.kind === kind ? sum + sizeOf(piece.text, isEnglish) : sum), 0)
  const changes = rows.reduce((sum, row) => sum + differencesIn(row), attrs.length)
  return { rows, attrs, added: count('inserted'), removed: count('deleted'), changes }
}

/** Pieces of a row that follow each other: a spot that differs, or what is the same between two. */
export interface Stretch {
  readonly isSpot: boolean
  readonly pieces: readonly DiffPiece[]
}

/** A row's pieces by spots. A row that was put in or taken out as a whole is one. */
export function stretchesOf({ pieces }: DiffRow): Stretch[] {
  const stretches: { isSpot: boolean; pieces: DiffPiece[] }[] = []
  for (const piece of pieces) {
    const isSpot = piece.kind !== 'same' || piece.was !== null
    const last = stretches.at(-1)
    if (last?.isSpot === isSpot) last.pieces.push(piece)
    else stretches.push({ isSpot, pieces: [piece] })
  }
  return stretches
}

/** Whether a row as a whole is a difference, beside the spots in it: it moved, or is of another type, or is empty. */
export function isDifference(row: DiffRow): boolean {
  if (row.kind === 'same' || row.kind === 'left') return false
  const isOther = row.before.length > 0 && row.after.length > 0 && row.before[0] !== row.after[0]
  return row.kind === 'moved' || isOther || stretchesOf(row).every(({ isSpot }) => !isSpot)
}

function differencesIn(row: DiffRow): number {
  if (row.kind === 'same' || row.kind === 'left') return 0
  return stretchesOf(row).filter(({ isSpot }) => isSpot).length + (isDifference(row) ? 1 : 0)
}

const sizeOf = (text: string, isEnglish: boolean): number =>
  isEnglish ? wordsIn(text, true) : charactersIn(text.replaceAll('\n', ''))

const sameRows = (doc: StoryDoc): DiffRow[] =>
  linesOf(doc).map((line) => rowOf('same', [line], [line], line.runs.map(same)))

const same = ({ text, marks }: DiffRun): DiffPiece => ({ kind: 'same', text, marks, was: null })

const rowOf = (
  kind: DiffRow['kind'],
  before: readonly DiffLine[],
  after: readonly DiffLine[],
  pieces: readonly DiffPiece[],
  move: number | null = null,
): DiffRow => ({ kind, before: before.map(({ type }) => type), after: after.map(({ type }) => type), pieces, move })

/** The rows in order: links that stayed are the spine; what was taken out stands before what was put in. */
function rowsOf(a: readonly DiffLine[], b: readonly DiffLine[], options: DiffOptions): DiffRow[] {
  const links = alignLines(a, b)
  const numbers = new Map(links.filter(({ isMoved }) => isMoved).map((link, index) => [link, index + 1]))
  const leaving = new Map<number, number>()
  const coming = new Map<number, Link>()
  for (const [link, number] of numbers) {
    leaving.set(link.before[0]!, number)
    coming.set(link.after[0]!, link)
  }
  const rows: DiffRow[] = []
  let [i, j] = [0, 0]
  const runTo = (toA: number, toB: number): void => {
    for (; i < toA; i++) rows.push(goneRow(a[i]!, leaving.get(i) ?? null))
    for (; j < toB; j++) {
      const link = coming.get(j)
      rows.push(link ? linkRow(a, b, link, options, numbers.get(link)!) : newRow(b[j]!))
    }
  }
  for (const link of links) {
    if (link.isMoved) continue
    runTo(link.before[0]!, link.after[0]!)
    rows.push(linkRow(a, b, link, options, null))
    i = link.before.at(-1)! + 1
    j = link.after.at(-1)! + 1
  }
  runTo(a.length, b.length)
  return rows
}

function goneRow(line: DiffLine, move: number | null): DiffRow {
  const pieces = line.runs.map(({ text, marks }): DiffPiece => ({ kind: 'deleted', text, marks, was: null }))
  return rowOf(move === null ? 'deleted' : 'left', [line], [], pieces, move)
}

const newRow = (line: DiffLine): DiffRow =>
  rowOf(
    'inserted',
    [],
    [line],
    line.runs.map(({ text, marks }): DiffPiece => ({ kind: 'inserted', text, marks, was: null })),
  )

function linkRow(
  a: readonly DiffLine[],
  b: readonly DiffLine[],
  { before, after }: Link,
  { wordEnds }: DiffOptions,
  move: number | null,
): DiffRow {
  const [linesA, linesB] = [before.map((i) => a[i]!), after.map((j) => b[j]!)]
  const [runsA, runsB] = [joinedRuns(linesA), joinedRuns(linesB)]
  const pieces = withMarks(diffTexts(textOf(runsA), textOf(runsB), wordEnds), runsA, runsB)
  const isSame =
    linesA.length === linesB.length &&
    linesA.every(({ type }, k) => type === linesB[k]!.type) &&
    pieces.every(({ kind, was }) => kind === 'same' && was === null)
  return rowOf(move !== null ? 'moved' : isSame ? 'same' : 'changed', linesA, linesB, pieces, move)
}

const textOf = (runs: readonly DiffRun[]): string => runs.map(({ text }) => text).join('')

/** The runs of lines that are read as one, a line feed between two. */
function joinedRuns(lines: readonly DiffLine[]): DiffRun[] {
  const runs: DiffRun[] = []
  for (const [index, line] of lines.entries()) {
    if (index > 0) runs.push({ text: '\n', marks: [] })
    for (const run of line.runs) addRun(runs, run)
  }
  return runs
}

/** Puts the emphasis of both sides on the pieces, cutting them where it changes. */
function withMarks(
  pieces: readonly { readonly kind: DiffPiece['kind']; readonly text: string }[],
  runsA: readonly DiffRun[],
  runsB: readonly DiffRun[],
): DiffPiece[] {
  const [before, after] = [new RunReader(runsA), new RunReader(runsB)]
  return pieces.flatMap(({ kind, text }) => {
    const made: DiffPiece[] = []
    for (let rest = text; rest !== '';) {
      const [a, b] = [kind === 'inserted' ? null : before, kind === 'deleted' ? null : after]
      const size = Math.min(rest.length, a?.left() ?? Infinity, b?.left() ?? Infinity)
      const [was, marks] = [a?.take(size) ?? [], b?.take(size) ?? []]
      const isOther = kind === 'same' && !sameMarks(was, marks)
      made.push({ kind, text: rest.slice(0, size), marks: kind === 'deleted' ? was : marks, was: isOther ? was : null })
      rest = rest.slice(size)
    }
    return made
  })
}

/** Reads runs from their start, some characters at a time. */
class RunReader {
  private readonly runs: readonly DiffRun[]
  private index = 0
  private offset = 0
  constructor(runs: readonly DiffRun[]) {
    this.runs = runs
  }
  /** Characters that are left of the run. */
  left(): number {
    return this.run().text.length - this.offset
  }
  /** Goes on by `size` characters of one run; its marks. */
  take(size: number): readonly string[] {
    const { text, marks } = this.run()
    this.offset += size
    if (this.offset === text.length) [this.index, this.offset] = [this.index + 1, 0]
    return marks
  }
  private run(): DiffRun {
    const run = this.runs[this.index]
    if (!run) throw new RangeError('RunReader: read beyond the text')
    return run
  }
}

const ATTRS = ['kind', 'lang', 'orientation', 'slug'] as const

const attrChanges = (a: StoryAttrs, b: StoryAttrs): AttrChange[] =>
  ATTRS.flatMap((name) => (a[name] === b[name] ? [] : [{ name, before: a[name], after: b[name] }]))

/**
 * The lines of the later document, made of those of the earlier one and the difference: what law and tests hold a
 * difference to. RangeError where it is a difference of other lines.
 */
export function applyDiff(lines: readonly DiffLine[], { rows }: StoryDiff): DiffLine[] {
  const before = rows.filter(({ kind }) => kind !== 'moved')
  const sourceOf = (row: DiffRow): string =>
    row.pieces.map(({ kind, text }) => (kind === 'inserted' ? '' : text)).join('')
  const source = before.flatMap((row) => (row.before.length > 0 ? sourceOf(row).split('\n') : []))
  const isSource = source.length === lines.length && source.every((text, i) => text === lines[i]!.text)
  if (!isSource) throw new RangeError('applyDiff: a difference of other lines')
  return rows.flatMap(({ after, pieces }) => {
    const runs: DiffRun[][] = [[]]
    for (const { kind, text, marks } of pieces) {
      if (kind === 'deleted') continue
      for (const [index, part] of text.split('\n').entries()) {
        if (index > 0) runs.push([])
        addRun(runs.at(-1)!, { text: part, marks })
      }
    }
    return after.map((type, k) => ({ type, text: textOf(runs[k] ?? []), runs: runs[k] ?? [] }))
  })
}
