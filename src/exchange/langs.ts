/** The language of copy, by its characters. */
import type { Lang } from '#contract/copy.ts'
import { isChinese } from './characters.ts'
import { isTraditional } from './commonHan.ts'

/** Letters or Han that speak for a language. */
const LEAST = 8

/** The language that words are in; null where they are too few to say, or neither. */
export function langOf(text: string): Lang | null {
  const speaking = text.replace(/[^A-Za-z\u00c0-\u024f\u3400-\u9fff]/g, '')
  if (speaking.length < LEAST) return null
  return !isChinese(speaking) ? 'en' : isTraditional(speaking) ? 'zh-Hant' : 'zh-Hans'
}
