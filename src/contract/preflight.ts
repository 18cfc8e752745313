/**
 * Preflight's profiles: what is checked before a page goes to press, how gravely each remark is taken, and the limits of
 * what is measured. Data, so that a plant or a paper has its own (resources/preflight/*.json, parts of a stylebook).
 */
import { z } from 'zod'
import { FINDING_CODES } from './faults.ts'
import { emuSchema } from './measure.ts'

/** How gravely a remark is taken; `off` is not said at all. */
export const levelSchema = z.enum(['off', 'note', 'warning', 'error'])
export type Level = z.infer<typeof levelSchema>

/** Remark -> its level. One that is not named keeps the severity that the check itself gave it. */
const levelsSchema = z.partialRecord(z.enum(FINDING_CODES), levelSchema)

const percent = z.int().min(0).max(100)

/** Limits of what is measured. Which resolution is low and how much ink is too much is the paper's own (`press`). */
export const preflightLimitsSchema = z.object({
  /** Dots per inch below which a picture is an error; between this and the paper's own least it is a warning. */
  resolution: z.int().min(0),
  /** How far a picture's scale across and down may differ, thousandths. */
  distortion: z.int().min(0),
  ink: z.object({
    /** Percent above the paper's total ink that is let pass. */
    over: z.int().min(0),
    /** Square millimetres in one piece below which too much ink harms nobody. */
    area: z.int().min(0),
  }),
  /** Least weight of a rule, and of one that prints in a tint: its dots are coarser than its edges. */
  rule: z.object({ solid: emuSchema.min(0), tinted: emuSchema.min(0) }),
  /** Least sizes of type that is white on a ground, of such type in a thin face, and of type in a tint. */
  type: z.object({ reversed: emuSchema.min(0), thin: emuSchema.min(0), tinted: emuSchema.min(0) }),
  /** Percent of black: the least under white type, the most under black type. */
  ground: z.object({ white: percent, black: percent }),
  /** How near to the trim type may stand. */
  safe: emuSchema.min(0),
})
export type PreflightLimits = z.infer<typeof preflightLimitsSchema>

/** The name of a profile is its file's. */
export const profileNameSchema = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/)

export const preflightProfileSchema = z.object({
  name: profileNameSchema,
  title: z.object({ zh: z.string(), en: z.string() }),
  checks: levelsSchema,
  limits: preflightLimitsSchema,
})
export type PreflightProfile = z.infer<typeof preflightProfileSchema>

/** What a masthead may have to hold: the names that furniture fills from the issue. */
export const mastheadPartSchema = z.enum(['date', 'weekday', 'number', 'page', 'pages', 'cn', 'edition', 'publisher'])
export type MastheadPart = z.infer<typeof mastheadPartSchema>

/** A paper's own part: the profile it takes, what it changes in it, and what its masthead must hold. */
export const paperPreflightSchema = z.object({
  profile: profileNameSchema,
  checks: levelsSchema.optional(),
  limits: preflightLimitsSchema.partial().optional(),
  masthead: z.array(mastheadPartSchema).default([]),
})
export type PaperPreflight = z.infer<typeof paperPreflightSchema>

/** The profile of a paper that names none. */
export const HOUSE_PROFILE = 'newsprint'
