/**
 * A deflated stream put together of pieces (RFC 1950, RFC 1951), so that a font that gained a glyph need not be deflated
 * whole: each piece ends on a byte with blocks that do not look back beyond it, and is remembered by its content.
 */
import { Deflate } from 'fflate/browser'

/** zlib's head: deflate, a window of 32 KB, the usual level. */
const HEAD = [0x78, 0x9c]
/** An empty last block. */
const LAST_BLOCK = [0x03, 0x00]

export class DeflatedPieces {
  private known = new Map<string, Uint8Array>()

  /** Deflates pieces into one stream. What the last call did not have is forgotten with this one. */
  deflate(pieces: readonly Piece[]): Uint8Array {
    const now = new Map<string, Uint8Array>()
    const blocks = pieces.map(({ key, bytes }) => {
      const done = now.get(key) ?? this.known.get(key) ?? blocksOf(bytes)
      now.set(key, done)
      return done
    })
    this.known = now
    return stream(blocks, checksum(pieces))
  }
}

/** Bytes, and a key that says all of them. */
export interface Piece {
  readonly key: string
  readonly bytes: Uint8Array
}

/** Blocks of deflate that end on a byte and are not the stream's last. */
function blocksOf(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = []
  const deflate = new Deflate({ level: 6 }, (part) => parts.push(part))
  deflate.push(bytes)
  deflate.flush(true)
  return joined(parts)
}

function stream(blocks: readonly Uint8Array[], sum: number): Uint8Array {
  const foot = [...LAST_BLOCK, sum >>> 24, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255]
  return joined([Uint8Array.from(HEAD), ...blocks, Uint8Array.from(foot)])
}

/** Bytes that may be added before a sum outgrows 32 bits (RFC 1950, 8.2). */
const MOST_ADDED = 2655
const MODULUS = 65521

/** Adler-32 of the pieces one after another. */
function checksum(pieces: readonly Piece[]): number {
  let a = 1
  let b = 0
  for (const { bytes } of pieces) {
    for (let from = 0; from < bytes.length; from += MOST_ADDED) {
      const to = Math.min(from + MOST_ADDED, bytes.length)
      for (let i = from; i < to; i++) b += a += bytes[i] ?? 0
      a %= MODULUS
      b %= MODULUS
    }
  }
  return ((b << 16) | a) >>> 0
}

/** Parts one after another. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
