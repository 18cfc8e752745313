/**
 * XMP (ISO 16684-1): RDF in XML. Only the properties of a picture's words are read, as attributes or as elements, plain
 * or in an Alt, Bag or Seq. Names are compared by namespace, since prefixes are the writer's own choice.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { joinNames, type PhotoWords } from './photoWords.ts'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const XML = 'http://www.w3.org/XML/1998/namespace'
const DC = 'http://purl.org/dc/elements/1.1/'
const PHOTOSHOP = 'http://ns.adobe.com/photoshop/1.0/'

/** Words of an XMP packet. A packet that breaks off or is not XML gives what was read up to there. */
export function readXmp(packet: Uint8Array): PhotoWords {
  const values = readProperties(decode(packet))
  const every = (uri: string, name: string): string[] => values.get(uri + name) ?? []
  const first = (uri: string, name: string): string => every(uri, name)[0] ?? ''
  return {
    caption: first(DC, 'description'),
    headline: first(PHOTOSHOP, 'Headline'),
    credit: first(PHOTOSHOP, 'Credit'),
    byline: joinNames(every(DC, 'creator')),
    city: first(PHOTOSHOP, 'City'),
    country: first(PHOTOSHOP, 'Country'),
    date: first(PHOTOSHOP, 'DateCreated'),
    source: first(PHOTOSHOP, 'Source'),
    rights: first(DC, 'rights'),
    keywords: every(DC, 'subject'),
  }
}

/** Files hold XMP as UTF-8; UTF-16 and UTF-32 are allowed in a sidecar only. */
const decode = (packet: Uint8Array): string => new TextDecoder().decode(packet).replaceAll('\0', '')

/** Property (namespace + name) -> its values in order; of alternatives in several languages the default comes first. */
function readProperties(xml: string): Map<string, string[]> {
  const values = new Map<string, string[]>()
  const open: SaxesTagNS[] = []
  let text = ''

  function keep(property: SaxesTagNS, value: string, isDefault: boolean): void {
    const name = property.uri + property.local
    const kept = values.get(name) ?? []
    if (isDefault) kept.unshift(value)
    else kept.push(value)
    values.set(name, kept)
  }

  function close(tag: SaxesTagNS): void {
    const value = text.trim()
    text = ''
    const depth = open.findIndex(isDescription) + 1
    const property = open[depth]
    if (depth === 0 || property === undefined || value === '') return
    if (open.length === depth + 1) keep(property, value, false)
    else if (open.length === depth + 3 && isRdf(tag, 'li')) {
      keep(property, value, tag.attributes['xml:lang']?.value === 'x-default')
    }
  }

  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', (tag) => {
    open.push(tag)
    text = ''
    if (isDescription(tag, open.length - 1, open)) keepAttributes(tag, values)
  })
  parser.on('text', (part) => (text += part))
  parser.on('cdata', (part) => (text += part))
  parser.on('closetag', (tag) => {
    close(tag)
    open.pop()
  })
  // What was read before the error stays; the parser's own default is to throw.
  parser.on('error', () => {})
  parser.write(xml).close()
  return values
}

/** The short form: a simple property as an attribute of its rdf:Description. */
function keepAttributes(tag: SaxesTagNS, values: Map<string, string[]>): void {
  for (const { uri, local, value } of Object.values(tag.attributes)) {
    const isProperty = uri !== RDF && uri !== XML && uri !== '' && value.trim() !== ''
    if (isProperty) values.set(uri + local, [value.trim()])
  }
}

const isRdf = (tag: SaxesTagNS | undefined, local: string): boolean => tag?.uri === RDF && tag.local === local

/** A description of the file itself, straight under rdf:RDF; one deeper describes something else. */
const isDescription = (tag: SaxesTagNS, at: number, open: readonly SaxesTagNS[]): boolean =>
  isRdf(tag, 'Description') && isRdf(open[at - 1], 'RDF')
