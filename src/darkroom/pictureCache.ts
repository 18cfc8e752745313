/**
 * Plates kept on disk, so that a page pressed again separates nothing anew: in the user's cache folder, bounded, the ones
 * that were not asked for longest going first. A file is whole or it is not there: it is written beside its place and
 * moved, and it says how long it is and what its hash is. Losing all of it costs time alone.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlateImage } from '#contract/photo.ts'
import type { PlateHead } from './pictureJobs.ts'

export interface PictureCache {
  /** The plate of a key; null where it is not kept, or its file is damaged. */
  find(key: string): Promise<PlateImage | null>
  /** Keeps the samples of the file `samples` as the plate of a key; the plate with its bytes. */
  keep(key: string, head: PlateHead, samples: string): Promise<PlateImage>
  /** A file with these bytes for a child to read; whoever made it removes it. */
  spool(bytes: Uint8Array): Promise<string>
  /** Keeps a file under a name that says what is in it; its path. */
  keepFile(name: string, bytes: Uint8Array): Promise<string>
  /** A path for a child to write to. */
  newPath(): Promise<string>
  remove(path: string): Promise<void>
}

export interface CacheOptions {
  readonly folder: string
  /** Bytes of all plates together. */
  readonly most: number
}

const PLATE = '.plate'
const PART = '.part'
/** Milliseconds after which a part is nobody's any more: its process died. */
const ABANDONED = 3_600_000
/** What is kept of the room when it runs out, so that not every plate removes another. */
const KEPT = 0.8

export function openCache({ folder, most }: CacheOptions): PictureCache {
  let opened: Promise<string> | null = null
  let held = 0

  const home = (): Promise<string> => (opened ??= openFolder(folder))
  async function openFolder(wanted: string): Promise<string> {
    const place = await mkdir(wanted, { recursive: true, mode: 0o700 }).then(
      () => wanted,
      () => mkdtemp(join(tmpdir(), 'banmian-plates-')),
    )
    held = await tidy(place, most)
    return place
  }

  async function newPath(): Promise<string> {
    const place = await home()
    // Somebody may have emptied the caches meanwhile.
    await mkdir(place, { recursive: true, mode: 0o700 })
    return join(place, `${randomUUID()}${PART}`)
  }

  return {
    newPath,
    remove: (path) => rm(path, { force: true }),
    async spool(bytes) {
      const path = await newPath()
      await writeFile(path, bytes, { mode: 0o600 })
      return path
    },
    async keepFile(name, bytes) {
      const path = join(await home(), name)
      if (await stat(path).catch(() => null)) return path
      const part = await newPath()
      await writeFile(part, bytes, { mode: 0o600 })
      await rename(part, path)
      return path
    },
    async find(key) {
      const path = join(await home(), key + PLATE)
      const plate = await readFile(path).then(parsePlate, () => null)
      if (plate) await utimes(path, new Date(), new Date()).catch(() => null)
      return plate
    },
    async keep(key, head, samples) {
      const bytes = await readFile(samples)
      const whole = await newPath()
      await writeFile(whole, writtenPlate(head, bytes), { mode: 0o600 })
      await rename(whole, join(await home(), key + PLATE))
      held += bytes.length
      if (held > most) held = await tidy(await home(), most * KEPT)
      return { ...head, bytes }
    },
  }
}

/** A line of JSON, and the samples. */
function writtenPlate(head: PlateHead, bytes: Uint8Array): Buffer {
  const line = JSON.stringify({ ...head, length: bytes.length, sha256: hashOf(bytes) })
  return Buffer.concat([Buffer.from(`${line}\n`), bytes])
}

function parsePlate(file: Buffer): PlateImage | null {
  const end = file.indexOf('\n')
  try {
    const { length, sha256, ...head } = JSON.parse(file.toString('utf8', 0, end)) as PlateHead & {
      length: number
      sha256: string
    }
    const bytes = file.subarray(end + 1)
    return bytes.length === length && hashOf(bytes) === sha256 ? { ...head, bytes } : null
  } catch {
    return null
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Removes what a dead process left, and plates beyond `most` bytes, those first that were asked for last long ago. The bytes left. */
async function tidy(folder: string, most: number): Promise<number> {
  const files = (await Promise.all((await readdir(folder)).map((name) => look(folder, name)))).filter(
    (file) => file !== null,
  )
  const now = Date.now()
  for (const { path, used } of files) if (path.endsWith(PART) && now - used > ABANDONED) await rm(path, { force: true })
  const plates = files.filter(({ path }) => path.endsWith(PLATE)).toSorted((one, other) => one.used - other.used)
  let held = plates.reduce((sum, { size }) => sum + size, 0)
  for (const { path, size } of plates) {
    if (held <= most) break
    await rm(path, { force: true })
    held -= size
  }
  return held
}

/** Another process may remove a file while this one looks. */
async function look(folder: string, name: string): Promise<{ path: string; size: number; used: number } | null> {
  const path = join(folder, name)
  return stat(path).then(
    ({ size, mtimeMs }) => ({ path, size, used: mtimeMs }),
    () => null,
  )
}
