/**
 * Heads: the editor's lines, broken again by words where they are too long (H1, H2), even among each other (H4), at the
 * largest size of the paper's list that fits. At each size a head is tried as it is drawn, then tightened (H5), then made
 * narrower (H6), and only then at the next size. What is chosen depends on the words and their place alone.
 */
import type { BreakWords, CopyParagraph } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import { naturalWidth } from '../break/candidate.ts'
import { prepare, type Prepared } from '../break/prepared.ts'
import type { CaseOf } from '../shape/cellCase.ts'
import type { Cell } from '../shape/cells.ts'
import type { HeadSpec, SetHead, SetStyle } from '../typesetter.ts'
import { anyBreaks, bodyBreaks, type HeadBreaks } from './breakTable.ts'
import { headBreaks } from './headBreaks.ts'
import { roomFor, setLines, type Division, type Fit } from './headLines.ts'
import { piecesOf, type HeadPiece, type PieceMemory } from './headPieces.ts'
import { fewestLines, fillLines, openInside, tightening } from './splitHead.ts'

/** Heads kept a paragraph: a title tries a few numbers of lines and lists of sizes, and a screen a few widths. */
const MOST_HEADS = 32
/** A head longer than this is a story in the wrong field: it is filled line by line, since weighing it would take for ever. */
const MOST_WEIGHED = 200

export function openHeads(caseOf: CaseOf, breakWords: BreakWords): (head: HeadSpec) => SetHead {
  const room = openRoom(caseOf, breakWords)
  const known = new WeakMap<CopyParagraph, { readonly head: HeadSpec; readonly set: SetHead }[]>()
  return (head) => {
    const first = head.paragraphs[0]
    if (!first) return setHead(room, head)
    const kept = known.get(first) ?? []
    const same = kept.find((each) => isSameHead(each.head, head))
    if (same) return same.set
    const set = setHead(room, head)
    if (kept.length >= MOST_HEADS) kept.length = 0
    kept.push({ head, set })
    known.set(first, kept)
    return set
  }
}

const isSameHead = (a: HeadSpec, b: HeadSpec): boolean =>
  a.style === b.style &&
  a.part === b.part &&
  a.measure === b.measure &&
  a.mostLines === b.mostLines &&
  a.spread === b.spread &&
  a.align === b.align &&
  a.handScale === b.handScale &&
  a.scale?.least === b.scale?.least &&
  a.scale?.most === b.scale?.most &&
  isSameList(a.sizes, b.sizes) &&
  isSameList(a.paragraphs, b.paragraphs)

const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i])

/** What heads are set with, and what is remembered of their forced lines at each size. */
interface Room {
  readonly caseOf: CaseOf
  readonly breakWords: BreakWords
  readonly pieces: PieceMemory
  styleAt(style: SetStyle, size: Emu): SetStyle
  prepared(copy: CopyParagraph, style: SetStyle): Prepared
  /** Breaks are the same at every size: found once for the head's style. */
  breaks(copy: CopyParagraph, head: HeadSpec): HeadBreaks
}

function openRoom(caseOf: CaseOf, breakWords: BreakWords): Room {
  const styles = new WeakMap<SetStyle, Map<Emu, SetStyle>>()
  const prepared = new WeakMap<CopyParagraph, WeakMap<SetStyle, Prepared>>()
  const breaks = new WeakMap<CopyParagraph, WeakMap<SetStyle, HeadBreaks>>()
  const room: Room = {
    caseOf,
    breakWords,
    pieces: new WeakMap(),
    styleAt: (style, size) => {
      const sizes = nested(styles, style, () => new Map<Emu, SetStyle>())
      const found = sizes.get(size) ?? headStyle(style, size)
      sizes.set(size, found)
      return found
    },
    prepared: (copy, style) => {
      const own = nested(prepared, copy, () => new WeakMap<SetStyle, Prepared>())
      return nested(own, style, () => prepare(caseOf(style).cells(copy), style))
    },
    breaks: (copy, { style, sizes }) => {
      const own = nested(breaks, copy, () => new WeakMap<SetStyle, HeadBreaks>())
      const at = room.styleAt(style, sizes[0] ?? style.style.size)
      return nested(own, style, () => headBreaks(room.prepared(copy, at), copy.text, at, breakWords))
    },
  }
  return room
}

function nested<K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}

