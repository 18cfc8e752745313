/** Builds main, preload and renderer when a source is newer than what was built; says nothing on standard output. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const BUILT = 'out/renderer/index.html'
const SOURCES = ['src', 'resources', 'electron.vite.config.ts', 'package-lock.json']

function newest(path: string): number {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Whether `out/` is missing or older than its sources. */
export function isStale(): boolean {
  const built = join(root, BUILT)
  if (!existsSync(built)) return true
  const at = statSync(built).mtimeMs
  return SOURCES.some((source) => newest(join(root, source)) > at)
}

/** Builds when stale. Throws where the build fails: its own report stands on standard error. */
export function buildIfStale(): void {
  if (!isStale()) return
  console.error('Building ...')
  const cli = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const built = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (built.status !== 0) throw new Error('the build failed')
}
