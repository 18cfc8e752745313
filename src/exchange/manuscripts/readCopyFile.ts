/** A file that is one story: a Word document, Markdown, or plain text -> a manuscript with its parts. */
import { fault, isFault, type Fault, type Outcome } from '#contract/faults.ts'
import type { Manuscript } from '#contract/manuscript.ts'
import { decodeText } from '../decodeText.ts'
import { readDocx } from '../docx/readDocx.ts'
import { readMarkdown } from './readMarkdown.ts'
import { readPlain, readPlainStory } from './readPlain.ts'
import { recogniseParts } from './recognise.ts'

const DOCX_NAME = /\.(?:docx|docm|dotx)$/i

/** Whether a file is a Word document of today: a zip by its bytes, and one by its name. */
export const isDocx = (name: string, bytes: Uint8Array): boolean =>
  DOCX_NAME.test(name) && bytes[0] === 0x50 && bytes[1] === 0x4b

/** The refusal of a document of an older format, told by its bytes; null for any other file. */
export function maybeOlder(name: string, bytes: Uint8Array): Fault | null {
  const starts = (magic: string): boolean => [...magic].every((c, i) => bytes[i] === c.charCodeAt(0))
  if (starts('{\\rtf')) return fault('document.older', { name, format: 'RTF' })
  if (!starts('\xd0\xcf\x11\xe0')) return null
  // Word puts a document that it encrypts into the same kind of file.
  return DOCX_NAME.test(name)
    ? fault('document.unreadable', { name, problem: 'encrypted' })
    : fault('document.older', { name, format: 'DOC' })
}

/** Reads a file as copy. `isWhole`: its parts are told by its words. Faults: document.*, text.*. */
export function readCopyFile(name: string, bytes: Uint8Array, isWhole: boolean): Outcome<Manuscript> {
  const older = maybeOlder(name, bytes)
  if (older) return older
  if (isDocx(name, bytes)) {
    const read = readDocx(bytes, name)
    return isFault(read) || !isWhole ? read : recogniseParts(read)
  }
  const decoded = decodeText(bytes, name)
  if (isFault(decoded)) return decoded
  if (/\.(?:md|markdown)$/i.test(name)) {
    const read = readMarkdown(decoded.text)
    return isWhole ? recogniseParts(read) : read
  }
  return (isWhole ? readPlainStory(decoded.text) : null) ?? readPlain(decoded.text)
}
