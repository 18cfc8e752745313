/** Facts of ads, and what is left of a file once it was read. */
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { isFault, type Outcome } from '#contract/faults.ts'
import { pt } from '#contract/measure.ts'
import { isMarkedBy, readAds, type ReadAd } from '#exchange/pdf/readAds.ts'
import {
  adPdf,
  cmykJpeg,
  deflated,
  fontlessAd,
  glassAd,
  hiddenAd,
  jpegAd,
  officeAd,
  pdfOf,
  rgbAd,
  spotAd,
  stream,
  turnedAd,
  typeAd,
} from '../../fixtures/adPdfs.ts'

const tools = { inkOf: async () => null }
const read = (bytes: Uint8Array): Promise<Outcome<readonly ReadAd[]>> => readAds('ad.pdf', bytes, tools)

async function one(bytes: Uint8Array): Promise<ReadAd> {
  const ads = await read(bytes)
  if (isFault(ads)) throw new Error(`${ads.code} ${JSON.stringify(ads.where)}`)
  expect(ads).toHaveLength(1)
  return ads[0]!
}

const codeOf = async (bytes: Uint8Array): Promise<string | null> => {
  const ads = await read(bytes)
  return isFault(ads) ? ads.code : null
}
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

describe('size', () => {
  it('is that of the trim box, upright, and says what stands outside it', async () => {
    const { facts } = await one(turnedAd())
    expect(facts).toMatchObject({ box: 'trim', trim: { width: pt(100), height: pt(200) }, bleed: pt(9) })
  })

  it('is that of the crop box where there is no trim, and of the media box where there is neither', async () => {
    const content = '0 g 0 0 9 9 re f'
    const crop = await one(adPdf({ content, page: '/MediaBox [0 0 200 100] /CropBox [10 10 110 60]' }))
    expect(crop.facts).toMatchObject({ box: 'crop', trim: { width: pt(100), height: pt(50) } })
    const media = await one(adPdf({ content, page: '/MediaBox [200 100 0 0]' }))
    expect(media.facts).toMatchObject({ box: 'media', trim: { width: pt(200), height: pt(100) }, bleed: 0 })
  })

  it('counts in the page’s own unit', async () => {
    const { facts } = await one(adPdf({ content: '', page: '/MediaBox [0 0 200 100] /UserUnit 2' }))
    expect(facts.trim).toEqual({ width: pt(400), height: pt(200) })
  })

  it('is inherited from the pages above', async () => {
    const ad = pdfOf(
      [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] /MediaBox [0 0 60 30] /Rotate 270 >>',
        '<< /Type /Page /Parent 2 0 R >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 90 30] >>',
      ],
      1,
    )
    const ads = await read(ad)
    if (isFault(ads)) throw new Error(ads.code)
    expect(ads.map(({ page, facts }) => [page, facts.trim.height])).toEqual([
      [1, pt(60)],
      [2, pt(90)],
    ])
  })
})

describe('colour', () => {
  it('is RGB by an operator, by a picture, by a pattern’s content and by a glyph of Type 3', async () => {
    expect((await one(rgbAd())).facts.colours).toEqual(['rgb'])
    const picture = deflated(
      new Uint8Array(3),
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB',
    )
    const shown = { content: '/Im1 Do', resources: '/XObject << /Im1 5 0 R >>', more: [picture] }
    expect((await one(adPdf(shown))).facts.colours).toEqual(['rgb'])
    const tile = stream(
      '0 1 0 rg 0 0 1 1 re f',
      '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 2 2] /XStep 2 /YStep 2 /Resources << >>',
    )
    const tiled = { content: '/Pattern cs /P1 scn 0 0 9 9 re f', resources: '/Pattern << /P1 5 0 R >>', more: [tile] }
    expect((await one(adPdf(tiled))).facts.colours).toEqual(['rgb'])
    const font =
      '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 6 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1] >>'
    const glyph = {
      content: 'BT /F1 1 Tf (a) Tj ET',
      resources: '/Font << /F1 5 0 R >>',
      more: [font, stream('1 0 d0 1 0 0 rg 0 0 1 1 re f')],
    }
    expect((await one(adPdf(glyph))).facts.colours).toEqual(['rgb'])
  })

  it('is RGB by a profile of three channels, and the press’s own by one of four', async () => {
    const tagged = (channels: number): Promise<ReadAd> =>
      one(
        adPdf({
          content: `/CS1 cs ${'1 '.repeat(channels)}scn 0 0 9 9 re f`,
          resources: '/ColorSpace << /CS1 [/ICCBased 5 0 R] >>',
          more: [deflated(new Uint8Array(128), `/N ${channels}`)],
        }),
      )
    expect((await tagged(3)).facts.colours).toEqual(['rgb'])
    const press = await tagged(4)
    expect(press.facts.colours).toEqual(['cmyk'])
    expect(textOf(press.bytes)).not.toContain('ICCBased')
    expect(textOf(press.bytes)).toContain('/CS1 /DeviceCMYK')
  })

  it('names inks beside the four, however deep they stand', async () => {
    expect((await one(spotAd())).facts).toMatchObject({ colours: ['cmyk', 'spot'], spots: ['Lamp Red'] })
    const form = stream(
      '/CS1 cs 1 1 scn 0 0 9 9 re f',
      '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /ColorSpace << /CS1 [/DeviceN [/Black /Gold] /DeviceCMYK 6 0 R] >> >>',
    )
    const nested = {
      content: '/Fm1 Do',
      resources: '/XObject << /Fm1 5 0 R >>',
      more: [form, stream('{pop pop 0 0 0 0}', '/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]')],
    }
    expect((await one(adPdf(nested))).facts.spots).toEqual(['Gold'])
  })

  it('leaves out what the page carries along and never shows', async () => {
    const { facts, bytes } = await one(officeAd())
    expect(facts.colours).toEqual(['cmyk'])
    expect(textOf(bytes)).not.toContain('Unused')
  })

  it('says the most ink that an operator lays, and that of a flat picture', async () => {
    expect((await one(adPdf({ content: '.9 .8 .7 .6 k 0 0 9 9 re f' }))).facts.mostInk).toBe(300)
    const samples = new Uint8Array(4 * 100).fill(204)
    const dict = '/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceCMYK'
    const flat = { content: '/Im1 Do', resources: '/XObject << /Im1 5 0 R >>', more: [deflated(samples, dict)] }
    expect((await one(adPdf(flat))).facts.mostInk).toBe(320)
    expect((await one(rgbAd())).facts.mostInk).toBeNull()
  })
})

