/** Operators of a content stream with their operands, one after the other (ISO 32000-1, 7.8.2 and 8.9.7). */

/** A number, a name (its bytes, one character each), a list, or null for what nobody asks about: strings, booleans. */
export type Operand = number | NameOperand | readonly Operand[] | null
export interface NameOperand {
  readonly name: string
}

export type OnOperator = (operator: string, operands: readonly Operand[]) => void

const WHITE = charSet('\0\t\n\f\r ')
const DELIMITERS = charSet('()<>[]{}/%')
const HEX = (code: number): number => Number.parseInt(String.fromCharCode(code), 16)

function charSet(characters: string): Uint8Array {
  const set = new Uint8Array(256)
  for (const character of characters) set[character.charCodeAt(0)] = 1
  return set
}

/** Operands that one operator may have; hostile streams have more, and the rest is dropped. */
const MOST_OPERANDS = 256
const DEEPEST = 32

/**
 * Calls `on` for every operator. An inline picture is the operator BI with its dictionary as a flat list of keys and
 * values. What is not well formed is passed over, as viewers do.
 */
export function readOperators(bytes: Uint8Array, on: OnOperator): void {
  const reader = new TokenReader(bytes)
  let operands: Operand[] = []
  for (let token = reader.next(); token !== undefined; token = reader.next()) {
    if (typeof token !== 'string') {
      if (operands.length < MOST_OPERANDS) operands.push(token)
      continue
    }
    if (token === 'BI') on('BI', reader.inlinePicture())
    else on(token, operands)
    operands = []
  }
}

/** Reads tokens: an operator is a string, everything else an operand. */
class TokenReader {
  private readonly bytes: Uint8Array
  private at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** undefined at the end. */
  next(depth = 0): Operand | string | undefined {
    for (;;) {
      this.skipBlank()
      const code = this.bytes[this.at]
      if (code === undefined) return undefined
      if (code === 0x2f) return { name: this.name() }
      if (code === 0x28) return this.string()
      if (code === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.list(2, depth) : this.hexString()
      if (code === 0x5b) return this.list(1, depth)
      if (!DELIMITERS[code]) return this.word()
      // A bracket that closes nothing.
      this.at++
    }
  }

  /** The dictionary of an inline picture; the data after ID is passed over to EI. */
  inlinePicture(): readonly Operand[] {
    const found: Operand[] = []
    for (let token = this.next(); token !== undefined && token !== 'ID'; token = this.next()) {
      if (typeof token !== 'string' && found.length < MOST_OPERANDS) found.push(token)
    }
    this.skipPicture()
    return found
  }

  /** EI stands between blanks, and after it nothing but text: data that looks so by chance is rarer than one in a million. */
  private skipPicture(): void {
    const { bytes } = this
    for (let at = this.at + 1; at < bytes.length; at++) {
      const isEnd = bytes[at] === 0x45 && bytes[at + 1] === 0x49 && isWhite(bytes[at - 1]) && isBreak(bytes[at + 2])
      if (!isEnd || !isText(bytes.subarray(at + 2, at + 12))) continue
      this.at = at + 2
      return
    }
    this.at = bytes.length
  }

  private skipBlank(): void {
    for (let code = this.bytes[this.at]; code !== undefined; code = this.bytes[this.at]) {
      if (code === 0x25) while (this.at < this.bytes.length && !isLineEnd(this.bytes[this.at])) this.at++
      else if (WHITE[code]) this.at++
      else return
    }
  }

  private name(): string {
    let name = ''
    for (this.at++; this.at < this.bytes.length; this.at++) {
      const code = this.bytes[this.at] ?? 0
      if (WHITE[code] || DELIMITERS[code]) break
      const escaped = code === 0x23 ? HEX(this.bytes[this.at + 1] ?? 0) * 16 + HEX(this.bytes[this.at + 2] ?? 0) : NaN
      if (Number.isNaN(escaped)) name += String.fromCharCode(code)
      else {
        name += String.fromCharCode(escaped)
        this.at += 2
      }
    }
    return name
  }

  private string(): null {
    let open = 0
    for (; this.at < this.bytes.length; this.at++) {
      const code = this.bytes[this.at]
      if (code === 0x5c) this.at++
      else if (code === 0x28) open++
      else if (code === 0x29 && --open === 0) break
    }
    this.at++
    return null
  }

  private hexString(): null {
    while (this.at < this.bytes.length && this.bytes[this.at] !== 0x3e) this.at++
    this.at++
    return null
  }

  /** An array or a dictionary, `brackets` characters wide, flat. */
  private list(brackets: number, depth: number): readonly Operand[] {
    this.at += brackets
    const closing = brackets === 1 ? 0x5d : 0x3e
    const found: Operand[] = []
    for (;;) {
      this.skipBlank()
      const code = this.bytes[this.at]
      if (code === undefined) return found
      if (code === closing) {
        this.at += brackets
        return found
      }
      const token = depth < DEEPEST ? this.next(depth + 1) : (this.at++, null)
      if (token !== undefined && typeof token !== 'string' && found.length < MOST_OPERANDS) found.push(token)
    }
  }

  private word(): Operand | string {
    const from = this.at
    while (this.at < this.bytes.length) {
      const code = this.bytes[this.at] ?? 0
      if (WHITE[code] || DELIMITERS[code]) break
      this.at++
    }
    const text = String.fromCharCode(...this.bytes.subarray(from, Math.min(this.at, from + LONGEST_WORD)))
    if (/^[+-]*\d*\.?\d*(?:-\d*)?$/.test(text) && /\d/.test(text)) return numberOf(text)
    return text === 'true' || text === 'false' || text === 'null' ? null : text
  }
}

/** No operator and no number is longer. */
const LONGEST_WORD = 64

/** A number as lenient viewers read it: `--5` is -5, `1-2` is 1. */
function numberOf(text: string): number {
  const value = Number.parseFloat(text.replace(/^[+-]*(?=[+-])/, ''))
  return Number.isFinite(value) ? value : 0
}

const isWhite = (code: number | undefined): boolean => code !== undefined && WHITE[code] === 1
const isBreak = (code: number | undefined): boolean => code === undefined || WHITE[code] === 1
const isLineEnd = (code: number | undefined): boolean => code === 10 || code === 13
const isText = (bytes: Uint8Array): boolean => bytes.every((code) => isWhite(code) || (code > 31 && code < 127))
