/**
 * Space on the line, read from the glyphs' positions: widths of marks (R5, R7, R8), what was taken (R9) and given (R10),
 * the gap between Han and Latin (R11), how loose a line is (R12), and English word spaces and letters (E6).
 *
 * A Han character and a full-width mark are one em wide, so the step to what follows says everything. Latin letters have
 * widths that only their face knows: those are learned from lines that were set natural, on the same page.
 */
import type { Emu } from '#contract/measure.ts'
import type { HouseRules } from '#contract/stylebook.ts'
import { foundOn, type Found } from './breach.ts'
import {
  isBlank,
  isHalf,
  isHanText,
  isJoiner,
  isLatinText,
  isLongMark,
  isSign,
  markOf,
  unitIn,
  isCentredMark,
} from './readMarks.ts'
import { isCap, isRow, type ReadGlyph, type ReadLine, type ReadStory } from './readLines.ts'

/** Whole Emu are shared out 1 by 1, at several steps of R9 and R10: so many may a gap be off. */
const ROUNDING = 4

/** Lines that are set as text: heads are spread by rules of their own. */
const isText = (line: ReadLine): boolean => !isCap(line) && !TITLE.has(line.frame.part)
const TITLE: ReadonlySet<string> = new Set(['kicker', 'headline', 'deck'])

export function spaceBreaches(story: ReadStory, rules: HouseRules): Found[] {
  const lines = story.lines.filter((line) => isText(line) && line.glyphs.length > 0)
  const learned = learn(lines)
  const caps = story.lines.filter(isCap)
  const down = story.lines.filter(({ set, isEnglish }) => set.vertical && !isEnglish)
  const text = lines.flatMap((line) => {
    if (isRow(line)) return overBreaches(line)
    const indents = isBesideCap(line, caps) ? [] : indentBreaches(line, rules)
    const edges = [...measureBreaches(line), ...indents]
    if (line.isEnglish) return [...edges, ...englishBreaches(line, learned)]
    return line.set.vertical ? edges : [...edges, ...hanBreaches(line, rules, learned)]
  })
  return [...text, ...down.flatMap(verticalBreaches)]
}

/** Room between a line's end and its measure; negative where it goes beyond. */
function shortOf({ set, frame: { box } }: ReadLine): Emu {
  return set.vertical ? box.y + box.height - set.y - set.width : box.x + box.width - set.x - set.width
}

function overBreaches(line: ReadLine): Found[] {
  const short = shortOf(line)
  return short < 0 ? [foundOn('measure', line, { over: -short })] : []
}

/** E7: English below so many characters is ragged. */
const RAGGED_BELOW = 30

/** A justified line ends at its measure; the last of a paragraph no further, and in a narrow English leg none needs to (E7). */
function measureBreaches(line: ReadLine): Found[] {
  const short = shortOf(line)
  const { set, frame, style } = line
  if (short < 0) return overBreaches(line)
  const isFree = style.align !== 'justify' || set.isParagraphEnd
  if (isFree || short === 0 || isOneWord(line, short)) return []
  if (!line.isEnglish || set.gap !== 0) return [foundOn('measure', line, { short })]
  // Natural and short of its measure: ragged. What the measure holds is told by the line's own characters.
  const holds = Math.floor((frame.box.width * set.text.length) / Math.max(1, set.width))
  return holds <= RAGGED_BELOW + RAGGED_MARGIN ? [] : [foundOn('E7', line, { holds })]
}

/** A single word has nothing that could grow: what it leaves at its end is let pass as far as R12 lets a gap pass. */
const isOneWord = ({ set, glyphs }: ReadLine, short: Emu): boolean =>
  short * 10 <= set.size && glyphs.every(({ text, isAdded }) => isAdded || isLatinText(text))
/** A line of wide or narrow letters is no measure of the alphabet: so many characters may it be off. */
const RAGGED_MARGIN = 6

const isBesideCap = ({ set }: ReadLine, caps: readonly ReadLine[]): boolean =>
  caps.some(({ set: cap }) => cap.from?.paragraph === set.from?.paragraph && set.y < cap.y + set.size)

/** R13: legs of fewer characters have an indent of one. */
const NARROW = 10

