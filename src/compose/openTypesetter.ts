/** Opens the lower half of the composer: faces, cells, breaking and heads behind the seam of typesetter.ts. */
import type { BreakWords, CopyParagraph } from '#contract/copy.ts'
import type { LoadedFace, OutlineOf } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import { Arena } from './break/arena.ts'
import { breakPrepared } from './break/breakParagraph.ts'
import { firstIndent } from './break/candidate.ts'
import { prepare, type Prepared } from './break/prepared.ts'
import { openTableStore, type TableStore } from './break/tables.ts'
import { openFaceShelf, type FaceShelf } from './faces/faceShelf.ts'
import { creditBreaks } from './head/creditBreaks.ts'
import { headBreaks } from './head/headBreaks.ts'
import { openHeads } from './head/setHead.ts'
import { openSingleLines } from './head/singleLine.ts'
import { faceFor, scaled } from './shape/cells.ts'
import { openCellCase, type CaseOf, type CellCase } from './shape/cellCase.ts'
import { openNarrow } from './shape/narrow.ts'
import type { BrokenLine, Measures, SetStyle, Typesetter } from './typesetter.ts'

export interface OpenTypesetter extends Typesetter {
  readonly outline: OutlineOf
  /** Forgets faces and everything set; the typesetter is not used after it. */
  release(): void
}

/** Asynchronous because HarfBuzz is: its module loads when this one is first imported, before the promise is made. */
export async function openTypesetter(input: {
  readonly faces: ReadonlyMap<FaceId, LoadedFace>
  readonly breakWords: BreakWords
}): Promise<OpenTypesetter> {
  const shelf = openFaceShelf(input.faces)
  const memory = openMemory(shelf, input.breakWords)
  return {
    ascent: (style) => ascentOf(shelf, style),
    inkHeight: (style, isHan) => inkHeightOf(shelf, style, isHan),
    breakParagraph: (paragraph, style, measures) => memory.lines(paragraph, style, measures),
    setHead: openHeads(memory.caseOf, input.breakWords),
    setLine: openSingleLines(memory.caseOf),
    outline: (face, glyph) => shelf.face(face).outlineOf(glyph),
    release: () => shelf.release(),
  }
}

/** What is remembered of one paragraph in one style. */
interface Known {
  readonly style: SetStyle
  prepared: Prepared | null
  /** Prepared again with words torn for a narrow measure. */
  torn: Map<Emu, Prepared> | null
  /** A handful, looked through from the first: cheaper than any table, for the memory and for the collector. */
  results: Result[]
}
interface Result {
  readonly measures: Measures
  readonly lines: readonly BrokenLine[]
}

/** Broken results kept a paragraph and style: the galley's, the page's, and a few from dragging. */
const MOST_RESULTS = 12

/** Styles in which one paragraph is remembered: its own on the page, on the galley, and those that were tried just now. */
const MOST_STYLES = 16

/**
 * Paragraphs that stay prepared: those of the pages at hand. A prepared one takes 120 bytes a character, ten times as much
 * as its lines need again, and is made anew in less than a tenth of a millisecond.
 */
const MOST_PREPARED = 512

/** Lets go of what was prepared longest ago. */
function openRecent(store: TableStore): (own: Known) => void {
  const ring: (Known | undefined)[] = []
  let next = 0
  return (own) => {
    const oldest = ring[next]
    if (oldest && oldest !== own) {
      if (oldest.prepared) store.giveBack(oldest.prepared.tables)
      oldest.prepared = null
      oldest.torn = null
    }
    ring[next] = own
    next = (next + 1) % MOST_PREPARED
  }
}

