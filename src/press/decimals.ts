/** Numbers as a PDF has them: points with up to three decimals, out of integers, so that no host can round otherwise. */
import type { Emu } from '#contract/measure.ts'

/** A length in thousandths of a point, rounded half up: 1 Emu is 10/127 of one. */
export const milli = (length: Emu): number => Math.floor((length * 20 + 127) / 254)

/** `value` / 10^`places` in the shortest decimal form: 1500 -> 1.5, -250 -> -.25. */
export function decimal(value: number, places = 3): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`decimal: ${value}`)
  const digits = String(Math.abs(value)).padStart(places + 1, '0')
  const whole = digits.slice(0, -places).replace(/^0+/, '')
  const part = digits.slice(-places).replace(/0+$/, '')
  const text = part === '' ? whole : `${whole}.${part}`
  return text === '' ? '0' : value < 0 ? `-${text}` : text
}

/** A length in points, as written. */
export const points = (length: Emu): string => decimal(milli(length))

/** Four hexadecimal digits: a glyph's code, or a UTF-16 unit. */
export const hex4 = (value: number): string => value.toString(16).padStart(4, '0')

/** UTF-16, most significant byte first, as hexadecimal. */
export function utf16Hex(text: string): string {
  let hex = ''
  for (let i = 0; i < text.length; i++) hex += hex4(text.charCodeAt(i))
  return hex
}