/** R13, E9 and R8 at the line's start: where the first character stands. */
function indentBreaches(line: ReadLine, rules: HouseRules): Found[] {
  const first = line.glyphs[0]
  const { set, style } = line
  if (!first || style.align !== 'justify' || set.vertical || set.from?.part !== 'body') return []
  const isFirst = set.from.offset === 0
  const isNarrow = !line.isEnglish && style.indent === 2000 && line.frame.box.width < NARROW * set.size
  const indent = isFirst ? Math.floor(((isNarrow ? 1000 : style.indent) * set.size) / 1000 + 0.5) : 0
  const isOpening = markOf(first.text) === 'open' && !line.isEnglish
  const half = Math.floor(set.size / 2)
  if (isOpening) {
    const wanted = indent - (rules.trimLineStart ? half : 0)
    // Narrow brackets lose what blank they have.
    const isKept = first.at === wanted || (rules.trimLineStart && first.at > wanted && first.at < indent)
    return isKept ? [] : [foundOn('R8', line, { at: first.at, wanted })]
  }
  const isAfterHead = line.isEnglish && isFirst && first.at === 0 && line.name === 'text'
  const isHere = first.at === indent || isAfterHead || !isAnchored(first.text)
  return isHere ? [] : [foundOn(line.isEnglish ? 'E9' : 'R13', line, { at: first.at, wanted: indent })]
}

/** Characters whose origin is their box's edge: dashes and dots are drawn anywhere inside. */
const isAnchored = (text: string): boolean => isHanText(text) || isLatinText(text) || markOf(text) !== null

/** What a piece of Chinese text is, for the step to what follows it. */
type Kind = 'han' | 'open' | 'close' | 'pause' | 'stop' | 'latin' | 'blank' | 'other'

function kindOf(text: string): Kind {
  const mark = markOf(text)
  if (mark) return mark
  if (isHanText(text)) return 'han'
  if (isBlank(text)) return 'blank'
  return isLatinText(text) && !isSign(text) ? 'latin' : 'other'
}

interface Step {
  readonly a: ReadGlyph
  readonly b: ReadGlyph
  readonly left: Kind
  readonly right: Kind
  /** From the origin of `a` to that of `b`, letterspacing taken off. */
  readonly length: Emu
}

const stepsOf = (line: ReadLine): Step[] =>
  line.glyphs.slice(1).map((b, i) => {
    const a = line.glyphs[i] as ReadGlyph
    return { a, b, left: kindOf(a.text), right: kindOf(b.text), length: b.at - a.at - line.tracking }
  })

function hanBreaches(line: ReadLine, rules: HouseRules, learned: Learned): Found[] {
  const steps = stepsOf(line)
  const units = inUnits(line)
  const gaps = steps
    .filter(({ a, left, right }) => left === 'han' && right === 'han' && !units.has(a))
    .map(({ length }) => length - line.set.size)
  const widest = gaps.reduce((most, gap) => Math.max(most, gap), 0)
  const least = gaps.reduce((few, gap) => Math.min(few, gap), widest)
  // Where no two Han characters meet, the line's own figure says how wide its gaps are.
  const gap = gaps.length > 0 ? widest : Math.ceil(((line.set.gap + 1) * line.set.size) / 1000)
  return [
    ...looseBreaches(line, rules, least, widest),
    ...steps.flatMap((step) => stepBreaches(line, step, gap, rules)),
    ...wordBreaches(line, steps, learned),
    ...longBreaches(line, gap),
    ...squeezeBreaches(line, rules.adjacent === 1000 ? steps.filter(isAlone) : steps, widest),
    ...endBreaches(line, rules),
  ]
}

/** Characters of a number's unit with another one after them: a unit is read as one with its number and stays closed (R4). */
function inUnits({ glyphs }: ReadLine): ReadonlySet<ReadGlyph> {
  const inside = new Set<ReadGlyph>()
  for (const [i, { text }] of glyphs.entries()) {
    if (!/[0-9]$/.test(text)) continue
    const ahead = glyphs.slice(i + 1, i + 1 + LONGEST_UNIT)
    const length = unitIn(ahead.map((glyph) => glyph.text).join(''))
    for (const glyph of ahead.slice(0, Math.max(0, length - 1))) inside.add(glyph)
  }
  return inside
}

/** Glyphs that a unit can have: 万平方公里 and a little more. */
const LONGEST_UNIT = 6

