/** What the desk's process and the press child say to each other. */
import type { Finding, Outcome } from '#contract/faults.ts'
import type { PressResult, PulledProof, RequestOf } from '#contract/requests.ts'

/** To the child: press, check or prove this, or stop. */
export type PressOrder =
  | {
      readonly kind: 'press'
      /** The issue file. */
      readonly file: string
      /** Where the pressed files go. */
      readonly folder: string
      readonly order: RequestOf<'pressPages'>
    }
  | {
      readonly kind: 'check'
      readonly file: string
      readonly order: RequestOf<'checkIssue'> & { readonly job: string }
    }
  | { readonly kind: 'sheets'; readonly file: string; readonly order: RequestOf<'pullSheets'> }
  | { readonly kind: 'cancel' }

/** Kind of order -> what comes of it. */
export interface PressResults {
  press: PressResult
  check: readonly Finding[]
  sheets: PulledProof
}

/** From the child. */
export type PressReport =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly outcome: Outcome<PressResults[keyof PressResults]> }
