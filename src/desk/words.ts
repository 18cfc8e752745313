/** Words of headlines: what was cut before comes out of the issue, and the cutter is asked for the rest. */
import type { BreakWords, Lang } from '#contract/copy.ts'
import type { CutText, IssueWriter, WordBreaker } from './ports.ts'

export interface Words {
  readonly breakWords: BreakWords
  /** Keeps in the issue what was cut since. */
  keep(): Promise<void>
}

/** Headlines that an issue keeps the words of, and the longest text that is taken for one (characters). */
const MOST_KEPT = 4096
const LONGEST = 200

export async function openWords(issue: IssueWriter, breaker: WordBreaker): Promise<Words> {
  const [version, cut] = [await breaker.version(), await breaker.open()]
  const known = new Map<string, readonly number[]>()
  for (const { lang, text, ends } of await issue.readWordEnds(version)) known.set(keyOf(lang, text), ends)
  let fresh: CutText[] = []
  return {
    breakWords: (text, lang) => {
      const key = keyOf(lang, text)
      const before = known.get(key)
      if (before) return before
      const ends = cut(text, lang)
      if (lang === 'en' || text.length > LONGEST || known.size >= MOST_KEPT) return ends
      known.set(key, ends)
      fresh.push({ lang, text, ends })
      return ends
    },
    keep: async () => {
      const texts = fresh
      fresh = []
      // A full disk keeps no words: they are cut again next time.
      if (texts.length > 0) await issue.keepWordEnds(version, texts)
    },
  }
}

const keyOf = (lang: Lang, text: string): string => `${lang} ${text}`
