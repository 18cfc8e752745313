/** How people are told apart: a colour and a sign of their name, always both. */
import type { CSSProperties } from 'react'
import { PORTIONS, type Claim, type Portion, type Present } from '#contract/presence.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Say } from '../workspace.tsx'

const HAN = /[\u3400-\u9fff]/

/** The sign of a name: 沈 of 沈岚, MW of Mary Webb; a dot where there is no name. */
export function signOf(person: string): string {
  const name = person.trim()
  if (name === '') return '·'
  const [first = ''] = name
  if (HAN.test(first)) return first
  const words = name.split(/\s+/)
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return [first, ...[...last].slice(0, 1)].join('').toUpperCase()
}

/** The colour as a CSS property, for what stands inside. */
export const colourOf = ({ colour }: Pick<Present, 'colour'>): CSSProperties =>
  ({ '--person': `var(--person-${colour})` }) as CSSProperties

export const nameOf = (person: string, say: Say): string => (person === '' ? say('together.unnamed') : person)

/** The portions that one hold names, as one phrase: the whole story where they are all. */
export const sayPortions = (portions: readonly Portion[], say: Say): string =>
  portions.length === PORTIONS.length
    ? say('portion.all')
    : PORTIONS.filter((each) => portions.includes(each))
        .map((each) => say(`portion.${each}`))
        .join(say('together.and'))

/** What one person holds of a story in one way. */
export interface Held extends Omit<Claim, 'portion'> {
  readonly portions: readonly Portion[]
}

/** Claims of a story, those of one window and one kind together; check-outs first. */
export function heldOf(claims: readonly Claim[], story: StoryId): Held[] {
  const held = new Map<string, Held>()
  for (const { portion, ...claim } of claims) {
    if (claim.story !== story) continue
    const key = `${claim.hold} ${claim.client}`
    held.set(key, { ...claim, portions: [...(held.get(key)?.portions ?? []), portion] })
  }
  return [...held.values()].sort((a, b) => Number(b.hold === 'checkedOut') - Number(a.hold === 'checkedOut'))
}
