/**
 * Prints how well the corpus is set: `node tests/bench/compose/quality.ts [zh|hant|en] [worst lines to print]`. For each
 * measure and way of composing: lines, the worst gap, how many lines are how loose, hyphens, ladders, crumbs at paragraphs'
 * ends, lines that no legal set of breaks gave, and the worst lines with their text.
 */
import { openComposer } from '#compose/composer.ts'
import type { Lang } from '#contract/copy.ts'
import type { HouseRules } from '#contract/stylebook.ts'
import {
  bodyLines,
  characters,
  corpusFaces,
  ems,
  jobOf,
  readCorpus,
  type Column,
  type Story,
} from '../../compose/corpus.ts'
import { countOf, type Counted, type Loose } from '../../compose/quality.ts'

interface Case {
  readonly lang: Lang
  readonly title: string
  readonly column: Column
}

const WAYS: readonly (readonly [string, Partial<HouseRules>])[] = [
  ['total fit', {}],
  ['total fit, units divided', { dividesUnits: true }],
  ['single line', { composing: 'singleLine' }],
]
const chinese = (lang: Lang, counts: readonly number[]): Case[] =>
  counts.flatMap((count) =>
    WAYS.map(([way, rules]) => ({
      lang,
      title: `${lang} ${count} em, ${way}`,
      column: { measure: ems(count), rules },
    })),
  )
const english = (counts: readonly number[]): Case[] =>
  counts.flatMap((count) =>
    WAYS.filter(([, { dividesUnits }]) => dividesUnits === undefined).map(([way, rules]) => ({
      lang: 'en' as const,
      title: `en ${count} characters, ${way}`,
      column: { measure: characters(count), rules: { ...rules, justifiesNarrow: true } },
    })),
  )

const CASES = [
  ...chinese('zh-Hans', [11, 12, 13, 20]),
  ...chinese('zh-Hant', [11, 12, 13, 20]),
  ...english([27, 32, 45]),
]

const composer = await openComposer({ faces: corpusFaces(), breakWords: () => [] })
const corpus = readCorpus()

function report({ lang, title, column }: Case, worst: number): void {
  const stories = corpus.filter((story) => story.lang === lang)
  const started = performance.now()
  const counted = countOf(
    lang,
    stories.map(({ name, paragraphs }: Story, at) => {
      const set = composer.setPage(jobOf(stories[at] ?? { name, lang, paragraphs }, column))
      return { name, lines: bodyLines(set), findings: set.findings }
    }),
  )
  console.log(`\n${title}  (${Math.round(performance.now() - started)} ms)`)
  console.log(summary(lang, counted))
  for (const line of counted.loosest.slice(0, worst)) console.log(shown(lang, line))
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`

function summary(lang: Lang, counted: Counted): string {
  const unit = (gap: number): string => (lang === 'en' ? `${gap / 10} %` : `${(gap / 1000).toFixed(3)} em`)
  const shares = counted.above.map(({ gap, lines }) => `>${unit(gap)} ${lines} (${percent(lines, counted.lines)})`)
  return [
    `  ${counted.lines} lines, ${counted.characters} characters, worst ${unit(counted.worst)}; ${shares.join(', ')}`,
    `  hyphens ${((100 * counted.hyphens) / counted.lines).toFixed(1)} per 100 lines, ladders ${counted.ladders}, ` +
      `crumbs ${counted.crumbs}, forced ${counted.forced}, breaches at line ends ${counted.ends.length}`,
  ].join('\n')
}

const shown = (lang: Lang, { gap, text, before, after, story }: Loose): string =>
  `  ${lang === 'en' ? `${gap / 10} %` : `${(gap / 1000).toFixed(3)} em`}  ${before} | ${text} | ${after}   (${story})`

const [wanted = '', worst = '10'] = process.argv.slice(2)
const langs: Record<string, Lang> = { zh: 'zh-Hans', hant: 'zh-Hant', en: 'en' }
for (const each of CASES) if (wanted === '' || langs[wanted] === each.lang) report(each, Number(worst))
composer.release()
