/**
 * The composer: copy, dummy, stylebook and faces go in, the set page comes out. It is opened once a host with the faces
 * of its stylebooks; after that everything is synchronous arithmetic, alike in every host.
 */
import type { BreakWords } from '#contract/copy.ts'
import type { LoadedFace, OutlineOf } from '#contract/faces.ts'
import type { Copyfit } from '#contract/copyfit.ts'
import type { FaceId, RecordId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { ProofSheet } from '#contract/sheet.ts'
import type { MeasureItems } from '#grid/items.ts'
import { setSoundly } from './bounds/setSoundly.ts'
import { soundBook } from './bounds/soundBook.ts'
import { boundedCopies, soundJob } from './bounds/soundJob.ts'
import { measureItems } from './fit/measure.ts'
import { openTypesetter } from './openTypesetter.ts'
import { PageSetter } from './page/setPage.ts'
import { proofSheets, type SheetOrder } from './sheets/proofSheets.ts'
import { openStamps } from './stamp.ts'

export { dumpPage } from './dump.ts'
export { statsOf, type PageStats } from './fit/stats.ts'
export { ENGINE } from './stamp.ts'
export { facesOf } from './styles.ts'
export type { SheetMark } from './sheets/markedPage.ts'
export type { SheetFacts, SheetStage } from './sheets/frame.ts'
export type { SheetOrder } from './sheets/proofSheets.ts'

export interface ComposerInput {
  readonly faces: ReadonlyMap<FaceId, LoadedFace>
  readonly breakWords: BreakWords
}

export interface Composer {
  /**
   * Sets a page. Never throws on copy or dummy: what does not fit is a finding. Parts of the page whose input is the
   * same objects as at the last call come back as the same objects.
   */
  setPage(job: PageJob): SetPage
  /** Lets go of what is remembered of these pages under this stylebook, for pages that nobody looks at any more. */
  forget(stylebook: PageJob['stylebook'], pages: readonly number[]): void
  /** SHA-256 (hexadecimal) of everything the page shows, and of the engine. */
  stampOf(job: PageJob): string
  /** What the planner asks of the copy: lines of title blocks and of body (grid/planPage). */
  measure(job: Pick<PageJob, 'stylebook' | 'copies' | 'photos'>): MeasureItems
  /**
   * What a copy or layout desk asks of one block: what wins a line, what still finds room, and the ways to fit it. Made
   * when it is asked for, by setting the block many times; null where the job has no such block or no copy for it.
   */
  copyfit(job: PageJob, record: RecordId): Copyfit | null
  /** Proof sheets of a page or a story, set pages themselves; none where the job has no such story or no faces. */
  sheets(order: SheetOrder): readonly ProofSheet[]
  readonly outline: OutlineOf
  /** Frees the faces; the composer is not used after it. */
  release(): void
}

/** Opens a composer. A face that a stylebook names and `faces` lacks is a caller's bug. */
export async function openComposer({ faces, breakWords }: ComposerInput): Promise<Composer> {
  const typesetter = await openTypesetter({ faces, breakWords })
  const setter = new PageSetter(typesetter)
  return {
    setPage: (job) => setSoundly(job, (sound) => setter.setPage(sound)),
    forget: (stylebook, pages) => setter.forget(soundBook(stylebook).book, pages),
    stampOf: openStamps(faces),
    measure: (job) => measureItems(setter.tools(soundBook(job.stylebook).book), boundedCopies(job.copies), job.photos),
    copyfit: (given, record) => {
      const { job, hasFaces } = soundJob(given)
      return hasFaces ? setter.copyfit(job, record) : null
    },
    sheets: (order) => {
      const { job, hasFaces } = soundJob(order.job)
      return hasFaces ? proofSheets(setter.tools(job.stylebook), { ...order, job }) : []
    },
    outline: typesetter.outline,
    release: () => typesetter.release(),
  }
}
