/** Documents that are broken or mean harm: refused or read, in bounded time and memory, never thrown. */
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { describe, expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { plainLine, textOfLine, type Manuscript } from '#contract/manuscript.ts'
import { PARCEL_BOUNDS } from '#exchange/docx/parcel.ts'
import { readDocx } from '#exchange/docx/readDocx.ts'
import { writeDocx } from '#exchange/docx/writeDocx.ts'
import { readCopyFile } from '#exchange/manuscripts/readCopyFile.ts'
import { random, seedOf } from '../../grid/records.ts'

const manuscript = (...texts: string[]): Manuscript => ({
  lines: texts.map((text) => plainLine('paragraph', text)),
  lang: 'zh-Hans',
  omissions: {},
  notes: [],
  isOpen: { start: false, end: false },
})
const NAMES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="r" xmlns:mc="m" xmlns:wps="s" xmlns:c="c"'
const documentOf = (body: string, parts: Zippable = {}, head = ''): Uint8Array =>
  zipSync({
    'word/document.xml': strToU8(
      `<?xml version="1.0"?>${head}<w:document ${NAMES}><w:body>${body}</w:body></w:document>`,
    ),
    ...parts,
  })
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const readOf = (bytes: Uint8Array): Manuscript => {
  const read = readDocx(bytes, 'x.docx')
  if (isFault(read)) throw new Error(read.code)
  return read
}
const texts = (bytes: Uint8Array): string[] => readOf(bytes).lines.map(textOfLine)

describe('hostile documents', () => {
  test('what unfolds beyond the bounds is refused before it is unpacked', () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(40 << 20) }, { level: 9 })
    const crowd = zipSync(
      Object.fromEntries(
        Array.from({ length: PARCEL_BOUNDS.entries + 1 }, (_, i) => [`word/${i}.xml`, new Uint8Array()]),
      ),
    )
    for (const bytes of [bomb, crowd]) expect(readDocx(bytes, 'x.docx')).toMatchObject({ code: 'document.tooLarge' })
  })
  test('a parcel that lies about its size unpacks no more than it says', () => {
    const bytes = zipSync({ 'word/document.xml': strToU8(`<a>${'x'.repeat(100_000)}</a>`) })
    const lying = bytes.slice()
    // The size in the central directory, which is the one that counts.
    const view = new DataView(lying.buffer)
    const at = view.getUint32(lying.length - 6, true)
    view.setUint32(at + 24, 10, true)
    expect(readDocx(lying, 'x.docx')).toMatchObject({ code: 'document.unreadable' })
  })
  test('a document type, and every entity of it, is refused', () => {
    const lol = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`
    expect(readDocx(documentOf(paragraph('&b;'), {}, lol), 'x.docx')).toMatchObject({ code: 'document.unreadable' })
    const file = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`
    expect(readDocx(documentOf(paragraph('&a;'), {}, file), 'x.docx')).toMatchObject({ code: 'document.unreadable' })
  })
  test('elements inside one another without end are refused', () => {
    const deep = `${'<w:sdt>'.repeat(5000)}${'</w:sdt>'.repeat(5000)}`
    expect(readDocx(documentOf(deep), 'x.docx')).toMatchObject({ code: 'document.tooLarge' })
  })
  test('no zip, a zip of something else, half a zip and older formats are refused by name', () => {
    const whole = writeDocx(manuscript('云塘'), 'final')
    expect(readDocx(strToU8('hello'), 'x.docx')).toMatchObject({ code: 'document.unreadable' })
    expect(readDocx(zipSync({ 'a.txt': strToU8('a') }), 'x.docx')).toMatchObject({ code: 'document.unreadable' })
    expect(readDocx(whole.subarray(0, whole.length / 2), 'x.docx')).toMatchObject({ code: 'document.unreadable' })
    expect(readCopyFile('x.rtf', strToU8('{\\rtf1 a}'), true)).toMatchObject({ code: 'document.older' })
    const ole = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1])
    expect(readCopyFile('x.doc', ole, true)).toMatchObject({ code: 'document.older' })
    expect(readCopyFile('x.docx', ole, true)).toMatchObject({ code: 'document.unreadable' })
  })
  test('macros, pictures, text boxes and links that run are left out and said', () => {
    const drawing = '<w:r><w:drawing><a/></w:drawing></w:r>'
    const box =
      '<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:p><w:r><w:t>box</w:t></w:r></w:p></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    const link = '<w:hyperlink r:id="a"><w:r><w:t>云</w:t></w:r></w:hyperlink>'
    const rels = `<Relationships xmlns="p"><Relationship Id="a" Type="x/hyperlink" Target="javascript:alert(1)" TargetMode="External"/></Relationships>`
    const read = readOf(
      documentOf(`<w:p>${drawing}${box}${link}</w:p>`, {
        'word/vbaProject.bin': new Uint8Array(9),
        'word/_rels/document.xml.rels': strToU8(rels),
      }),
    )
    expect(read.omissions).toEqual({ picture: 1, textBox: 1, link: 1, macro: 1 })
    expect(read.lines).toEqual([plainLine('paragraph', '云')])
  })
  test('elements and attributes with names of the language’s own mean nothing', () => {
    const names = ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty']
    const body = names.map((name) => `<${name} __proto__="x"/><w:r><${name}/><w:rPr><${name}/></w:rPr></w:r>`).join('')
    expect(
      texts(documentOf(`<w:p><w:pPr><w:rPr><constructor/></w:rPr></w:pPr>${body}</w:p>${paragraph('云')}`)),
    ).toEqual(['云'])
  })
  test('control and direction characters do not come in, and are said', () => {
    const read = readOf(documentOf(paragraph('云\u202egnp\u202c\u200b塘')))
    expect([read.lines.map(textOfLine), read.omissions]).toEqual([['云gnp塘'], { control: 2 }])
  })
  test('a document with any byte changed, or cut anywhere, is read or refused', () => {
    const seed = seedOf()
    const next = random(seed)
    const good = writeDocx(manuscript('新桥通车', '本报讯 昨日，云塘新桥正式通车。'), 'tracked')
    const parts = unzipSync(good)
    for (let round = 0; round < 600; round++) {
      const inside = round % 2 === 0
      const source = inside ? parts['word/document.xml']! : good
      const bytes = source.slice(0, next() < 0.3 ? Math.floor(next() * source.length) : source.length)
      for (let n = 0; n < 4 && bytes.length > 0; n++)
        bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256)
      const read = readDocx(inside ? zipSync({ ...parts, 'word/document.xml': bytes }) : bytes, 'x.docx')
      if (isFault(read)) expect(read.code, `seed ${seed}, round ${round}`).toMatch(/^document\./)
      else for (const line of read.lines) expect(textOfLine(line)).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/)
    }
  }, 60_000)
})

