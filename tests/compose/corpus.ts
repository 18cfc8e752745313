/** The corpus of tests/fixtures/corpus as page jobs: each story of it in one column of the measure that is asked for. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Copy, Lang } from '#contract/copy.ts'
import { blockSchema } from '#contract/dummy.ts'
import { faceSchema, type LoadedFace } from '#contract/faces.ts'
import { faceIdSchema, storyIdSchema, type FaceId } from '#contract/ids.ts'
import { pt, type Emu } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetLine, SetPage } from '#contract/setPage.ts'
import { stylebookSchema, type HouseRules, type Stylebook } from '#contract/stylebook.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

export interface Story {
  /** File and title, for whoever has to find it again. */
  readonly name: string
  readonly lang: Lang
  readonly paragraphs: readonly string[]
}

const langOf = (file: string): Lang =>
  file.startsWith('en-') ? 'en' : file.startsWith('zh-hant') ? 'zh-Hant' : 'zh-Hans'

/** All stories: in a file a line that begins with `# ` is the title of the next one, each other line a paragraph. */
export function readCorpus(): Story[] {
  const folder = 'tests/fixtures/corpus/'
  const files = readdirSync(new URL(folder, root)).filter((file) => file.endsWith('.txt'))
  return files.toSorted().flatMap((file) =>
    read(folder + file)
      .split(/^# /m)
      .slice(1)
      .map((story) => {
        const [title = '', ...paragraphs] = story.split('\n').filter((line) => line !== '')
        return { name: `${file}: ${title}`, lang: langOf(file), paragraphs }
      }),
  )
}

/** A column of the house: a measure, and what is changed of the house's rules. */
export interface Column {
  readonly measure: Emu
  readonly rules?: Partial<HouseRules>
}

const BODY_FACES: Record<Lang, FaceId> = {
  'zh-Hans': faceIdSchema.parse('notoSerifSc.400'),
  'zh-Hant': faceIdSchema.parse('notoSerifTc.400'),
  en: faceIdSchema.parse('sourceSerifSmText.400'),
}

const HOUSES: Record<Lang, Stylebook> = {
  'zh-Hans': readHouse('yuntang-broadsheet', 'zh-Hans'),
  'zh-Hant': readHouse('yuntang-broadsheet', 'zh-Hant'),
  en: readHouse('millhaven-weekly', 'en'),
}

/** The house's stylebook with the one face of its body in every role: the corpus is body alone. */
function readHouse(name: string, lang: Lang): Stylebook {
  const house = JSON.parse(read(`resources/stylebooks/${name}.json`)) as Stylebook
  const faces = Object.fromEntries(Object.keys(house.faces).map((role) => [role, [BODY_FACES[lang]]]))
  return stylebookSchema.parse({ ...house, faces })
}

/** The faces that body of the three languages is set in. */
export function corpusFaces(): Map<FaceId, LoadedFace> {
  const catalogue = faceSchema.array().parse(JSON.parse(read('resources/faces.json')))
  return new Map(
    catalogue
      .filter(({ id }) => Object.values(BODY_FACES).includes(id))
      .map(({ id, file }) => [
        id,
        { id, sha256: id, bytes: new Uint8Array(readFileSync(new URL(`node_modules/${file}`, root))) },
      ]),
  )
}

const LINES = 400
const houses = new Map<string, Stylebook>()

/** The house's stylebook with a page of one column; the same object for the same column. */
export function houseOf(lang: Lang, column: Column): Stylebook {
  const key = JSON.stringify([lang, column])
  const found = houses.get(key) ?? makeHouse(HOUSES[lang], column)
  houses.set(key, found)
  return found
}

function makeHouse(house: Stylebook, { measure, rules = {} }: Column): Stylebook {
  const bare = { furniture: [], reserved: [] }
  const grid = { ...house.grid, columns: 1, measure, lines: LINES }
  const trim = { width: measure + 2 * grid.left, height: LINES * grid.pitch + 2 * grid.top }
  return { ...house, grid, trim, front: bare, inside: bare, rules: { ...house.rules, ...rules } }
}

/** One story on a page of one column, without a title. */
export function jobOf(story: Story, column: Column): PageJob {
  const stylebook = houseOf(story.lang, column)
  const item = storyIdSchema.parse('corpus')
  const body = story.paragraphs.map((text) => ({ kind: 'text' as const, text, spans: [] }))
  const copy: Copy = {
    ...{ id: item, version: 0, kind: 'story', lang: story.lang, slug: '', orientation: 'horizontal' },
    parts: { kicker: [], headline: [], deck: [], byline: [], body, jumpLine: [], cutline: [], credit: [] },
  }
  const areas = [{ column: 0, columns: 1, line: 0, lines: LINES }]
  const block = blockSchema.parse({
    ...{ type: 'block', id: 'b', page: 2, item, areas, legs: [0], mode: 'auto', head: 'none' },
    ...{ orientation: null, headSize: null, pictures: [], border: 'none' },
  })
  const issue = { stylebook: stylebook.name, date: '2026-11-24', number: 1024, edition: '', pages: 8 }
  return { page: 2, issue, stylebook, records: [block], copies: new Map([[item, copy]]), photos: new Map() }
}

export const bodyLines = (set: SetPage): readonly SetLine[] =>
  set.frames.filter((frame) => frame.part === 'body').flatMap((frame) => frame.lines)

/** Chinese measures by their ems of 9 pt. */
export const ems = (count: number): Emu => count * pt(9)

/** Mean advance of a character of English body, blanks among them: Source Serif SmText at 9 pt, measured on the corpus. */
const ENGLISH_CHARACTER: Emu = 53_240

/** English measures by the characters that a line of them holds. */
export const characters = (count: number): Emu => count * ENGLISH_CHARACTER
