/**
 * Marks on proofs and notes in the copy at the desk: made, answered, resolved, and told to every window with where they
 * stand today. A mark keeps to its words through every step of the story, and to its block on whatever page that stands.
 */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { RecordId, StoryId } from '#contract/ids.ts'
import {
  isEmptySpot,
  markState,
  sayerOf,
  type FiledMark,
  type KeptMark,
  type MarkEntry,
  type MarkSpot,
  type MarkTrace,
  type NewMark,
  type NewMarkEntry,
  type StorySpot,
} from '#contract/mark.ts'
import type { RequestOf } from '#contract/requests.ts'
import { finalTextBetween } from '#story/final.ts'
import type { NoteLoad } from '#story/manuscriptNotes.ts'
import { maybePosAt, placeAt } from '#story/places.ts'
import { readTrace, startTrace } from '#story/traces.ts'
import { followMarks, type FollowedMarks, type FollowedStory } from './followedMarks.ts'
import type { NoticeBoard } from './notices.ts'
import type { Pages } from './pages.ts'
import type { IssueWriter } from './ports.ts'
import { roundOf, stagesOf } from './rounds.ts'
import type { SignOffs } from './signOffs.ts'

export interface Marks {
  list(which: RequestOf<'listMarks'>): Promise<Outcome<readonly KeptMark[]>>
  make(mark: NewMark): Promise<Outcome<KeptMark>>
  answer(answer: RequestOf<'answerMark'>): Promise<Outcome<KeptMark>>
  resolve(decision: RequestOf<'resolveMark'>): Promise<Outcome<KeptMark>>
  revise(revision: RequestOf<'reviseMark'>): Promise<Outcome<KeptMark>>
  /** Files notes that came with a story's manuscript, each with its thread. */
  fileNotes(loads: readonly NoteLoad[]): Promise<Outcome<null>>
  /** Stops listening and waits for what is under way, so that the issue can be closed. */
  close(): Promise<void>
}

interface MarksInput {
  readonly issue: IssueWriter
  readonly pages: Pages
  readonly signOffs: SignOffs
  /** The paper's rounds. */
  readonly stages: readonly string[]
  readonly notices: NoticeBoard
}

export async function openMarks(input: MarksInput): Promise<Marks> {
  return new DeskMarks(input, await input.issue.listMarks())
}

class DeskMarks implements Marks {
  private readonly input: MarksInput
  private readonly followed: FollowedMarks
  private readonly underWay = new Set<Promise<void>>()
  private readonly stop: () => void
  /** What windows were last told of each mark, as JSON. */
  private readonly told = new Map<number, string>()
  private filed: readonly FiledMark[]

  constructor(input: MarksInput, filed: readonly FiledMark[]) {
    this.input = input
    this.filed = filed
    this.followed = followMarks(input.issue, (story) => this.filed.filter(({ spot }) => standsOn(spot, story)))
    this.stop = input.notices.onNotice((name, body) => {
      if (name === 'stepsSubmitted' && 'story' in body) this.review(({ spot }) => standsOn(spot, body.story))
      else if (name === 'dummyEdited') this.review(({ spot }) => spot.on !== 'page')
    })
  }

  async list({ page, story }: RequestOf<'listMarks'>): Promise<Outcome<readonly KeptMark[]>> {
    const all = await this.keep(this.filed.filter(({ spot }) => story === null || standsOn(spot, story)))
    for (const mark of all) this.told.set(mark.id, JSON.stringify(mark))
    return page === null ? all : all.filter((mark) => (mark.pageNow ?? mark.page) === page)
  }

  async make(mark: NewMark): Promise<Outcome<KeptMark>> {
    const { issue, pages, notices } = this.input
    const state = mark.page === null ? null : pages.state(mark.page)
    if (isFault(state)) return state
    const placed = await this.place(mark)
    if (isFault(placed)) return placed
    const filed = await issue.fileMark({ ...mark, ...placed, round: this.roundFor(mark) })
    if (isFault(filed)) return filed
    this.filed = [...this.filed, filed]
    const kept = await this.keepOne(filed)
    notices.post('marksChanged', { marks: [kept] })
    return kept
  }