/** R12 and R10: gaps between Han characters are alike, never below natural, and not wider than an error. */
function looseBreaches(line: ReadLine, rules: HouseRules, least: Emu, widest: Emu): Found[] {
  const found: Found[] = []
  const { size } = line.set
  if (least < 0) found.push(foundOn('R12', line, { tight: least }))
  if (widest - Math.max(0, least) > 1) found.push(foundOn('R10', line, { least, widest }))
  if (widest * 1000 > rules.looseError * size)
    found.push(foundOn('R12', line, { gap: Math.floor((widest * 1000) / size) }))
  return found
}

/** What is blank of a mark before and after its ink, and may go. */
interface Blanks {
  readonly before: Emu
  readonly after: Emu
}

/**
 * Brackets are blank in their outer half, other marks in their second; a mark that stands in the middle of its em
 * (Traditional faces) has a quarter on each side that may go, so that half an em is left with its ink in the middle.
 */
function blanksOf({ text }: ReadGlyph, { set: { size }, isTraditional }: ReadLine): Blanks {
  const half = Math.floor(size / 2)
  const quarter = Math.floor(size / 4)
  const mark = markOf(text)
  if (mark === null) return { before: 0, after: 0 }
  if (mark === 'open') return { before: half, after: 0 }
  return isTraditional && isCentredMark(text) ? { before: quarter, after: quarter } : { before: 0, after: half }
}

const isMark = (kind: Kind): boolean => kind !== 'han' && kind !== 'latin' && kind !== 'blank' && kind !== 'other'
/** Two marks whose blanks meet: all but an opening one before a mark that is none. */
const isPair = ({ left, right }: Step): boolean =>
  isMark(left) && isMark(right) && (left !== 'open' || right === 'open')

/** R5, R7, R9, R11: the step from one character to the next lies between what may be taken and what may be given. */
function stepBreaches(line: ReadLine, step: Step, gap: Emu, rules: HouseRules): Found[] {
  const { left, right, length } = step
  const { size } = line.set
  const half = Math.floor(size / 2)
  const { after } = blanksOf(step.a, line)
  const { before } = blanksOf(step.b, line)
  const pair = { pair: step.a.text + step.b.text, step: Math.floor((length * 1000) / size) }
  const say = (rule: 'R5' | 'R7' | 'R11', least: Emu, most: Emu): Found[] =>
    length < least - ROUNDING || length > most + ROUNDING ? [foundOn(rule, line, pair)] : []
  if (isPair(step)) return say('R7', ...pairRange(step, after + before, line, gap, rules))
  if (left === 'han' && isMark(right)) return say('R5', size - before, size + gap)
  if (isMark(left) && right === 'han') return say('R5', size - after, size + gap)
  if (isMark(left) && right === 'latin') return say('R11', size - after, size + gap)
  if (left === 'han' && right === 'latin') {
    const eighth = Math.min(Math.floor(size / 8), Math.floor((rules.cjkLatin * size) / 1000))
    return say('R11', size + eighth - 1, size + Math.max(half, Math.floor((rules.cjkLatin * size) / 1000)) + gap)
  }
  return []
}

/**
 * R7: two adjacent marks have given half an em between them, or all that is blank there where that is less (centred ones
 * give the rest at their outer sides); in 1 em, or squeezed, all of it.
 */
function pairRange(step: Step, blank: Emu, line: ReadLine, gap: Emu, rules: HouseRules): [least: Emu, most: Emu] {
  const { size } = line.set
  const isBoth = step.left !== 'open' && step.right === 'open'
  const isCentred = line.isTraditional && (isCentredMark(step.a.text) || isCentredMark(step.b.text))
  const given = isBoth && rules.adjacent === 1000 ? blank : Math.min(blank, Math.floor(size / 2))
  const least = isBoth || isCentred ? size - blank - outerOf(step, line) : size - given
  // Narrower quotes keep a little of their blank; a squeezed pair of a mark and a bracket has none left.
  return [Math.max(0, least), size - given + gap + Math.floor(size / 20)]
}

/** What a centred mark may give at its outer side as well, where its other neighbour is a mark too. */
const outerOf = ({ b }: Step, line: ReadLine): Emu =>
  line.isTraditional && isCentredMark(b.text) ? blanksOf(b, line).before : 0

