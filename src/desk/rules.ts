/** The rules that pages are checked by: a profile of the shelf with the paper's own part over it, each read once. */
import { isFault, type Outcome } from '#contract/faults.ts'
import { HOUSE_PROFILE } from '#contract/preflight.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { profileOf, rulesOf, type PreflightRules } from '#preflight/preflight.ts'
import type { Resources } from './ports.ts'

export interface Rules {
  /** The rules of a profile in this paper, of the paper's own with null. preflight.unknown, preflight.invalid. */
  named(profile: string | null): Promise<Outcome<PreflightRules>>
  /**
   * The paper's own; the house's where the paper names a profile that is not there. A page is set also then: `check` says
   * what is wrong, by the Fault of `named`.
   */
  own(): Promise<Outcome<PreflightRules>>
}

export function openRules(resources: Resources, stylebook: Stylebook): Rules {
  const named = async (profile: string | null): Promise<Outcome<PreflightRules>> => {
    const read = await resources.readPreflight(profile ?? profileOf(stylebook))
    return isFault(read) ? read : rulesOf(read, stylebook)
  }
  const choose = async (): Promise<Outcome<PreflightRules>> => {
    const own = await named(null)
    return isFault(own) ? named(HOUSE_PROFILE) : own
  }
  let chosen: Promise<Outcome<PreflightRules>> | null = null
  return { named, own: () => (chosen ??= choose()) }
}