describe('faces, pictures, transparency, standard', () => {
  it('tells embedded faces from those that are only named', async () => {
    expect((await one(fontlessAd())).facts.fonts).toEqual([{ name: 'Helvetica', isEmbedded: false }])
    expect((await one(typeAd())).facts.fonts).toEqual([{ name: 'LampSerif', isEmbedded: true }])
  })

  it('gives the resolution of the coarsest picture as it stands', async () => {
    expect((await one(await jpegAd())).facts.resolution).toBe(36)
    expect((await one(rgbAd())).facts.resolution).toBeNull()
  })

  it('knows what is really seen through from a group that shows nothing through', async () => {
    expect((await one(glassAd())).facts.isTransparent).toBe(true)
    const group = '/MediaBox [0 0 200 100] /Group << /Type /Group /S /Transparency /CS /DeviceRGB >>'
    const opaque = await one(adPdf({ content: '0 g 0 0 9 9 re f', page: group }))
    expect(opaque.facts.isTransparent).toBe(false)
    expect(textOf(opaque.bytes)).not.toContain('/Group')
  })

  it('knows pictures that are coded as PDF/X-1a does not allow', async () => {
    const coded = (how: string): Promise<ReadAd> =>
      one(
        adPdf({
          content: '/Im1 Do',
          resources: '/XObject << /Im1 5 0 R >>',
          more: [stream('data', `/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray ${how}`)],
        }),
      )
    const coding = ['/Filter /JPXDecode', '/Filter /JBIG2Decode /BitsPerComponent 1', '/BitsPerComponent 16']
    for (const how of coding) expect((await coded(how)).facts.isModern).toBe(true)
    expect((await coded('/Filter /DCTDecode /BitsPerComponent 8')).facts.isModern).toBe(false)
  })

  it('repeats what the file claims to be', async () => {
    const claim = {
      content: '',
      more: ['<< /GTS_PDFXVersion (PDF/X-1:2001) /GTS_PDFXConformance (PDF/X-1a:2001) >>'],
      trailer: '/Info 5 0 R',
    }
    expect((await one(adPdf(claim))).facts.standard).toBe('PDF/X-1a:2001')
    const xmp = stream(
      '<x:xmpmeta><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion></x:xmpmeta>',
      '/Type /Metadata /Subtype /XML',
    )
    expect((await one(adPdf({ content: '', more: [xmp], catalogue: '/Metadata 5 0 R' }))).facts.standard).toBe(
      'PDF/X-4',
    )
    expect((await one(rgbAd())).facts.standard).toBeNull()
  })

  it('marks an ad by its own words in either language', () => {
    expect(['广 告', '廣告', 'Advertisement', 'ADVERTISING FEATURE'].every(isMarkedBy)).toBe(true)
    expect(['广场告示', 'Advice', ''].some(isMarkedBy)).toBe(false)
  })
})

