/**
 * A page job as it can be set, whatever a file or a script has put in it: words within their budget, records and stylebook
 * with figures that can be set, no more blocks than a page has use for. What was left out is said in findings. What is
 * sound stays the same object, so that what is remembered by identity is found again.
 */
import type { Copy } from '#contract/copy.ts'
import type { DummyRecord } from '#contract/dummy.ts'
import type { Finding } from '#contract/faults.ts'
import type { PhotoId, StoryId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { Photo } from '#contract/photo.ts'
import { finding } from '../page/remarks.ts'
import { boundedCopy, type CopyCut } from './boundedCopy.ts'
import { soundBook } from './soundBook.ts'
import { soundRecord } from './soundRecord.ts'

/** Blocks of one page that are set: ten times what any page has. */
const MOST_BLOCKS = 400
/** Characters of a photo's own words. */
const MOST_WORDS = 5000

export interface SoundJob {
  readonly job: PageJob
  readonly findings: readonly Finding[]
  /** Stories of which only the beginning is set. */
  readonly cuts: ReadonlyMap<StoryId, readonly CopyCut[]>
  /** Whether there is a face to set with. */
  readonly hasFaces: boolean
}

const NO_CUTS: SoundJob['cuts'] = new Map()

/** The job as it is set. */
export function soundJob(job: PageJob): SoundJob {
  const { page } = job
  const findings: Finding[] = []
  const { book, faceless, unsound, hasFaces } = soundBook(job.stylebook)
  for (const style of faceless) findings.push(finding('style.faceless', 'warning', { page, item: null }, { style }))
  for (const name of unsound) findings.push(finding('style.unsound', 'error', { page, item: null }, { name }))
  const records = soundRecords(job, findings)
  const cuts = cutsOf(job, records, findings)
  const copies = cuts.size === 0 ? job.copies : boundedCopies(job.copies)
  const photos = soundPhotos(job, records, findings)
  return { job: { ...job, stylebook: book, records, copies, photos }, findings, cuts, hasFaces }
}

/** Copies as far as they are set. */
export const boundedCopies = (copies: ReadonlyMap<StoryId, Copy>): ReadonlyMap<StoryId, Copy> =>
  new Map([...copies].map(([id, copy]) => [id, boundedCopy(copy).copy]))

function soundRecords({ page, records }: PageJob, findings: Finding[]): DummyRecord[] {
  const made: DummyRecord[] = []
  for (const record of records) {
    if (record.page !== page) continue
    const where = { page, item: record.item }
    const sound = soundRecord(record)
    if (!sound || sound.left > 0) findings.push(finding('frame.empty', 'error', where, { record: record.id }))
    if (!sound) continue
    if (made.length < MOST_BLOCKS) made.push(sound.record)
    else findings.push(finding('item.unplaced', 'error', where, { record: record.id }))
  }
  return made
}

function cutsOf({ page, copies }: PageJob, records: readonly DummyRecord[], findings: Finding[]): SoundJob['cuts'] {
  let cuts: Map<StoryId, readonly CopyCut[]> | null = null
  for (const { item } of records) {
    const copy = copies.get(item)
    const cut = copy ? boundedCopy(copy).cuts : []
    if (cut.length === 0 || cuts?.has(item)) continue
    cuts = (cuts ?? new Map<StoryId, readonly CopyCut[]>()).set(item, cut)
    for (const { at, set } of cut)
      findings.push(finding('copy.tooLong', 'error', { page, item, at }, { characters: set }))
  }
  return cuts ?? NO_CUTS
}

const shortened = new WeakMap<Photo, Photo>()

function soundPhotos(job: PageJob, records: readonly DummyRecord[], findings: Finding[]): PageJob['photos'] {
  let photos: Map<PhotoId, Photo> | null = null
  for (const { item, pictures } of records) {
    for (const { photo: id } of pictures) {
      const photo = job.photos.get(id)
      if (!photo || isShort(photo) || (photos && photos.get(id) !== photo)) continue
      photos ??= new Map(job.photos)
      photos.set(id, shortWords(photo))
      findings.push(finding('copy.tooLong', 'error', { page: job.page, item }, { characters: MOST_WORDS, photo: id }))
    }
  }
  return photos ?? job.photos
}

const isShort = ({ caption, credit, byline }: Photo): boolean =>
  caption.length <= MOST_WORDS && credit.length <= MOST_WORDS && byline.length <= MOST_WORDS

function shortWords(photo: Photo): Photo {
  const known = shortened.get(photo)
  if (known) return known
  const short = (text: string): string => text.slice(0, MOST_WORDS)
  const made = {
    ...photo,
    caption: short(photo.caption),
    credit: short(photo.credit),
    byline: short(photo.byline),
  }
  shortened.set(photo, made)
  return made
}
