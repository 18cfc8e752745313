/** Small pages of one story each, for the tests of what runs through legs. */
import type { PageJob } from '#contract/pageJob.ts'
import type { SetLine, SetPage } from '#contract/setPage.ts'
import { chance } from '../lines.ts'
import { jobOf } from '../../../scripts/galleyJob.ts'

export interface Story {
  readonly body: readonly string[]
  readonly byline?: readonly string[]
  readonly english?: boolean
  /** Changes of the style of running text. */
  readonly text?: Readonly<Record<string, unknown>>
  readonly columns?: number
  readonly lines?: number
  readonly legs?: number
}

/** A page of the sample papers with nothing but this story. */
export function pageOf(story: Story): PageJob {
  const stylebook = story.english ? 'millhaven-weekly' : 'yuntang-broadsheet'
  const area = { column: 0, columns: story.columns ?? 1, line: 4, lines: story.lines ?? 20 }
  return jobOf({
    stylebook,
    page: 2,
    issue: { stylebook, date: '2026-11-24', number: 1024, edition: '', pages: 8 },
    change: { styles: { text: story.text ?? {} } },
    copies: [{ id: 's', lang: story.english ? 'en' : 'zh-Hans', byline: story.byline ?? [], body: story.body }],
    records: [
      {
        type: 'block',
        id: 'a',
        page: 2,
        item: 's',
        areas: [area],
        legs: [story.legs ?? 0],
        mode: 'free',
        head: 'none',
        orientation: null,
        headSize: null,
        pictures: [],
        border: 'none',
      },
    ],
  })
}

/** Pseudo-random whole numbers below a bound, from the high bits, which repeat latest. */
export function dice(seed: number): (below: number) => number {
  const next = chance(seed)
  return (below) => Math.floor((next(1_000_003) * below) / 1_000_003)
}

/** Lines of body in reading order. */
export const bodyOf = (set: SetPage): SetLine[] =>
  set.frames.filter(({ part }) => part === 'body').flatMap(({ lines }) => lines)

export const clustersOf = (line: SetLine): string => line.runs.flatMap(({ clusters }) => clusters).join('')

/** What is wrong with the places of a page's lines: each character of the story stands once, in order, or is over. */
export function lostOf(job: PageJob, set: SetPage): string[] {
  const body = job.copies.get('s' as never)?.parts.body ?? []
  const wrong: string[] = []
  let [paragraph, offset] = [0, 0]
  const skip = (to: number, until: number): void => {
    const gap = body[paragraph]?.text.slice(offset, until) ?? ''
    if (gap.trim() !== '') wrong.push(`lost ${paragraph}:${offset} ${gap}`)
    ;[paragraph, offset] = [to, 0]
  }
  for (const line of bodyOf(set)) {
    if (!line.from || !line.to) continue
    while (paragraph < line.from.paragraph) skip(paragraph + 1, Infinity)
    skip(paragraph, line.from.offset)
    const text = body[paragraph]?.text.slice(line.from.offset, line.to.offset) ?? ''
    if (line.from.paragraph !== paragraph || line.from.offset < offset) wrong.push(`again ${paragraph}:${offset}`)
    if (clustersOf(line) !== text || line.text !== text) wrong.push(`reads ${clustersOf(line)} for ${text}`)
    offset = line.to.offset
  }
  const over = set.fit[0]?.overCharacters ?? 0
  if (over === 0) {
    while (paragraph < body.length) skip(paragraph + 1, Infinity)
    return wrong
  }
  const rest = [body[paragraph]?.text.slice(offset) ?? '', ...body.slice(paragraph + 1).map(({ text }) => text)]
  const left = [...rest.join('')].filter((char) => char.trim() !== '').length
  const blanks = [...rest.join('')].length - left
  if (over < left || over > left + blanks) wrong.push(`over ${over} of ${left}`)
  return wrong
}
