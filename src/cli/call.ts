/** What a command is given and what it gives back. Words and progress go to standard error, the report to standard output. */
import type { Outcome } from '#contract/faults.ts'
import type { SpokenLocale } from '#words/locale.ts'

/** One call from a terminal, its options already checked. */
export interface Call {
  readonly args: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  readonly locale: SpokenLocale
  /** A line for the person at the terminal. */
  say(line: string): void
}

/** What a command did: the JSON document of `--json`, and the same for a reader. */
export interface Report {
  readonly json: unknown
  readonly text: string
}

/** Null where the command has printed for itself. */
export type Command = (call: Call) => Promise<Outcome<Report | null>>

/** Bad usage: printed with the command's own help, exit 2. */
export class UsageError extends Error {}

/** The positional argument at `index`; bad usage when it is not there. */
export function argument(call: Call, index: number, name: string): string {
  const value = call.args[index]
  if (value === undefined || value === '') throw new UsageError(`${name}?`)
  return value
}

/** A text option that must be given. */
export function required(call: Call, name: string): string {
  const value = call.options[name]
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name}?`)
  return value
}

/** A text option, or null. */
export function optional(call: Call, name: string): string | null {
  const value = call.options[name]
  return typeof value === 'string' ? value : null
}

/** A whole number option within limits; null where it is not given. */
export function maybeNumber(call: Call, name: string, least: number, most: number): number | null {
  const text = optional(call, name)
  if (text === null) return null
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most) throw new UsageError(`--${name} ${least}-${most}: ${text}`)
  return value
}

/** `--page`, which must be given. */
export function requiredPage(call: Call): number {
  const page = maybeNumber(call, 'page', 1, 512)
  if (page === null) throw new UsageError('--page N?')
  return page
}
