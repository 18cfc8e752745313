import { describe, expect, test } from 'vitest'
import type { PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import { planSchema } from '#contract/dummy.ts'
import { overlaps } from '#contract/measure.ts'
import type { Answers } from '#contract/requests.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { blockOf, bytesOf, importSample, must, openRoom, sample, typeAt } from './room.ts'

const plan = (blocks: unknown[]) => planSchema.parse({ blocks })

describe('dummies', () => {
  test('an edit is told to every window, survives opening again and is undone by its inverse', async () => {
    const room = await openRoom()
    const [story] = (await importSample(room.desk)) as [StoryId]
    const block = blockOf(story)
    room.notices.length = 0
    const first = must(
      await room.desk.handlers.editDummy({ page: 1, version: 0, client: 'a', diffs: [{ before: null, after: block }] }),
    )
    expect(room.notices).toMatchObject([{ name: 'dummyEdited', body: { page: 1, version: 1, client: 'a' } }])
    const again = await room.reopen()
    expect(must(await again.desk.handlers.describeIssue({})).pages[0]).toMatchObject({ version: 1, records: [block] })
    must(
      await again.desk.handlers.editDummy({
        page: 1,
        version: first.version,
        client: 'a',
        diffs: [{ before: block, after: null }],
      }),
    )
    expect(must(await again.desk.handlers.describeIssue({})).pages[0]!.records).toEqual([])
  })
  test('a stale version, another before, a stranger and another page’s record are refused and change nothing', async () => {
    const { desk } = await openRoom()
    const [story] = (await importSample(desk)) as [StoryId]
    const block = blockOf(story)
    must(await desk.handlers.editDummy({ page: 1, version: 0, client: 'a', diffs: [{ before: null, after: block }] }))
    const edit = async (version: number, diff: { before: typeof block | null; after: typeof block | null }, page = 1) =>
      desk.handlers.editDummy({ page, version, client: 'b', diffs: [diff] })
    const other = { ...block, id: 'r2' as RecordId }
    expect(await edit(0, { before: null, after: other })).toMatchObject({ code: 'record.conflict' })
    expect(await edit(1, { before: { ...block, border: 'box' }, after: null })).toMatchObject({
      code: 'record.conflict',
    })
    expect(await edit(1, { before: null, after: { ...other, item: 'nobody' as StoryId } })).toMatchObject({
      code: 'story.missing',
    })
    const pictures = [
      { photo: 'nothing' as PhotoId, area: block.areas[0]!, crop: { left: 0, top: 0, right: 1000, bottom: 1000 } },
    ]
    expect(await edit(1, { before: null, after: { ...other, pictures } })).toMatchObject({ code: 'photo.missing' })
    expect(await edit(1, { before: null, after: { ...other, page: 2 } })).toMatchObject({ code: 'record.conflict' })
    expect(await edit(0, { before: null, after: other }, 9)).toMatchObject({ code: 'page.missing' })
    expect(must(await desk.handlers.describeIssue({})).pages[0]).toMatchObject({ version: 1, records: [block] })
  })
})

describe('placing', () => {
  test('its own plan lays every story once, overlaps nothing, and pairs a photo with the picture story', async () => {
    const { desk } = await openRoom()
    const own = '长堤晚归\n\n傍晚的长堤上,收工的人三三两两往家走,水面上还留着一点光。\n\n记者 江沉璧 摄\n'
    const picture = must(await desk.handlers.importFile({ name: 'own.txt', bytes: bytesOf(own), page: null })).stories
    const stories = [...picture, ...(await importSample(desk))]
    const photo = sample('yuntang/pictures/wetland.jpg')
    must(await desk.handlers.importFile({ name: 'wetland.jpg', bytes: photo, page: null }))
    const placed = must(await desk.handlers.placeStories({ page: 1, plan: null }))
    expect(placed.blocks.map(({ item }) => item).toSorted()).toEqual([...stories].toSorted())
    for (const [i, one] of placed.blocks.entries())
      for (const other of placed.blocks.slice(i + 1))
        expect(overlaps(one, other), `${one.item} ${other.item}`).toBe(false)
    const { pages, stories: summaries, photos } = must(await desk.handlers.describeIssue({}))
    const shown = pages[0]!.records.filter((record) => record.pictures.length > 0)
    expect(shown.map(({ item }) => summaries.find(({ id }) => id === item)?.kind)).toEqual(['picture'])
    expect(shown[0]?.pictures[0]?.photo).toBe(photos[0]?.id)
    expect(summaries.every(({ pages }) => pages.includes(1))).toBe(true)
  })
  test('placing again is one more edit, and the stamp of the page is the same after opening the file again', async () => {
    const room = await openRoom()
    await importSample(room.desk)
    must(await room.desk.handlers.placeStories({ page: 1, plan: null }))
    const { stamp } = must(await room.desk.handlers.placeStories({ page: 1, plan: null }))
    const again = await room.reopen()
    expect(must(await again.desk.handlers.setPage({ page: 1 })).stamp).toBe(stamp)
    expect(must(await again.desk.handlers.describeIssue({})).pages[0]!.version).toBe(2)
  })
  test('a story that stands on another page or is spiked is not laid again', async () => {
    const { desk } = await openRoom()
    const [first, second] = (await importSample(desk)) as [StoryId, StoryId]
    must(
      await desk.handlers.placeStories({
        page: 2,
        plan: plan([{ item: first, column: 0, columns: 3, line: 0, lines: 40 }]),
      }),
    )
    must(await desk.handlers.spikeStory({ story: second, isSpiked: true }))
    const items = must(await desk.handlers.placeStories({ page: 1, plan: null })).blocks.map(({ item }) => item)
    expect(items).not.toContain(first)
    expect(items).not.toContain(second)
    expect(items.length).toBeGreaterThan(0)
  })
  test('a plan that is followed gives its blocks; one that is wrong is refused and leaves the page as it was', async () => {
    const { desk } = await openRoom()
    const [first, second] = (await importSample(desk)) as [StoryId, StoryId]
    const block = { item: first, column: 0, columns: 3, line: 0, lines: 30 }
    const placed = must(
      await desk.handlers.placeStories({ page: 2, plan: plan([block, { ...block, item: second, column: 3 }]) }),
    )
    expect(placed.blocks).toHaveLength(2)
    const refusals: [unknown[], string][] = [
      [[block, { ...block, item: second, column: 2 }], 'plan.overlap'],
      [[{ ...block, columns: 7 }], 'plan.outside'],
      [[{ ...block, line: 80 }], 'plan.outside'],
      [[{ ...block, item: 'nobody' }], 'story.missing'],
      [[{ ...block, pictures: ['nothing'] }], 'photo.missing'],
      [[block, { ...block, column: 3 }], 'plan.invalid'],
    ]
    for (const [blocks, code] of refusals)
      expect(await desk.handlers.placeStories({ page: 2, plan: plan(blocks) }), code).toMatchObject({ code })
    expect(must(await desk.handlers.setPage({ page: 2 })).stamp).toBe(placed.stamp)
  })
})

/** A pressed file out of the desk's tray, piece by piece. */
async function fetched(desk: OpenDesk, { files }: Answers['pressPages']): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  const { path, bytes } = files[0]!
  for (let offset = 0, isLast = false; !isLast;) {
    const piece = must(await desk.handlers.fetchPressed({ path, offset }))
    pieces.push(piece.bytes)
    offset += piece.bytes.length
    isLast = piece.isLast
  }
  expect(Buffer.concat(pieces)).toHaveLength(bytes)
  expect(await desk.handlers.fetchPressed({ path, offset: 0 })).toMatchObject({ code: 'file.missing' })
  return Buffer.concat(pieces)
}