/** Marks at the ends of a head's lines are always trimmed, so that a centred line looks centred. */
const headStyle = (style: SetStyle, size: Emu): SetStyle => ({
  ...style,
  style: { ...style.style, size },
  rules: { ...style.rules, trimLineEnd: true, trimLineStart: true },
})

/** Least part of its first size that a head falls to, thousandths, for the sake of the breaks that it prefers. */
const PREFERRED_DOWN_TO = 800

function setHead(room: Room, head: HeadSpec): SetHead {
  const last = head.sizes.at(-1)
  if (last === undefined) throw new RangeError('a head without sizes')
  const pieces = piecesOf(head.paragraphs, room.pieces).filter(({ copy }) => copy.text.trim() !== '')
  const length = pieces.reduce((sum, { copy }) => sum + copy.text.length, 0)
  if (length > MOST_WEIGHED) return setLines(room.breakWords, head, endless(room, head, pieces, last))
  const fit =
    firstFit(room, head, pieces, true) ?? firstFit(room, head, pieces, false) ?? forced(room, head, pieces, last)
  return setLines(room.breakWords, head, fit)
}

/** The first size that fits; `preferred`: with the breaks that the head prefers, where it prefers any. */
function firstFit(room: Room, head: HeadSpec, pieces: readonly HeadPiece[], preferred: boolean): Fit | null {
  if (preferred && !pieces.some(({ copy }) => room.breaks(copy, head).preferred)) return null
  const largest = head.sizes[0] ?? 0
  for (let i = 0; i < head.sizes.length; i++) {
    const size = head.sizes[i] ?? largest
    if (preferred && size * 1000 < largest * PREFERRED_DOWN_TO) return null
    const fit = isFar(room, head, pieces, size) ? null : fitAt(room, head, pieces, i, preferred)
    if (fit) return fit
  }
  return null
}

/** Whether a size is out of the question: even tightened and narrowed the words are wider than all lines together. */
function isFar(room: Room, head: HeadSpec, pieces: readonly HeadPiece[], size: Emu): boolean {
  const largest = head.sizes[0] ?? size
  const first = room.styleAt(head.style, largest)
  const least = head.handScale ?? (head.style.vertical ? 1000 : (head.scale?.least ?? 1000))
  const measure = Math.max(1, (roomFor(head, size) * 1000) / (head.style.vertical ? 1000 : least))
  let lines = 0
  for (const { copy } of pieces) {
    const prepared = room.prepared(copy, first)
    const width = (naturalWidth(prepared, 0, prepared.cells.length, first) * size) / largest
    lines += Math.max(1, Math.floor((width * 9) / (10 * measure)))
  }
  return lines > head.mostLines
}

/** The head at one size of its list: natural or tightened, else as much narrower as the paper lets it be by itself. */
function fitAt(room: Room, head: HeadSpec, pieces: readonly HeadPiece[], i: number, preferred: boolean): Fit | null {
  const size = head.sizes[i] ?? 0
  const style = room.styleAt(head.style, size)
  const by = (scale: number): Division[] | null => divideAll(room, head, pieces, style, scale, preferred)
  const natural = head.handScale ?? 1000
  const divisions = by(natural)
  if (divisions) return { style, scale: natural, divisions, isOver: false }
  const least = narrowest(head, i)
  const narrow = least < 1000 ? by(least) : null
  return narrow && { style, scale: scaleFor(head, style, narrow, least), divisions: narrow, isOver: false }
}

/** H6: a head is narrowed by itself only where the next size of the list is at least this much smaller, thousandths. */
const GREAT_STEP = 100

/**
 * H6: how narrow a head may become by itself. Where sizes lie close together the next one, as it is drawn, looks better; and
 * never is it narrower than the next size's characters are. Chosen by hand, it stays as chosen; the columns of a vertical
 * head are not made wider.
 */
function narrowest({ sizes, scale, handScale, style }: HeadSpec, i: number): number {
  if (!scale || (handScale ?? null) !== null || style.vertical) return 1000
  const [size, next] = [sizes[i] ?? 1, sizes[i + 1]]
  if (next === undefined) return scale.least
  const part = Math.ceil((next * 1000) / size)
  return part > 1000 - GREAT_STEP ? 1000 : Math.max(scale.least, part)
}

/** The widest scale at which all lines fit, one for the whole deck of lines. */
function scaleFor(head: HeadSpec, style: SetStyle, divisions: readonly Division[], least: number): number {
  let scale = 1000
  for (const { prepared, lines } of divisions)
    for (const line of lines) {
      const room = head.measure + tightening(prepared, line, style)
      if (line.width > room) scale = Math.min(scale, Math.floor((room * 1000) / line.width))
    }
  return Math.max(least, scale)
}