describe('documents of Word', () => {
  test('lists keep their numbers and bullets as words', () => {
    const numbering = `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>`
    const item = (list: number, text: string): string =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
    const body = item(1, '甲') + item(1, '乙') + item(2, '丙')
    expect(texts(documentOf(body, { 'word/numbering.xml': strToU8(numbering) }))).toEqual(['一、甲', '二、乙', '• 丙'])
  })
  test('headings by their names in Chinese and English, and by the styles that theirs are based on, are headings', () => {
    const style = (id: string, name: string, based = ''): string =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${based && `<w:basedOn w:val="${based}"/>`}</w:style>`
    const styles = `<w:styles xmlns:w="w">${style('1', 'heading 1')}${style('2', '标题 2')}${style('3', 'Mine', '2')}${style('4', 'Normal')}</w:styles>`
    const styled = (id: string): string =>
      `<w:p><w:pPr><w:pStyle w:val="${id}"/></w:pPr><w:r><w:t>${id}</w:t></w:r></w:p>`
    const read = readOf(documentOf(['1', '2', '3', '4'].map(styled).join(''), { 'word/styles.xml': strToU8(styles) }))
    expect(read.lines.map(({ type, level }) => `${type} ${level}`)).toEqual([
      'subhead 1',
      'subhead 2',
      'subhead 2',
      'paragraph 0',
    ])
  })
  test('insertions, deletions and moves keep their authors; a struck line end ties two lines', () => {
    const by = 'w:id="1" w:author="林一苇" w:date="2026-11-23T10:05:33Z"'
    const body = `<w:p><w:pPr><w:rPr><w:del ${by}/></w:rPr></w:pPr><w:r><w:t>云塘</w:t></w:r><w:ins ${by}><w:r><w:t>新</w:t></w:r></w:ins><w:del ${by}><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>${paragraph('桥')}`
    const [first, second] = readOf(documentOf(body)).lines
    const hand = { by: '林一苇', at: '2026-11-23T10:05', move: '' }
    expect(first!.runs.slice(1)).toEqual([
      { text: '新', marks: [{ type: 'inserted', attrs: hand }] },
      { text: '旧', marks: [{ type: 'deleted', attrs: hand }] },
    ])
    expect(second!.seam).toEqual({ kind: 'deleted', ...hand })
  })
  test('a footnote becomes a note at its place', () => {
    const notes = `<w:footnotes xmlns:w="w"><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>据县志</w:t></w:r></w:p></w:footnote></w:footnotes>`
    const body =
      '<w:p><w:r><w:t>云塘</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>桥</w:t></w:r></w:p>'
    const read = readOf(documentOf(body, { 'word/footnotes.xml': strToU8(notes) }))
    expect(read.notes).toMatchObject([{ text: '据县志', line: 0, from: 2, to: 2 }])
  })
})
