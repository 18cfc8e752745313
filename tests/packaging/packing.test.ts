import { afterAll, beforeAll, expect, test } from 'vitest'
import { fork, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { extractAll, listPackage } from '@electron/asar'
import { getCurrentFuseWire, FuseV1Options, FuseState } from '@electron/fuses'
import { launchApp, type AppHandle } from '../standin/launch.ts'
import { findBrowser } from '../../scripts/browser.ts'
import { buildIfStale } from '../../scripts/build.ts'
import { drawIcon } from '../../scripts/pack.ts'
import { makeFakeRuntime } from './fakeRuntime.ts'

/** Packs with electron-builder against a stand-in runtime folder, reads what is inside, and boots it. */
const root = resolve(import.meta.dirname, '../..')
let work: string
let packed: string
let asar: string

beforeAll(async () => {
  buildIfStale()
  await drawIcon()
  // Outside the checkout: nothing of its node_modules may stand above what was packed.
  work = mkdtempSync(join(tmpdir(), 'banmian-packing-'))
  const version = (
    JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string }
  ).version
  makeFakeRuntime(join(work, 'runtime'), version)
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      '--linux',
      'dir',
      `-c.electronDist=${join(work, 'runtime')}`,
      `-c.directories.output=${join(work, 'dist')}`,
      '--publish',
      'never',
    ],
    { cwd: root, encoding: 'utf8' },
  )
  if (run.status !== 0) throw new Error(run.stdout + run.stderr)
  packed = join(work, 'dist/linux-unpacked')
  asar = join(packed, 'resources/app.asar')
}, 240_000)
afterAll(() => rmSync(work, { recursive: true, force: true }))

test('the package holds the three bundles and no source, no other Node, no font twice', () => {
  const files = listPackage(asar, { isPack: false }).map((file) => file.replaceAll('\\', '/'))
  for (const file of ['/out/main/index.js', '/out/preload/index.cjs', '/out/renderer/index.html', '/package.json'])
    expect(files).toContain(file)
  expect(files.filter((file) => /\.(ts|tsx|map)$/.test(file))).toEqual([])
  expect(files.filter((file) => /node_modules\/node-(linux|win|darwin)-/.test(file))).toEqual([])
  expect(files.filter((file) => /node_modules\/.*\.(ttf|otf)$/.test(file))).toEqual([])
})

test('natives lie beside the archive, one prebuild of SQLite among them', () => {
  const unpacked = readdirSync(join(packed, 'resources/app.asar.unpacked'), { recursive: true, encoding: 'utf8' })
  expect(unpacked.filter((file) => /better-sqlite3.*\.node$/.test(file))).toHaveLength(1)
  expect(unpacked.some((file) => /@img.*\.node$/.test(file))).toBe(true)
})

test('the picture child has beside the archive all that it loads', async () => {
  const child = fork(join(packed, 'resources/app.asar.unpacked/out/main/pictureChild.js'), [], {
    serialization: 'advanced',
    execArgv: [],
  })
  const answered = new Promise((resolve) => child.once('message', resolve).once('exit', resolve))
  const source = join(root, 'resources/samples/yuntang/pictures/bridge.jpg')
  child.send({ number: 1, job: { kind: 'describe', source } })
  expect(await answered).toMatchObject({ number: 1, result: { format: 'jpeg', colour: 'rgb' } })
  child.disconnect()
})

test('faces, stylebooks, profile and samples ship, with the licence of every face', () => {
  const resources = join(packed, 'resources')
  const catalogue = JSON.parse(readFileSync(join(resources, 'resources/faces.json'), 'utf8')) as { file: string }[]
  for (const { file } of catalogue) expect(existsSync(join(resources, 'node_modules', file)), file).toBe(true)
  for (const licence of ['@expo-google-fonts/noto-serif-sc/LICENSE_FONT', 'source-serif/LICENSE.md'])
    expect(existsSync(join(resources, 'node_modules', licence)), licence).toBe(true)
  for (const file of ['stylebooks/yuntang-tabloid.json', 'icc/SNAP_TR002_newsprint.icc', 'samples/yuntang/sample.json'])
    expect(existsSync(join(resources, 'resources', file)), file).toBe(true)
})

test('the fuses are flipped: no Node options, no inspector, only our own archive', async () => {
  const wire = await getCurrentFuseWire(join(packed, 'banmian'))
  expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(FuseState.DISABLE)
  expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE)
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE)
})

test('the association with .banmian is in the configuration that every system takes', () => {
  const taken = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
  expect(taken).toMatch(/^fileAssociations:\n(\s.*\n)*?\s.*ext: banmian(.*\n)+?.*mimeType: application\/x-banmian/m)
})

test.skipIf(findBrowser() === null)(
  'what was packed boots, with no other packages above it, and opens the sample',
  async () => {
    const home = join(work, 'home')
    const app = join(work, 'app')
    mkdirSync(home, { recursive: true })
    extractAll(asar, app)
    const handle: AppHandle = await launchApp({
      home,
      main: join(app, 'out/main/index.js'),
      env: { STANDIN_RESOURCES: join(packed, 'resources') },
    })
    try {
      const page = await handle.firstPage()
      await page.locator('[role=listitem] [data-row-focus]').first().waitFor({ timeout: 60_000 })
    } finally {
      await handle.close()
    }
  },
  120_000,
)
