import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { RequestOf } from '#contract/requests.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { makeSample } from '#office/makeSample.ts'
import { openDeskOn, openWindowDesk } from '#office/openDeskOn.ts'
import { openPressRoom } from '#office/pressRoom.ts'

const folder = mkdtempSync(join(tmpdir(), 'press-room-'))
const file = join(folder, 'sample.banmian')
const order: RequestOf<'pressPages'> = { pages: [1, 2], profile: 'x1a', isOneFile: true, job: 'j' }

beforeAll(async () => {
  const refused = await makeSample(resolve(import.meta.dirname, '../../resources/samples/yuntang'), file)
  if (refused) throw new Error(refused.code)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome
}

async function pressedBy(desk: OpenDesk): Promise<Buffer> {
  const { files } = must(await desk.handlers.pressPages(order))
  const pieces: Uint8Array[] = []
  for (let offset = 0, isLast = false; !isLast;) {
    const piece = must(await desk.handlers.fetchPressed({ path: files[0]!.path, offset }))
    pieces.push(piece.bytes)
    offset += piece.bytes.length
    isLast = piece.isLast
  }
  return Buffer.concat(pieces)
}

const job = (isCancelled = () => false) => ({
  isCancelled,
  told: [] as string[],
  progress(done: number, total: number) {
    this.told.push(`${done}/${total}`)
  },
  end: () => undefined,
})

test('a window’s pages are pressed in a room of their own, to the bytes that the desk itself gives', async () => {
  const desk = must(await openWindowDesk(file))
  const elsewhere = await pressedBy(desk)
  const again = await pressedBy(desk)
  await desk.close()
  const inline = must(await openDeskOn(file))
  const here = await pressedBy(inline)
  await inline.close()
  expect(elsewhere.equals(here)).toBe(true)
  expect(again.equals(here)).toBe(true)
})

test('progress is told as it is made, and the room’s folders go when it is closed', async () => {
  const room = openPressRoom({ file })
  const watched = job()
  const pressed = await room.press(order, watched)
  if (pressed === null) throw new Error('no room')
  const [written] = must(pressed).files
  expect(watched.told).toEqual(['1/3', '2/3', '3/3'])
  expect(readdirSync(resolve(written!.path, '..'))).toEqual(['yuntang-tabloid-2026-11-24.pdf'])
  await room.close()
  expect(() => readdirSync(resolve(written!.path, '..'))).toThrow('ENOENT')
})

test('a cancelled order ends as such and leaves no file; the next one is pressed', async () => {
  const room = openPressRoom({ file })
  const cancelled = job(() => true)
  expect(await room.press(order, cancelled)).toMatchObject({ code: 'cancelled' })
  expect(must((await room.press(order, job()))!).files).toHaveLength(1)
  await room.close()
})

test('a room that cannot be started leaves the work to the desk, and one that dies at work says so', async () => {
  const [gone, dying] = [join(folder, 'gone.mjs'), join(folder, 'dying.mjs')]
  const [missing, mortal] = [openPressRoom({ file, child: gone }), openPressRoom({ file, child: dying })]
  expect(await missing.press(order, job())).toBeNull()
  writeFileSync(
    dying,
    "process.on('message', () => process.send({ kind: 'progress', done: 1, total: 3 }, () => process.exit(1)))",
  )
  expect(await mortal.press(order, job())).toMatchObject({ code: 'internal' })
  await Promise.all([missing.close(), mortal.close()])
})

test('a window’s issue is checked in the same room, with the findings that the desk itself has', async () => {
  const check = { page: null, job: 'c' }
  const inline = must(await openDeskOn(file))
  const here = must(await inline.handlers.checkIssue(check))
  await inline.close()
  const desk = must(await openWindowDesk(file))
  const told: unknown[] = []
  desk.onNotice((name, body) => name === 'jobProgressed' && told.push(body))
  expect(must(await desk.handlers.checkIssue(check))).toEqual(here)
  expect(told.at(-1)).toEqual({ job: 'c', done: 4, total: 4 })
  expect(here.length).toBeGreaterThan(0)
  await desk.close()
})

test('a check that is cancelled ends as such, and the room goes on', async () => {
  const room = openPressRoom({ file })
  expect(
    await room.check(
      { page: null, job: 'c' },
      job(() => true),
    ),
  ).toMatchObject({ code: 'cancelled' })
  expect(isFault(await room.check({ page: 1, job: 'c' }, job()))).toBe(false)
  await room.close()
})

test('a proof on paper is pulled in the room, to the picture that the desk itself draws', async () => {
  const sheet = {
    kind: 'dummy',
    page: 1,
    story: null,
    stage: null,
    paper: 'a4',
    form: 'png',
    dpi: 40,
    zone: 0,
    job: 'p',
  } as const
  const desk = must(await openWindowDesk(file))
  const elsewhere = must(await desk.handlers.pullSheets(sheet))
  await desk.close()
  const inline = must(await openDeskOn(file))
  const here = must(await inline.handlers.pullSheets(sheet))
  await inline.close()
  expect(elsewhere.stamp).toBe(here.stamp)
  expect(elsewhere.sheets.map(({ png }) => png)).toEqual(here.sheets.map(({ png }) => png))
})
