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
 * Opens the stamping of pages: SHA-256, lower-case hexadecimal, of all that the page of a job shows. Stylebook and copies
 * go in by hashes of their own, which are remembered by identity: of an issue's pages a key changes one copy.
 */
export function openStamps(faces: ReadonlyMap<FaceId, LoadedFace>): (job: PageJob) => string {
  const known = new WeakMap<object, string>()
  const remembered: HashOf = (key, value) => {
    const hash = known.get(key) ?? hashOf(value())
    known.set(key, hash)
    return hash
  }
  return (job) => hashOf(shownBy(job, faces, remembered))
}

/** The hash of a value that an object alone decides. */
type HashOf = (key: object, value: () => unknown) => string

const hashOf = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonical(value))))

function shownBy(job: PageJob, faces: ReadonlyMap<FaceId, LoadedFace>, remembered: HashOf) {
  const records = job.records.filter((record) => record.page === job.page)
  const items = [...new Set(records.map((record) => record.item))]
  const photos = [...new Set(records.flatMap((record) => record.pictures.map((picture) => picture.photo)))]
  const copyOf = (copy: Copy | undefined): string | null => (copy ? remembered(copy, () => shownCopy(copy)) : null)
  return {
    engine: ENGINE,
    page: job.page,
    issue: job.issue,
    stylebook: remembered(job.stylebook, () => shownBook(job.stylebook)),
    records,
    copies: items.map((id) => copyOf(job.copies.get(id))),
    photos: photos.map((id) => shownPhoto(job.photos.get(id))),
    faces: facesOf(job.stylebook).map((id) => [id, faces.get(id)?.sha256 ?? null]),
  }
}

/** How a paper is checked is not printed. */
const shownBook = (stylebook: Stylebook) => ({ ...stylebook, preflight: undefined })

/** What a copy shows: neither its slug nor its version is printed. */
const shownCopy = ({ id, kind, lang, orientation, parts }: Copy) => ({ id, kind, lang, orientation, parts })

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
