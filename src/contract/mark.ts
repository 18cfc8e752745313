/**
 * Marks and notes: what somebody found, where, and what came of it. A mark is made on a proof; a note also in the copy of a
 * story, on whatever page that stands. A mark is never changed: what was said and decided about it since is its thread,
 * other words of its author among that. Where its words stand today is worked out from the story's steps.
 */
import { z } from 'zod'
import { partSchema, type Place } from './copy.ts'
import { photoIdSchema, recordIdSchema, storyIdSchema } from './ids.ts'
import { emuSchema } from './measure.ts'

/**
 * The proof marks of the trade, a sensible few of GB/T 14706-1993 and BS 5261-2 / ISO 5776: correct 改正, delete 删除, insert 增补,
 * transpose 对调, move 转移, runOn 接排, newParagraph 另起段, open 加大空距, close 减小空距, align 排齐; and a free note 说明.
 */
export const MARK_KINDS = [
  'correct',
  'delete',
  'insert',
  'transpose',
  'move',
  'runOn',
  'newParagraph',
  'open',
  'close',
  'align',
  'note',
] as const
export const markKindSchema = z.enum(MARK_KINDS)
export type MarkKind = z.infer<typeof markKindSchema>

/** Marks that bring words of their own; without them there is nothing to put in. */
export const needsWords = (kind: MarkKind): boolean => kind === 'correct' || kind === 'insert' || kind === 'transpose'

/** Marks that name an edit of the copy, which can be made in one act. The others ask for work on the page, or an answer. */
const EDITS: readonly MarkKind[] = ['correct', 'delete', 'insert', 'transpose', 'runOn', 'newParagraph']
export const isEdit = (kind: MarkKind): boolean => EDITS.includes(kind)

/** Marks that stand between two characters and cover none. */
export const standsBetween = (kind: MarkKind): boolean => kind === 'insert' || kind === 'newParagraph'

const placeSchema: z.ZodType<Place> = z.object({
  part: partSchema,
  paragraph: z.int().min(0),
  offset: z.int().min(0),
})

/** On words of a story: from (inclusive) and to (exclusive) at one version of it; equal for a mark between characters. */
export const storySpotSchema = z
  .object({
    on: z.literal('story'),
    story: storyIdSchema,
    version: z.int().min(0),
    from: placeSchema,
    to: placeSchema,
    /** The block and the frame in which it was made. */
    record: recordIdSchema.nullable(),
    frame: z.string().max(128).nullable(),
  })
  .refine(({ from, to }) => from.part === to.part, 'a mark stands in one part of a story')
export type StorySpot = z.infer<typeof storySpotSchema>

/** On a block or one of its pictures: thousandths of its width and depth. */
const blockSpotSchema = z.object({
  on: z.literal('block'),
  record: recordIdSchema,
  photo: photoIdSchema.nullable(),
  across: z.int().min(0).max(1000),
  down: z.int().min(0).max(1000),
})

/** On empty ground of the page; Emu from the trim's top left corner. */
const pageSpotSchema = z.object({ on: z.literal('page'), x: emuSchema, y: emuSchema })

/** Where a mark was made. */
export const markSpotSchema = z.union([storySpotSchema, blockSpotSchema, pageSpotSchema])
export type MarkSpot = z.infer<typeof markSpotSchema>

/** Words of a mark: one or more lines, no control characters. */
export const markTextSchema = z
  .string()
  .max(4000)
  .regex(/^[^\u0000-\u0008\u000b-\u001f\u007f]*$/)
/** Words that go into copy: one line. */
const proposedSchema = z
  .string()
  .max(4000)
  .regex(/^[^\u0000-\u0008\u000a-\u001f\u007f]*$/)
export const markPersonSchema = z.string().min(1).max(128)
/** When words from elsewhere were written (ISO 8601, perhaps to the minute and without a zone). */
const writtenAtSchema = z.string().max(32).optional()

/** What a window hands in when a mark is made. */
export const newMarkSchema = z
  .object({
    kind: markKindSchema,
    /** The page of the proof that it was made on; null where it was made in the copy. */
    page: z.int().min(1).nullable(),
    /** The stamp of that proof; empty where it was made in the copy. */
    stamp: z.string().max(128),
    spot: markSpotSchema,
    person: markPersonSchema,
    text: markTextSchema,
    writtenAt: writtenAtSchema,
    proposed: proposedSchema,
  })
  .refine(
    ({ page, kind, spot }) => page !== null || (kind === 'note' && spot.on === 'story'),
    'only a note has no proof',
  )
  .refine(({ kind, proposed }) => !needsWords(kind) || proposed !== '', 'the mark needs the words to put in')
  .refine(({ kind, text }) => kind !== 'note' || text.trim() !== '', 'a note needs words')
  .refine(({ kind, spot }) => !isEdit(kind) || spot.on === 'story', 'a correction stands on words')
  .refine(
    ({ kind, spot }) => spot.on !== 'story' || standsBetween(kind) || kind === 'note' || !isEmptySpot(spot),
    'the mark needs words to stand on',
  )
export type NewMark = z.infer<typeof newMarkSchema>

/** Whether a spot is between two characters and covers none. */
export const isEmptySpot = ({ from, to }: StorySpot): boolean =>
  from.paragraph === to.paragraph && from.offset === to.offset

/** What can be decided about a mark. withdrawn: taken back by whoever made it. */
export const markDecisionSchema = z.enum(['open', 'done', 'declined', 'withdrawn'])
export type MarkDecision = z.infer<typeof markDecisionSchema>

