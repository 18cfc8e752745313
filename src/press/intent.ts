/** What makes a PDF a PDF/X: document information, output intent, file id and XMP (ISO 15930-4 and -7). */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Lang } from '#contract/copy.ts'
import type { PressProfile } from '#contract/requests.ts'
import type { Entries, PdfObjects, PdfRef, Value } from './objects.ts'
import { metadata, PRODUCER } from './xmp.ts'

export interface Document {
  readonly profile: PressProfile
  readonly title: string
  readonly lang: Lang
  /** ISO 8601 in UTC. */
  readonly time: string
  readonly condition: string
  /** What a profile that the plant has chosen calls itself; null where the registered condition's is taken. */
  readonly profileName: string | null
  readonly outputProfile: Uint8Array | null
  /** What the file shows: its id comes from it. */
  readonly stamps: readonly string[]
  /** The structure tree and the bookmarks of a proof; plates have neither. */
  readonly structure: PdfRef | null
  readonly bookmarks: PdfRef | null
}

/** The minor version of PDF that a profile is bound to: PDF/X-1a:2003 1.4, PDF/X-4 1.6 (ISO 15930-7, 6.1). */
export const versionOf = (profile: PressProfile): number => ({ x1a: 4, x4: 6, proof: 7 })[profile]

/** A language as catalogues and elements name it (RFC 3066). */
export const languageOf = (lang: Lang): string => LANGUAGE[lang]

const LANGUAGE: Readonly<Record<Lang, string>> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en' }

/** Writes catalogue and information, and with them the file's end. */
export function writeDocument(objects: PdfObjects, pages: PdfRef, document: Document): void {
  const id = fileId(document)
  const info = objects.add(information(objects, document))
  const root = objects.add({
    Type: 'Catalog',
    Pages: pages,
    Lang: objects.ascii(languageOf(document.lang)),
    ...(document.profile === 'proof' ? {} : { OutputIntents: [outputIntent(objects, document)] }),
    ...(document.profile === 'x1a' ? {} : { Metadata: metadata(objects, { ...document, id }) }),
    ...readingEntries(document),
  })
  objects.finish({ root, info, id })
}

/** What a reader of a proof is told: that it is tagged, and to show its title and its bookmarks (ISO 14289-1, 7.1). */
function readingEntries({ structure, bookmarks }: Document): Entries {
  return {
    ...(structure ? { MarkInfo: { Marked: true }, StructTreeRoot: structure, ViewerPreferences: { DisplayDocTitle: true } } : {}), // prettier-ignore
    ...(bookmarks ? { Outlines: bookmarks, PageMode: 'UseOutlines' } : {}),
  }
}

/** 128 bits out of everything that tells one file from another. */
function fileId(document: Document): string {
  const { profile, title, time, condition, profileName, stamps } = document
  const text = JSON.stringify([profile, title, time, profileName ?? condition, stamps])
  return bytesToHex(sha256(new TextEncoder().encode(text))).slice(0, 32)
}

function information(objects: PdfObjects, document: Document): Parameters<PdfObjects['add']>[0] {
  const date = objects.ascii(pdfDate(document.time))
  return {
    Title: objects.text(document.title),
    Creator: objects.ascii(PRODUCER),
    Producer: objects.ascii(PRODUCER),
    CreationDate: date,
    ModDate: date,
    Trapped: 'False',
    ...(document.profile === 'x1a' ? { GTS_PDFXVersion: objects.ascii('PDF/X-1a:2003') } : {}),
    ...(document.profile === 'x4' ? { GTS_PDFXVersion: objects.ascii('PDF/X-4') } : {}),
  }
}

/**
 * What the file is separated for (ISO 32000-1, 14.11.5; ISO 15930-7, 6.4). A registered condition is named as the registry of the ICC
 * names it; a plant's own profile by its description, with no registry to look it up in.
 */
function outputIntent(objects: PdfObjects, { profile, condition, profileName, outputProfile }: Document): PdfRef {
  const name = profileName ?? condition
  return objects.add({
    Type: 'OutputIntent',
    S: 'GTS_PDFX',
    OutputConditionIdentifier: stringOf(objects, name),
    OutputCondition: stringOf(objects, name),
    ...(profileName === null ? { RegistryName: objects.ascii('http://www.color.org') } : {}),
    Info: stringOf(objects, name),
    ...(profile === 'x4' && outputProfile ? { DestOutputProfile: objects.addDeflated(outputProfile, { N: 4 }) } : {}),
  })
}

/** A string as it reads where it can be, which every program compares right; else in UTF-16. */
const stringOf = (objects: PdfObjects, text: string): Value =>
  /^[ -~]*$/.test(text) ? objects.ascii(text) : objects.text(text)

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/

/** D:20261124140322Z out of 2026-11-24T14:03:22.000Z. */
export function pdfDate(time: string): string {
  const parts = ISO.exec(time)
  if (!parts) throw new RangeError(`pdfDate: ${time}`)
  return `D:${parts.slice(1).join('')}Z`
}
