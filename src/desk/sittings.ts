/**
 * Sittings: who worked on a story, when and how much, read from its step log. A sitting is a stretch of the log without a
 * long pause; it also ends where a version was kept, so that both stand in one order of time. What a step brought and took
 * is counted once and remembered: the log only grows.
 */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { ClientId, StoryId } from '#contract/ids.ts'
import type { Sitting, SittingHand } from '#contract/version.ts'
import { measureStep } from '#story/steps.ts'
import type { IssueWriter, LogEntry } from './ports.ts'
import type { Stories } from './stories.ts'
import type { Versions } from './versions.ts'

/** A pause after which work counts as another sitting, in milliseconds. */
const PAUSE = 15 * 60_000
/** Steps that are read at a time, so that no window waits long. */
const PIECE = 2_000

/** What is remembered of a step. */
interface Tally extends Omit<LogEntry, 'step'> {
  readonly added: number
  readonly removed: number
}

export interface Sittings {
  /** Oldest first. story.missing. */
  list(story: StoryId): Promise<Outcome<readonly Sitting[]>>
  /** Who sits at a window, as they say; written down where it is news. */
  nameClient(client: ClientId, person: string): Promise<Outcome<null>>
}

export function openSittings(issue: IssueWriter, stories: Stories, versions: Versions): Sittings {
  const tallies = new Map<StoryId, Tally[]>()
  let people: Promise<Map<ClientId, string>> | null = null
  const persons = (): Promise<Map<ClientId, string>> =>
    (people ??= issue.listClients().then((clients) => new Map(clients)))

  const readTallies = async (story: StoryId): Promise<Outcome<readonly Tally[]>> => {
    const held = await stories.hold(story)
    if (isFault(held)) return held
    const known = tallies.get(story) ?? []
    tallies.set(story, known)
    while (known.length < held.row.version) {
      const since = known.length
      const entries = await issue.readLog(story, since, Math.min(since + PIECE, held.row.version))
      if (isFault(entries)) return entries
      // Somebody else may have read the same piece meanwhile.
      if (known.length === since) known.push(...entries.map(tallyOf))
    }
    return known
  }
  return {
    async list(story) {
      const log = await readTallies(story)
      if (isFault(log)) return log
      const ends = new Set(versions.list(story).flatMap(({ version, isDropped }) => (isDropped ? [] : [version])))
      return sittingsOf(log, ends, await persons())
    },
    async nameClient(client, person) {
      const known = await persons()
      if (known.get(client) === person || person === '') return null
      known.set(client, person)
      return issue.nameClient(client, person)
    },
  }
}

const tallyOf = ({ version, client, at, step }: LogEntry): Tally => ({ version, client, at, ...measureStep(step) })

function sittingsOf(
  log: readonly Tally[],
  ends: ReadonlySet<number>,
  people: ReadonlyMap<ClientId, string>,
): Sitting[] {
  const stretches: Tally[][] = []
  let last: Tally | null = null
  for (const entry of log) {
    const isNew = last === null || ends.has(last.version) || Date.parse(entry.at) - Date.parse(last.at) > PAUSE
    if (isNew) stretches.push([entry])
    else stretches.at(-1)!.push(entry)
    last = entry
  }
  return stretches.map((stretch) => ({
    from: stretch[0]!.version - 1,
    to: stretch.at(-1)!.version,
    start: stretch[0]!.at,
    end: stretch.at(-1)!.at,
    hands: handsOf(stretch, people),
  }))
}

/** What each did, who began first first. A person at two windows is one. */
function handsOf(stretch: readonly Tally[], people: ReadonlyMap<ClientId, string>): SittingHand[] {
  const hands = new Map<string, SittingHand>()
  for (const { client, added, removed } of stretch) {
    const person = people.get(client) ?? ''
    const key = person === '' ? `client ${client}` : `person ${person}`
    const known = hands.get(key) ?? { client, person, added: 0, removed: 0 }
    hands.set(key, { ...known, added: known.added + added, removed: known.removed + removed })
  }
  return [...hands.values()]
}
