/**
 * A manuscript: copy on its way between a story and the world outside (the clipboard, a DOCX, a text file), as a row of
 * lines with their words and marks. Readers make manuscripts and writers take them; only `story` knows how one becomes a
 * document. Marks and attributes are those of the story's schema, so that nothing is lost between.
 */
import type { Lang } from './copy.ts'

/** Every type of line, in the order in which they stand. */
export const LINE_TYPES = [
  'kicker',
  'headline',
  'deck',
  'byline',
  'paragraph',
  'subhead',
  'pullQuote',
  'note',
  'row',
  'jumpLine',
  'cutline',
  'credit',
] as const
export type LineType = (typeof LINE_TYPES)[number]

/** Roles of a byline: 记者 首席记者 见习记者 通讯员 文 图 文/图; by, staff, photos. */
export const ROLES = [
  'reporter',
  'chiefReporter',
  'traineeReporter',
  'correspondent',
  'text',
  'photos',
  'textAndPhotos',
  'by',
  'staff',
] as const
export type Role = (typeof ROLES)[number]

/** Who made a change, and when: ISO 8601 to the minute. `move` ties what left one place to what came to another. */
export interface Hand {
  readonly by: string
  readonly at: string
  readonly move: string
}

/** The end of the line above: put in by somebody (refused, the two lines are one again) or taken out (they print as one). */
export interface Seam extends Hand {
  readonly kind: 'inserted' | 'deleted'
}

/** The type that a line had before somebody made it another. */
export interface FormerType {
  readonly type: LineType
  readonly by: string
  readonly at: string
}

/** What is said of a run of words. `was` names the marks that stood before a change of them, parted by blanks. */
export type RunMark =
  | { readonly type: 'strong' | 'emphasis' | 'leadIn' | 'dateline' }
  | { readonly type: 'link'; readonly attrs: { readonly href: string } }
  | { readonly type: 'role'; readonly attrs: { readonly is: Role } }
  | { readonly type: 'inserted' | 'deleted'; readonly attrs: Hand }
  | { readonly type: 'reformatted'; readonly attrs: Pick<Hand, 'by' | 'at'> & { readonly was: string } }

export interface Run {
  readonly text: string
  readonly marks: readonly RunMark[]
}

export interface ManuscriptLine {
  readonly type: LineType
  /** The rank of a heading, 1 the highest; 0 for what its source does not call one. */
  readonly level: number
  readonly runs: readonly Run[]
  readonly seam: Seam | null
  readonly was: FormerType | null
}

/** What a reader left out, or left behind of what it took. */
export const OMISSIONS = [
  'picture',
  'media',
  'script',
  'control',
  'link',
  'deleted',
  'textBox',
  'object',
  'furniture',
  'macro',
  'comment',
] as const
export type Omission = (typeof OMISSIONS)[number]
export type Omissions = Readonly<Partial<Record<Omission, number>>>

/** A remark in the margin. Its words are UTF-16 offsets among all characters of a line, deleted ones too. */
export interface ManuscriptNote {
  readonly by: string
  readonly at: string
  readonly text: string
  readonly line: number
  readonly from: number
  readonly to: number
  /** Index of the note that it answers, or null. */
  readonly answers: number | null
  readonly isResolved: boolean
}

export interface Manuscript {
  readonly lines: readonly ManuscriptLine[]
  /** null where the words do not say. */
  readonly lang: Lang | null
  readonly omissions: Omissions
  readonly notes: readonly ManuscriptNote[]
  /** The first or the last line is a part of a line: it flows into the one that it is put into. */
  readonly isOpen: { readonly start: boolean; readonly end: boolean }
}

const SAFE_LINK = /^(https:\/\/[^\s]+|mailto:[^\s]+)$/

/** Whether a link may stand in a story: https or mailto and no other scheme. */
export const isSafeLink = (href: string): boolean => href.length <= 2048 && SAFE_LINK.test(href)

/** A line of plain words. */
export const plainLine = (type: LineType, text: string, level = 0): ManuscriptLine => ({
  type,
  level,
  runs: text === '' ? [] : [{ text, marks: [] }],
  seam: null,
  was: null,
})

/** All characters of a line, deleted ones too. */
export const textOfLine = (line: ManuscriptLine): string => line.runs.map(({ text }) => text).join('')

/** 新华社云塘11月23日电, `MILLHAVEN, Nov. 23 —`: a place or an agency and its date; 本报讯 and its like are lead-ins. */
const DATELINE = /[电電](?:\s*[（(].*[）)])?$|日[专專综綜急]?[讯訊]|^[A-Z][A-Z.’' -]+/

/** The mark that the words at a paragraph's head take. */
export const leadMarkOf = (words: string): 'leadIn' | 'dateline' =>
  DATELINE.test(words.trim().replace(/[】〕]/g, '')) ? 'dateline' : 'leadIn'
