/** Heads: where their lines end (H1, H2, H8), how even they are (H4), how far they are spread and stretched (H5, H6). */
import type { HouseRules, Stylebook } from '#contract/stylebook.ts'
import { foundOn, type Found } from './breach.ts'
import { isHanText, isInsideWord, isUnbreakable, markOf, ruleAtStart } from './readMarks.ts'
import type { ReadLine, ReadStory } from './readLines.ts'

const isHead = ({ frame }: ReadLine): boolean =>
  frame.part === 'kicker' || frame.part === 'headline' || frame.part === 'deck'

export function headBreaches(story: ReadStory, stylebook: Stylebook): Found[] {
  const heads = story.lines.filter(isHead)
  return [
    ...heads.flatMap((line) => [
      ...breakBreaches(line, stylebook.rules),
      ...stretchBreaches(line, stylebook, story.block.headScale !== undefined),
    ]),
    ...evenBreaches(heads),
  ]
}

const WEAK_STARTS = '的了着'
const WEAK_ENDS = /(?:^|\s)(?:a|an|the|of|in|on|at|to|for|from|by|with)$/i
const QUOTES: readonly (readonly [string, string])[] = [
  ['“', '”'],
  ['‘', '’'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
]
/** A quoted term up to this length stays whole; a longer one is a sentence. */
const WHOLE_QUOTE = 12

/** H1, H2, H8. A break that the editor made is the editor's. */
function breakBreaches(line: ReadLine, rules: HouseRules): Found[] {
  const { before, after, isAtBlank, isEnglish } = line
  if (after === '' || line.paragraph?.text.charAt(before.length) === '\n') return []
  const values = { before: before.slice(-4), after: after.slice(0, 4) }
  const found: Found[] = []
  if (line.set.isHyphenated) found.push(foundOn('H8', line, values))
  if (isEnglish) {
    if (WEAK_ENDS.test(before)) found.push(foundOn('H8', line, values))
    return found
  }
  if (ruleAtStart(after, rules.kinsoku) === 'R1' || WEAK_STARTS.includes(after.charAt(0))) {
    found.push(foundOn('H2', line, values))
  }
  const isWhole = !isAtBlank && (isUnbreakable(before, after) || isInsideWord(before, after))
  if (isWhole || isInQuote(before, after)) found.push(foundOn('H1', line, values))
  return found
}

function isInQuote(before: string, after: string): boolean {
  return QUOTES.some(([open, close]) => {
    const from = before.lastIndexOf(open)
    const to = after.indexOf(close)
    if (from < 0 || to < 0 || before.indexOf(close, from) >= 0) return false
    return before.length - from - 1 + to <= WHOLE_QUOTE
  })
}

/** H5, H6: how far apart the characters of a head stand, and how far they are stretched. */
function stretchBreaches(line: ReadLine, { heads }: Stylebook, isByHand: boolean): Found[] {
  const found: Found[] = []
  const least = isByHand ? 800 : (heads.scale?.least ?? 920)
  const most = isByHand ? 1250 : (heads.scale?.most ?? 1080)
  const odd = line.glyphs.find(({ text, scale }) => isHanText(text) && (scale < least || scale > most))
  if (odd) found.push(foundOn('H6', line, { scale: odd.scale }))
  if (line.isEnglish) return found
  const { size, vertical } = line.set
  for (const [i, b] of line.glyphs.entries()) {
    const a = line.glyphs[i - 1]
    if (!a || !isHanText(a.text) || !isHanText(b.text)) continue
    // Columns grow wider, not longer: their advances stay.
    const added = b.at - a.at - Math.floor((size * (vertical ? 1000 : a.scale)) / 1000) - line.tracking
    if (added * 1000 < -50 * size - 2000 || added * 1000 > heads.spread * size + 2000) {
      return [...found, foundOn('H5', line, { added: Math.floor((added * 1000) / size) })]
    }
  }
  return found
}

/** H4: the lines into which one line of the editor's was broken are within two characters of each other; none has one. */
function evenBreaches(heads: readonly ReadLine[]): Found[] {
  const decks = new Map<unknown, ReadLine[]>()
  for (const line of heads) {
    if (!line.paragraph || line.isEnglish) continue
    decks.set(line.paragraph, [...(decks.get(line.paragraph) ?? []), line])
  }
  return [...decks.values()].flatMap((lines) => {
    const first = lines[0]
    if (!first || lines.length < 2 || first.paragraph?.text.includes('\n')) return []
    const lone = lines.find(({ glyphs }) => glyphs.filter(({ text }) => markOf(text) === null).length < 2)
    if (lone) return [foundOn('H4', lone, { characters: 1 })]
    const widths = lines.map(({ set }) => set.width)
    const uneven = Math.max(...widths) - Math.min(...widths)
    return uneven > 2 * first.set.size
      ? [foundOn('H4', first, { uneven: Math.floor((uneven * 1000) / first.set.size) })]
      : []
  })
}
