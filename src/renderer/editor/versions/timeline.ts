/** The history of a story as it is read: versions and sittings in one order of time, the latest first, by days. */
import { isByHand, type KeptVersion, type Sitting } from '#contract/version.ts'
import { dayOf } from '#renderer/shell/times.ts'

/** A version that was named, or a stretch of work between two. `at`: the version of the log that it opens. */
export type Entry =
  | { readonly kind: 'version'; readonly key: string; readonly at: number; readonly version: KeptVersion }
  | { readonly kind: 'sitting'; readonly key: string; readonly at: number; readonly sitting: Sitting }

export interface Day {
  /** YYYY-MM-DD. */
  readonly day: string
  readonly entries: readonly Entry[]
}

const timeOf = (entry: Entry): string => (entry.kind === 'version' ? entry.version.at : entry.sitting.end)

/** Later in the log is later; of one version, the sitting that led to it comes before what was made of it. */
function compare(a: Entry, b: Entry): number {
  if (a.at !== b.at) return b.at - a.at
  if (a.kind !== b.kind) return a.kind === 'version' ? -1 : 1
  return timeOf(a) < timeOf(b) ? 1 : timeOf(a) > timeOf(b) ? -1 : 0
}

/** Dropped versions are shown only where `isShown` says so: those that may still be put back. */
export function timelineOf(
  versions: readonly KeptVersion[],
  sittings: readonly Sitting[],
  isShown: (version: KeptVersion) => boolean,
): Day[] {
  const entries = [
    ...versions
      .filter((version) => !version.isDropped || isShown(version))
      .map((version): Entry => ({ kind: 'version', key: `v${version.id}`, at: version.version, version })),
    ...sittings.map((sitting): Entry => ({ kind: 'sitting', key: `s${sitting.from}`, at: sitting.to, sitting })),
  ].toSorted(compare)
  const days: { day: string; entries: Entry[] }[] = []
  for (const entry of entries) {
    const day = dayOf(timeOf(entry))
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

/** What a moment of the log is called: as filed, the name that somebody gave it, its last version; and else the time of the work that led to it. */
export function momentAt(
  at: number | null,
  versions: readonly KeptVersion[],
  sittings: readonly Sitting[],
): { readonly version: KeptVersion | null; readonly at: string | null } {
  if (at === null) return { version: null, at: null }
  const known = versions.filter((each) => each.version === at && !each.isDropped)
  const version = known.find(({ kind }) => kind === 'filed') ?? known.findLast(isByHand) ?? known.at(-1) ?? null
  return { version, at: sittings.find(({ from, to }) => from < at && at <= to)?.end ?? version?.at ?? null }
}
