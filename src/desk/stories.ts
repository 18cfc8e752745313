/**
 * Stories 稿件 at the desk. The log of steps is the authority; a document is the newest snapshot with the steps since
 * then, kept in memory from its first use. A submission is checked against the version, applied to the document and
 * checked by the schema before it is stored, and broadcast only after the store has it.
 */
import type { Copy, Lang, StoryKind } from '#contract/copy.ts'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Answers, Json, RequestOf, StepBatch, StoryState, StorySummary } from '#contract/requests.ts'
import { copyOf } from '#story/copy.ts'
import { characterCount } from '#story/counts.ts'
import { docFromJson, emptyDoc, itemFromDoc, slugOf, type StoryItem } from '#story/documents.ts'
import { storyAttrs, type StoryDoc } from '#story/schema.ts'
import { applySteps, decodeSteps } from '#story/steps.ts'
import type { NoticeBoard } from './notices.ts'
import type { IssueWriter, NewIds, StoryRow } from './ports.ts'
import { openQueue } from './queue.ts'

/** Steps after which a snapshot is stored, so that opening never replays more than these. */
const SNAPSHOT_EVERY = 200

/** A story with its document at its version. */
export interface HeldStory {
  readonly row: StoryRow
  readonly doc: StoryDoc
  /** The same object as long as the story is at this version. */
  readonly copy: Copy
}

export interface Stories {
  /** The rows of the pool in order, spiked ones among them. */
  rows(): readonly StoryRow[]
  hold(story: StoryId): Promise<Outcome<HeldStory>>
  /** The document as it was filed, before any step. */
  firstDoc(story: StoryId): Promise<Outcome<StoryDoc>>
  fetch(story: StoryId): Promise<Outcome<StoryState>>
  read(story: StoryId): Promise<Outcome<StoryItem & { readonly id: StoryId; readonly version: number }>>
  steps(story: StoryId, since: number): Promise<Outcome<StepBatch>>
  submit(batch: RequestOf<'submitSteps'>): Promise<Outcome<Answers['submitSteps']>>
  create(kind: StoryKind, lang: Lang): Promise<Outcome<StorySummary>>
  spike(story: StoryId, isSpiked: boolean): Promise<Outcome<StorySummary>>
  summary(story: StoryId): Promise<Outcome<StorySummary>>
  summaries(): Promise<Outcome<readonly StorySummary[]>>
  /** Reads the rows again, after stories came in by another way than `create`. */
  refresh(): Promise<void>
}

interface StoriesInput {
  readonly issue: IssueWriter
  readonly ids: NewIds
  readonly notices: NoticeBoard
  readonly pagesOf: (story: StoryId) => readonly number[]
}

