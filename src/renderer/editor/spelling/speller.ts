/** English spelling: which words of a text no dictionary and no house book has. Runs in the worker; free of any window. */
import nspell from 'nspell'

/** Offsets of an unknown word in its text. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export interface Speller {
  /** Words that are known beside the dictionary's. */
  teach(words: readonly string[]): void
  unknownIn(text: string): readonly Stretch[]
  /** Words that may be meant, the likeliest first. */
  suggest(word: string): readonly string[]
}

const WORD = /[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+(?:['’][A-Za-z]+)*/g
/** What is no prose: addresses, and words with figures or signs in them. */
const NO_PROSE = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+|\b\w*[0-9_]\w*\b/g
const MOST_SUGGESTIONS = 6

/** A speller by Hunspell's affix and word files. */
export function openSpeller(aff: string, dic: string): Speller {
  const dictionary = nspell(aff, dic)
  const known = new Map<string, boolean>()
  let own: ReadonlySet<string> = new Set()
  const isKnown = (word: string): boolean => {
    const remembered = known.get(word)
    if (remembered !== undefined) return remembered
    const bare = word.replace(/'s$/i, '')
    const isGood = [word, bare].some((each) => own.has(each) || own.has(each.toLowerCase()) || dictionary.correct(each))
    known.set(word, isGood)
    return isGood
  }
  return {
    teach(words) {
      own = new Set(words.map(plain))
      known.clear()
    },
    unknownIn: (text) =>
      [...text.replaceAll(NO_PROSE, (match) => ' '.repeat(match.length)).matchAll(WORD)]
        .filter(({ 0: word }) => isProse(word) && !isKnown(plain(word)))
        .map(({ 0: word, index }) => ({ from: index, to: index + word.length })),
    suggest: (word) =>
      dictionary
        .suggest(plain(word))
        .slice(0, MOST_SUGGESTIONS)
        .map((each) => (word.includes('’') ? each.replaceAll("'", '’') : each)),
  }
}

const plain = (word: string): string => word.replaceAll('’', "'")

/** One letter, and what is written in capitals (NATO, MILLHAVEN), is no word to be looked up. */
const isProse = (word: string): boolean => word.length > 1 && word !== word.toUpperCase()
