/**
 * The protocol: every request a window may send and every notice the desk sends back, one line each. The schemas guard
 * the desk's side; what the desk answers is typed here and trusted.
 */
import { z } from 'zod'
import { dummyDiffSchema, planSchema, type DummyRecord } from './dummy.ts'
import type { Copyfit } from './copyfit.ts'
import { storyKindSchema, type Lang, type Orientation, type Part, type StoryKind } from './copy.ts'
import type { KeptRepair } from './exchange.ts'
import type { Finding, Outcome } from './faults.ts'
import {
  faceIdSchema,
  photoIdSchema,
  recordIdSchema,
  storyIdSchema,
  type FaceId,
  type PhotoId,
  type RecordId,
  type StoryId,
} from './ids.ts'
import type { Issue, SignOff } from './issue.ts'
import { houseDiffSchema, type HouseBook } from './house.ts'
import { markDecisionSchema, markPersonSchema, markTextSchema, newMarkSchema, type KeptMark } from './mark.ts'
import type { Omissions } from './manuscript.ts'
import type { Box, Size } from './measure.ts'
import type { InkGrid } from './inkGrid.ts'
import { cropSchema, type Crop, type Photo } from './photo.ts'
import { profileNameSchema, type PreflightProfile } from './preflight.ts'
import { claimSchema, meetingSchema, type Claim, type Present } from './presence.ts'
import type { StoryFit } from './setPage.ts'
import { paperSchema, sheetKindSchema, type PageTrace, type SheetKind, type SheetPlace } from './sheet.ts'
import type { Stylebook } from './stylebook.ts'
import { versionNameSchema, versionNoteSchema, versionPersonSchema, type KeptVersion, type Sitting } from './version.ts'

z.config({ jitless: true })

const isSome = ({ left, top, right, bottom }: Crop): boolean => left < right && top < bottom
const bytes = z.instanceof(Uint8Array)
const page = z.int().min(1)
const client = z.string().min(1).max(64)
const json: z.ZodType<Json> = z.json()
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** A row of the pool. */
export interface StorySummary {
  readonly id: StoryId
  readonly kind: StoryKind
  readonly slug: string
  readonly lang: Lang
  readonly characters: number
  readonly version: number
  readonly isSpiked: boolean
  /** Pages on which it stands, first first. */
  readonly pages: readonly number[]
  readonly orientation: Orientation
  /** One of the paper's (contract/version, `statusesOf`). */
  readonly status: string
}

/** A story as the log has it: its document (ProseMirror JSON) at `version`. */
export interface StoryState {
  readonly id: StoryId
  readonly version: number
  readonly doc: Json
}

/** Steps of a story from `version` on; step i leads from version + i to version + i + 1. */
export interface StepBatch {
  readonly story: StoryId
  readonly version: number
  readonly steps: readonly Json[]
  readonly clients: readonly string[]
}

export interface PageState {
  readonly page: number
  /** Counts the dummy's changes. */
  readonly version: number
  readonly records: readonly DummyRecord[]
}

export interface IssueState {
  readonly name: string
  readonly issue: Issue
  readonly stylebook: Stylebook
  readonly pages: readonly PageState[]
  readonly stories: readonly StorySummary[]
  readonly photos: readonly Photo[]
  readonly signOffs: readonly SignOff[]
  /** ISO 8601 time of the last commit. */
  readonly savedAt: string
}

export interface PlacedBlock extends Box {
  readonly id: RecordId
  readonly item: StoryId
  readonly orientation: Orientation
}

export interface PlaceResult {
  readonly page: number
  readonly stamp: string
  readonly blocks: readonly PlacedBlock[]
  readonly fit: readonly StoryFit[]
  readonly findings: readonly Finding[]
}

export interface ImportResult {
  readonly stories: readonly StoryId[]
  readonly photos: readonly Photo[]
  readonly repairs: readonly KeptRepair[]
  /** What of a document did not come in; absent where all of it did. */
  readonly omissions?: Omissions
}

/** A pressed issue: one PDF, or one a page. They wait in the host's tray under `path` until they are fetched. */
export interface PressResult {
  readonly pages: readonly {
    readonly page: number
    readonly stamp: string
    /** The copy that was pressed: each story of the page at its version. */
    readonly stories: readonly { readonly id: StoryId; readonly version: number }[]
  }[]
  readonly files: readonly { readonly page: number | null; readonly path: string; readonly bytes: number }[]
  readonly findings: readonly Finding[]
}

