/** XMP of a file (ISO 16684-1), uncompressed as ISO 15930-7, 6.10 has it; what document information says too, it says alike. */
import type { PressProfile } from '#contract/requests.ts'
import type { PdfObjects, PdfRef } from './objects.ts'

/** The writer's name in every file; nothing of the machine or the hour stands beside it. */
export const PRODUCER = 'Banmian'

interface Described {
  readonly profile: PressProfile
  readonly title: string
  /** ISO 8601 in UTC. */
  readonly time: string
  /** 32 hexadecimal digits. */
  readonly id: string
}

const NAMESPACES = {
  pdfxid: 'http://www.npes.org/pdfx/ns/id/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  dc: 'http://purl.org/dc/elements/1.1/',
}

export function metadata(objects: PdfObjects, { profile, title, time, id }: Described): PdfRef {
  const second = `${time.slice(0, 19)}Z`
  const uuid = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-')
  const names = Object.entries(NAMESPACES).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  const properties = [
    ...(profile === 'x4' ? ['<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>'] : []),
    `<xmp:CreateDate>${second}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${second}</xmp:ModifyDate>`,
    `<xmp:MetadataDate>${second}</xmp:MetadataDate>`,
    `<xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool>`,
    `<xmpMM:DocumentID>uuid:${uuid}</xmpMM:DocumentID>`,
    `<xmpMM:InstanceID>uuid:${uuid}</xmpMM:InstanceID>`,
    '<xmpMM:VersionID>1</xmpMM:VersionID>',
    '<xmpMM:RenditionClass>default</xmpMM:RenditionClass>',
    `<pdf:Producer>${PRODUCER}</pdf:Producer>`,
    '<pdf:Trapped>False</pdf:Trapped>',
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>`,
  ]
  const xmp = `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" ${names.join(' ')}>
${properties.join('\n')}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
  return objects.addStream(new TextEncoder().encode(xmp), { Type: 'Metadata', Subtype: 'XML' })
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
