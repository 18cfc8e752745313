/**
 * The desk: the application itself, over ports. Every host opens it on an issue and serves it over a wire; it holds all
 * rules and no host, no clock and no randomness. It assumes no more than the store promises, so that a newsroom's store
 * with many seats may stand behind the same ports.
 */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Answers, DeskHandlers, ImportResult, IssueState, RequestOf, ServedDesk } from '#contract/requests.ts'
import { profileOf } from '#preflight/preflight.ts'
import type { StoryDiff } from '#story/diff/diff.ts'
import type { StoryItem } from '#story/documents.ts'
import { mayStandIn, openAds } from './ads.ts'
import { checkIssue } from './checks.ts'
import { fetchCopyfit } from './copyfits.ts'
import { exportStory, type ExportForm } from './exports.ts'
import { openHouse } from './house.ts'
import { openImports } from './imports.ts'
import { openInks } from './inks.ts'
import { openJobs } from './jobs.ts'
import { openMarks } from './marks.ts'
import { openNoticeBoard } from './notices.ts'
import { openPages } from './pages.ts'
import { openPhotos } from './photos.ts'
import { openPlacing } from './placing.ts'
import { openPoolSearch } from './poolSearch.ts'
import { openPresence } from './presence.ts'
import { openPresses, type Presses } from './presses.ts'
import { openProofs } from './proofs.ts'
import { takeBackRepair } from './repairs.ts'
import { openSetting, type DeskPage } from './setting.ts'
import { openSignOffs } from './signOffs.ts'
import { openSittings } from './sittings.ts'
import { openStories } from './stories.ts'
import { compareMoments } from './comparing.ts'
import { openVersions } from './versions.ts'
import type { IssueWriter, Ports } from './ports.ts'

/** What a desk is opened on. */
export interface DeskInput {
  readonly ports: Ports
  readonly issue: IssueWriter
}

/** An open desk. What stands beside the handlers serves hosts in the same process and never crosses a wire. */
export interface OpenDesk extends ServedDesk {
  /** A page as the desk sets it, whole. */
  setWhole(page: number): Promise<Outcome<DeskPage>>
  /** A story as the item that scripts read. */
  readItem(story: StoryId): Promise<Outcome<StoryItem & { readonly id: StoryId; readonly version: number }>>
  /** What lies between two versions of a story, its words known. version.missing. */
  compare(story: StoryId, before: number, after: number): Promise<Outcome<StoryDiff>>
  /** A story as a file's bytes. */
  exportStory(story: StoryId, form: ExportForm): Promise<Outcome<Uint8Array>>
  /** Presses into outlets of the host's own, with no tray between. */
  readonly pressTo: Presses['pressTo']
  /** Frees the composer, empties the tray and closes the issue. */
  close(): Promise<void>
}

export async function openDesk({ ports, issue }: DeskInput): Promise<OpenDesk> {
  const room = await openRoom({ ports, issue })
  return {
    handlers: handlersOf(room),
    onNotice: room.notices.onNotice,
    setWhole: (page) => room.setting.set(page),
    readItem: (story) => room.stories.read(story),
    compare: (story, before, after) => compareMoments(room.stories, ports.words, story, before, after),
    exportStory: (story, form) => exportStory(room, story, form),
    pressTo: async (order, open) => room.versions.notePressed(order, await room.presses.pressTo(order, open)),
    close: async () => {
      await room.setting.release()
      await room.marks.close()
      await ports.pressRoom?.close()
      await ports.tray.close()
      await issue.close()
    },
  }
}

/** Everything that stands in the room, each made from those before it. */
async function openRoom({ ports, issue }: DeskInput) {
  const { issue: description, stylebook } = await issue.readIssue()
  const notices = openNoticeBoard()
  const photos = await openPhotos(issue, ports, ports.ids, notices)
  const pages = await openPages(issue, description.pages, notices, () => ({
    isStory: (story) => stories.rows().some((row) => row.id === story),
    isPhotoFor: (photo, story) => mayStandIn(photos.all().get(photo), story),
  }))
  const presence = openPresence(ports.clock, notices)
  const statusOf = (story: StoryId): string => versions.statusOf(story)
  const stories = await openStories({ issue, ids: ports.ids, notices, pagesOf: pages.pagesOf, statusOf, presence })
  const versions = await openVersions({ issue, stories, stylebook, notices })
  const sittings = openSittings(issue, stories, versions)
  const setting = openSetting({ ports, writer: issue, issue: description, stylebook, stories, pages, photos })
  const signOffs = await openSignOffs({ issue, setting, notices, onSigned: versions.noteSigned })
  const marks = await openMarks({ issue, pages, signOffs, stages: stylebook.stages, notices })
  const jobs = openJobs(notices)
  const house = await openHouse(issue, notices)
  const pool = openPoolSearch({ issue, stories })
  const inks = openInks({ ports, issue, photos, stylebook })
  const ads = openAds({ ports, stories, photos, lang: stylebook.lang })
  const imports = openImports({ issue, ids: ports.ids, stories, photos, notices, ads, marks, lang: stylebook.lang })
  const placing = openPlacing({ ids: ports.ids, setting, stories, pages, photos })
  const presses = openPresses({ ports, issue, setting, signOffs, jobs })
  const proofs = openProofs({ ports, issue, setting, pages, signOffs, marks, presses, jobs })
  const nouns = {
    presence,
    photos,
    pages,
    stories,
    versions,
    sittings,
    setting,
    signOffs,
    marks,
    jobs,
    inks,
    pool,
    house,
  }
  return { ports, issue, notices, ...nouns, imports, placing, presses, proofs }
}

