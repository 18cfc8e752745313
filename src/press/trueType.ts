/**
 * TrueType subsets (OpenType 1.9: glyf, loca, maxp, hmtx). A Chinese face is 10 MB of which a page shows a hundredth: the
 * glyphs are copied out of the file by number, and no other byte of it is touched. HarfBuzz's subsetter takes in the
 * whole file first, which is five times as long (RESEARCH.md).
 */
import { partOf } from '#contract/faces.ts'
import { placeOf, tableOf, type Sfnt } from './sfnt.ts'

/** Tables of a font inside a PDF (ISO 32000-1, 9.9: the rest the PDF itself says). */
const TABLES = ['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'] as const

/**
 * A TrueType font of these glyphs alone (rising, with 0, closed over components): glyph i of the result is the i-th of
 * `glyphs`. Instructions are left out: a plate setter scales outlines and hints nothing.
 */
export function subsetTrueType(font: Sfnt, glyphs: readonly number[]): Uint8Array {
  const places = new Map(glyphs.map((glyph, place) => [glyph, place]))
  const outlines = glyphs.map((glyph) => plainOutline(glyphData(font, glyph), places))
  const tables: Readonly<Record<(typeof TABLES)[number], Uint8Array>> = {
    glyf: joined(outlines),
    head: patched(font, 'head', (head) => {
      head.setUint32(8, 0)
      head.setInt16(50, 1)
    }),
    hhea: patched(font, 'hhea', (hhea) => hhea.setUint16(34, glyphs.length)),
    hmtx: metricsOf(font, glyphs),
    loca: offsetsOf(outlines),
    maxp: patched(font, 'maxp', (maxp) => maxp.setUint16(4, glyphs.length)),
  }
  return fontFile(tables)
}

/** A glyph's bytes in glyf, read once; empty for a blank. */
export function glyphData(font: Sfnt, glyph: number): Uint8Array {
  const known = font.outlines.get(glyph)
  if (known) return known
  const data = readOutline(font, glyph)
  font.outlines.set(glyph, data)
  return data
}

function readOutline(font: Sfnt, glyph: number): Uint8Array {
  const loca = tableOf(font, 'loca')
  const isLong = tableOf(font, 'head').getInt16(50) === 1
  const offset = (at: number): number => (isLong ? loca.getUint32(4 * at) : 2 * loca.getUint16(2 * at))
  const start = offset(glyph)
  return partOf(font.file, placeOf(font, 'glyf').offset + start, offset(glyph + 1) - start)
}

/** An outline without instructions, its components by their new numbers, on a multiple of four bytes. */
function plainOutline(data: Uint8Array, places: ReadonlyMap<number, number>): Uint8Array {
  if (data.length === 0) return data
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  return view.getInt16(0) < 0 ? plainComposite(view, places) : plainSimple(view, data)
}

function plainSimple(view: DataView, data: Uint8Array): Uint8Array {
  const after = 10 + 2 * view.getInt16(0)
  const points = after + 2 + view.getUint16(after)
  const out = new Uint8Array(inFours(after + 2 + data.length - points))
  out.set(data.subarray(0, after))
  out.set(data.subarray(points), after + 2)
  return out
}

/** Flags of a component (glyf, composite glyphs). */
export const COMPONENT = {
  argsAreWords: 0x01,
  hasScale: 0x08,
  more: 0x20,
  hasTwoScales: 0x40,
  hasMatrix: 0x80,
  hasInstructions: 0x100,
} as const

/** Bytes of a component's record, by its flags. */
export const componentLength = (flags: number): number =>
  4 +
  (flags & COMPONENT.argsAreWords ? 4 : 2) +
  (flags & COMPONENT.hasMatrix ? 8 : flags & COMPONENT.hasTwoScales ? 4 : flags & COMPONENT.hasScale ? 2 : 0)

/** The glyphs that `glyphs` are made of, themselves included, and .notdef: rising order. */
export function closeOverComponents(font: Sfnt, glyphs: Iterable<number>): number[] {
  const closed = new Set([0])
  const waiting = [...glyphs]
  for (let glyph = waiting.pop(); glyph !== undefined; glyph = waiting.pop()) {
    if (closed.has(glyph)) continue
    closed.add(glyph)
    if (!font.isCff) waiting.push(...components(font, glyph))
  }
  return [...closed].sort((a, b) => a - b)
}

