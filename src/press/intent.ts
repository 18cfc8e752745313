/** What makes a PDF a PDF/X: document information, output intent, file id and XMP (ISO 15930-4 and -7). */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Lang } from '#contract/copy.ts'
import type { PressProfile } from '#contract/requests.ts'
import type { PdfObjects, PdfRef } from './objects.ts'

/** The writer's name in every file; nothing of the machine or the hour stands beside it. */
const PRODUCER = 'Banmian'

export interface Document {
  readonly profile: PressProfile
  readonly title: string
  readonly lang: Lang
  /** ISO 8601 in UTC. */
  readonly time: string
  readonly condition: string
  readonly outputProfile: Uint8Array | null
  /** What the file shows: its id comes from it. */
  readonly stamps: readonly string[]
}

/** The minor version of PDF that a profile is bound to: PDF/X-1a:2003 1.4, PDF/X-4 1.6. */
export const versionOf = (profile: PressProfile): number => (profile === 'x4' ? 6 : 4)

const LANGUAGE: Readonly<Record<Lang, string>> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en' }

/** Writes catalogue and information, and with them the file's end. */
export function writeDocument(objects: PdfObjects, pages: PdfRef, document: Document): void {
  const id = fileId(document)
  const info = objects.add(information(objects, document))
  const root = objects.add({
    Type: 'Catalog',
    Pages: pages,
    Lang: objects.ascii(LANGUAGE[document.lang]),
    ...(document.profile === 'proof' ? {} : { OutputIntents: [outputIntent(objects, document)] }),
    ...(document.profile === 'x4' ? { Metadata: metadata(objects, document, id) } : {}),
  })
  objects.finish({ root, info, id })
}

/** 128 bits out of everything that tells one file from another. */
function fileId(document: Document): string {
  const { profile, title, time, condition, stamps } = document
  const text = JSON.stringify([profile, title, time, condition, stamps])
  return bytesToHex(sha256(new TextEncoder().encode(text))).slice(0, 32)
}

function information(objects: PdfObjects, document: Document): Parameters<PdfObjects['add']>[0] {
  const date = objects.ascii(pdfDate(document.time))
  return {
    Title: objects.text(document.title),
    Creator: objects.ascii(PRODUCER),
    Producer: objects.ascii(PRODUCER),
    CreationDate: date,
    ModDate: date,
    Trapped: 'False',
    ...(document.profile === 'x1a' ? { GTS_PDFXVersion: objects.ascii('PDF/X-1a:2003') } : {}),
    ...(document.profile === 'x4' ? { GTS_PDFXVersion: objects.ascii('PDF/X-4') } : {}),
  }
}

function outputIntent(objects: PdfObjects, document: Document): PdfRef {
  const profile = document.profile === 'x4' ? document.outputProfile : null
  return objects.add({
    Type: 'OutputIntent',
    S: 'GTS_PDFX',
    OutputConditionIdentifier: objects.ascii(document.condition),
    OutputCondition: objects.text(document.condition),
    RegistryName: objects.ascii('http://www.color.org'),
    Info: objects.text(document.condition),
    ...(profile === null ? {} : { DestOutputProfile: objects.addDeflated(profile, { N: 4 }) }),
  })
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/

/** D:20261124140322Z out of 2026-11-24T14:03:22.000Z. */
export function pdfDate(time: string): string {
  const parts = ISO.exec(time)
  if (!parts) throw new RangeError(`pdfDate: ${time}`)
  return `D:${parts.slice(1).join('')}Z`
}

/** XMP, uncompressed as ISO 15930-7 has it, in the order of its schemas. */
function metadata(objects: PdfObjects, document: Document, id: string): PdfRef {
  const time = `${document.time.slice(0, 19)}Z`
  const uuid = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-')
  const xmp = `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<xmp:CreateDate>${time}</xmp:CreateDate><xmp:ModifyDate>${time}</xmp:ModifyDate><xmp:MetadataDate>${time}</xmp:MetadataDate><xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:${uuid}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>${PRODUCER}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(document.title)}</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
  return objects.addStream(new TextEncoder().encode(xmp), { Type: 'Metadata', Subtype: 'XML' })
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
