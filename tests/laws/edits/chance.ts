/** Choices of a random test, all from one seeded generator. */
export type Next = () => number

/** A whole number from `least` to `most`, both among them. */
export const whole = (next: Next, least: number, most: number): number =>
  least + Math.floor(next() * (most - least + 1))

export function pick<T>(next: Next, list: readonly T[]): T {
  const found = list[Math.floor(next() * list.length)]
  if (found === undefined) throw new RangeError('pick: an empty list')
  return found
}

/** A choice among `[weight, thing]`. */
export function weighed<T>(next: Next, choices: readonly (readonly [number, T])[]): T {
  let at = next() * choices.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, thing] of choices) if ((at -= weight) < 0) return thing
  return pick(next, choices)[1]
}

export const replaced = <T>(list: readonly T[], at: number, ...now: readonly T[]): T[] => [
  ...list.slice(0, at),
  ...now,
  ...list.slice(at + 1),
]
