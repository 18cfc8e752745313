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
import { portionsTouched } from '#story/portions.ts'
import { storyAttrs, type StoryDoc } from '#story/schema.ts'
import { applySteps, decodeSteps } from '#story/steps.ts'
import type { NoticeBoard } from './notices.ts'
import type { IssueWriter, NewIds, StoryRow } from './ports.ts'
import type { Presence } from './presence.ts'
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
  /** The document at any version of the log; version.missing. */
  moment(story: StoryId, version: number): Promise<Outcome<StoryState>>
  fetch(story: StoryId): Promise<Outcome<StoryState>>
  read(story: StoryId): Promise<Outcome<StoryItem & { readonly id: StoryId; readonly version: number }>>
  steps(story: StoryId, since: number): Promise<Outcome<StepBatch>>
  submit(batch: RequestOf<'submitSteps'>): Promise<Outcome<Answers['submitSteps']>>
  create(kind: StoryKind, lang: Lang): Promise<Outcome<StorySummary>>
  /** Files a story with its first document under an id that was given out for it. */
  file(id: StoryId, doc: StoryDoc): Promise<Outcome<StorySummary>>
  spike(story: StoryId, isSpiked: boolean): Promise<Outcome<StorySummary>>
  summary(story: StoryId): Promise<Outcome<StorySummary>>
  summaries(): Promise<Outcome<readonly StorySummary[]>>
  /** Reads the rows again, after stories came in by another way than `create`. */
  refresh(): Promise<void>
  /** Tells the windows how the story stands now. */
  tell(story: StoryId): Promise<Outcome<StorySummary>>
}

interface StoriesInput {
  readonly issue: IssueWriter
  readonly ids: NewIds
  readonly notices: NoticeBoard
  readonly pagesOf: (story: StoryId) => readonly number[]
  readonly statusOf: (story: StoryId) => string
  readonly presence: Pick<Presence, 'mayEdit' | 'noteTyping'>
}

export async function openStories(input: StoriesInput): Promise<Stories> {
  const stories = new PoolStories(input)
  await stories.refresh()
  return stories
}

class PoolStories implements Stories {
  private readonly issue: IssueWriter
  private readonly ids: NewIds
  private readonly notices: NoticeBoard
  private readonly pagesOf: StoriesInput['pagesOf']
  private readonly statusOf: StoriesInput['statusOf']
  private readonly presence: StoriesInput['presence']
  private readonly queue = openQueue()
  private readonly held = new Map<StoryId, HeldStory>()
  private pool: readonly StoryRow[] = []

  constructor({ issue, ids, notices, pagesOf, statusOf, presence }: StoriesInput) {
    this.issue = issue
    this.ids = ids
    this.notices = notices
    this.pagesOf = pagesOf
    this.statusOf = statusOf
    this.presence = presence
  }

  rows(): readonly StoryRow[] {
    return this.pool
  }

  async refresh(): Promise<void> {
    this.pool = await this.issue.listStories()
  }

  async hold(story: StoryId): Promise<Outcome<HeldStory>> {
    return this.held.get(story) ?? this.queue.run(story, () => this.holdNow(story))
  }

  async firstDoc(story: StoryId): Promise<Outcome<StoryDoc>> {
    const snapshot = await this.issue.readSnapshot(story, 0)
    return isFault(snapshot) ? snapshot : docFromJson(snapshot.doc)
  }

  async moment(story: StoryId, version: number): Promise<Outcome<StoryState>> {
    const held = await this.hold(story)
    if (isFault(held)) return held
    if (version > held.row.version) return fault('version.missing', { story, version })
    const replayed = await replay(this.issue, story, version)
    return isFault(replayed) ? replayed : { id: story, version, doc: replayed.doc.toJSON() as Json }
  }

  async fetch(story: StoryId): Promise<Outcome<StoryState>> {
    const held = await this.hold(story)
    return isFault(held) ? held : { id: story, version: held.row.version, doc: held.doc.toJSON() as Json }
  }

  async read(story: StoryId): Promise<Outcome<StoryItem & { readonly id: StoryId; readonly version: number }>> {
    const held = await this.hold(story)
    return isFault(held) ? held : { id: story, version: held.row.version, ...itemFromDoc(held.doc) }
  }

  async steps(story: StoryId, since: number): Promise<Outcome<StepBatch>> {
    const row = this.rowOf(story)
    return isFault(row) ? row : this.issue.readSteps(story, since)
  }

  submit(batch: RequestOf<'submitSteps'>): Promise<Outcome<Answers['submitSteps']>> {
    return this.queue.run(batch.story, () => this.submitNow(batch))
  }

  async create(kind: StoryKind, lang: Lang): Promise<Outcome<StorySummary>> {
    return this.file(this.ids.story(), emptyDoc(kind, lang))
  }

