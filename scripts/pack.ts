/**
 * `npm run pack`: the packaged application in dist/. Draws the icon, builds, and lets electron-builder make what this
 * system offers; words after `--` go to electron-builder (`npm run pack -- --linux deb`).
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { buildIfStale } from './build.ts'

const root = resolve(import.meta.dirname, '..')

/** The folder of electron-builder.yml's `buildResources`. */
const built = join(root, '.cache/pack')
/** electron-builder makes every platform's icon from one of this size. */
const EDGE = 1024

/** Draws `icon.png` from the product's SVG where electron-builder looks for it. */
export async function drawIcon(): Promise<string> {
  mkdirSync(built, { recursive: true })
  const file = join(built, 'icon.png')
  await sharp(readFileSync(join(root, 'resources/icon.svg')), { density: 300 })
    .resize(EDGE, EDGE)
    .png()
    .toFile(file)
  return file
}

/** Archives need 7-Zip: electron-builder would download its own where the system has one already. */
function ownTools(): NodeJS.ProcessEnv {
  const found = (process.env['PATH'] ?? '').split(':').map((folder) => join(folder, '7za'))
  const sevenZip = found.find((file) => existsSync(file))
  return sevenZip === undefined ? {} : { ELECTRON_BUILDER_7ZIP_PATH: sevenZip }
}

/** Runs electron-builder; gives its exit code. */
export async function pack(words: readonly string[]): Promise<number> {
  buildIfStale()
  await drawIcon()
  const builder = join(root, 'node_modules/electron-builder/cli.js')
  const { status } = spawnSync(process.execPath, [builder, '--publish', 'never', ...words], {
    cwd: root,
    stdio: 'inherit',
    env: { ...ownTools(), ...process.env },
  })
  return status ?? 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const started = performance.now()
  process.exitCode = await pack(process.argv.slice(2))
  console.error(`${((performance.now() - started) / 1000).toFixed(1)} s`)
}
