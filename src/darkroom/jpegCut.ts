/**
 * Cuts a Huffman-coded JPEG without decoding it: whole blocks are kept as they are coded, so that every sample in them
 * stays what it was. Only the first value of a block, which is told as a difference from the block before it, is written
 * anew. (ITU-T T.81: F.1.2 and F.2.2 for the coding, A.2 for the order of blocks.)
 */
import { MARKER, readJpeg, segmentsOf, wordAt, type JpegFacts, type Segment } from './jpegFacts.ts'
import type { Area } from './turns.ts'

export interface CutJpeg {
  readonly bytes: Uint8Array
  /** What was kept of the stored picture: the area asked for, let out to whole blocks. */
  readonly area: Area
}

/** A table by the next 16 bits: code's length << 8 | symbol; 0 where no code begins so. */
type HuffmanTable = Uint16Array

interface Scan {
  readonly facts: JpegFacts
  /** Blocks of one unit (A.2.3): which component each belongs to. */
  readonly unit: readonly number[]
  readonly dc: readonly HuffmanTable[]
  readonly ac: readonly HuffmanTable[]
  /** Size of a unit in samples. */
  readonly across: number
  readonly down: number
  /** Units between restart markers, 0 for none. */
  readonly restart: number
  readonly data: Uint8Array
}

/** Null where the JPEG is progressive, has several scans, or is broken: then it can only be shown whole and clipped. */
export function cutJpeg(jpeg: Uint8Array, area: Area): CutJpeg | null {
  const facts = readJpeg(jpeg)
  const segments = [...segmentsOf(jpeg)]
  const scan = facts && readScan(jpeg, facts, segments)
  if (!scan) return null
  const kept = letOut(area, scan)
  const data = copyUnits(scan, kept)
  if (!data) return null
  return { bytes: assemble(jpeg, segments, scan, kept, data), area: kept }
}

function letOut({ left, top, width, height }: Area, { facts, across, down }: Scan): Area {
  const x = left - (left % across)
  const y = top - (top % down)
  const right = Math.min(facts.width, Math.ceil((left + width) / across) * across)
  const bottom = Math.min(facts.height, Math.ceil((top + height) / down) * down)
  return { left: x, top: y, width: right - x, height: bottom - y }
}

function readScan(jpeg: Uint8Array, facts: JpegFacts, segments: readonly Segment[]): Scan | null {
  const { components } = facts
  const heads = segments.filter(({ marker }) => marker === MARKER.SOS)
  const head = heads[0]
  if (facts.coding !== 'sequential' || facts.precision !== 8 || heads.length !== 1 || !head) return null
  const isWhole = jpeg[head.from] === components.length
  const isInOrder = components.every(({ id }, i) => jpeg[head.from + 1 + 2 * i] === id)
  if (!isWhole || !isInOrder || components.some(({ across, down }) => across * down === 0)) return null
  const tables = readTables(jpeg, segments)
  const chosen = components.map((_, i) => jpeg[head.from + 2 + 2 * i] ?? 0)
  const dc = chosen.map((number) => tables.get(number >> 4))
  const ac = chosen.map((number) => tables.get(16 | (number & 15)))
  if ([...dc, ...ac].includes(undefined)) return null
  const isAlone = components.length === 1
  const most = (side: 'across' | 'down'): number => (isAlone ? 1 : Math.max(...components.map((each) => each[side])))
  const interval = segments.find(({ marker }) => marker === MARKER.DRI)
  return {
    facts,
    unit: isAlone ? [0] : components.flatMap(({ across, down }, i) => Array.from({ length: across * down }, () => i)),
    dc: dc as HuffmanTable[],
    ac: ac as HuffmanTable[],
    across: 8 * most('across'),
    down: 8 * most('down'),
    restart: interval ? wordAt(jpeg, interval.from) : 0,
    data: jpeg.subarray(head.to, facts.end),
  }
}

