import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeMessage, encodeMessage } from '#wire/codec.ts'
import type { Message } from '#wire/wire.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 40 }),
)
const key = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('$', '$bytes', '$$bytes', '__proto__', 'constructor'))
const body = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value
const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ kind: fc.constant('request' as const), id: fc.nat(), name: fc.string(), body }),
  fc.record({ kind: fc.constant('answer' as const), id: fc.nat(), body }),
  fc.record({ kind: fc.constant('notice' as const), name: fc.string(), body }),
)

describe(`messages as bytes (seed ${seed})`, () => {
  it('gives back every message that it was given', () => {
    fc.assert(
      fc.property(message, (sent) => {
        expect(isDeepStrictEqual(decodeMessage(encodeMessage(sent)), plain(sent))).toBe(true)
      }),
      { seed, numRuns: 500 },
    )
  })

  it('answers bytes that are no message with a RangeError and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(() => decodeMessage(bytes)).toThrow(RangeError)
      }),
      { seed, numRuns: 500 },
    )
  })

  it('refuses a message cut short or with one length changed', () => {
    const bytes = encodeMessage({ kind: 'answer', id: 1, body: { png: new Uint8Array([1, 2, 3]), text: '版面' } })
    for (let end = 0; end < bytes.length; end++) {
      expect(() => decodeMessage(bytes.subarray(0, end))).toThrow(RangeError)
    }
    const damaged = bytes.slice()
    damaged[3] = 200
    expect(() => decodeMessage(damaged)).toThrow(RangeError)
  })

  it('reads a message that lies in the middle of a larger buffer', () => {
    const bytes = encodeMessage({ kind: 'answer', id: 7, body: new Uint8Array([9, 8]) })
    const larger = new Uint8Array(bytes.length + 9)
    larger.set(bytes, 5)
    expect(decodeMessage(larger.subarray(5, 5 + bytes.length))).toEqual({
      kind: 'answer',
      id: 7,
      body: new Uint8Array([9, 8]),
    })
  })

  it('writes the wire format that the header of codec.ts states', () => {
    const bytes = encodeMessage({ kind: 'answer', id: 1, body: new Uint8Array([255]) })
    const json = '{"kind":"answer","id":1,"body":{"$bytes":0}}'
    expect([...bytes.subarray(0, 12)]).toEqual([0, 0, 0, 1, 0, 0, 0, json.length, 0, 0, 0, 1])
    expect(new TextDecoder().decode(bytes.subarray(12, 12 + json.length))).toBe(json)
    expect(bytes.at(-1)).toBe(255)
  })

  it.each([new Map(), Number.NaN, Infinity, 1n, () => 1, new Date(0)])('refuses to send %s', (value) => {
    expect(() => encodeMessage({ kind: 'answer', id: 1, body: { value } })).toThrow(RangeError)
  })
})

/** fast-check makes records without a prototype; what arrives has one. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return value
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}
