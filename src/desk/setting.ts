/**
 * Setting pages at the desk, for check, galley, sign-off and press. Windows compose what they show themselves, with the
 * same code and the same input, and so with the same stamp.
 */
import type { Copy } from '#contract/copy.ts'
import { isFault, type Finding, type Outcome } from '#contract/faults.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId, StoryId } from '#contract/ids.ts'
import type { Issue } from '#contract/issue.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import type { Composer, PageStats } from '#compose/composer.ts'
import { preflight, profileOf, rulesOf, type PreflightRules } from '#preflight/preflight.ts'
import { HOUSE_PROFILE } from '#contract/preflight.ts'
import type { Pages } from './pages.ts'
import type { Photos } from './photos.ts'
import type { Ports } from './ports.ts'
import type { Stories } from './stories.ts'

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

export interface Setting {
  readonly issue: Issue
  readonly stylebook: Stylebook
  /** The composer with its faces, opened at the first use. font.missing, font.restricted. */
  composer(): Promise<Outcome<Composer>>
  faces(): Promise<Outcome<ReadonlyMap<FaceId, LoadedFace>>>
  set(page: number): Promise<Outcome<DeskPage>>
  /** The rules of a preflight profile in this paper, of the paper's own with null. preflight.unknown, preflight.invalid. */
  rules(profile: string | null): Promise<Outcome<PreflightRules>>
  /** The job of a page, with copies of the stories on it and of `more`. */
  job(page: number, more?: readonly StoryId[]): Promise<Outcome<PageJob>>
  release(): void
}

interface SettingInput {
  readonly ports: Ports
  readonly issue: Issue
  readonly stylebook: Stylebook
  readonly stories: Stories
  readonly pages: Pages
  readonly photos: Photos
}

export function openSetting({ ports, issue, stylebook, stories, pages, photos }: SettingInput): Setting {
  let loading: Promise<Outcome<ReadonlyMap<FaceId, LoadedFace>>> | null = null
  let opening: Promise<Outcome<Composer>> | null = null
  let opened: Composer | null = null

  // The composer's code is loaded when a page is first set: a desk that only lists or saves copy starts without it.
  const engine = (): Promise<typeof import('#compose/composer.ts')> => import('#compose/composer.ts')

  const faces = async (): Promise<Outcome<ReadonlyMap<FaceId, LoadedFace>>> => {
    loading ??= engine().then(({ facesOf }) => loadFaces(ports, facesOf(stylebook)))
    const loaded = await loading
    if (isFault(loaded)) loading = null
    return loaded
  }
  const open = async (): Promise<Outcome<Composer>> => {
    const [loaded, breakWords, { openComposer }] = await Promise.all([faces(), ports.words.open(), engine()])
    if (isFault(loaded)) return loaded
    opened = await openComposer({ faces: loaded, breakWords })
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
  const rules = async (profile: string | null): Promise<Outcome<PreflightRules>> => {
    const read = await ports.resources.readPreflight(profile ?? profileOf(stylebook))
    return isFault(read) ? read : rulesOf(read, stylebook)
  }
  /** A page is set also where the paper names a profile that is not there: `check` says so, by the Fault of `rules`. */
  const ownRules = async (): Promise<Outcome<PreflightRules>> => {
    const own = await rules(null)
    return isFault(own) ? rules(HOUSE_PROFILE) : own
  }
  let judging: Promise<Outcome<PreflightRules>> | null = null
  return {
    issue,
    stylebook,
    composer,
    faces,
    job,
    rules,
    set: async (page) => {
      const made = await job(page)
      if (isFault(made)) return made
      const compositor = await composer()
      if (isFault(compositor)) return compositor
      const judged = await (judging ??= ownRules())
      if (isFault(judged)) return judged
      const { dumpPage, statsOf } = await engine()
      const set = compositor.setPage(made)
      const stamp = compositor.stampOf(made)
      return {
        job: made,
        set,
        stamp,
        findings: preflight(set, made, judged),
        dump: () => dumpPage(set, stamp),
        stats: () => statsOf(set, made),
      }
    },
    release: () => {
      opened?.release()
      opened = null
      opening = null
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
