/**
 * The PDF's objects, written as they come: an object goes to the file when it is made and is not held, so that an issue
 * of any length needs the memory of a page. Only its place is remembered, for the cross-reference table (ISO 32000-1, 7.5).
 */
import { zlibSync } from 'fflate/browser'

/** An indirect object's number; generation 0 throughout. */
export class PdfRef {
  readonly number: number
  constructor(number: number) {
    this.number = number
  }
}

/** A value that stands in the file as it reads: a string between its brackets, an operator's text. */
export class PdfLiteral {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** A value of a dictionary: strings are names, texts come from `text()`. */
export type Value =
  string | number | boolean | null | PdfRef | PdfLiteral | readonly Value[] | { readonly [key: string]: Value }
export type Entries = { readonly [key: string]: Value }

/** Takes the file's bytes in their order. The array must not be changed afterwards; it may be kept. */
export type Sink = (chunk: Uint8Array) => void

/** What the file's end points at. `ID` is 32 hexadecimal digits. */
export interface Trailer {
  readonly root: PdfRef
  readonly info: PdfRef
  readonly id: string
}

export class PdfObjects {
  private readonly sink: Sink
  /** Byte offset of object i + 1; -1 while it is only promised. */
  private readonly offsets: number[] = []
  private length = 0

  /** `version` is the minor one: 4 for PDF 1.4. The second line tells programs that bytes follow (7.5.2). */
  constructor(version: number, sink: Sink) {
    this.sink = sink
    this.write(asciiBytes(`%PDF-1.${version}\n%\u0081\u0081\u0081\u0081\n`))
  }

  /** Bytes written so far. */
  get size(): number {
    return this.length
  }

  /** A number for an object that is written later, with `assign`. */
  reserve(): PdfRef {
    return new PdfRef(this.offsets.push(-1))
  }

  /** Writes a promised object. */
  assign(ref: PdfRef, value: Value): PdfRef {
    this.begin(ref)
    this.write(asciiBytes(`${written(value)}\nendobj\n`))
    return ref
  }

  /** An indirect dictionary. */
  add(entries: Entries): PdfRef {
    return this.assign(this.reserve(), entries)
  }

  addArray(values: readonly Value[]): PdfRef {
    return this.assign(this.reserve(), values)
  }

  /** A stream as it is; `ref` where its number was promised. */
  addStream(bytes: Uint8Array, entries: Entries, ref: PdfRef = this.reserve()): PdfRef {
    this.begin(ref)
    this.write(asciiBytes(`${written({ ...entries, Length: bytes.length })}\nstream\n`))
    this.write(bytes)
    this.write(asciiBytes('\nendstream\nendobj\n'))
    return ref
  }

  addDeflated(bytes: Uint8Array, entries: Entries = {}, ref: PdfRef = this.reserve()): PdfRef {
    return this.addStream(deflated(bytes), { ...entries, Filter: 'FlateDecode' }, ref)
  }

  /** A text string: UTF-16 with its mark (7.9.2.2). */
  text(text: string): PdfLiteral {
    let hex = 'feff'
    for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).padStart(4, '0')
    return new PdfLiteral(`<${hex}>`)
  }

  /** A string of ASCII characters that has to stand in the file as it reads (dates, registered names). */
  ascii(text: string): PdfLiteral {
    return new PdfLiteral(`(${text.replace(/[\\()]/g, '\\$&')})`)
  }

  /** Cross-reference table and trailer (7.5.4, 7.5.5). RangeError where a promised object was never written. */
  finish({ root, info, id }: Trailer): void {
    const missing = this.offsets.indexOf(-1)
    if (missing !== -1) throw new RangeError(`PdfObjects: object ${missing + 1} was promised and not written`)
    const start = this.length
    const rows = this.offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
    const mark = new PdfLiteral(`<${id}>`)
    const trailer = { Size: this.offsets.length + 1, Root: root, Info: info, ID: [mark, mark] }
    this.write(
      asciiBytes(
        `xref\n0 ${this.offsets.length + 1}\n0000000000 65535 f \n${rows.join('')}` +
          `trailer\n${written(trailer)}\nstartxref\n${start}\n%%EOF\n`,
      ),
    )
  }

  private begin(ref: PdfRef): void {
    if (this.offsets[ref.number - 1] !== -1) throw new RangeError(`PdfObjects: object ${ref.number} is written already`)
    this.offsets[ref.number - 1] = this.length
    this.write(asciiBytes(`${ref.number} 0 obj\n`))
  }

  private write(bytes: Uint8Array): void {
    this.length += bytes.length
    this.sink(bytes)
  }
}

/** With our own deflate, so that bytes are alike in every host. */
export const deflated = (bytes: Uint8Array): Uint8Array => zlibSync(bytes, { level: 6 })

/** A value as the file has it. */
function written(value: Value): string {
  if (typeof value === 'string') return nameOf(value)
  if (typeof value === 'number') return numberOf(value)
  if (typeof value === 'boolean' || value === null) return String(value)
  if (value instanceof PdfRef) return `${value.number} 0 R`
  if (value instanceof PdfLiteral) return value.text
  if (isList(value)) return `[${value.map(written).join(' ')}]`
  const entries = Object.entries(value).map(([key, entry]) => `${nameOf(key)} ${written(entry)}`)
  return `<<${entries.join('\n')}>>`
}

const isList = (value: readonly Value[] | Entries): value is readonly Value[] => Array.isArray(value)

/** A name; what is no regular character is written by its number (7.3.5). */
const nameOf = (name: string): string =>
  `/${name.replace(/[^!-~]|[#%()<>[\]{}/]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`

/** A number without an exponent, which PDF does not know. */
function numberOf(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(6) : text
}

/** Bytes of a text whose characters are all below 256. */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}
