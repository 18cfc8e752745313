/** Case of Latin letters: upper, lower, as a headline (after the AP: words of four letters and more, and the first and last), as a sentence. */
import { editsOf, type Edit, type Rewording } from './edits.ts'

const WORD = /[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+(?:['’][A-Za-z]+)*/g

/** Articles, conjunctions and prepositions of three letters or fewer; a headline keeps them small. */
const SMALL = new Set('a an the and but for nor or so yet as at by if in of off on out per to up via vs'.split(' '))

export const upperCase: Rewording = (text) => editsOf(text, WORD, (word) => word.toUpperCase())
export const lowerCase: Rewording = (text) => editsOf(text, WORD, (word) => word.toLowerCase())

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** A word that is written in a way of its own: USA, McKay, iPhone. In a text that is all capitals nothing can be told. */
const isOwn = (word: string, isShouted: boolean): boolean => !isShouted && /[A-Z]/.test(word.slice(1))

const isShouted = (text: string): boolean => !/[a-z]/.test(text)

/** As a headline is capitalised. A word after a colon or a dash begins anew. */
export const titleCase: Rewording = (text) => {
  const shouted = isShouted(text)
  const words = [...text.matchAll(WORD)]
  const ends = new Set([words[0]?.index, words.at(-1)?.index])
  return editsOf(text, WORD, (word, from) => {
    if (isOwn(word, shouted)) return word
    const isFirst = ends.has(from) || /[:—.?!]["'“‘\s]*$/.test(text.slice(0, from))
    const small = word.toLowerCase()
    return isFirst || !SMALL.has(small) ? capital(small) : small
  })
}

/** As a sentence is: its first word and `names` with a capital, the rest small. A lone I stays. */
export const sentenceCase =
  (names: ReadonlySet<string>): Rewording =>
  (text): readonly Edit[] => {
    const shouted = isShouted(text)
    const known = new Map([...names].map((name) => [name.toLowerCase(), name]))
    return editsOf(text, WORD, (word, from) => {
      if (isOwn(word, shouted)) return word
      const small = word.toLowerCase()
      const name = known.get(small) ?? known.get(small.replace(/['’]s$/, ''))
      if (name !== undefined) return name + small.slice(name.length)
      const isFirst = from === 0 || /(^|[.?!…]["'”’)]*\s+)["'“‘(\s]*$/.test(text.slice(0, from))
      return isFirst || /^i(['’]|$)/.test(small) ? capital(small) : small
    })
  }
