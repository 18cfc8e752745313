/**
 * What a program that takes text out of the PDF reads. Letterspacing, vertical heads, hyphens and glyphs that stand for
 * several texts would garble it: wherever the glyphs alone do not say what copy says, the copy's text goes with them.
 */
import type { Place } from '#contract/copy.ts'
import type { SetFrame, SetLine, SetPage, SetRun } from '#contract/setPage.ts'
import { EM, type PressFonts } from './fonts.ts'

/** Gap that programs surely take for a blank, 1/100,000 em (Poppler from a tenth of an em on, others later). */
const BLANK = 12_000
/** Gap that a program may or may not take for one. */
const DOUBT = 8_000
/** Stands for a gap in doubt: no copy has it, so the line never counts as read right. */
const IN_DOUBT = '\u{fffc}'

/** Tells every font of a frame which glyphs it shows and what they stand for. */
export function collectGlyphs(frame: SetFrame, fonts: PressFonts): void {
  for (const line of frame.lines) {
    for (const run of line.runs) {
      const font = fonts.of(run.face)
      const texts = glyphTexts(run)
      run.glyphs.forEach((glyph, i) => font.use(glyph, shownText(texts[i] ?? '')))
    }
  }
}

/** A tab is drawn by the glyph of a blank, which must not read as a tab wherever else it stands. */
const shownText = (text: string): string => (text !== '' && text.trim() === '' ? ' ' : text)

/** A cluster of as many characters as glyphs gives one to each (two dashes); else its first glyph stands for it whole. */
function glyphTexts(run: SetRun): readonly string[] {
  const texts: string[] = [...run.clusters]
  for (let i = 0; i < texts.length;) {
    let next = i + 1
    while (next < texts.length && texts[next] === '') next++
    const characters = [...(texts[i] ?? '')]
    if (next - i > 1 && characters.length === next - i) texts.splice(i, next - i, ...characters)
    i = next
  }
  return texts
}

/** Lines of a frame that read in one piece, with the text that goes with them; null where their glyphs say it. */
export interface Passage {
  readonly text: string | null
  readonly lines: readonly SetLine[]
  /** Where in its story it begins; null for furniture. */
  readonly place: Place | null
}

/**
 * A page's passages, frame by frame. A paragraph reads whole where it begins, and its further lines read as nothing: a
 * program that takes columns of a newspaper for lines of a book would mingle them otherwise, and a word that a hyphen or
 * a column's end cuts stays a word. Vertical frames are one passage each: no program guesses that lines go right to left.
 * Only where each paragraph `isElement` of a structure tree, which says the order, a tier is its paragraphs.
 */
export function passagesOf(
  page: SetPage,
  fonts: PressFonts,
  isElement: boolean,
): ReadonlyMap<SetFrame, readonly Passage[]> {
  const paragraphs = paragraphTexts(page)
  const read = new Set<string>()
  const passages = new Map<SetFrame, readonly Passage[]>()
  for (const frame of page.frames) {
    const isWhole = frame.vertical && (frame.part !== 'body' || !isElement)
    passages.set(
      frame,
      isWhole ? [verticalPassage(frame, paragraphs, read)] : paragraphPassages(frame, paragraphs, read, fonts),
    )
  }
  return passages
}

function paragraphPassages(
  frame: SetFrame,
  paragraphs: ReadonlyMap<string, Paragraph>,
  read: Set<string>,
  fonts: PressFonts,
): Passage[] {
  const passages: Passage[] = []
  for (let from = 0; from < frame.lines.length;) {
    const first = frame.lines[from]
    if (!first) break
    const key = paragraphKey(frame, first)
    const to = key === null ? from + 1 : paragraphEnd(frame, from, key)
    const lines = frame.lines.slice(from, to)
    const paragraph = key === null ? null : paragraphs.get(key)
    const isShort = key === null || !paragraph || paragraph.lines === 1
    const text = isShort ? ownText(first, fonts) : read.has(key) ? '' : paragraph.text
    passages.push({ text, lines, place: first.from })
    if (key !== null) read.add(key)
    from = to
  }
  return passages
}

