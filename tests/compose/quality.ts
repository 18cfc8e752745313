/** Counting how well lines are set: what the bar of quality is made of. */
import type { Lang } from '#contract/copy.ts'
import type { Finding } from '#contract/faults.ts'
import type { SetLine } from '#contract/setPage.ts'

export interface SetStory {
  readonly name: string
  readonly lines: readonly SetLine[]
  readonly findings: readonly Finding[]
}

/** A loose line and what stands above and below it. */
export interface Loose {
  readonly gap: number
  readonly text: string
  readonly before: string
  readonly after: string
  readonly story: string
}

export interface Counted {
  readonly lines: number
  readonly characters: number
  /** As SetLine.gap. */
  readonly worst: number
  /** Lines above each of the gaps that the house looks at. */
  readonly above: readonly { readonly gap: number; readonly lines: number }[]
  readonly hyphens: number
  /** Three hyphens and more, one under another (E2). */
  readonly ladders: number
  /** Last lines of one Han (R14) or of a fragment (E5), in paragraphs of several lines. */
  readonly crumbs: number
  /** Lines that are wider than their measure, or torn: no legal break was left. */
  readonly forced: number
  /** Lines that begin or end with what may not (R1, R2, R4), with their text. */
  readonly ends: readonly string[]
  readonly loosest: readonly Loose[]
}

const STEPS: Record<Lang, readonly number[]> = {
  'zh-Hans': [50, 100, 200],
  'zh-Hant': [50, 100, 200],
  en: [1330, 2000, 2500, 4000],
}

export function countOf(lang: Lang, stories: readonly SetStory[]): Counted {
  const lines = stories.flatMap((story) => story.lines)
  const loosest = stories.flatMap(looseOf).toSorted((a, b) => b.gap - a.gap)
  return {
    lines: lines.length,
    characters: lines.reduce((sum, line) => sum + [...line.text].length, 0),
    worst: loosest[0]?.gap ?? 0,
    above: STEPS[lang].map((gap) => ({ gap, lines: lines.filter((line) => line.gap > gap).length })),
    hyphens: lines.filter((line) => line.isHyphenated).length,
    ladders: stories.reduce((sum, story) => sum + laddersOf(story.lines), 0),
    crumbs: lines.filter((line) => isCrumb(lang, line)).length,
    forced: stories.reduce((sum, { findings }) => sum + findings.filter(({ code }) => code === 'line.tight').length, 0),
    ends: stories.flatMap((story) => badEnds(lang, story.lines)),
    loosest,
  }
}

const looseOf = ({ name, lines }: SetStory): Loose[] =>
  lines.map((line, at) => ({
    gap: line.gap,
    text: line.text + (line.isHyphenated ? '-' : ''),
    before: lines[at - 1]?.text ?? '',
    after: lines[at + 1]?.text ?? '',
    story: name,
  }))

function laddersOf(lines: readonly SetLine[]): number {
  let running = 0
  let ladders = 0
  for (const line of lines) {
    running = line.isHyphenated ? running + 1 : 0
    if (running === 3) ladders++
  }
  return ladders
}

const isFirst = (line: SetLine): boolean => line.from?.offset === 0
const HAN = /[\u3400-\u9fff]/gu

function isCrumb(lang: Lang, line: SetLine): boolean {
  if (!line.isParagraphEnd || isFirst(line)) return false
  if (lang === 'en') return !line.text.includes(' ') && line.text.length < 9
  return (line.text.match(HAN) ?? []).length < 2 && line.text.length < 4
}

const NOT_FIRST = /^[。．，、；：？！”’』」）】〉》〕〗］｝–—～·／％‰℃°々%](?!—)/u
const NOT_LAST = /[“‘『「（【〈《〔〖［｛￥＄№]$/u

/** R1 and R2, and of R4 what shows in two lines alone: a number cut in two or parted from its sign. */
function badEnds(lang: Lang, lines: readonly SetLine[]): string[] {
  if (lang === 'en') return []
  return lines.flatMap((line, at) => {
    const next = lines[at + 1]
    const isInside = !line.isParagraphEnd && next !== undefined
    const isBad =
      (!isFirst(line) && NOT_FIRST.test(line.text)) ||
      (isInside && NOT_LAST.test(line.text)) ||
      (isInside && isNumberCut(line.text, next.text)) ||
      (isInside && (line.text.endsWith('—') || line.text.endsWith('…')) && next.text.startsWith(line.text.slice(-1)))
    return isBad ? [`${line.text} | ${next?.text ?? ''}`] : []
  })
}

/** A number is cut, or parted from its sign; one of more than twelve figures in a row may come apart (R4, house). */
function isNumberCut(before: string, after: string): boolean {
  if (/[－＋±]$/.test(before) && /^\d/.test(after)) return true
  const figures = (/\d*$/.exec(before)?.[0] ?? '').length + (/^\d*/.exec(after)?.[0] ?? '').length
  return figures <= 12 && /[\d.,]$/.test(before) && /^[\d.,%％‰℃]/.test(after)
}