describe('what is left of the file', () => {
  it('has no script, form, annotation, attachment or layer, and says so', async () => {
    const { facts, bytes } = await one(officeAd())
    expect(facts.extras).toEqual(['script', 'form', 'attachment', 'layer', 'annotation'])
    expect(textOf(bytes)).not.toMatch(/JavaScript|AcroForm|Annot|EmbeddedFile|OCG|OCProperties|StructParents/)
  })

  it('is not called scripted because it opens at its first page', async () => {
    const ways = ['/OpenAction [3 0 R /Fit]', '/OpenAction << /S /GoTo /D [3 0 R /Fit] >>']
    for (const catalogue of ways) expect((await one(adPdf({ content: '', catalogue }))).facts.extras).toEqual([])
    const script = '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'
    expect((await one(adPdf({ content: '', catalogue: script }))).facts.extras).toEqual(['script'])
  })

  it('keeps the bytes of its streams, but for LZW, which becomes deflate', async () => {
    const { bytes } = await one(await jpegAd())
    expect(textOf(bytes)).toContain(textOf(await cmykJpeg()))
    // "-----A---B" in LZW (ISO 32000-1, 7.4.4.2, example 1).
    const lzw = {
      dict: '/Filter /LZWDecode',
      bytes: new Uint8Array([0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]),
    }
    const parts = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>',
      lzw,
    ]
    const recoded = textOf((await one(pdfOf(parts, 1))).bytes)
    expect(recoded).not.toContain('LZW')
    const [, coded = ''] = /stream\n([^]*?)\nendstream/.exec(recoded) ?? []
    expect(inflateSync(Buffer.from(coded, 'latin1')).toString('latin1')).toBe('-----A---B')
  })

  it('is the same for the same page', async () => {
    const [a, b] = [await one(spotAd()), await one(spotAd())]
    expect(Buffer.from(a.bytes).equals(Buffer.from(b.bytes))).toBe(true)
  })

  it('reads as the same ad again', async () => {
    for (const ad of [spotAd(), turnedAd(), glassAd(), await jpegAd(), typeAd()]) {
      const first = await one(ad)
      const again = await one(first.bytes)
      expect(again.facts).toEqual({ ...first.facts, box: 'trim', bleed: again.facts.bleed })
    }
  })
})

describe('refusals', () => {
  it('names what is wrong with a file', async () => {
    expect(await codeOf(hiddenAd())).toBe('ad.layers')
    expect(await codeOf(Buffer.from('%PDF-1.4\nnothing'))).toBe('ad.unreadable')
    expect(await codeOf(pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'], 1))).toBe(
      'ad.unreadable',
    )
    const locked = {
      content: '',
      more: ['<< /Filter /Standard /V 1 /R 2 /O (a) /U (b) /P -44 >>'],
      trailer: '/Encrypt 5 0 R',
    }
    expect(await codeOf(adPdf(locked))).toBe('ad.encrypted')
    const outside = {
      dict: '/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8 /F (other.jpg)',
      bytes: new Uint8Array(0),
    }
    expect(await codeOf(adPdf({ content: '/Im1 Do', resources: '/XObject << /Im1 5 0 R >>', more: [outside] }))).toBe(
      'ad.external',
    )
    const script = stream('showpage', '/Type /XObject /Subtype /PS')
    expect(await codeOf(adPdf({ content: '/X Do', resources: '/XObject << /X 5 0 R >>', more: [script] }))).toBe(
      'ad.external',
    )
  })

  it('refuses what would fill the memory or never end', async () => {
    const bomb = deflated(new Uint8Array(200_000_000))
    const parts = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>',
      bomb,
    ]
    expect(await codeOf(pdfOf(parts, 1))).toBe('ad.tooLarge')
    const form = deflated(new Uint8Array(200_000_000), '/Type /XObject /Subtype /Form /BBox [0 0 9 9]')
    const inside = { content: '/X Do', resources: '/XObject << /X 5 0 R >>', more: [form] }
    expect(await codeOf(adPdf(inside))).toBe('ad.tooLarge')
    const self = stream(
      '/X Do',
      '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>',
    )
    expect(await codeOf(adPdf({ content: '/X Do', resources: '/XObject << /X 5 0 R >>', more: [self] }))).toBe(
      'ad.unreadable',
    )
    const doubling = Array.from({ length: 20 }, (_, i) =>
      stream(
        '/X Do /X Do',
        `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${Math.min(i + 6, 24)} 0 R >> >>`,
      ),
    )
    const started = performance.now()
    await read(adPdf({ content: '/X Do', resources: '/XObject << /X 5 0 R >>', more: doubling }))
    expect(performance.now() - started).toBeLessThan(5_000)
    const loop = pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 1 /Kids [2 0 R 2 0 R] >>'], 1)
    expect(await codeOf(loop)).toBe('ad.unreadable')
    const pages = Array.from({ length: 70 }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>')
    const kids = pages.map((_, i) => `${i + 3} 0 R`).join(' ')
    expect(
      await codeOf(pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] >>`, ...pages], 1)),
    ).toBe('ad.tooLarge')
  })
})
