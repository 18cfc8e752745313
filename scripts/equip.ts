/**
 * Looks for what the tests need from the system: a browser, and the checkers of PDF that we did not write. What is
 * missing is installed from Debian's packages where that is the system and one is root; else it is asked for in words.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { findBrowser } from './browser.ts'

interface Tool {
  readonly command: string
  readonly debian: string
  readonly what: string
  readonly isNeeded: boolean
}

const TOOLS: readonly Tool[] = [
  { command: 'pdftotext', debian: 'poppler-utils', what: 'reads PDF text, fonts and boxes', isNeeded: false },
  { command: 'qpdf', debian: 'qpdf', what: 'checks the structure of a PDF', isNeeded: false },
  { command: 'mutool', debian: 'mupdf-tools', what: 'a second reader of PDF', isNeeded: false },
  { command: 'gs', debian: 'ghostscript', what: 'counts the ink of each plate', isNeeded: false },
  { command: 'exiftool', debian: 'libimage-exiftool-perl', what: 'the oracle of picture metadata', isNeeded: false },
]

const isOnPath = (command: string): boolean => spawnSync('which', [command], { stdio: 'ignore' }).status === 0
const isDebian = (): boolean => existsSync('/etc/debian_version') && isOnPath('apt-get')
const isRoot = (): boolean => process.getuid?.() === 0

/** Debian packages that would fill the gaps; `chromium` among them when no browser is found. */
function gaps(): string[] {
  const packages = TOOLS.filter((tool) => !isOnPath(tool.command)).map((tool) => tool.debian)
  return findBrowser() === null ? ['chromium', ...packages] : packages
}

function install(packages: readonly string[]): void {
  console.error(`Installing ${packages.join(' ')} from Debian's packages, for the tests ...`)
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as const,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  spawnSync('apt-get', ['update', '-qq'], { ...options, stdio: [...options.stdio] })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    ...options,
    stdio: [...options.stdio],
  })
}

/** Fills the gaps where it may; says in plain words what is still missing and which tests do not run without it. */
export function equip(): void {
  const missing = gaps()
  if (missing.length > 0 && isDebian() && isRoot()) install(missing)
  if (findBrowser() === null)
    console.error(
      'No browser found: the tests that need one will say "skipped". Install Chromium, Chrome or Edge, or name one in CHROMIUM.\n' +
        '没有找到浏览器，需要浏览器的测试将跳过。请安装 Chromium、Chrome 或 Edge，或用环境变量 CHROMIUM 指明。',
    )
  for (const tool of TOOLS)
    if (!isOnPath(tool.command))
      console.error(`Not found: ${tool.command} (${tool.what}; Debian: ${tool.debian}). Its checks are skipped.`)
}

/** The system's name, for reports. */
export const systemName = (): string => {
  if (!existsSync('/etc/os-release')) return process.platform
  return /PRETTY_NAME="(.*)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform
}
