/** Marks in words: what one asks for, and what came of it. */
import { markText, needsWords, type KeptMark } from '#contract/mark.ts'
import type { Say } from '../workspace.tsx'

/** What a mark stands on and what it wants there, on one line. */
export function sayMark(mark: KeptMark, say: Say): string {
  const { kind, proposed, spot } = mark
  const before = mark.words.replaceAll('\n', ' ¶ ')
  if (kind === 'insert') return say('marks.putIn', { after: proposed })
  if (needsWords(kind)) return say('marks.change', { before, after: proposed })
  const named = say(`markKind.${kind}`)
  if (before !== '') return say('marks.onWords', { kind: named, before })
  if (spot.on === 'story') return named
  if (spot.on === 'page') return say('marks.onPaper')
  return say(spot.on === 'block' && spot.photo !== null ? 'marks.onPicture' : 'marks.onBlock')
}

/** What is written beside the sign: the words to put in, else the note. */
export const marginWords = (mark: KeptMark): string => (needsWords(mark.kind) ? mark.proposed : markText(mark))

/** Whether the edit was made and its words stand again as before: somebody undid it. */
export const isTakenBack = ({ thread, state, standing, kind }: KeptMark): boolean =>
  state === 'done' &&
  kind !== 'newParagraph' &&
  kind !== 'insert' &&
  thread.at(-1)?.isApplied === true &&
  standing === 'stands'