export const pressProfileSchema = z.enum(['x1a', 'x4', 'proof'])
export type PressProfile = z.infer<typeof pressProfileSchema>

/** A sheet of a proof: its size, where the page stands on it, and its picture where pictures were asked for. */
export interface PulledSheet extends Size {
  readonly place: SheetPlace | null
  readonly png: Uint8Array | null
}

/** A proof that was pulled, with all that tells it from the next. */
export interface PulledProof {
  readonly kind: SheetKind
  /** The page; of a galley the one on which its story stands, or null. */
  readonly page: number | null
  readonly story: StoryId | null
  /** Of the page; of a galley, of its story alone. */
  readonly stamp: string
  /** The stage that the page waits for, or the one that was asked for; null for a galley. */
  readonly round: string | null
  /** ISO 8601: of the sign-off of that round, else of the last step. */
  readonly time: string
  /** The galley's story as the log had it; null for a page. */
  readonly version: number | null
  readonly sheets: readonly PulledSheet[]
  /** All sheets in one file, where a PDF was asked for. */
  readonly pdf: Uint8Array | null
  /** What the page shows; empty for a galley. */
  readonly trace: PageTrace
  readonly findings: readonly Finding[]
}

/** A proof on paper: of a page, or with `galley` of a story. `zone`: minutes east of UTC in which its times are written. */
const sheetsAsked = z.object({
  kind: sheetKindSchema,
  page: page.nullable(),
  story: storyIdSchema.nullable(),
  paper: paperSchema,
  stage: z.string().max(64).nullable(),
  zone: z.int().min(-840).max(840),
  /** A page proof with the marks on it that still ask for something. */
  hasMarks: z.boolean().optional(),
  job: z.string().max(64),
})

/** Where the pool is searched: everywhere, in heads, in running text, in bylines and credits. */
const poolWhereSchema = z.enum(['all', 'head', 'body', 'credits'])

/** A story that was found in the pool. */
export interface PoolHit {
  readonly story: StoryId
  /** Where the words stand that the snippet shows. */
  readonly part: Part
  /** The greater the better; comparable within one answer. */
  readonly score: number
  readonly snippet: {
    readonly text: string
    /** What was found in it: UTF-16 offsets from and to. */
    readonly hits: readonly (readonly [from: number, to: number])[]
  }
}

