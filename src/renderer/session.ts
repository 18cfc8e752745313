/**
 * The session: one window's hold on an open issue. Panes read its stores and call its verbs; none of it knows React,
 * so that no framework stands between a key and the page.
 */
import type { EditorState, Plugin, Transaction } from 'prosemirror-state'
import type { Copy, Place } from '#contract/copy.ts'
import type { DummyDiff, DummyRecord } from '#contract/dummy.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { Fault, Finding, Outcome } from '#contract/faults.ts'
import type { ClientId, FaceId, FrameId, PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import type { English, HouseBook, HouseDiff } from '#contract/house.ts'
import type { SignOff } from '#contract/issue.ts'
import type { KeptMark, MarkDecision, MarkSpot, NewMark } from '#contract/mark.ts'
import type { Photo } from '#contract/photo.ts'
import type { PreflightProfile } from '#contract/preflight.ts'
import type { IssueState, PageState, StorySummary } from '#contract/requests.ts'
import type { SetPage, StoryFit } from '#contract/setPage.ts'
import type { KeptVersion, Sitting } from '#contract/version.ts'
import type { Editor } from '#story/changes/track.ts'
import type { StoryDoc } from '#story/schema.ts'
import type { DeskCalls } from '#wire/wire.ts'
import type { ComposerWorker, GlyphOutline } from './composer/messages.ts'
import type { Store } from './store.ts'
import type { LogSpot } from './typing/trail.ts'
import type { Journal } from './typing/journal.ts'
import type { Presence } from './presence.ts'

export type { Store } from './store.ts'

/** Whether what the window shows is on disk. `unsaved` counts steps and dummy edits that the desk has not confirmed. */
export interface Saving {
  /** offline: the wire is closed; refused: the desk said no, and `fault` says why. Nothing typed is lost in either. */
  readonly state: 'saved' | 'saving' | 'offline' | 'refused'
  readonly unsaved: number
  /** ISO 8601 time of the last confirmed commit. */
  readonly savedAt: string
  readonly fault: Fault | null
}

/** The issue as this window sees it: what the desk confirmed, with the window's own pending dummy edits on top. */
export interface IssueStore extends Store<IssueState> {
  readonly stories: Store<readonly StorySummary[]>
  readonly pages: Store<readonly PageState[]>
  readonly photos: Store<readonly Photo[]>
  readonly signOffs: Store<readonly SignOff[]>
  readonly savedAt: Store<string>
  readonly saving: Store<Saving>
  maybeStory(story: StoryId): StorySummary | null
  maybePhoto(photo: PhotoId): Photo | null
  /** RangeError for a page that the issue has not. */
  page(page: number): PageState
  maybeRecord(record: RecordId): DummyRecord | null
}

/** A change of an open story, whoever made it. */
export interface StoryChange {
  readonly transaction: Transaction
  readonly isRemote: boolean
}

/** Steps on their way to the desk. */
export interface Unsaved {
  readonly steps: number
  readonly fault: Fault | null
}

/**
 * A story whose document this window holds. Several editors may show it: each makes its EditorView with
 * `dispatchTransaction: story.dispatch` and calls `view.updateState(story.state)` when told of a change.
 */
export interface OpenStory {
  readonly id: StoryId
  readonly state: EditorState
  /** As the composer takes it; paragraphs keep their identity while unchanged. */
  readonly copy: Copy
  dispatch(transaction: Transaction): void
  subscribe(listener: (change: StoryChange) => void): () => void
  /** How many steps the desk has not confirmed yet, and why where it refused them. */
  readonly unsaved: Store<Unsaved>
  /** A position of the document as others know it: in the document of the log. */
  toLog(pos: number): LogSpot
  /** The position of a spot of the log; null where the steps that lead from it have not come, or are long forgotten. */
  fromLog(spot: LogSpot): number | null
  /** Resolves when everything typed so far is confirmed, or the wire is closed. */
  flush(): Promise<void>
}

export interface OpenStories {
  /** Opens a story (once; later calls give the same). Faults: story.missing, cancelled. */
  open(story: StoryId): Promise<Outcome<OpenStory>>
  maybeOpen(story: StoryId): OpenStory | null
}

/** What a page looks like now. */
export interface PageView {
  /** null until the composer has set it for the first time. Frames keep their identity while unchanged. */
  readonly set: SetPage | null
  /** A tentative dummy is shown (a drag is under way): what stands on the desk is another. */
  readonly isTentative: boolean
  /** Milliseconds that the composer took for this set. */
  readonly took: number
  /** The copies that it was set from: figures of it are true of these, and of no later ones. */
  readonly copies: ReadonlyMap<StoryId, Copy>
  /** Why there is no page (a face is missing ...); null when all is well. */
  readonly fault: Fault | null
}

export interface WatchedPage extends Store<PageView> {
  readonly page: number
  /** Shows the page with other records, without telling the desk; null goes back to what stands. */
  tryRecords(records: readonly DummyRecord[] | null): void
  /** The stamp of what is shown; equal to the desk's once everything is saved. */
  stamp(): Promise<string>
  /** The plain dump (galley text) of what is shown. */
  dump(): Promise<string>
  /** Stops watching; the composer sets the page no more when nobody watches it. */
  close(): void
}

export interface FacesCome {
  readonly done: number
  readonly total: number
}

export interface SetPages {
  /** Faces of the paper that have come, of how many: what the first page waits for. */
  readonly faces: Store<FacesCome>
  /** A page that is set again at every change; the same set page is shared by all who watch it. */
  watch(page: number): WatchedPage
  outlines(face: FaceId, glyphs: readonly number[]): Promise<readonly GlyphOutline[]>
  /** Fit of a story wherever it stands on watched pages. */
  fitOf(story: StoryId): readonly StoryFit[]
}

/** What there is to say about the shown page. */
export interface PageChecks {
  readonly page: number
  /** Of the composer and of preflight, in the order of the check; null until the page was checked. */
  readonly findings: readonly Finding[] | null
  /** Pictures whose ink is still being counted. */
  readonly waiting: number
}

/** What the desk said of the whole issue when it was last asked. */
export interface CheckedIssue {
  readonly findings: readonly Finding[] | null
  /** The issue's last commit when it was checked: another one now means that something may have changed. */
  readonly savedAt: string
  readonly isRunning: boolean
}

/** Preflight in the window: the shown page as it is worked on, the issue when it is asked for. */
export interface Checks {
  /** Follows the shown page as long as somebody listens. */
  readonly page: Store<PageChecks>
  readonly issue: Store<CheckedIssue>
  /** The profile that grades; null until it has come. */
  readonly profile: Store<PreflightProfile | null>
  readonly profiles: Store<readonly Pick<PreflightProfile, 'name' | 'title'>[]>
  /** Takes another profile, with null the paper's own. Faults: preflight.unknown, preflight.invalid. */
  chooseProfile(name: string | null): Promise<Fault | null>
  /** Checks every page at the desk, as a job that may be cancelled. */
  checkIssue(job: string): Promise<Outcome<null>>
}

/** What is selected, in every pane alike. A caret is a range whose ends are equal. */
export interface Selection {
  readonly page: number
  readonly records: readonly RecordId[]
  readonly story: StoryId | null
  readonly frame: FrameId | null
  /** A picture of the first selected record; null when none is meant. */
  readonly picture: PhotoId | null
  /** The ends of the editor's selection; null when no editor has one. */
  readonly anchor: Place | null
  readonly head: Place | null
}

export interface SelectionStore extends Store<Selection> {
  showPage(page: number): void
  /** Selects records of the shown page, and the story of the first. */
  selectRecords(records: readonly RecordId[]): void
  selectStory(story: StoryId | null): void
  /** Selects a picture with the block that it stands in. */
  selectPicture(record: RecordId, picture: PhotoId): void
  selectText(story: StoryId, anchor: Place | null, head: Place | null): void
}

/** A mark that is being made: where it will stand, on which proof. */
export interface MarkDraft {
  /** Null for a note in the copy, on no proof. */
  readonly page: number | null
  readonly stamp: string
  readonly spot: MarkSpot
  /** The words that it will stand on. */
  readonly words: string
  /** Made on a proof, at its spot; else from the copy, in the list of marks. */
  readonly isOnProof: boolean
}

/** Marks on proofs and notes in copy, in the order they were made. */
export interface MarksStore extends Store<readonly KeptMark[]> {
  readonly chosen: Store<number | null>
  readonly draft: Store<MarkDraft | null>
  maybeMark(mark: number): KeptMark | null
  choose(mark: number | null): void
  /** Begins a mark; null lets go of it. */
  begin(draft: MarkDraft | null): void
  /** Makes a mark and chooses it. */
  make(mark: NewMark): Promise<Outcome<KeptMark>>
  answer(mark: number, person: string, text: string): Promise<Outcome<KeptMark>>
  resolve(mark: number, person: string, state: MarkDecision, isApplied?: boolean): Promise<Outcome<KeptMark>>
  /** Other words for the mark's own (0) or its nth answer's; an answer without words is taken back. */
  revise(mark: number, person: string, revises: number, text: string): Promise<Outcome<KeptMark>>
  /**
   * Makes the edit that the mark names, as one that undo takes back, and sets the mark to done. mark.moved where its words
   * are no longer as they were marked.
   */
  carryOut(mark: number, person: string): Promise<Outcome<KeptMark>>
}

/** The paper's house book as this window sees it. */
export interface HouseStore extends Store<HouseBook> {
  /** Changes entries, all or none; may be taken back. house.conflict, house.taken, house.full. */
  edit(diffs: readonly HouseDiff[]): Promise<Outcome<HouseBook>>
  /** Whose English the paper writes. */
  chooseEnglish(english: English): Promise<Outcome<HouseBook>>
  /** Takes back this window's last edit that still stands; null where there is none. */
  undo(): Promise<Outcome<HouseBook> | null>
  readonly mayUndo: Store<boolean>
}

/**
 * What is read in place of the editor: a moment of a story, or what lies between two. Moments are versions of its log;
 * null is the story as it is now.
 */
export type Reading =
  | { readonly kind: 'moment'; readonly story: StoryId; readonly at: number }
  | { readonly kind: 'comparison'; readonly story: StoryId; readonly before: number; readonly after: number | null }

/** Versions of stories, as far as somebody asked for them, in the order they were made. */
export interface VersionsStore extends Store<readonly KeptVersion[]> {
  readonly reading: Store<Reading | null>
  /** A version is being kept: its name is asked for. */
  readonly isKeeping: Store<boolean>
  read(reading: Reading | null): void
  beginKeeping(isKeeping: boolean): void
  /** Asks for a story's versions; the store has them from then on. */
  load(story: StoryId): Promise<Fault | null>
  /** Keeps the story as it is now, everything typed included. */
  keep(story: StoryId, name: string, note: string, person: string): Promise<Outcome<KeptVersion>>
  /** Renames, drops or puts back a version that was kept by hand. */
  change(
    version: KeptVersion,
    change: Partial<Pick<KeptVersion, 'name' | 'note' | 'isDropped'>>,
  ): Promise<Outcome<KeptVersion>>
  /** Sends a story on (or back), everything typed included. */
  changeStatus(story: StoryId, status: string, person: string): Promise<Outcome<StorySummary>>
  moment(story: StoryId, version: number): Promise<Outcome<StoryDoc>>
  sittings(story: StoryId): Promise<Outcome<readonly Sitting[]>>
}

/** Edits of the dummy, shown at once and confirmed by the desk. */
export interface Dummies {
  /**
   * Changes records of a page. Resolves when the desk has it on disk; a Fault (record.conflict) means that the change
   * was taken back because the record had changed meanwhile. Enters the history.
   */
  edit(page: number, diffs: readonly DummyDiff[]): Promise<Outcome<null>>
  newRecordId(): RecordId
}

/** Undo and redo, without limit, over text and geometry in the order they were done in this window. */
export interface History extends Store<{ readonly mayUndo: boolean; readonly mayRedo: boolean }> {
  undo(): boolean
  redo(): boolean
  /** Makes one entry of everything that `act` changes in the copy of stories, in however many. It may not wait. */
  asOne(act: () => void): void
}

/** One thing a user can do; menus, keys, palette and tips are made of these. */
export interface Command {
  /** `page.fit`, `edit.undo` ...; stable, since key maps keep it. */
  readonly id: string
  readonly title: { readonly zh: string; readonly en: string }
  /** Keys in tinykeys' notation (`$mod+Shift+z`), the first is shown; the user's own where they chose others. */
  readonly keys: readonly string[]
  /** What it belongs to in menus and palette. */
  readonly group: 'file' | 'edit' | 'story' | 'page' | 'view' | 'desk' | 'press'
  isEnabled(): boolean
  run(): void | Promise<void>
}

export interface CommandRegistry extends Store<readonly Command[]> {
  /** RangeError when the id is taken. Gives back its removal. */
  register(command: Command): () => void
  /** Gives commands other keys than the house's, by their ids; what is not named keeps its own. */
  remap(keys: Readonly<Record<string, readonly string[]>>): void
  /** The keys that the house gives a command. */
  houseKeys(id: string): readonly string[]
  maybeCommand(id: string): Command | null
  /** Runs it when it is there and enabled; tells whether it did. */
  run(id: string): boolean
}

export interface SessionOptions {
  readonly client: ClientId
  /** Who edits here, and when: ISO 8601 to the minute; whose hand tracked changes are. */
  readonly editor?: () => Editor
  /** Plugins of every open story (input rules, track changes ...), beside collab and history which the session adds. */
  readonly plugins?: () => readonly Plugin[]
  /** Makes the composer's worker; replaced in tests. */
  readonly makeWorker?: () => ComposerWorker
  /** Fetches a face by a quicker way than the wire; null where there is none. */
  readonly fetchFace?: ((face: FaceId) => Promise<Outcome<LoadedFace>>) | null
  /** Where edits are kept that the desk has not confirmed; absent: nowhere but in the window. */
  readonly journal?: (issue: IssueState) => Journal
  /** Who sits at this window, as far as he said. */
  readonly person?: Store<string>
}

export interface Session {
  readonly client: ClientId
  readonly desk: DeskCalls
  readonly issue: IssueStore
  readonly stories: OpenStories
  readonly pages: SetPages
  readonly selection: SelectionStore
  readonly dummies: Dummies
  readonly checks: Checks
  readonly marks: MarksStore
  readonly house: HouseStore
  readonly versions: VersionsStore
  /** Who else is at the issue, and who holds what. */
  readonly presence: Presence
  readonly history: History
  readonly commands: CommandRegistry
  /** Sends what an earlier window kept and could not save; how many edits that were. */
  recover(): Promise<number>
  /** Writes down at once what is not saved yet, and says goodbye: the window goes. */
  keepNow(): void
  /** Flushes every open story and pending dummy edit, then lets go. */
  close(): Promise<void>
}
