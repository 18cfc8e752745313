/** Words and numbers: shaped once as a whole, so that kerning holds across the points where they may be divided. */
import type { Emu } from '#contract/measure.ts'
import type { Shaped, ShapingFace } from '../faces/faceShelf.ts'
import type { StyleName } from '#contract/stylebook.ts'
import { faceFor, isPlainGlyph, PLAIN_CELL, scaled, tracked, type Cell, type CellGlyph, type Palette } from './cells.ts'
import { AFTER_ADDRESS_SIGN } from './cut.ts'
import { hyphenPoints, isName } from './hyphens.ts'

/** Heads and furniture have lining figures (E10); body keeps what its face gives. */
const LINING: ReadonlySet<StyleName> = new Set([
  'kicker',
  'headline',
  'deck',
  'subhead',
  'pullQuote',
  'folio',
  'masthead',
  'mastheadSmall',
])
/** Styles that are never hyphenated (H8). */
const WHOLE: ReadonlySet<StyleName> = new Set([
  'kicker',
  'headline',
  'deck',
  'subhead',
  'byline',
  'pullQuote',
  'folio',
  'masthead',
  'mastheadSmall',
])

export type PlacedGlyph = CellGlyph & { readonly offset: number; readonly end: Emu }
export interface ShapedWord {
  readonly glyphs: readonly PlacedGlyph[]
  readonly width: Emu
  readonly missing: string
}

/** Shapes a word at the style's size; characters that the first face lacks come from the next one that has them. */
export function shapeWord(palette: Palette, text: string): ShapedWord {
  const { size } = palette.style.style
  const glyphs: PlacedGlyph[] = []
  let width = 0
  let missing = ''
  for (const part of byFace(palette, text)) {
    if (part.isMissing && missing === '') missing = part.text
    const shaped = part.face.shapeLatin(part.text, LINING.has(palette.style.name))
    let units = 0
    const clusters = clusterTexts(part.text, shaped)
    shaped.forEach((glyph, at) => {
      const cluster = clusters[at] ?? ''
      const along = width + scaled(units + glyph.dx, part.face, size)
      units += glyph.advance
      glyphs.push({
        face: part.face.id,
        glyph: glyph.glyph,
        along,
        across: glyph.dy === 0 ? 0 : -scaled(glyph.dy, part.face, size),
        cluster,
        scale: 1000,
        isPlain: isPlainGlyph(part.face, glyph.glyph, cluster),
        isTurned: false,
        offset: part.from + glyph.cluster,
        end: width + scaled(units, part.face, size),
      })
    })
    width += scaled(units, part.face, size)
  }
  return { glyphs, width, missing }
}

/** The text of each glyph's cluster; '' for the second and later glyphs of one. */
function clusterTexts(text: string, shaped: readonly Shaped[]): string[] {
  const texts: string[] = Array.from({ length: shaped.length }, () => '')
  let end = text.length
  for (let at = shaped.length - 1; at >= 0; at--) {
    const start = shaped[at]?.cluster ?? 0
    if (shaped[at - 1]?.cluster === start) continue
    texts[at] = text.slice(start, end)
    end = start
  }
  return texts
}

interface Part {
  readonly face: ShapingFace
  readonly text: string
  readonly from: number
  readonly isMissing: boolean
}

function byFace({ latin, lastFor }: Palette, text: string): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const char of text) {
    const { face, isMissing } = faceFor(latin, char.codePointAt(0) ?? 0, lastFor)
    const last = parts.at(-1)
    if (last && last.face === face && last.isMissing === isMissing)
      parts[parts.length - 1] = { ...last, text: last.text + char }
    else parts.push({ face, text: char, from, isMissing })
    from += char.length
  }
  return parts
}