/** All forced lines of the head in as few lines each as words allow, or null where that is too many. */
function divideAll(
  room: Room,
  head: HeadSpec,
  pieces: readonly HeadPiece[],
  style: SetStyle,
  scale: number,
  preferred: boolean,
): Division[] | null {
  let left = head.mostLines
  const divisions: Division[] = []
  for (const piece of pieces) {
    const prepared = room.prepared(piece.copy, style)
    const own = room.breaks(piece.copy, head)
    const breaks = (preferred ? own.preferred : null) ?? own
    const lines = fewestLines(splitAt(head, prepared, breaks, style, scale), left)
    if (!lines) return null
    left -= lines.length
    divisions.push({ piece, prepared, words: own, breaks, lines })
  }
  return divisions
}

/** H9: a column of a vertical headline has five characters, where the head has as many. */
const SHORTEST_COLUMN = 4600

/** Room for the lines at the face's natural width: a head that is set at 900 has a ninth more of it. */
function splitAt(head: HeadSpec, prepared: Prepared, breaks: HeadBreaks, style: SetStyle, scale: number) {
  const room = roomFor(head, style.style.size)
  const measure = style.vertical ? room : Math.floor((room * 1000) / scale)
  const isColumn = style.vertical && head.part === 'headline'
  const least = isColumn ? Math.floor((style.style.size * SHORTEST_COLUMN) / 1000) : 0
  return { prepared, breaks, style, measure, least }
}

/** At the smallest size every head is set; what is wider than the head is broken inside, and nothing else is. */
function forced(room: Room, head: HeadSpec, pieces: readonly HeadPiece[], size: Emu): Fit {
  const style = room.styleAt(head.style, size)
  const scale = head.handScale ?? 1000
  const divisions = pieces.map((piece): Division => {
    const prepared = room.prepared(piece.copy, style)
    const words = room.breaks(piece.copy, head)
    const lines = fewestLines(splitAt(head, prepared, words, style, scale), prepared.cells.length)
    return lines ? { piece, prepared, words, breaks: words, lines } : torn(room, head, piece, style, scale)
  })
  const count = divisions.reduce((sum, { lines }) => sum + lines.length, 0)
  return { style, scale, divisions, isOver: count > head.mostLines }
}

function torn(room: Room, head: HeadSpec, piece: HeadPiece, style: SetStyle, scale: number): Division {
  const prepared = tornCells(room, head, piece, style)
  const words = headBreaks(prepared, piece.copy.text, style, room.breakWords)
  const opened = openWide(openWide(words, bodyBreaks(prepared)), anyBreaks(prepared))
  const split = splitAt(head, prepared, opened, style, scale)
  const lines = fewestLines(split, prepared.cells.length) ?? fillLines(split)
  return { piece, prepared, words, breaks: opened, lines }

  function openWide(breaks: HeadBreaks, finer: HeadBreaks): HeadBreaks {
    return openInside(splitAt(head, prepared, breaks, style, scale), finer)
  }
}

function tornCells(room: Room, head: HeadSpec, { copy }: HeadPiece, style: SetStyle): Prepared {
  const whole = room.prepared(copy, style)
  if (whole.widest <= head.measure) return whole
  const own = room.caseOf(style)
  const pieces = new Map<Cell, readonly Cell[]>()
  const tear = (cell: Cell): readonly Cell[] => {
    const found = pieces.get(cell) ?? own.tear(cell, head.measure)
    pieces.set(cell, found)
    return found
  }
  return prepare(
    whole.cells.flatMap((cell) => (cell.width > head.measure ? tear(cell) : [cell])),
    style,
  )
}

/** A story in the wrong field: filled line by line at the smallest size, as text is. */
function endless(room: Room, head: HeadSpec, pieces: readonly HeadPiece[], size: Emu): Fit {
  const style = room.styleAt(head.style, size)
  const scale = head.handScale ?? 1000
  const divisions = pieces.map((piece): Division => {
    const prepared = tornCells(room, head, piece, style)
    const words = bodyBreaks(prepared)
    const breaks = openInside(splitAt(head, prepared, words, style, scale), anyBreaks(prepared))
    return { piece, prepared, words, breaks, lines: fillLines(splitAt(head, prepared, breaks, style, scale)) }
  })
  return { style, scale, divisions, isOver: true }
}
