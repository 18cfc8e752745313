/** A full yuntang-broadsheet page: 8 x 13 x 120 characters of body, six stories, set from the sample paper's own words. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Copy, CopyParagraph } from '#contract/copy.ts'
import { faceSchema, type LoadedFace } from '#contract/faces.ts'
import { blockSchema, type Block } from '#contract/dummy.ts'
import { storyIdSchema, type FaceId, type StoryId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import { stylebookSchema, type Stylebook } from '#contract/stylebook.ts'
import { facesOf } from '#compose/composer.ts'

const root = resolve(import.meta.dirname, '../..')

export const readStylebook = (name: string): Stylebook =>
  stylebookSchema.parse(JSON.parse(readFileSync(join(root, 'resources/stylebooks', `${name}.json`), 'utf8')))

/** The faces of a stylebook, read from their packages. */
export function loadFaces(stylebook: Stylebook): Map<FaceId, LoadedFace> {
  const catalogue = faceSchema.array().parse(JSON.parse(readFileSync(join(root, 'resources/faces.json'), 'utf8')))
  const wanted = new Set(facesOf(stylebook))
  return new Map(
    catalogue
      .filter(({ id }) => wanted.has(id))
      .map(({ id, file }) => [
        id,
        { id, bytes: new Uint8Array(readFileSync(join(root, 'node_modules', file))), sha256: id },
      ]),
  )
}

/** Paragraphs of the sample daily, in full-width punctuation. */
function paragraphs(): string[] {
  const folder = join(root, 'resources/samples/yuntang')
  const full: Record<string, string> = { ',': '，', ':': '：', ';': '；', '(': '（', ')': '）', '?': '？', '!': '！' }
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.length > 60)
    .map((line) => line.replace(/[,:;()?!]/g, (mark) => full[mark] ?? mark))
}

const text = (words: string): CopyParagraph => ({ kind: 'text', text: words, spans: [] })
const id = (name: string): StoryId => storyIdSchema.parse(name)

/** Columns and lines of the six stories: the longest takes five columns over the page's depth. */
const AREAS = [
  { column: 0, columns: 5, line: 0, lines: 90 },
  { column: 5, columns: 3, line: 0, lines: 40 },
  { column: 5, columns: 3, line: 40, lines: 50 },
  { column: 0, columns: 3, line: 90, lines: 30 },
  { column: 3, columns: 3, line: 90, lines: 30 },
  { column: 6, columns: 2, line: 90, lines: 30 },
]

/** A full page; `page` turns the words, so that no page is the copy of another. */
export function fullPage(page: number, stylebook = readStylebook('yuntang-broadsheet'), pages = 128): PageJob {
  const words = paragraphs()
  const copies = new Map<StoryId, Copy>()
  const records: Block[] = []
  AREAS.forEach((area, at) => {
    const item = id(`p${page}s${at}`)
    const room = area.columns * area.lines * 13 - 60
    const body: CopyParagraph[] = []
    for (let used = 0, nth = page * 5 + at * 7; used < room; nth++) {
      const whole = words[nth % words.length] ?? ''
      const turned = whole.slice((page * 7) % 40, ((page * 7) % 40) + Math.min(whole.length, room - used + 13))
      body.push(text(turned))
      used += turned.length + 8
    }
    const parts = { kicker: [], headline: [], deck: [], byline: [], body, jumpLine: [], cutline: [], credit: [] }
    copies.set(item, {
      id: item,
      version: 0,
      kind: 'story',
      lang: 'zh-Hans',
      slug: '',
      orientation: 'horizontal',
      parts,
    })
    records.push(
      blockSchema.parse({
        type: 'block',
        id: `b${page}.${at}`,
        page,
        item,
        areas: [area],
        legs: [0],
        mode: 'auto',
        head: 'none',
        orientation: null,
        headSize: null,
        pictures: [],
        border: 'none',
      }),
    )
  })
  const issue = { stylebook: stylebook.name, date: '2026-11-24', number: 1024, edition: '', pages }
  return { page, issue, stylebook, records, copies, photos: new Map() }
}

/** The job after one key in its longest story: a character more, or one less, at a place that `random` chooses. */
export function afterKey(job: PageJob, random: () => number): PageJob {
  const [item] = job.records.map((record) => record.item)
  const copy = item && job.copies.get(item)
  if (!item || !copy) throw new RangeError('afterKey: a page without stories')
  const nth = Math.floor(random() * copy.parts.body.length)
  const body = copy.parts.body.map((paragraph, at) => (at === nth ? keyed(paragraph, random) : paragraph))
  const copies = new Map(job.copies)
  copies.set(item, { ...copy, version: copy.version + 1, parts: { ...copy.parts, body } })
  return { ...job, copies }
}

function keyed(paragraph: CopyParagraph, random: () => number): CopyParagraph {
  const at = Math.floor(random() * paragraph.text.length)
  const isDelete = random() < 0.4 && paragraph.text.length > 20
  const key =
    '的一是在有人这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长'
  const typed = isDelete ? '' : (key[Math.floor(random() * key.length)] ?? '')
  return { ...paragraph, text: paragraph.text.slice(0, at) + typed + paragraph.text.slice(at + (isDelete ? 1 : 0)) }
}

/** The page with its longest story resized on the grid: lines and a column fewer, its measure the paper's still. */
export function resized(job: PageJob, step: number): PageJob {
  const [first, ...others] = job.records
  const area = first?.areas[0]
  if (!first || !area) throw new RangeError('resized: a page without stories')
  const fewer = { ...area, lines: area.lines - (step % 12), columns: area.columns - (step % 2) }
  return { ...job, records: [{ ...first, areas: [fewer] }, ...others] }
}

/** The second story (1,560 characters) alone, in legs of a width that no step before it had: every line is broken anew. */
export function remeasured(job: PageJob, step: number): PageJob {
  const { grid } = job.stylebook
  const stylebook: Stylebook = { ...job.stylebook, grid: { ...grid, measure: grid.measure - 12_700 - 1000 * step } }
  return { ...job, stylebook, records: job.records.slice(1, 2) }
}
