/** The counts of `galley --stats` for a reader. */
import type { DeskPage } from '#desk/setting.ts'
import { sayCount } from '#words/counts.ts'
import type { SpokenLocale } from '#words/locale.ts'

type PageStats = ReturnType<DeskPage['stats']>

const ROWS = [
  'lines',
  'characters',
  'looseLines',
  'hyphens',
  'ladders',
  'rivers',
  'widows',
  'orphans',
  'overLines',
  'overCharacters',
  'shortLines',
  'breaches',
  'unreported',
] as const satisfies readonly (keyof PageStats)[]

const row = (figure: string, ...words: readonly string[]): string => [figure.padStart(7), ...words].join('  ')

/** One line a count, then the worst line, then every breach with its rule and place. */
export function statsText(stats: PageStats, locale: SpokenLocale): readonly string[] {
  const counts = ROWS.map((name) => row(String(stats[name]), sayCount(name, locale)))
  const broken = stats.broken.map(({ rule, frame, text, values, isReported }) =>
    row(rule, frame ?? '-', text, JSON.stringify(values), ...(isReported ? [sayCount('reported', locale)] : [])),
  )
  return [...counts, ...worstLine(stats, locale), ...broken]
}

function worstLine({ worstLine: worst }: PageStats, locale: SpokenLocale): readonly string[] {
  if (!worst || worst.gap === 0) return []
  const { frame, text, gap, isEnglish } = worst
  const figure = isEnglish ? `${Math.round(gap / 10)} %` : `${(gap / 1000).toFixed(3)} em`
  return [row(figure, sayCount('worstLine', locale, { frame, text }))]
}