type Room = Awaited<ReturnType<typeof openRoom>>

function handlersOf(room: Room): DeskHandlers {
  const { ports, issue, presence, photos, pages, stories, versions, sittings, setting } = room
  const { signOffs, marks, jobs, inks, placing, presses, proofs } = room
  return {
    describeIssue: () => describeIssue(room),
    fetchStory: ({ story }) => stories.fetch(story),
    fetchSteps: ({ story, since }) => stories.steps(story, since),
    submitSteps: (batch) => stories.submit(batch),
    createStory: ({ kind }) => stories.create(kind, setting.stylebook.lang),
    spikeStory: ({ story, isSpiked }) => stories.spike(story, isSpiked),
    listVersions: async ({ story }) => versions.list(story),
    keepVersion: (order) => versions.keep(order),
    changeVersion: (order) => versions.change(order),
    changeStatus: (order) => versions.changeStatus(order),
    fetchMoment: ({ story, version }) => stories.moment(story, version),
    fetchHouse: async () => room.house.book(),
    editHouse: ({ english, diffs }) => room.house.edit(english, diffs),
    listSittings: ({ story }) => sittings.list(story),
    meet: async (meeting) => {
      // Who sat where stays in the history; that it could not be written down keeps nobody from meeting.
      await sittings.nameClient(meeting.client, meeting.person)
      return presence.meet(meeting)
    },
    leaveDesk: async ({ client }) => presence.leave(client),
    claimStory: async (order) => presence.claim(order),
    importFile: (order) => importFile(room, order),
    listRepairs: ({ story }) => issue.listRepairs(story),
    takeBackRepair: ({ repair, client }) => takeBackRepair(issue, stories, repair, client),
    editDummy: (edit) => pages.edit(edit),
    placeStories: ({ page, plan }) => placing.place(page, plan),
    setPage: async ({ page }) => {
      const set = await setting.set(page)
      return isFault(set) ? set : { page, stamp: set.stamp, dump: set.dump(), findings: set.findings, fit: set.set.fit }
    },
    fetchCopyfit: ({ page, record }) => fetchCopyfit(setting, page, record),
    checkIssue: (order) => checkIssue({ ...room, pressRoom: ports.pressRoom }, order),
    searchPool: (order) => room.pool.search(order),
    fetchPreflight: ({ profile }) => fetchPreflight(room, profile),
    fetchInk: ({ photo, crop }) => inks.inkOf(photo, crop),
    listMarks: (which) => marks.list(which),
    markProof: (mark) => marks.make(mark),
    answerMark: (answer) => marks.answer(answer),
    resolveMark: (decision) => marks.resolve(decision),
    reviseMark: (revision) => marks.revise(revision),
    signPage: ({ page, stage, person }) => signOffs.sign(page, stage, person),
    pressPages: async (order) => versions.notePressed(order, await presses.press(order)),
    fetchPressed: (order) => presses.fetch(order),
    pullProof: (order) => proofs.pull(order),
    pullSheets: (order) => proofs.pullSheets(order),
    printSheets: (order) => proofs.print(order),
    cancelJob: async ({ job }) => {
      jobs.cancel(job)
      return null
    },
    fetchPhoto: ({ photo, edge }) => photos.fetch(photo, edge),
    fetchFace: async ({ face }): Promise<Outcome<Answers['fetchFace']>> => {
      const loaded = await ports.fonts.loadFace(face)
      return isFault(loaded) ? loaded : { face, sha256: loaded.sha256, bytes: loaded.bytes }
    },
  }
}

async function describeIssue({ issue, pages, stories, photos, signOffs }: Room): Promise<Outcome<IssueState>> {
  const [described, summaries] = [await issue.readIssue(), await stories.summaries()]
  if (isFault(summaries)) return summaries
  return {
    name: issue.name,
    issue: described.issue,
    stylebook: described.stylebook,
    pages: pages.states(),
    stories: summaries,
    photos: [...photos.all().values()],
    signOffs: signOffs.all(),
    savedAt: described.savedAt,
  }
}

async function fetchPreflight(
  { ports, setting }: Room,
  name: string | null,
): Promise<Outcome<Answers['fetchPreflight']>> {
  const { resources } = ports
  const profile = await resources.readPreflight(name ?? profileOf(setting.stylebook))
  if (isFault(profile)) return profile
  const all = await Promise.all((await resources.listPreflights()).map((each) => resources.readPreflight(each)))
  const profiles = all.flatMap((each) => (isFault(each) ? [] : [{ name: each.name, title: each.title }]))
  return { profile, profiles }
}

/** Files an input into the pool. A page that is named must be one of the issue's. */
async function importFile(
  { imports, pages }: Room,
  { name, bytes, page }: RequestOf<'importFile'>,
): Promise<Outcome<ImportResult>> {
  const state = page === null ? null : pages.state(page)
  return isFault(state) ? state : imports.file(name, bytes)
}
