/** How long a head is, as the trade counts it. */
import type { Lang } from '#contract/copy.ts'

/** Marks below the Chinese blocks that are full width in Chinese all the same. */
const WIDE_MARKS = '“”‘’—…·'

/**
 * Characters of a head as people count them: in Chinese each Han character or full-width mark is one, and two Latin
 * letters, figures or blanks are one together; in English letters, marks and blanks are one each.
 */
export function countHead(text: string, lang: Lang): number {
  let whole = 0
  let halves = 0
  for (const char of text) {
    if (char === '\n') continue
    if (lang === 'en' || (char.codePointAt(0) ?? 0) >= 0x2e80 || WIDE_MARKS.includes(char)) whole++
    else halves++
  }
  return whole + Math.ceil(halves / 2)
}
