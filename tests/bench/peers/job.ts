/** The peers' fixed job (points, origin top left) as our nouns: a stylebook by its geometry, items, and a plan by its grid. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { NO_PARTS, type ImportItem } from '#contract/exchange.ts'
import { PT, pt, type Emu } from '#contract/measure.ts'
import { stylebookSchema, type Stylebook } from '#contract/stylebook.ts'

interface JobStory {
  readonly id: string
  readonly kind: 'story'
  readonly headBlock: {
    readonly h: number
    readonly kicker: string
    readonly head: string
    readonly deck: string
    readonly headPt: number
  }
  readonly byline: string
  readonly paragraphs: readonly string[]
}
interface JobRefer {
  readonly id: string
  readonly kind: 'refer'
  readonly kicker: string
  readonly head: string
  readonly tail: string
  readonly headPt: number
}
interface JobPhoto {
  readonly id: string
  readonly kind: 'photo'
  readonly head: string
  readonly headH: number
  readonly headPt: number
  readonly image: { readonly file: string; readonly h: number }
  readonly caption: string
  readonly credit: string
}
export type JobItem = (JobStory | JobRefer | JobPhoto) & {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

export interface JobPage {
  readonly folio: string
  readonly items: readonly JobItem[]
}

interface Job {
  readonly folio: string
  readonly page: { readonly w: number; readonly h: number }
  readonly grid: number
  readonly columns: { readonly count: number; readonly w: number; readonly gap: number; readonly left: number }
}

/** The folder that JOB names; the harness sets it. */
export const jobFolder = (): string =>
  resolve(process.env['JOB'] ?? join(import.meta.dirname, '../../../../shared/peers/job'))

export const readJob = (): Job => JSON.parse(readFileSync(join(jobFolder(), 'job.json'), 'utf8')) as Job

/** Pages by the harness's own rule (expand.py), so that every engine sets the same words. */
export function expandJob(pages: number): readonly JobPage[] {
  const script = `import sys,json;sys.path.insert(0,${JSON.stringify(jobFolder())});from expand import load,expand;print(json.dumps(expand(load(),${pages})))`
  return JSON.parse(execFileSync('python3', ['-c', script], { encoding: 'utf8', maxBuffer: 1 << 28 })) as JobPage[]
}

/** First line of the job's grid: the lead story's top. */
const TOP = 64
const MARGIN_LINES = 79

/** The tabloid stylebook with the job's geometry: 108 pt columns, 12 pt gaps, 13 pt pitch. The job has no masthead, only a folio. */
export function jobStylebook(job: Job): Stylebook {
  const file = join(import.meta.dirname, '../../../resources/stylebooks/yuntang-tabloid.json')
  const base = stylebookSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const folio = {
    kind: 'text' as const,
    box: { x: pt(job.columns.left), y: pt(36), width: pt(708), height: pt(12) },
    text: '{paper}　第{page}版　{date}　{weekday}',
    style: 'folio' as const,
    reversed: false,
    vertical: false,
  }
  return {
    ...base,
    name: 'peers-job',
    paper: { ...base.paper, name: job.folio.split('　')[0] ?? '' },
    trim: { width: pt(job.page.w), height: pt(job.page.h) },
    grid: {
      left: pt(job.columns.left),
      top: pt(TOP),
      columns: job.columns.count,
      measure: pt(job.columns.w),
      gap: pt(job.columns.gap),
      lines: MARGIN_LINES,
      pitch: pt(job.grid),
    },
    styles: {
      ...base.styles,
      kicker: { ...base.styles.kicker, size: pt(12), leading: pt(16), before: 0, after: 0 },
      deck: { ...base.styles.deck, size: pt(11), leading: pt(15), before: 0, after: 0 },
    },
    heads: { ...base.heads, air: 0 },
    front: { furniture: [folio], reserved: [] },
    inside: { furniture: [folio], reserved: [] },
  }
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '')

export function jobItem(item: JobItem): ImportItem {
  const empty = { ...NO_PARTS, lang: 'zh-Hans' as const, slug: item.id }
  if (item.kind === 'story') {
    const { kicker, head, deck } = item.headBlock
    return {
      ...empty,
      kind: 'story',
      kicker: lines(kicker),
      headline: lines(head),
      deck: lines(deck),
      bylines: [item.byline],
      body: [...item.paragraphs],
      leadIns: item.paragraphs.map((text) => (text.startsWith('本报讯') ? 3 : 0)),
    }
  }
  if (item.kind === 'refer')
    return { ...empty, kind: 'refer', kicker: lines(item.kicker), headline: [item.head], deck: [item.tail] }
  return { ...empty, kind: 'picture', headline: [item.head], cutline: item.caption, credits: [item.credit] }
}

/** The headline's size, points. */
export const headPoints = (item: JobItem): number => (item.kind === 'story' ? item.headBlock.headPt : item.headPt)

/** An item's place in base columns and lines; the job was drawn on the grid. */
export function jobArea(job: Job, item: JobItem): { column: number; columns: number; line: number; lines: number } {
  const step = job.columns.w + job.columns.gap
  return {
    column: Math.round((item.x - job.columns.left) / step),
    columns: Math.round((item.w + job.columns.gap) / step),
    line: Math.round((item.y - TOP) / job.grid),
    lines: Math.round(item.h / job.grid),
  }
}

/** The harness's resize: the lead 1 pt narrower, then 1.5 pt a step. */
export const narrower = (width: Emu, step: number): Emu => width - PT - Math.round(step * 1.5 * PT)
