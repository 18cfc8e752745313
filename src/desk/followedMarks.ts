/**
 * Following the marked words of stories through their steps, from where each mark was last known to stand. Steps are read
 * from the log, so that nothing depends on who submitted them or when; what was followed far is stored now and then.
 */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { FiledMark, MarkTrace } from '#contract/mark.ts'
import { docFromJson } from '#story/documents.ts'
import type { StoryDoc } from '#story/schema.ts'
import { applySteps, decodeSteps } from '#story/steps.ts'
import { followStep, resumeTrace, type Following } from '#story/traces.ts'
import type { IssueWriter } from './ports.ts'
import { openQueue } from './queue.ts'

/** Steps after which traces are stored: opening follows no mark further than this. */
const STORE_EVERY = 200

/** A story's document at a version, and its marks' traces there. */
export interface FollowedStory {
  readonly version: number
  readonly doc: StoryDoc
  readonly traces: ReadonlyMap<number, MarkTrace>
}

export interface FollowedMarks {
  /** Follows the marks of a story to its newest version. Faults: story.missing, file.corrupt. */
  follow(story: StoryId): Promise<Outcome<FollowedStory>>
  /** The document at a version; mark.place where the story never had it. */
  docAt(story: StoryId, version: number): Promise<Outcome<StoryDoc>>
}

interface Followed {
  version: number
  doc: StoryDoc
  marks: Map<number, Following>
  storedAt: number
}

/** `marksOf` gives the marks of a story as they were filed. */
export function followMarks(issue: IssueWriter, marksOf: (story: StoryId) => readonly FiledMark[]): FollowedMarks {
  const queue = openQueue()
  const stories = new Map<StoryId, Followed>()

  const docAt = (story: StoryId, version: number): Promise<Outcome<StoryDoc>> => docOf(issue, story, version)
  const followNow = async (story: StoryId): Promise<Outcome<FollowedStory>> => {
    const filed = marksOf(story)
    const known = stories.get(story)
    const followed = known && !isPast(known, filed) ? known : await begin(issue, story, filed)
    if (isFault(followed)) return followed
    for (const mark of filed) if (mark.trace && !followed.marks.has(mark.id)) join(followed, mark)
    const refused = await goOn(issue, story, followed, filed)
    if (refused) {
      // Whatever the log holds, it is read again from the last stored trace at the next use.
      stories.delete(story)
      return refused
    }
    stories.set(story, followed)
    const traces = new Map([...followed.marks].map(([mark, { trace }]) => [mark, trace]))
    return { version: followed.version, doc: followed.doc, traces }
  }
  return {
    docAt,
    follow: (story) => queue.run(story, () => followNow(story)),
  }
}

/** The story at the version from which the mark that is furthest behind must be followed. */
async function begin(issue: IssueWriter, story: StoryId, filed: readonly FiledMark[]): Promise<Outcome<Followed>> {
  const versions = filed.flatMap(({ trace }) => (trace ? [trace.version] : []))
  const version = versions.length > 0 ? Math.min(...versions) : 0
  const doc = await docOf(issue, story, version)
  return isFault(doc) ? doc : { version, doc, marks: new Map(), storedAt: version }
}

/** Whether a mark was made on an older version, so that the story stands past it already. */
const isPast = ({ version, marks }: Followed, filed: readonly FiledMark[]): boolean =>
  filed.some(({ id, trace }) => trace !== null && trace.version < version && !marks.has(id))

/** A mark that the story does not carry yet joins it where its trace stands there; later ones wait for their version. */
function join(followed: Followed, { id, trace }: FiledMark): void {
  if (trace?.version === followed.version) followed.marks.set(id, resumeTrace(trace))
}

async function goOn(
  issue: IssueWriter,
  story: StoryId,
  followed: Followed,
  filed: readonly FiledMark[],
): Promise<ReturnType<typeof fault> | null> {
  const batch = await issue.readSteps(story, followed.version)
  if (isFault(batch)) return batch
  const steps = decodeSteps(batch.steps)
  if (isFault(steps)) return corrupt(story, steps)
  const waiting = filed.filter(({ id }) => !followed.marks.has(id))
  for (const step of steps) {
    const before = followed.doc
    const after = applySteps(before, [step])
    if (isFault(after)) return corrupt(story, after)
    for (const [mark, following] of followed.marks) followed.marks.set(mark, followStep(following, step, before, after))
    followed.doc = after
    followed.version++
    for (const mark of waiting) join(followed, mark)
  }
  await storeWhenDue(issue, followed)
  return null
}

/** Stores the traces when a multiple of STORE_EVERY was passed. A refusal is no loss: they can be followed again. */
async function storeWhenDue(issue: IssueWriter, followed: Followed): Promise<void> {
  const isDue = Math.floor(followed.storedAt / STORE_EVERY) < Math.floor(followed.version / STORE_EVERY)
  if (!isDue || followed.marks.size === 0) return
  followed.storedAt = followed.version
  await issue.traceMarks([...followed.marks].map(([mark, { trace }]) => ({ mark, trace })))
}

async function docOf(issue: IssueWriter, story: StoryId, version: number): Promise<Outcome<StoryDoc>> {
  const snapshot = await issue.readSnapshot(story, version)
  if (isFault(snapshot)) return snapshot
  const first = docFromJson(snapshot.doc)
  if (isFault(first)) return first
  const batch = await issue.readSteps(story, snapshot.version)
  if (isFault(batch)) return batch
  const count = version - snapshot.version
  if (batch.steps.length < count) return fault('mark.place', { story, version })
  const steps = decodeSteps(batch.steps.slice(0, count))
  const doc = isFault(steps) ? steps : applySteps(first, steps)
  return isFault(doc) ? corrupt(story, doc) : doc
}

/** What the log holds was checked when it came in: if it does not apply now, the file is damaged. */
const corrupt = (story: StoryId, problem: ReturnType<typeof fault>): ReturnType<typeof fault> =>
  fault('file.corrupt', { story, problem: String(problem.where['problem'] ?? problem.code) })
