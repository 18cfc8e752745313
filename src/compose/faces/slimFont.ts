/**
 * A font without its outlines, for shaping: a Chinese face is 15 MB, of which 13 are outlines that no line needs. Advances,
 * the character map and the shaping tables are left; ink boxes are read from the outlines' heads where they lie.
 * Source: the OpenType specification, "Organization of an OpenType Font", "glyf" and "loca".
 */

interface Table {
  readonly tag: string
  readonly offset: number
  readonly length: number
}

const HEADER = 12
const RECORD = 16
const OUTLINES: ReadonlySet<string> = new Set(['glyf', 'loca', 'gvar', 'fpgm', 'prep', 'cvt ', 'DSIG'])

/** The tables of a font file with TrueType outlines; null for any other (collections, CFF), which is taken whole. */
function tablesOf(bytes: Uint8Array): readonly Table[] | null {
  if (bytes.length < HEADER) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0) !== 0x00010000) return null
  const count = view.getUint16(4)
  if (bytes.length < HEADER + count * RECORD) return null
  const tables = Array.from({ length: count }, (_, i) => {
    const at = HEADER + i * RECORD
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4))
    return { tag, offset: view.getUint32(at + 8), length: view.getUint32(at + 12) }
  })
  const isWhole = tables.every(({ offset, length }) => offset + length <= bytes.length)
  return isWhole && tables.some(({ tag }) => tag === 'glyf') ? tables : null
}

/** The font's bytes without outlines; the bytes themselves where it has none of TrueType's kind. */
export function withoutOutlines(bytes: Uint8Array): Uint8Array {
  const all = tablesOf(bytes)
  if (!all) return bytes
  const kept = all.filter(({ tag }) => !OUTLINES.has(tag))
  const start = HEADER + kept.length * RECORD
  const slim = new Uint8Array(kept.reduce((sum, { length }) => sum + padded(length), start))
  const view = new DataView(slim.buffer)
  slim.set(bytes.subarray(0, HEADER))
  view.setUint16(4, kept.length)
  let at = start
  kept.forEach(({ tag, offset, length }, i) => {
    const record = HEADER + i * RECORD
    for (let c = 0; c < 4; c++) view.setUint8(record + c, tag.charCodeAt(c))
    view.setUint32(record + 8, at)
    view.setUint32(record + 12, length)
    slim.set(bytes.subarray(offset, offset + length), at)
    at += padded(length)
  })
  return slim
}

const padded = (length: number): number => (length + 3) & ~3

/** The box of a glyph's outline in font units, y upwards: left, foot, right, top; null where it has no ink. */
export type OutlineBox = (glyph: number) => readonly [number, number, number, number] | null

/** Reads outline boxes out of `glyf`; null for a font without TrueType outlines. */
export function outlineBoxes(bytes: Uint8Array): OutlineBox | null {
  const tables = tablesOf(bytes)
  const table = (tag: string): DataView | null => {
    const found = tables?.find((each) => each.tag === tag)
    return found ? new DataView(bytes.buffer, bytes.byteOffset + found.offset, found.length) : null
  }
  const [head, loca, glyf] = [table('head'), table('loca'), table('glyf')]
  if (!head || !loca || !glyf || head.byteLength < 52) return null
  const isLong = head.getInt16(50) === 1
  const startOf = (glyph: number): number => (isLong ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2)
  const count = Math.floor(loca.byteLength / (isLong ? 4 : 2)) - 1
  return (glyph) => {
    if (glyph < 0 || glyph >= count) return null
    const start = startOf(glyph)
    if (startOf(glyph + 1) === start || start + 10 > glyf.byteLength) return null
    return [glyf.getInt16(start + 2), glyf.getInt16(start + 4), glyf.getInt16(start + 6), glyf.getInt16(start + 8)]
  }
}
