/** What the window and its speller say to one another. */
import type { English } from '#contract/house.ts'
import type { Stretch } from './speller.ts'

export type SpellingOrder =
  /** Opens the dictionary of a variety, or teaches the one that is open. */
  | { readonly kind: 'open'; readonly english: English; readonly words: readonly string[] }
  | { readonly kind: 'check'; readonly id: number; readonly texts: readonly string[] }
  | { readonly kind: 'suggest'; readonly id: number; readonly word: string }

export type SpellingAnswer =
  | { readonly kind: 'failed' }
  /** Milliseconds that it took stand in `took`. */
  | {
      readonly kind: 'checked'
      readonly id: number
      readonly unknown: readonly (readonly Stretch[])[]
      readonly took: number
    }
  | { readonly kind: 'suggested'; readonly id: number; readonly words: readonly string[] }
