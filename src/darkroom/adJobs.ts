/** What the desk's process and the ad child say to each other: one job, one answer, by number. */
import type { Outcome } from '#contract/faults.ts'
import type { FiledAd } from '#desk/ports.ts'
import type { Preview } from './pictureJobs.ts'

export type AdJob =
  | { readonly kind: 'read'; readonly name: string; readonly bytes: Uint8Array }
  /** Draws the first page of a PDF so that no edge is longer than `edge` pixels. */
  | { readonly kind: 'draw'; readonly bytes: Uint8Array; readonly edge: number }

/** Kind of job -> what it gives. */
export interface AdResults {
  read: readonly FiledAd[]
  draw: Preview
}

export interface AdRequest {
  readonly number: number
  readonly job: AdJob
}

export interface AdAnswer {
  readonly number: number
  readonly result: Outcome<AdResults[keyof AdResults]>
}
