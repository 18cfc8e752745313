/**
 * Who is at the issue, and what they hold. Kept in memory: it is true of this moment and of nothing that is stored. No
 * clock ticks here: whoever says that he is still there (`meet`) also makes the desk look who is not, so that a window
 * that is gone without a word is noticed by those whom it concerns.
 */
import { fault, type Fault, type Outcome } from '#contract/faults.ts'
import type { ClientId, StoryId } from '#contract/ids.ts'
import { PERSON_COLOURS, colourOfPerson, PORTIONS, type Claim, type Portion, type Present } from '#contract/presence.ts'
import type { Answers, RequestOf } from '#contract/requests.ts'
import type { NoticeBoard } from './notices.ts'
import type { Clock } from './ports.ts'

/**
 * Milliseconds after its last word in which a window counts as there. A host tells at once when a wire closes; this is the
 * net under it, wide enough for a window behind others, whose browser wakes it once a minute.
 */
export const LEASE = 90_000
/** A part that nobody has typed in for so long, in milliseconds, is nobody's any more. */
export const TYPING = 20_000
/** Steps that were on their way when their part was checked out, in milliseconds, are still let in. */
const ON_THE_WAY = 3_000

export interface Presence {
  meet(meeting: RequestOf<'meet'>): Answers['meet']
  leave(client: ClientId): null
  claim(order: RequestOf<'claimStory'>): Outcome<Answers['claimStory']>
  /** story.held where somebody else has checked out one of the portions. */
  mayEdit(story: StoryId, client: ClientId, portions: readonly Portion[]): Fault | null
  noteTyping(story: StoryId, client: ClientId, portions: readonly Portion[]): void
}

interface Seen {
  readonly present: Present
  readonly at: number
}

interface Hold extends Claim {
  /** Checked out at, or typed in last at. */
  readonly at: number
}

export function openPresence(clock: Clock, notices: NoticeBoard): Presence {
  const people = new Map<ClientId, Seen>()
  let holds: readonly Hold[] = []

  const now = (): number => Date.parse(clock.now())
  const claims = (): Claim[] =>
    holds.map(({ client, person, story, portion, hold }) => ({ client, person, story, portion, hold }))
  const personOf = (client: ClientId): string => people.get(client)?.present.person ?? ''
  const isSamePerson = (hold: Claim, client: ClientId, person = personOf(client)): boolean =>
    hold.client === client || (person !== '' && hold.person === person)

  const putHolds = (next: readonly Hold[]): void => {
    const before = sayHolds(holds)
    holds = next
    if (sayHolds(next) !== before) notices.post('claimsChanged', { claims: claims() })
  }
  const goneAt = (time: number): ClientId[] =>
    [...people].filter(([, { at }]) => time - at > LEASE).map(([client]) => client)
  const isLive = (hold: Hold, time: number): boolean =>
    time - hold.at <= (hold.hold === 'typing' ? TYPING : LEASE) ||
    (hold.hold === 'checkedOut' && people.has(hold.client))
  const look = (time: number): void => {
    const left = goneAt(time)
    for (const client of left) people.delete(client)
    if (left.length > 0) notices.post('presenceChanged', { met: [], left })
    putHolds(holds.filter((hold) => isLive(hold, time) && !left.includes(hold.client)))
  }
  const colourFor = (person: string): number => {
    const taken = [...people.values()].map(({ present }) => present.colour)
    const counts = Array.from({ length: PERSON_COLOURS }, (_, i) => taken.filter((colour) => colour === i).length)
    const own = colourOfPerson(person)
    return counts[own] === 0 ? own : counts.indexOf(Math.min(...counts))
  }
  const isHeldByAnother = (hold: Hold, story: StoryId, portions: readonly Portion[], client: ClientId): boolean =>
    hold.hold === 'checkedOut' && hold.story === story && portions.includes(hold.portion) && !isSamePerson(hold, client)

  return {
    meet(meeting) {
      const time = now()
      look(time)
      const known = people.get(meeting.client)?.present
      const present = { ...meeting, colour: known?.colour ?? colourFor(meeting.person) }
      people.set(meeting.client, { present, at: time })
      if (JSON.stringify(known) !== JSON.stringify(present))
        notices.post('presenceChanged', { met: [present], left: [] })
      putHolds(holds.map((hold) => (hold.client === meeting.client ? { ...hold, person: meeting.person } : hold)))
      return { people: [...people.values()].map((seen) => seen.present), claims: claims() }
    },
    leave(client) {
      if (people.delete(client)) notices.post('presenceChanged', { met: [], left: [client] })
      putHolds(holds.filter((hold) => hold.client !== client))
      return null
    },
    claim({ client, person, story, portion, isHeld, isTakenOver }) {
      const time = now()
      look(time)
      const portions: readonly Portion[] = portion === null ? PORTIONS : [portion]
      const concerns = (hold: Hold): boolean => hold.story === story && portions.includes(hold.portion)
      const other = holds.find(
        (hold) => concerns(hold) && hold.hold === 'checkedOut' && !isSamePerson(hold, client, person),
      )
      if (isHeld && other && !isTakenOver) return held(other)
      const isFreed = (hold: Hold): boolean =>
        concerns(hold) && (hold.client === client || (isHeld && hold.hold === 'checkedOut'))
      const taken = isHeld ? portions.map((each) => ({ client, person, story, portion: each, at: time })) : []
      putHolds([
        ...holds.filter((hold) => !isFreed(hold)),
        ...taken.map((each): Hold => ({ ...each, hold: 'checkedOut' })),
      ])
      return { claims: claims() }
    },
    mayEdit(story, client, portions) {
      const time = now()
      look(time)
      const other = holds.find((hold) => isHeldByAnother(hold, story, portions, client) && time - hold.at > ON_THE_WAY)
      return other ? held(other) : null
    },
    noteTyping(story, client, portions) {
      putHolds(withTyping(holds, { story, client, person: personOf(client), at: now() }, portions))
    },
  }
}

/** The holds when somebody typed in these portions; what he has checked out stays so. */
function withTyping(holds: readonly Hold[], by: Omit<Hold, 'portion' | 'hold'>, portions: readonly Portion[]): Hold[] {
  const isMine = (hold: Hold): boolean => hold.client === by.client && hold.story === by.story
  const own = holds.filter((hold) => isMine(hold) && hold.hold === 'checkedOut').map(({ portion }) => portion)
  const typed = portions.filter((portion) => !own.includes(portion))
  const kept = holds.filter((hold) => !(isMine(hold) && hold.hold === 'typing' && typed.includes(hold.portion)))
  return [...kept, ...typed.map((portion): Hold => ({ ...by, portion, hold: 'typing' }))]
}

const held = ({ person, story, portion }: Claim): Fault => fault('story.held', { story, person, portion })

/** What others see of the holds: when they began is nobody's business. */
const sayHolds = (holds: readonly Hold[]): string =>
  holds
    .map(({ client, person, story, portion, hold }) => JSON.stringify([story, portion, hold, client, person]))
    .sort()
    .join()
