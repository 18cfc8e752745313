/**
 * A font without its outlines, for shaping: a Chinese face is 15 MB, of which 13 are outlines that no line needs. Advances,
 * the character map and the shaping tables are left; ink boxes are read from the outlines' heads where they lie.
 * Source: the OpenType specification, "Organization of an OpenType Font", "glyf" and "loca".
 */
import { partOf, type LoadedFace } from '#contract/faces.ts'

interface Table {
  readonly tag: string
  readonly offset: number
  readonly length: number
}

const HEADER = 12
const RECORD = 16
const OUTLINES: ReadonlySet<string> = new Set(['glyf', 'loca', 'gvar', 'fpgm', 'prep', 'cvt ', 'DSIG'])

/** The tables of a font file with TrueType outlines; null for any other (collections, CFF), which is taken whole. */
function tablesOf(face: FontFile): readonly Table[] | null {
  const head = viewOf(partOf(face, 0, HEADER))
  if (head.byteLength < HEADER || head.getUint32(0) !== 0x00010000) return null
  const count = head.getUint16(4)
  const records = partOf(face, HEADER, count * RECORD)
  if (records.length < count * RECORD) return null
  const view = viewOf(records)
  const tables = Array.from({ length: count }, (_, i) => {
    const at = i * RECORD
    const tag = String.fromCharCode(...records.subarray(at, at + 4))
    return { tag, offset: view.getUint32(at + 8), length: view.getUint32(at + 12) }
  })
  const last = tables.reduce((end, { offset, length }) => Math.max(end, offset + length), 0)
  const isWhole = last > 0 && partOf(face, last - 1, 1).length === 1
  return isWhole && tables.some(({ tag }) => tag === 'glyf') ? tables : null
}

/** A font file as the shelf has it. */
type FontFile = Pick<LoadedFace, 'bytes' | 'part'>

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The font's bytes without outlines; the bytes themselves where it has none of TrueType's kind. */
export function withoutOutlines(face: FontFile): Uint8Array {
  const all = tablesOf(face)
  if (!all) return face.bytes
  const kept = all.filter(({ tag }) => !OUTLINES.has(tag))
  const start = HEADER + kept.length * RECORD
  const slim = new Uint8Array(kept.reduce((sum, { length }) => sum + padded(length), start))
  const view = new DataView(slim.buffer)
  slim.set(partOf(face, 0, HEADER))
  view.setUint16(4, kept.length)
  let at = start
  kept.forEach(({ tag, offset, length }, i) => {
    const record = HEADER + i * RECORD
    for (let c = 0; c < 4; c++) view.setUint8(record + c, tag.charCodeAt(c))
    view.setUint32(record + 8, at)
    view.setUint32(record + 12, length)
    slim.set(partOf(face, offset, length), at)
    at += padded(length)
  })
  return slim
}

const padded = (length: number): number => (length + 3) & ~3

/** The box of a glyph's outline in font units, y upwards: left, foot, right, top; null where it has no ink. */
export type OutlineBox = (glyph: number) => readonly [number, number, number, number] | null

/** Bytes of a glyph's head in `glyf`: contours and box. */
const GLYPH_HEAD = 10

/** Reads outline boxes out of `glyf`, a glyph at a time; null for a font without TrueType outlines. */
export function outlineBoxes(face: FontFile): OutlineBox | null {
  const tables = tablesOf(face)
  const find = (tag: string): Table | undefined => tables?.find((each) => each.tag === tag)
  const read = (table: Table): DataView => viewOf(partOf(face, table.offset, table.length))
  const [heads, places, glyf] = [find('head'), find('loca'), find('glyf')]
  if (!heads || !places || !glyf || heads.length < 52) return null
  const isLong = read(heads).getInt16(50) === 1
  const loca = read(places)
  const startOf = (glyph: number): number => (isLong ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2)
  const count = Math.floor(loca.byteLength / (isLong ? 4 : 2)) - 1
  return (glyph) => {
    if (glyph < 0 || glyph >= count) return null
    const start = startOf(glyph)
    if (startOf(glyph + 1) === start || start + GLYPH_HEAD > glyf.length) return null
    const head = viewOf(partOf(face, glyf.offset + start, GLYPH_HEAD))
    return [head.getInt16(2), head.getInt16(4), head.getInt16(6), head.getInt16(8)]
  }
}
