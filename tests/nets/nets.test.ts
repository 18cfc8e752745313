import { afterAll, beforeAll, expect, test } from 'vitest'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A copy of the house in which breaches are planted; each net must catch its own. */
const root = resolve(import.meta.dirname, '../..')
let house: string

beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true })
  house = mkdtempSync(join(root, '.cache/nets-'))
  for (const name of ['src', 'package.json', 'tsconfig.base.json', '.oxlintrc.json', '.dependency-cruiser.cjs'])
    cpSync(join(root, name), join(house, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
})
afterAll(() => rmSync(house, { recursive: true, force: true }))

function net(command: string, ...args: string[]): { isClean: boolean; said: string } {
  const run = spawnSync(join(root, 'node_modules/.bin', command), args, { cwd: house, encoding: 'utf8' })
  return { isClean: run.status === 0, said: run.stdout + run.stderr }
}
const plant = (path: string, text: string): void => writeFileSync(join(house, path), text)
const pull = (path: string): void => rmSync(join(house, path))
function imports(): { isClean: boolean; said: string } {
  const cruise = join(root, 'scripts/cruise.mjs')
  const run = spawnSync(process.execPath, [cruise, 'src', '--config', '.dependency-cruiser.cjs'], {
    cwd: house,
    encoding: 'utf8',
  })
  return { isClean: run.status === 0, said: run.stdout + run.stderr }
}

test('the import net catches a type-only import that leads uphill', () => {
  expect(imports()).toMatchObject({ isClean: true })
  plant('src/grid/breach.ts', "import type { Ports } from '#desk/ports.ts'\nexport type Breach = Ports\n")
  const caught = imports()
  pull('src/grid/breach.ts')
  expect(caught.isClean).toBe(false)
  expect(caught.said).toContain('grid-imports')
}, 120_000)

test('the import net catches a package that the folder may not use, and a pane that imports another', () => {
  plant('src/exchange/breach.ts', "import sharp from 'sharp'\nexport const breach = sharp\n")
  mkdirSync(join(house, 'src/renderer/photos'), { recursive: true })
  mkdirSync(join(house, 'src/renderer/proof'), { recursive: true })
  plant('src/renderer/proof/target.ts', 'export const target = 1\n')
  plant('src/renderer/photos/breach.ts', "import { target } from '../proof/target.ts'\nexport const breach = target\n")
  const caught = imports()
  for (const path of ['src/exchange/breach.ts', 'src/renderer/proof/target.ts', 'src/renderer/photos/breach.ts'])
    pull(path)
  expect(caught.said).toContain('exchange-imports')
  expect(caught.said).toContain('pane-photos-alone')
}, 120_000)

test('the type net catches an import of a folder that is not referenced, and a host’s global in a pure folder', () => {
  plant(
    'src/grid/breach.ts',
    "import type { Ports } from '#desk/ports.ts'\nexport type Breach = Ports\nexport const title = document.title\n",
  )
  const caught = net('tsc', '-b', 'src/grid')
  pull('src/grid/breach.ts')
  expect(caught.isClean).toBe(false)
  expect(caught.said).toContain("Cannot find name 'document'")
  expect(caught.said).toMatch(/TS6307|TS6059/)
}, 120_000)

test('the lint net catches chance, clocks, Unicode tables and Node in a pure folder', () => {
  plant(
    'src/compose/breach.ts',
    "import { readFileSync } from 'node:fs'\nexport const breach = [Math.random(), Date.now(), 'a'.localeCompare('b'), 'a'.normalize(), readFileSync('x')]\n",
  )
  const caught = net('oxlint', 'src/compose/breach.ts')
  pull('src/compose/breach.ts')
  expect(caught.isClean).toBe(false)
  for (const word of ['random', 'now', 'localeCompare', 'normalize', 'node:fs']) expect(caught.said).toContain(word)
}, 120_000)
