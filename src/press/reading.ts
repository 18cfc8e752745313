/**
 * What a program that takes text out of the PDF reads. Letterspacing, vertical heads, hyphens and glyphs that stand for
 * several texts would garble it: wherever the glyphs alone do not say what copy says, the copy's text goes with them.
 */
import type { SetFrame, SetLine, SetRun } from '#contract/setPage.ts'
import { EM, type PressFont, type PressFonts } from './fonts.ts'

/** Gap after which programs put a blank, 1/100,000 em (a tenth in Poppler, more in others). */
const BLANK = 10_000
/** Gap that a program may or may not take for a blank. */
const DOUBT = 8_000

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

/** The text to put with a line, or null where its glyphs say it themselves. */
export function readingOf(line: SetLine, fonts: PressFonts): string | null {
  const meant = line.text.trim()
  if (meant === '') return null
  if (line.isHyphenated) return meant + SOFT_HYPHEN
  return seenText(line, fonts) === squeeze(meant) ? null : meant
}

/** A hyphen that is the typesetter's, not the copy's: readers drop it and join the word (PDF 32000-1, 14.8.2.2.3). */
const SOFT_HYPHEN = '\u00ad'

/** A vertical frame reads in one piece: its columns go from right to left, which no program guesses. */
export function verticalReading(frame: SetFrame): string {
  const lines = frame.lines.filter((line) => line.text !== '')
  return lines
    .map((line, i) => line.text + (line.isParagraphEnd && i < lines.length - 1 ? ' ' : ''))
    .join('')
    .trim()
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ')

/** What the glyphs of a horizontal line say, blanks guessed from gaps; a gap in doubt is marked by a tab, which is never meant. */
function seenText(line: SetLine, fonts: PressFonts): string {
  let seen = ''
  let end: number | null = null
  for (const run of line.runs) {
    const font = fonts.of(run.face)
    const em = run.size
    run.glyphs.forEach((glyph, i) => {
      const start = run.dx[i] ?? 0
      if (end !== null) seen += gapText(((start - end) * EM) / em, seen)
      seen += font.textOf(glyph)
      end = start + glyphAdvance(font, glyph, run)
    })
  }
  return squeeze(seen.replace(/[ \t]+ /g, ' ').replace(/ [ \t]+/g, ' ')).trim()
}

function gapText(gap: number, before: string): string {
  if (before.endsWith(' ') || gap < DOUBT) return ''
  return gap > BLANK * 1.2 ? ' ' : '\u{fffc}'
}

const glyphAdvance = (font: PressFont, glyph: number, run: SetRun): number =>
  (font.advance(glyph) * run.size * run.scale) / (EM * 1000)
