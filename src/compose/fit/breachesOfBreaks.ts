/** Where lines end: kinsoku (R1-R3), what stays whole (R4), hyphens (E1-E4) and last lines (R14, E5). */
import { foot, right } from '#contract/measure.ts'
import type { HouseRules } from '#contract/stylebook.ts'
import { foundOn, type Found } from './breach.ts'
import { hanIn, isInsideWord, isR2, isUnbreakable, ruleAtStart, wordRound } from './readMarks.ts'
import { isCap, type ReadLine, type ReadStory } from './readLines.ts'

/** Lines that are broken as text; heads have rules of their own. */
const isText = (line: ReadLine): boolean => !isCap(line) && !TITLE.has(line.frame.part)
const TITLE: ReadonlySet<string> = new Set(['kicker', 'headline', 'deck'])

export function divisionBreaches(story: ReadStory, rules: HouseRules): Found[] {
  const lines = story.lines.filter(isText)
  return lines.flatMap((line, i) => [
    ...breakBreaches(line, rules),
    ...hyphenBreaches(line, rules),
    ...hyphenPlaceBreaches(line, lines[i + 1], lines.slice(Math.max(0, i - rules.ladder), i), rules),
    ...lastLineBreaches(line, lines[i - 1]),
  ])
}

/** R1-R4: what stands on both sides of the break behind a line. */
function breakBreaches(line: ReadLine, rules: HouseRules): Found[] {
  const { before, after, isAtBlank, isEnglish } = line
  if (after === '') return []
  const found: Found[] = []
  const sides = { before: before.slice(-4), after: after.slice(0, 4) }
  const start = ruleAtStart(after, rules.kinsoku)
  // In an English text a dash or a bracket belongs to its word, and R1 is kept by words.
  if (start && !isEnglish) found.push(foundOn(start, line, sides))
  if (isR2(before, rules.kinsoku) && !isEnglish) found.push(foundOn('R2', line, sides))
  if (isAtBlank) return found
  if (isUnbreakable(before, after, rules.dividesUnits)) found.push(foundOn('R4', line, sides))
  else if (isInsideWord(before, after) && !line.set.isHyphenated) found.push(foundOn('R4', line, sides))
  return found
}

const LETTERS = /^[A-Za-z\u00c0-\u024f]+$/
const LEAST_LETTERS = 5
const LEAST_BEFORE = 2
const LEAST_AFTER = 3

/** E1, E4: which word is divided, and where; of a compound, which of its words. */
function hyphenBreaches(line: ReadLine, rules: HouseRules): Found[] {
  if (!line.set.isHyphenated) return []
  const [before, after] = wordRound(line.before, line.after)
  const head = before.slice(before.lastIndexOf('-') + 1)
  const tail = /^[^-]*/.exec(after)?.[0] ?? ''
  const values = { word: `${before}|${after}` }
  const core = (head + tail).replace(/['’]s?$/, '').replace(/^[’']+/, '')
  const first = head.replace(/^[’']+/, '').length
  const last = tail.replace(/['’]s?$/, '').length
  const found: Found[] = []
  if (core.length < LEAST_LETTERS || first < LEAST_BEFORE || last < LEAST_AFTER) found.push(foundOn('E1', line, values))
  const isName = /^[A-Z][a-z]+$/.test(core)
  const isPlain = LETTERS.test(core) && core === core.toLowerCase() && !isInAddress(line)
  if (!isPlain && !(isName && rules.dividesNames)) found.push(foundOn('E4', line, values))
  return found
}

/** A hyphen that is added to a web or mail address is read as a part of it. */
function isInAddress({ before, after }: ReadLine): boolean {
  const token = (/[!-~]*$/.exec(before)?.[0] ?? '') + (/^[!-~]*/.exec(after)?.[0] ?? '')
  return /www\.|:\/\/|@[A-Za-z0-9]|[A-Za-z0-9]\.[A-Za-z]{2,}\//.test(token)
}

const endsInHyphen = ({ set }: ReadLine): boolean =>
  set.isHyphenated || (!set.isParagraphEnd && /[A-Za-z]-$/.test(set.text))

/** E2, E3: how many hyphens stand one above another, and where none should stand. */
function hyphenPlaceBreaches(
  line: ReadLine,
  next: ReadLine | undefined,
  above: readonly ReadLine[],
  rules: HouseRules,
): Found[] {
  if (!line.isEnglish || !endsInHyphen(line)) return []
  const found: Found[] = []
  const isLadder =
    above.length === rules.ladder && above.every((each) => endsInHyphen(each) && each.frame === line.frame)
  if (isLadder) found.push(foundOn('E2', line, { most: rules.ladder }))
  if (!line.set.isHyphenated) return found
  if (next && isColumnBreak(line, next)) found.push(foundOn('E3', line, { place: 'column' }))
  if (next?.set.isParagraphEnd) found.push(foundOn('E3', line, { place: 'beforeLast' }))
  return found
}

/**
 * Whether the next line stands at the head of another column, and not just under a picture in the same one, nor beside it
 * right under the lines above.
 */
export const isColumnBreak = (line: ReadLine, next: ReadLine): boolean => {
  if (line.frame === next.frame) return false
  const [a, b] = [line.frame.box, next.frame.box]
  if (line.set.vertical) return a.y !== b.y || b.x > a.x
  const isUnder = b.y === foot(a) && b.x < right(a) && right(b) > a.x
  return !isUnder && (a.x !== b.x || b.y < a.y)
}

/** R14 and E5: a last line that is a crumb. */
function lastLineBreaches(line: ReadLine, previous: ReadLine | undefined): Found[] {
  const isLast = line.set.isParagraphEnd && (line.set.from?.offset ?? 0) > 0 && line.name === 'text'
  if (!isLast) return []
  if (line.isEnglish) {
    const isFragment = previous?.set.isHyphenated === true && !/\s/.test(line.set.text.trim())
    const words = line.set.text.trim().split(/\s+/).length
    const isShort = words < 2 && line.set.width * 3 < line.frame.box.width
    return isFragment || isShort ? [foundOn('E5', line, { words, isFragment })] : []
  }
  const { text } = line.set
  const isHanLine = text.length <= 3 && hanIn(text) > 0
  return isHanLine && hanIn(text) < 2 ? [foundOn('R14', line, { han: hanIn(text) })] : []
}
