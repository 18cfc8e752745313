/** The rules of one preflight: a profile with the paper's own part laid over it, and how findings are graded by them. */
import type { Finding, FindingCode, Severity } from '#contract/faults.ts'
import {
  HOUSE_PROFILE,
  type Level,
  type MastheadPart,
  type PreflightLimits,
  type PreflightProfile,
} from '#contract/preflight.ts'
import type { Stylebook } from '#contract/stylebook.ts'

export interface PreflightRules {
  readonly levels: Readonly<Partial<Record<FindingCode, Level>>>
  readonly limits: PreflightLimits
  /** Percent of the four plates together that one spot may bear before `limits.ink.over` is added. */
  readonly totalInk: number
  readonly masthead: readonly MastheadPart[]
}

/** The name of the profile that a paper takes. */
export const profileOf = ({ preflight }: Pick<Stylebook, 'preflight'>): string => preflight?.profile ?? HOUSE_PROFILE

/**
 * The rules of `profile` in a paper. What the paper changes was written for the profile that it names, so it changes no
 * other; what its masthead must hold is asked under every profile.
 */
export function rulesOf(profile: PreflightProfile, stylebook: Pick<Stylebook, 'preflight' | 'press'>): PreflightRules {
  const paper = profileOf(stylebook) === profile.name ? stylebook.preflight : undefined
  return {
    levels: { ...profile.checks, ...paper?.checks },
    limits: changed(profile.limits, paper?.limits),
    totalInk: stylebook.press.totalInk,
    masthead: stylebook.preflight?.masthead ?? [],
  }
}

function changed<T extends object>(whole: T, parts: { readonly [K in keyof T]?: T[K] | undefined } = {}): T {
  const named = Object.entries(parts).filter(([, value]) => value !== undefined)
  return { ...whole, ...Object.fromEntries(named) }
}

/** Findings as the rules take them: each at its level, and none that is switched off. */
export const graded = (findings: readonly Finding[], rules: PreflightRules): Finding[] =>
  findings.flatMap((finding) => {
    const level = rules.levels[finding.code] ?? ownSeverity(finding, rules)
    if (level === 'off') return []
    return level === finding.severity ? [finding] : [{ ...finding, severity: level }]
  })

/** A resolution has two limits: the paper's, below which the composer remarks on it, and one that is an error. */
function ownSeverity({ code, severity, values }: Finding, { limits }: PreflightRules): Severity {
  const { resolution } = values
  const isPoor = code === 'picture.lowResolution' && typeof resolution === 'number' && resolution < limits.resolution
  return isPoor ? 'error' : severity
}
