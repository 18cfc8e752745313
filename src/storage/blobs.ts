/**
 * Blobs: a file's bytes, once by SHA-256, in chunk rows (SQLite limits one value to 1,000,000,000 bytes). A large one is
 * laid down over several commits, so that no other writer of the desk waits long, and counts only when it is whole.
 */
import { Damage } from './refusals.ts'
import { sha256 } from './seal.ts'
import type { Readable, Writable } from './sqlite.ts'

/** Bytes in a chunk row. */
export const CHUNK = 1_000_000

interface Row {
  key: number
  size: number
}

export interface Blobs {
  has(hash: string): boolean
  /** The bytes, checked against their hash; null where there is no such blob. */
  read(hash: string): Uint8Array | null
}

export function openBlobs(db: Readable): Blobs {
  const find = db.query<[string], Row>('SELECT key, size FROM blob WHERE sha256 = ? AND is_whole = 1')
  const chunks = db.query<[number], { bytes: Uint8Array }>(
    'SELECT bytes FROM blob_chunk WHERE blob = ? ORDER BY number',
  )
  return {
    has: (hash) => find.get(hash) !== undefined,
    read(hash) {
      const row = find.get(hash)
      if (!row) return null
      const bytes = new Uint8Array(Buffer.concat(chunks.all(row.key).map((chunk) => chunk.bytes)))
      if (bytes.length !== row.size || sha256(bytes) !== hash) throw new Damage(`blob ${hash}`)
      return bytes
    },
  }
}

export interface BlobWrites {
  /** Opens a blob that chunks will follow, in place of an unfinished one; its key. */
  begin(hash: string, size: number): number
  append(blob: number, number: number, bytes: Uint8Array): void
  finish(blob: number): void
  /** All of a small blob inside the caller's own commit; nothing where it stands already. */
  put(hash: string, bytes: Uint8Array): void
  /** Drops a blob that is not finished. */
  discard(hash: string): void
  /** Drops what a crash left unfinished. */
  sweep(): void
}

export function openBlobWrites(db: Writable, blobs: Blobs): BlobWrites {
  const insert = db.change<[string, number]>('INSERT INTO blob (sha256, size) VALUES (?, ?)')
  const chunk = db.change<[number, number, Uint8Array]>('INSERT INTO blob_chunk (blob, number, bytes) VALUES (?, ?, ?)')
  const whole = db.change<[number]>('UPDATE blob SET is_whole = 1 WHERE key = ?')
  const unfinished = db.query<[], { key: number }>('SELECT key FROM blob WHERE is_whole = 0')
  const drop = db.change<[number]>('DELETE FROM blob WHERE key = ?')
  const dropUnfinished = db.change<[string]>('DELETE FROM blob WHERE is_whole = 0 AND sha256 = ?')
  const writes: BlobWrites = {
    begin(hash, size) {
      writes.discard(hash)
      return insert.run(hash, size).key
    },
    append: (blob, number, bytes) => void chunk.run(blob, number, bytes),
    finish: (blob) => void whole.run(blob),
    put(hash, bytes) {
      if (blobs.has(hash)) return
      const blob = writes.begin(hash, bytes.length)
      for (const { number, part } of chunksOf(bytes)) writes.append(blob, number, part)
      writes.finish(blob)
    },
    discard: (hash) => void dropUnfinished.run(hash),
    sweep() {
      for (const { key } of unfinished.all()) drop.run(key)
    },
  }
  return writes
}

/** The bytes in chunks, numbered from 0. */
export function* chunksOf(bytes: Uint8Array): Generator<{ number: number; part: Uint8Array }> {
  for (let number = 0; number * CHUNK < bytes.length; number++) {
    yield { number, part: bytes.subarray(number * CHUNK, (number + 1) * CHUNK) }
  }
}
