import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { isFault } from '#contract/faults.ts'
import { readWords } from '#darkroom/metadata.ts'
import { NO_WORDS } from '#darkroom/photoWords.ts'
import { readIim } from '#darkroom/metadataIim.ts'
import { readXmp } from '#darkroom/metadataXmp.ts'
import { openPictures } from '#darkroom/pictures.ts'
import { freshFolder } from './pictureFiles.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** An IIM dataset: marker, record, number, size, bytes. */
const dataset = (record: number, number: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([0x1c, record, number, bytes.length >> 8, bytes.length & 0xff]), bytes])

/** Photoshop's image resources, IIM as the second. */
function resources(iim: Uint8Array): Buffer {
  const resource = (id: number, name: string, data: Uint8Array): Buffer => {
    const head = Buffer.alloc(6)
    head.write('8BIM', 'latin1')
    head.writeUInt16BE(id, 4)
    const pascal = Buffer.from([name.length, ...Buffer.from(name, 'latin1')])
    const size = Buffer.alloc(4)
    size.writeUInt32BE(data.length)
    const pad = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)])
    return Buffer.concat([head, pad(pascal), size, pad(data)])
  }
  const marker = Buffer.from('Photoshop 3.0\0', 'latin1')
  return Buffer.concat([marker, resource(0x03ed, 'odd', new Uint8Array(15)), resource(0x0404, '', iim)])
}

/** 云塘 in GB 18030. */
const YUNTANG_GB = new Uint8Array([0xd4, 0xc6, 0xcc, 0xc1])

describe('IIM', () => {
  test('every field is read from Photoshop’s resources and from a bare block', () => {
    const iim = Buffer.concat([
      dataset(1, 90, new Uint8Array([0x1b, 0x25, 0x47])),
      dataset(2, 120, utf8('河岸的新步道\r\n昨天开放')),
      dataset(2, 105, utf8('步道')),
      dataset(2, 110, utf8('本报')),
      dataset(2, 80, utf8('方某')),
      dataset(2, 80, utf8('徐某')),
      dataset(2, 90, utf8('云塘')),
      dataset(2, 101, utf8('中国\0')),
      dataset(2, 55, utf8('20261123')),
      dataset(2, 115, utf8('资料')),
      dataset(2, 116, utf8('版权')),
      dataset(2, 25, utf8('河')),
      dataset(2, 25, utf8('步道')),
    ])
    const words = {
      caption: '河岸的新步道\n昨天开放',
      headline: '步道',
      credit: '本报',
      byline: '方某, 徐某',
      city: '云塘',
      country: '中国',
      date: '2026-11-23',
      source: '资料',
      rights: '版权',
      keywords: ['河', '步道'],
    }
    expect(readIim(resources(iim))).toEqual(words)
    expect(readIim(iim)).toEqual(words)
  })

  test('text without a named encoding is UTF-8, else GB 18030, else Western, the whole block alike', () => {
    expect(readIim(dataset(2, 90, utf8('云塘'))).city).toBe('云塘')
    expect(readIim(dataset(2, 90, YUNTANG_GB)).city).toBe('云塘')
    expect(readIim(dataset(2, 90, new Uint8Array([0x5a, 0xfc, 0x20, 0x52]))).city).toBe('Zü R')
  })

  test('a long dataset with a size of its own length is read', () => {
    const text = utf8('字'.repeat(20_000))
    const long = Buffer.concat([Buffer.from([0x1c, 2, 120, 0x80, 0x04, 0, 0, 0xea, 0x60]), text])
    expect(text.length).toBe(0xea60)
    expect(readIim(long).caption).toBe('字'.repeat(20_000))
  })

  test('broken blocks give words or none, never an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (noise, isFramed) => {
        const bytes = isFramed ? Buffer.concat([resources(new Uint8Array()), Buffer.from('8BIM'), noise]) : noise
        expect(typeof readIim(bytes).caption).toBe('string')
        expect(typeof readIim(Buffer.concat([Buffer.from([0x1c, 2]), noise])).caption).toBe('string')
      }),
    )
  })
})

const packet = (inside: string): Uint8Array =>
  utf8(`<?xpacket begin="\ufeff"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${inside}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`)

