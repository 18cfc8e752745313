/** What a JPEG says of itself (ITU-T T.81, Annex B), read segment by segment without decoding it. */
import type { Turn } from '#contract/photo.ts'
import { ORIENTATION, readTags } from './tiffTags.ts'

export interface JpegFacts {
  /** How it is coded: one Huffman scan of 8 bits (baseline or extended), progressive, or what no PDF takes (7.4.8 of ISO 32000-1). */
  readonly coding: 'sequential' | 'progressive' | 'other'
  /** Bits a sample. */
  readonly precision: number
  readonly width: number
  readonly height: number
  readonly components: readonly JpegComponent[]
  /** Transform of Adobe's APP14 marker (0 none, 1 YCbCr, 2 YCCK), null without the marker. */
  readonly adobe: number | null
  readonly turn: Turn
  /** Where the picture ends: what follows is none of it (a second picture of a camera, rubbish of a server). */
  readonly end: number
}

export interface JpegComponent {
  readonly id: number
  /** Sampling factors. */
  readonly across: number
  readonly down: number
}

/** A segment: its marker, and where its contents begin and end. */
export interface Segment {
  readonly marker: number
  readonly from: number
  readonly to: number
}

export const MARKER = { SOF0: 0xc0, SOF2: 0xc2, DHT: 0xc4, EOI: 0xd9, SOS: 0xda, DQT: 0xdb, DRI: 0xdd, APP1: 0xe1, APP14: 0xee } as const // prettier-ignore

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** The segments from the beginning to the end of the picture; entropy-coded data stand between SOS and the next one. */
export function* segmentsOf(jpeg: Uint8Array): Generator<Segment> {
  for (let at = 2; at + 1 < jpeg.length;) {
    // Fill bytes before a marker (B.1.1.2) and entropy-coded data after a scan's head are passed over alike.
    const found = jpeg.indexOf(0xff, at)
    const marker = found < 0 ? undefined : jpeg[found + 1]
    if (marker === undefined) return
    at = found + (marker === 0xff ? 1 : 2)
    if (marker === 0 || marker === 0xff || marker === 1 || isRestart(marker)) continue
    if (marker === MARKER.EOI) return yield { marker, from: at, to: at }
    const length = wordAt(jpeg, at)
    if (length < 2 || at + length > jpeg.length) return
    yield { marker, from: at + 2, to: at + length }
    at += length
  }
}

export const wordAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

/** The facts of a JPEG; null where it has no frame or breaks off. */
export function readJpeg(jpeg: Uint8Array): JpegFacts | null {
  let frame: Omit<JpegFacts, 'adobe' | 'turn' | 'end'> | null = null
  let adobe: number | null = null
  let turn: Turn = 1
  for (const { marker, from, to } of segmentsOf(jpeg)) {
    if (marker === MARKER.EOI) return frame && { ...frame, adobe, turn, end: to }
    if (isFrame(marker)) frame ??= readFrame(marker, jpeg.subarray(from, to))
    else if (marker === MARKER.APP14 && startsWith(jpeg, from, to, 'Adobe')) adobe = jpeg[from + 11] ?? 0
    else if (marker === MARKER.APP1 && startsWith(jpeg, from, to, 'Exif\0\0'))
      turn = turnOf(jpeg.subarray(from + 6, to))
  }
  return null
}

const startsWith = (bytes: Uint8Array, from: number, to: number, text: string): boolean =>
  to - from >= text.length && [...text].every((letter, i) => bytes[from + i] === letter.charCodeAt(0))

function readFrame(marker: number, head: Uint8Array): Omit<JpegFacts, 'adobe' | 'turn' | 'end'> | null {
  const count = head[5] ?? 0
  const width = wordAt(head, 3)
  const height = wordAt(head, 1)
  if (head.length < 6 + 3 * count || count === 0 || width === 0 || height === 0) return null
  const components = Array.from({ length: count }, (_, i) => {
    const sampling = head[7 + 3 * i] ?? 0
    return { id: head[6 + 3 * i] ?? 0, across: sampling >> 4, down: sampling & 15 }
  })
  const coding = marker <= 0xc1 ? 'sequential' : marker === MARKER.SOF2 ? 'progressive' : 'other'
  return { coding, precision: head[0] ?? 0, width, height, components }
}

function turnOf(exif: Uint8Array): Turn {
  const turn = readTags(exif)?.get(ORIENTATION)?.[0] ?? 1
  return turn >= 1 && turn <= 8 ? (turn as Turn) : 1
}
