/** `stories`, `story` and `search`: the pool, one story of it, and the stories in which words stand. */
import { isFault } from '#contract/faults.ts'
import { storyIdSchema } from '#contract/ids.ts'
import { argument, optional, UsageError, type Command } from '../call.ts'
import { atDesk } from '../desks.ts'

export const listStories: Command = (call) =>
  atDesk(argument(call, 0, 'FILE'), async (desk) => {
    const issue = await desk.handlers.describeIssue({})
    if (isFault(issue)) return issue
    const items = issue.stories.map(({ pages, ...story }) => ({ ...story, page: pages[0] ?? null, pages }))
    const lines = items.map(
      ({ id, kind, slug, characters, page }) => `${id}  ${kind}  ${characters}  ${page ?? '-'}  ${slug}`,
    )
    return { json: { items }, text: lines.join('\n') }
  })

export const showStory: Command = (call) =>
  atDesk(argument(call, 0, 'FILE'), async (desk) => {
    const id = storyIdSchema.safeParse(argument(call, 1, 'ID'))
    if (!id.success) throw new UsageError('ID?')
    const item = await desk.readItem(id.data)
    if (isFault(item)) return item
    const parts = [
      ...item.kicker,
      ...item.headline,
      ...item.deck,
      ...item.bylines,
      ...item.body,
      ...item.jumpLines,
      item.cutline,
      ...item.credits,
    ]
    return { json: item, text: parts.filter((line) => line !== '').join('\n') }
  })

/** The most stories that are printed. */
const MOST_FOUND = 100
const WHERES = ['all', 'head', 'body', 'credits'] as const

export const searchPool: Command = (call) => {
  const where = WHERES.find((each) => each === (optional(call, 'part') ?? 'all'))
  if (!where) throw new UsageError('--part head|body|credits?')
  const words = call.args.slice(1).join(' ')
  return atDesk(argument(call, 0, 'FILE'), async (desk) => {
    const [found, issue] = [
      await desk.handlers.searchPool({ words, where, most: MOST_FOUND }),
      await desk.handlers.describeIssue({}),
    ]
    if (isFault(found)) return found
    if (isFault(issue)) return issue
    const slugs = new Map(issue.stories.map(({ id, slug }) => [id, slug]))
    const items = found.map(({ story, part, score, snippet: { text, hits } }) => ({
      id: story,
      slug: slugs.get(story) ?? '',
      part,
      snippet: text,
      hits,
      score: Math.round(score * 1000) / 1000,
    }))
    const lines = items.map(({ id, slug, part, snippet }) => `${id}  ${part}  ${slug}  ${snippet}`)
    return { json: { items }, text: lines.join('\n') }
  })
}
