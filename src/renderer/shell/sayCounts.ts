/** A story's length as its trade counts it: 字数 with and without punctuation, words for English. */
import { countsOf } from '#story/counts.ts'
import { storyAttrs, type StoryDoc } from '#story/schema.ts'
import type { Say } from './workspace.tsx'

export function sayCounts(say: Say, doc: StoryDoc): string {
  const { words, bare, characters } = countsOf(doc)
  if (storyAttrs(doc).lang === 'en') return say('counts.words', { words, characters })
  return say('counts.han', { words, bare })
}