export async function openStories({ issue, ids, notices, pagesOf }: StoriesInput): Promise<Stories> {
  const queue = openQueue()
  const held = new Map<StoryId, HeldStory>()
  let rows = await issue.listStories()

  const rowOf = (story: StoryId): Outcome<StoryRow> =>
    rows.find((row) => row.id === story) ?? fault('story.missing', { story })
  const keep = (row: StoryRow, doc: StoryDoc): HeldStory => {
    const holding = { row, doc, copy: copyOf(doc, { id: row.id, version: row.version }) }
    held.set(row.id, holding)
    rows = rows.map((each) => (each.id === row.id ? row : each))
    return holding
  }
  const load = async (story: StoryId): Promise<Outcome<HeldStory>> => {
    const row = rowOf(story)
    if (isFault(row)) return row
    const replayed = await replay(issue, story)
    return isFault(replayed) ? replayed : keep({ ...row, version: replayed.version }, replayed.doc)
  }
  const hold = async (story: StoryId): Promise<Outcome<HeldStory>> =>
    held.get(story) ?? queue.run(story, async () => held.get(story) ?? load(story))
  const summary = async (story: StoryId): Promise<Outcome<StorySummary>> => {
    const holding = await hold(story)
    return isFault(holding) ? holding : summarise(holding, pagesOf(story))
  }
  const refresh = async (): Promise<void> => {
    rows = await issue.listStories()
  }
  const tell = async (story: StoryId): Promise<Outcome<StorySummary>> => {
    const told = await summary(story)
    if (!isFault(told)) notices.post('storiesChanged', { stories: [told] })
    return told
  }

  const submitNow = async (batch: RequestOf<'submitSteps'>): Promise<Outcome<Answers['submitSteps']>> => {
    const holding = held.get(batch.story) ?? (await load(batch.story))
    if (isFault(holding)) return holding
    const { row, doc } = holding
    if (batch.version !== row.version) return fault('steps.stale', { story: row.id, version: row.version })
    if (batch.steps.length === 0) return { version: row.version, savedAt: (await issue.readIssue()).savedAt }
    const steps = decodeSteps(batch.steps)
    if (isFault(steps)) return steps
    const next = applySteps(doc, steps)
    if (isFault(next)) return next
    const receipt = await issue.appendSteps(batch)
    if (isFault(receipt)) {
      held.delete(row.id)
      return receipt
    }
    const now = keep({ ...row, version: receipt.version }, next)
    const clients = batch.steps.map(() => batch.client)
    notices.post('stepsSubmitted', {
      story: row.id,
      version: row.version,
      steps: batch.steps,
      clients,
      savedAt: receipt.savedAt,
      summary: summarise(now, pagesOf(row.id)),
    })
    await snapshotWhenDue(issue, row.version, now)
    return { version: receipt.version, savedAt: receipt.savedAt }
  }

  return {
    rows: () => rows,
    hold,
    firstDoc: async (story) => {
      const snapshot = await issue.readSnapshot(story, 0)
      return isFault(snapshot) ? snapshot : docFromJson(snapshot.doc)
    },
    fetch: async (story) => {
      const holding = await hold(story)
      return isFault(holding) ? holding : { id: story, version: holding.row.version, doc: holding.doc.toJSON() as Json }
    },
    read: async (story) => {
      const holding = await hold(story)
      return isFault(holding) ? holding : { id: story, version: holding.row.version, ...itemFromDoc(holding.doc) }
    },
    steps: async (story, since) => {
      const row = rowOf(story)
      return isFault(row) ? row : issue.readSteps(story, since)
    },
    submit: (batch) => queue.run(batch.story, () => submitNow(batch)),
    create: async (kind, lang) => {
      const id = ids.story()
      const receipt = await issue.createStory({ id, kind, doc: emptyDoc(kind, lang).toJSON() as Json })
      if (isFault(receipt)) return receipt
      await refresh()
      return tell(id)
    },
    spike: async (story, isSpiked) => {
      const receipt = await issue.spikeStory(story, isSpiked)
      if (isFault(receipt)) return receipt
      await refresh()
      held.delete(story)
      return tell(story)
    },
    summary,
    summaries: async () => {
      const all: StorySummary[] = []
      for (const row of rows) {
        const each = await summary(row.id)
        if (isFault(each)) return each
        all.push(each)
      }
      return all
    },
    refresh,
  }
}

/** The document of the newest snapshot with every step since. */
async function replay(issue: IssueWriter, story: StoryId): Promise<Outcome<{ version: number; doc: StoryDoc }>> {
  const snapshot = await issue.readSnapshot(story)
  if (isFault(snapshot)) return snapshot
  const first = docFromJson(snapshot.doc)
  if (isFault(first)) return first
  const batch = await issue.readSteps(story, snapshot.version)
  if (isFault(batch)) return batch
  const steps = decodeSteps(batch.steps)
  const doc = isFault(steps) ? steps : applySteps(first, steps)
  // What the log holds was checked when it came in: if it does not apply now, the file is damaged.
  if (isFault(doc)) return fault('file.corrupt', { story, problem: String(doc.where['problem'] ?? doc.code) })
  return { version: snapshot.version + batch.steps.length, doc }
}

/** Stores a snapshot when a multiple of SNAPSHOT_EVERY was passed. A refusal is no loss: the log has every step. */
async function snapshotWhenDue(issue: IssueWriter, before: number, { row, doc }: HeldStory): Promise<void> {
  if (Math.floor(before / SNAPSHOT_EVERY) === Math.floor(row.version / SNAPSHOT_EVERY)) return
  await issue.writeSnapshot(row.id, { version: row.version, doc: doc.toJSON() as Json })
}

function summarise({ row, doc }: HeldStory, pages: readonly number[]): StorySummary {
  const { kind, lang, orientation } = storyAttrs(doc)
  return {
    id: row.id,
    kind,
    slug: slugOf(doc),
    lang,
    characters: characterCount(doc),
    version: row.version,
    isSpiked: row.isSpiked,
    pages,
    orientation,
  }
}