/** Everything by identity of paragraph and style: a keystroke makes one new paragraph, and only that one is set anew. */
function openMemory(shelf: FaceShelf, breakWords: BreakWords) {
  const cases = new WeakMap<SetStyle, CellCase>()
  const known = new WeakMap<CopyParagraph, Known[]>()
  const store = openTableStore()
  const keepPrepared = openRecent(store)
  const arena = new Arena()
  const ragged = openNarrow(shelf)
  const caseOf: CaseOf = (style) => {
    const found = cases.get(style) ?? openCellCase(shelf, style)
    cases.set(style, found)
    return found
  }
  const knownOf = (paragraph: CopyParagraph, style: SetStyle): Known => {
    let styles = known.get(paragraph)
    if (!styles) known.set(paragraph, (styles = []))
    for (const own of styles) if (own.style === style) return own
    const own: Known = { style, prepared: null, torn: null, results: [] }
    if (styles.length >= MOST_STYLES) styles.shift()
    styles.push(own)
    return own
  }
  const lines = (paragraph: CopyParagraph, style: SetStyle, measures: Measures): readonly BrokenLine[] => {
    const own = knownOf(paragraph, style)
    for (const each of own.results) if (isSameMeasures(each.measures, measures)) return each.lines
    if (own.prepared === null) keepPrepared(own)
    const prepared = preparedFor({ cells: caseOf(style), store, breakWords }, own, paragraph, style, measures)
    const broken = breakPrepared(prepared, ragged(style, measures), measures, arena)
    if (own.results.length >= MOST_RESULTS) own.results = []
    own.results.push({ measures, lines: broken })
    return broken
  }
  return { caseOf, lines }
}

function isSameMeasures(a: Measures, b: Measures): boolean {
  if (a === b) return true
  if (a.rest !== b.rest || a.whole !== b.whole || a.lines !== b.lines || a.first.length !== b.first.length) return false
  return a.first.every((width, i) => width === b.first[i])
}

interface Preparing {
  readonly cells: CellCase
  readonly store: TableStore
  readonly breakWords: BreakWords
}

function preparedFor(
  tools: Preparing,
  own: Known,
  paragraph: CopyParagraph,
  style: SetStyle,
  measures: Measures,
): Prepared {
  const { cells } = tools
  const whole = (own.prepared ??= prepareByWords(tools, paragraph, style))
  const least = Math.min(measures.rest, ...measures.first)
  if (whole.widest <= least - firstIndent(style)) return whole
  const most = Math.max(0, least - firstIndent(style))
  const found = own.torn?.get(most)
  if (found) return found
  const torn = prepare(
    whole.cells.flatMap((cell) => (cell.width > most ? cells.tear(cell, most) : [cell])),
    style,
  )
  own.torn ??= new Map()
  own.torn.set(most, torn)
  return torn
}

/**
 * Subheads and pull quotes are read like heads: in Chinese too their lines end where words do (H1, H2). A byline ends its
 * lines between credits.
 */
function prepareByWords({ cells, store, breakWords }: Preparing, paragraph: CopyParagraph, style: SetStyle): Prepared {
  const prepared = prepare(cells.cells(paragraph), style, store)
  if (style.name === 'byline' && style.lang !== 'en') {
    return { ...prepared, isLegal: creditBreaks(prepared, paragraph.text) }
  }
  if ((style.name !== 'subhead' && style.name !== 'pullQuote') || style.lang === 'en') return prepared
  return { ...prepared, isLegal: headBreaks(prepared, paragraph.text, style, breakWords).isLegal }
}

/** Baseline below the top of the em box: the face's own proportion of rise and fall, brought to one em. */
function ascentOf(shelf: FaceShelf, style: SetStyle): Emu {
  const first = style.faces[0]
  if (first === undefined) throw new RangeError(`style ${style.name} has no face`)
  const { ascender, descender } = shelf.face(first)
  return Math.floor((ascender * style.style.size) / (ascender - descender) + 0.5)
}

/** Ink of a character that is as high as its script: 国, and a capital without round parts. */
function inkHeightOf(shelf: FaceShelf, style: SetStyle, isHan: boolean): { rise: Emu; fall: Emu } {
  const faces = (isHan ? style.faces : style.latinFaces).map((id) => shelf.face(id))
  const { face } = faceFor(faces, (isHan ? '国' : 'H').codePointAt(0) ?? 0)
  const ink = face.inkOf(face.glyphOf((isHan ? '国' : 'H').codePointAt(0) ?? 0))
  const { size } = style.style
  return { rise: scaled(ink.top, face, size), fall: scaled(-ink.foot, face, size) }
}
