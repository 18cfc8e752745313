/**
 * The ports: what the desk needs of the world. `storage/` answers the ones about the issue file, `darkroom/` the rest.
 * Every call is asynchronous, since a newsroom's store may stand on another machine; expected refusals come back as
 * Faults. An acknowledged write is durable: it was committed before its promise resolved.
 */
import type { Ad } from '#contract/ad.ts'
import type { DummyDiff, DummyRecord } from '#contract/dummy.ts'
import type { BreakWords, Lang, StoryKind } from '#contract/copy.ts'
import type { KeptRepair, Repair } from '#contract/exchange.ts'
import type { Finding, Outcome } from '#contract/faults.ts'
import type { ClientId, FaceId, PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import type { Face, LoadedFace, OutlineOf } from '#contract/faces.ts'
import type { HouseBook } from '#contract/house.ts'
import type { Issue, SignOff } from '#contract/issue.ts'
import type { InkGrid } from '#contract/inkGrid.ts'
import type { FiledMark, MarkEntry, MarkTrace, NewMark, NewMarkEntry } from '#contract/mark.ts'
import type { Size } from '#contract/measure.ts'
import type { Photo, PlateImage, PlateTerms } from '#contract/photo.ts'
import type { PreflightProfile } from '#contract/preflight.ts'
import type { Json, PressResult, PulledProof, RequestOf, StepBatch } from '#contract/requests.ts'
import type { SetPage, SetPicture } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import type { KeptVersion, UnfiledVersion } from '#contract/version.ts'
import type { Job } from './jobs.ts'

/** A story's row, without its document. */
export interface StoryRow {
  readonly id: StoryId
  readonly kind: StoryKind
  readonly version: number
  readonly isSpiked: boolean
  /** Order in the pool. */
  readonly position: number
  /** ISO 8601. */
  readonly filedAt: string
}

/** A document at a version; the newest one at or below what is asked. */
export interface Snapshot {
  readonly version: number
  readonly doc: Json
}

/** A step with who sent it and when it was stored. */
export interface LogEntry {
  /** The story's version after the step. */
  readonly version: number
  readonly client: ClientId
  /** ISO 8601. */
  readonly at: string
  readonly step: Json
}

/** A commit's receipt; `savedAt` is ISO 8601 from the store's clock. */
export interface Receipt {
  readonly version: number
  readonly savedAt: string
}

/** Reads of the issue file. A handle that may only read has this type and no other. */
export interface IssueReader {
  readonly name: string
  readIssue(): Promise<{ issue: Issue; stylebook: Stylebook; savedAt: string }>
  listStories(): Promise<readonly StoryRow[]>
  readSnapshot(story: StoryId, at?: number): Promise<Outcome<Snapshot>>
  /** Steps since a version (up to another), oldest first. */
  readSteps(story: StoryId, since: number, until?: number): Promise<Outcome<StepBatch>>
  /** As `readSteps`, each with its client and its time. */
  readLog(story: StoryId, since: number, until: number): Promise<Outcome<readonly LogEntry[]>>
  /** In the order they were made; a story as it was filed is none of them. */
  listVersions(): Promise<readonly KeptVersion[]>
  /** Who sat at which window, as far as anybody said. */
  listClients(): Promise<ReadonlyMap<ClientId, string>>
  /** When the page's dummy or one of these stories was last changed (ISO 8601); null where nothing has been done yet. */
  readChanged(page: number, stories: readonly StoryId[]): Promise<string | null>
  readDummy(page: number): Promise<{ version: number; records: readonly DummyRecord[] }>
  listPhotos(): Promise<readonly Photo[]>
  /** A picture's bytes by SHA-256; checked on the way out (file.corrupt). */
  readBlob(sha256: string): Promise<Outcome<Uint8Array>>
  listRepairs(story: StoryId | null): Promise<readonly KeptRepair[]>
  listSignOffs(): Promise<readonly SignOff[]>
  /** In the order they were made. */
  listMarks(): Promise<readonly FiledMark[]>
  /** The paper's house book; an empty one where the issue has none yet. */
  readHouse(): Promise<HouseBook>
  /** Stories whose words are indexed in this form, at which of their versions. */
  readIndexed(form: string): Promise<ReadonlyMap<StoryId, number>>
  /** Stories that match an expression of the index (FTS5), best first. file.corrupt where the index is damaged. */
  searchIndex(expression: string, most: number): Promise<Outcome<readonly IndexHit[]>>
  /** Headlines that this version of the word breaker has cut already. */
  readWordEnds(version: string): Promise<readonly CutText[]>
  close(): Promise<void>
}

/** Reads and writes. Only one process holds a writer on a file (file.busy). */
export interface IssueWriter extends IssueReader {
  /** Makes a story at version 0 with its first document. */
  createStory(story: { id: StoryId; kind: StoryKind; doc: Json }): Promise<Outcome<Receipt>>
  spikeStory(story: StoryId, isSpiked: boolean): Promise<Outcome<Receipt>>
  /**
   * Appends steps when `version` is the story's own, else steps.stale {version}. Many calls may be under way: they are
   * committed in groups, each acknowledged after its group is on disk.
   */
  appendSteps(batch: {
    story: StoryId
    version: number
    client: string
    steps: readonly Json[]
  }): Promise<Outcome<Receipt>>
  writeSnapshot(story: StoryId, snapshot: Snapshot): Promise<Outcome<Receipt>>
  /** Keeps versions with the time of the commit, all or none. story.missing, version.missing. */
  fileVersions(versions: readonly UnfiledVersion[]): Promise<Outcome<readonly KeptVersion[]>>
  /** version.missing. */
  changeVersion(id: number, change: Pick<KeptVersion, 'name' | 'note' | 'isDropped'>): Promise<Outcome<KeptVersion>>
  nameClient(client: ClientId, person: string): Promise<Outcome<null>>
  /** Applies diffs when `version` is the dummy's own and each `before` is what stands there, else record.conflict. */
  editDummy(page: number, version: number, client: string, diffs: readonly DummyDiff[]): Promise<Outcome<Receipt>>
  /** Several stories and their repairs in one commit: all of an import or nothing. */
  fileImport(load: {
    stories: readonly { id: StoryId; kind: StoryKind; doc: Json }[]
    repairs: readonly { story: StoryId | null; repair: Repair }[]
    source: { name: string; bytes: Uint8Array }
  }): Promise<Outcome<readonly KeptRepair[]>>
  markRepair(repair: number, isTakenBack: boolean): Promise<Outcome<KeptRepair>>
  /** Stores a picture and its bytes once by hash; the same file twice is one photo. */
  filePhoto(photo: Photo, bytes: Uint8Array): Promise<Outcome<Photo>>
  signOff(signOff: Omit<SignOff, 'at'>): Promise<Outcome<SignOff>>
  /** Keeps what was cut, and forgets what other versions had. It is no step of the issue. */
  keepWordEnds(version: string, texts: readonly CutText[]): Promise<Outcome<null>>
  /** Indexes stories anew. It is no step of the issue, and what is lost of it is indexed again. */
  keepIndexed(form: string, entries: readonly IndexEntry[]): Promise<Outcome<null>>
  /** Reads the whole index through, some 0.1 ms a story; file.corrupt where it does not hold together. */
  checkIndex(): Promise<Outcome<null>>
  /** Joins the index's pieces where many stories were added: a query then takes half as long. */
  tidyIndex(): Promise<Outcome<null>>
  /** Forgets all words that were indexed. */
  dropIndex(): Promise<Outcome<null>>
  /** Keeps a mark with the time of its commit. page.missing, story.missing. */
  fileMark(mark: UnfiledMark): Promise<Outcome<FiledMark>>
  /** Adds to a mark's thread; the mark itself is never changed. mark.missing. */
  addToMark(mark: number, entry: NewMarkEntry): Promise<Outcome<MarkEntry>>
  /** Keeps the house book, whole. */
  writeHouse(book: HouseBook): Promise<Outcome<HouseBook>>
  /** Keeps how far marks were followed, so that opening need not follow them from where they were made. */
  traceMarks(traces: readonly { mark: number; trace: MarkTrace }[]): Promise<Outcome<null>>
}

/** The words of a story, parted by blanks, as the index takes them. */
export interface IndexEntry {
  readonly story: StoryId
  readonly version: number
  readonly head: string
  readonly body: string
  readonly credits: string
}

export interface IndexHit {
  readonly story: StoryId
  /** The greater the better. */
  readonly score: number
}

/** A mark before it has its number and its time. */
export interface UnfiledMark extends NewMark {
  readonly round: string
  readonly words: string
  readonly trace: MarkTrace | null
}

/** Opens and makes issue files. The path is the host's word for it. */
export interface Issues {
  create(path: string, issue: Issue, stylebook: Stylebook): Promise<Outcome<IssueWriter>>
  openForWriting(path: string): Promise<Outcome<IssueWriter>>
  openForReading(path: string): Promise<Outcome<IssueReader>>
}

export interface FontShelf {
  listFaces(): Promise<readonly Face[]>
  /** font.missing, font.restricted (fsType). */
  loadFace(face: FaceId): Promise<Outcome<LoadedFace>>
}

export interface Resources {
  listStylebooks(): Promise<readonly string[]>
  /** stylebook.unknown, stylebook.invalid. */
  readStylebook(name: string): Promise<Outcome<Stylebook>>
  /** What the paper of a stylebook begins its house book with; null where nothing ships for it. */
  readHouse(stylebook: string): Promise<HouseBook | null>
  /** Names of the preflight profiles. */
  listPreflights(): Promise<readonly string[]>
  /** preflight.unknown, preflight.invalid. */
  readPreflight(name: string): Promise<Outcome<PreflightProfile>>
  /** The shipped press profile (newsprint, CGATS TR 002). */
  readProfile(): Promise<Uint8Array>
  /** A plant's profile that was put beside it, by its file name. profile.missing. */
  readPlantProfile(name: string): Promise<Outcome<Uint8Array>>
}

export interface Pictures {
  /** Reads pixels' size and metadata; decodes in a child process that a bomb cannot take the desk down with. */
  describe(name: string, bytes: Uint8Array): Promise<Outcome<Omit<Photo, 'id'>>>
  preview(
    bytes: Uint8Array,
    edge: number,
  ): Promise<Outcome<{ width: number; height: number; type: 'image/jpeg' | 'image/png'; bytes: Uint8Array }>>
  /**
   * A picture as it prints in its box. Grey and CMYK JPEGs pass byte for byte; RGB is converted with the profile of the
   * terms. Several may be under way. picture.unreadable, picture.tooLarge, file.full; cancelled, when `isCancelled` before
   * its turn came.
   */
  forPlate(
    bytes: Uint8Array,
    photo: Photo,
    placed: Pick<SetPicture, 'crop' | 'box'>,
    terms: PlateTerms,
    isCancelled?: () => boolean,
  ): Promise<Outcome<PlateImage>>
  /** The ink that a plate brings where it is shown, counted in its own pixels. picture.unreadable, picture.tooLarge. */
  inkOf(plate: PlateImage): Promise<Outcome<InkGrid>>
}

/** An ad as it is filed: what is known of it, and its page as a PDF of its own. */
export interface FiledAd {
  readonly photo: Omit<Photo, 'id' | 'ad'>
  readonly ad: Omit<Ad, 'item'>
  readonly bytes: Uint8Array
}

export interface Ads {
  /**
   * The ads of a PDF, one a page, each cleaned of what no plate has use for; read in a child process that no file can take
   * the desk down with. ad.unreadable, ad.encrypted, ad.tooLarge, ad.layers, ad.external.
   */
  read(name: string, bytes: Uint8Array): Promise<Outcome<readonly FiledAd[]>>
  /** The trim of a filed ad in sRGB on white, no edge longer than `edge` pixels. */
  draw(bytes: Uint8Array, edge: number): ReturnType<Pictures['preview']>
}

/** A text with the ends of its words, UTF-16 offsets. */
export interface CutText {
  readonly lang: Lang
  readonly text: string
  readonly ends: readonly number[]
}

export interface WordBreaker {
  /** Names the dictionary and the lists of terms: with another version the same text may be cut otherwise. */
  version(): Promise<string>
  open(): Promise<BreakWords>
}

/** Draws a set page as a PNG: outlines, rules and pictures, on white. */
export interface ProofPrinter {
  png(
    page: SetPage,
    dpi: number,
    outlines: OutlineOf,
    picture: (sha256: string) => Promise<Outcome<Uint8Array>>,
  ): Promise<Outcome<Uint8Array>>
}

/** A file that is being pressed. What stands under its name appears when it is finished, whole, and not before. */
export interface Outlet {
  /** Bytes in their order. file.full, file.readOnly ... */
  write(chunk: Uint8Array): Promise<Outcome<null>>
  /** The file stands, on the disk. */
  finish(): Promise<Outcome<{ readonly path: string; readonly bytes: number }>>
  /** Nothing of it stays; what stood there before still does. */
  discard(): Promise<void>
}

/** Where pressed files wait for a window that fetches them, piece by piece; the host empties it when the desk closes. */
export interface Tray {
  open(name: string): Promise<Outcome<Outlet>>
  /** Takes in a file that was written elsewhere on this machine; gives its path in the tray. */
  take(place: string, name: string): Promise<string>
  /** Bytes of a finished file from `offset` on, none at its end. file.missing. */
  read(path: string, offset: number, length: number): Promise<Outcome<Uint8Array>>
  /** Lets go of a file that was fetched. */
  drop(path: string): Promise<void>
  close(): Promise<void>
}

/** A sheet of paper to print: its size in Emu and its picture. */
export interface PrintedSheet extends Size {
  readonly png: Uint8Array
}

/** The system's printer, behind its own dialog. */
export interface Printer {
  /** Whether it was printed: false where the user thought better of it. printer.refused. */
  print(sheets: readonly PrintedSheet[]): Promise<Outcome<boolean>>
}

/** Presses and checks in a process of its own, so that no window waits while pages are set and written. */
export interface PressRoom {
  /** Presses the issue as it is stored. The files stand under `path`, each a place on this machine; null: there is no such room. */
  press(order: RequestOf<'pressPages'>, job: Job): Promise<Outcome<PressResult> | null>
  /** Checks the issue as it is stored; null: there is no such room. */
  check(
    order: RequestOf<'checkIssue'> & { readonly job: string },
    job: Job,
  ): Promise<Outcome<readonly Finding[]> | null>
  /** Pulls proofs on paper. */
  pullSheets(order: RequestOf<'pullSheets'>, job: Job): Promise<Outcome<PulledProof> | null>
  close(): Promise<void>
}

export interface Clock {
  /** ISO 8601, UTC, milliseconds. */
  now(): string
}

export interface NewIds {
  story(): StoryId
  photo(): PhotoId
  record(): RecordId
  client(): string
}

export interface Ports {
  readonly fonts: FontShelf
  readonly resources: Resources
  readonly pictures: Pictures
  readonly ads: Ads
  readonly words: WordBreaker
  readonly proofs: ProofPrinter
  readonly tray: Tray
  /** Null in a host that has none: a browser, a terminal. */
  readonly printer: Printer | null
  /** Absent where the host has no window to keep free. */
  readonly pressRoom?: PressRoom
  readonly clock: Clock
  readonly ids: NewIds
  /** HarfBuzz's subsetter (WebAssembly), which the press takes as an argument. */
  readonly readSubsetter: () => Promise<Uint8Array>
}
