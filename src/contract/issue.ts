/** An issue 一期 of a paper. */
import { z } from 'zod'

/** A calendar day, YYYY-MM-DD; no clock and no time zone touches it. */
export const daySchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

export const issueSchema = z.object({
  /** Name of the stylebook it was made with; the stylebook itself is kept in the file. */
  stylebook: z.string(),
  date: daySchema,
  /** Running number 总第 n 期. */
  number: z.int().min(1),
  edition: z.string(),
  pages: z.int().min(1).max(512),
})
export type Issue = z.infer<typeof issueSchema>

/** A sign-off 签样: who signed which stamp at which round, and when (ISO 8601, from the Clock port). */
export interface SignOff {
  readonly page: number
  readonly stage: string
  readonly person: string
  readonly stamp: string
  readonly at: string
}
