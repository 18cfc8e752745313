/** The PDF's objects: a thin hand on pdf-lib's low-level model, with our own deflate so that bytes are alike everywhere. */
import type { PDFContext, PDFDict, PDFHexString, PDFObject, PDFRef } from '@cantoo/pdf-lib'
import { zlibSync } from 'fflate'

/** pdf-lib, loaded when something is pressed: it takes a quarter of a second to read. */
export type PdfLib = typeof import('@cantoo/pdf-lib')

/** A value of a dictionary: strings are names, texts come from `text()`. */
export type Value = string | number | boolean | PDFObject | readonly Value[] | { readonly [key: string]: Value }
export type PdfRef = PDFRef
export type Entries = { readonly [key: string]: Value }

export class PdfObjects {
  readonly lib: PdfLib
  readonly context: PDFContext

  /** `version` is the minor one: 4 for PDF 1.4. */
  constructor(lib: PdfLib, version: number) {
    this.lib = lib
    this.context = lib.PDFContext.create()
    this.context.header = lib.PDFHeader.forVersion(1, version)
  }

  dict(entries: Entries): PDFDict {
    return this.context.obj(entries as unknown as Record<string, PDFObject>)
  }

  /** A number for an object that is written later, with `assign`. */
  reserve(): PdfRef {
    return this.context.nextRef()
  }

  /** Writes a promised object. */
  assign(ref: PdfRef, entries: Entries): PdfRef {
    this.context.assign(ref, this.dict(entries))
    return ref
  }

  /** An indirect dictionary. */
  add(entries: Entries): PDFRef {
    return this.context.register(this.dict(entries))
  }

  addArray(values: readonly Value[]): PDFRef {
    return this.context.register(this.context.obj([...values] as PDFObject[]))
  }

  /** A stream as it is. */
  addStream(bytes: Uint8Array, entries: Entries): PDFRef {
    return this.context.register(this.lib.PDFRawStream.of(this.dict({ ...entries, Length: bytes.length }), bytes))
  }

  addDeflated(bytes: Uint8Array, entries: Entries = {}): PDFRef {
    return this.addStream(zlibSync(bytes, { level: 6 }), { ...entries, Filter: 'FlateDecode' })
  }

  /** A text string: UTF-16 with its mark. */
  text(text: string): PDFHexString {
    return this.lib.PDFHexString.fromText(text)
  }

  /** A string of ASCII characters that has to stand in the file as it reads (dates, registered names). */
  ascii(text: string): PDFObject {
    return this.lib.PDFString.of(text.replace(/[\\()]/g, '\\$&'))
  }

  async bytes(): Promise<Uint8Array> {
    return this.lib.PDFWriter.forContext(this.context, Number.POSITIVE_INFINITY).serializeToBuffer()
  }
}

/** Bytes of a text that is ASCII throughout. */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}
