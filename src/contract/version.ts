/**
 * Versions of a story: moments of its step log that somebody, or the desk by itself, gave a name. Nothing is copied: the
 * log has every moment, a version only says which one counts. Status 稿件状态 is the story's (初稿 ... 三校); rounds and
 * stages are the page's (stylebook.stages), which is signed, not edited.
 */
import { z } from 'zod'
import { storyIdSchema, type ClientId, type StoryId } from './ids.ts'
import type { Stylebook } from './stylebook.ts'

/** The statuses of a paper that names none of its own: 初稿 一审 二审 三审 一校 二校 三校; each has its words. */
export const HOUSE_STATUSES = [
  'draft',
  'firstEdit',
  'secondEdit',
  'thirdEdit',
  'firstProof',
  'secondProof',
  'thirdProof',
] as const
export type HouseStatus = (typeof HOUSE_STATUSES)[number]

/** A status as a paper has it: its name (one of the house's, or the paper's own word) and whether copy is read in proof. */
export interface StoryStatus {
  readonly name: string
  readonly isProof: boolean
}

const house: readonly StoryStatus[] = HOUSE_STATUSES.map((name) => ({ name, isProof: name.endsWith('Proof') }))

/** The statuses of a paper in order; a story begins at the first. */
export const statusesOf = (book: Pick<Stylebook, 'statuses'>): readonly StoryStatus[] => book.statuses ?? house

/**
 * filed: as it came in (version 0 of every story); status: it went on to another status; edited: it went from editing to
 * proof, so this is the copy as edited; signed: a page that it stands on was signed; printed: one was pressed; kept: by hand.
 */
export const VERSION_KINDS = ['filed', 'status', 'edited', 'signed', 'printed', 'kept'] as const
export type VersionKind = (typeof VERSION_KINDS)[number]

const shortText = z.string().trim().max(128)
export const versionNameSchema = shortText.min(1)
export const versionNoteSchema = z.string().trim().max(2000)
/** Empty where nobody has said who they are. */
export const versionPersonSchema = shortText

/** A version before it has its number and its time. */
export const unfiledVersionSchema = z.object({
  story: storyIdSchema,
  /** The story's version in the step log. */
  version: z.int().min(0),
  kind: z.enum(VERSION_KINDS),
  /** Of one that was kept by hand; else empty. */
  name: shortText,
  /** The status that the story came to; null where it did not change. */
  status: z.string().max(64).nullable(),
  /** The page that was signed or pressed, and the round that was signed; else null. */
  page: z.int().min(1).nullable(),
  round: z.string().max(64).nullable(),
  person: versionPersonSchema,
  note: versionNoteSchema,
  /** Taken off the list by hand; it may be put back. */
  isDropped: z.boolean(),
})
export type UnfiledVersion = z.infer<typeof unfiledVersionSchema>

export interface KeptVersion extends UnfiledVersion {
  /** Counts the versions from 1; 0 is every story as it was filed, which no row stands for. */
  readonly id: number
  /** ISO 8601. */
  readonly at: string
}

/** Whether a version was made by hand: only such a one may be renamed or dropped. */
export const isByHand = ({ kind }: Pick<KeptVersion, 'kind'>): boolean => kind === 'kept'

/** What one person (or a window that nobody has named) did in a sitting. Characters of the steps, undone ones among them. */
export interface SittingHand {
  readonly client: ClientId
  /** Empty where nobody has said who sat there. */
  readonly person: string
  readonly added: number
  readonly removed: number
}

/** A stretch of the step log without a long pause: versions `from` to `to`, and who did what. */
export interface Sitting {
  readonly from: number
  readonly to: number
  /** ISO 8601, of the first and the last step. */
  readonly start: string
  readonly end: string
  readonly hands: readonly SittingHand[]
}

/** The status of a story by its versions, in the order they were made; the paper's first where it never changed. */
export const statusOf = (versions: readonly KeptVersion[], story: StoryId, first: string): string =>
  versions.findLast((each) => each.story === story && each.status !== null)?.status ?? first
