/** ICC profiles (ICC.1:2010): what must be known of one before plates are made for it. */
import { fault, type Outcome } from '#contract/faults.ts'

export interface OutputProfile {
  /** As it describes itself; every profile has a description (9.1.1). */
  readonly name: string
  readonly bytes: Uint8Array
}

const HEADER = 128
const SIGNATURE = 'acsp'
/** PDF 1.6, and with it PDF/X-4, knows profiles up to version 4 (ISO 15930-7, 2). */
const NEWEST = 4

/**
 * Reads a plant's own output profile. Faults: profile.unreadable where the bytes are no whole profile; profile.unfit with
 * its class and colour space where it is not of an output device (`prtr`) in CMYK, with tables to separate by (`B2A0`).
 */
export function readOutputProfile(bytes: Uint8Array): Outcome<OutputProfile> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER + 4 || tagAt(view, 36) !== SIGNATURE || view.getUint32(0) > bytes.length) {
    return fault('profile.unreadable')
  }
  const tags = readTags(view)
  const name = tags && describe(view, tags.get('desc'))
  if (!tags || !name) return fault('profile.unreadable')
  const [kind, space] = [tagAt(view, 12).trim(), tagAt(view, 16).trim()]
  const version = view.getUint8(8)
  const isFit = kind === 'prtr' && space === 'CMYK' && version <= NEWEST && tags.has('B2A0')
  return isFit ? { name, bytes } : fault('profile.unfit', { name, kind, space, version })
}

interface Tag {
  readonly at: number
  readonly length: number
}

/** The tag table (7.3); null where a tag lies outside the file. */
function readTags(view: DataView): ReadonlyMap<string, Tag> | null {
  const count = view.getUint32(HEADER)
  if (HEADER + 4 + 12 * count > view.byteLength) return null
  const tags = new Map<string, Tag>()
  for (let i = 0; i < count; i++) {
    const entry = HEADER + 4 + 12 * i
    const tag = { at: view.getUint32(entry + 4), length: view.getUint32(entry + 8) }
    if (tag.at + tag.length > view.byteLength) return null
    tags.set(tagAt(view, entry), tag)
  }
  return tags
}

/** A description of version 2 (textDescriptionType, ASCII) or 4 (multiLocalizedUnicodeType, the English or the first). */
function describe(view: DataView, tag: Tag | undefined): string | null {
  if (!tag || tag.length < 16) return null
  const kind = tagAt(view, tag.at)
  if (kind === 'desc') {
    const length = Math.min(view.getUint32(tag.at + 8), tag.length - 12)
    return cleaned(String.fromCharCode(...bytesOf(view, tag.at + 12, length)))
  }
  return kind === 'mluc' ? localized(view, tag) : null
}

const LONGEST_NAME = 200

function localized(view: DataView, { at, length }: Tag): string | null {
  const [count, size] = [view.getUint32(at + 8), view.getUint32(at + 12)]
  if (size < 12 || 16 + count * size > length) return null
  const records = Array.from({ length: count }, (_, i) => at + 16 + i * size)
  const chosen = records.find((record) => tagAt(view, record).startsWith('en')) ?? records[0]
  if (chosen === undefined) return null
  const [bytes, from] = [view.getUint32(chosen + 4), view.getUint32(chosen + 8)]
  if (from + bytes > length) return null
  let name = ''
  for (let i = 0; i + 1 < Math.min(bytes, 2 * LONGEST_NAME); i += 2) {
    name += String.fromCharCode(view.getUint16(at + from + i))
  }
  return cleaned(name)
}

/** Without the zero that ends it and without controls; null where nothing is left. */
const cleaned = (name: string): string | null =>
  name
    .slice(0, LONGEST_NAME)
    .split('\0')[0]
    ?.replace(/[\u0001-\u001f\u007f-\u009f]/g, '')
    .trim() || null

const bytesOf = (view: DataView, at: number, length: number): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset + at, Math.max(0, Math.min(length, view.byteLength - at, LONGEST_NAME)))

const tagAt = (view: DataView, at: number): string => String.fromCharCode(...bytesOf(view, at, 4))