describe('signing and pressing', () => {
  const order = { pages: [1], isOneFile: true, job: 'j' } as const
  const pages = (order: readonly number[]): number[] => [...order]

  test('a page never signed presses with a finding and 未签 in its slug line; signed, without', async () => {
    const { desk } = await openRoom()
    await importSample(desk)
    must(await desk.handlers.placeStories({ page: 1, plan: null }))
    const unsigned = must(await desk.handlers.pressPages({ ...order, pages: [1], profile: 'x1a' }))
    expect(unsigned.findings.map(({ code }) => code)).toContain('page.unsigned')
    const signed = must(await desk.handlers.signPage({ page: 1, stage: (await stagesOf(desk))[0]!, person: '苏晚' }))
    const pressed = must(await desk.handlers.pressPages({ ...order, pages: [1], profile: 'x1a' }))
    expect(pressed.findings.map(({ code }) => code)).not.toContain('page.unsigned')
    expect(pressed.pages).toMatchObject([{ page: 1, stamp: signed.stamp }])
    expect((await fetched(desk, pressed)).toString('latin1', 0, 5)).toBe('%PDF-')
  })
  test('a page signed and then changed is refused, except as a proof, until it is signed again', async () => {
    const room = await openRoom()
    const [story] = (await importSample(room.desk)) as [StoryId]
    must(await room.desk.handlers.placeStories({ page: 1, plan: null }))
    const stage = (await stagesOf(room.desk))[0]!
    must(await room.desk.handlers.signPage({ page: 1, stage, person: '苏晚' }))
    must(await typeAt(room.desk, story, 0, 5, '又'))
    const { desk } = await room.reopen()
    expect(await desk.handlers.pressPages({ ...order, pages: [1], profile: 'x1a' })).toMatchObject({
      code: 'stamp.changed',
      where: { page: 1 },
    })
    must(await desk.handlers.pressPages({ ...order, pages: [1], profile: 'proof' }))
    must(await desk.handlers.signPage({ page: 1, stage, person: '苏晚' }))
    must(await desk.handlers.pressPages({ ...order, pages: [1], profile: 'x1a' }))
  })
  test('a page that is typed at after its order was let pass is not pressed as signed, nor at all', async () => {
    const { desk } = await openRoom()
    const [story] = (await importSample(desk)) as [StoryId]
    must(await desk.handlers.placeStories({ page: 1, plan: null }))
    must(await desk.handlers.signPage({ page: 1, stage: (await stagesOf(desk))[0]!, person: '苏晚' }))
    const told: string[] = []
    const outlet = {
      write: async () => (told.push('write'), null),
      finish: async () => (told.push('finish'), { path: '', bytes: 0 }),
      discard: async () => void told.push('discard'),
    }
    const pressed = await desk.pressTo({ ...order, pages: [1], profile: 'x1a' }, async () => {
      must(await typeAt(desk, story, 0, 5, '又'))
      return outlet
    })
    expect(pressed).toMatchObject({ code: 'stamp.changed', where: { page: 1 } })
    expect(told.at(-1)).toBe('discard')
    expect(told).not.toContain('finish')
  })
  test('the same pages press to the same bytes, whenever they are pressed', async () => {
    const { desk, reopen } = await openRoom()
    await importSample(desk)
    must(await desk.handlers.placeStories({ page: 1, plan: null }))
    const press = { ...order, pages: [1], profile: 'x1a' as const }
    const first = await fetched(desk, must(await desk.handlers.pressPages(press)))
    await new Promise((later) => setTimeout(later, 1100))
    const later = (await reopen()).desk
    const again = await fetched(later, must(await later.handlers.pressPages(press)))
    expect(again.equals(first)).toBe(true)
  })
  test('a paper that demands signatures presses no unsigned page but a proof', async () => {
    const { desk } = await openRoom({}, true)
    expect(await desk.handlers.pressPages({ ...order, pages: [1], profile: 'x1a' })).toMatchObject({
      code: 'stamp.unsigned',
    })
    must(await desk.handlers.pressPages({ ...order, pages: [1], profile: 'proof' }))
  })
  test('a round the paper has not is stage.unknown, a page it has not is page.missing', async () => {
    const { desk } = await openRoom()
    expect(await desk.handlers.signPage({ page: 1, stage: '九审', person: '苏晚' })).toMatchObject({
      code: 'stage.unknown',
    })
    expect(await desk.handlers.setPage({ page: 3 })).toMatchObject({ code: 'page.missing' })
    expect(await desk.handlers.pressPages({ ...order, pages: [1, 3], profile: 'x1a' })).toMatchObject({
      code: 'page.missing',
    })
  })
  test('two pages become one file or two, with progress to the end', async () => {
    const { desk, notices } = await openRoom()
    await importSample(desk)
    must(await desk.handlers.placeStories({ page: 1, plan: null }))
    expect(
      must(await desk.handlers.pressPages({ ...order, pages: pages([1, 2]), profile: 'x1a' })).files.map(
        ({ page }) => page,
      ),
    ).toEqual([null])
    const last = notices.filter(({ name }) => name === 'jobProgressed').at(-1)?.body as { done: number; total: number }
    expect(last.done).toBe(last.total)
    expect(
      must(
        await desk.handlers.pressPages({ ...order, pages: pages([1, 2]), isOneFile: false, profile: 'x1a' }),
      ).files.map(({ page }) => page),
    ).toEqual([1, 2])
  })
  test('a job that is cancelled stops with cancelled', async () => {
    const { desk } = await openRoom()
    const pressing = desk.handlers.pressPages({ ...order, pages: pages([1, 2]), profile: 'x1a' })
    must(await desk.handlers.cancelJob({ job: 'j' }))
    expect(await pressing).toMatchObject({ code: 'cancelled' })
  })
  test('a proof shows the stamp that the page has', async () => {
    const { desk } = await openRoom()
    await importSample(desk)
    const { stamp } = must(await desk.handlers.placeStories({ page: 1, plan: null }))
    const proof = must(await desk.handlers.pullProof({ page: 1, dpi: 36 }))
    expect(proof.stamp).toBe(stamp)
    expect([...proof.bytes.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])
  })
})

test('check says what stands on no page, what is unsigned and what the composer found', async () => {
  const { desk } = await openRoom()
  const stories = await importSample(desk)
  must(
    await desk.handlers.placeStories({
      page: 2,
      plan: plan([{ item: stories[0], column: 0, columns: 1, line: 0, lines: 20 }]),
    }),
  )
  const codes = must(await desk.handlers.checkIssue({ page: null })).map(({ code }) => code)
  expect(codes.filter((code) => code === 'item.unplaced')).toHaveLength(stories.length - 1)
  expect(codes).toEqual(expect.arrayContaining(['page.empty', 'page.unsigned', 'copy.overset']))
  expect(must(await desk.handlers.checkIssue({ page: 2 })).map(({ page }) => page)).toEqual(
    expect.not.arrayContaining([1, null]),
  )
})

const stagesOf = async (desk: Awaited<ReturnType<typeof openRoom>>['desk']) =>
  must(await desk.handlers.describeIssue({})).stylebook.stages
