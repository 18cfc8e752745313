/** Versions and moments in words: what a version is called, and how a moment without one is. */
import { dayOf, writeClock } from '#renderer/shell/times.ts'
import { pageLabel } from '#renderer/shell/pageLabels.ts'
import type { Say } from '#renderer/shell/workspace.tsx'
import type { KeptVersion } from '#contract/version.ts'
import type { InterfaceLanguage } from '#words/interface.ts'
import { sayStatus } from '#words/versions.ts'

/** 来稿, 送一审, 编定稿 ...; of one that was kept by hand its name. */
export function sayVersion(version: KeptVersion, say: Say, language: InterfaceLanguage): string {
  const { kind, name, status, page, round } = version
  if (kind === 'kept') return name
  const values = {
    status: sayStatus(status ?? '', language),
    page: page === null ? '' : pageLabel(page),
    round: round ?? '',
  }
  return say(`versionKind.${kind}`, values)
}

type Month = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12

/** 今天, 昨天, 11月23日; `now` is the time at the wall. */
export function sayDay(day: string, say: Say, now: Date): string {
  const before = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  if (day === dayOf(now.toISOString())) return say('versions.today')
  if (day === dayOf(before.toISOString())) return say('versions.yesterday')
  const [, month = 1, date = 1] = day.split('-').map(Number)
  return say('versions.day', { month: say(`month.${month as Month}`), date })
}

/** A moment by its last version, else by its time: 今天 14:03. */
export function sayMoment(
  moment: { readonly version: KeptVersion | null; readonly at: string | null },
  say: Say,
  language: InterfaceLanguage,
  now: Date,
): string {
  if (moment.version) return sayVersion(moment.version, say, language)
  return moment.at === null ? say('versions.now') : `${sayDay(dayOf(moment.at), say, now)} ${writeClock(moment.at)}`
}
