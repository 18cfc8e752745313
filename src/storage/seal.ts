/**
 * Records are kept as the contract's own JSON with a checksum beside it. SQLite's integrity_check does not see damage
 * inside a cell, so every row is checked by its sum when it is read, and by the contract's schema.
 */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { z } from 'zod'
import type { Json } from '#contract/requests.ts'
import { Damage } from './refusals.ts'

/** JSON text and its CRC-32. */
export interface Sealed {
  readonly json: string
  readonly sum: number
}

/** JSON text of a value and its checksum. */
export function seal(value: unknown): Sealed {
  const json = JSON.stringify(value)
  if (json === undefined) throw new RangeError('seal: not a JSON value')
  return { json, sum: crc32(json) }
}

/** The JSON value of a sealed row; throws Damage when the sum or the form is wrong. `place` names the row. */
export function unsealJson(row: Sealed, place: string): Json {
  if (crc32(row.json) !== row.sum) throw new Damage(place)
  return parseJson(row.json, place)
}

/** As `unsealJson`, read through the contract's schema. */
export function unseal<S extends z.ZodType>(row: Sealed, schema: S, place: string): z.infer<S> {
  const parsed = schema.safeParse(unsealJson(row, place))
  if (!parsed.success) throw new Damage(place)
  return parsed.data
}

export function parseJson(text: string, place: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new Damage(place)
  }
}

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
