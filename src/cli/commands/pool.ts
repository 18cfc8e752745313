/** `stories` and `story`: the pool, and one story of it. */
import { isFault } from '#contract/faults.ts'
import { storyIdSchema } from '#contract/ids.ts'
import { argument, UsageError, type Command } from '../call.ts'
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
