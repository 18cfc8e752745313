/** A desk in memory for the renderer's tests: the contract's rules for steps and dummies, and nothing on disk. */
import type { DummyRecord } from '#contract/dummy.ts'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { PhotoId, StoryId } from '#contract/ids.ts'
import type {
  Answers,
  IssueState,
  Json,
  NoticeName,
  Notices,
  RequestName,
  ServedDesk,
  StorySummary,
} from '#contract/requests.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { applyDiffs } from '#grid/diffs.ts'
import { characterCount } from '#story/counts.ts'
import { slugOf } from '#story/documents.ts'
import { storyAttrs, type StoryDoc } from '#story/schema.ts'
import { applySteps, decodeSteps } from '#story/steps.ts'

interface KeptStory {
  doc: StoryDoc
  readonly first: StoryDoc
  readonly steps: Json[]
  readonly clients: string[]
}

export interface MemoryDesk extends ServedDesk {
  readonly stories: ReadonlyMap<StoryId, KeptStory>
  readonly dummies: ReadonlyMap<number, { version: number; records: readonly DummyRecord[] }>
  /** The Fault that submitSteps gives back instead of taking steps, while it is set. */
  refusal: Outcome<null>
}

export interface DeskContents {
  readonly stylebook: Stylebook
  readonly stories: Readonly<Record<string, StoryDoc>>
  readonly records?: readonly DummyRecord[]
  readonly fetchFace?: ServedDesk['handlers']['fetchFace']
}

export function memoryDesk(contents: DeskContents): MemoryDesk {
  const stories = new Map(
    Object.entries(contents.stories).map(([id, doc]): [StoryId, KeptStory] => [
      id as StoryId,
      { doc, first: doc, steps: [], clients: [] },
    ]),
  )
  const dummies = new Map([[1, { version: 0, records: contents.records ?? [] }]])
  const listeners = new Set<<N extends NoticeName>(name: N, body: Notices[N]) => void>()
  let time = 0
  const savedAt = (): string => new Date(Date.UTC(2026, 10, 24, 6, 0, 0, ++time)).toISOString()
  const tell = <N extends NoticeName>(name: N, body: Notices[N]): void =>
    listeners.forEach((listener) => listener(name, body))
  const summary = (id: StoryId): StorySummary => {
    const { doc, steps } = stories.get(id)!
    const { kind, lang, orientation } = storyAttrs(doc)
    const pages = [...dummies]
      .filter(([, { records }]) => records.some((record) => record.item === id))
      .map(([page]) => page)
    return {
      id,
      kind,
      slug: slugOf(doc),
      lang,
      characters: characterCount(doc),
      version: steps.length,
      isSpiked: false,
      pages,
      orientation,
      status: 'draft',
    }
  }
  const desk: Pick<MemoryDesk, 'stories' | 'dummies' | 'refusal'> = { stories, dummies, refusal: null }

  const handlers: Partial<ServedDesk['handlers']> = {
    describeIssue: async () => state(),
    fetchStory: async ({ story }) => {
      const kept = stories.get(story)
      return kept
        ? { id: story, version: kept.steps.length, doc: kept.doc.toJSON() as Json }
        : fault('story.missing', { story })
    },
    fetchSteps: async ({ story, since }) => {
      const { steps, clients } = stories.get(story)!
      return { story, version: since, steps: steps.slice(since), clients: clients.slice(since) }
    },
    submitSteps: async ({ story, version, client, steps }) => {
      if (isFault(desk.refusal)) return desk.refusal
      const kept = stories.get(story)!
      if (version !== kept.steps.length) return fault('steps.stale', { version: kept.steps.length })
      const decoded = decodeSteps(steps)
      if (isFault(decoded)) return decoded
      const doc = applySteps(kept.doc, decoded)
      if (isFault(doc)) return doc
      kept.doc = doc
      kept.steps.push(...steps)
      kept.clients.push(...steps.map(() => client))
      const at = savedAt()
      tell('stepsSubmitted', {
        story,
        version,
        steps,
        clients: steps.map(() => client),
        savedAt: at,
        summary: summary(story),
      })
      return { version: kept.steps.length, savedAt: at }
    },
    fetchMoment: async ({ story, version }) => {
      const { first, steps } = stories.get(story)!
      const decoded = decodeSteps(steps.slice(0, version))
      const doc = isFault(decoded) ? decoded : applySteps(first, decoded)
      return isFault(doc) ? doc : { id: story, version, doc: doc.toJSON() as Json }
    },
    editDummy: async ({ page, version, client, diffs }) => {
      const known = dummies.get(page)!
      if (version !== known.version) return fault('record.conflict', { page })
      const records = applyDiffs(known.records, diffs)
      if (isFault(records)) return records
      dummies.set(page, { version: version + 1, records })
      const at = savedAt()
      tell('dummyEdited', { page, version: version + 1, client, diffs, savedAt: at })
      return { version: version + 1, savedAt: at }
    },
    ...(contents.fetchFace ? { fetchFace: contents.fetchFace } : {}),
    fetchPhoto: async ({ photo }: { photo: PhotoId }) => fault('photo.missing', { photo }),
  }
  const state = (): IssueState => ({
    name: 'memory',
    issue: { stylebook: contents.stylebook.name, date: '2026-11-24', number: 1, edition: '', pages: 1 },
    stylebook: contents.stylebook,
    pages: [...dummies].map(([page, { version, records }]) => ({ page, version, records })),
    stories: [...stories.keys()].map(summary),
    photos: [],
    signOffs: [],
    savedAt: savedAt(),
  })
  const refuse = async (name: RequestName): Promise<Outcome<Answers[RequestName]>> => fault('request.unknown', { name })
  return Object.assign(desk, {
    handlers: new Proxy(handlers, {
      get: (known, name: RequestName) => known[name] ?? (() => refuse(name)),
    }) as ServedDesk['handlers'],
    onNotice(listener: <N extends NoticeName>(name: N, body: Notices[N]) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  })
}
