/** `npm run check`: types, imports, lint, format, unused code. Every net runs, so that one report names all breaches. */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const bin = (name: string): string => join(root, 'node_modules/.bin', name)

const NETS: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types', 'tsc', '-b'],
  ['types of the tests', 'tsc', '-p', 'tests/tsconfig.json', '--noEmit'],
  ['imports', 'node', 'scripts/cruise.mjs', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ['lint', 'oxlint', '--type-aware', 'src', 'scripts', 'tests'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['unused code', 'knip', '--no-progress'],
]

const only = process.argv.slice(2)
const failed: string[] = []
for (const [name, command, ...args] of NETS) {
  if (only.length > 0 && !only.includes(name)) continue
  const started = performance.now()
  const run = spawnSync(command === 'node' ? process.execPath : bin(command), args, { cwd: root, encoding: 'utf8' })
  const isClean = run.status === 0
  console.log(`${isClean ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  if (!isClean) {
    failed.push(name)
    console.log((run.stdout ?? '') + (run.stderr ?? ''))
  }
}
if (failed.length > 0) {
  console.log(`Not clean: ${failed.join(', ')}`)
  process.exitCode = 1
}
