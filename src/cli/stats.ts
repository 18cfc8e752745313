/** The counts of `galley --stats` for a reader. */
import type { DeskPage } from '#desk/setting.ts'
import type { SpokenLocale } from '#words/locale.ts'

type PageStats = ReturnType<DeskPage['stats']>
type Counted = Exclude<keyof PageStats, 'worstLine' | 'worstGap' | 'broken'>

const ROWS: readonly (readonly [name: Counted, zh: string, en: string])[] = [
  ['lines', '正文行数', 'lines of body'],
  ['characters', '字数', 'characters'],
  ['looseLines', '松行（字距过 0.10 字宽、词空过 200 %）', 'loose lines (above 0.10 em, or word spaces of 200 %)'],
  ['hyphens', '连字符', 'hyphens'],
  ['ladders', '连字符成串', 'ladders of hyphens'],
  ['rivers', '白缝', 'rivers'],
  ['widows', '段末行在栏首', 'widows'],
  ['orphans', '段末一字、段首孤行', 'orphans'],
  ['overLines', '溢文行数', 'lines over'],
  ['overCharacters', '溢文字数', 'characters over'],
  ['shortLines', '缺文行数', 'lines short'],
  ['breaches', '违例', 'rule breaches'],
  ['unreported', '其中未提示的', 'of these not reported'],
]

/** One line a count, then the worst line, then every breach with its rule and place. */
export function statsText(stats: PageStats, locale: SpokenLocale): readonly string[] {
  const isEnglish = locale === 'en'
  const rows = ROWS.map(([name, zh, en]) => `${String(stats[name]).padStart(7)}  ${isEnglish ? en : zh}`)
  const worst = stats.worstLine
  const broken = stats.broken.map(({ rule, frame, text, values, isReported }) => {
    const said = isReported ? (isEnglish ? '  (reported)' : '  （已提示）') : ''
    return `${rule.padStart(7)}  ${frame ?? '-'}  ${text}  ${JSON.stringify(values)}${said}`
  })
  if (!worst || worst.gap === 0) return [...rows, ...broken]
  const figure = worst.isEnglish ? `${Math.round(worst.gap / 10)} %` : `${(worst.gap / 1000).toFixed(3)} em`
  return [
    ...rows,
    `${figure.padStart(7)}  ${isEnglish ? 'worst line' : '最松一行'}: ${worst.frame}  ${worst.text}`,
    ...broken,
  ]
}
