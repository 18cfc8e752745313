/**
 * A manuscript -> a DOCX that Word, LibreOffice and WPS read: parts as named styles, tables as tables, tracked changes with
 * their authors, notes as comments. Our own writer: no library writes changes of line ends, of styles and of formats. The
 * same manuscript gives the same bytes.
 */
import { zipSync, type Zippable } from 'fflate'
import type { Manuscript, ManuscriptNote } from '#contract/manuscript.ts'
import { finalManuscript } from '../manuscripts/finalManuscript.ts'
import { DocumentWriter } from './documentWriter.ts'
import { CONTENT_TYPES, NUMBER_OF_PARTS, PACKAGE_RELS, documentRels, stylesXml } from './writtenParts.ts'
import { attribute, escape, XML_HEAD, WORD } from './xmlText.ts'

/** What of the changes goes along: all of them, tracked, or only what stands when they are taken. */
export type DocxForm = 'tracked' | 'final'

/** Writes a document. */
export function writeDocx(manuscript: Manuscript, form: DocxForm): Uint8Array {
  const written = form === 'final' ? finalManuscript(manuscript) : manuscript
  const document = new DocumentWriter(written)
  const xml = document.write()
  const parts: Record<(typeof NUMBER_OF_PARTS)[number], string> = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': PACKAGE_RELS,
    'docProps/core.xml': coreXml(manuscript),
    'word/document.xml': xml,
    'word/_rels/document.xml.rels': documentRels(document.links),
    'word/styles.xml': stylesXml(manuscript.lang ?? 'zh-Hans'),
    'word/comments.xml': commentsXml(written.notes),
    'word/commentsExtended.xml': extendedXml(written.notes),
  }
  const encoder = new TextEncoder()
  const files: Zippable = {}
  for (const name of NUMBER_OF_PARTS) files[name] = [encoder.encode(parts[name]), { mtime: FIRST_TIME, level: 6 }]
  return zipSync(files)
}

/** Zip knows no time before this; bytes do not depend on the clock. */
const FIRST_TIME = Date.UTC(1980, 0, 2)

function coreXml({ lang }: Manuscript): string {
  const names =
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
  return `${XML_HEAD}<cp:coreProperties ${names}><dc:language>${escape(lang ?? '')}</dc:language></cp:coreProperties>`
}

/** Word's ids of comments' paragraphs: eight figures in base sixteen. */
const paragraphId = (index: number): string => (0x10000000 + index).toString(16).toUpperCase()

const commentsXml = (notes: readonly ManuscriptNote[]): string =>
  `${XML_HEAD}<w:comments ${WORD}>${notes.map(commentXml).join('')}</w:comments>`

function commentXml({ by, at, text }: ManuscriptNote, index: number): string {
  const lines = text.split('\n')
  const paragraphs = lines.map((line, i) => {
    const id = i === lines.length - 1 ? ` w14:paraId="${paragraphId(index)}"` : ''
    return `<w:p${id}><w:r><w:t xml:space="preserve">${escape(line)}</w:t></w:r></w:p>`
  })
  const date = at === '' ? '' : attribute('w:date', `${at}:00Z`)
  return `<w:comment w:id="${index}"${attribute('w:author', by)}${date}>${paragraphs.join('')}</w:comment>`
}

function extendedXml(notes: readonly ManuscriptNote[]): string {
  const entries = notes.map(({ answers, isResolved }, index) => {
    const parent = answers === null ? '' : attribute('w15:paraIdParent', paragraphId(answers))
    return `<w15:commentEx w15:paraId="${paragraphId(index)}"${parent} w15:done="${isResolved ? 1 : 0}"/>`
  })
  return `${XML_HEAD}<w15:commentsEx ${WORD}>${entries.join('')}</w15:commentsEx>`
}
