/**
 * A DOCX -> a manuscript. Our own reader: the libraries that turn DOCX into HTML drop deletions, authors and comments.
 * Faults: document.unreadable where it is no document of words or broken, document.tooLarge beyond the bounds.
 */
import { LANGS, type Lang } from '#contract/copy.ts'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import { textOfLine, type Manuscript, type ManuscriptLine, type ManuscriptNote } from '#contract/manuscript.ts'
import { BodyReader, MOST_WORDS, type Anchor } from './body.ts'
import { readFootnotes, readRemarks, type Remark } from './comments.ts'
import { readNumbering } from './numbering.ts'
import { openParcel, type Parts } from './parcel.ts'
import { readStyles } from './styleSheet.ts'
import { readXml, XmlRefused } from './xml.ts'

const WANTED =
  /^word\/(?:document\d*|styles\d*|numbering|comments|commentsExtended|footnotes|endnotes)\.xml$|^word\/_rels\/document\d*\.xml\.rels$|^docProps\/core\.xml$/

/** Reads a document; `name` is its file's, for the fault's words. */
export function readDocx(bytes: Uint8Array, name: string): Outcome<Manuscript> {
  let macros = 0
  const parts = openParcel(
    bytes,
    name,
    (part) => WANTED.test(part),
    (part) => {
      if (/vbaProject\.bin$/i.test(part)) macros++
    },
  )
  if (isFault(parts)) return parts
  const main = [...parts.keys()].find((part) => /^word\/document\d*\.xml$/.test(part))
  if (main === undefined) return fault('document.unreadable', { name, problem: 'word/document.xml' })
  try {
    return readParts(parts, main, macros, name)
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error
    if (error.isBound) return fault('document.tooLarge', { name, bytes: bytes.length, most: MOST_WORDS })
    return fault('document.unreadable', { name, problem: 'xml' })
  }
}

function readParts(parts: Parts, main: string, macros: number, name: string): Outcome<Manuscript> {
  const styles = [...parts.keys()].find((part) => part.startsWith('word/styles'))
  const body = new BodyReader({
    styles: readStyles(styles === undefined ? undefined : parts.get(styles)),
    numbering: readNumbering(parts.get('word/numbering.xml')),
    links: readLinks(parts.get(main.replace('word/', 'word/_rels/').concat('.rels'))),
  })
  readXml(parts.get(main)!, body)
  const { sheet, anchors } = body
  if (sheet.size > MOST_WORDS) return fault('document.tooLarge', { name, bytes: sheet.size, most: MOST_WORDS })
  if (macros > 0) sheet.leave('macro')
  const manuscript = sheet.done(undefined, readLang(parts.get('docProps/core.xml')) ?? undefined)
  return { ...manuscript, notes: notesOf(parts, anchors, manuscript.lines) }
}

function readLinks(part: Uint8Array | undefined): Map<string, string> {
  const links = new Map<string, string>()
  if (part)
    readXml(part, {
      open(name, attributes) {
        if (name === 'Relationship' && (attributes['Type'] ?? '').endsWith('hyperlink'))
          links.set(attributes['Id'] ?? '', attributes['Target'] ?? '')
      },
      close() {},
    })
  return links
}

/** The language that the document says it is in, where it names one of ours. */
function readLang(part: Uint8Array | undefined): Lang | null {
  let [isLanguage, said] = [false, '']
  if (part)
    readXml(part, {
      open(name) {
        isLanguage = name === 'dc:language'
      },
      close() {
        isLanguage = false
      },
      text(words) {
        if (isLanguage) said += words
      },
    })
  return LANGS.find((lang) => lang === said.trim()) ?? null
}

/** Comments and footnotes at their words, in the order of the copy. */
function notesOf(parts: Parts, anchors: readonly Anchor[], lines: readonly ManuscriptLine[]): ManuscriptNote[] {
  if (lines.length === 0) return []
  const remarks: Readonly<Record<Anchor['kind'], Map<string, Remark>>> = {
    comment: readRemarks(parts.get('word/comments.xml'), parts.get('word/commentsExtended.xml')),
    footnote: readFootnotes(parts.get('word/footnotes.xml'), 'w:footnote'),
    endnote: readFootnotes(parts.get('word/endnotes.xml'), 'w:endnote'),
  }
  const told = anchors.flatMap((anchor) => {
    const remark = remarks[anchor.kind].get(anchor.id)
    return remark ? [{ anchor, remark }] : []
  })
  return told.map(({ anchor, remark }) => {
    const answered = told.findIndex(({ anchor: { kind, id } }) => kind === 'comment' && id === remark.answers)
    const { by, at, text, isResolved } = remark
    return { by, at, text, ...stretchOf(anchor, lines), answers: answered === -1 ? null : answered, isResolved }
  })
}

/** The words of an anchor inside one line; those that run over several keep to the first. */
function stretchOf(
  { from, to }: Anchor,
  lines: readonly ManuscriptLine[],
): Pick<ManuscriptNote, 'line' | 'from' | 'to'> {
  const line = Math.min(from.line, lines.length - 1)
  const { length } = textOfLine(lines[line]!)
  const start = from.line === line ? Math.min(from.offset, length) : length
  const end = to.line === line ? Math.min(to.offset, length) : to.line > line ? length : start
  return { line, from: start, to: Math.max(start, end) }
}
