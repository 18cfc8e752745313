/**
 * Who is at the issue, as this window sees it, and what this window says of itself. Words to the desk are few: at once when
 * the story or the part changes, a few times a second while the caret moves and somebody is there to see it, and now and
 * then to say that the window is still there.
 */
import { Plugin, type Transaction } from 'prosemirror-state'
import { isFault } from '#contract/faults.ts'
import type { ClientId, StoryId } from '#contract/ids.ts'
import { portionOf, type Claim, type Meeting, type Portion, type Present } from '#contract/presence.ts'
import type { StoryDoc } from '#story/schema.ts'
import { portionsTouched } from '#story/portions.ts'
import type { DeskCalls } from '#wire/wire.ts'
import type { Collision, OpenStories, Presence, SelectionStore } from './session.ts'
import { makeStore, type Store } from './store.ts'

/** Milliseconds between two words of a window that does nothing. */
const BEAT = 4_000
/** Milliseconds between two words of a caret that moves. */
const MOVE = 100

export interface KeptPresence extends Presence {
  /** Keeps typing out of what somebody else has checked out, before it happens. */
  guard(story: StoryId): Plugin
  meetAgain(): void
  /** Says that this window goes. */
  leave(): void
  close(): void
}

interface PresenceInput {
  readonly desk: DeskCalls
  readonly client: ClientId
  readonly stories: OpenStories
  readonly selection: SelectionStore
  readonly person: Store<string>
}

export function keepPresence({ desk, client, stories, selection, person }: PresenceInput): KeptPresence {
  const people = makeStore<readonly Present[]>([])
  const claims = makeStore<readonly Claim[]>([])
  const collision = makeStore<Collision | null>(null)
  const isMine = (claim: Claim): boolean =>
    claim.client === client || (claim.person !== '' && claim.person === person.get())

  const takePeople = (next: readonly Present[]): void => {
    if (JSON.stringify(next) !== JSON.stringify(people.get())) people.put(next)
  }
  const takeClaims = (next: readonly Claim[]): void => {
    if (JSON.stringify(next) === JSON.stringify(claims.get())) return
    const lost = claims.get().find((claim) => isMine(claim) && takerOf(claim, next, isMine))
    const taker = lost && takerOf(lost, next, isMine)
    claims.put(next)
    if (taker) collision.put({ kind: 'takenOver', claim: taker })
  }
  const stops = [
    desk.onNotice('presenceChanged', ({ met, left }) => {
      const news = new Map(met.map((each) => [each.client, each]))
      const kept = people.get().filter((each) => !left.includes(each.client))
      const isNew = met.some((each) => each.client !== client && !kept.some((known) => known.client === each.client))
      const known = new Set(kept.map((each) => each.client))
      takePeople([
        ...kept.map((each) => news.get(each.client) ?? each),
        ...met.filter((each) => !known.has(each.client)),
      ])
      if (isNew) speaker.soon()
    }),
    desk.onNotice('claimsChanged', (news) => takeClaims(news.claims)),
  ]
  const speaker = openSpeaker({
    isWatched: () => people.get().some((each) => each.client !== client),
    describe: () => describe({ client, person: person.get(), stories, selection }),
    async say(meeting) {
      const answer = await desk.call('meet', meeting)
      if (isFault(answer)) return
      takePeople(answer.people)
      takeClaims(answer.claims)
    },
  })
  stops.push(selection.subscribe(speaker.soon), person.subscribe(speaker.now))
  speaker.now()

  const maybeHolder: Presence['maybeHolder'] = (story, portions) =>
    claims.get().find((claim) => holds(claim, story, portions) && !isMine(claim)) ?? null
  const claim: Presence['claim'] = async (story, portion, isHeld, isTakenOver = false) => {
    const answer = await desk.call('claimStory', { client, person: person.get(), story, portion, isHeld, isTakenOver })
    if (isFault(answer)) return answer
    takeClaims(answer.claims)
    return null
  }
  return {
    people,
    claims,
    collision,
    isMine,
    maybeHolder,
    claim,
    guard: (story) =>
      new Plugin({
        filterTransaction(transaction, { doc }) {
          const holder = maybeKeptOut(transaction, doc, (portions) => maybeHolder(story, portions))
          if (holder) collision.put({ kind: 'keptOut', claim: holder })
          return holder === null
        },
      }),
    meetAgain() {
      // What this window had checked out is asked for again: the desk may be another, which knows nothing of it.
      const own = claims.get().filter((each) => each.client === client && each.hold === 'checkedOut')
      speaker.now()
      for (const each of own) void claim(each.story, each.portion, true)
    },
    leave: () => void desk.call('leaveDesk', { client }),
    close() {
      speaker.close()
      for (const stop of stops) stop()
    },
  }
}

