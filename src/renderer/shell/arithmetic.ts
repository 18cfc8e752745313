/**
 * Arithmetic in number fields: `12+3`, `2*(4+1)`, and in length fields units too: `20mm+2行`. A bare number takes the
 * field's own unit.
 */

/** What one of a unit is worth, by its name as it is typed. */
export type Units = Readonly<Record<string, number>>

interface Reader {
  readonly text: string
  readonly units: Units
  readonly scale: number
  at: number
}

/** The value of an expression in the smallest unit, or null when it is not one. `scale` is a bare number's worth. */
export function readExpression(text: string, units: Units = {}, scale = 1): number | null {
  const reader: Reader = { text: widthless(text).replaceAll(/\s+/g, ''), units, scale, at: 0 }
  const value = readSum(reader)
  return value !== null && reader.at === reader.text.length && Number.isFinite(value) ? value : null
}

/** Full-width figures and signs, as a Chinese input method types them, in their ASCII form. */
function widthless(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('×', '*')
    .replaceAll('÷', '/')
    .replaceAll('−', '-')
}

function readSum(reader: Reader): number | null {
  let sum = readProduct(reader)
  for (let sign = take(reader, '+-'); sum !== null && sign; sign = take(reader, '+-')) {
    const next = readProduct(reader)
    sum = next === null ? null : sign === '+' ? sum + next : sum - next
  }
  return sum
}

/** Factors are plain numbers but for one: `2*10mm`, `30mm/4`. */
function readProduct(reader: Reader): number | null {
  let product = readTerm(reader)
  let isLength = product?.isLength ?? false
  for (let sign = take(reader, '*/'); product && sign; sign = take(reader, '*/')) {
    const next = readTerm(reader)
    if (!next || (next.isLength && (isLength || sign === '/'))) return null
    const value: number = sign === '*' ? product.value * next.value : product.value / next.value
    isLength ||= next.isLength
    product = { value, isLength }
  }
  if (!product) return null
  return isLength ? product.value : product.value * reader.scale
}

interface Term {
  readonly value: number
  readonly isLength: boolean
}

function readTerm(reader: Reader): Term | null {
  if (take(reader, '-')) {
    const term = readTerm(reader)
    return term && { ...term, value: -term.value }
  }
  if (take(reader, '(')) return readBracket(reader)
  const digits = /^\d*\.?\d+|^\d+\.?/.exec(reader.text.slice(reader.at))?.[0]
  if (digits === undefined) return null
  reader.at += digits.length
  const unit = takeUnit(reader)
  return { value: Number(digits) * (unit ?? 1), isLength: unit !== null }
}

/** A bracket's sum is already in the smallest unit, so it counts as a length wherever a unit matters. */
function readBracket(reader: Reader): Term | null {
  const from = reader.at
  const value = readSum(reader)
  if (value === null || !take(reader, ')')) return null
  const hasUnit = Object.keys(reader.units).some((unit) => reader.text.slice(from, reader.at).includes(unit))
  return hasUnit ? { value, isLength: true } : { value: value / reader.scale, isLength: false }
}

function take(reader: Reader, signs: string): string | null {
  const sign = reader.text[reader.at]
  if (sign === undefined || !signs.includes(sign)) return null
  reader.at++
  return sign
}

function takeUnit(reader: Reader): number | null {
  const rest = reader.text.slice(reader.at).toLowerCase()
  const names = Object.keys(reader.units).toSorted((a, b) => b.length - a.length)
  const name = names.find((each) => rest.startsWith(each))
  if (name === undefined) return null
  reader.at += name.length
  return reader.units[name] ?? null
}