/** Request name -> schema of what it takes. */
export const REQUESTS = {
  describeIssue: z.object({}),
  fetchStory: z.object({ story: storyIdSchema }),
  fetchSteps: z.object({ story: storyIdSchema, since: z.int().min(0) }),
  submitSteps: z.object({ story: storyIdSchema, version: z.int().min(0), client, steps: z.array(json).max(10_000) }),
  createStory: z.object({ kind: storyKindSchema.exclude(['ad']) }),
  spikeStory: z.object({ story: storyIdSchema, isSpiked: z.boolean() }),
  listVersions: z.object({ story: storyIdSchema.nullable() }),
  keepVersion: z.object({
    story: storyIdSchema,
    /** Null: the story as it stands. */
    version: z.int().min(0).nullable(),
    name: versionNameSchema,
    note: versionNoteSchema,
    person: versionPersonSchema,
  }),
  changeVersion: z.object({ id: z.int(), name: versionNameSchema, note: versionNoteSchema, isDropped: z.boolean() }),
  changeStatus: z.object({ story: storyIdSchema, status: z.string().min(1).max(64), person: versionPersonSchema }),
  fetchMoment: z.object({ story: storyIdSchema, version: z.int().min(0) }),
  listSittings: z.object({ story: storyIdSchema }),
  fetchHouse: z.object({}),
  editHouse: z.object({ english: z.enum(['us', 'gb']).nullable(), diffs: z.array(houseDiffSchema).max(20_000) }),
  meet: meetingSchema,
  leaveDesk: z.object({ client }),
  claimStory: claimSchema,
  importFile: z.object({ name: z.string().max(1024), bytes, page: page.nullable() }),
  listRepairs: z.object({ story: storyIdSchema.nullable() }),
  takeBackRepair: z.object({ repair: z.int(), client }),
  editDummy: z.object({ page, version: z.int().min(0), client, diffs: z.array(dummyDiffSchema).max(1000) }),
  placeStories: z.object({ page, plan: planSchema.nullable() }),
  setPage: z.object({ page }),
  fetchCopyfit: z.object({ page, record: recordIdSchema }),
  checkIssue: z.object({
    page: page.nullable(),
    /** A preflight profile other than the paper's own. */
    profile: profileNameSchema.optional(),
    job: z.string().max(64).optional(),
  }),
  /** Words in the pool's copy; `where` names the parts that are looked into. */
  searchPool: z.object({ words: z.string().max(500), where: poolWhereSchema, most: z.int().min(1).max(500) }),
  fetchPreflight: z.object({ profile: profileNameSchema.nullable() }),
  fetchInk: z.object({ photo: photoIdSchema, crop: cropSchema.refine(isSome, 'a crop shows something') }),
  listMarks: z.object({ page: page.nullable(), story: storyIdSchema.nullable() }),
  markProof: newMarkSchema,
  answerMark: z.object({ mark: z.int(), person: markPersonSchema, text: markTextSchema.min(1) }),
  resolveMark: z.object({
    mark: z.int(),
    person: markPersonSchema,
    text: markTextSchema,
    state: markDecisionSchema,
    isApplied: z.boolean(),
  }),
  reviseMark: z
    .object({ mark: z.int(), person: markPersonSchema, revises: z.int().min(0), text: markTextSchema })
    .refine(({ revises, text }) => revises > 0 || text.trim() !== '', 'a mark is withdrawn, not left without words'),
  signPage: z.object({ page, stage: z.string().min(1).max(64), person: z.string().min(1).max(128) }),
  pressPages: z.object({
    pages: z.array(page).min(1),
    profile: pressProfileSchema,
    isOneFile: z.boolean(),
    /** The plant's own output profile, for PDF/X-4; absent: the one that the stylebook names, else the shipped one. */
    icc: bytes.optional(),
    job: z.string().max(64),
  }),
  fetchPressed: z.object({ path: z.string().max(1024), offset: z.int().min(0) }),
  pullProof: z.object({ page, dpi: z.int().min(18).max(600) }),
  /** `dpi` counts for pictures alone. */
  pullSheets: sheetsAsked.extend({ form: z.enum(['png', 'pdf']), dpi: z.int().min(18).max(600) }),
  printSheets: sheetsAsked,
  cancelJob: z.object({ job: z.string().max(64) }),
  fetchPhoto: z.object({ photo: photoIdSchema, edge: z.int().min(16).max(4096) }),
  fetchFace: z.object({ face: faceIdSchema }),
} as const
export type RequestName = keyof typeof REQUESTS
export type RequestOf<N extends RequestName> = z.infer<(typeof REQUESTS)[N]>

