import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { deflateSync } from 'node:zlib'
import * as hb from 'harfbuzzjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { storyIdSchema } from '#contract/ids.ts'
import { mm } from '#contract/measure.ts'
import type { PlateImage } from '#contract/photo.ts'
import { openResources } from '#darkroom/resources.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import type { PressJob } from '#press/press.ts'
import { glyphOf, readSfnt } from '#press/sfnt.ts'
import { closeOverComponents } from '#press/trueType.ts'
import {
  BODY,
  HEAVY,
  frame,
  jobOf,
  LATIN,
  SANS,
  line,
  openShelf,
  page,
  pageOf,
  paragraph,
  picture,
  STAMP,
  textPage,
  type Shelf,
} from './handSet.ts'
import { ask, asText, colourOperators, contents, lacks, maybeBytesOf, bytesOf } from './tools.ts'

let shelf: Shelf
let x1a: Uint8Array
let x4: Uint8Array

const press = (job: PressJob): Promise<Uint8Array> => bytesOf(shelf.subsetter, job)

beforeAll(async () => {
  shelf = await openShelf()
  const set = textPage(shelf)
  x1a = await press(jobOf(shelf, set))
  const outputProfile = await openResources({ folder: resourcesFolder() }).readProfile()
  x4 = await press(jobOf(shelf, set, { profile: 'x4', outputProfile }))
})

const grey: PlateImage = {
  name: 'grey',
  width: 2,
  height: 2,
  turn: 1,
  shown: { left: 0, top: 0, width: 2, height: 2 },
  colour: 'grey',
  encoding: 'deflate',
  isInverted: false,
  bytes: deflateSync(Uint8Array.from([0, 255, 128, 64])),
}
const cmyk: PlateImage = {
  ...grey,
  name: 'cmyk',
  colour: 'cmyk',
  isInverted: true,
  bytes: deflateSync(new Uint8Array(16).fill(80)),
}

describe('PDF/X-1a:2003', () => {
  it('is PDF 1.4', () => expect(asText(x1a).startsWith('%PDF-1.4\n')).toBe(true))
  it('says its version in the document information', () =>
    expect(asText(x1a)).toContain('/GTS_PDFXVersion (PDF/X-1a:2003)'))
  it('says that it is not trapped', () => expect(asText(x1a)).toContain('/Trapped /False'))
  it('takes its dates from the stamp, not from a clock', () => {
    expect(asText(x1a)).toContain('/CreationDate (D:20261124140322Z)')
    expect(asText(x1a)).toContain('/ModDate (D:20261124140322Z)')
  })
  it('has a title in UTF-16', () => expect(asText(x1a)).toContain('/Title <feff4e915858'))
  it('has an output intent with the registered condition and no profile', () => {
    expect(asText(x1a)).toContain('/S /GTS_PDFX')
    expect(asText(x1a)).toContain('/OutputConditionIdentifier (CGATS TR 002)')
    expect(asText(x1a)).toContain('/RegistryName (http://www.color.org)')
    expect(asText(x1a)).not.toContain('/DestOutputProfile')
  })
  it('has a file id of two equal halves', () => expect(asText(x1a)).toMatch(/\/ID \[<([0-9a-f]{32})> <\1>\]/))
  it('has no transparency, no layers, no actions', () => {
    expect(asText(x1a)).not.toMatch(/\/(SMask|ca|CA|BM|Group|OCProperties|OpenAction|JavaScript|Annots) /)
  })
  it('has trim and bleed boxes inside the media box', () => {
    const box = (name: string): number[] =>
      (new RegExp(`/${name} \\[([^\\]]*)\\]`).exec(asText(x1a))?.[1] ?? '').split(' ').map(Number)
    const [media, bleed, trim] = [box('MediaBox'), box('BleedBox'), box('TrimBox')]
    const points = (millimetres: number): number => (millimetres * 72) / 25.4
    expect((trim[2] ?? 0) - (trim[0] ?? 0)).toBeCloseTo(points(275), 2)
    expect((trim[3] ?? 0) - (trim[1] ?? 0)).toBeCloseTo(points(390), 2)
    expect((trim[0] ?? 0) - (bleed[0] ?? 0)).toBeCloseTo(points(3), 2)
    expect((trim[0] ?? 0) - (media[0] ?? 0)).toBeCloseTo(points(12), 2)
  })
})

