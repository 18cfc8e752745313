/** Copyfit 凑版 of one block: what a copy or layout desk asks for when it cuts, writes or fits. */
import type { Copyfit } from '#contract/copyfit.ts'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { RecordId } from '#contract/ids.ts'
import type { Setting } from './setting.ts'

/** The copyfit of a block as the page stands. page.missing, record.missing, and what setting a page may say. */
export async function fetchCopyfit(setting: Setting, page: number, record: RecordId): Promise<Outcome<Copyfit>> {
  const job = await setting.job(page)
  if (isFault(job)) return job
  if (!job.records.some(({ id }) => id === record)) return fault('record.missing', { page, record })
  const composer = await setting.composer()
  if (isFault(composer)) return composer
  return composer.copyfit(job, record) ?? fault('story.missing', { page, record })
}
