/** Builds main, preload and renderer when a source is newer than what was built; says nothing on standard output. */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { isBuilt } from './built.mjs'

const root = resolve(import.meta.dirname, '..')
/** Whether `out/` is missing or older than its sources. */
const isStale = (): boolean => !isBuilt(join(root, 'out/renderer/index.html'))

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