describe('PDF/X-4', () => {
  it('is PDF 1.6', () => expect(asText(x4).startsWith('%PDF-1.6\n')).toBe(true))
  it('carries the profile of its condition with four components', () => {
    expect(asText(x4)).toMatch(/\/DestOutputProfile \d+ 0 R/)
    expect(asText(x4)).toMatch(/\/N 4\n/)
  })
  it('says its version, dates, id and trapping in XMP that is not compressed', () => {
    for (const key of ['pdfxid:GTS_PDFXVersion>PDF/X-4<', 'xmp:CreateDate>2026-11-24T14:03:22Z<', 'xmp:ModifyDate>', 'xmp:MetadataDate>',
      'xmpMM:DocumentID>uuid:', 'xmpMM:VersionID>1<', 'xmpMM:RenditionClass>default<', 'pdf:Trapped>False<']) expect(asText(x4)).toContain(key) // prettier-ignore
  })
  it('is refused without a profile, as a bug of its caller', async () => {
    await expect(bytesOf(shelf.subsetter, jobOf(shelf, textPage(shelf), { profile: 'x4' }))).rejects.toThrow(RangeError)
  })
})

describe('ink', () => {
  it('sets no colour but CMYK black in a text page', () => {
    for (const content of contents(x1a)) {
      expect([...colourOperators(content)].sort()).toEqual(['K', 'k'])
      for (const [, ink] of content.matchAll(/([\d.]+ [\d.]+ [\d.]+ [\d.]+) k/g)) expect(ink).toMatch(/^0 0 0 /)
    }
  })
  it('overprints solid black, and knocks out tints and reversed type', () => {
    const [content = ''] = contents(x1a)
    expect(content).toContain('/GO gs 0 0 0 1 k')
    expect(content).toContain('/GK gs 0 0 0 .15 k')
    expect(content).toContain('/GK gs 0 0 0 0 k')
    expect(content).not.toMatch(/\/GO gs 0 0 0 (?!1 k)/)
    expect(asText(x1a)).toMatch(/\/OP true\n\/op true\n\/OPM 1/)
  })
  it('keeps a one-channel picture on the black plate, and the marks with it', async () => {
    const set = page({
      frames: textPage(shelf).frames,
      pictures: [picture('a'.repeat(64), mm(20), mm(200), mm(50), mm(40))],
    })
    const pdf = await press(jobOf(shelf, set, { plate: () => grey }))
    expect(asText(pdf)).toContain('/ColorSpace /DeviceGray')
    expect(contents(pdf)[0]).toContain('q .25 w 0 0 0 1 K')
  })
  it('puts the marks on all plates where a picture has colour, and turns an inverted one round', async () => {
    const set = page({
      frames: textPage(shelf).frames,
      pictures: [picture('a'.repeat(64), mm(20), mm(200), mm(50), mm(40))],
    })
    const pdf = await press(jobOf(shelf, set, { plate: () => cmyk }))
    expect(contents(pdf)[0]).toContain('/CS CS 1 SCN')
    expect(asText(pdf)).toContain('/Decode [1 0 1 0 1 0 1 0]')
  })
  it('embeds a picture once that is shown twice', async () => {
    const twice = [
      picture('a'.repeat(64), mm(20), mm(200), mm(50), mm(40)),
      picture('a'.repeat(64), mm(90), mm(200), mm(50), mm(40)),
    ]
    const pdf = await press(jobOf(shelf, page({ pictures: twice }), { plate: () => grey }))
    expect(asText(pdf).match(/\/Subtype \/Image/g)).toHaveLength(1)
    expect(contents(pdf)[0]?.match(/\/P0 Do/g)).toHaveLength(2)
  })
})

