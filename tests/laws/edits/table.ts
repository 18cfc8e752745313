/**
 * A table at which editors sit on one story: each with its own state, undo and unconfirmed steps, and the desk's log between
 * them, with the desk's own checks. Nothing runs by itself: a test says who edits and who speaks with the desk, so that
 * every order of edits and news can be made, and made again from its seed.
 */
import { collab, getVersion, receiveTransaction, sendableSteps } from 'prosemirror-collab'
import { history, isHistoryTransaction, redo, undo } from 'prosemirror-history'
import { EditorState, type Transaction } from 'prosemirror-state'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { Json } from '#contract/requests.ts'
import type { Editor } from '#story/changes/track.ts'
import { trackTransaction } from '#story/changes/transactions.ts'
import type { StoryDoc } from '#story/schema.ts'
import { applySteps, decodeSteps, encodeSteps } from '#story/steps.ts'
import { randomEdit } from '../../story/changes/sessions.ts'
import { pick, weighed, whole, type Next } from './chance.ts'

/** The log as a desk keeps it. */
export interface Log {
  readonly first: StoryDoc
  doc: StoryDoc
  readonly steps: Json[]
  readonly clients: string[]
}

export interface Seat {
  readonly client: string
  readonly editor: Editor
  state: EditorState
}

export interface Table {
  readonly log: Log
  readonly seats: readonly Seat[]
}

function granted<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}

/** Lays a story before so many editors. Its own `tracking` attribute says whether their changes are tracked. */
export function layTable(first: StoryDoc, names: readonly string[]): Table {
  const seats = names.map((by): Seat => {
    const plugins = [collab({ version: 0, clientID: by }), history({ depth: Infinity })]
    return { client: by, editor: { by, at: '2026-11-23T20:00' }, state: EditorState.create({ doc: first, plugins }) }
  })
  return { log: { first, doc: first, steps: [], clients: [] }, seats }
}

/** A local transaction, as a window applies it. */
function take(seat: Seat, tr: Transaction): void {
  seat.state = seat.state.apply(isHistoryTransaction(tr) ? tr : trackTransaction(seat.state, tr, seat.editor))
}

/** One edit of a seat: of the copy, or one step back or forth. Tells whether the document changed. */
export function edit(seat: Seat, next: Next): boolean {
  const before = seat.state.doc
  const step = weighed(next, [
    [12, 'edit'],
    [2, 'undo'],
    [1, 'redo'],
  ] as const)
  if (step === 'edit') {
    const made = randomEdit(seat.state, next)
    if (!made) return false
    seat.state = made.state
    take(seat, made.tr)
  } else (step === 'undo' ? undo : redo)(seat.state, (tr) => take(seat, tr))
  return seat.state.doc !== before
}

/** A seat hears what it has not heard, and the desk gets some of what it has not confirmed. */
export function speak({ log }: Table, seat: Seat, most = Infinity): void {
  const known = getVersion(seat.state)
  const news = granted(decodeSteps(JSON.parse(JSON.stringify(log.steps.slice(known))) as Json[]))
  if (news.length > 0) {
    const clients = log.clients.slice(known)
    seat.state = seat.state.apply(receiveTransaction(seat.state, news, clients, { mapSelectionBackward: true }))
  }
  const own = sendableSteps(seat.state)?.steps.slice(0, most) ?? []
  const sent = encodeSteps(own)
  log.doc = granted(applySteps(log.doc, granted(decodeSteps(JSON.parse(JSON.stringify(sent)) as Json[]))))
  log.steps.push(...sent)
  log.clients.push(...own.map(() => seat.client))
}

/** Everybody speaks until nobody has anything to say. */
export function settle(table: Table): void {
  const isBehind = ({ state }: Seat): boolean =>
    sendableSteps(state) !== null || getVersion(state) < table.log.steps.length
  while (table.seats.some(isBehind)) for (const seat of table.seats) speak(table, seat)
}

/** So many edits of random seats, with random news between them. Tells how many changed a document. */
export function session(table: Table, edits: number, next: Next): number {
  let changed = 0
  for (let i = 0; i < edits; i++) {
    if (edit(pick(next, table.seats), next)) changed++
    if (next() < 0.3) speak(table, pick(next, table.seats), next() < 0.2 ? whole(next, 1, 3) : Infinity)
  }
  return changed
}
