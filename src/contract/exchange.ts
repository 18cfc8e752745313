/** What reading a file gives: items that become stories, and every decision that was taken on the way. */
import { z } from 'zod'
import { langSchema, orientationSchema, partSchema, storyKindSchema } from './copy.ts'
import { storyIdSchema } from './ids.ts'

/** Where in an imported item a repair took effect: offsets in the item's own part, as imported (version 0). */
export const repairPlaceSchema = z.object({
  item: z.int().min(0),
  part: partSchema,
  paragraph: z.int().min(0),
  from: z.int().min(0),
  to: z.int().min(0),
})
export type RepairPlace = z.infer<typeof repairPlaceSchema>

/**
 * The kinds of decision.
 * join: a paragraph that a column break had cut was put together; width: half-width punctuation made full width;
 * quote: a quotation mark changed; space: blanks dropped; break: a headline divided into lines; part: a line was taken
 * for a kicker, headline, byline ...; item: a new item begins here; drop: a line that is not copy was left out.
 */
export const REPAIR_KINDS = ['join', 'width', 'quote', 'space', 'break', 'part', 'item', 'drop'] as const
export const repairKindSchema = z.enum(REPAIR_KINDS)
export type RepairKind = z.infer<typeof repairKindSchema>

/** Why a decision was taken: one closed list of grounds, in words through words/repairs.ts. */
export const repairSchema = z.object({
  kind: repairKindSchema,
  /** Line of the source, from 1. */
  line: z.int().min(1),
  before: z.string(),
  after: z.string(),
  /** A code of words/repairs.ts (`join.midSentence`), turned into a sentence where a person or a script reads it. */
  why: z.string(),
  at: repairPlaceSchema.nullable(),
})
export type Repair = z.infer<typeof repairSchema>

/** One item of a page of text. Lines are as they shall stand; `body` has the joined paragraphs. */
export const importItemSchema = z.object({
  kind: storyKindSchema,
  lang: langSchema,
  slug: z.string(),
  orientation: orientationSchema,
  kicker: z.array(z.string()),
  headline: z.array(z.string()),
  deck: z.array(z.string()),
  bylines: z.array(z.string()),
  body: z.array(z.string()),
  /** Per body paragraph: UTF-16 length of the lead-in (本报讯, a dateline) at its head, 0 where there is none. */
  leadIns: z.array(z.int().min(0)),
  /** Indexes of `body` that are subheads. */
  subheads: z.array(z.int().min(0)),
  jumpLines: z.array(z.string()),
  cutline: z.string(),
  credits: z.array(z.string()),
})
export type ImportItem = z.infer<typeof importItemSchema>

/** The parts of an item that says nothing: an ad's, or one to which a reader adds what it has. */
export const NO_PARTS: Omit<ImportItem, 'kind' | 'lang' | 'slug'> = {
  orientation: 'horizontal',
  kicker: [],
  headline: [],
  deck: [],
  bylines: [],
  body: [],
  leadIns: [],
  subheads: [],
  jumpLines: [],
  cutline: '',
  credits: [],
}

/** The result of reading one page of text. */
export interface PageText {
  readonly items: readonly ImportItem[]
  readonly repairs: readonly Repair[]
  readonly encoding: TextEncodingName
}

export const TEXT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'] as const
export type TextEncodingName = (typeof TEXT_ENCODINGS)[number]

/** A repair as the issue keeps it: bound to its story, and marked when somebody took it back. */
export const keptRepairSchema = repairSchema.extend({
  id: z.int(),
  story: storyIdSchema.nullable(),
  isTakenBack: z.boolean(),
})
export type KeptRepair = z.infer<typeof keptRepairSchema>
