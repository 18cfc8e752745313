/**
 * The house book: what a paper keeps for its desks. People with their titles, snippets, words that are corrected as they
 * are typed, and words that its spelling knows. One list, shared by all windows and kept with the issue.
 */
import { z } from 'zod'
import { fault, type Outcome } from './faults.ts'

const short = z.string().trim().max(64)
const word = short.min(1)
/** Typed between backslashes: letters, figures and Han, no blank. Empty: the entry has no code. */
export const houseCodeSchema = z.string().regex(/^[0-9A-Za-z\u3400-\u9fff._-]{0,24}$/)
const id = z.string().min(1).max(64)
const both = z.object({ zh: short, en: short })

export const houseEntrySchema = z.discriminatedUnion('kind', [
  /** A person: 张某某, Zhang Moumou; the title or role in both languages; other ways the name is written. */
  z.object({
    kind: z.literal('person'),
    id,
    code: houseCodeSchema,
    name: short,
    latin: short,
    title: both,
    variants: z.array(word).max(16),
  }),
  z.object({ kind: z.literal('snippet'), id, code: houseCodeSchema.min(1), text: z.string().min(1).max(2000) }),
  /** A wrong form and the right one, in stories of one language. */
  z.object({ kind: z.literal('pair'), id, lang: z.enum(['zh', 'en']), wrong: word, right: word }),
  /** A word that English spelling knows. */
  z.object({ kind: z.literal('word'), id, word }),
])
export type HouseEntry = z.infer<typeof houseEntrySchema>
export type HouseKind = HouseEntry['kind']
export const HOUSE_KINDS = ['person', 'snippet', 'pair', 'word'] as const satisfies readonly HouseKind[]

const MOST_ENTRIES = 20_000

export const houseBookSchema = z.object({
  /** Whose English the paper writes. */
  english: z.enum(['us', 'gb']).default('us'),
  entries: z.array(houseEntrySchema).max(MOST_ENTRIES),
})
export type HouseBook = z.infer<typeof houseBookSchema>
export type English = HouseBook['english']

export const EMPTY_HOUSE: HouseBook = { english: 'us', entries: [] }

/** One entry before and after; null before: it is new, null after: it goes. */
export const houseDiffSchema = z.object({ before: houseEntrySchema.nullable(), after: houseEntrySchema.nullable() })
export type HouseDiff = z.infer<typeof houseDiffSchema>

const isSame = (a: HouseEntry | undefined, b: HouseEntry | null): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b)

/**
 * The book with its entries changed. house.conflict where an entry is no longer what `before` says; house.taken where two
 * entries would have one code, or one wrong form would become two right ones; house.full.
 */
export function applyHouseDiffs(book: HouseBook, diffs: readonly HouseDiff[]): Outcome<HouseBook> {
  const entries = new Map(book.entries.map((entry) => [entry.id, entry]))
  for (const { before, after } of diffs) {
    const key = (before ?? after)?.id ?? ''
    if (!isSame(entries.get(key), before)) return fault('house.conflict', { entry: nameOfEntry(before ?? after) })
    if (after) entries.set(key, after)
    else entries.delete(key)
  }
  if (entries.size > MOST_ENTRIES) return fault('house.full', { most: MOST_ENTRIES })
  const next = { ...book, entries: [...entries.values()] }
  const taken = maybeTaken(next)
  return taken === null ? next : fault('house.taken', { entry: taken })
}

/** The diffs that lead back. */
export const invertHouseDiffs = (diffs: readonly HouseDiff[]): readonly HouseDiff[] =>
  diffs.toReversed().map(({ before, after }) => ({ before: after, after: before }))

/** What an entry is known by in a list and in a sentence. */
export function nameOfEntry(entry: HouseEntry | null): string {
  if (entry === null) return ''
  if (entry.kind === 'person') return entry.name || entry.latin
  if (entry.kind === 'snippet') return entry.code
  return entry.kind === 'pair' ? entry.wrong : entry.word
}

/** A code or a wrong form that stands twice; null where none does. */
function maybeTaken({ entries }: HouseBook): string | null {
  const seen = new Set<string>()
  for (const entry of entries) {
    const [key, name] = keyOf(entry)
    if (key === null) continue
    if (seen.has(key)) return name
    seen.add(key)
  }
  return null
}

function keyOf(entry: HouseEntry): readonly [string | null, string] {
  if (entry.kind === 'pair') return [`pair ${entry.lang} ${entry.wrong}`, entry.wrong]
  if (entry.kind === 'word') return [`word ${entry.word}`, entry.word]
  return [entry.code === '' ? null : `code ${entry.code.toLowerCase()}`, `\\${entry.code}\\`]
}

/** A person as copy names them at first: 云塘区区长张某某; Mayor Zhang Moumou. */
export function writePerson(
  { name, latin, title }: Extract<HouseEntry, { kind: 'person' }>,
  isEnglish: boolean,
): string {
  if (!isEnglish) return `${title.zh}${name || latin}`
  return [title.en, latin || name].filter((part) => part !== '').join(' ')
}

/** Every code of the book with its words, for stories of a language. */
export const houseSnippets = ({ entries }: HouseBook, isEnglish: boolean): readonly { code: string; text: string }[] =>
  entries.flatMap((entry) => {
    if (entry.kind === 'snippet') return [{ code: entry.code, text: entry.text }]
    return entry.kind === 'person' && entry.code !== ''
      ? [{ code: entry.code, text: writePerson(entry, isEnglish) }]
      : []
  })

/** Wrong forms and right ones of a language; a person's variants are wrong forms of the name. */
export const housePairs = ({ entries }: HouseBook, isEnglish: boolean): ReadonlyMap<string, string> =>
  new Map(
    entries.flatMap((entry): (readonly [string, string])[] =>
      entry.kind === 'pair' && (entry.lang === 'en') === isEnglish ? [[entry.wrong, entry.right]] : [],
    ),
  )

/** Words that spelling knows: the book's own, and those of its names and titles. */
export const houseWords = ({ entries }: HouseBook): readonly string[] => [
  ...new Set(
    entries.flatMap((entry) => {
      if (entry.kind === 'word') return [entry.word]
      if (entry.kind === 'pair') return entry.lang === 'en' ? wordsIn(entry.right) : []
      if (entry.kind === 'snippet') return []
      return [entry.latin, entry.title.en, ...entry.variants].flatMap(wordsIn)
    }),
  ),
]

const wordsIn = (text: string): readonly string[] => text.match(/[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’]*/g) ?? []
