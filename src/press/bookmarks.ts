/** Bookmarks of a proof (ISO 32000-1, 12.3.3): pages, and under each its stories by their headlines. */
import type { Copy, Lang } from '#contract/copy.ts'
import type { RecordId, StoryId } from '#contract/ids.ts'
import type { SetPage } from '#contract/setPage.ts'
import { milli } from './decimals.ts'
import type { Entries, PdfObjects, PdfRef, Value } from './objects.ts'
import { pageName } from './slug.ts'

/** A page that bookmarks lead to. */
export interface MarkedPage {
  readonly ref: PdfRef
  readonly set: SetPage
  readonly number: number
  readonly copies?: ReadonlyMap<StoryId, Copy> | undefined
}

/** A bookmark: where it leads, and those under it. */
export interface Bookmark {
  readonly title: string
  readonly to: Value
  readonly inside: readonly Bookmark[]
}

/** Characters of a line of body that stand for a story without a headline. */
const LONGEST_TITLE = 24

/** Writes the outline tree. */
export function writeBookmarks(objects: PdfObjects, bookmarks: readonly Bookmark[]): PdfRef {
  const root = objects.reserve()
  const links = writeLevel(objects, bookmarks, root)
  return objects.assign(root, { Type: 'Outlines', ...links, Count: countOf(bookmarks) })
}

/** The bookmark of a page and of its stories. */
export function bookmarkOf({ ref, set, number, copies }: MarkedPage, lang: Lang): Bookmark {
  const at = (x: number, y: number): Value => [ref, 'XYZ', inPoints(x + set.slug), inPoints(set.trim.height + set.slug - y), 0] // prettier-ignore
  const inside = set.blocks.flatMap(({ record, item, box }) => {
    const title = storyTitle(set, record, copies?.get(item))
    return title === '' ? [] : [{ title, to: at(box.x, box.y), inside: [] }]
  })
  return { title: pageName(lang, number), to: at(-set.slug, -set.slug), inside }
}

const inPoints = (length: number): number => milli(length) / 1000

/** A story's headline as the page shows it; else its slug, else how its text begins. '' where it shows nothing. */
export function storyTitle(set: SetPage, record: RecordId | null, copy: Copy | undefined): string {
  const frames = set.frames.filter((frame) => record !== null && frame.record === record)
  const headline = frames.filter(({ part }) => part === 'headline').map(frameText)
  if (headline.length > 0) return headline.join(' ')
  return copy?.slug || [...frameText(frames[0] ?? { lines: [] })].slice(0, LONGEST_TITLE).join('')
}

/** The text of a frame's lines in one: a blank where a paragraph ends, or where the line's break swallowed one. */
export function frameText({ lines }: { readonly lines: SetPage['frames'][number]['lines'] }): string {
  let text = ''
  let end = 0
  for (const line of lines) {
    const isOn = text !== '' && line.from !== null && line.from.offset !== 0
    if (text !== '' && (!isOn || (line.from?.offset ?? 0) > end)) text += ' '
    text += line.text.trim()
    end = line.to?.offset ?? 0
  }
  return text.trim()
}

/** Items of one level, each knowing its neighbours; what their parent says of them. */
function writeLevel(objects: PdfObjects, bookmarks: readonly Bookmark[], parent: PdfRef): Entries {
  const refs = bookmarks.map(() => objects.reserve())
  bookmarks.forEach(({ title, to, inside }, i) => {
    const [ref, before, after] = [refs[i], refs[i - 1], refs[i + 1]]
    if (!ref) return
    const links = writeLevel(objects, inside, ref)
    objects.assign(ref, {
      Title: objects.text(title),
      Parent: parent,
      Dest: to,
      ...(before ? { Prev: before } : {}),
      ...(after ? { Next: after } : {}),
      ...links,
      ...(inside.length > 0 ? { Count: countOf(inside) } : {}),
    })
  })
  const [first, last] = [refs[0], refs.at(-1)]
  return first && last ? { First: first, Last: last } : {}
}

/** Items that are seen while all are open. */
const countOf = (bookmarks: readonly Bookmark[]): number =>
  bookmarks.reduce((sum, { inside }) => sum + 1 + countOf(inside), 0)
