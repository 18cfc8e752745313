/**
 * `npm test`: equips the machine, builds what the host tests boot, runs every test and ends with the line that CI reads,
 * taken from the runner's own report. Words after `--` go to the runner.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildIfStale } from './build.ts'
import { equip } from './equip.ts'

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numFailedTestSuites: number
}

const root = resolve(import.meta.dirname, '..')
const report = join(root, '.cache/test-report.json')

equip()
buildIfStale()
mkdirSync(join(root, '.cache'), { recursive: true })
rmSync(report, { force: true })
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const run = spawnSync(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
process.exitCode = close(run.status)

/** Prints the closing line; no test, or a suite that did not load, is a failure. */
function close(status: number | null): number {
  if (!existsSync(report)) {
    console.error('The runner left no report.')
    console.log('0 passed, 1 failed')
    return 1
  }
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  ) as Report
  const failed = Math.max(numFailedTests, numFailedTestSuites > 0 || status !== 0 ? 1 : 0)
  if (numPassedTests === 0) console.error('No test ran.')
  if (numPendingTests > 0) console.log(`${numPendingTests} skipped`)
  console.log(`${numPassedTests} passed, ${failed} failed`)
  return failed > 0 || numPassedTests === 0 ? 1 : 0
}
