/**
 * The reserve: a file of 1 MiB beside an open issue (`issue.banmian-reserve`). On a full disk even a DELETE fails, since
 * it is first written to the log. Then the reserve is removed and the room it leaves takes what the user types, spikes
 * or signs; pictures and imports are refused (file.full) and never use it.
 */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'

const SIZE = 1024 * 1024

export interface Reserve {
  /** Gives the room back to the disk; false when it was given already. */
  release(): boolean
}

/** Lays the reserve down, as far as the disk has room: on a disk that is full already there is none. */
export function layReserve(path: string): Reserve {
  const file = `${path}-reserve`
  let isLaid = write(file)
  if (!isLaid) rmSync(file, { force: true })
  return {
    release() {
      if (!isLaid) return false
      isLaid = false
      rmSync(file, { force: true })
      return true
    },
  }
}

/** Real bytes, not a hole: a sparse file would hold no room. */
function write(file: string): boolean {
  let descriptor: number | null = null
  try {
    descriptor = openSync(file, 'w')
    return writeSync(descriptor, new Uint8Array(SIZE).fill(0x42)) === SIZE
  } catch {
    return false
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}
