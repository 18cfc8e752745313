/** A story's unknown words for a sheet: read when the typing pauses, so that no key waits for a list. */
import { finalLines } from '#story/final.ts'
import { isEnglish } from '#story/wording/caret.ts'
import type { OpenStory, Store } from '#renderer/session.ts'
import type { Spelling } from './spelling.ts'
import { unknownWords, type UnknownWord } from './unknownWords.ts'

const PAUSE_MS = 300

/** Checks as long as somebody listens. */
export function keepUnknownWords(story: OpenStory, spelling: Spelling): Store<readonly UnknownWord[]> {
  let words: readonly UnknownWord[] = []
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | null = null
  let stops: readonly (() => void)[] = []

  const read = async (): Promise<void> => {
    timer = null
    if (!isEnglish(story.state)) return
    await spelling.check(finalLines(story.state.doc).map(({ text }) => text))
    words = unknownWords(story, story.state.doc, spelling)
    for (const listener of [...listeners]) listener()
  }
  const readSoon = (delay = PAUSE_MS): void => {
    if (timer) clearTimeout(timer)
    timer = setTimeout(() => void read(), delay)
  }
  const begin = (): void => {
    stops = [
      story.subscribe(({ transaction }) => transaction.docChanged && readSoon()),
      spelling.epoch.subscribe(() => readSoon(0)),
    ]
    readSoon(0)
  }
  return {
    get: () => words,
    subscribe(listener) {
      if (listeners.size === 0) begin()
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        for (const stop of stops) stop()
        if (timer) clearTimeout(timer)
      }
    },
  }
}