  answer({ mark, person, text }: RequestOf<'answerMark'>): Promise<Outcome<KeptMark>> {
    return this.add(mark, { ...SAID, person, text })
  }

  async resolve({ mark: id, ...decision }: RequestOf<'resolveMark'>): Promise<Outcome<KeptMark>> {
    const mark = this.filedMark(id)
    if (isFault(mark)) return mark
    if (decision.state === 'withdrawn' && decision.person !== mark.person) return fault('mark.others', { mark: id })
    return this.add(id, { ...SAID, ...decision, isApplied: decision.isApplied && decision.state === 'done' })
  }

  async revise({ mark: id, person, revises, text }: RequestOf<'reviseMark'>): Promise<Outcome<KeptMark>> {
    const mark = this.filedMark(id)
    if (isFault(mark)) return mark
    if (sayerOf(mark, revises) !== person) return fault('mark.others', { mark: id })
    return this.add(id, { ...SAID, person, text, revises })
  }

  async fileNotes(loads: readonly NoteLoad[]): Promise<Outcome<null>> {
    for (const { note, answers, isResolved } of loads) {
      const made = await this.make(note)
      if (isFault(made)) return made
      const entries: NewMarkEntry[] = answers.map((answer) => ({ ...SAID, ...answer }))
      if (isResolved) entries.push({ ...SAID, person: note.person, text: '', state: 'done' })
      for (const entry of entries) {
        const added = await this.add(made.id, entry)
        if (isFault(added)) return added
      }
    }
    return null
  }

  async close(): Promise<void> {
    this.stop()
    await Promise.all(this.underWay)
  }

  /** The words that a new mark stands on, at the version of the story that its proof shows. */
  private async place({ page, spot }: NewMark): Promise<Outcome<{ words: string; trace: MarkTrace | null }>> {
    if (spot.on === 'page') return { words: '', trace: null }
    if (spot.on === 'block') {
      const isThere = this.pageOf(spot.record) !== null
      return isThere ? { words: '', trace: null } : fault('record.missing', { record: spot.record, page })
    }
    const { story, version } = spot
    const doc = await this.followed.docAt(story, version)
    if (isFault(doc)) return doc
    const [from, to] = [maybePosAt(doc, spot.from, isEmptySpot(spot) ? -1 : 1), maybePosAt(doc, spot.to)]
    if (from === null || to === null || from > to) return fault('mark.place', { story, version })
    return { words: finalTextBetween(doc, from, to, '\n'), trace: startTrace(doc, version, from, to).trace }
  }

  /** The round of the page that a mark is made on; of a note in the copy, of the page on which its story stands. */
  private roundFor({ page, stamp, spot }: NewMark): string {
    const { pages, signOffs, stages } = this.input
    const own = page ?? (spot.on === 'story' ? pages.pagesOf(spot.story)[0] : undefined)
    return own === undefined ? '' : (roundOf(stagesOf(stages, signOffs.all(), own, stamp)) ?? '')
  }

  private filedMark(id: number): Outcome<FiledMark> {
    return this.filed.find((each) => each.id === id) ?? fault('mark.missing', { mark: id })
  }

  private async add(id: number, entry: NewMarkEntry): Promise<Outcome<KeptMark>> {
    const mark = this.filedMark(id)
    if (isFault(mark)) return mark
    const added = await this.input.issue.addToMark(id, entry)
    if (isFault(added)) return added
    this.filed = this.filed.map((each) => (each.id === id ? withEntry(each, added) : each))
    const kept = await this.keepOne(this.filed.find((each) => each.id === id) ?? mark)
    this.input.notices.post('marksChanged', { marks: [kept] })
    return kept
  }

