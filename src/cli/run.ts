/**
 * The headless host: a command line is read, its command loaded and run, and its report or Fault printed. Only what a
 * command needs is loaded, so that a listing starts no composer.
 */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { fault, isFault, type Fault, type Outcome } from '#contract/faults.ts'
import { sayFault } from '#words/faults.ts'
import type { SpokenLocale } from '#words/locale.ts'
import { UsageError, type Call, type Command, type Report } from './call.ts'
import { COMMANDS, helpOf, isCommandName, type CommandName } from './usage.ts'

/** The terminal: where lines go, and the words of its environment. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  out(text: string): void
  err(text: string): void
}

const LOADERS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  new: async () => (await import('./commands/issue.ts')).makeIssue,
  import: async () => (await import('./commands/import.ts')).importInputs,
  stories: async () => (await import('./commands/pool.ts')).listStories,
  search: async () => (await import('./commands/pool.ts')).searchPool,
  story: async () => (await import('./commands/pool.ts')).showStory,
  versions: async () => (await import('./commands/versions.ts')).listVersions,
  diff: async () => (await import('./commands/versions.ts')).compareVersions,
  export: async () => (await import('./commands/export.ts')).exportStory,
  place: async () => (await import('./commands/page.ts')).placeStories,
  galley: async () => (await import('./commands/page.ts')).showGalley,
  check: async () => (await import('./commands/check.ts')).checkPages,
  press: async () => (await import('./commands/press.ts')).pressPages,
  marks: async () => (await import('./commands/marks.ts')).listMarks,
  notes: async () => (await import('./commands/notes.ts')).listNotes,
  sign: async () => (await import('./commands/press.ts')).signPage,
  proof: async () => (await import('./commands/proof.ts')).pullProof,
  serve: async () => (await import('./commands/serve.ts')).serveIssue,
  bench: async () => (await import('./commands/bench.ts')).runBench,
}

/** Runs one command line (without the program's name). Gives the exit code: 0 done, 1 a Fault, 2 bad usage. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = argv
  // The help must work and JSON must be kept to also when the rest of the line cannot be read.
  const isJson = argv.includes('--json')
  const locale = localeOf(argv, terminal.env)
  const command = name !== undefined && isCommandName(name) ? name : null
  if (argv.includes('--help') || argv.includes('-h') || name === 'help') {
    terminal.out(`${helpOf(command, locale)}\n`)
    return 0
  }
  try {
    if (!command) throw new UsageError(name === undefined ? 'banmian COMMAND' : `${name}?`)
    const call = readCall(command, rest, locale, terminal)
    return print(await (await LOADERS[command]())(call), isJson, locale, terminal)
  } catch (error) {
    if (!(error instanceof UsageError)) return printFault(internal(error), isJson, locale, terminal, 1)
    if (!isJson) terminal.err(`${helpOf(command, locale)}\n\n`)
    return printFault(fault('usage', { problem: error.message }), isJson, locale, terminal, 2)
  }
}

/** `--lang`, else the environment's. */
export function localeOf(argv: readonly string[], env: Terminal['env']): SpokenLocale {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const asked = at === -1 ? undefined : argv[at]?.includes('=') ? argv[at]?.slice('--lang='.length) : argv[at + 1]
  const lang = asked ?? env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? 'en'
  return lang.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

function readCall(name: CommandName, words: readonly string[], locale: SpokenLocale, terminal: Terminal): Call {
  const { options, args } = COMMANDS[name]
  const config: ParseArgsOptionsConfig = { json: { type: 'boolean' }, lang: { type: 'string' } }
  for (const [option, type] of Object.entries(options)) config[option] = { type }
  const parsed = parseWords(words, config)
  const [least, most] = args
  if (parsed.positionals.length < least || parsed.positionals.length > most) throw new UsageError(COMMANDS[name].usage)
  return { args: parsed.positionals, options: parsed.values, locale, say: (line) => terminal.err(`${line}\n`) }
}

function parseWords(
  words: readonly string[],
  options: ParseArgsOptionsConfig,
): { values: Call['options']; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
    return { values: values as Call['options'], positionals }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function print(outcome: Outcome<Report | null>, isJson: boolean, locale: SpokenLocale, terminal: Terminal): number {
  if (isFault(outcome)) return printFault(outcome, isJson, locale, terminal, 1)
  if (outcome === null) return 0
  terminal.out(isJson ? `${JSON.stringify(outcome.json)}\n` : outcome.text === '' ? '' : `${outcome.text}\n`)
  return 0
}

function printFault(refused: Fault, isJson: boolean, locale: SpokenLocale, terminal: Terminal, exit: number): number {
  const { message, hint } = sayFault(refused, locale)
  const { code, where } = refused
  if (isJson) terminal.out(`${JSON.stringify({ fault: { ...where, code, message, hint } })}\n`)
  else terminal.err(`${message}\n${hint}\n(${code})\n`)
  return exit
}

const internal = (error: unknown): Fault =>
  isFault(error) ? error : fault('internal', { problem: error instanceof Error ? error.message : String(error) })
