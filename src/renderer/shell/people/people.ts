/** People as the window shows them: a colour of their own and the letters of their name, since colour is never the only sign. */

/** How many colours tokens.css has for people (--person-1 ...). */
const COLOURS = 6

/** A person's colour, from 1, by the name alone: the same in every window. */
export function colourOf(person: string): number {
  let sum = 0
  for (const character of person) sum = (sum * 31 + character.codePointAt(0)!) % 65_521
  return (sum % COLOURS) + 1
}

/** The letters a person goes by: of a Chinese name the given name, of others the first letters. */
export function initialsOf(person: string): string {
  const name = person.trim()
  if (/^[\u3400-\u9fff·]+$/.test(name)) return [...name].slice(-2).join('')
  const words = name.split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}
