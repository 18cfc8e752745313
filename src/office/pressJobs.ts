/** What the desk's process and the press child say to each other. */
import type { Outcome } from '#contract/faults.ts'
import type { RequestOf } from '#contract/requests.ts'
import type { Pressed } from '#desk/presses.ts'

/** To the child: press this, or stop. */
export type PressOrder =
  | {
      readonly kind: 'press'
      /** The issue file. */
      readonly file: string
      /** Where the pressed files go. */
      readonly folder: string
      readonly order: RequestOf<'pressPages'>
    }
  | { readonly kind: 'cancel' }

/** From the child. */
export type PressReport =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly outcome: Outcome<Pressed> }
