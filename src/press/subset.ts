/** HarfBuzz's subsetter (harfbuzz-subset.wasm), called by glyph id. */

/** The calls we use, by the names HarfBuzz exports them under; numbers are pointers, flags and glyph ids. */
interface Harfbuzz {
  readonly memory: WebAssembly.Memory
  malloc(size: number): number
  free(pointer: number): void
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number
  hb_blob_destroy(blob: number): void
  hb_blob_get_data(blob: number, length: number): number
  hb_blob_get_length(blob: number): number
  hb_face_create(blob: number, index: number): number
  hb_face_destroy(face: number): void
  hb_face_reference_blob(face: number): number
  hb_set_add(set: number, value: number): void
  hb_subset_input_create_or_fail(): number
  hb_subset_input_destroy(input: number): void
  hb_subset_input_glyph_set(input: number): number
  hb_subset_input_set(input: number, which: number): number
  hb_subset_input_set_flags(input: number, flags: number): void
  hb_subset_or_fail(face: number, input: number): number
}

const MODE_READONLY = 1
const SET_DROP_TABLES = 3
const NO_HINTING = 0x01
const RETAIN_GLYPHS = 0x02
const KEEP_NOTDEF = 0x40
const NO_LAYOUT_CLOSURE = 0x200

/** Tables that a font inside a PDF has no use for: the PDF itself says what they say. */
const DROPPED = ['GSUB', 'GPOS', 'GDEF', 'BASE', 'VORG', 'vmtx', 'vhea', 'DSIG', 'name', 'OS/2', 'cmap', 'post', 'gasp',
  'meta', 'STAT', 'HVAR', 'VVAR', 'MVAR', 'LTSH', 'hdmx', 'kern'] // prettier-ignore

/**
 * Takes a font's glyphs (rising, with 0 and closed over components) into a smaller font. Glyph i of the result is the
 * i-th of `glyphs`; with `keepsIds` glyphs keep their numbers and the rest are empty.
 */
export type Subset = (font: Uint8Array, glyphs: readonly number[], keepsIds: boolean) => Uint8Array

/** Opens the subsetter out of its WebAssembly bytes (about 5 ms). */
export async function openSubsetter(wasm: Uint8Array): Promise<Subset> {
  const { instance } = await WebAssembly.instantiate(wasm)
  const hb = instance.exports as unknown as Harfbuzz
  const start = instance.exports['_initialize'] as () => void
  start()
  return (font, glyphs, keepsIds) => subset(hb, font, glyphs, keepsIds)
}

function subset(hb: Harfbuzz, font: Uint8Array, glyphs: readonly number[], keepsIds: boolean): Uint8Array {
  const data = hb.malloc(font.length)
  new Uint8Array(hb.memory.buffer).set(font, data)
  const blob = hb.hb_blob_create(data, font.length, MODE_READONLY, 0, 0)
  const face = hb.hb_face_create(blob, 0)
  hb.hb_blob_destroy(blob)
  const input = inputFor(hb, glyphs, keepsIds)
  const small = hb.hb_subset_or_fail(face, input)
  hb.hb_subset_input_destroy(input)
  hb.hb_face_destroy(face)
  const bytes = small === 0 ? null : takeBytes(hb, small)
  hb.free(data)
  if (bytes === null) throw new RangeError('subset: not a font that can be subset')
  return bytes
}

function inputFor(hb: Harfbuzz, glyphs: readonly number[], keepsIds: boolean): number {
  const input = hb.hb_subset_input_create_or_fail()
  const wanted = hb.hb_subset_input_glyph_set(input)
  for (const glyph of glyphs) hb.hb_set_add(wanted, glyph)
  const dropped = hb.hb_subset_input_set(input, SET_DROP_TABLES)
  for (const tag of DROPPED) hb.hb_set_add(dropped, tagNumber(tag))
  const flags = NO_HINTING | KEEP_NOTDEF | NO_LAYOUT_CLOSURE | (keepsIds ? RETAIN_GLYPHS : 0)
  hb.hb_subset_input_set_flags(input, flags)
  return input
}

function takeBytes(hb: Harfbuzz, face: number): Uint8Array {
  const blob = hb.hb_face_reference_blob(face)
  const start = hb.hb_blob_get_data(blob, 0)
  const bytes = new Uint8Array(hb.memory.buffer).slice(start, start + hb.hb_blob_get_length(blob))
  hb.hb_blob_destroy(blob)
  hb.hb_face_destroy(face)
  return bytes
}

function tagNumber(tag: string): number {
  let number = 0
  for (let i = 0; i < 4; i++) number = ((number << 8) | tag.charCodeAt(i)) >>> 0
  return number
}
