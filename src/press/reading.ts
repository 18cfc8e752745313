/**
 * What a program that takes text out of the PDF reads. Letterspacing, vertical heads, hyphens and glyphs that stand for
 * several texts would garble it: wherever the glyphs alone do not say what copy says, the copy's text goes with them.
 */
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
      run.glyphs.forEach((glyph, i) => font.use(glyph, texts[i] ?? ''))
    }
  }
}

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

/** The texts that go with lines, and with vertical frames as wholes; what is not among them reads right by itself. */
export type Readings = ReadonlyMap<SetFrame | SetLine, string>

export function readingsOf(page: SetPage, fonts: PressFonts): Readings {
  const readings = new Map<SetFrame | SetLine, string>()
  const words = cutWords(page)
  for (const frame of page.frames) {
    if (frame.vertical) {
      const text = verticalText(frame)
      if (text !== '') readings.set(frame, text)
      continue
    }
    for (const line of frame.lines) {
      const text = words.get(line) ?? line.text.trim()
      const isRight = text === '' ? !words.has(line) : seenText(line, fonts) === text.replace(/\s+/g, ' ')
      if (!isRight) readings.set(line, text)
    }
  }
  return readings
}

/** A vertical frame reads in one piece: its columns go from right to left, which no program guesses. */
function verticalText(frame: SetFrame): string {
  const lines = frame.lines.filter((line) => line.text !== '')
  const last = lines.length - 1
  return lines
    .map((line, i) => line.text + (line.isParagraphEnd && i < last ? ' ' : ''))
    .join('')
    .trim()
}

/** A hyphen that is the typesetter's, where the word's rest is not on the page (PDF 32000-1, 14.8.2.2.3). */
const SOFT_HYPHEN = '\u00ad'
/** The rest of a word at a line's start, its marks included; Han ends it too. */
const WORD_REST = /^[^\s\u2e80-\uffef]+/

/** Words that hyphens cut are read whole where they begin; the line that has the rest reads on after it. */
function cutWords(page: SetPage): ReadonlyMap<SetLine, string> {
  const starts = new Map<string, SetLine>()
  for (const frame of page.frames)
    for (const line of frame.lines) if (line.from) starts.set(placeKey(frame, line.from), line)
  const cut = new Map<SetLine, string>()
  for (const frame of page.frames) {
    frame.lines.forEach((line, i) => {
      if (!line.isHyphenated) return
      const next = line.to ? starts.get(placeKey(frame, line.to)) : frame.lines[i + 1]
      const rest = next ? (WORD_REST.exec(next.text)?.[0] ?? '') : SOFT_HYPHEN
      cut.set(line, (cut.get(line) ?? line.text).trim() + rest)
      if (next) cut.set(next, next.text.slice(rest.length).trim())
    })
  }
  return cut
}

const placeKey = (frame: SetFrame, place: NonNullable<SetLine['from']>): string =>
  `${frame.item ?? frame.id} ${place.part} ${place.paragraph} ${place.offset}`

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
