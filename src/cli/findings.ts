/** Findings as the JSON of the headless host has them, and as lines for a reader. */
import type { Finding, Severity } from '#contract/faults.ts'
import { sayFinding } from '#words/findings.ts'
import type { SpokenLocale } from '#words/locale.ts'

const MARKS: Readonly<Record<Severity, readonly [zh: string, en: string]>> = {
  error: ['错误', 'error'],
  warning: ['警告', 'warning'],
  note: ['提示', 'note'],
}

/** A finding with its words. */
export const findingJson = (finding: Finding, locale: SpokenLocale) => ({ ...finding, ...sayFinding(finding, locale) })

export function findingText(finding: Finding, locale: SpokenLocale): string {
  const { message, hint } = sayFinding(finding, locale)
  const mark = MARKS[finding.severity][locale === 'en' ? 1 : 0]
  const where = [finding.page === null ? '' : `${finding.page}`, finding.frame ?? '', finding.item ?? '']
    .filter((word) => word !== '')
    .join(' ')
  return [mark, where, finding.code, message, hint].filter((word) => word !== '').join('  ')
}
