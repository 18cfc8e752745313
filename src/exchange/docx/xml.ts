/**
 * XML of a part, read as a stream: one call an element's start and end, one for its words. A document type is refused, and
 * with it every entity of a file's own; depth and number of elements are bounded.
 */
import { SaxesParser } from 'saxes'

export type Attributes = Readonly<Record<string, string>>

export interface XmlHandler {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text?(words: string): void
}

/** A part that is no XML that we read; `isBound` where it is too much of it. */
export class XmlRefused extends Error {
  readonly isBound: boolean
  constructor(problem: string, isBound = false) {
    super(problem)
    this.isBound = isBound
  }
}

const DEEPEST = 256
const MOST_ELEMENTS = 6_000_000
/** Characters that the parser takes at a time. */
const PIECE = 1 << 16

/** Reads a part to its end. XmlRefused where it is broken, has a document type or goes beyond its bounds. */
export function readXml(bytes: Uint8Array, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let [depth, elements] = [0, 0]
  parser.on('doctype', () => {
    throw new XmlRefused('doctype')
  })
  parser.on('error', ({ message }) => {
    throw new XmlRefused(message)
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST || ++elements > MOST_ELEMENTS) throw new XmlRefused('bounds', true)
    handler.open(name, attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    handler.close(name)
  })
  if (handler.text) parser.on('text', (words) => handler.text!(words))
  const text = decode(bytes)
  for (let at = 0; at < text.length; at += PIECE) parser.write(text.slice(at, at + PIECE))
  parser.close()
}

function decode(bytes: Uint8Array): string {
  const [a, b] = bytes
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}
