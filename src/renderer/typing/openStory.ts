/**
 * One open story: its editor state, and the way of its steps to the desk and back.
 *
 *     dispatch -> unconfirmed steps -> submitSteps -> confirmed     (the answer or the notice, whichever is first)
 *                        \-> steps.stale -> fetchSteps -> rebase -> submitSteps again
 *
 * The desk's version is the authority. Steps that come in are taken only where they continue the version that is known:
 * older ones are news of yesterday, and after a gap the missing ones are fetched.
 */
import { collab, getVersion, receiveTransaction, sendableSteps } from 'prosemirror-collab'
import { history } from 'prosemirror-history'
import { EditorState, type Plugin, type Transaction } from 'prosemirror-state'
import type { Copy } from '#contract/copy.ts'
import { isFault, type Fault } from '#contract/faults.ts'
import type { ClientId, StoryId } from '#contract/ids.ts'
import type { StepBatch } from '#contract/requests.ts'
import { copyOf } from '#story/copy.ts'
import type { StoryDoc } from '#story/schema.ts'
import { decodeSteps, encodeSteps } from '#story/steps.ts'
import type { DeskCalls } from '#wire/wire.ts'
import type { OpenStory, StoryChange, Unsaved } from '../session.ts'
import { makeStore } from '../store.ts'
import type { PendingSteps } from './journal.ts'
import { fromLog, openTrail, toLog } from './trail.ts'

/** The most steps of one request (contract/requests, submitSteps). */
const MOST_STEPS = 10_000
/** Wait before steps are offered again that the desk could not take (a full disk). */
const RETRY_MS = 2_000

/** What surrounds an open story in its session. */
export interface StorySurroundings {
  readonly desk: DeskCalls
  readonly client: ClientId
  /** Asked for each story, so that no two share a plugin's state. */
  /** Before a change of this window is applied: the transaction to apply for it. */
  beforeLocal(story: StoryId, state: EditorState, transaction: Transaction): Transaction
  plugins(story: StoryId): readonly Plugin[]
  /** After any change. */
  afterChange(story: OpenStory, change: StoryChange, before: EditorState): void
  noteSaved(savedAt: string): void
}

export interface KeptStory extends OpenStory {
  /** Takes in steps that the desk confirmed, ours or another window's. */
  takeSteps(batch: Pick<StepBatch, 'version' | 'steps' | 'clients'>): void
  /** What the desk has not confirmed, from the version it continues; null where there is nothing. */
  pending(): PendingSteps | null
  /** The wire is back: takes in what was missed and sends what was kept. */
  resume(): void
  close(): void
}

