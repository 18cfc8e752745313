/** Ads at the desk: brought in, placed, kept in their place, and pressed if they may be. */
import { expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { mm } from '#contract/measure.ts'
import type { Photo } from '#contract/photo.ts'
import type { Outcome } from '#contract/faults.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { adDraft, type AdPhoto } from '#grid/ads.ts'
import type { RecordId } from '#contract/ids.ts'
import { fontlessAd, glassAd, officeAd, rgbAd, spotAd, typeAd } from '../fixtures/adPdfs.ts'
import { importSample, must, openRoom } from './room.ts'

const codeOf = (outcome: Outcome<unknown>): string | null => (isFault(outcome) ? outcome.code : null)

async function importAd(desk: OpenDesk, bytes: Uint8Array<ArrayBuffer>, name = '灯油.pdf'): Promise<AdPhoto> {
  const { photos } = must(await desk.handlers.importFile({ name, bytes, page: null }))
  return photos[0] as AdPhoto
}

const planOf = (photo: AdPhoto, change: object = {}) => ({
  blocks: [
    {
      item: photo.ad.item,
      column: 0,
      columns: 2,
      line: 60,
      lines: 10,
      head: 'above' as const,
      mode: 'auto' as const,
      pictures: [],
      ...change,
    },
  ],
})

test('a PDF comes in as an ad of the pool, named after its file, and once', async () => {
  const { desk } = await openRoom()
  const first = await importAd(desk, typeAd())
  const again = await importAd(desk, typeAd(), 'the same.pdf')
  expect(again.ad.item).toBe(first.ad.item)
  const { stories, photos } = must(await desk.handlers.describeIssue({}))
  expect(stories.map(({ kind, slug, id }) => [kind, slug, id])).toEqual([['ad', '灯油', first.ad.item]])
  expect(photos).toHaveLength(1)
})

test('an ad stands after the file was closed and opened again', async () => {
  const room = await openRoom()
  const photo = await importAd(room.desk, officeAd())
  const { desk } = await room.reopen()
  const { photos, stories } = must(await desk.handlers.describeIssue({}))
  expect(photos).toEqual([photo])
  expect(stories.map(({ kind }) => kind)).toEqual(['ad'])
  expect(photo.ad.extras).toContain('script')
})

test('a file that is no PDF to be read is refused by name, and leaves the pool as it was', async () => {
  const { desk } = await openRoom()
  const broken = spotAd().slice(0, 90)
  const outcome = await desk.handlers.importFile({ name: 'torn.pdf', bytes: broken, page: null })
  expect(outcome).toMatchObject({ code: 'ad.unreadable', where: { name: 'torn.pdf' } })
  expect(must(await desk.handlers.describeIssue({})).photos).toEqual([])
})

test('nobody makes an ad without a PDF', async () => {
  const { REQUESTS } = await import('#contract/requests.ts')
  expect(REQUESTS.createStory.safeParse({ kind: 'ad' }).success).toBe(false)
})

test('a plan places an ad by its item; it stands in its own size under its label', async () => {
  const { desk } = await openRoom()
  const photo = await importAd(desk, spotAd())
  must(await desk.handlers.placeStories({ page: 2, plan: planOf(photo) }))
  const { set } = must(await desk.setWhole(2))
  expect(set.pictures).toMatchObject([{ isAd: true, photo: photo.id, box: photo.ad.trim }])
  expect(set.frames.filter(({ item }) => item === photo.ad.item).map(({ lines }) => lines[0]?.text)).toEqual(['广告'])
})

test('an ad’s picture stands in no other story', async () => {
  const { desk } = await openRoom()
  const [story] = await importSample(desk)
  const photo = await importAd(desk, spotAd())
  const plan = planOf(photo, { item: story, pictures: [photo.id] })
  expect(codeOf(await desk.handlers.placeStories({ page: 2, plan }))).toBe('photo.missing')
  const draft = {
    ...adDraft(photo, { column: 0, columns: 2, line: 60, lines: 10 }),
    id: 'x' as RecordId,
    page: 2,
    item: story!,
  }
  const { version } = must(await desk.handlers.describeIssue({})).pages[1]!
  const edit = { page: 2, version, client: 'c', diffs: [{ before: null, after: draft }] }
  expect(codeOf(await desk.handlers.editDummy(edit))).toBe('photo.missing')
})

test('the planner lays copy round the ads that stand on a page, and takes none from the pool', async () => {
  const { desk } = await openRoom()
  await importSample(desk)
  const [placed, free] = [await importAd(desk, spotAd()), await importAd(desk, rgbAd(), '茶.pdf')]
  must(await desk.handlers.placeStories({ page: 1, plan: planOf(placed, { line: 70 }) }))
  const before = must(await desk.handlers.describeIssue({})).pages[0]!.records
  const laid = must(await desk.handlers.placeStories({ page: 1, plan: null }))
  const { records } = must(await desk.handlers.describeIssue({})).pages[0]!
  expect(records.find(({ item }) => item === placed.ad.item)).toEqual(before[0])
  expect(records.length).toBeGreaterThan(3)
  expect(records.some(({ item }) => item === free.ad.item)).toBe(false)
  expect(laid.findings.filter(({ code }) => code === 'frame.overlap')).toEqual([])
})

test('an ad that no PDF/X may hold is refused at the press with its name, and pressed as a proof', async () => {
  const { desk } = await openRoom()
  const press = (profile: 'x1a' | 'x4' | 'proof') =>
    desk.handlers.pressPages({ pages: [2], profile, isOneFile: true, job: '' })
  const cases: readonly [Uint8Array<ArrayBuffer>, object | null, object | null][] = [
    [rgbAd(), { colour: 'RGB' }, { colour: 'RGB' }],
    [fontlessAd(), { fonts: 'Helvetica' }, { fonts: 'Helvetica' }],
    [glassAd(), { transparency: 'PDF/X-4' }, null],
    [spotAd(), null, null],
  ]
  for (const [bytes, x1a, x4] of cases) {
    const photo = await importAd(desk, bytes)
    must(await desk.handlers.placeStories({ page: 2, plan: planOf(photo) }))
    for (const [profile, refusal] of [
      ['x1a', x1a],
      ['x4', x4],
      ['proof', null],
    ] as const) {
      const outcome = await press(profile)
      if (refusal) expect(outcome).toMatchObject({ code: 'ad.unfit', where: { page: 2, name: '灯油.pdf', ...refusal } })
      else expect(codeOf(outcome)).toBeNull()
    }
  }
})

test('screen and proof show the ad', async () => {
  const { desk } = await openRoom()
  const photo = await importAd(desk, spotAd())
  must(await desk.handlers.placeStories({ page: 2, plan: planOf(photo) }))
  const preview = must(await desk.handlers.fetchPhoto({ photo: photo.id, edge: 256 }))
  expect(preview).toMatchObject({ width: 256, height: 128, type: 'image/jpeg' })
  const { bytes } = must(await desk.handlers.pullProof({ page: 2, dpi: 50 }))
  const { default: sharp } = await import('sharp')
  const { pictures } = must(await desk.setWhole(2)).set
  const { box } = pictures[0]!
  const at = (length: number): number => Math.round((length / mm(25.4)) * 50)
  const { data } = await sharp(bytes)
    .extract({ left: at(box.x) + 8, top: at(box.y) + 8, width: 4, height: 4 })
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(data[0]! - data[1]!).toBeGreaterThan(100)
})

test('the facts of an ad stand in the picture that an import gives', async () => {
  const { desk } = await openRoom()
  const { ad }: Photo = await importAd(desk, spotAd())
  expect(ad).toMatchObject({ spots: ['Lamp Red'], colours: ['cmyk', 'spot'], box: 'media', isMarked: false })
})
