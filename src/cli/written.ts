/** Files that a command wrote, and its report on them: the same shape for `press` and `proof`. */
import type { Finding } from '#contract/faults.ts'
import type { Call, Report } from './call.ts'
import { findingJson, findingText } from './findings.ts'

/** A file that was written. */
export interface Written {
  /** Null where it shows no page: the galley of a story that stands nowhere. */
  readonly page: number | null
  readonly stamp: string
  readonly path: string
  readonly bytes: number
  /** The round that a proof belongs to. */
  readonly round?: string | null
}

/** Lists the files, and says every finding to the person at the terminal. */
export function reportWritten(pages: readonly Written[], findings: readonly Finding[], call: Call): Report {
  for (const finding of findings) call.say(findingText(finding, call.locale))
  return {
    json: { pages, findings: findings.map((finding) => findingJson(finding, call.locale)) },
    text: [...new Set(pages.map(({ path, bytes }) => `${path}  ${bytes}`))].join('\n'),
  }
}
