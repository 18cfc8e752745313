/** Comparing two moments of a story for hosts without a window, with the words of the house's dictionary. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { diffStories, type StoryDiff } from '#story/diff/diff.ts'
import { docFromJson } from '#story/documents.ts'
import { storyAttrs, type StoryDoc } from '#story/schema.ts'
import type { WordBreaker } from './ports.ts'
import type { Stories } from './stories.ts'

/** What lies between two versions of a story's log. story.missing, version.missing. */
export async function compareMoments(
  stories: Stories,
  words: WordBreaker,
  story: StoryId,
  before: number,
  after: number,
): Promise<Outcome<StoryDiff>> {
  const [first, second] = [await docAt(stories, story, before), await docAt(stories, story, after)]
  if (isFault(first)) return first
  if (isFault(second)) return second
  const { lang } = storyAttrs(second)
  const breakWords = await words.open()
  return diffStories(first, second, { wordEnds: (text) => breakWords(text, lang) })
}

async function docAt(stories: Stories, story: StoryId, version: number): Promise<Outcome<StoryDoc>> {
  const state = await stories.moment(story, version)
  return isFault(state) ? state : docFromJson(state.doc)
}
