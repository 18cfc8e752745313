/** The colours of people in what a view draws: a sheet of rules, so that no character is drawn for its colour's sake. */
import { colourOfPerson } from '#contract/presence.ts'

/** Rules that give whatever carries a person's name in the copy their colour. */
export const handRules = (people: readonly string[]): string =>
  [...new Set(people)]
    .flatMap((person) =>
      ['data-by', 'data-seam-by', 'data-was-by'].map(
        (name) =>
          `:is([data-changes],.change-card) [${name}=${JSON.stringify(person)}]{--hand:var(--person-${colourOfPerson(person)})}`,
      ),
    )
    .join('\n')
