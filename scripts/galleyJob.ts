/**
 * A galley job: one page as a small JSON file, copies written as plain lines. `readJob` turns it into what the composer
 * takes; the goldens, the script that compares them and the pictures made of them all start here.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  langSchema,
  orientationSchema,
  PARTS,
  storyKindSchema,
  type Copy,
  type CopyParagraph,
  type Part,
} from '#contract/copy.ts'
import { dummyRecordSchema } from '#contract/dummy.ts'
import { isFault } from '#contract/faults.ts'
import { storyIdSchema, type FaceId } from '#contract/ids.ts'
import type { LoadedFace } from '#contract/faces.ts'
import { issueSchema } from '#contract/issue.ts'
import type { PageJob } from '#contract/pageJob.ts'
import { photoSchema } from '#contract/photo.ts'
import { stylebookSchema, type Stylebook } from '#contract/stylebook.ts'
import { facesOf, openComposer, type Composer } from '#compose/composer.ts'
import { openFontShelf } from '#darkroom/fontShelf.ts'
import { openWordBreaker } from '#darkroom/wordBreaker.ts'

const root = join(import.meta.dirname, '..')
const galleys = join(root, 'tests/galleys')

/**
 * A story as lines: `# ` begins a subhead, `> ` a pull quote, `@ ` a note; `[...]` at a line's head is its lead-in,
 * `**...**` within it is marked strong and `__...__` emphasis.
 */
const copySchema = z.object({
  id: storyIdSchema,
  kind: storyKindSchema.default('story'),
  lang: langSchema.default('zh-Hans'),
  orientation: orientationSchema.default('horizontal'),
  ...(Object.fromEntries(PARTS.map((part) => [part, z.array(z.string()).default([])])) as Record<
    Part,
    z.ZodDefault<z.ZodArray<z.ZodString>>
  >),
})

const jobSchema = z.object({
  stylebook: z.string(),
  page: z.int().default(1),
  issue: issueSchema,
  /** Changes to the stylebook that this page needs, key by key. */
  change: z.record(z.string(), z.json()).default({}),
  copies: z.array(copySchema),
  photos: z.array(photoSchema).default([]),
  records: z.array(dummyRecordSchema),
})

const KINDS = { '# ': 'subhead', '> ': 'pullQuote', '@ ': 'note' } as const

/** A paragraph from its line. */
export function paragraphOf(line: string): CopyParagraph {
  const mark = line.slice(0, 2)
  if (mark in KINDS) return { kind: KINDS[mark as keyof typeof KINDS], ...marked(line.slice(2)) }
  const lead = /^\[([^\]]+)\]/.exec(line)?.[1]
  if (lead === undefined) return { kind: 'text', ...marked(line) }
  const { text, spans } = marked(lead + line.slice(lead.length + 2))
  return { kind: 'text', text, spans: [{ from: 0, to: lead.length, kind: 'leadIn' }, ...spans] }
}

/** A text and the words in it that are marked, without their signs. */
function marked(line: string): Pick<CopyParagraph, 'text' | 'spans'> {
  const spans: CopyParagraph['spans'][number][] = []
  let text = ''
  for (const [, plain = '', strong, emphasis] of line.matchAll(/(.*?)(?:\*\*(.+?)\*\*|__(.+?)__|$)/gs)) {
    const words = strong ?? emphasis ?? ''
    const from = text.length + plain.length
    text += plain + words
    if (words !== '') spans.push({ from, to: text.length, kind: strong === undefined ? 'emphasis' : 'strong' })
  }
  return { text, spans }
}

/** A copy from its lines. */
export function copyOf(lines: z.input<typeof copySchema>): Copy {
  const parsed = copySchema.parse(lines)
  const { id, kind, lang, orientation } = parsed
  const parts = Object.fromEntries(
    PARTS.map((part) => [part, parsed[part].map(paragraphOf)]),
  ) as unknown as Copy['parts']
  return { id, version: 0, kind, lang, orientation, slug: '', parts }
}

export function readStylebook(name: string, change: Readonly<Record<string, unknown>> = {}): Stylebook {
  const text = readFileSync(join(root, 'resources/stylebooks', `${name}.json`), 'utf8')
  return stylebookSchema.parse(merged(JSON.parse(text), change))
}

/** A change says only what is different: objects are merged key by key, all else is taken as it stands. */
function merged(base: unknown, change: unknown): unknown {
  if (!isRecord(base) || !isRecord(change)) return change
  const own = Object.entries(change).map(([key, value]) => [key, merged(base[key], value)])
  return { ...base, ...(Object.fromEntries(own) as object) }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Names of the jobs in tests/galleys. */
export const jobNames = (): readonly string[] =>
  readdirSync(galleys)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .toSorted()

export const goldenPath = (name: string): string => join(galleys, `${name}.galley.txt`)

/** The job of tests/galleys/NAME.json. */
export function readJob(name: string): PageJob {
  const text = readFileSync(join(galleys, `${name}.json`), 'utf8')
  return jobOf(JSON.parse(text))
}

export function jobOf(json: unknown): PageJob {
  const { stylebook, page, issue, change, copies, photos, records } = jobSchema.parse(json)
  return {
    page,
    issue,
    stylebook: readStylebook(stylebook, change),
    records,
    copies: new Map(copies.map((each) => [each.id, copyOf(each)])),
    photos: new Map(photos.map((photo) => [photo.id, photo])),
  }
}

const shelf = openFontShelf({
  catalogue: join(root, 'resources/faces.json'),
  packagesFolder: join(root, 'node_modules'),
})

/** The real composer, with the faces of these stylebooks. */
export async function composerFor(...stylebooks: readonly Stylebook[]): Promise<Composer> {
  const faces = new Map<FaceId, LoadedFace>()
  for (const id of new Set(stylebooks.flatMap(facesOf))) {
    const face = await shelf.loadFace(id)
    if (isFault(face)) throw new Error(`${face.code} ${id}`)
    faces.set(id, face)
  }
  const breakWords = await openWordBreaker({ folder: join(root, 'resources/words') }).open()
  return openComposer({ faces, breakWords })
}