/** Glyphs that a composite glyph draws; none for a simple one. */
function components(font: Sfnt, glyph: number): number[] {
  const data = glyphData(font, glyph)
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  if (data.length === 0 || view.getInt16(0) >= 0) return []
  const found: number[] = []
  let at = 10
  for (let flags: number = COMPONENT.more; flags & COMPONENT.more; at += componentLength(flags)) {
    flags = view.getUint16(at)
    found.push(view.getUint16(at + 2))
  }
  return found
}

function plainComposite(view: DataView, places: ReadonlyMap<number, number>): Uint8Array {
  const out = new Uint8Array(inFours(view.byteLength))
  out.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
  const copy = new DataView(out.buffer)
  let at = 10
  for (let flags: number = COMPONENT.more; flags & COMPONENT.more; at += componentLength(flags)) {
    flags = view.getUint16(at)
    copy.setUint16(at, flags & ~COMPONENT.hasInstructions)
    copy.setUint16(at + 2, places.get(view.getUint16(at + 2)) ?? 0)
  }
  return out.subarray(0, inFours(at))
}

function metricsOf(font: Sfnt, glyphs: readonly number[]): Uint8Array {
  const longMetrics = tableOf(font, 'hhea').getUint16(34)
  const hmtx = tableOf(font, 'hmtx')
  const out = new DataView(new ArrayBuffer(4 * glyphs.length))
  glyphs.forEach((glyph, place) => {
    const bearing = glyph < longMetrics ? 4 * glyph + 2 : 4 * longMetrics + 2 * (glyph - longMetrics)
    out.setUint16(4 * place, hmtx.getUint16(4 * Math.min(glyph, longMetrics - 1)))
    out.setInt16(4 * place + 2, hmtx.getInt16(bearing))
  })
  return new Uint8Array(out.buffer)
}

function offsetsOf(outlines: readonly Uint8Array[]): Uint8Array {
  const loca = new DataView(new ArrayBuffer(4 * (outlines.length + 1)))
  let end = 0
  outlines.forEach((outline, place) => loca.setUint32(4 * place + 4, (end += outline.length)))
  return new Uint8Array(loca.buffer)
}

function patched(font: Sfnt, tag: string, change: (table: DataView) => void): Uint8Array {
  const table = tableOf(font, tag)
  const copy = new Uint8Array(table.buffer, table.byteOffset, table.byteLength).slice()
  change(new DataView(copy.buffer))
  return copy
}

/** Table directory, tables in the order of their tags, checksums, and the whole file's in head. */
function fontFile(tables: Readonly<Record<(typeof TABLES)[number], Uint8Array>>): Uint8Array {
  const start = 12 + 16 * TABLES.length
  const size = TABLES.reduce((sum, tag) => sum + inFours(tables[tag].length), start)
  const file = new Uint8Array(size)
  const view = new DataView(file.buffer)
  view.setUint32(0, 0x00010000)
  view.setUint16(4, TABLES.length)
  // The largest power of two below the number of tables, 4, in the words that a search by halves would use.
  view.setUint16(6, 64)
  view.setUint16(8, 2)
  view.setUint16(10, 16 * TABLES.length - 64)
  let at = start
  let head = start
  TABLES.forEach((tag, i) => {
    const bytes = tables[tag]
    if (tag === 'head') head = at
    file.set(bytes, at)
    for (let c = 0; c < 4; c++) view.setUint8(12 + 16 * i + c, tag.charCodeAt(c))
    view.setUint32(12 + 16 * i + 4, checksum(view, at, inFours(bytes.length)))
    view.setUint32(12 + 16 * i + 8, at)
    view.setUint32(12 + 16 * i + 12, bytes.length)
    at += inFours(bytes.length)
  })
  view.setUint32(head + 8, (0xb1b0afba - checksum(view, 0, size)) >>> 0)
  return file
}

function checksum(view: DataView, from: number, length: number): number {
  let sum = 0
  for (let at = from; at < from + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  return sum
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const inFours = (length: number): number => (length + 3) & ~3
