/**
 * Prints what a key in a headline costs, warm, over all the sizes of the paper's list, and how often the sample heads are
 * tightened, filled and narrowed (H5, H6): `node tests/bench/compose/heads.ts`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openTypesetter } from '#compose/openTypesetter.ts'
import { PageSetter } from '#compose/page/setPage.ts'
import { setTitle, type TitleSpec, type TitleTools } from '#compose/page/title.ts'
import type { Copy } from '#contract/copy.ts'
import { storyIdSchema } from '#contract/ids.ts'
import { sizeFor } from '#grid/blocks.ts'
import { spanWidth } from '#grid/columns.ts'
import { openWordBreaker } from '#darkroom/wordBreaker.ts'
import { facesOf } from '#compose/composer.ts'
import { copyOf, readStylebook } from '../../../scripts/galleyJob.ts'
import { loadFaces } from '../../compose/faces.ts'

const root = join(import.meta.dirname, '../../..')
const breakWords = await openWordBreaker({ folder: join(root, 'resources/words') }).open()

async function toolsOf(name: string): Promise<TitleTools> {
  const stylebook = readStylebook(name)
  const typesetter = await openTypesetter({
    faces: loadFaces(...facesOf(stylebook)),
    breakWords,
  })
  return new PageSetter(typesetter).tools(stylebook)
}

const titled = (lang: Copy['lang'], headline: readonly string[]): Copy =>
  copyOf({ id: storyIdSchema.parse('a'), lang, headline: [...headline] })

const specFor = ({ stylebook }: TitleTools, copy: Copy, columns: number, vertical: boolean): TitleSpec => ({
  copy,
  orientation: vertical ? 'vertical' : 'horizontal',
  measure: vertical ? 28 * stylebook.grid.pitch : spanWidth(stylebook.grid, columns),
  across: vertical ? spanWidth(stylebook.grid, 1) : null,
  size: sizeFor(stylebook, columns),
})

/** Times a headline that is another one at every key. */
function keys(
  tools: TitleTools,
  name: string,
  lang: Copy['lang'],
  text: string,
  columns: number,
  vertical = false,
): void {
  const times: number[] = []
  for (let n = 0; n < 600; n++) {
    const at = n % text.length
    const copy = titled(lang, [text.slice(0, at) + text.slice(at + 1 + (n % 3))])
    const spec = specFor(tools, copy, columns, vertical)
    const start = performance.now()
    setTitle(tools, spec)
    times.push(performance.now() - start)
  }
  const sorted = times.slice(200).toSorted((a, b) => a - b)
  const at = (part: number): string => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(3)
  console.log(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(0.999)} ms`)
}

/** Lines of the samples that may be heads: short, and without a full stop. */
const headsOf = (sample: string, pages: number, most: number): string[] =>
  Array.from({ length: pages }, (_, i) =>
    readFileSync(join(root, `resources/samples/${sample}/page${i + 1}.txt`), 'utf8').split('\n'),
  )
    .flat()
    .filter((line) => line.length >= 6 && line.length <= most && !/[。.■：:]/.test(line))

function acts(tools: TitleTools, name: string, lang: Copy['lang'], heads: readonly string[]): void {
  const counts = { heads: 0, stepped: 0, lines: 0, tightened: 0, spaced: 0, narrowed: 0 }
  for (const text of heads)
    for (let columns = 1; columns <= tools.stylebook.grid.columns; columns++) {
      const spec = specFor(tools, titled(lang, [text]), columns, false)
      const head = setTitle(tools, spec).rows[0]?.head
      if (!head) continue
      counts.heads++
      if (head.size < spec.size) counts.stepped++
      if (head.lines.length > 1) counts.lines++
      if (head.lines.some(({ gap }) => gap < 0)) counts.tightened++
      if (head.lines.some(({ gap }) => gap > 0)) counts.spaced++
      if (head.scale < 1000) counts.narrowed++
    }
  console.log(name, counts)
}

const chinese = await toolsOf('yuntang-tabloid')
const english = await toolsOf('millhaven-weekly')
const LONG = '青石港水清岸绿七座老桥今晨连成一条步道居民出门十分钟见得到水'
keys(chinese, 'a key in 30 characters over 6 columns', 'zh-Hans', LONG, 6)
keys(chinese, 'a key in 30 characters over 2 columns', 'zh-Hans', LONG, 2)
keys(chinese, 'a key in 15 characters over 1 column', 'zh-Hans', LONG.slice(0, 15), 1)
keys(chinese, 'a key in a vertical head of 16 characters', 'zh-Hans', LONG.slice(0, 16), 2, true)
keys(
  english,
  'a key in 60 letters over 3 columns',
  'en',
  'Council votes to repair the old harbour bridge, not replace it',
  3,
)
acts(chinese, 'sample heads, 1 to 6 columns:', 'zh-Hans', headsOf('yuntang', 4, 34))
acts(english, 'sample heads, 1 to 5 columns:', 'en', headsOf('millhaven', 2, 80))
