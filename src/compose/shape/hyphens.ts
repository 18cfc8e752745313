/**
 * Where an English word may be divided: Liang's patterns under E1 (5 letters or more, 2 before the hyphen and 3 after) and
 * E4 (no names, acronyms or figures: a word that holds a capital or a figure stays whole).
 */
import english from 'hyphen/en-us/index.js'
import { EXCEPTIONS } from './hyphenExceptions.ts'

const SOFT = '\u00ad'
const LEAST_LETTERS = 5
const LEAST_BEFORE = 2
const LEAST_AFTER = 3
/** Longer than any word of the language: not a word (bad input), and not worth its time. */
const MOST_LETTERS = 45

/** Letters alone, between marks; a genitive's s is not counted. */
const CORE = /^([^A-Za-z0-9]*)([a-z]+)(?:['’]s)?[^A-Za-z0-9]*$/
/** A capitalised word of letters alone; long ones only, since a name is known by its shape. */
const NAME = /^([^A-Za-z0-9]*)([A-Z][a-z]{6,})(?:['’]s?)?[^A-Za-z0-9]*$/

export const isName = (word: string): boolean => NAME.test(word)

/** UTF-16 offsets in `word` before which it may be divided; `dividesNames` lifts E4 from long capitalised words. */
export function hyphenPoints(word: string, dividesNames = false): readonly number[] {
  if (word.length > MOST_LETTERS + 10) return []
  const [, before = '', letters = ''] = CORE.exec(word) ?? (dividesNames ? NAME.exec(word) : null) ?? []
  if (letters.length < LEAST_LETTERS || letters.length > MOST_LETTERS || before.endsWith('-')) return []
  return pointsOf(letters.toLowerCase())
    .filter((at) => at >= LEAST_BEFORE && at <= letters.length - LEAST_AFTER)
    .map((at) => before.length + at)
}

function pointsOf(letters: string): readonly number[] {
  const known = EXCEPTIONS.get(letters)
  if (known) return known
  const parts = english.hyphenateSync(letters, { hyphenChar: SOFT, minWordLength: LEAST_LETTERS }).split(SOFT)
  let at = 0
  return parts.slice(0, -1).map((part) => (at += part.length))
}