/** One thing said or decided about a mark after it was made. `state` null: only an answer, or other words for earlier ones. */
export const markEntrySchema = z.object({
  person: markPersonSchema,
  text: markTextSchema,
  writtenAt: writtenAtSchema,
  state: markDecisionSchema.nullable(),
  /** Whose words `text` stands for since: 0 the mark's own, n the nth entry's; an answer with empty words is taken back. */
  revises: z.int().min(0).nullable().default(null),
  /** Done by making the edit that the mark names. */
  isApplied: z.boolean(),
})
export type NewMarkEntry = z.infer<typeof markEntrySchema>
export interface MarkEntry extends NewMarkEntry {
  /** ISO 8601. */
  readonly at: string
}

/** A stretch of the words that a mark was made on, followed through the steps: where it stands, or where it stood. */
const tracePieceSchema = z.object({
  text: z.string(),
  /** Positions in the document; of a lost piece, where it may come back. */
  from: z.int().min(0),
  to: z.int().min(0),
  /** The stretch that it was deleted with, its offset there, and the version before that step; null while it stands. */
  lost: z.object({ stretch: z.string(), at: z.int().min(0), version: z.int().min(0) }).nullable(),
})
export type TracePiece = z.infer<typeof tracePieceSchema>

/** Where a mark's words stand at a version of the story. */
export const markTraceSchema = z.object({
  version: z.int().min(0),
  pieces: z.array(tracePieceSchema),
  /** Of a mark between characters: how many of `pieces`' characters stand before it; null for a stretch. */
  caret: z.int().min(0).nullable(),
})
export type MarkTrace = z.infer<typeof markTraceSchema>

/** A mark as it was made. */
export interface Mark extends NewMark {
  readonly id: number
  /** The round of the page at the time (the stylebook's stages). */
  readonly round: string
  /** The words it was made on, lines parted by a line feed; empty between characters and off the copy. */
  readonly words: string
  /** ISO 8601. */
  readonly at: string
}

/** A mark as the store keeps it. */
export interface FiledMark extends Mark {
  readonly thread: readonly MarkEntry[]
  /** Null off the copy. */
  readonly trace: MarkTrace | null
}

/** open: nobody answered; answered: somebody did and it is still open; done, declined and withdrawn: decided. */
export const MARK_STATES = ['open', 'answered', 'done', 'declined', 'withdrawn'] as const
export type MarkState = (typeof MARK_STATES)[number]

/** stands: on the same words; changed: some of them are gone, or others came between; gone: none is left. */
export type MarkStanding = 'stands' | 'changed' | 'gone'

/** A mark as windows see it: with what came of it and where it stands today. */
export interface KeptMark extends Mark {
  readonly thread: readonly MarkEntry[]
  readonly state: MarkState
  readonly standing: MarkStanding
  /** Where it stands today: a story's place at the story's version now. Null where it is gone. */
  readonly now: MarkSpot | null
  /** The words that stand there today. */
  readonly wordsNow: string
  /** The page it stands on today; null where its block was taken off. */
  readonly pageNow: number | null
}

/** What came of a mark, by its thread. */
export function markState(thread: readonly MarkEntry[]): MarkState {
  const decided = thread.findLast((entry) => entry.state !== null)?.state ?? 'open'
  if (decided !== 'open') return decided
  const reopened = thread.findLastIndex((entry) => entry.state === 'open')
  return readThread(thread).answers.some(({ number, entry }) => number > reopened + 1 && entry.state === null)
    ? 'answered'
    : 'open'
}

/** What was said and decided as it reads today: with the last words of each, and without answers that were taken back. */
export interface ReadThread {
  /** Other words for the mark's own; null where they are as they were made. */
  readonly text: string | null
  readonly answers: readonly {
    /** From 1, as `revises` counts. */
    readonly number: number
    readonly entry: MarkEntry
    readonly isRevised: boolean
  }[]
}

/** Reads a thread. */
export function readThread(thread: readonly MarkEntry[]): ReadThread {
  const last = new Map(thread.flatMap(({ revises, text }) => (revises === null ? [] : [[revises, text] as const])))
  const answers = thread.flatMap((entry, index) => {
    const number = index + 1
    const text = last.get(number)
    if (entry.revises !== null || text === '') return []
    return [{ number, entry: text === undefined ? entry : { ...entry, text }, isRevised: text !== undefined }]
  })
  return { text: last.get(0) ?? null, answers }
}

/** The words of a mark as its author wants them today. */
export const markText = ({ text, thread }: Pick<FiledMark, 'text' | 'thread'>): string =>
  readThread(thread).text ?? text

/** Who said what `revises` names; null where nobody did. */
export function sayerOf({ person, thread }: Pick<FiledMark, 'person' | 'thread'>, revises: number): string | null {
  if (revises === 0) return person
  const entry = thread[revises - 1]
  return entry && entry.revises === null && entry.state === null ? entry.person : null
}

/** The reading of a round, 1 to 3: readings follow each other in red, blue and green, as they do on paper. */
export const readingOf = (round: string, stages: readonly string[]): 1 | 2 | 3 =>
  ((Math.max(0, stages.indexOf(round)) % 3) + 1) as 1 | 2 | 3

/** Whether a mark still asks for something. */
export const isPending = ({ state }: { readonly state: MarkState }): boolean => state === 'open' || state === 'answered'
