/**
 * CFF tables (Adobe Technical Note 5176), as far as CID-keyed ones need it. A program finds a glyph of such a font by its
 * CID, which the charset gives it; a page calls a glyph by its number in the original font. So the subset gets a charset
 * in which each glyph's CID is that number.
 */

const ROS = 30
const ESCAPE = 12
const CHARSET = 15
const CHAR_STRINGS = 17

/** Whether a table is CID-keyed: its Top DICT has the operator ROS (9). */
export const isCidKeyed = (cff: DataView): boolean => readTopDict(cff).some(({ operator }) => operator === `${ESCAPE} ${ROS}`) // prettier-ignore

/**
 * The table of a subset with `numbers` for the CIDs of its glyphs: rising, the first 0, one a glyph. RangeError where it
 * has other glyphs, or a charset whose place has no room for another's.
 */
export function withCids(cff: DataView, numbers: readonly number[]): Uint8Array {
  const dict = readTopDict(cff)
  const charset = dict.find(({ operator }) => operator === `${CHARSET}`)
  const strings = dict.find(({ operator }) => operator === `${CHAR_STRINGS}`)
  if (!strings || charset?.length !== LONG_INTEGER) throw new RangeError('withCids: no charset to replace')
  const glyphs = cff.getUint16(longAt(cff, strings.at))
  if (glyphs !== numbers.length) throw new RangeError(`withCids: ${numbers.length} numbers for ${glyphs} glyphs`)
  // Format 0: a CID a glyph; .notdef is CID 0 and not said (13).
  const out = new Uint8Array(cff.byteLength + 1 + 2 * (glyphs - 1))
  out.set(new Uint8Array(cff.buffer, cff.byteOffset, cff.byteLength))
  const view = new DataView(out.buffer)
  numbers.slice(1).forEach((number, i) => view.setUint16(cff.byteLength + 1 + 2 * i, number))
  view.setInt32(charset.at + 1, cff.byteLength)
  return out
}

/** An operator of a DICT with its last operand: where that stands and how long it is. */
interface DictEntry {
  readonly operator: string
  readonly at: number
  readonly length: number
}

/** An integer written in five bytes, 29 before it, as offsets are that were not known at first. */
const LONG_INTEGER = 5

function longAt(cff: DataView, at: number): number {
  if (cff.getUint8(at) !== 29) throw new RangeError('CFF: an offset of another length')
  return cff.getInt32(at + 1)
}

function readTopDict(cff: DataView): DictEntry[] {
  const names = indexAt(cff, cff.getUint8(2))
  const dicts = indexAt(cff, names.end)
  const entries: DictEntry[] = []
  let operand = { at: dicts.first, length: 0 }
  for (let at = dicts.first; at < dicts.firstEnd;) {
    const first = cff.getUint8(at)
    if (first > 21) {
      operand = { at, length: operandLength(cff, at) }
      at += operand.length
      continue
    }
    const isEscape = first === ESCAPE
    entries.push({ operator: isEscape ? `${first} ${cff.getUint8(at + 1)}` : `${first}`, ...operand })
    at += isEscape ? 2 : 1
  }
  return entries
}

/** Where an INDEX has its first object, where that ends, and where the INDEX does (5). */
function indexAt(
  cff: DataView,
  at: number,
): { readonly first: number; readonly firstEnd: number; readonly end: number } {
  const count = cff.getUint16(at)
  if (count === 0) return { first: at + 2, firstEnd: at + 2, end: at + 2 }
  const size = cff.getUint8(at + 2)
  const data = at + 2 + (count + 1) * size
  const offset = (i: number): number => {
    let value = 0
    for (let byte = 0; byte < size; byte++) value = value * 256 + cff.getUint8(at + 3 + i * size + byte)
    return data + value
  }
  return { first: offset(0), firstEnd: offset(1), end: offset(count) }
}

/** Bytes of an operand in a DICT (4): integers by their first byte, reals to the nibble that ends them. */
function operandLength(cff: DataView, at: number): number {
  const first = cff.getUint8(at)
  if (first === 28) return 3
  if (first === 29) return LONG_INTEGER
  if (first !== 30) return first <= 246 ? 1 : 2
  let length = 1
  for (let byte = 0; (byte & 0xf) !== 0xf; length++) byte = cff.getUint8(at + length)
  return length
}
