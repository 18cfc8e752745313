/** Photos of the pool: what is known of each; the bytes are a blob. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { PhotoId } from '#contract/ids.ts'
import { photoSchema, type Photo } from '#contract/photo.ts'
import { chunksOf, type Blobs, type BlobWrites } from './blobs.ts'
import type { Commits } from './commits.ts'
import { seal, sha256, unseal, type Sealed } from './seal.ts'
import type { Readable, Writable } from './sqlite.ts'

interface Row extends Sealed {
  id: PhotoId
}

export interface Photos {
  list(): readonly Photo[]
  byHash(hash: string): Photo | null
}

export function openPhotos(db: Readable): Photos {
  const list = db.query<[], Row>('SELECT id, json, sum FROM photo ORDER BY position')
  const byHash = db.query<[string], Row>('SELECT id, json, sum FROM photo WHERE sha256 = ?')
  return {
    list: () => list.all().map(photoOf),
    byHash(hash) {
      const row = byHash.get(hash)
      return row ? photoOf(row) : null
    },
  }
}

export interface PhotoWrites {
  /** Stores bytes and photo; a file that stands already gives the photo it stands as. */
  file(photo: Photo, bytes: Uint8Array): Promise<Outcome<Photo>>
}

interface Parts {
  readonly photos: Photos
  readonly blobs: Blobs
  readonly blobWrites: BlobWrites
  readonly commits: Commits
}

export function openPhotoWrites(db: Writable, { photos, blobs, blobWrites, commits }: Parts): PhotoWrites {
  const insert = db.change<[PhotoId, string, string, number]>(
    `INSERT INTO photo (id, sha256, position, json, sum)
     SELECT ?, ?, coalesce(max(position), 0) + 1, ?, ? FROM photo`,
  )

  /** One photo after another, so that two windows that file the same bytes do not lay them down twice. */
  let last: Promise<unknown> = Promise.resolve()

  /** A commit a chunk: a keystroke that arrives meanwhile waits for one chunk, not for the whole picture. */
  async function layDown(hash: string, bytes: Uint8Array): Promise<Outcome<number | null>> {
    if (blobs.has(hash)) return null
    const blob = await commits.run(() => blobWrites.begin(hash, bytes.length), 'spare')
    if (isFault(blob)) return blob
    for (const { number, part } of chunksOf(bytes)) {
      const laid = await commits.run(() => (blobWrites.append(blob, number, part), null), 'spare')
      if (isFault(laid)) {
        // The pages it took serve what is typed next. Should even this find no room, the next opening sweeps.
        await commits.run(() => (blobWrites.discard(hash), null), 'spare')
        return laid
      }
    }
    return blob
  }

  async function fileOne(photo: Photo, bytes: Uint8Array): Promise<Outcome<Photo>> {
    const blob = await layDown(photo.sha256, bytes)
    if (isFault(blob)) return blob
    return commits.run(() => {
      const standing = photos.byHash(photo.sha256)
      if (standing) return standing
      if (blob !== null) blobWrites.finish(blob)
      const { json, sum } = seal(photo)
      insert.run(photo.id, photo.sha256, json, sum)
      return photo
    }, 'spare')
  }

  return {
    file(photo, bytes) {
      if (sha256(bytes) !== photo.sha256) return Promise.reject(new RangeError(`photo ${photo.id}: not its bytes`))
      const filed = last.then(() => fileOne(photo, bytes))
      last = filed.catch(() => null)
      return filed
    },
  }
}

const photoOf = (row: Row): Photo => unseal(row, photoSchema, `photo ${row.id}`)
