/** The headless host as a script sees it: a process, its two outputs and its exit code. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs `banmian ...` in a process of its own. */
export function banmian(words: readonly string[], env: Readonly<Record<string, string>> = {}): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/run.mjs'), 'banmian', ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', ...env },
    maxBuffer: 64 * 1024 * 1024,
  })
  return { code: status, out: stdout, err: stderr }
}

/** Runs with --json and gives the one document; throws unless it ended with `code`. */
export function json<T = Record<string, unknown>>(words: readonly string[], code = 0): T {
  const ended = banmian([...words, '--json'])
  if (ended.code !== code) throw new Error(`${words.join(' ')}: exit ${ended.code}\n${ended.out}\n${ended.err}`)
  if (!ended.out.endsWith('\n') || ended.out.trim().includes('\n'))
    throw new Error(`not one document: ${ended.out.slice(0, 200)}`)
  return JSON.parse(ended.out) as T
}

export interface FaultJson {
  readonly fault: { readonly code: string; readonly message: string; readonly hint: string } & Readonly<
    Record<string, unknown>
  >
}

/** The Fault of a command that must be refused. */
export const refusal = (words: readonly string[], code = 1): FaultJson['fault'] => json<FaultJson>(words, code).fault

/** A folder that goes when the test ends. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'banmian-cli-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

export const samples = join(root, 'resources/samples')
export const seedPage = resolve(root, '../shared/seed/front-page.txt')

/** A new issue file in a folder of its own. */
export function newIssue(stylebook = 'yuntang-tabloid', pages = 1): { file: string; home: string } {
  const home = folder()
  const file = join(home, 'issue.banmian')
  json(['new', file, '--stylebook', stylebook, '--date', '2026-11-24', '--number', '1024', '--pages', String(pages)])
  return { file, home }
}
