/**
 * Who is at the issue, and what they hold. Both are true of this moment alone: the desk keeps them in memory, and nothing of
 * them is in the issue file.
 */
import { z } from 'zod'
import type { Part } from './copy.ts'
import { storyIdSchema, type ClientId, type StoryId } from './ids.ts'

/** What one person can hold of a story, so that others go on with the rest: heads and byline, body, cutlines with credits. */
export const PORTIONS = ['head', 'body', 'captions'] as const
export const portionSchema = z.enum(PORTIONS)
export type Portion = z.infer<typeof portionSchema>

const PORTION_OF: Readonly<Record<Part, Portion>> = {
  kicker: 'head',
  headline: 'head',
  deck: 'head',
  byline: 'head',
  body: 'body',
  jumpLine: 'body',
  cutline: 'captions',
  credit: 'captions',
}

export const portionOf = (part: Part): Portion => PORTION_OF[part]

/** Colours that people are told apart by; a person's sign stands beside it wherever it is shown. */
export const PERSON_COLOURS = 8

/** The colour of a person, from 0, by the name alone: the same in every window and on every day. */
export function colourOfPerson(person: string): number {
  let sum = 0
  for (const character of person.trim()) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return sum % PERSON_COLOURS
}

const client = z.string().min(1).max(64)
const person = z.string().max(128)

/** A caret: positions in the story's document at a version of its log. Equal ends are a caret without a selection. */
export const caretSchema = z.object({ version: z.int().min(0), anchor: z.int().min(0), head: z.int().min(0) })
export type Caret = z.infer<typeof caretSchema>

/** What a window says of itself, now and whenever it changes. */
export const meetingSchema = z.object({
  client,
  person,
  page: z.int().min(1),
  story: storyIdSchema.nullable(),
  portion: portionSchema.nullable(),
  caret: caretSchema.nullable(),
})
export type Meeting = z.infer<typeof meetingSchema>

/** Somebody at a window of the issue. */
export interface Present extends Meeting {
  /** From 0 to PERSON_COLOURS - 1: the person's own, or another where somebody else who is there has it. */
  readonly colour: number
}

/** Takes a part of a story (with null the whole of it), or lets go of it. */
export const claimSchema = z.object({
  client,
  person,
  story: storyIdSchema,
  portion: portionSchema.nullable(),
  isHeld: z.boolean(),
  /** Takes it although somebody else has it. */
  isTakenOver: z.boolean(),
})

/**
 * A hold on a part of a story. `typing` comes by itself and goes by itself, and tells the others; `checkedOut` was asked for,
 * and keeps the others from typing there until it is given back, taken over or its window is gone.
 */
export interface Claim {
  readonly client: ClientId
  readonly person: string
  readonly story: StoryId
  readonly portion: Portion
  readonly hold: 'typing' | 'checkedOut'
}