/** The line after the last one from `from` on that belongs to a paragraph. */
function paragraphEnd(frame: SetFrame, from: number, key: string): number {
  let to = from + 1
  while (to < frame.lines.length && paragraphKey(frame, frame.lines[to]) === key) to++
  return to
}

/** The text that a line by itself needs beside its glyphs. */
function ownText(line: SetLine, fonts: PressFonts): string | null {
  const text = line.text.trim()
  // A program takes the gap of a tab for that between two columns, and the one row for lines of both.
  if (line.vertical || text.includes('\t')) return text
  return text === '' || seenText(line, fonts) === text.replace(/\s+/g, ' ') ? null : text
}

/** A vertical frame: a title reads as its lines say, a tier of body as the paragraphs that begin in it. */
function verticalPassage(frame: SetFrame, paragraphs: ReadonlyMap<string, Paragraph>, read: Set<string>): Passage {
  const place = frame.lines[0]?.from ?? null
  if (frame.part !== 'body') return { text: verticalText(frame) || null, lines: frame.lines, place }
  const keys = new Set(frame.lines.flatMap((line) => paragraphKey(frame, line) ?? []))
  const texts = [...keys].filter((key) => !read.has(key)).map((key) => paragraphs.get(key)?.text ?? '')
  for (const key of keys) read.add(key)
  return { text: texts.join(' '), lines: frame.lines, place }
}

/** A vertical title's text. */
function verticalText(frame: SetFrame): string {
  const lines = frame.lines.filter((line) => line.text !== '')
  const last = lines.length - 1
  return lines
    .map((line, i) => line.text + (line.isParagraphEnd && i < last ? ' ' : ''))
    .join('')
    .trim()
}

/** What a page shows of a paragraph. */
interface Paragraph {
  text: string
  lines: number
  /** Offset in the story up to which it was read. */
  end: number
}

/** Paragraphs put together from their lines; a blank that a line's end swallowed comes back. */
function paragraphTexts(page: SetPage): ReadonlyMap<string, Paragraph> {
  const paragraphs = new Map<string, Paragraph>()
  for (const frame of page.frames) {
    for (const line of frame.lines) {
      const key = paragraphKey(frame, line)
      if (key === null || !line.from || !line.to) continue
      const known = paragraphs.get(key)
      if (!known) {
        paragraphs.set(key, { text: line.text, lines: 1, end: line.to.offset })
        continue
      }
      known.text += (line.from.offset > known.end ? ' ' : '') + line.text
      known.end = line.to.offset
      known.lines++
    }
  }
  return paragraphs
}

/** Tells paragraphs of a page apart, also of a story that is placed twice; null for furniture. */
function paragraphKey(frame: SetFrame, line: SetLine | undefined): string | null {
  return line?.from ? `${frame.record ?? frame.item ?? frame.id} ${line.from.part} ${line.from.paragraph}` : null
}

/** What the glyphs of a horizontal line say by themselves, blanks guessed from gaps. */
function seenText(line: SetLine, fonts: PressFonts): string {
  let seen = ''
  let end: number | null = null
  for (const run of line.runs) {
    const font = fonts.of(run.face)
    run.glyphs.forEach((glyph, i) => {
      const start = run.dx[i] ?? 0
      const text = font.textOf(glyph)
      if (end !== null && text !== ' ') seen += gapText(((start - end) * EM) / run.size, seen)
      seen += text
      end = start + (font.advance(glyph) * run.size * run.scale) / (EM * 1000)
    })
  }
  return seen.replace(/\s+/g, ' ').trim()
}

function gapText(gap: number, before: string): string {
  if (gap < DOUBT || before.endsWith(' ')) return ''
  return gap > BLANK ? ' ' : IN_DOUBT
}
