/**
 * Repairs of an import, looked through and taken back. Taking one back is an ordinary step on the story, so it is saved,
 * shown in every window and undone like typing.
 */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { KeptRepair } from '#contract/exchange.ts'
import type { ClientId, StoryId } from '#contract/ids.ts'
import type { Json } from '#contract/requests.ts'
import { revertRepair } from '#story/repairs.ts'
import { decodeSteps, encodeSteps, mappingOf } from '#story/steps.ts'
import type { IssueWriter } from './ports.ts'
import type { Stories } from './stories.ts'

/** How often a take-back is tried again when somebody typed in between. */
const MOST_TRIES = 5

/** Takes a repair back: repair.missing, repair.moved where its words are gone (or it was never a change of one story). */
export async function takeBackRepair(
  issue: IssueWriter,
  stories: Stories,
  id: number,
  client: ClientId,
): Promise<Outcome<KeptRepair>> {
  const repair = (await issue.listRepairs(null)).find((each) => each.id === id)
  if (!repair) return fault('repair.missing', { repair: id })
  if (repair.isTakenBack) return repair
  if (repair.story === null) return fault('repair.moved', { repair: id, kind: repair.kind })
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const revert = await makeRevert(issue, stories, repair, repair.story)
    if (isFault(revert)) return revert
    const sent = await stories.submit({ story: repair.story, client, ...revert })
    if (!isFault(sent)) return issue.markRepair(id, true)
    if (sent.code !== 'steps.stale') return sent
  }
  return fault('steps.stale', { story: repair.story })
}

async function makeRevert(
  issue: IssueWriter,
  stories: Stories,
  repair: KeptRepair,
  story: StoryId,
): Promise<Outcome<{ version: number; steps: Json[] }>> {
  const [first, held] = [await stories.firstDoc(story), await stories.hold(story)]
  if (isFault(first)) return first
  if (isFault(held)) return held
  const batch = await issue.readSteps(story, 0)
  if (isFault(batch)) return batch
  const { version } = held.row
  const since = decodeSteps(batch.steps.slice(0, version))
  if (isFault(since)) return since
  const change = revertRepair(repair, first, mappingOf(since), held.doc)
  return change
    ? { version, steps: encodeSteps(change.steps) }
    : fault('repair.moved', { repair: repair.id, kind: repair.kind })
}
