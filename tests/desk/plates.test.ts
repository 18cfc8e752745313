/** What the desk asks plates for: the paper's own ink, fineness and profile, and the box that a picture stands in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Photo, PlateTerms } from '#contract/photo.ts'
import { WHOLE } from '#contract/photo.ts'
import type { SetPicture } from '#contract/setPage.ts'
import { fault } from '#contract/faults.ts'
import { openDesk, type OpenDesk } from '#desk/openDesk.ts'
import type { Pictures } from '#desk/ports.ts'
import { openIssues } from '#storage/issues.ts'
import { blockOf, importSample, must, ports, sample } from './room.ts'

interface Asked {
  readonly photo: Photo
  readonly placed: Pick<SetPicture, 'crop' | 'box'>
  readonly terms: PlateTerms
}

/** A desk with one picture on its page, whose paper takes 150 % of ink at 120 dpi; `asked` is what its plates were asked for. */
async function pictureDesk(forPlate?: Pictures['forPlate']): Promise<{ desk: OpenDesk; asked: Asked[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-plates-'))
  const book = must(await ports.resources.readStylebook('yuntang-tabloid'))
  const press = { ...book.press, totalInk: 150, mostResolution: 120, sharpening: { radius: 800, amount: 60 } }
  const given = { stylebook: book.name, date: '2026-11-24', number: 1024, edition: '', pages: 1 }
  const issue = must(await openIssues({ clock: ports.clock }).create(join(folder, 'a.banmian'), given, { ...book, press })) // prettier-ignore
  const asked: Asked[] = []
  const pictures: Pictures = {
    ...ports.pictures,
    forPlate: (bytes, photo, placed, terms, isCancelled) => {
      asked.push({ photo, placed, terms })
      return (forPlate ?? ports.pictures.forPlate)(bytes, photo, placed, terms, isCancelled)
    },
  }
  const desk = await openDesk({ ports: { ...ports, pictures }, issue })
  onTestFinished(async () => {
    await desk.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const [item] = await importSample(desk)
  const bytes = sample('yuntang/pictures/bridge.jpg')
  const [photo] = must(await desk.handlers.importFile({ name: 'bridge.jpg', bytes, page: 1 })).photos
  if (!item || !photo) throw new Error('the sample has no story')
  const area = { column: 0, columns: 3, line: 2, lines: 12 }
  const block = blockOf(item, { pictures: [{ photo: photo.id, area, crop: WHOLE }] })
  must(await desk.handlers.editDummy({ page: 1, version: 0, client: 'test', diffs: [{ before: null, after: block }] }))
  return { desk, asked }
}

const order = { pages: [1], isOneFile: true, job: 'plates' }

test('a plate is asked for on the paper’s own terms, for the box it stands in', async () => {
  const { desk, asked } = await pictureDesk()
  must(await desk.handlers.pressPages({ ...order, profile: 'x1a' }))
  expect(asked).toHaveLength(1)
  const [{ placed, terms } = asked[0]!] = asked
  expect(terms).toMatchObject({ colour: 'cmyk', totalInk: 150, mostResolution: 120, sharpening: { radius: 800 } })
  expect(Buffer.compare(terms.profile, await ports.resources.readProfile())).toBe(0)
  expect(placed.box.width).toBeGreaterThan(placed.box.height / 2)
})

test('a page pressed again asks for none; a plant’s profile or a proof asks anew', async () => {
  const { desk, asked } = await pictureDesk()
  must(await desk.handlers.pressPages({ ...order, profile: 'x1a' }))
  must(await desk.handlers.pressPages({ ...order, profile: 'x4' }))
  expect(asked).toHaveLength(1)
  const icc = Uint8Array.from(await ports.resources.readProfile())
  // The rendering intent of its head: another file, the same profile else.
  icc[67] = (icc[67] ?? 0) ^ 1
  must(await desk.handlers.pressPages({ ...order, profile: 'x4', icc }))
  expect(asked).toHaveLength(2)
  expect(Buffer.compare(asked[1]!.terms.profile, icc)).toBe(0)
  must(await desk.handlers.pressPages({ ...order, profile: 'proof' }))
  expect(asked[2]?.terms).toMatchObject({ colour: 'rgb', mostResolution: 150, sharpening: null })
})

test('a picture that cannot be printed refuses the press, and is named', async () => {
  const { desk } = await pictureDesk(async (_, { name }) => fault('picture.unreadable', { name }))
  expect(await desk.handlers.pressPages({ ...order, profile: 'x1a' })).toMatchObject({
    code: 'picture.unreadable',
    where: { name: 'bridge.jpg' },
  })
})
