/** Values of a PDF that somebody else wrote: each asked for by the type that it should have, null where it has another. */
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFString,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib'

/** Why a file is refused while it is read; becomes a Fault where the reading began. */
export class AdRefusal extends Error {
  readonly code: 'ad.unreadable' | 'ad.encrypted' | 'ad.tooLarge' | 'ad.layers' | 'ad.external'
  constructor(code: AdRefusal['code'], problem: string) {
    super(problem)
    this.code = code
  }
}

type Maybe = PDFObject | null | undefined

/** A name as the bytes that it stands for, one character each (ISO 32000-1, 7.3.5). */
export const rawName = (name: PDFName): string => String.fromCharCode(...name.asBytes())

/** Looks values up through references. */
export class PdfValues {
  readonly context: PDFContext

  constructor(context: PDFContext) {
    this.context = context
  }

  /** The object itself, whatever reference led to it. */
  object(value: Maybe): PDFObject | null {
    let found: Maybe = value
    for (let hops = 0; found instanceof PDFRef && hops < 32; hops++) found = this.context.lookup(found)
    return found instanceof PDFRef ? null : (found ?? null)
  }

  dict(value: Maybe): PDFDict | null {
    const found = this.object(value)
    return found instanceof PDFDict ? found : null
  }

  array(value: Maybe): PDFArray | null {
    const found = this.object(value)
    return found instanceof PDFArray ? found : null
  }

  stream(value: Maybe): PDFRawStream | null {
    const found = this.object(value)
    return found instanceof PDFRawStream ? found : null
  }

  /** The dictionary of a dictionary or of a stream. */
  entries(value: Maybe): PDFDict | null {
    return this.stream(value)?.dict ?? this.dict(value)
  }

  name(value: Maybe): string | null {
    const found = this.object(value)
    return found instanceof PDFName ? rawName(found) : null
  }

  number(value: Maybe): number | null {
    const found = this.object(value)
    const number = found instanceof PDFNumber ? found.asNumber() : Number.NaN
    return Number.isFinite(number) ? number : null
  }

  isTrue(value: Maybe): boolean {
    const found = this.object(value)
    return found instanceof PDFBool && found.asBoolean()
  }

  text(value: Maybe): string | null {
    const found = this.object(value)
    return found instanceof PDFString || found instanceof PDFHexString ? found.decodeText() : null
  }

  /** Items of an array; a single value counts as an array of one. */
  items(value: Maybe): readonly PDFObject[] {
    const found = this.object(value)
    if (found instanceof PDFArray) return found.asArray()
    return found === null ? [] : [found]
  }

  numbers(value: Maybe): readonly number[] {
    return (this.array(value)?.asArray() ?? []).flatMap((each) => this.number(each) ?? [])
  }
}

/** A dictionary's entry by its key. */
export const entry = (dict: PDFDict | null, key: string): PDFObject | undefined => dict?.get(PDFName.of(key))

/** A dictionary's entry by the bytes of its key, as a content stream names it. */
export const namedEntry = (dict: PDFDict | null, raw: string): PDFObject | undefined =>
  dict?.entries().find(([key]) => rawName(key) === raw)?.[1]
