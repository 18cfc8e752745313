/**
 * Values on their way between main and page, as text: JSON, with bytes and undefined marked. Electron clones any
 * structured value; the product's messages need no more than this, and anything else throws.
 *
 * The functions of this file that carry a `Source` are also injected into the page by their source text, so they name
 * nothing outside themselves.
 */
export interface Codec {
  encode(value: unknown): string
  decode(text: string): unknown
}

export function makeCodec(): Codec {
  const mark = (value: unknown): unknown => {
    if (value === undefined) return { $: 'undefined' }
    if (value instanceof Uint8Array) return { $: 'bytes', text: toBase64(value) }
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number' && Number.isFinite(value)) return value
    if (Array.isArray(value)) return value.map(mark)
    if (typeof value !== 'object' || ![Object.prototype, null].includes(Object.getPrototypeOf(value) as null))
      throw new TypeError('An object could not be cloned.')
    return { $: 'record', entries: Object.entries(value).map(([key, item]) => [key, mark(item)]) }
  }
  const unmark = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unmark)
    if (typeof value !== 'object' || value === null) return value
    const marked = value as { $: string; text?: string; entries?: [string, unknown][] }
    if (marked.$ === 'bytes') return fromBase64(marked.text ?? '')
    if (marked.$ === 'record')
      return Object.fromEntries((marked.entries ?? []).map(([key, item]) => [key, unmark(item)]))
    return undefined
  }
  const toBase64 = (bytes: Uint8Array): string => {
    const pieces: string[] = []
    for (let at = 0; at < bytes.length; at += 0x8000)
      pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)))
    return btoa(pieces.join(''))
  }
  const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  return { encode: (value) => JSON.stringify(mark(value)), decode: (text) => unmark(JSON.parse(text)) }
}
