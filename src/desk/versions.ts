/**
 * Versions of stories and their status. A version is a moment of the step log with a name: made by hand, or by the desk
 * when a story goes on to another status and when a page that it stands on is signed or pressed. Status is no more than
 * the last version that changed it, so that who sent a story on, and what it said then, are known for ever.
 */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { SignOff } from '#contract/issue.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { PressResult, RequestOf, StorySummary } from '#contract/requests.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { isByHand, statusesOf, statusOf, type KeptVersion, type UnfiledVersion } from '#contract/version.ts'
import type { NoticeBoard } from './notices.ts'
import type { IssueWriter, StoryRow } from './ports.ts'
import type { Stories } from './stories.ts'

export interface Versions {
  /** Of a story, or with null of all, in the order they were made. */
  list(story: StoryId | null): readonly KeptVersion[]
  statusOf(story: StoryId): string
  keep(order: RequestOf<'keepVersion'>): Promise<Outcome<KeptVersion>>
  change(order: RequestOf<'changeVersion'>): Promise<Outcome<KeptVersion>>
  changeStatus(order: RequestOf<'changeStatus'>): Promise<Outcome<StorySummary>>
  /** Keeps the copy of a page that was signed. */
  noteSigned(signOff: SignOff, copies: PageJob['copies']): Promise<void>
  /** Keeps the copy that went to press, and hands the result on. A proof is no plate. */
  notePressed(order: RequestOf<'pressPages'>, result: Outcome<PressResult>): Promise<Outcome<PressResult>>
}

interface VersionsInput {
  readonly issue: IssueWriter
  readonly stories: Stories
  readonly stylebook: Stylebook
  readonly notices: NoticeBoard
}

const AUTOMATIC = { name: '', status: null, page: null, round: null, person: '', note: '', isDropped: false } as const

export async function openVersions({ issue, stories, stylebook, notices }: VersionsInput): Promise<Versions> {
  const statuses = statusesOf(stylebook)
  const first = statuses[0]?.name ?? ''
  let made = await issue.listVersions()

  const take = <T extends readonly KeptVersion[]>(versions: Outcome<T>): Outcome<T> => {
    if (isFault(versions) || versions.length === 0) return versions
    const byId = new Map([...made, ...versions].map((version) => [version.id, version]))
    made = [...byId.values()]
    notices.post('versionsChanged', { versions })
    return versions
  }
  const file = async (versions: readonly UnfiledVersion[]): Promise<Outcome<readonly KeptVersion[]>> =>
    versions.length === 0 ? [] : take(await issue.fileVersions(versions))
  const statusNow = (story: StoryId): string => statusOf(made, story, first)
  /** What the desk keeps by itself it keeps once: signing or pressing the same copy again says nothing new. */
  const isNews = (version: UnfiledVersion): boolean => !made.some((known) => saysTheSame(known, version))

  return {
    list: (story) => {
      const all = [...stories.rows().map(asFiled), ...made]
      return story === null ? all : all.filter((version) => version.story === story)
    },
    statusOf: statusNow,
    async keep({ story, version, name, note, person }) {
      const held = await stories.hold(story)
      if (isFault(held)) return held
      const at = version ?? held.row.version
      const filed = await file([{ ...AUTOMATIC, story, version: at, kind: 'kept', name, note, person }])
      return isFault(filed) ? filed : filed[0]!
    },
    async change({ id, ...change }) {
      const known = made.find((version) => version.id === id)
      if (!known) return fault('version.missing', { version: id })
      if (!isByHand(known)) return fault('version.automatic', { version: id })
      const changed = await issue.changeVersion(id, change)
      if (!isFault(changed)) take([changed])
      return changed
    },
    async changeStatus({ story, status, person }) {
      const [next, held] = [statuses.find(({ name }) => name === status), await stories.hold(story)]
      if (!next) return fault('status.unknown', { status, statuses: statuses.map(({ name }) => name).join(', ') })
      if (isFault(held)) return held
      const before = statuses.find(({ name }) => name === statusNow(story))
      if (before === next) return stories.summary(story)
      const kind = next.isProof && before?.isProof === false ? 'edited' : 'status'
      const { version } = held.row
      const filed = await file([{ ...AUTOMATIC, story, version, kind, status, person }])
      return isFault(filed) ? filed : stories.tell(story)
    },
    async noteSigned({ page, stage, person }, copies) {
      const edited = [...copies.values()].filter(({ kind }) => kind !== 'ad')
      const signed = edited.map(({ id: story, version }): UnfiledVersion => {
        return { ...AUTOMATIC, story, version, kind: 'signed', page, round: stage, person }
      })
      await file(signed.filter(isNews))
    },
    async notePressed({ profile }, result) {
      if (isFault(result) || profile === 'proof') return result
      const ads = new Set(stories.rows().flatMap(({ id, kind }) => (kind === 'ad' ? [id] : [])))
      const printed = result.pages.flatMap(({ page, stories: copies }) =>
        copies.flatMap(({ id: story, version }): UnfiledVersion[] =>
          ads.has(story) ? [] : [{ ...AUTOMATIC, story, version, kind: 'printed', page }],
        ),
      )
      await file(printed.filter(isNews))
      return result
    },
  }
}

/** As filed is no row of its own: every story has it, without a number. */
const asFiled = ({ id: story, filedAt: at }: StoryRow): KeptVersion => ({
  ...AUTOMATIC,
  id: 0,
  story,
  version: 0,
  kind: 'filed',
  at,
})

const saysTheSame = (a: UnfiledVersion, b: UnfiledVersion): boolean =>
  a.story === b.story &&
  a.version === b.version &&
  a.kind === b.kind &&
  a.page === b.page &&
  a.round === b.round &&
  a.person === b.person