  async file(id: StoryId, doc: StoryDoc): Promise<Outcome<StorySummary>> {
    const receipt = await this.issue.createStory({ id, kind: storyAttrs(doc).kind, doc: doc.toJSON() as Json })
    return isFault(receipt) ? receipt : this.tellChanged(id)
  }

  async spike(story: StoryId, isSpiked: boolean): Promise<Outcome<StorySummary>> {
    const receipt = await this.issue.spikeStory(story, isSpiked)
    if (isFault(receipt)) return receipt
    this.held.delete(story)
    return this.tellChanged(story)
  }

  async summary(story: StoryId): Promise<Outcome<StorySummary>> {
    const held = await this.hold(story)
    return isFault(held) ? held : this.summarise(held)
  }

  async tell(story: StoryId): Promise<Outcome<StorySummary>> {
    const told = await this.summary(story)
    if (!isFault(told)) this.notices.post('storiesChanged', { stories: [told] })
    return told
  }

  async summaries(): Promise<Outcome<readonly StorySummary[]>> {
    const all: StorySummary[] = []
    for (const row of this.pool) {
      const each = await this.summary(row.id)
      if (isFault(each)) return each
      all.push(each)
    }
    return all
  }

  private rowOf(story: StoryId): Outcome<StoryRow> {
    return this.pool.find((row) => row.id === story) ?? fault('story.missing', { story })
  }

  private async tellChanged(story: StoryId): Promise<Outcome<StorySummary>> {
    await this.refresh()
    return this.tell(story)
  }

  /** As `hold`, for an act that is at its turn already. */
  private async holdNow(story: StoryId): Promise<Outcome<HeldStory>> {
    const held = this.held.get(story)
    if (held) return held
    const row = this.rowOf(story)
    if (isFault(row)) return row
    const replayed = await replay(this.issue, story)
    return isFault(replayed) ? replayed : this.keep({ ...row, version: replayed.version }, replayed.doc)
  }

  private keep(row: StoryRow, doc: StoryDoc): HeldStory {
    const holding = { row, doc, copy: copyOf(doc, { id: row.id, version: row.version }) }
    this.held.set(row.id, holding)
    this.pool = this.pool.map((each) => (each.id === row.id ? row : each))
    return holding
  }

  private async submitNow(batch: RequestOf<'submitSteps'>): Promise<Outcome<Answers['submitSteps']>> {
    const held = await this.holdNow(batch.story)
    if (isFault(held)) return held
    const { row, doc } = held
    if (batch.version !== row.version) return fault('steps.stale', { story: row.id, version: row.version })
    if (batch.steps.length === 0) return { version: row.version, savedAt: (await this.issue.readIssue()).savedAt }
    const steps = decodeSteps(batch.steps)
    if (isFault(steps)) return steps
    const next = applySteps(doc, steps)
    if (isFault(next)) return next
    const portions = portionsTouched(doc, steps)
    const isHeld = this.presence.mayEdit(row.id, batch.client, portions)
    if (isHeld) return isHeld
    const receipt = await this.issue.appendSteps(batch)
    if (!isFault(receipt)) this.presence.noteTyping(row.id, batch.client, portions)
    if (!isFault(receipt)) return this.stored(batch, { ...row, version: receipt.version }, next, receipt.savedAt)
    // Whatever the store holds now, it is read again at the next use.
    this.held.delete(row.id)
    return receipt
  }

  /** The steps are on disk: the document is kept, the windows are told, and a snapshot is stored when it is due. */
  private async stored(
    { version, steps, client }: RequestOf<'submitSteps'>,
    row: StoryRow,
    doc: StoryDoc,
    savedAt: string,
  ): Promise<Answers['submitSteps']> {
    const held = this.keep(row, doc)
    const summary = this.summarise(held)
    const clients = steps.map(() => client)
    this.notices.post('stepsSubmitted', { story: row.id, version, steps, clients, savedAt, summary })
    await snapshotWhenDue(this.issue, version, held)
    return { version: row.version, savedAt }
  }

  private summarise({ row, doc }: HeldStory): StorySummary {
    const { id, version, isSpiked } = row
    const { kind, lang, orientation } = storyAttrs(doc)
    const [pages, status] = [this.pagesOf(id), this.statusOf(id)]
    const characters = characterCount(doc)
    return { id, kind, slug: slugOf(doc), lang, characters, version, isSpiked, pages, orientation, status }
  }
}

/** The document of the newest snapshot (at or below `at`) with every step since. */
async function replay(
  issue: IssueWriter,
  story: StoryId,
  at?: number,
): Promise<Outcome<{ version: number; doc: StoryDoc }>> {
  const snapshot = await issue.readSnapshot(story, at)
  if (isFault(snapshot)) return snapshot
  const first = docFromJson(snapshot.doc)
  if (isFault(first)) return first
  const batch = await issue.readSteps(story, snapshot.version, at)
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