describe('XMP', () => {
  test('properties are read as attributes, as elements and in lists, whatever their prefix', () => {
    const words = readXmp(
      packet(`<rdf:Description xmlns:a="http://purl.org/dc/elements/1.1/" xmlns:b="http://ns.adobe.com/photoshop/1.0/"
        b:City="云塘" b:Source=" "><b:Credit>本报 &amp; 云塘</b:Credit>
        <a:description><rdf:Alt><rdf:li xml:lang="en">River</rdf:li><rdf:li xml:lang="x-default">河岸</rdf:li></rdf:Alt></a:description>
        <a:creator><rdf:Seq><rdf:li>方某</rdf:li><rdf:li>徐某</rdf:li></rdf:Seq></a:creator>
        <a:subject><rdf:Bag><rdf:li>河</rdf:li><rdf:li>步道</rdf:li></rdf:Bag></a:subject></rdf:Description>
        <rdf:Description xmlns:b="http://ns.adobe.com/photoshop/1.0/" b:DateCreated="2026-11-23"/>`),
    )
    expect(words).toEqual({
      ...NO_WORDS,
      city: '云塘',
      credit: '本报 & 云塘',
      caption: '河岸',
      byline: '方某, 徐某',
      keywords: ['河', '步道'],
      date: '2026-11-23',
    })
  })

  test('what describes something inside the picture is not taken for the picture’s own', () => {
    const words = readXmp(
      packet(`<rdf:Description xmlns:p="http://ns.adobe.com/photoshop/1.0/" xmlns:m="urn:m">
        <m:Ingredient rdf:parseType="Resource"><p:City>别处</p:City></m:Ingredient>
        <m:From><rdf:Description p:City="别处"><p:Credit>别人</p:Credit></rdf:Description></m:From></rdf:Description>`),
    )
    expect(words).toEqual(NO_WORDS)
  })

  test('a packet that breaks off keeps what came before, and an entity bomb expands to nothing', () => {
    const whole = packet('<rdf:Description xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:City="云塘"><p:Credit>本')
    expect(readXmp(whole.subarray(0, whole.length - 50)).city).toBe('云塘')
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`
    const city = '<rdf:Description xmlns:p="http://ns.adobe.com/photoshop/1.0/"><p:City>&b;</p:City></rdf:Description>'
    const words = readXmp(Buffer.concat([utf8(bomb), packet(city).subarray(20)]))
    expect(words.city).not.toContain('aaaa')
  })
})

test('XMP wins word by word unless it is empty', () => {
  const xmp = packet('<rdf:Description xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:City="云塘" p:Credit=""/>')
  const iim = Buffer.concat([dataset(2, 90, utf8('别处')), dataset(2, 110, utf8('本报')), dataset(2, 25, utf8('河'))])
  expect(readWords(xmp, iim)).toMatchObject({ city: '云塘', credit: '本报', keywords: ['河'] })
  expect(readWords(null, null)).toEqual(NO_WORDS)
})

const samples = fileURLToPath(new URL('../../../shared/samples/iptc/', import.meta.url))
const files = existsSync(samples) ? readdirSync(samples).filter((file) => file.endsWith('.jpg')) : []
const exiftool = maybeExiftool()

function maybeExiftool(): string | null {
  try {
    return execFileSync('exiftool', ['-ver'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}

const why = files.length === 0 ? ' (skipped: no samples beside the checkout)' : ' (skipped: no exiftool)'
const isReady = files.length > 0 && exiftool !== null

test.runIf(isReady)(`real files read as exiftool reads them${isReady ? '' : why}`, async () => {
  const pictures = openPictures({ cache: freshFolder() })
  for (const file of files) {
    const described = await pictures.describe(file, readFileSync(samples + file))
    if (isFault(described)) throw new Error(`${file}: ${described.code}`)
    const { caption, headline, credit, byline, city, country, source, rights, keywords } = described
    expect({ file, caption, headline, credit, byline, city, country, source, rights, keywords }).toEqual({
      file,
      ...oracle(samples + file),
    })
  }
})

type Tags = Record<string, string | string[] | undefined>

function oracle(path: string): object {
  const args = ['-j', '-G1', '-struct', '-charset', 'iptc=utf8', '-XMP-dc:all', '-XMP-photoshop:all', '-IPTC:all', path]
  const [tags] = JSON.parse(execFileSync('exiftool', args, { encoding: 'utf8' })) as [Tags]
  const list = (...names: string[]): string[] =>
    names.map((name) => [tags[name] ?? []].flat().map(String)).find((found) => found.length > 0) ?? []
  const word = (...names: string[]): string => (list(...names)[0] ?? '').trim()
  return {
    caption: word('XMP-dc:Description', 'IPTC:Caption-Abstract'),
    headline: word('XMP-photoshop:Headline', 'IPTC:Headline'),
    credit: word('XMP-photoshop:Credit', 'IPTC:Credit'),
    byline: list('XMP-dc:Creator', 'IPTC:By-line').join(', '),
    city: word('XMP-photoshop:City', 'IPTC:City'),
    country: word('XMP-photoshop:Country', 'IPTC:Country-PrimaryLocationName'),
    source: word('XMP-photoshop:Source', 'IPTC:Source'),
    rights: word('XMP-dc:Rights', 'IPTC:CopyrightNotice'),
    keywords: list('XMP-dc:Subject', 'IPTC:Keywords'),
  }
}
