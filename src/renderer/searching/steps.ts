/** From match to match, through the story and on into the next one, round and round. */
import { TextSelection } from 'prosemirror-state'
import type { Place } from '#contract/copy.ts'
import { placesOf, type Match } from '#story/find/matches.ts'
import { maybePosAt } from '#story/places.ts'
import type { OpenStory, Selection, Session } from '../session.ts'
import type { FoundState, FoundStory } from './found.ts'

/** A match with its story. */
export interface FoundMatch {
  readonly story: OpenStory
  readonly match: Match
}

const isSame = (a: Place, b: Place | null): boolean =>
  a.part === b?.part && a.paragraph === b.paragraph && a.offset === b.offset

/** Whether a match is what is selected, from either end. */
export function isChosen({ story, anchor, head }: Selection, of: OpenStory, match: Match): boolean {
  const { from, to } = placesOf(match)
  if (story !== of.id) return false
  return (isSame(from, anchor) && isSame(to, head)) || (isSame(from, head) && isSame(to, anchor))
}

/** The number of the chosen match among all, from 1; 0 where none is chosen. */
export function numberOf({ stories }: FoundState, selection: Selection): number {
  let number = 0
  for (const { story, found } of stories) {
    const index =
      selection.story === story.id ? found.matches.findIndex((each) => isChosen(selection, story, each)) : -1
    if (index >= 0) return number + index + 1
    number += found.matches.length
  }
  return 0
}

/** The match behind what is selected (by 1) or before it (by -1); beyond the last one the first. Null where there is none. */
export function nextMatch({ stories }: FoundState, selection: Selection, by: 1 | -1): FoundMatch | null {
  const own = stories.findIndex(({ story }) => story.id === selection.story)
  const first = own === -1 ? null : inStory(stories[own]!, selection, by)
  if (first) return { story: stories[own]!.story, match: first }
  const at = own === -1 ? (by === 1 ? -1 : 0) : own
  const next = stories.at((at + by) % Math.max(1, stories.length))
  const match = next?.found.matches.at(by === 1 ? 0 : -1)
  return next && match ? { story: next.story, match } : null
}

function inStory({ story, found: { matches } }: FoundStory, selection: Selection, by: 1 | -1): Match | null {
  const chosen = matches.findIndex((match) => isChosen(selection, story, match))
  if (chosen >= 0) return matches[chosen + by] ?? null
  const { doc, selection: range } = story.state
  const posOf = (place: Place): number => maybePosAt(doc, place, 1) ?? 0
  if (by === 1) return matches.find((match) => posOf(placesOf(match).from) >= range.from) ?? null
  return matches.findLast((match) => posOf(placesOf(match).to) <= range.to) ?? null
}

/** Selects a match and shows its page; the editor brings it into sight, whether it has the focus or not. */
export function goToMatch({ selection, issue }: Session, { story, match }: FoundMatch, isTyping: boolean): void {
  const { from, to } = placesOf(match)
  const [page] = issue.maybeStory(story.id)?.pages ?? []
  const { page: shown, story: chosen } = selection.get()
  if (chosen !== story.id && page !== undefined && page !== shown) selection.showPage(page)
  if (!isTyping || chosen !== story.id) return selection.selectText(story.id, from, to)
  const { doc, tr } = story.state
  const [anchor, head] = [maybePosAt(doc, from, 1), maybePosAt(doc, to)]
  if (anchor === null || head === null) return
  story.dispatch(tr.setSelection(TextSelection.create(doc, anchor, head)).scrollIntoView())
}
