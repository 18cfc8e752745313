/** What a disk may hold after a power cut: replays a recording up to a moment, where nothing unsynced is certain. */

export type Entry =
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly length: number }
  | { readonly kind: 'sync' | 'remove'; readonly path: string }
  | { readonly kind: 'acknowledge'; readonly version: number }

/** The entries of a recorder's log (recorder.c). */
export function readRecording(log: Buffer): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at < log.length;) {
    const end = log.indexOf(0x0a, at)
    const [kind, path = '', first, second] = log.toString('utf8', at, end).split(' ')
    at = end + 1
    if (kind === 'W') {
      entries.push({ kind: 'write', path, offset: Number(first), bytes: log.subarray(at, at + Number(second)) })
      at += Number(second)
    } else if (kind === 'T') entries.push({ kind: 'truncate', path, length: Number(first) })
    else if (kind === 'A') entries.push({ kind: 'acknowledge', version: Number(path) })
    else entries.push({ kind: kind === 'S' ? 'sync' : 'remove', path })
  }
  return entries
}

export interface Cut {
  /** The version that was acknowledged before the cut. */
  readonly acknowledged: number
  /** Path -> what the disk holds. */
  readonly files: ReadonlyMap<string, Buffer>
}

const SECTOR = 512

/**
 * The disk after a cut before entry `at`. `whole` is what stood before the recording. What was synced stands; each
 * later write was kept (half of them), torn at a sector or lost, in any order.
 */
export function cutAt(
  entries: readonly Entry[],
  at: number,
  whole: ReadonlyMap<string, Buffer>,
  random: () => number,
): Cut {
  const before = entries.slice(0, at)
  const synced = new Map<string, number>()
  let acknowledged = 0
  before.forEach((entry, i) => {
    if (entry.kind === 'sync') synced.set(entry.path, i)
    if (entry.kind === 'acknowledge') acknowledged = entry.version
  })
  const disk = new Map([...whole].map(([path, bytes]) => [path, { bytes: Buffer.from(bytes), length: bytes.length }]))
  before.forEach((entry, i) => {
    if (entry.kind === 'remove') disk.delete(entry.path)
    if (entry.kind !== 'write' && entry.kind !== 'truncate') return
    const file = disk.get(entry.path) ?? { bytes: Buffer.alloc(0), length: 0 }
    disk.set(entry.path, file)
    const isSafe = i < (synced.get(entry.path) ?? -1)
    apply(file, entry, isSafe ? 1 : luck(random))
  })
  return {
    acknowledged,
    files: new Map([...disk].map(([path, { bytes, length }]) => [path, bytes.subarray(0, length)])),
  }
}

/** A file on the disk; its buffer has room to grow. */
interface DiskFile {
  bytes: Buffer
  length: number
}

/** The part of an unsynced write that reached the disk. */
function luck(random: () => number): number {
  const fate = random()
  if (fate < 0.5) return 1
  return fate < 0.75 ? random() : 0
}

function apply(file: DiskFile, entry: Extract<Entry, { kind: 'write' | 'truncate' }>, part: number): void {
  if (entry.kind === 'truncate') {
    if (part === 1) resize(file, entry.length)
    return
  }
  const length = part === 1 ? entry.bytes.length : SECTOR * Math.floor((part * entry.bytes.length) / SECTOR)
  if (length === 0) return
  resize(file, Math.max(file.length, entry.offset + length))
  entry.bytes.copy(file.bytes, entry.offset, 0, length)
}

/** Gives a file a length; what is new is zero. */
function resize(file: DiskFile, length: number): void {
  if (length > file.bytes.length) file.bytes = Buffer.concat([file.bytes], 2 * length)
  if (length < file.length) file.bytes.fill(0, length, file.length)
  file.length = length
}