/** R10: nothing grows inside a Latin word or a number: its letters stand as they do in every other line of the page. */
function wordBreaches(line: ReadLine, steps: readonly Step[], learned: Learned): Found[] {
  const torn = steps.find((step) => {
    if (step.left !== 'latin' || step.right !== 'latin') return false
    const natural = learned.get(pairKey(line, step.a, step.b))
    return natural !== undefined && step.length > natural + 1
  })
  return torn ? [foundOn('R10', line, { pair: torn.a.text + torn.b.text })] : []
}

/** R4, R5, R10: —— and …… take two ems between their neighbours, a dot half an em; only the gaps beside them grow. */
function longBreaches(line: ReadLine, gap: Emu): Found[] {
  const found: Found[] = []
  const { glyphs, set, tracking } = line
  for (let from = 1; from < glyphs.length - 1; from++) {
    const before = glyphs[from - 1] as ReadGlyph
    let to = from
    let text = ''
    while (to < glyphs.length && isFixed(glyphs[to] as ReadGlyph)) text += (glyphs[to++] as ReadGlyph).text
    const after = glyphs[to]
    if (text === '') continue
    if (after && isHanText(before.text) && isHanText(after.text)) {
      const em = isHalf(text) ? Math.floor(set.size / 2) : [...text].length * set.size
      const width = after.at - before.at - set.size - tracking * (to - from + 1)
      if (width < em - ROUNDING || width > em + 2 * gap + ROUNDING) {
        found.push(foundOn('R5', line, { mark: text, width: Math.floor((width * 1000) / set.size) }))
      }
    }
    from = to
  }
  return found
}

const isFixed = ({ text }: ReadGlyph): boolean => isLongMark(text) || isJoiner(text) || text === '…'

/** R7: with two marks in 1 em the outer side of a pair gives too, so it says nothing of R9. */
const isAlone = ({ left, right }: Step, i: number, steps: readonly Step[]): boolean => {
  const [before, after] = [steps[i - 1]?.left, steps[i + 1]?.right]
  const isPairsEnd = left !== 'open' && (before === 'close' || before === 'pause' || before === 'stop')
  return !isPairsEnd && !(right === 'open' && after === 'open')
}

/** What a mark gave at one of its sides, and what there was. */
interface Given {
  readonly gave: Emu
  readonly room: Emu
}

/** R9: brackets give before ，、；：, those before 。？！; a line that gives has no gap that grew. */
function squeezeBreaches(line: ReadLine, steps: readonly Step[], widest: Emu): Found[] {
  const taken: Record<'bracket' | 'pause' | 'stop', Given[]> = { bracket: [], pause: [], stop: [] }
  for (const [i, step] of steps.entries()) {
    const { left, right, length, a, b } = step
    const give = (mark: Kind, room: Emu): void => {
      if (room === 0) return
      const given = { gave: line.set.size - length, room }
      if (mark === 'open' || mark === 'close') taken.bracket.push(given)
      if (mark === 'pause') taken.pause.push(given)
      if (mark === 'stop') taken.stop.push(given)
    }
    const next = steps[i + 1]
    // Beside another mark the outer side of a centred one belongs to R7.
    if (left === 'han' && !(next && isPair(next))) give(right, blanksOf(b, line).before)
    if (right === 'han') give(left, blanksOf(a, line).after)
  }
  const isGiving = (all: readonly Given[]): boolean => all.some(({ gave }) => gave > ROUNDING)
  const isEmpty = (all: readonly Given[]): boolean => all.every(({ gave, room }) => gave * 5 > room * 3)
  const isOrdered =
    (!isGiving(taken.pause) || isEmpty(taken.bracket)) &&
    (!isGiving(taken.stop) || (isEmpty(taken.bracket) && isEmpty(taken.pause)))
  const isBoth = widest > ROUNDING && [taken.bracket, taken.pause, taken.stop].some(isGiving)
  if (isOrdered && !isBoth) return []
  const most = (all: readonly Given[]): Emu => all.reduce((sum, { gave }) => Math.max(sum, gave), 0)
  const { bracket, pause, stop } = taken
  return [foundOn('R9', line, { bracket: most(bracket), pause: most(pause), stop: most(stop), gap: widest })]
}

/**
 * R8 and R11 at a line's end: a mark takes half an em there, and nothing is left behind the last character. Where the house
 * does not trim it, it is the first that gives (R9).
 */