  /** Looks where marks stand after a change, and tells of those that stand otherwise than before. */
  private review(isConcerned: (mark: FiledMark) => boolean): void {
    const marks = this.filed.filter(isConcerned)
    if (marks.length === 0) return
    // What cannot be read now is told to whoever asks for it next.
    const work = this.tellMoved(marks)
      .catch(() => undefined)
      .finally(() => this.underWay.delete(work))
    this.underWay.add(work)
  }

  private async tellMoved(marks: readonly FiledMark[]): Promise<void> {
    const moved = (await this.keep(marks)).filter((mark) => {
      const now = JSON.stringify(mark)
      const isSame = this.told.get(mark.id) === now
      this.told.set(mark.id, now)
      return !isSame
    })
    if (moved.length > 0) this.input.notices.post('marksChanged', { marks: moved })
  }

  private async keepOne(mark: FiledMark): Promise<KeptMark> {
    const [kept] = await this.keep([mark])
    if (!kept) throw new RangeError(`keepOne: mark ${mark.id}`)
    this.told.set(kept.id, JSON.stringify(kept))
    return kept
  }

  private async keep(marks: readonly FiledMark[]): Promise<KeptMark[]> {
    const stories = new Map<StoryId, FollowedStory | null>()
    for (const { spot } of marks) {
      if (spot.on !== 'story' || stories.has(spot.story)) continue
      const followed = await this.followed.follow(spot.story)
      // A story that cannot be read must not hide the marks on others.
      stories.set(spot.story, isFault(followed) ? null : followed)
    }
    return marks.map((mark) => {
      const { trace: _, ...made } = mark
      const standing = this.standingOf(mark, stories)
      return { ...made, state: markState(mark.thread), ...standing }
    })
  }

  private standingOf(mark: FiledMark, stories: ReadonlyMap<StoryId, FollowedStory | null>): Standing {
    const { spot, page } = mark
    if (spot.on === 'page') return { standing: 'stands', now: spot, wordsNow: '', pageNow: page }
    if (spot.on === 'story') return this.standingOfWords(mark.id, spot, stories.get(spot.story) ?? null)
    const pageNow = this.pageOf(spot.record, spot.photo)
    return pageNow === null ? gone(null) : { standing: 'stands', now: spot, wordsNow: '', pageNow }
  }

  private standingOfWords(id: number, spot: StorySpot, followed: FollowedStory | null): Standing {
    const { pages } = this.input
    const own = spot.record === null ? null : this.pageOf(spot.record)
    const pageNow = own ?? pages.pagesOf(spot.story)[0] ?? null
    const trace = followed?.traces.get(id)
    if (!followed || !trace) return gone(pageNow)
    const { doc, version } = followed
    const { standing, from, to } = readTrace(trace, doc)
    const [start, end] = [from === null ? null : placeAt(doc, from), to === null ? null : placeAt(doc, to)]
    if (from === null || to === null || !start || !end) return gone(pageNow)
    const now: MarkSpot = { ...spot, version, from: start, to: end, record: own === null ? null : spot.record }
    return { standing, now, wordsNow: finalTextBetween(doc, from, to, '\n'), pageNow }
  }

  /** The page on which a record stands, with the photo where one is named. */
  private pageOf(record: RecordId, photo: string | null = null): number | null {
    const found = this.input.pages
      .states()
      .find(({ records }) =>
        records.some(
          (each) => each.id === record && (photo === null || each.pictures.some((picture) => picture.photo === photo)),
        ),
      )
    return found?.page ?? null
  }
}

/** An entry of a thread that decides nothing. */
const SAID = { state: null, isApplied: false, revises: null } as const

type Standing = Pick<KeptMark, 'standing' | 'now' | 'wordsNow' | 'pageNow'>

const gone = (pageNow: number | null): Standing => ({ standing: 'gone', now: null, wordsNow: '', pageNow })

const withEntry = (mark: FiledMark, entry: MarkEntry): FiledMark => ({ ...mark, thread: [...mark.thread, entry] })

const standsOn = (spot: MarkSpot, story: StoryId): boolean => spot.on === 'story' && spot.story === story
