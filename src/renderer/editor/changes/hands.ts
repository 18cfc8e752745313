/** The colours of hands: one a person, the same in every window that shows the story. */

/** As many as tokens.css has. */
const COLOURS = 6

/** The number of each person's colour, from 1. Two of few people never share one. */
export function handColours(people: readonly string[]): ReadonlyMap<string, number> {
  const colours = new Map<string, number>()
  const taken = new Set<number>()
  for (const person of [...new Set(people)].sort()) {
    let colour = sumOf(person) % COLOURS
    for (let i = 0; i < COLOURS && taken.has(colour); i++) colour = (colour + 1) % COLOURS
    taken.add(colour)
    colours.set(person, colour + 1)
  }
  return colours
}

const sumOf = (name: string): number => [...name].reduce((sum, each) => (sum * 31 + each.codePointAt(0)!) % 9973, 7)

/** Rules that give whatever carries a person's name in a sheet their colour. */
export function handRules(colours: ReadonlyMap<string, number>): string {
  return [...colours]
    .flatMap(([person, colour]) =>
      ['data-by', 'data-seam-by', 'data-was-by'].map(
        (name) => `:is([data-changes],.change-card) [${name}=${JSON.stringify(person)}]{--hand:var(--hand-${colour})}`,
      ),
    )
    .join('\n')
}

/** What stands for a name where there is room for little: the family name, or initials. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s·.-]+/).filter((word) => word !== '')
  const isLatin = /^[\u0020-\u024f]*$/.test(name)
  if (isLatin)
    return words
      .slice(0, 2)
      .map((word) => [...word][0]!.toUpperCase())
      .join('')
  return [...name.trim()].slice(0, 1).join('')
}
