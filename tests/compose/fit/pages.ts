/** Stories and pages for the tests of copyfit: plain text in blocks of the sample papers' grids. */
import type { Block } from '#contract/dummy.ts'
import type { GridArea } from '#contract/dummy.ts'
import { storyIdSchema } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { copyOf } from '../../../scripts/galleyJob.ts'
import { blockOf } from '../../grid/records.ts'

export const id = storyIdSchema.parse('s')

const ZH = '云塘的水一天比一天清岸边的树一年比一年高河上的桥一座比一座新桥头的灯一盏接一盏亮'
/** `count` Han characters without a mark. */
export const han = (count: number): string => ZH.repeat(Math.ceil(count / ZH.length)).slice(0, count)

const EN = 'the harbour wall was mended before winter and the boats came back to their old places beside the market '
/** About `count` characters of English, whole words. */
export const words = (count: number): string =>
  EN.repeat(Math.ceil(count / EN.length))
    .slice(0, count)
    .trimEnd()

interface Wish {
  readonly lang?: 'zh-Hans' | 'en'
  readonly headline?: string
  readonly block?: Partial<Block>
  readonly fitting?: Stylebook['fitting']
}

/** A page with one block of one story. */
export function pageWith(book: Stylebook, body: readonly string[], at: GridArea, wish: Wish = {}): PageJob {
  const copy = copyOf({
    id,
    lang: wish.lang ?? 'zh-Hans',
    headline: wish.headline === undefined ? [] : [wish.headline],
    body: [...body],
  })
  return {
    page: 1,
    issue: { stylebook: book.name, date: '2026-11-24', number: 1024, edition: '', pages: 8 },
    stylebook: { ...book, fitting: wish.fitting, front: { furniture: [], reserved: [] } },
    records: [blockOf('a', id, at, wish.block)],
    copies: new Map([[id, copy]]),
    photos: new Map(),
  }
}
