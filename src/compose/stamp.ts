/**
 * The stamp of a page: one hash over everything that it shows. It is made from the input, in a canonical form, so that
 * every host that composes the same page names it alike; the engine's version stands in it, since another engine may set
 * the same input otherwise.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Copy } from '#contract/copy.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { Photo } from '#contract/photo.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { facesOf } from './styles.ts'

/** Version of the engine: raised whenever the same input may come out otherwise. */
export const ENGINE = 'banmian 2'

/**
 * Opens the stamping of pages: SHA-256, lower-case hexadecimal, of all that the page of a job shows. The stylebook goes in
 * by its own hash, which is remembered by the stylebook's identity: it is longer than most pages, and every page's.
 */
export function openStamps(faces: ReadonlyMap<FaceId, LoadedFace>): (job: PageJob) => string {
  const books = new WeakMap<PageJob['stylebook'], string>()
  const bookOf = (job: PageJob): string => {
    const book = books.get(job.stylebook) ?? hashOf(shownBook(job.stylebook))
    books.set(job.stylebook, book)
    return book
  }
  return (job) => hashOf(shownBy(job, bookOf(job), faces))
}

const hashOf = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonical(value))))

function shownBy(job: PageJob, stylebook: string, faces: ReadonlyMap<FaceId, LoadedFace>) {
  const records = job.records.filter((record) => record.page === job.page)
  const items = [...new Set(records.map((record) => record.item))]
  const photos = [...new Set(records.flatMap((record) => record.pictures.map((picture) => picture.photo)))]
  return {
    engine: ENGINE,
    page: job.page,
    issue: job.issue,
    stylebook,
    records,
    copies: items.map((id) => shownCopy(job.copies.get(id))),
    photos: photos.map((id) => shownPhoto(job.photos.get(id))),
    faces: facesOf(job.stylebook).map((id) => [id, faces.get(id)?.sha256 ?? null]),
  }
}

/** How a paper is checked is not printed. */
const shownBook = (stylebook: Stylebook) => ({ ...stylebook, preflight: undefined })

/** What a copy shows: neither its slug nor its version is printed. */
const shownCopy = (copy: Copy | undefined) =>
  copy ? { id: copy.id, kind: copy.kind, lang: copy.lang, orientation: copy.orientation, parts: copy.parts } : null

const shownPhoto = (photo: Photo | undefined) =>
  photo
    ? {
        id: photo.id,
        sha256: photo.sha256,
        width: photo.width,
        height: photo.height,
        colour: photo.colour,
        ...words(photo),
      }
    : null
const words = ({ caption, credit, byline }: Photo) => ({ caption, credit, byline })

/** JSON with the keys of every object in code-unit order; lone surrogates are escaped, so that any text has bytes. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
}
