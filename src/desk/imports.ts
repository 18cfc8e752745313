/**
 * Imports: a file is told by its bytes. Text becomes stories with every repair that was made; a picture becomes a photo, a
 * PDF an ad a page.
 */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { Lang } from '#contract/copy.ts'
import type { PageText, Repair } from '#contract/exchange.ts'
import type { StoryId } from '#contract/ids.ts'
import type { ImportResult, Json, StorySummary } from '#contract/requests.ts'
import { docFromItem } from '#story/documents.ts'
import { notesFromManuscript } from '#story/manuscriptNotes.ts'
import { docFromManuscript } from '#story/manuscripts.ts'
import type { Ads } from './ads.ts'
import type { Marks } from './marks.ts'
import type { NoticeBoard } from './notices.ts'
import type { Photos } from './photos.ts'
import type { IssueWriter, NewIds } from './ports.ts'
import type { Stories } from './stories.ts'

/** What the first bytes of a file say that it is. */
export type InputKind = 'picture' | 'ad' | 'text' | 'copy' | 'other'

const PICTURES: readonly (readonly [offset: number, magic: string])[] = [
  [0, '\xff\xd8\xff'],
  [0, '\x89PNG\r\n\x1a\n'],
  [0, 'II*\0'],
  [0, 'MM\0*'],
  [8, 'WEBP'],
]
/** Files of other programs, which no text detection should be let loose on. */
const OTHERS = [
  'PK\x03\x04',
  'SQLite format 3\0',
  'GIF8',
  '\x7fELF',
  'MZ',
  'BM',
  '\xd0\xcf\x11\xe0',
  '\x1f\x8b',
  '7z\xbc\xaf',
  'Rar!',
  '{\\rtf',
  '\0\0\0',
]
/** One story a file; the `other` among them are refused with their own words. */
const COPY_NAME = /\.(docx|docm|dotx|doc|rtf|md|markdown)$/i
const PICTURE_NAME = /\.(jpe?g|png|tiff?|webp)$/i

/** Tells an input by its bytes; by its name only that something was meant to be a picture. */
export function inputKindOf(name: string, bytes: Uint8Array): InputKind {
  if (PICTURES.some(([offset, magic]) => startsWith(bytes, magic, offset)) || PICTURE_NAME.test(name)) return 'picture'
  if (isPdf(bytes)) return 'ad'
  if (COPY_NAME.test(name)) return 'copy'
  return OTHERS.some((magic) => startsWith(bytes, magic, 0)) ? 'other' : 'text'
}

/** The head may stand behind blanks, as some mail programs leave it. */
function isPdf(bytes: Uint8Array): boolean {
  let at = 0
  while (at < 1024 && [0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf].includes(bytes[at] ?? -1)) at++
  return startsWith(bytes, '%PDF-', at)
}

function startsWith(bytes: Uint8Array, magic: string, offset: number): boolean {
  for (let i = 0; i < magic.length; i++) if (bytes[offset + i] !== magic.charCodeAt(i)) return false
  return true
}

export interface Imports {
  /** The same text twice makes new stories twice; the same picture twice is one photo. */
  file(name: string, bytes: Uint8Array): Promise<Outcome<ImportResult>>
}

interface ImportsInput {
  readonly issue: IssueWriter
  readonly ids: NewIds
  readonly stories: Stories
  readonly photos: Photos
  readonly notices: NoticeBoard
  readonly ads: Ads
  readonly marks: Marks
  /** The paper's, for copy that does not say its own. */
  readonly lang: Lang
}

export function openImports({ issue, ids, stories, photos, notices, ads, marks, lang }: ImportsInput): Imports {
  const fileText = async (name: string, bytes: Uint8Array): Promise<Outcome<ImportResult>> => {
    const { readPageText } = await import('#exchange/readPageText.ts')
    const text = readPageText(bytes, name)
    if (isFault(text)) return text
    const load = loadOf(text, ids)
    const kept = await issue.fileImport({ ...load, source: { name, bytes } })
    if (isFault(kept)) return kept
    await stories.refresh()
    const made = load.stories.map(({ id }) => id)
    await announce(stories, notices, made)
    return { stories: made, photos: [], repairs: kept }
  }
  const fileCopy = async (name: string, bytes: Uint8Array): Promise<Outcome<ImportResult>> => {
    const { readCopyFile } = await import('#exchange/manuscripts/readCopyFile.ts')
    const manuscript = readCopyFile(name, bytes, true)
    if (isFault(manuscript)) return manuscript
    if (manuscript.lines.length === 0) return fault('text.empty', { name })
    const story = { id: ids.story(), kind: 'story' as const, doc: docFromManuscript(manuscript, lang) }
    const filed = { ...story, doc: story.doc.toJSON() as Json }
    const kept = await issue.fileImport({ stories: [filed], repairs: [], source: { name, bytes } })
    if (isFault(kept)) return kept
    await stories.refresh()
    await announce(stories, notices, [story.id])
    const notes = notesFromManuscript(manuscript, story.doc, { story: story.id, unnamed: name.slice(0, 128) })
    const noted = await marks.fileNotes(notes)
    if (isFault(noted)) return noted
    return { stories: [story.id], photos: [], repairs: kept, omissions: manuscript.omissions }
  }
  return {
    file: async (name, bytes) => {
      const kind = inputKindOf(name, bytes)
      if (kind === 'other') return fault('input.unknown', { name })
      if (kind === 'text') return fileText(name, bytes)
      if (kind === 'copy') return fileCopy(name, bytes)
      if (kind === 'ad') return ads.file(name, bytes)
      const photo = await photos.file(name, bytes)
      return isFault(photo) ? photo : { stories: [], photos: [photo], repairs: [] }
    },
  }
}

interface Load {
  readonly stories: { id: StoryId; kind: PageText['items'][number]['kind']; doc: Json }[]
  readonly repairs: { story: StoryId | null; repair: Repair }[]
}

function loadOf(text: PageText, ids: NewIds): Load {
  const stories = text.items.map((item) => ({
    id: ids.story(),
    kind: item.kind,
    doc: docFromItem(item).toJSON() as Json,
  }))
  const repairs = text.repairs.map((repair) => ({
    story: repair.at ? (stories[repair.at.item]?.id ?? null) : null,
    repair,
  }))
  return { stories, repairs }
}

async function announce(stories: Stories, notices: NoticeBoard, made: readonly StoryId[]): Promise<void> {
  const told: StorySummary[] = []
  for (const story of made) {
    const summary = await stories.summary(story)
    if (!isFault(summary)) told.push(summary)
  }
  notices.post('storiesChanged', { stories: told })
}
