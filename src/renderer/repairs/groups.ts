/** Repairs in groups: story by story, kind by kind, so that five hundred commas are one line and a join stands out. */
import { REPAIR_KINDS, type KeptRepair, type RepairKind } from '#contract/exchange.ts'
import type { StoryId } from '#contract/ids.ts'

export type RepairItem =
  | { readonly kind: 'story'; readonly key: string; readonly story: StoryId | null; readonly count: number }
  | {
      readonly kind: 'group'
      readonly key: string
      readonly story: StoryId | null
      readonly of: RepairKind
      readonly repairs: readonly KeptRepair[]
      readonly isOpen: boolean
    }
  | { readonly kind: 'repair'; readonly key: string; readonly repair: KeptRepair }

/** A group of more rows than this is closed until it is opened: punctuation comes by the hundred. */
export const MOST_OPEN = 6

/** The list as it is shown; `turned` are the keys of groups that the user opened or closed against the rule. */
export function groupRepairs(repairs: readonly KeptRepair[], turned: ReadonlySet<string>): readonly RepairItem[] {
  const byStory = by(repairs, ({ story }) => story)
  return [...byStory].flatMap(([story, own]) => [
    { kind: 'story' as const, key: `story.${story}`, story, count: own.length },
    ...REPAIR_KINDS.flatMap((of) => groupOf(story, of, own, turned)),
  ])
}

function groupOf(
  story: StoryId | null,
  of: RepairKind,
  own: readonly KeptRepair[],
  turned: ReadonlySet<string>,
): readonly RepairItem[] {
  const repairs = own.filter((repair) => repair.kind === of)
  if (repairs.length === 0) return []
  const key = `group.${story}.${of}`
  const isOpen = repairs.length <= MOST_OPEN !== turned.has(key)
  const rows = isOpen ? repairs.map((repair) => ({ kind: 'repair' as const, key: String(repair.id), repair })) : []
  return [{ kind: 'group', key, story, of, repairs, isOpen }, ...rows]
}

/** The repairs of a group that can be taken back: they changed words of one story, and nobody took them back yet. */
export const revocable = (repairs: readonly KeptRepair[]): readonly KeptRepair[] =>
  repairs.filter(({ at, story, isTakenBack }) => at !== null && story !== null && !isTakenBack)

/** Items under their keys, both in the order in which they come. */
export function by<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
