import { rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test } from 'vitest'
import { isFault, type Finding } from '#contract/faults.ts'
import type { PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import { WHOLE } from '#contract/photo.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { makeSample } from '#office/makeSample.ts'
import { openDeskOn } from '#office/openDeskOn.ts'
import { planSchema } from '#contract/dummy.ts'
import { cmykJpeg, type InkAt } from '../preflight/cmyk.ts'
import { blockOf, importSample, must, openRoom, sample, type Room } from './room.ts'

const samples = resolve(import.meta.dirname, '../../resources/samples')

async function openSample(name: string): Promise<OpenDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-checks-'))
  const file = join(folder, 'sample.banmian')
  if (await makeSample(join(samples, name), file)) throw new Error(name)
  const desk = must(await openDeskOn(file))
  onTestFinished(async () => {
    await desk.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return desk
}

const check = async (desk: OpenDesk, order: Parameters<OpenDesk['handlers']['checkIssue']>[0] = { page: null }) =>
  must(await desk.handlers.checkIssue(order))

const codes = (findings: readonly Finding[]): string[] => findings.map(({ code }) => code)

/** A page with a picture in its first story. */
async function withPicture({ desk }: Room, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<PhotoId> {
  const [story] = (await importSample(desk)) as [StoryId]
  const { photos } = must(await desk.handlers.importFile({ name, bytes, page: null }))
  const photo = photos[0]!.id
  const block = { item: story, column: 0, columns: 4, line: 14, lines: 50, pictures: [photo] }
  must(await desk.handlers.placeStories({ page: 1, plan: planSchema.parse({ blocks: [block] }) }))
  return photo
}

/** A page with a picture that is shown whole: it has the shape of its box, which the dummy says. */
async function wholePicture(inkAt: InkAt): Promise<{ room: Room; photo: PhotoId }> {
  const room = await openRoom()
  const { desk } = room
  const [story] = (await importSample(desk)) as [StoryId]
  const place = async (height: number, version: number) => {
    const bytes = new Uint8Array(await cmykJpeg(1600, height, inkAt))
    const photo = must(await desk.handlers.importFile({ name: 'plate.jpg', bytes, page: null })).photos[0]!.id
    const picture = { photo, area: { column: 0, columns: 2, line: 0, lines: 15 }, crop: WHOLE }
    const block = blockOf(story, { id: `r${version}` as RecordId, pictures: [picture] })
    const { records } = must(await desk.handlers.describeIssue({})).pages[0]!
    const diffs = [...records.map((before) => ({ before, after: null })), { before: null, after: block }]
    must(await desk.handlers.editDummy({ page: 1, version, client: 'a', diffs }))
    return must(await desk.setWhole(1)).set.pictures[0]!
  }
  const { box } = await place(1200, 0)
  const { photo, crop } = await place(Math.round((1600 * box.height) / box.width), 1)
  expect(crop).toEqual(WHOLE)
  return { room, photo }
}

describe('check', () => {
  test.each(['yuntang', 'millhaven'])(
    'the sample paper %s has no error on any page, and every finding a place',
    async (name) => {
      const desk = await openSample(name)
      const findings = await check(desk)
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(findings.filter(({ page, item }) => page === null && item === null)).toEqual([])
      expect(findings.filter(({ item, frame, page }) => page !== null && item !== null && frame === null)).toEqual([])
      expect(findings.some(({ code }) => code === 'picture.rgb')).toBe(true)
      // Asked again, and page by page, it says the same.
      expect(await check(desk)).toEqual(findings)
      const { pages } = must(await desk.handlers.describeIssue({}))
      const apart = await Promise.all(pages.map(({ page }) => check(desk, { page })))
      expect(apart.flat()).toEqual(expect.arrayContaining([...findings]))
      expect(apart.flat()).toHaveLength(findings.length)
    },
  )
  test('another profile grades the same page otherwise; one that is not there is refused with the names of those that are', async () => {
    const desk = await openSample('millhaven')
    const newsprint = await check(desk, { page: 1 })
    expect(codes(newsprint)).toEqual(expect.arrayContaining(['page.unsigned', 'picture.rgb']))
    expect(await check(desk, { page: 1, profile: 'newsprint' })).toEqual(newsprint)
    const proof = codes(await check(desk, { page: 1, profile: 'proof' }))
    expect(proof).not.toContain('page.unsigned')
    expect(proof).not.toContain('picture.rgb')
    expect(await desk.handlers.checkIssue({ page: 1, profile: 'glossy' })).toMatchObject({
      code: 'preflight.unknown',
      where: { name: 'glossy', names: 'newsprint, proof' },
    })
  })
  test('too much ink in a picture that passes byte for byte is found with its plates', async () => {
    const { room, photo } = await wholePicture((x) => (x < 800 ? [85, 75, 75, 70] : [10, 10, 10, 0]))
    const found = (await check(room.desk, { page: 1 })).filter(({ code }) => code === 'ink.over')
    expect(found).toMatchObject([{ severity: 'error', values: { photo, most: 220 } }])
    const { total, c, m, y, k } = found[0]!.values as Record<string, number>
    for (const [is, wanted] of [
      [total!, 305],
      [c!, 85],
      [m!, 75],
      [y!, 75],
      [k!, 70],
    ] as const)
      // prettier-ignore
      expect(Math.abs(is - wanted), `${is} ${wanted}`).toBeLessThan(3)
  })
  test('an RGB picture is converted within the limit, whatever its colours, so that it need not be counted', async () => {
    const dark = Buffer.alloc(256 * 192 * 3)
    for (let i = 0; i < dark.length; i += 3) dark.set([(i * 7) % 60, (i * 13) % 50, (i * 29) % 70], i)
    const picture = sharp(dark, { raw: { width: 256, height: 192, channels: 3 } }).blur(2)
    const { desk } = await openRoom()
    for (const format of ['jpeg', 'png'] as const) {
      const bytes = new Uint8Array(await picture.clone().toFormat(format).toBuffer())
      const { photos } = must(await desk.handlers.importFile({ name: `dark.${format}`, bytes, page: null }))
      const { cells } = must(await desk.handlers.fetchInk({ photo: photos[0]!.id, crop: WHOLE }))
      const totals = Array.from({ length: cells.length / 4 }, (_, i) =>
        cells.subarray(4 * i, 4 * i + 4).reduce((sum, ink) => sum + ink / 2.55, 0),
      )
      expect(Math.max(...totals)).toBeGreaterThan(150)
      expect(Math.max(...totals)).toBeLessThanOrEqual(222)
    }
  })
  test('ink is asked for by photo and crop, and a stranger is refused', async () => {
    const room = await openRoom()
    const photo = await withPicture(room, 'flat.jpg', new Uint8Array(await cmykJpeg(400, 300, () => [10, 20, 30, 40])))
    const grid = must(await room.desk.handlers.fetchInk({ photo, crop: WHOLE }))
    expect([grid.columns, grid.rows, grid.cells.length]).toEqual([128, 96, 128 * 96 * 4])
    expect([...grid.cells.subarray(0, 4)].map((ink) => Math.round((ink * 100) / 255))).toEqual([10, 20, 30, 40])
    const half = must(await room.desk.handlers.fetchInk({ photo, crop: { ...WHOLE, right: 500 } }))
    expect([half.columns, half.rows]).toEqual([85, 128])
    expect(await room.desk.handlers.fetchInk({ photo: 'nobody' as PhotoId, crop: WHOLE })).toMatchObject({
      code: 'photo.missing',
    })
  })
  test('a picture used on two pages and a jump to nowhere are found on their pages', async () => {
    const room = await openRoom()
    const photo = await withPicture(room, 'wetland.jpg', sample('yuntang/pictures/wetland.jpg'))
    const text = '长堤晚归\n\n傍晚的长堤上,收工的人三三两两往家走,水面上还留着一点光。(下转第1版)\n'
    const [story] = must(
      await room.desk.handlers.importFile({ name: 'own.txt', bytes: new TextEncoder().encode(text), page: null }),
    ).stories
    const block = { item: story, column: 0, columns: 4, line: 14, lines: 40, pictures: [photo] }
    must(await room.desk.handlers.placeStories({ page: 2, plan: planSchema.parse({ blocks: [block] }) }))
    const found = (await check(room.desk)).filter(({ code }) => /^jump|twice/.test(code))
    expect(found.map(({ code, page }) => `${code} ${page}`)).toEqual(['picture.twice 2', 'jump.wrong 2'])
    expect(codes(await check(room.desk, { page: 1 })).filter((code) => /^jump|twice/.test(code))).toEqual([])
  })
  test('a check tells how far it is and stops when it is cancelled', async () => {
    const { desk, notices } = await openRoom()
    must(await desk.handlers.checkIssue({ page: null, job: 'c1' }))
    expect(notices.filter(({ name }) => name === 'jobProgressed').map(({ body }) => body)).toMatchObject([
      { job: 'c1', done: 1, total: 2 },
      { job: 'c1', done: 2, total: 2 },
    ])
    const checking = desk.handlers.checkIssue({ page: null, job: 'c2' })
    must(await desk.handlers.cancelJob({ job: 'c2' }))
    const outcome = await checking
    expect(isFault(outcome) && outcome.code).toBe('cancelled')
  })
  test('the profiles are told with the names of all', async () => {
    const { desk } = await openRoom()
    expect(must(await desk.handlers.fetchPreflight({ profile: null }))).toMatchObject({
      profile: { name: 'newsprint' },
      profiles: [{ name: 'newsprint' }, { name: 'proof', title: { zh: '打样', en: 'Proof' } }],
    })
    expect(await desk.handlers.fetchPreflight({ profile: 'glossy' })).toMatchObject({ code: 'preflight.unknown' })
  })
})
