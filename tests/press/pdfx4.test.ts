/**
 * PDF/X-4, key by key, in the file as qpdf reads it. Clauses are of ISO 15930-7:2010 by its table of contents; `32000` is
 * ISO 32000-1, where a key is defined; `AN` the Application Notes for PDF/X Standards (CGATS, 2006).
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { openResources } from '#darkroom/resources.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import { jobOf, openShelf, textPage, type Shelf } from './handSet.ts'
import { Parsed, textOf } from './parsed.ts'
import { plate, richPage } from './richPage.ts'
import { asText, bytesOf, lacks } from './tools.ts'

const TITLE = '云塘日报 & “晚报” <2026-11-24>'

describe.skipIf(lacks('qpdf'))('a file of PDF/X-4', () => {
  let shelf: Shelf
  let pdf: Uint8Array
  let parsed: Parsed
  let outputProfile: Uint8Array
  beforeAll(async () => {
    shelf = await openShelf()
    outputProfile = await openResources({ folder: resourcesFolder() }).readProfile()
    const job = jobOf(shelf, richPage(shelf), { profile: 'x4', title: TITLE, outputProfile, plate: ({ sha256 }) => plate(sha256) }) // prettier-ignore
    pdf = await bytesOf(shelf.subsetter, job)
    parsed = new Parsed(pdf)
  })
  const keys = (): Set<string> => new Set(parsed.dicts.flatMap((dict) => Object.keys(dict)))
  const xmp = (): string => parsed.bytes(parsed.catalogue['/Metadata']).toString('utf8')
  const property = (name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xmp())?.[1]
  const intent = (of: Parsed = parsed) => of.dict(of.array(of.catalogue['/OutputIntents'])[0])

  it('is PDF 1.6 by its header, and no catalogue says otherwise (6.1)', () => {
    expect(parsed.version).toBe('1.6')
    expect(parsed.catalogue).not.toHaveProperty('/Version')
  })
  it('names its standard in XMP, in the namespace of PDF/X, once (6.1)', () => {
    expect(property('pdfxid:GTS_PDFXVersion')).toBe('PDF/X-4')
    expect(xmp()).toContain('xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"')
    expect(xmp().match(/GTS_PDFXVersion>/g)).toHaveLength(2)
  })
  it('says the same in its document information', () => expect(textOf(parsed.info['/GTS_PDFXVersion'])).toBe('PDF/X-4'))
  it('has its XMP uncompressed, where a program finds it that reads no PDF (6.10)', () => {
    const dict = parsed.dict(parsed.catalogue['/Metadata'])
    expect([dict['/Type'], dict['/Subtype'], dict['/Filter']]).toEqual(['/Metadata', '/XML', undefined])
    expect(asText(pdf)).toContain('<?xpacket begin=')
  })
  it('has an id of the document, its version and its rendition (6.10)', () => {
    expect(property('xmpMM:DocumentID')).toMatch(/^uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(property('xmpMM:VersionID')).toBe('1')
    expect(property('xmpMM:RenditionClass')).toBe('default')
  })
  it('says the same times in XMP as in its document information', () => {
    expect(textOf(parsed.info['/CreationDate'])).toBe('D:20261124140322Z')
    expect(textOf(parsed.info['/ModDate'])).toBe('D:20261124140322Z')
    for (const name of ['xmp:CreateDate', 'xmp:ModifyDate', 'xmp:MetadataDate']) {
      expect(property(name)).toBe('2026-11-24T14:03:22Z')
    }
  })
  it('says the same title, creator and producer in XMP as in its document information', () => {
    const title = /<dc:title>.*<rdf:li xml:lang="x-default">(.*)<\/rdf:li>/.exec(xmp())?.[1]
    const unescaped = title?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    expect(unescaped).toBe(TITLE)
    expect(textOf(parsed.info['/Title'])).toBe(TITLE)
    expect(textOf(parsed.info['/Creator'])).toBe(property('xmp:CreatorTool'))
    expect(textOf(parsed.info['/Producer'])).toBe(property('pdf:Producer'))
  })
  it('says that it is not trapped, in both alike (AN 2.17)', () => {
    expect(parsed.info['/Trapped']).toBe('/False')
    expect(property('pdf:Trapped')).toBe('False')
  })
  it('carries its output profile whole, and how many inks it has (6.4)', () => {
    expect(parsed.array(parsed.catalogue['/OutputIntents'])).toHaveLength(1)
    expect(intent()['/S']).toBe('/GTS_PDFX')
    const profile = intent()['/DestOutputProfile']
    expect(Buffer.compare(parsed.bytes(profile), Buffer.from(outputProfile))).toBe(0)
    expect(parsed.dict(profile)['/N']).toBe(4)
  })
  it('names the registered condition of the shipped profile (6.4)', () => {
    expect(textOf(intent()['/OutputConditionIdentifier'])).toBe('CGATS TR 002')
    expect(textOf(intent()['/RegistryName'])).toBe('http://www.color.org')
    expect(textOf(intent()['/Info'])).not.toBe('')
  })
  it('names a plant’s own profile as it names itself, with no registry (6.4)', async () => {
    const job = jobOf(shelf, textPage(shelf), { profile: 'x4', outputProfile, profileName: '云塘印厂 coldset' })
    const own = new Parsed(await bytesOf(shelf.subsetter, job))
    for (const key of ['/OutputConditionIdentifier', '/OutputCondition', '/Info']) {
      expect(textOf(intent(own)[key])).toBe('云塘印厂 coldset')
    }
    expect(intent(own)).not.toHaveProperty('/RegistryName')
  })
  it('has an ID of two strings of sixteen bytes, and is not encrypted (32000, 14.4 and 7.6)', () => {
    const ids = parsed.array(parsed.trailer['/ID'])
    expect(ids).toHaveLength(2)
    for (const id of ids) expect(id).toMatch(/^b:[0-9a-f]{32}$/)
    expect(parsed.isEncrypted).toBe(false)
  })
  it('embeds every font (6.5)', () => {
    const descriptors = parsed.dicts.filter((dict) => dict['/Type'] === '/FontDescriptor')
    expect(descriptors.length).toBeGreaterThan(3)
    for (const each of descriptors)
      expect(parsed.bytes(each['/FontFile2'] ?? each['/FontFile3']).length).toBeGreaterThan(100)
  })
  it('has a trim box within its bleed box within its media box (AN 2.10)', () => {
    for (const page of parsed.pages) {
      expect(page).not.toHaveProperty('/ArtBox')
      const [media = [], bleed = [], trim = []] = ['/MediaBox', '/BleedBox', '/TrimBox'].map(
        (name) => page[name] as number[],
      )
      for (const [inner, outer] of [
        [trim, bleed],
        [bleed, media],
      ] as const) {
        // prettier-ignore
        expect(inner.every((side, i) => (i < 2 ? side >= (outer[i] ?? Infinity) : side <= (outer[i] ?? 0)))).toBe(true)
      }
    }
  })
  it('sets no transfer function and no halftone (6.13)', () => {
    for (const key of ['/TR', '/TR2', '/HT', '/HTP']) expect(keys()).not.toContain(key)
  })
  it('has no PostScript (6.14)', () => {
    expect(parsed.dicts.map((dict) => dict['/Subtype'])).not.toContain('/PS')
    expect(parsed.dicts.map((dict) => dict['/FunctionType'])).not.toContain(4)
  })
  it('has no annotations, actions, scripts or forms (6.17, 6.18, 6.26)', () => {
    for (const key of ['/Annots', '/AA', '/OpenAction', '/JS', '/AcroForm', '/XFA']) expect(keys()).not.toContain(key)
  })
  it('uses none of the transparency and the layers that it might (6.20, 6.24)', () => {
    for (const key of ['/SMask', '/BM', '/ca', '/CA', '/Group', '/OCProperties']) expect(keys()).not.toContain(key)
  })
  it('refers to nothing outside (AN 3.1)', () => {
    for (const key of ['/EF', '/EmbeddedFiles', '/OPI', '/Alternates', '/Ref', '/DestOutputProfileRef'])
      expect(keys()).not.toContain(key)
  })
  it('keeps its names, strings and numbers within what programs must take (6.25; 32000, Annex C)', () => {
    for (const key of keys()) expect(Buffer.byteLength(key)).toBeLessThanOrEqual(128)
    for (const page of parsed.pages) for (const side of page['/MediaBox'] as number[]) expect(side).toBeLessThan(14_400)
  })
})