/** Request name -> what the desk answers (or a Fault). */
export interface Answers {
  describeIssue: IssueState
  fetchStory: StoryState
  fetchSteps: StepBatch
  /**
   * The version after the steps; a stale version is the Fault steps.stale, and the window rebases on fetchSteps.
   * story.held where they touch a part that somebody else has checked out.
   */
  submitSteps: { version: number; savedAt: string }
  createStory: StorySummary
  spikeStory: StorySummary
  /** Versions of a story, or with null of all, in the order they were made; each story's first is as it was filed. */
  listVersions: readonly KeptVersion[]
  /** Keeps a moment of the log under a name; story.missing, version.missing where the log has no such version. */
  keepVersion: KeptVersion
  /** Renames, drops or puts back one that was kept by hand; version.missing, version.automatic. */
  changeVersion: KeptVersion
  /** status.unknown where the paper has no such status. The status it has already changes nothing. */
  changeStatus: StorySummary
  /** A story as it was at a version of its log; version.missing. */
  fetchMoment: StoryState
  /** The paper's house book. */
  fetchHouse: HouseBook
  /** Changes entries of the house book, all or none; house.conflict, house.taken, house.full. */
  editHouse: HouseBook
  /** Who worked on a story, when and how much, oldest first. */
  listSittings: readonly Sitting[]
  /** Says that a window is there, where its caret stands, and that it still is; tells who else is there. */
  meet: { people: readonly Present[]; claims: readonly Claim[] }
  leaveDesk: null
  /** story.held where somebody else holds the part and it is not taken over. */
  claimStory: { claims: readonly Claim[] }
  importFile: ImportResult
  listRepairs: readonly KeptRepair[]
  takeBackRepair: KeptRepair
  editDummy: { version: number; savedAt: string }
  placeStories: PlaceResult
  /** The stamp and findings of the page as the desk sets it; a window compares its own stamp with it. */
  setPage: { page: number; stamp: string; dump: string; findings: readonly Finding[]; fit: readonly StoryFit[] }
  /** How one block fits, what wins a line in it and the ways to fit it; record.missing, story.missing. */
  fetchCopyfit: Copyfit
  /** Every finding of a page, or with null of all pages and of the pool. */
  checkIssue: readonly Finding[]
  /** The stories in which the words stand now, best first. */
  searchPool: readonly PoolHit[]
  /** A preflight profile, the paper's own with null, and all that there are; preflight.unknown, preflight.invalid. */
  fetchPreflight: {
    profile: PreflightProfile
    profiles: readonly Pick<PreflightProfile, 'name' | 'title'>[]
  }
  /** What a picture brings to the plates, coarsely; photo.missing, picture.unreadable. */
  fetchInk: InkGrid
  /** Marks of a page or a story as they stand today, in the order they were made; null asks for all. */
  listMarks: readonly KeptMark[]
  /** page.missing, record.missing, story.missing, mark.place where the story has no such place. */
  markProof: KeptMark
  /** mark.missing. */
  answerMark: KeptMark
  /** mark.missing; mark.others where somebody withdraws what another made. */
  resolveMark: KeptMark
  /** Other words for a mark's (0) or an answer's (n); with empty ones an answer is taken back. mark.missing, mark.others. */
  reviseMark: KeptMark
  signPage: SignOff
  pressPages: PressResult
  /** A piece of a pressed file; the last one lets go of it. file.missing. */
  fetchPressed: { bytes: Uint8Array; isLast: boolean }
  pullProof: { page: number; stamp: string; bytes: Uint8Array }
  /** page.missing, story.missing, stage.unknown; picture.tooLarge beyond what a picture may have. */
  pullSheets: PulledProof
  /**
   * Prints by the system's dialog; `isPrinted` is false where the user closed it. printer.missing where the host has none
   * (a browser prints by itself), printer.refused.
   */
  printSheets: { isPrinted: boolean }
  cancelJob: null
  /** An sRGB JPEG or PNG for the screen, no edge longer than asked. */
  fetchPhoto: { photo: PhotoId; width: number; height: number; type: 'image/jpeg' | 'image/png'; bytes: Uint8Array }
  fetchFace: { face: FaceId; sha256: string; bytes: Uint8Array }
}

/** Notice name -> what it carries; sent to every window of the issue, the sender's own included. */
export interface Notices {
  /** People who came or moved, and windows that are gone. */
  presenceChanged: { readonly met: readonly Present[]; readonly left: readonly string[] }
  /** All that is held, after a change of it. */
  claimsChanged: { readonly claims: readonly Claim[] }
  stepsSubmitted: StepBatch & { readonly savedAt: string; readonly summary: StorySummary }
  dummyEdited: {
    readonly page: number
    readonly version: number
    readonly client: string
    readonly diffs: readonly { before: DummyRecord | null; after: DummyRecord | null }[]
    readonly savedAt: string
  }
  storiesChanged: { readonly stories: readonly StorySummary[] }
  /** Versions that were made or changed. */
  versionsChanged: { readonly versions: readonly KeptVersion[] }
  /** The house book as it stands now. */
  houseChanged: { readonly book: HouseBook }
  photosChanged: { readonly photos: readonly Photo[] }
  /** Marks that were made, answered or resolved, or that stand elsewhere now. */
  marksChanged: { readonly marks: readonly KeptMark[] }
  signOffsChanged: { readonly signOffs: readonly SignOff[] }
  /** A host's menu chose a command of the page's registry (Electron). */
  commandChosen: { readonly command: string }
  jobProgressed: { readonly job: string; readonly done: number; readonly total: number }
}
export type NoticeName = keyof Notices

/** The desk as a host serves it: one handler a request, and the notices that go to every window. */
export type DeskHandlers = { readonly [N in RequestName]: (body: RequestOf<N>) => Promise<Outcome<Answers[N]>> }
export interface ServedDesk {
  readonly handlers: DeskHandlers
  onNotice(listener: <N extends NoticeName>(name: N, body: Notices[N]) => void): () => void
}
