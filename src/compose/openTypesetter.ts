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
import type { LineMemory, Measures, SetStyle, Typesetter } from './typesetter.ts'

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
    breakParagraph: memory.lines,
    setHead: openHeads(memory.caseOf, input.breakWords),
    setLine: openSingleLines(memory.caseOf),
    outline: (face, glyph) => shelf.face(face).outlineOf(glyph),
    release: () => shelf.release(),
  }
}

/** Broken results kept a paragraph: the galley's, the page's, and those of styles and widths that are tried just now. */
const MOST_RESULTS = 24

/** A paragraph prepared in one style, and again with words torn for a narrow measure. */
interface Ready {
  readonly style: SetStyle
  readonly prepared: Prepared
  readonly torn: Map<Emu, Prepared>
}

/**
 * Paragraphs that stay prepared: those of the pages at hand. A prepared one takes 70 bytes a character, ten times as much
 * as its lines need again, and is made anew in less than a tenth of a millisecond.
 */
const MOST_PREPARED = 512

/** Keeps what was prepared last, and lends the tables of what was prepared longest ago to the next. */
function openRecent(store: TableStore) {
  const recent = new Map<CopyParagraph, Ready[]>()
  const letGo = (): void => {
    const [oldest] = recent
    if (!oldest || recent.size < MOST_PREPARED) return
    for (const { prepared } of oldest[1]) store.giveBack(prepared.tables)
    recent.delete(oldest[0])
  }
  return (paragraph: CopyParagraph, style: SetStyle, make: () => Prepared): Ready => {
    const styles = recent.get(paragraph)
    if (styles) for (const each of styles) if (each.style === style) return each
    if (!styles) letGo()
    const made: Ready = { style, prepared: make(), torn: new Map() }
    if (!styles) recent.set(paragraph, [made])
    else {
      if (styles.length >= MOST_STYLES) styles.shift()
      styles.push(made)
    }
    return made
  }
}

/** Styles in which one paragraph stays prepared: its own on the page, on the galley, and those that are tried just now. */
const MOST_STYLES = 4

/** Everything by identity of paragraph and style: a keystroke makes one new paragraph, and only that one is set anew. */
function openMemory(shelf: FaceShelf, breakWords: BreakWords) {
  const cases = new WeakMap<SetStyle, CellCase>()
  const known = new WeakMap<CopyParagraph, LineMemory>()
  const store = openTableStore()
  const recent = openRecent(store)
  const arena = new Arena()
  const ragged = openNarrow(shelf)
  const caseOf: CaseOf = (style) => {
    const found = cases.get(style) ?? openCellCase(shelf, style)
    cases.set(style, found)
    return found
  }
  const memoryOf = (paragraph: CopyParagraph): LineMemory => {
    const found = known.get(paragraph) ?? { results: [] }
    known.set(paragraph, found)
    return found
  }
  const lines: Typesetter['breakParagraph'] = (paragraph, style, measures, memory = memoryOf(paragraph)) => {
    const { results } = memory
    for (const each of results) {
      const isIt = each.paragraph === paragraph && each.style === style && isSameMeasures(each.measures, measures)
      if (isIt) return each.lines
    }
    const tools = { cells: caseOf(style), store, breakWords }
    const ready = recent(paragraph, style, () => prepareByWords(tools, paragraph, style))
    const broken = breakPrepared(preparedFor(tools, ready, style, measures), ragged(style, measures), measures, arena)
    if (results.length >= MOST_RESULTS) results.splice(0, MOST_RESULTS / 2)
    results.push({ paragraph, style, measures, lines: broken })
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

function preparedFor({ cells }: Preparing, { prepared, torn }: Ready, style: SetStyle, measures: Measures): Prepared {
  const least = Math.min(measures.rest, ...measures.first)
  if (prepared.widest <= least - firstIndent(style)) return prepared
  const most = Math.max(0, least - firstIndent(style))
  const found = torn.get(most)
  if (found) return found
  const pieces = prepared.cells.flatMap((cell) => (cell.width > most ? cells.tear(cell, most) : [cell]))
  const made = prepare(pieces, style)
  torn.set(most, made)
  return made
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