/** The cells of a word in horizontal setting: one, or several where it may be hyphenated (E1, E4). */
export function latinCells(palette: Palette, text: string, mayHyphenate = true): Cell[] {
  const word = shapeWord(palette, text)
  const { style } = palette
  const points =
    mayHyphenate && style.lang === 'en' && style.rules.hyphenate && !WHOLE.has(style.name)
      ? hyphenPoints(text, style.rules.dividesNames)
      : []
  const hyphen = points.length === 0 ? null : shapeWord(palette, '-')
  const [dash] = hyphen?.glyphs ?? []
  // The hyphen is no character of the story: it belongs to the cluster before it, so it cannot be painted by its text.
  const hyphenGlyph = dash ? { ...dash, cluster: '', isPlain: false } : null
  // Such a piece was cut from a compound or an address, or, where it is all figures, from a number that is marked in part.
  const isOpenAfter = text.length > 2 && /[/?&=._@#:~-]$/.test(text) && !/^[0-9,.]+[-.:]$/.test(text)
  return divide(word, points).map((part, at, parts) =>
    tracked(
      {
        ...PLAIN_CELL,
        kind: 'latin',
        text: text.slice(part.from, part.to),
        width: part.end - part.start,
        glyphs: part.glyphs.map((glyph) => (part.start === 0 ? glyph : { ...glyph, along: glyph.along - part.start })),
        hyphen: at === parts.length - 1 ? 0 : (hyphen?.width ?? 0),
        hyphenGlyph: at === parts.length - 1 ? null : hyphenGlyph,
        isOpenAfter: isOpenAfter && at === parts.length - 1,
        isName: parts.length > 1 && isName(text),
        missing: word.missing,
      },
      style,
    ),
  )
}

interface WordPart {
  readonly from: number
  readonly to: number
  readonly start: Emu
  readonly end: Emu
  readonly glyphs: readonly PlacedGlyph[]
}

/** Divides a shaped word at text offsets; a point inside a ligature is not taken. */
function divide(word: ShapedWord, points: readonly number[]): WordPart[] {
  const parts: WordPart[] = []
  let first = 0
  const close = (end: number): void => {
    const own = word.glyphs.slice(first, end)
    const [head, last] = [own[0], own.at(-1)]
    const start = parts.at(-1)?.end ?? 0
    const length = own.reduce((sum, glyph) => sum + glyph.cluster.length, 0)
    if (head && last) parts.push({ from: head.offset, to: head.offset + length, start, end: last.end, glyphs: own })
    first = end
  }
  for (const point of points) {
    const at = word.glyphs.findIndex((glyph) => glyph.offset === point)
    if (at > first) close(at)
  }
  close(word.glyphs.length)
  return parts
}

/**
 * A word that is wider than `most`: an address comes apart after its signs, all else wherever it must; nothing may run
 * out of a column unseen. Pieces that came apart in an illegal place are marked torn.
 */
export function tearWord(palette: Palette, cell: Cell, most: Emu, known: TornCells): Cell[] {
  const pieces: Cell[] = []
  for (const part of cell.text.split(AFTER_ADDRESS_SIGN)) {
    const whole = part.length < LONGEST_PART ? wholePart(palette, part, known) : null
    if (whole && whole.width <= most) pieces.push(whole)
    else for (const char of part) pieces.push(...tornCells(palette, char, known))
  }
  const last = pieces.pop()
  if (last) pieces.push({ ...last, isOpenAfter: cell.isOpenAfter, isTorn: false })
  return pieces
}

/** Parts of addresses and single letters that were torn before: the same ones come again. */
export interface TornCells {
  readonly parts: Map<string, Cell | null>
  readonly letters: Map<string, readonly Cell[]>
}

/** Longer parts of an address are torn without being shaped whole first. */
const LONGEST_PART = 200
/** More torn parts than any story has are forgotten. */
const MOST_TORN = 4000

function wholePart(palette: Palette, part: string, { parts }: TornCells): Cell | null {
  const found = parts.get(part)
  if (found !== undefined) return found
  const [whole] = latinCells(palette, part, false)
  const made = whole?.text === part ? { ...whole, isOpenAfter: true } : null
  if (parts.size > MOST_TORN) parts.clear()
  parts.set(part, made)
  return made
}

function tornCells(palette: Palette, char: string, { letters }: TornCells): readonly Cell[] {
  const found = letters.get(char)
  if (found) return found
  const made = latinCells(palette, char).map((one) => ({ ...one, isOpenAfter: true, isTorn: true }))
  if (letters.size > MOST_TORN) letters.clear()
  letters.set(char, made)
  return made
}
