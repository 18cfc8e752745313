/**
 * PDF/X-1a:2003, key by key, in the file as qpdf reads it. `AN`: Application Notes for PDF/X Standards (CGATS, 2006), which
 * name the requirements of ISO 15930-4 in the open; other clauses are of ISO 32000-1, where a key is defined.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { openShelf, jobOf, pageOf } from './handSet.ts'
import { Parsed, textOf } from './parsed.ts'
import { plate, richPage } from './richPage.ts'
import { asText, bytesOf, lacks } from './tools.ts'

const TITLE = '云塘日报 & “晚报” <2026-11-24>'

describe.skipIf(lacks('qpdf'))('a file of PDF/X-1a:2003', () => {
  let pdf: Uint8Array
  let parsed: Parsed
  beforeAll(async () => {
    const shelf = await openShelf()
    const pages = [1, 2].map((page) => pageOf({ ...richPage(shelf), page }))
    const job = jobOf(shelf, richPage(shelf), { pages, title: TITLE, plate: ({ sha256 }) => plate(sha256) })
    pdf = await bytesOf(shelf.subsetter, job)
    parsed = new Parsed(pdf)
  })
  const keys = (): Set<string> => new Set(parsed.dicts.flatMap((dict) => Object.keys(dict)))
  const subtypes = (): Set<unknown> => new Set(parsed.dicts.map((dict) => dict['/Subtype']))

  it('is PDF 1.4 by its header, and no catalogue says otherwise (7.5.2)', () => {
    expect(parsed.version).toBe('1.4')
    expect(parsed.catalogue).not.toHaveProperty('/Version')
  })
  it('has a second line of at least four bytes above 127 (7.5.2)', () => {
    const second = asText(pdf).split('\n')[1] ?? ''
    expect(second).toMatch(/^%[\u0080-\u00ff]{4,}$/)
  })
  it('has a table of cross-references and no object streams, which PDF 1.4 does not know (7.5.4)', () => {
    expect(asText(pdf)).toMatch(/\nxref\n0 \d+\n0000000000 65535 f \n/)
    expect(parsed.dicts.map((dict) => dict['/Type'])).not.toContain('/ObjStm')
    expect(parsed.dicts.map((dict) => dict['/Type'])).not.toContain('/XRef')
  })
  it('has an ID of two strings of sixteen bytes in its trailer (14.4)', () => {
    const ids = parsed.array(parsed.trailer['/ID'])
    expect(ids).toHaveLength(2)
    for (const id of ids) expect(id).toMatch(/^b:[0-9a-f]{32}$/)
  })
  it('is not encrypted (7.6)', () => {
    expect(parsed.isEncrypted).toBe(false)
    expect(parsed.trailer).not.toHaveProperty('/Encrypt')
  })
  it('says its version in the document information, as the standard spells it', () =>
    expect(textOf(parsed.info['/GTS_PDFXVersion'])).toBe('PDF/X-1a:2003'))
  it('has no GTS_PDFXConformance, which belongs to the standard of 2001', () =>
    expect(parsed.info).not.toHaveProperty('/GTS_PDFXConformance'))
  it('has its title whole, with what XML and PDF would read otherwise (14.3.3)', () =>
    expect(textOf(parsed.info['/Title'])).toBe(TITLE))
  it('has dates of making and changing, in full and with their zone (7.9.4)', () => {
    expect(textOf(parsed.info['/CreationDate'])).toBe('D:20261124140322Z')
    expect(textOf(parsed.info['/ModDate'])).toBe('D:20261124140322Z')
  })
  it('names its creator and its producer (14.3.3)', () => {
    expect(textOf(parsed.info['/Creator'])).not.toBe('')
    expect(textOf(parsed.info['/Producer'])).not.toBe('')
  })
  it('says that it is not trapped, by a name and not by a string (AN 2.17)', () =>
    expect(parsed.info['/Trapped']).toBe('/False'))
  it('has one output intent, of PDF/X (14.11.5)', () => {
    const intents = parsed.array(parsed.catalogue['/OutputIntents']).map((intent) => parsed.dict(intent))
    expect(intents.map((intent) => [intent['/Type'], intent['/S']])).toEqual([['/OutputIntent', '/GTS_PDFX']])
  })
  it('names a condition of the ICC registry, with the registry and with words for people (AN 2.16.4)', () => {
    const intent = parsed.dict(parsed.array(parsed.catalogue['/OutputIntents'])[0])
    expect(textOf(intent['/OutputConditionIdentifier'])).toBe('CGATS TR 002')
    expect(textOf(intent['/RegistryName'])).toBe('http://www.color.org')
    expect(textOf(intent['/Info'])).not.toBe('')
    expect(intent).not.toHaveProperty('/DestOutputProfile')
  })
  it('has a trim box on every page, and no art box beside it (AN 2.10)', () => {
    expect(parsed.pages).toHaveLength(2)
    for (const page of parsed.pages) {
      expect(page).toHaveProperty('/TrimBox')
      expect(page).not.toHaveProperty('/ArtBox')
    }
  })
  it('has its trim within its bleed, and its bleed within its media (AN 2.10)', () => {
    for (const page of parsed.pages) {
      const [media, bleed, trim] = ['/MediaBox', '/BleedBox', '/TrimBox'].map((name) => page[name] as number[])
      for (const [inner, outer] of [
        [trim, bleed],
        [bleed, media],
      ] as const) {
        // prettier-ignore
        for (const near of [0, 1]) expect(inner?.[near]).toBeGreaterThanOrEqual(outer?.[near] ?? Infinity)
        for (const far of [2, 3]) expect(inner?.[far]).toBeLessThanOrEqual(outer?.[far] ?? -Infinity)
      }
    }
  })
  it('has no page that is turned, cropped or scaled by the viewer (14.11.2)', () => {
    for (const page of parsed.pages) {
      for (const key of ['/Rotate', '/CropBox', '/UserUnit']) expect(page).not.toHaveProperty(key)
    }
  })
  it('sets no transfer function, halftone, black generation or undercolour removal (10.3 to 10.6)', () => {
    for (const key of ['/TR', '/TR2', '/HT', '/HTP', '/BG', '/BG2', '/UCR', '/UCR2']) expect(keys()).not.toContain(key)
  })
  it('has no transparency: no soft mask, blend mode, constant alpha or group (11.6)', () => {
    for (const key of ['/SMask', '/SMaskInData', '/BM', '/ca', '/CA', '/AIS', '/Group'])
      expect(keys()).not.toContain(key)
  })
  it('has no annotations and no forms (AN 2.28)', () => {
    for (const page of parsed.pages) expect(page).not.toHaveProperty('/Annots')
    expect(parsed.catalogue).not.toHaveProperty('/AcroForm')
  })
  it('has no actions and no scripts (12.6)', () => {
    for (const key of ['/AA', '/OpenAction', '/JS', '/URI']) expect(keys()).not.toContain(key)
    expect(parsed.dict(parsed.catalogue['/Names'])).not.toHaveProperty('/JavaScript')
  })
  it('refers to nothing outside: no files, no OPI, no alternate images, no reference XObjects (AN 3.1)', () => {
    for (const key of ['/EF', '/EmbeddedFiles', '/OPI', '/Alternates', '/Ref', '/F']) expect(keys()).not.toContain(key)
  })
  it('has no PostScript XObjects (8.8.2)', () => {
    expect(subtypes()).not.toContain('/PS')
    expect(keys()).not.toContain('/PS')
  })
  it('has no layers (8.11)', () => expect(keys()).not.toContain('/OCProperties'))
  it('packs nothing with LZW, JBIG2 or JPEG 2000 (7.4)', () => {
    const filters = new Set(parsed.dicts.flatMap((dict) => parsed.array(dict['/Filter']).concat(dict['/Filter'] ?? [])))
    for (const filter of filters) expect(['/FlateDecode', '/DCTDecode']).toContain(filter)
  })
  it('embeds every font, under the name of a subset (9.9)', () => {
    const descriptors = parsed.dicts.filter((dict) => dict['/Type'] === '/FontDescriptor')
    expect(descriptors.length).toBeGreaterThan(3)
    for (const descriptor of descriptors) {
      const file = descriptor['/FontFile2'] ?? descriptor['/FontFile3']
      expect(parsed.bytes(file).length).toBeGreaterThan(100)
      expect(descriptor['/FontName']).toMatch(/^\/[A-Z]{6}\+/)
    }
    for (const type of ['/Type1', '/TrueType', '/Type3']) expect(subtypes()).not.toContain(type)
  })
  it('gives each spot ink one name and one alternate in CMYK (8.6.6.4)', () => {
    const spots = [...parsed.objects.values()].map(({ value }) => value).filter((value) => Array.isArray(value) && value[0] === '/Separation') as unknown[][] // prettier-ignore
    const names = spots.map(([, name]) => Buffer.from(String(name).slice(1), 'utf8').toString())
    expect(names.toSorted()).toEqual(['All', '专红 185'].toSorted())
    for (const [, , alternate, mix] of spots) {
      expect(alternate).toBe('/DeviceCMYK')
      expect(parsed.dict(mix)['/FunctionType']).toBe(2)
    }
  })
  it('does not smooth pictures in the viewer’s own way (8.9.5.3)', () => expect(keys()).not.toContain('/Interpolate'))
})