/** Tables by class << 4 | number (B.2.4.2). */
function readTables(jpeg: Uint8Array, segments: readonly Segment[]): Map<number, HuffmanTable> {
  const tables = new Map<number, HuffmanTable>()
  for (const { marker, from, to } of segments) {
    if (marker !== MARKER.DHT) continue
    for (let at = from; at + 17 <= to;) {
      const counts = jpeg.subarray(at + 1, at + 17)
      const total = counts.reduce((sum, count) => sum + count, 0)
      tables.set(jpeg[at] ?? 0, tableOf(counts, jpeg.subarray(at + 17, at + 17 + total)))
      at += 17 + total
    }
  }
  return tables
}

function tableOf(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const table = new Uint16Array(1 << 16)
  let code = 0
  let next = 0
  for (let length = 1; length <= 16; length++, code <<= 1) {
    for (let i = 0; i < (counts[length - 1] ?? 0); i++, code++) {
      const first = code << (16 - length)
      table.fill((length << 8) | (symbols[next++] ?? 0), first, first + (1 << (16 - length)))
    }
  }
  return table
}

/** Bits of entropy-coded data; past the end come zeros, which are counted. */
class BitReader {
  private readonly data: Uint8Array
  private at = 0
  private held = 0
  private count = 0
  missing = 0

  constructor(data: Uint8Array) {
    this.data = data
  }

  /** The next `bits` (16 at most), which stay. */
  peek(bits: number): number {
    while (this.count < bits) {
      this.held = ((this.held & 0xffff) << 8) | this.nextByte()
      this.count += 8
    }
    return (this.held >>> (this.count - bits)) & ((1 << bits) - 1)
  }

  skip(bits: number): void {
    this.count -= bits
  }

  private nextByte(): number {
    const byte = this.data[this.at]
    // A stuffed zero belongs to its byte; any other marker ends the data.
    if (byte === 0xff && this.data[this.at + 1] === 0) {
      this.at += 2
      return 0xff
    }
    if (byte === undefined || byte === 0xff) {
      this.missing++
      return 0
    }
    this.at++
    return byte
  }

  /** Goes on behind the next restart marker. */
  restart(): boolean {
    this.count = 0
    this.held = 0
    while (this.at + 1 < this.data.length) {
      const code = this.data[this.at + 1] ?? 0
      if (this.data[this.at] === 0xff && code >= 0xd0 && code <= 0xd7) {
        this.at += 2
        this.missing = 0
        return true
      }
      this.at++
    }
    return false
  }
}

class BitWriter {
  private out = new Uint8Array(1 << 16)
  private at = 0
  private held = 0
  private count = 0

  /** `bits` is 16 at the most. */
  write(value: number, bits: number): void {
    this.held = ((this.held << bits) | value) & 0xffffff
    this.count += bits
    for (; this.count >= 8; this.count -= 8) this.byte((this.held >>> (this.count - 8)) & 0xff)
  }

  private byte(byte: number): void {
    if (this.at + 2 > this.out.length) {
      const longer = new Uint8Array(2 * this.out.length)
      longer.set(this.out)
      this.out = longer
    }
    this.out[this.at++] = byte
    if (byte === 0xff) this.out[this.at++] = 0
  }

  /** All of it; the last byte is filled with ones (F.1.2.3). */
  finish(): Uint8Array {
    if (this.count > 0) this.write((1 << (8 - this.count)) - 1, 8 - this.count)
    return this.out.subarray(0, this.at)
  }
}

/** Zeros that a whole scan may read past its end: the reader looks 16 bits ahead. */
const MOST_MISSING = 2

/** The coded units of `kept`; null where the scan breaks off or has a code of no table. */
function copyUnits(scan: Scan, kept: Area): Uint8Array | null {
  const { facts, across, down, restart, unit } = scan
  const columns = Math.ceil(facts.width / across)
  const rows = Math.ceil((kept.top + kept.height) / down)
  const first = { column: kept.left / across, row: kept.top / down }
  const last = Math.ceil((kept.left + kept.width) / across)
  const reader = new BitReader(scan.data)
  const writer = new BitWriter()
  const read = facts.components.map(() => 0)
  const written = facts.components.map(() => 0)
  for (let row = 0, number = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, number++) {
      if (restart > 0 && number > 0 && number % restart === 0) {
        if (!reader.restart()) return null
        read.fill(0)
      }
      const isKept = row >= first.row && column >= first.column && column < last
      for (const component of unit) {
        if (!copyBlock(scan, component, reader, isKept ? writer : null, read, written)) return null
      }
    }
    if (reader.missing > MOST_MISSING) return null
  }
  return writer.finish()
}

