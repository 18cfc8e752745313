/** Sharing space out: equally, each up to its cap, whole Emu only, what does not divide from left to right. */
import type { Emu } from '#contract/measure.ts'

/**
 * `amount` shared among places that take up to their cap each; all caps where they do not suffice. Everything that is
 * poured is accounted for, so that a justified line ends exactly at its measure.
 */
export function pour(amount: Emu, caps: readonly Emu[]): Emu[] {
  const given = caps.map(() => 0)
  let rest = amount
  let open = caps.map((_, at) => at).filter((at) => (caps[at] ?? 0) > 0)
  while (rest > 0 && open.length > 0) {
    const each = Math.floor(rest / open.length)
    let odd = rest - each * open.length
    for (const at of open) {
      const room = (caps[at] ?? 0) - (given[at] ?? 0)
      const share = Math.min(room, each + (odd > 0 ? 1 : 0))
      if (odd > 0) odd--
      given[at] = (given[at] ?? 0) + share
      rest -= share
    }
    open = open.filter((at) => (given[at] ?? 0) < (caps[at] ?? 0))
  }
  return given
}
