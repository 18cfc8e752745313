/** Font files (OpenType 1.9): the few tables that the press must read itself. Numbers are in font units unless said. */
import { partOf, type LoadedFace } from '#contract/faces.ts'

export interface Sfnt {
  readonly file: FontFile
  readonly places: ReadonlyMap<string, TablePlace>
  /** Tables that were read. */
  readonly read: Map<string, DataView>
  /** Outlines that were read, by glyph. */
  readonly outlines: Map<number, Uint8Array>
  readonly unitsPerEm: number
  readonly glyphCount: number
  /** Outlines in a CFF table; else TrueType's glyf. */
  readonly isCff: boolean
}

/** A font file as the shelf has it: whole in memory, or read by parts. */
export type FontFile = Pick<LoadedFace, 'bytes' | 'part'>

/** Where a table lies in its file. */
export interface TablePlace {
  readonly offset: number
  readonly length: number
}

/** Reads the table directory; of a collection, its first font. RangeError where that is not a font. */
export function readSfnt(file: FontFile): Sfnt {
  const view = (offset: number, length: number): DataView => viewOf(partOf(file, offset, length))
  const head = view(0, 16)
  const start = tagAt(head, 0) === 'ttcf' ? head.getUint32(12) : 0
  const count = view(start + 4, 2).getUint16(0)
  const entries = view(start + 12, 16 * count)
  const places = new Map<string, TablePlace>()
  for (let entry = 0; entry < 16 * count; entry += 16) {
    places.set(tagAt(entries, entry), { offset: entries.getUint32(entry + 8), length: entries.getUint32(entry + 12) })
  }
  const font = {
    file,
    places,
    read: new Map<string, DataView>(),
    outlines: new Map<number, Uint8Array>(),
    isCff: places.has('CFF '),
  }
  return {
    ...font,
    unitsPerEm: tableOf(font, 'head').getUint16(18),
    glyphCount: tableOf(font, 'maxp').getUint16(4),
  }
}

/** A table that the font must have, read whole. */
export function tableOf(font: Pick<Sfnt, 'file' | 'places' | 'read'>, tag: string): DataView {
  const known = font.read.get(tag)
  if (known) return known
  const { offset, length } = placeOf(font, tag)
  const table = viewOf(partOf(font.file, offset, length))
  font.read.set(tag, table)
  return table
}

/** Where a table lies that the font must have. */
export function placeOf({ places }: Pick<Sfnt, 'places'>, tag: string): TablePlace {
  const place = places.get(tag)
  if (!place) throw new RangeError(`font without ${tag}`)
  return place
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
}

/** Horizontal advance of a glyph (hmtx; the last long metric serves all that follow). */
export function advance(font: Sfnt, glyph: number): number {
  const longMetrics = tableOf(font, 'hhea').getUint16(34)
  return tableOf(font, 'hmtx').getUint16(4 * Math.min(glyph, longMetrics - 1))
}

/** The glyph of a character by the Unicode subtables of cmap (formats 12 and 4); 0 where the font has none. */
export function glyphOf(font: Sfnt, character: number): number {
  const cmap = tableOf(font, 'cmap')
  let best = -1
  let bestFormat = 0
  for (let i = 0, count = cmap.getUint16(2); i < count; i++) {
    const platform = cmap.getUint16(4 + 8 * i)
    if (platform !== 0 && platform !== 3) continue
    const at = cmap.getUint32(8 + 8 * i)
    const format = cmap.getUint16(at)
    if ((format === 12 || format === 4) && format > bestFormat) {
      best = at
      bestFormat = format
    }
  }
  if (best < 0) return 0
  return bestFormat === 12 ? lookUp12(cmap, best, character) : lookUp4(cmap, best, character)
}

function lookUp12(cmap: DataView, at: number, character: number): number {
  let low = 0
  let high = cmap.getUint32(at + 12)
  while (low < high) {
    const middle = (low + high) >> 1
    const group = at + 16 + 12 * middle
    if (character < cmap.getUint32(group)) high = middle
    else if (character > cmap.getUint32(group + 4)) low = middle + 1
    else return cmap.getUint32(group + 8) + character - cmap.getUint32(group)
  }
  return 0
}

function lookUp4(cmap: DataView, at: number, character: number): number {
  const segments = cmap.getUint16(at + 6) / 2
  const ends = at + 14
  const starts = ends + 2 * segments + 2
  const deltas = starts + 2 * segments
  const offsets = deltas + 2 * segments
  for (let i = 0; i < segments; i++) {
    if (character > cmap.getUint16(ends + 2 * i)) continue
    const first = cmap.getUint16(starts + 2 * i)
    if (character < first) return 0
    const offset = cmap.getUint16(offsets + 2 * i)
    const delta = cmap.getUint16(deltas + 2 * i)
    if (offset === 0) return (character + delta) & 0xffff
    const glyph = cmap.getUint16(offsets + 2 * i + offset + 2 * (character - first))
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff
  }
  return 0
}

/** Whether the font's licence forbids to embed a part of it: bit 8 of fsType (OpenType, OS/2). */
export const isNeverSubset = (font: Sfnt): boolean => (tableOf(font, 'OS/2').getUint16(8) & 0x0100) !== 0

/** What a FontDescriptor says, in thousandths of an em. */
export interface Metrics {
  readonly box: readonly [number, number, number, number]
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  /** Degrees, anticlockwise positive. */
  readonly italicAngle: number
  readonly weight: number
}

export function metrics(font: Sfnt): Metrics {
  const head = tableOf(font, 'head')
  const os2 = tableOf(font, 'OS/2')
  const em = (units: number): number => Math.round((units * 1000) / font.unitsPerEm)
  const ascent = em(os2.getInt16(68))
  return {
    box: [em(head.getInt16(36)), em(head.getInt16(38)), em(head.getInt16(40)), em(head.getInt16(42))],
    ascent,
    descent: em(os2.getInt16(70)),
    capHeight: os2.getUint16(0) >= 2 ? em(os2.getInt16(88)) : ascent,
    italicAngle: Math.round(tableOf(font, 'post').getInt32(4) / 65536),
    weight: os2.getUint16(4),
  }
}

/** The font's PostScript name (name id 6), letters, figures and hyphens only. */
export function postScriptName(font: Sfnt): string {
  const names = tableOf(font, 'name')
  const texts = names.getUint16(4)
  for (let i = 0, count = names.getUint16(2); i < count; i++) {
    const entry = 6 + 12 * i
    if (names.getUint16(entry + 6) !== 6) continue
    const isWide = names.getUint16(entry) !== 1
    const start = texts + names.getUint16(entry + 10)
    let name = ''
    for (let at = start + (isWide ? 1 : 0); at < start + names.getUint16(entry + 8); at += isWide ? 2 : 1) {
      name += String.fromCharCode(names.getUint8(at))
    }
    return name.replace(/[^A-Za-z0-9-]/g, '')
  }
  return 'Unnamed'
}