/** Opens a document that stands at `version` on the desk. */
export function keepStory(id: StoryId, doc: StoryDoc, version: number, around: StorySurroundings): KeptStory {
  const plugins = [collab({ version, clientID: around.client }), history({ depth: Infinity }), ...around.plugins(id)]
  let state = EditorState.create({ doc, plugins })
  let copy: Copy | null = null
  const listeners = new Set<(change: StoryChange) => void>()
  const unsaved = makeStore<Unsaved>({ steps: 0, fault: null })
  const trail = openTrail()

  const apply = (transaction: Transaction, isRemote: boolean): void => {
    const before = state
    const { state: next, transactions } = state.applyTransaction(transaction)
    state = next
    if (transactions.some((each) => each.docChanged)) copy = null
    countUnsaved(unsaved.get().fault)
    const change = { transaction, isRemote }
    around.afterChange(story, change, before)
    for (const listener of [...listeners]) listener(change)
  }
  const countUnsaved = (fault: Fault | null): void => {
    const steps = sendableSteps(state)?.steps.length ?? 0
    const known = unsaved.get()
    if (steps !== known.steps || fault !== known.fault) unsaved.put({ steps, fault })
  }
  const sender = openSender(id, around, {
    sendable: () => sendableSteps(state),
    version: () => getVersion(state),
    take: (batch) => takeSteps(batch),
    refused: countUnsaved,
  })
  const takeSteps: KeptStory['takeSteps'] = (batch) => {
    const known = getVersion(state)
    if (batch.version > known) return sender.catchUp()
    const news = batch.steps.slice(known - batch.version)
    if (news.length === 0) return
    const steps = decodeSteps(news)
    if (isFault(steps)) throw new RangeError(`takeSteps: the desk sent ${steps.code} of ${id}`)
    const clients = batch.clients.slice(known - batch.version)
    trail.add(known, steps)
    apply(receiveTransaction(state, steps, clients, { mapSelectionBackward: true }), true)
  }

  const story: KeptStory = {
    id,
    get state() {
      return state
    },
    get copy() {
      return (copy ??= copyOf(state.doc, {
        id,
        version: getVersion(state) + (sendableSteps(state)?.steps.length ?? 0),
      }))
    },
    dispatch(transaction) {
      const local = around.beforeLocal(id, state, transaction)
      try {
        apply(local, false)
      } finally {
        // Whatever a pane does with the news, what was typed goes to the desk.
        if (local.docChanged) sender.pump()
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    unsaved,
    toLog: (pos) => toLog(state, pos),
    fromLog: (spot) => fromLog(state, trail, spot),
    flush: () => sender.flush(),
    takeSteps,
    pending() {
      const sendable = sendableSteps(state)
      return sendable && { version: sendable.version, steps: encodeSteps(sendable.steps) }
    },
    resume: () => sender.resume(),
    close: () => sender.close(),
  }
  return story
}

interface SenderPorts {
  sendable(): ReturnType<typeof sendableSteps>
  version(): number
  take(batch: Pick<StepBatch, 'version' | 'steps' | 'clients'>): void
  refused(fault: Fault | null): void
}

interface Sender {
  /** Sends what is unconfirmed, unless a request is under way that will do so when it is answered. */
  pump(): void
  /** Fetches what the desk has and this window has not. */
  catchUp(): void
  flush(): Promise<void>
  /** As catchUp, after a time without a desk. */
  resume(): void
  close(): void
}

/** The one request at a time of a story. */
function openSender(id: StoryId, around: StorySurroundings, ports: SenderPorts): Sender {
  const { desk, client } = around
  let underWay: Promise<void> | null = null
  let mustCatchUp = false
  let isClosed = false
  let retry: ReturnType<typeof setTimeout> | null = null

  /** Sends a batch; gives back whether there is a point in going on. */
  const submit = async (): Promise<boolean> => {
    const sendable = ports.sendable()
    if (!sendable) return false
    const steps = encodeSteps(sendable.steps.slice(0, MOST_STEPS))
    const { version } = sendable
    const answer = await desk.call('submitSteps', { story: id, version, client, steps })
    if (isFault(answer)) return refuse(answer)
    ports.refused(null)
    around.noteSaved(answer.savedAt)
    ports.take({ version, steps, clients: steps.map(() => client) })
    return true
  }
  const refuse = (refusal: Fault): boolean => {
    if (refusal.code === 'steps.stale') return (mustCatchUp = true)
    ports.refused(refusal)
    const isHopeless = refusal.code === 'cancelled' || refusal.code === 'steps.invalid'
    if (!isHopeless && !isClosed) retry ??= setTimeout(tryAgain, RETRY_MS)
    return false
  }
  const tryAgain = (): void => {
    retry = null
    pump()
  }
  const fetchMissing = async (): Promise<boolean> => {
    mustCatchUp = false
    const batch = await desk.call('fetchSteps', { story: id, since: ports.version() })
    if (isFault(batch)) return batch.code === 'steps.stale' ? giveUp(batch) : refuse(batch)
    ports.take(batch)
    return true
  }
  /** The desk's log is older than what it told before: another file stands there. What was typed is kept and sent nowhere. */
  const giveUp = (refusal: Fault): boolean => {
    ports.refused(refusal)
    return false
  }
  const run = async (): Promise<void> => {
    try {
      while (!isClosed && (mustCatchUp ? await fetchMissing() : await submit()));
    } finally {
      underWay = null
    }
  }
  const pump = (): void => {
    if (!isClosed) underWay ??= run()
  }
  return {
    pump,
    catchUp() {
      mustCatchUp = true
      pump()
    },
    async flush() {
      if (ports.sendable()) pump()
      while (underWay) await underWay
    },
    resume() {
      mustCatchUp = true
      ports.refused(null)
      pump()
    },
    close() {
      isClosed = true
      if (retry) clearTimeout(retry)
    },
  }
}