describe('bytes', () => {
  it('are the same for the same job', async () => {
    const again = await press(jobOf(shelf, textPage(shelf)))
    expect(Buffer.compare(x1a, again)).toBe(0)
  })
  it('have another id when the stamp is another', async () => {
    const set = textPage(shelf)
    const other = await press(jobOf(shelf, set, { pages: [pageOf(set, { stamp: `f${STAMP.slice(1)}` })] }))
    const id = (pdf: Uint8Array): string | undefined => /\/ID \[<(\w+)>/.exec(asText(pdf))?.[1]
    expect(id(other)).not.toBe(id(x1a))
  })
  it('hold one set of fonts for all pages of a file', async () => {
    const set = textPage(shelf)
    const pages = [1, 2].map((number) => pageOf(set, { number }))
    const both = await press(jobOf(shelf, set, { pages }))
    expect(asText(both).match(/\/FontFile2/g)).toHaveLength(asText(x1a).match(/\/FontFile2/g)?.length ?? 0)
    expect(contents(both)).toHaveLength(2)
  })
})

describe('a job', () => {
  it('is given up when it is cancelled', async () => {
    const cancelled = await maybeBytesOf(
      shelf.subsetter,
      jobOf(shelf, textPage(shelf), { signal: AbortSignal.abort() }),
    )
    expect(isFault(cancelled) && cancelled.code).toBe('cancelled')
  })
  it('tells how far it is, and waits for whoever is told', async () => {
    const told: string[] = []
    const onProgress = async (): Promise<void> => {
      await Promise.resolve()
      told.push('told')
    }
    await press(jobOf(shelf, textPage(shelf), { onProgress }))
    expect(told).toEqual(['told', 'told'])
  })
})

describe('qpdf', () => {
  it.skipIf(lacks('qpdf'))('finds nothing wrong', () => {
    for (const pdf of [x1a, x4])
      expect(ask('qpdf', pdf, ['--check', 'FILE'])).toContain('No syntax or stream encoding errors')
  })
})

describe('poppler', () => {
  it.skipIf(lacks('pdffonts'))('finds every font embedded, subset and mapped to Unicode', () => {
    const rows = ask('pdffonts', x1a, ['FILE']).trim().split('\n').slice(2)
    expect(rows).toHaveLength(4)
    for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes/)
  })
  it.skipIf(lacks('pdfinfo'))('takes it for a PDF/X of its kind', () => {
    expect(ask('pdfinfo', x1a, ['FILE'])).toContain('PDF/X-1a:2003')
    expect(ask('pdfinfo', x4, ['FILE'])).toContain('PDF/X-4')
  })
  it.skipIf(lacks('pdftotext'))('reads every story whole: letterspaced, vertical, hyphenated', () => {
    const text = ask('pdftotext', x1a, ['FILE', '-'])
    const joined = text.replace(/\s+/g, '')
    expect(text).toContain('城市书房点亮夜读')
    expect(text).toContain('云塘区新开六家')
    expect(joined).toContain(BODY.join('').replace(/\s+/g, ''))
    expect(text.replace(/\s+/g, ' ')).toContain('five staff file the announcement of the figures.')
    expect(text).toContain('共富路串起七村5G 一条环线十二公里')
    expect(text).toContain(STAMP.slice(0, 12))
    expect(text).toContain('未签')
  })
  it.skipIf(lacks('pdftotext'))('reads a paragraph whole that goes from column to column, in both orders', async () => {
    const texts = Array.from(
      { length: 12 },
      (_, i) => `第${'一二三四五六七八九十'[i % 10]}行字从左栏走到右栏${'甲乙'[Math.floor(i / 6)]}`,
    )
    const set = texts.map((text, i) => line(shelf, mm(30) + (i < 6 ? 0 : 1_550_000), mm(60) + (i % 6) * 147_000, text))
    const lines = paragraph(0, set)
    const columns = page({ frames: [frame('body', lines.slice(0, 6)), frame('body', lines.slice(6))] })
    const pdf = await press(
      jobOf(shelf, {
        ...columns,
        frames: columns.frames.map((each) => ({ ...each, item: storyIdSchema.parse('s1') })),
      }),
    )
    for (const order of [[], ['-raw']]) {
      expect(ask('pdftotext', pdf, [...order, 'FILE', '-']).replace(/\s+/g, '')).toContain(texts.join(''))
    }
  })
  it.skipIf(lacks('pdftotext'))('keeps the order of the frames', () => {
    const text = ask('pdftotext', x1a, ['-raw', 'FILE', '-'])
    const places = ['城市书房', '云塘区新开', '本报讯', 'A county', '共富路', '导读'].map((word) => text.indexOf(word))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
  })
})

