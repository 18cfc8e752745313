/**
 * The composer: copy, dummy, stylebook and faces go in, the set page comes out. It is opened once a host with the faces
 * of its stylebooks; after that everything is synchronous arithmetic, alike in every host.
 */
import type { BreakWords } from '#contract/copy.ts'
import type { LoadedFace, OutlineOf } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { MeasureItems } from '#grid/items.ts'
import { setSoundly } from './bounds/setSoundly.ts'
import { soundBook } from './bounds/soundBook.ts'
import { boundedCopies } from './bounds/soundJob.ts'
import { measureItems } from './fit/measure.ts'
import { openTypesetter } from './openTypesetter.ts'
import { PageSetter } from './page/setPage.ts'
import { stampOf } from './stamp.ts'

export { dumpPage } from './dump.ts'
export { statsOf, type PageStats } from './fit/stats.ts'
export { ENGINE } from './stamp.ts'
export { facesOf } from './styles.ts'

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
    stampOf: (job) => stampOf(job, faces),
    measure: (job) => measureItems(setter.tools(soundBook(job.stylebook).book), boundedCopies(job.copies), job.photos),
    outline: typesetter.outline,
    release: () => typesetter.release(),
  }
}
