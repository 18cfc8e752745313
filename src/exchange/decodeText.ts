/** Bytes -> text. What bytes cannot say for certain is told by what they decode to: news is made of common characters. */
import type { TextEncodingName } from '#contract/exchange.ts'
import { fault, type Outcome } from '#contract/faults.ts'
import { isHan } from './characters.ts'
import { isCommonHan } from './commonHan.ts'

/** The largest file that is read as a page of text, in bytes. */
export const MAX_TEXT_BYTES = 16 * 1024 * 1024
/** Statistics look at this much of the text, in UTF-16 units. */
const SAMPLE = 65_536

export interface DecodedText {
  readonly text: string
  readonly encoding: TextEncodingName
}

function decodeWith(bytes: Uint8Array, encoding: TextEncodingName, isFatal = true): string | null {
  try {
    return new TextDecoder(encoding, { fatal: isFatal }).decode(bytes)
  } catch {
    return null
  }
}

/** Controls that no text has are a sign of another kind of file; a stray one is cleaned later. */
function looksLikeText(text: string): boolean {
  let odd = 0
  const length = Math.min(text.length, SAMPLE)
  for (let i = 0; i < length; i++) {
    const u = text.charCodeAt(i)
    if (u === 0) return false
    if ((u < 32 && (u < 9 || u > 13)) || (u >= 0x7f && u < 0xa0) || u === 0xfffd) odd++
  }
  return odd <= 2 + length / 50
}

/** Share of what is not ASCII that is a common Han character or a mark of Chinese; 0 where all is ASCII. */
function commonShare(text: string): number {
  let common = 0
  let all = 0
  for (let i = 0; i < text.length && i < SAMPLE; i++) {
    const u = text.charCodeAt(i)
    if (u < 0x80 || u === 0x3000) continue
    all++
    if (
      isHan(text[i])
        ? isCommonHan(text[i]!)
        : (u > 0x3000 && u <= 0x3011) || '，。：；！？（）“”‘’、—…·■'.includes(text[i]!)
    )
      common++
  }
  return all === 0 ? 0 : common / all
}

function asUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText | null {
  if (bytes.length % 2 !== 0) return null
  const text = decodeWith(bytes, encoding, false)
  return text !== null && looksLikeText(text) ? { text, encoding } : null
}

/** Share of what reads as printable ASCII, line ends, or common Chinese. */
function plainShare(text: string): number {
  let plain = 0
  const length = Math.min(text.length, SAMPLE)
  for (let i = 0; i < length; i++) {
    const u = text.charCodeAt(i)
    if (
      (u >= 32 && u < 127) ||
      u === 10 ||
      u === 13 ||
      u === 9 ||
      (u >= 0x2010 && u < 0x2030) ||
      (u >= 0x3000 && u < 0x3020) ||
      (u > 0xff00 && u < 0xff5f) ||
      isCommonHan(text[i]!)
    )
      plain++
  }
  return length === 0 ? 0 : plain / length
}

function utf16WithoutMark(bytes: Uint8Array): DecodedText | null {
  const read = (['utf-16le', 'utf-16be'] as const)
    .map((encoding) => asUtf16(bytes, encoding))
    .filter((each) => each !== null)
    .sort((a, b) => plainShare(b.text) - plainShare(a.text))
  return read[0] && plainShare(read[0].text) > 0.7 ? read[0] : null
}

function chineseByStatistics(bytes: Uint8Array): DecodedText | null {
  const read: { text: string; encoding: TextEncodingName; share: number }[] = []
  for (const encoding of ['gb18030', 'big5'] as const) {
    const text = decodeWith(bytes, encoding)
    if (text !== null && looksLikeText(text)) read.push({ text, encoding, share: commonShare(text) })
  }
  read.sort((a, b) => b.share - a.share)
  return read[0] && read[0].share > 0.5 ? read[0] : null
}

function decode(bytes: Uint8Array): DecodedText | null {
  const [a, b, c, d] = bytes
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? null : asUtf16(bytes, 'utf-16le')
  if (a === 0xfe && b === 0xff) return asUtf16(bytes, 'utf-16be')
  const utf8 = decodeWith(bytes, 'utf-8')
  if (utf8 !== null && looksLikeText(utf8)) return { text: utf8, encoding: 'utf-8' }
  const utf16 = utf16WithoutMark(bytes)
  if (utf16) return utf16
  return bytes.includes(0) ? null : chineseByStatistics(bytes)
}

/** Faults: text.empty, text.tooLarge, text.encoding. */
export function decodeText(bytes: Uint8Array, name: string): Outcome<DecodedText> {
  if (bytes.length > MAX_TEXT_BYTES) return fault('text.tooLarge', { name, bytes: bytes.length, most: MAX_TEXT_BYTES })
  if (bytes.length === 0) return fault('text.empty', { name })
  const decoded = decode(bytes)
  if (!decoded) return fault('text.encoding', { name })
  return decoded.text.trim() === '' ? fault('text.empty', { name }) : { text: decoded.text, encoding: decoded.encoding }
}
