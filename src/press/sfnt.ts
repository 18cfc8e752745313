/** Font files (OpenType 1.9): the few tables that the press must read itself. Numbers are in font units unless said. */

export interface Sfnt {
  readonly bytes: Uint8Array
  readonly tables: ReadonlyMap<string, DataView>
  readonly unitsPerEm: number
  readonly glyphCount: number
  /** Outlines in a CFF table; else TrueType's glyf. */
  readonly isCff: boolean
}

/** Reads the table directory; of a collection, its first font. RangeError where that is not a font. */
export function readSfnt(bytes: Uint8Array): Sfnt {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = tagAt(view, 0) === 'ttcf' ? view.getUint32(12) : 0
  const tables = new Map<string, DataView>()
  for (let i = 0, count = view.getUint16(start + 4); i < count; i++) {
    const entry = start + 12 + 16 * i
    const table = new DataView(bytes.buffer, bytes.byteOffset + view.getUint32(entry + 8), view.getUint32(entry + 12))
    tables.set(tagAt(view, entry), table)
  }
  const font = { bytes, tables, isCff: tables.has('CFF ') }
  return {
    ...font,
    unitsPerEm: tableOf(font, 'head').getUint16(18),
    glyphCount: tableOf(font, 'maxp').getUint16(4),
  }
}

/** A table that the font must have. */
export function tableOf(font: Pick<Sfnt, 'tables'>, tag: string): DataView {
  const table = font.tables.get(tag)
  if (!table) throw new RangeError(`font without ${tag}`)
  return table
}

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

/**
 * Whether a CFF table is CID-keyed: its Top DICT has the operator ROS, 12 30 (Adobe TN 5176, 9). Its codes would be the
 * charset's, not the glyphs' own numbers.
 */
export function isCidKeyed(font: Sfnt): boolean {
  const cff = tableOf(font, 'CFF ')
  const names = readIndex(cff, cff.getUint8(2))
  const dicts = readIndex(cff, names.end)
  // The operator that makes a font CID-keyed must be the first of its Top DICT; its operands are three numbers.
  let at = dicts.first
  for (let operands = 0; operands < 3; operands++) at += numberLength(cff.getUint8(at))
  return cff.getUint8(at) === 12 && cff.getUint8(at + 1) === 30
}

/** Where the data of a CFF INDEX begins and where the INDEX ends. */
function readIndex(cff: DataView, at: number): { readonly first: number; readonly end: number } {
  const count = cff.getUint16(at)
  if (count === 0) return { first: at + 2, end: at + 2 }
  const size = cff.getUint8(at + 2)
  let last = 0
  for (let i = 0; i < size; i++) last = last * 256 + cff.getUint8(at + 3 + count * size + i)
  const data = at + 2 + (count + 1) * size
  return { first: data + 1, end: data + last }
}

/** Bytes of an integer in a DICT, by its first. */
const numberLength = (first: number): number => (first === 28 ? 3 : first === 29 ? 5 : first <= 246 ? 1 : 2)

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
