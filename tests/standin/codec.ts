/**
 * Values on their way between main and page, as text: JSON, with bytes and undefined marked. Electron clones any
 * structured value; the product's messages need no more than this, and anything else throws.
 *
 * makeCodec is also injected into the page by its source text, so it names nothing outside itself.
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
  // Faces of 15 MB pass here, so bytes go by what each side has natively.
  const toBase64 = (bytes: Uint8Array & { toBase64?(): string }): string =>
    bytes.toBase64?.() ?? Buffer.from(bytes).toString('base64')
  const fromBase64 = (text: string): Uint8Array => {
    const { fromBase64: read } = Uint8Array as { fromBase64?(text: string): Uint8Array }
    return read?.call(Uint8Array, text) ?? new Uint8Array(Buffer.from(text, 'base64'))
  }
  return { encode: (value) => JSON.stringify(mark(value)), decode: (text) => unmark(JSON.parse(text)) }
}