describe('ghostscript', () => {
  it.skipIf(lacks('gs'))('finds no ink but black on a text page', () => {
    const ink = ask('gs', x1a, ['-q', '-o', '-', '-sDEVICE=inkcov', 'FILE'])
    expect(ink).toMatch(/^\s*0\.00000\s+0\.00000\s+0\.00000\s+0\.0[1-9]\d* CMYK/)
  })
})

describe('glyphs', () => {
  it.skipIf(lacks('mutool'))('stand where the set page has them, to a hundredth of a point', async () => {
    const set = line(shelf, mm(30), mm(50), '共富路 AVAWA To 12.5%', {
      face: HEAVY,
      size: 300_000,
      space: 3_333,
      scale: 915,
    })
    const pdf = await press(
      jobOf(shelf, page({ frames: [frame('headline', [set])] }), {
        pages: [pageOf(page({ frames: [frame('headline', [set])] }), { label: '' })],
      }),
    )
    const trace = ask('mutool', pdf, ['trace', 'FILE'])
    const drawn = [...trace.matchAll(/<g unicode="[^"]*" glyph="\w+" x="([-\d.]+)" y="([-\d.]+)"/g)].map((match) =>
      Number(match[1]),
    )
    const wanted = set.runs[0]?.dx.map((dx) => (set.x + dx + mm(12)) / 12_700) ?? []
    expect(wanted.length).toBeGreaterThan(10)
    wanted.forEach((x, i) => expect(Math.abs((drawn[i] ?? 0) - x)).toBeLessThan(0.01))
  })
  it.skipIf(lacks('pdffonts') || lacks('mutool'))(
    'of a font with CFF outlines are embedded by their own numbers',
    async () => {
      const require = createRequire(import.meta.url)
      const bytes = new Uint8Array(await readFile(require.resolve('source-serif/OTF/SourceSerif4-Regular.otf')))
      const font = new hb.Font(new hb.Face(new hb.Blob(bytes.slice().buffer)))
      const cff: Shelf = { ...shelf, face: (id) => ({ id, bytes, sha256: '' }), font: () => font }
      const set = page({ frames: [frame('body', [line(cff, mm(30), mm(50), 'Fine print, café', { face: LATIN })])] })
      const pdf = await press(jobOf(cff, set))
      expect(ask('pdffonts', pdf, ['FILE'])).toMatch(
        /[A-Z]{6}\+SourceSerif4-Regular +CID Type 0C +Identity-H +yes yes yes/,
      )
      expect(ask('mutool', pdf, ['draw', '-F', 'txt', 'FILE'])).toContain('Fine print, café')
    },
  )
  it.skipIf(lacks('pdffonts') || lacks('mutool'))(
    'of a font that may not be cut come with the whole font',
    async () => {
      const whole = shelf.face(LATIN).bytes.slice()
      const view = new DataView(whole.buffer)
      const os2 = readSfnt({ bytes: whole }).places.get('OS/2')?.offset ?? 0
      view.setUint16(os2 + 8, view.getUint16(os2 + 8) | 0x0100)
      const uncut: Shelf = { ...shelf, face: (id) => ({ id, bytes: whole, sha256: '' }) }
      const set = page({ frames: [frame('body', [line(shelf, mm(30), mm(50), 'Fine print, café', { face: LATIN })])] })
      const pdf = await press(jobOf(uncut, set))
      expect(ask('pdffonts', pdf, ['FILE'])).toMatch(/^SourceSerif\S+ +CID TrueType +Identity-H +yes no +yes/m)
      expect(ask('mutool', pdf, ['draw', '-F', 'txt', 'FILE'])).toContain('Fine print, café')
      expect(pdf.length).toBeGreaterThan(100_000)
    },
  )
  it('bring what they are made of: letter and accent of a composite', () => {
    const font = readSfnt(shelf.face(SANS))
    const glyph = (character: string): number => glyphOf(font, character.codePointAt(0) ?? 0)
    const closed = closeOverComponents(font, [glyph('é')])
    expect(closed).toContain(glyph('e'))
    expect(closed.length).toBeGreaterThan(3)
    expect(closed).toEqual(closed.toSorted((one, other) => one - other))
  })
})
