/** `check`: every finding, page by page, then what belongs to the issue. */
import { isFault, type Finding, type Severity } from '#contract/faults.ts'
import { profileNameSchema } from '#contract/preflight.ts'
import type { SpokenLocale } from '#words/locale.ts'
import { argument, maybeNumber, optional, UsageError, type Call, type Command } from '../call.ts'
import { atDesk } from '../desks.ts'
import { findingJson, findingText } from '../findings.ts'

export const checkPages: Command = async (call) => {
  const file = argument(call, 0, 'FILE')
  const page = maybeNumber(call, 'page', 1, 512)
  const profile = readProfileName(call)
  return atDesk(file, async (desk) => {
    const findings = await desk.handlers.checkIssue({ page, ...(profile === null ? {} : { profile }) })
    if (isFault(findings)) return findings
    return {
      json: { findings: findings.map((finding) => findingJson(finding, call.locale)) },
      text: [...findings.map((finding) => findingText(finding, call.locale)), summary(findings, call.locale)].join(
        '\n',
      ),
    }
  })
}

function readProfileName(call: Call): string | null {
  const name = optional(call, 'profile')
  if (name !== null && !profileNameSchema.safeParse(name).success) throw new UsageError(`--profile NAME: ${name}`)
  return name
}

/** How many of each severity there are. */
function summary(findings: readonly Finding[], locale: SpokenLocale): string {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length
  const [errors, warnings, notes] = [count('error'), count('warning'), count('note')]
  const many = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`
  return locale === 'en'
    ? [many(errors, 'error'), many(warnings, 'warning'), many(notes, 'note')].join(', ')
    : `错误 ${errors}，警告 ${warnings}，提示 ${notes}`
}