/** Who has by now what a claim held; null where nobody has, or its own holder still. */
const takerOf = (lost: Claim, next: readonly Claim[], isMine: (claim: Claim) => boolean): Claim | null =>
  lost.hold === 'checkedOut'
    ? (next.find((claim) => holds(claim, lost.story, [lost.portion]) && !isMine(claim)) ?? null)
    : null

const holds = ({ hold, story, portion }: Claim, asked: StoryId, portions: readonly Portion[]): boolean =>
  hold === 'checkedOut' && story === asked && portions.includes(portion)

/** The holder whose part a change of this window touches. What comes from the desk stands there already. */
function maybeKeptOut(
  transaction: Transaction,
  doc: StoryDoc,
  holderOf: (portions: readonly Portion[]) => Claim | null,
): Claim | null {
  if (!transaction.docChanged || transaction.getMeta('rebased') !== undefined) return null
  return holderOf(portionsTouched(doc, transaction.steps))
}

interface Described extends Pick<PresenceInput, 'client' | 'stories' | 'selection'> {
  readonly person: string
}

function describe({ client, person, stories, selection }: Described): Meeting {
  const { page, story, head } = selection.get()
  const open = story === null ? null : stories.maybeOpen(story)
  const ends = open && head ? open.state.selection : null
  const [from, to] = [ends && open!.toLog(ends.anchor), ends && open!.toLog(ends.head)]
  const caret = from && to && { version: from.version, anchor: from.pos, head: to.pos }
  return { client, person, page, story, portion: head && portionOf(head.part), caret }
}

interface Speaker {
  now(): void
  soon(): void
  close(): void
}

interface SpeakerPorts {
  isWatched(): boolean
  describe(): Meeting
  say(meeting: Meeting): Promise<void>
}

/** When to speak: one word at a time, the next after a pause, the same one only as a beat. */
function openSpeaker({ isWatched, describe, say }: SpeakerPorts): Speaker {
  let said = ''
  let timer: ReturnType<typeof setTimeout> | null = null
  let isClosed = false
  const speak = async (isBeat: boolean): Promise<void> => {
    timer = null
    const meeting = describe()
    // A caret is worth a word only where somebody sees it.
    const words = JSON.stringify(isWatched() ? meeting : { ...meeting, caret: null })
    if (isBeat || words !== said) {
      said = words
      await say(meeting)
    }
    wait(BEAT, true)
  }
  const wait = (milliseconds: number, isBeat: boolean): void => {
    if (!isClosed) timer ??= setTimeout(() => void speak(isBeat), milliseconds)
  }
  let isSoon = false
  const soon = (): void => {
    if (isSoon) return
    isSoon = true
    setTimeout(() => {
      isSoon = false
      if (isClosed) return
      if (timer) clearTimeout(timer)
      void speak(false)
    }, MOVE)
  }
  return {
    now() {
      if (timer) clearTimeout(timer)
      void speak(true)
    },
    soon,
    close() {
      isClosed = true
      if (timer) clearTimeout(timer)
    },
  }
}
