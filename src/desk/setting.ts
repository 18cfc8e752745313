/**
 * Setting pages at the desk, for check, galley, sign-off and press. Windows compose what they show themselves, with the
 * same code and the same input, and so with the same stamp.
 */
import type { Copy } from '#contract/copy.ts'
import { isFault, type Finding, type Outcome } from '#contract/faults.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId, PhotoId, StoryId } from '#contract/ids.ts'
import type { Issue } from '#contract/issue.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { Photo } from '#contract/photo.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import type { Composer, PageStats } from '#compose/composer.ts'
import { preflight, type PreflightRules } from '#preflight/preflight.ts'
import type { Pages } from './pages.ts'
import type { Photos } from './photos.ts'
import type { IssueWriter, Ports } from './ports.ts'
import { openRules } from './rules.ts'
import type { Stories } from './stories.ts'
import { openWords, type Words } from './words.ts'

/** A page as the desk has set it. */
export interface DeskPage {
  readonly job: PageJob
  readonly set: SetPage
  readonly stamp: string
  /** Of the composer and of preflight, by the paper's own profile; ink is counted by `check` alone. */
  readonly findings: readonly Finding[]
  /** The plain text of the page (the golden): frames, lines, places, findings, stamp. */
  dump(): string
  stats(): PageStats
}

/** What a page will show, known by its stamp before a line of it is set. */
export interface StampedPage {
  readonly job: PageJob
  readonly stamp: string
  set(): DeskPage
}

export interface Setting {
  readonly issue: Issue
  readonly stylebook: Stylebook
  /** The composer with its faces, opened at the first use. font.missing, font.restricted. */
  composer(): Promise<Outcome<Composer>>
  faces(): Promise<Outcome<ReadonlyMap<FaceId, LoadedFace>>>
  set(page: number): Promise<Outcome<DeskPage>>
  /** The rules of a preflight profile in this paper, of the paper's own with null. preflight.unknown, preflight.invalid. */
  rules(profile: string | null): Promise<Outcome<PreflightRules>>
  /** A page with its stamp, not set yet. */
  stamp(page: number): Promise<Outcome<StampedPage>>
  /** The job of a page, with copies of the stories on it and of `more`. */
  job(page: number, more?: readonly StoryId[]): Promise<Outcome<PageJob>>
  photo(id: PhotoId): Photo | null
  /** What stands on a page, without its copy. page.missing. */
  standing(page: number): Outcome<Pick<PageJob, 'page' | 'records' | 'photos'>>
  /** Lets go of the composer; words that were cut stay in the issue. */
  release(): Promise<void>
}

interface SettingInput {
  readonly ports: Ports
  readonly writer: IssueWriter
  readonly issue: Issue
  readonly stylebook: Stylebook
  readonly stories: Stories
  readonly pages: Pages
  readonly photos: Photos
}

/** Pages whose setting the desk's composer remembers: those that are asked for again and again are few. */
const MOST_REMEMBERED = 12

export function openSetting({ ports, writer, issue, stylebook, stories, pages, photos }: SettingInput): Setting {
  let loading: Promise<Outcome<ReadonlyMap<FaceId, LoadedFace>>> | null = null
  let opening: Promise<Outcome<Composer>> | null = null
  let opened: Composer | null = null
  let words: Words | null = null
  let recent: readonly number[] = []
  const rules = openRules(ports.resources, stylebook)

  // The composer's code is loaded when a page is first set: a desk that only lists or saves copy starts without it.
  const engine = (): Promise<typeof import('#compose/composer.ts')> => import('#compose/composer.ts')

  const faces = async (): Promise<Outcome<ReadonlyMap<FaceId, LoadedFace>>> => {
    loading ??= engine().then(({ facesOf }) => loadFaces(ports, facesOf(stylebook)))
    const loaded = await loading
    if (isFault(loaded)) loading = null
    return loaded
  }
  const open = async (): Promise<Outcome<Composer>> => {
    const [loaded, { openComposer }] = await Promise.all([faces(), engine()])
    if (isFault(loaded)) return loaded
    words ??= await openWords(writer, ports.words)
    opened = await openComposer({ faces: loaded, breakWords: words.breakWords })
    return opened
  }
  const composer = async (): Promise<Outcome<Composer>> => {
    opening ??= open()
    const made = await opening
    if (isFault(made)) opening = null
    return made
  }
  const job = async (page: number, more: readonly StoryId[] = []): Promise<Outcome<PageJob>> => {
    const state = pages.state(page)
    if (isFault(state)) return state
    const copies = new Map<StoryId, Copy>()
    for (const item of [...state.records.map((record) => record.item), ...more]) {
      const held = await stories.hold(item)
      if (isFault(held)) return held
      copies.set(item, held.copy)
    }
    return { page, issue, stylebook, records: state.records, copies, photos: photos.all() }
  }
  // The oldest page is let go when another is set: a desk that presses a whole issue needs no more room than for these.
  const remembered = (page: number, compositor: Composer): void => {
    recent = [...recent.filter((each) => each !== page), page]
    if (recent.length <= MOST_REMEMBERED) return
    compositor.forget(stylebook, recent.slice(0, 1))
    recent = recent.slice(1)
  }
  const stamp = async (page: number): Promise<Outcome<StampedPage>> => {
    const made = await job(page)
    if (isFault(made)) return made
    const compositor = await composer()
    if (isFault(compositor)) return compositor
    const judged = await rules.own()
    if (isFault(judged)) return judged
    return stampedPage(made, compositor, judged, await engine(), () => remembered(page, compositor))
  }
  return {
    issue,
    stylebook,
    composer,
    faces,
    job,
    rules: rules.named,
    stamp,
    photo: (id) => photos.all().get(id) ?? null,
    standing: (page) => {
      const state = pages.state(page)
      return isFault(state) ? state : { page, records: state.records, photos: photos.all() }
    },
    set: async (page) => {
      const stamped = await stamp(page)
      return isFault(stamped) ? stamped : stamped.set()
    },
    release: async () => {
      await words?.keep()
      opened?.release()
      opened = null
      opening = null
    },
  }
}

function stampedPage(
  job: PageJob,
  composer: Composer,
  rules: PreflightRules,
  engine: typeof import('#compose/composer.ts'),
  onSet: () => void,
): StampedPage {
  const stamp = composer.stampOf(job)
  return {
    job,
    stamp,
    set: () => {
      const set = composer.setPage(job)
      onSet()
      return {
        job,
        set,
        stamp,
        findings: preflight(set, job, rules),
        dump: () => engine.dumpPage(set, stamp),
        stats: () => engine.statsOf(set, job),
      }
    },
  }
}

async function loadFaces(ports: Ports, named: readonly FaceId[]): Promise<Outcome<ReadonlyMap<FaceId, LoadedFace>>> {
  const loaded = await Promise.all(named.map((face) => ports.fonts.loadFace(face)))
  const faces = new Map<FaceId, LoadedFace>()
  for (const face of loaded) {
    if (isFault(face)) return face
    faces.set(face.id, face)
  }
  return faces
}
