import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Plates of one run are not those of another: what makes them may have been changed. */
const caches = resolve(import.meta.dirname, '.cache/tests')
rmSync(caches, { recursive: true, force: true })

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    env: { XDG_CACHE_HOME: caches, XDG_STATE_HOME: caches },
  },
})
