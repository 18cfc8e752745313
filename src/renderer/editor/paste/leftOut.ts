import type { Manuscript, Omissions } from '#contract/manuscript.ts'

/** What of a manuscript does not come into a story that is open: its comments too, which only an import files as notes. */
export function leftOut({ omissions, notes }: Manuscript): Omissions {
  return notes.length === 0 ? omissions : { ...omissions, comment: (omissions.comment ?? 0) + notes.length }
}
