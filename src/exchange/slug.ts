/** The slug 稿名: a short name for the pool. */
import type { ImportItem } from '#contract/exchange.ts'
import { isChinese } from './characters.ts'

/** The text's first units, never half a surrogate pair. */
const headOf = (text: string, units: number): string => text.slice(0, units).replace(/[\ud800-\udbff]$/, '')

type Named = Pick<ImportItem, 'headline' | 'kicker' | 'body' | 'cutline' | 'credits' | 'bylines' | 'jumpLines'>

const firstWords = (item: Named): string =>
  [
    ...item.headline,
    ...item.kicker,
    item.cutline,
    ...item.body,
    ...item.bylines,
    ...item.credits,
    ...item.jumpLines,
  ].find((line) => line !== '') ?? ''

/** Eight characters of a Chinese headline, four words of an English one. */
export function slugOf(item: Named): string {
  const text = firstWords(item)
  if (isChinese(text)) {
    const bare = headOf(text, 60).replace(/[“”‘’『』「」《》（）()，。、：；！？,:;!?\s—…]/g, '')
    return headOf(bare, 8) || headOf(text, 8)
  }
  const words = headOf(text, 200)
    .replace(/[“”"‘’,.:;!?()]/g, '')
    .trim()
    .split(/\s+/)
  return headOf(words.slice(0, 4).join(' '), 40) || headOf(text, 12)
}
