/**
 * Sends what a window that is gone had typed and not saved. Its story is opened as that window knew it, with its steps on
 * top and under its id: so the desk's log itself tells which of them had arrived, and the rest is led past what others have
 * done since, by the same way as anything typed here.
 */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { DummyDiff } from '#contract/dummy.ts'
import { docFromJson } from '#story/documents.ts'
import { decodeSteps } from '#story/steps.ts'
import type { Journal, Left } from './journal.ts'
import { keepStory, type StorySurroundings } from './openStory.ts'

export interface RecoveryPorts {
  surroundings(): StorySurroundings
  editDummy(page: number, diffs: readonly DummyDiff[]): Promise<Outcome<null>>
}

/** How many edits were saved. What cannot be saved now stays in the journal. */
export async function recover(journal: Journal, ports: RecoveryPorts): Promise<number> {
  let saved = 0
  for (const left of await journal.left()) {
    saved += left.kind === 'steps' ? await recoverSteps(left, ports) : await recoverDummy(left, ports)
  }
  return saved
}

async function recoverSteps(left: Extract<Left, { kind: 'steps' }>, ports: RecoveryPorts): Promise<number> {
  const { desk, noteSaved } = ports.surroundings()
  const [moment, since] = await Promise.all([
    desk.call('fetchMoment', { story: left.story, version: left.version }),
    desk.call('fetchSteps', { story: left.story, since: left.version }),
  ])
  const steps = decodeSteps(left.steps)
  if (isFault(moment) || isFault(since) || isFault(steps)) return 0
  const doc = docFromJson(moment.doc)
  if (isFault(doc)) return 0
  const story = keepStory(left.story, doc, left.version, {
    desk,
    client: left.client,
    plugins: () => [],
    beforeLocal: (_story, _state, transaction) => transaction,
    afterChange: () => undefined,
    noteSaved,
  })
  try {
    const { tr } = story.state
    for (const step of steps) if (tr.maybeStep(step).failed) return 0
    story.dispatch(tr)
    await story.flush()
    if (story.unsaved.get().steps > 0) return 0
  } finally {
    story.close()
  }
  left.forget()
  return steps.length - since.clients.filter((client) => client === left.client).length
}

/** An edit that the page has already, or that no longer fits it, is none any more. */
async function recoverDummy(
  { page, edits, forget }: Extract<Left, { kind: 'dummy' }>,
  ports: RecoveryPorts,
): Promise<number> {
  let saved = 0
  for (const diffs of edits) {
    const outcome = await ports.editDummy(page, diffs)
    if (isFault(outcome) && outcome.code === 'cancelled') return saved
    if (!isFault(outcome)) saved++
  }
  forget()
  return saved
}