/** Reads a block and, where there is a writer, writes it; false where it is broken. */
function copyBlock(
  { dc, ac }: Scan,
  component: number,
  reader: BitReader,
  writer: BitWriter | null,
  read: number[],
  written: number[],
): boolean {
  const category = symbolOf(reader, dc[component], null)
  if (category < 0 || category > 11) return false
  const bits = reader.peek(category)
  reader.skip(category)
  const value = (read[component] ?? 0) + signed(bits, category)
  read[component] = value
  if (writer) {
    if (!writeDifference(writer, value - (written[component] ?? 0))) return false
    written[component] = value
  }
  for (let place = 1; place < 64; place++) {
    const symbol = symbolOf(reader, ac[component], writer)
    if (symbol < 0) return false
    const size = symbol & 15
    const run = symbol >> 4
    if (size === 0 && run !== 15) return true
    if (size > 0) {
      writer?.write(reader.peek(size), size)
      reader.skip(size)
    }
    place += run
  }
  return true
}

/** The next symbol, its code copied to the writer; -1 where no code begins so. */
function symbolOf(reader: BitReader, table: HuffmanTable | undefined, writer: BitWriter | null): number {
  const ahead = reader.peek(16)
  const entry = table?.[ahead] ?? 0
  const length = entry >> 8
  if (length === 0) return -1
  writer?.write(ahead >>> (16 - length), length)
  reader.skip(length)
  return entry & 0xff
}

/** F.2.2.1: a difference out of its category and bits. */
const signed = (bits: number, category: number): number =>
  category === 0 || bits >= 1 << (category - 1) ? bits : bits - (1 << category) + 1

/** Codes of all twelve categories (Table K.3), for all components: a cut may have differences that the source has not. */
const DC_COUNTS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
const DC_CODES = [[0, 2], [2, 3], [3, 3], [4, 3], [5, 3], [6, 3], [14, 4], [30, 5], [62, 6], [126, 7], [254, 8], [510, 9]] as const // prettier-ignore

/** False where a broken picture has a difference beyond eleven bits. */
function writeDifference(writer: BitWriter, difference: number): boolean {
  const category = 32 - Math.clz32(Math.abs(difference))
  const entry = DC_CODES[category]
  if (!entry) return false
  writer.write(entry[0], entry[1])
  writer.write(difference < 0 ? difference + (1 << category) - 1 : difference, category)
  return true
}

/** The picture's own quantisation and AC tables and Adobe's marker, round the cut data; words and thumbnails are left out. */
function assemble(
  jpeg: Uint8Array,
  segments: readonly Segment[],
  { facts }: Scan,
  { width, height }: Area,
  data: Uint8Array,
): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0xff, 0xd8)]
  for (const { marker, from, to } of segments) {
    if (marker === MARKER.APP14 || marker === MARKER.DQT || marker === MARKER.DHT)
      parts.push(segment(marker, jpeg.subarray(from, to)))
    if (marker === MARKER.SOF0 || marker === MARKER.SOF0 + 1) {
      // A copy: a Buffer's own slice is none.
      const head = Uint8Array.from(jpeg.subarray(from, to))
      head.set([height >> 8, height & 0xff, width >> 8, width & 0xff], 1)
      parts.push(segment(marker, head))
    }
    if (marker === MARKER.SOS) {
      // After the picture's own tables, which these replace.
      const numbers = new Set(facts.components.map((_, i) => (jpeg[from + 2 + 2 * i] ?? 0) >> 4))
      for (const number of numbers) {
        const codes = Uint8Array.of(number, ...DC_COUNTS, ...DC_CODES.keys())
        parts.push(segment(MARKER.DHT, codes))
      }
      parts.push(segment(marker, jpeg.subarray(from, to)))
    }
  }
  parts.push(data, Uint8Array.of(0xff, MARKER.EOI))
  return concatenated(parts)
}

function segment(marker: number, contents: Uint8Array): Uint8Array {
  const length = contents.length + 2
  return concatenated([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), contents])
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
