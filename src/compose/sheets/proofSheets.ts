/** Proof sheets of a page or a story: the door of this folder. */
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Paper, ProofSheet } from '#contract/sheet.ts'
import type { TitleTools } from '../page/title.ts'
import { dummySheet } from './dummySheet.ts'
import type { PageFacts } from './markedPage.ts'
import { galleySheets, type GalleyOrder } from './galleySheets.ts'
import { pageSheet } from './pageSheet.ts'

/** What to put on sheets. `job` is the one that `set` was set from. */
export type SheetOrder =
  | ({ readonly kind: 'galley' } & GalleyOrder)
  | {
      readonly kind: 'dummy' | 'page' | 'clean'
      readonly job: PageJob
      readonly set: SetPage
      readonly paper: Paper
      readonly facts: PageFacts
    }

/** The sheets in order. The same order gives the same sheets in every host. */
export function proofSheets(tools: TitleTools, order: SheetOrder): readonly ProofSheet[] {
  if (order.kind === 'galley') return galleySheets(tools, order)
  const { kind, job, set, paper, facts } = order
  if (kind === 'dummy') return [dummySheet(tools, job, set, paper, facts)]
  return [pageSheet(tools, kind, job, set, paper, facts)]
}
