/**
 * Messages as bytes, for transports that carry nothing else (the browser host's WebSocket).
 *
 * A message is JSON in which every Uint8Array became `{"$bytes": n}`; the arrays themselves follow it uncopied and
 * undecoded, so that a photo of 20 MB costs no base64. Layout, all numbers unsigned 32-bit big-endian:
 *
 *     count of parts | length of the JSON | length of each part ... | the JSON in UTF-8 | the parts
 *
 * A key of the message's own that begins with `$` travels with one more `$`, so no data can look like a part.
 */
import type { Message } from './wire.ts'

const WORD = 4

/** A message as bytes. RangeError on a value that JSON cannot carry whole (a Map, NaN, a bigint): a caller's bug. */
export function encodeMessage(message: Message): Uint8Array {
  const parts: Uint8Array[] = []
  const json = new TextEncoder().encode(JSON.stringify(lower(message, parts)))
  const header = WORD * (2 + parts.length)
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, header + json.length))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, parts.length)
  view.setUint32(WORD, json.length)
  bytes.set(json, header)
  let at = header + json.length
  parts.forEach((part, i) => {
    view.setUint32(WORD * (2 + i), part.length)
    bytes.set(part, at)
    at += part.length
  })
  return bytes
}

/** The message that `encodeMessage` wrote. RangeError when the bytes are not one: a host drops such a connection. */
export function decodeMessage(bytes: Uint8Array): Message {
  const { json, parts } = divide(bytes)
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json))
  } catch {
    throw new RangeError('decodeMessage: no JSON inside')
  }
  const message = raise(parsed, parts)
  if (!isMessage(message)) throw new RangeError('decodeMessage: not a message')
  return message
}

/** Cuts a message into its JSON and its parts; each part is a copy, free of the message's buffer. */
function divide(bytes: Uint8Array): { json: Uint8Array; parts: readonly Uint8Array[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < WORD * 2) throw new RangeError(`decodeMessage: ${bytes.length} bytes`)
  const count = view.getUint32(0)
  const header = WORD * (2 + count)
  if (header > bytes.length) throw new RangeError(`decodeMessage: ${count} parts in ${bytes.length} bytes`)
  const lengths = Array.from({ length: count }, (_, i) => view.getUint32(WORD * (2 + i)))
  const jsonEnd = header + view.getUint32(WORD)
  if (lengths.reduce((sum, length) => sum + length, jsonEnd) !== bytes.length) {
    throw new RangeError(`decodeMessage: lengths do not add up to ${bytes.length} bytes`)
  }
  let at = jsonEnd
  const parts = lengths.map((length) => bytes.slice(at, (at += length)))
  return { json: bytes.subarray(header, jsonEnd), parts }
}

/** The JSON side of a value; its arrays of bytes are moved to `parts`. */
function lower(value: unknown, parts: Uint8Array[]): unknown {
  if (value instanceof Uint8Array) return { $bytes: parts.push(value) - 1 }
  if (Array.isArray(value)) return value.map((item) => lower(item, parts))
  if (typeof value === 'object' && value !== null) return lowerRecord(value, parts)
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`encodeMessage: ${value}`)
  if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol') {
    throw new RangeError(`encodeMessage: a ${typeof value}`)
  }
  return value
}

function lowerRecord(value: object, parts: Uint8Array[]): object {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new RangeError(`encodeMessage: ${value.constructor.name} is no plain record`)
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.startsWith('$') ? `$${key}` : key, lower(item, parts)]),
  )
}

/** The value that `lower` took apart. `Object.fromEntries` defines keys, so that `__proto__` stays a plain key. */
function raise(value: unknown, parts: readonly Uint8Array[]): unknown {
  if (Array.isArray(value)) return value.map((item) => raise(item, parts))
  if (typeof value !== 'object' || value === null) return value
  if ('$bytes' in value) {
    const part = typeof value.$bytes === 'number' ? parts[value.$bytes] : undefined
    if (!part) throw new RangeError('decodeMessage: a part is missing')
    return part
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.startsWith('$') ? key.slice(1) : key, raise(item, parts)]),
  )
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  const { kind, id, name } = value as { kind: unknown; id?: unknown; name?: unknown }
  if (kind === 'request') return Number.isInteger(id) && typeof name === 'string'
  if (kind === 'answer') return Number.isInteger(id)
  return kind === 'notice' && typeof name === 'string'
}
