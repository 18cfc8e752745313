// Whether what was built is younger than what it was built from. Plain JavaScript: run.mjs asks before any TypeScript runs.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const SOURCES = ['src', 'resources', 'scripts/banmian.ts', 'electron.vite.config.ts', 'package-lock.json']

/** Newest time of change under a path, milliseconds. */
function newest(path) {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Whether `file` of the build stands and no source is younger. */
export function isBuilt(file) {
  if (!existsSync(file)) return false
  const at = statSync(file).mtimeMs
  return SOURCES.every((source) => newest(join(root, source)) <= at)
}