function endBreaches(line: ReadLine, rules: HouseRules): Found[] {
  const last = line.glyphs.at(-1)
  if (!last) return []
  const { size, width } = line.set
  const own = width - last.at
  const mark = markOf(last.text)
  if (isHanText(last.text)) return own === size ? [] : [foundOn('R8', line, { last: last.text, width: own })]
  if (!mark || mark === 'open') return []
  const { after } = blanksOf(last, line)
  const least = size - after
  // Narrower quotes keep a twentieth of an em.
  const isKept = rules.trimLineEnd
    ? Math.abs(own - least) <= 1 || (own > least && (own - least) * 20 < size)
    : own >= least - 1 && own <= size + 1
  return isKept ? [] : [foundOn('R8', line, { last: last.text, width: Math.floor((own * 1000) / size) })]
}

/** R18: two or three figures stand abreast, one letter upright, words and longer numbers lie. */
function verticalBreaches(line: ReadLine): Found[] {
  const found: Found[] = []
  let run: ReadGlyph[] = []
  const close = (): void => {
    const text = run.map((glyph) => glyph.text).join('')
    const isAbreast = /^[0-9]{1,3}$/.test(text) || text.length === 1
    if (text !== '' && run.some(({ turned }) => turned === isAbreast)) found.push(foundOn('R18', line, { text }))
    run = []
  }
  for (const glyph of line.glyphs) {
    if (/^[!-~]+$/.test(glyph.text)) run.push(glyph)
    else close()
  }
  close()
  return found
}

/** The natural step between two glyphs of a face and size, as lines that were set natural show it. */
type Learned = ReadonlyMap<string, Emu>

const pairKey = ({ set }: ReadLine, a: ReadGlyph, b: ReadGlyph): string =>
  `${a.face} ${b.face} ${set.size} ${a.glyph} ${b.glyph}${b.isAdded ? '-' : ''}`

/** English: from lines of natural space; Chinese: the narrowest that any line shows, since nothing is ever taken there. */
function learn(lines: readonly ReadLine[]): Learned {
  const learned = new Map<string, Emu>()
  for (const line of lines) {
    const isNatural = line.set.gap === 0 && line.glyphs.every(({ scale }) => scale === 1000)
    if (line.set.vertical || (line.isEnglish && !isNatural)) continue
    for (const { a, b, length } of stepsOf(line)) {
      const key = pairKey(line, a, isBlank(a.text) ? a : b)
      learned.set(key, Math.min(length, learned.get(key) ?? length))
    }
  }
  return learned
}

const LEAST_SPACE = 800
const MOST_SPACE = 2500
const LEAST_SCALE = 980
const MOST_SCALE = 1020

/** E6: word spaces from 80 % on, letters -1 to +2 %, glyphs 98-102 %. */
function englishBreaches(line: ReadLine, learned: Learned): Found[] {
  const found: Found[] = []
  const { size } = line.set
  const scales = line.glyphs.filter(({ text }) => !isBlank(text) && !isJoiner(text)).map(({ scale }) => scale)
  const odd = scales.find((scale) => scale < LEAST_SCALE || scale > MOST_SCALE)
  if (odd !== undefined) found.push(foundOn('E6', line, { scale: odd }))
  let [spaces, natural, blanks] = [0, 0, 0]
  let [letters, pairs] = [0, 0]
  for (const { a, b, length } of stepsOf(line)) {
    const known = learned.get(pairKey(line, a, isBlank(a.text) ? a : b))
    if (known === undefined) continue
    if (isBlank(a.text)) {
      spaces += length
      natural += known
      blanks++
      continue
    }
    const letter = length - Math.floor((known * a.scale) / 1000)
    letters += letter
    pairs++
    if (letter * 100 < -size - 100 * ROUNDING || letter * 50 > size + 50 * ROUNDING) {
      found.push(foundOn('E6', line, { pair: a.text + b.text, letter: Math.floor((letter * 1000) / size) }))
      break
    }
  }
  // The letterspace that follows a blank is no part of it: as much as follows the line's other glyphs.
  const letterspace = pairs === 0 ? 0 : (letters * blanks) / pairs
  const space = natural === 0 ? 1000 : Math.floor(((spaces - letterspace) * 1000) / natural)
  if (space < LEAST_SPACE - 5 || space > MOST_SPACE + 5) found.push(foundOn('E6', line, { space }))
  return found
}
