/** Findings as a list: the gravest first, page by page, and what they may be narrowed to. */
import type { Finding, Severity } from '#contract/faults.ts'

export const SEVERITIES = ['error', 'warning', 'note'] as const satisfies readonly Severity[]
const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }

/** What a finding is about, by the first word of its code. */
export const FINDING_KINDS = [
  'copy',
  'head',
  'line',
  'type',
  'frame',
  'picture',
  'ink',
  'ad',
  'jump',
  'front',
  'page',
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

const KIND_OF: Readonly<Record<string, FindingKind>> = {
  copy: 'copy',
  head: 'head',
  line: 'line',
  glyph: 'type',
  style: 'type',
  type: 'type',
  frame: 'frame',
  rule: 'frame',
  picture: 'picture',
  ink: 'ink',
  ad: 'ad',
  jump: 'jump',
  masthead: 'front',
  folio: 'front',
}

export const kindOf = ({ code }: Pick<Finding, 'code'>): FindingKind => KIND_OF[code.split('.')[0] ?? ''] ?? 'page'

export const countOf = (findings: readonly Finding[], severity: Severity): number =>
  findings.filter((finding) => finding.severity === severity).length

/** A finding with a key that stands as long as it is said of the same place. */
export interface ListedFinding {
  readonly key: string
  readonly finding: Finding
}

/** Findings by page, those of no page last, and within a page the gravest first; else as the check gave them. */
export function listed(findings: readonly Finding[]): ListedFinding[] {
  const seen = new Map<string, number>()
  const keyed = findings.map((finding): ListedFinding => {
    const { code, page, frame, item, at } = finding
    const base = JSON.stringify([code, page, frame, item, at])
    const count = seen.get(base) ?? 0
    seen.set(base, count + 1)
    return { key: `${base}${count}`, finding }
  })
  return keyed.toSorted(
    ({ finding: a }, { finding: b }) =>
      (a.page ?? Infinity) - (b.page ?? Infinity) || RANK[a.severity] - RANK[b.severity] || 0,
  )
}

export type FindingItem =
  | { readonly kind: 'page'; readonly key: string; readonly page: number | null; readonly findings: readonly Finding[] }
  | ({ readonly kind: 'finding' } & ListedFinding)

/** The list with a head before each page's findings. */
export function byPage(list: readonly ListedFinding[]): FindingItem[] {
  const pages = [...new Set(list.map(({ finding }) => finding.page))]
  return pages.flatMap((page): FindingItem[] => {
    const own = list.filter(({ finding }) => finding.page === page)
    const head = { kind: 'page' as const, key: `page ${page}`, page, findings: own.map(({ finding }) => finding) }
    return [head, ...own.map((each) => ({ kind: 'finding' as const, ...each }))]
  })
}

/** The finding `by` steps from the chosen one, round and round; the first or the last where none is chosen. */
export function neighbour(list: readonly ListedFinding[], chosen: string | null, by: 1 | -1): ListedFinding | null {
  const at = list.findIndex(({ key }) => key === chosen)
  const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length
  return list[next] ?? null
}

/** What the desk said of the issue, with what is known here of the shown page in its place. */
export function withShown(
  issue: readonly Finding[],
  shown: { readonly page: number; readonly findings: readonly Finding[] | null },
): readonly Finding[] {
  const { page, findings } = shown
  if (findings === null) return issue
  return [...issue.filter((finding) => finding.page !== page), ...findings]
}
