import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isFault, type Outcome } from '#contract/faults.ts'
import { openOutlet, openTray, writeFault, writeWhole } from '#darkroom/outlets.ts'
import { mayMount, mounted } from '../storage/smallDisk.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'outlet-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome
}

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return expect.fail('nothing was refused')
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('what stood under the name stands until the file is finished, and then the file stands whole', async () => {
  const home = folder()
  const path = join(home, 'a1.pdf')
  writeFileSync(path, 'old')
  const outlet = must(await openOutlet(path))
  must(await outlet.write(bytes('new ')))
  must(await outlet.write(bytes('plate')))
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(must(await outlet.finish())).toEqual({ path, bytes: 9 })
  expect(readFileSync(path, 'utf8')).toBe('new plate')
  expect(readdirSync(home)).toEqual(['a1.pdf'])
})

test('a file that is given up leaves the old one whole and nothing of itself', async () => {
  const home = folder()
  const path = join(home, 'a1.pdf')
  writeFileSync(path, 'old')
  const outlet = must(await openOutlet(path))
  must(await outlet.write(bytes('half')))
  await outlet.discard()
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(readdirSync(home)).toEqual(['a1.pdf'])
})

test('what a full disk answers is told as that, whoever runs the tests', () => {
  const name = join(folder(), 'a1.pdf')
  const device = '/dev/full'
  const full = existsSync(device) ? thrownBy(() => writeFileSync(device, 'x')) : { code: 'ENOSPC' }
  expect(writeFault(full, name)).toMatchObject({ code: 'file.full', where: { file: 'a1.pdf' } })
  expect(writeFault({ code: 'EDQUOT' }, name).code).toBe('file.full')
})

// Only root may mount a disk that fills up; elsewhere the test is named as skipped, and the one above still runs.
test.skipIf(!mayMount())(
  'a disk that fills up while a file is written leaves the old one whole, and says so',
  async () => {
    const home = mounted(folder(), 'size=1m') ?? expect.fail('a small disk could be mounted a moment ago')
    const path = join(home, 'a1.pdf')
    writeFileSync(path, 'old')
    const outlet = must(await openOutlet(path))
    const outcomes: unknown[] = []
    for (let i = 0; i < 8; i++) outcomes.push(await outlet.write(new Uint8Array(300_000)))
    expect(outcomes.find(isFault)).toMatchObject({ code: 'file.full', where: { file: 'a1.pdf' } })
    await outlet.discard()
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(await writeWhole(path, new Uint8Array(2_000_000))).toMatchObject({ code: 'file.full' })
    expect([readFileSync(path, 'utf8'), readdirSync(home)]).toEqual(['old', ['a1.pdf']])
  },
)

test('a folder that is not there is a Fault', async () => {
  expect(await openOutlet(join(folder(), 'gone', 'a.pdf'))).toMatchObject({ code: 'file.missing' })
})

test('the tray gives a file piece by piece under a path that no other window guesses, and lets go of it', async () => {
  const tray = openTray()
  const outlet = must(await tray.open('a.pdf'))
  must(await outlet.write(bytes('0123456789')))
  const { path } = must(await outlet.finish())
  expect(path).toMatch(/^[0-9a-f]{16}\/a\.pdf$/)
  expect(must(await tray.read(path, 4, 3))).toEqual(bytes('456'))
  expect(must(await tray.read(path, 8, 100))).toEqual(bytes('89'))
  await tray.drop(path)
  expect(await tray.read(path, 0, 1)).toMatchObject({ code: 'file.missing' })
  expect(await tray.read('../../etc/passwd', 0, 1)).toMatchObject({ code: 'file.missing' })
  await tray.close()
})
