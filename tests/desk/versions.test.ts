import { expect, test } from 'vitest'
import { planSchema } from '#contract/dummy.ts'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Json } from '#contract/requests.ts'
import type { KeptVersion } from '#contract/version.ts'
import { docFromJson } from '#story/documents.ts'
import { posAt } from '#story/places.ts'
import { docAt, must, openRoom, typeAt, type Room } from './room.ts'

async function typedStory(room: Room, ...texts: string[]): Promise<StoryId> {
  const story = must(await room.desk.handlers.createStory({ kind: 'story' })).id
  for (const text of texts) must(await typeAt(room.desk, story, 0, 0, text))
  return story
}

const listOf = async (room: Room, story: StoryId): Promise<readonly KeptVersion[]> =>
  must(await room.desk.handlers.listVersions({ story }))

const momentOf = async (room: Room, story: StoryId, version: number): Promise<string> => {
  const state = must(await room.desk.handlers.fetchMoment({ story, version }))
  return must(docFromJson(state.doc)).textContent
}

test('every story has itself as it was filed, and any moment of its log can be read', async () => {
  const room = await openRoom()
  const story = await typedStory(room, '丙', '乙', '甲')
  expect(await listOf(room, story)).toMatchObject([{ id: 0, kind: 'filed', version: 0 }])
  const moments = await Promise.all([0, 1, 2, 3].map((version) => momentOf(room, story, version)))
  expect(moments).toEqual(['', '丙', '乙丙', '甲乙丙'])
  expect(await room.desk.handlers.fetchMoment({ story, version: 4 })).toMatchObject({ code: 'version.missing' })
})

test('a story goes on through the statuses of the paper, and each change keeps what it said', async () => {
  const room = await openRoom()
  const { handlers } = room.desk
  const story = await typedStory(room, '甲')
  const change = (status: string) => handlers.changeStatus({ story, status, person: '陈一宁' })
  expect(must(await handlers.describeIssue({})).stories[0]?.status).toBe('draft')
  expect(must(await change('firstEdit')).status).toBe('firstEdit')
  must(await typeAt(room.desk, story, 0, 0, '乙'))
  must(await change('firstProof'))
  must(await change('firstProof'))
  must(await change('firstEdit'))
  expect(await change('polish')).toMatchObject({ code: 'status.unknown' })
  const again = await room.reopen()
  expect(must(await again.desk.handlers.describeIssue({})).stories[0]?.status).toBe('firstEdit')
  expect(await listOf(again, story)).toMatchObject([
    { kind: 'filed', version: 0 },
    { kind: 'status', version: 1, status: 'firstEdit', person: '陈一宁' },
    { kind: 'edited', version: 2, status: 'firstProof' },
    { kind: 'status', version: 2, status: 'firstEdit' },
  ])
})

test('windows hear of a new status and of every version', async () => {
  const room = await openRoom()
  const story = await typedStory(room, '甲')
  room.notices.length = 0
  must(await room.desk.handlers.changeStatus({ story, status: 'secondEdit', person: '' }))
  expect(room.notices).toMatchObject([
    { name: 'versionsChanged', body: { versions: [{ story, status: 'secondEdit' }] } },
    { name: 'storiesChanged', body: { stories: [{ id: story, status: 'secondEdit' }] } },
  ])
})

test('a version that was kept by hand can be renamed, dropped and put back; the desk’s own stay', async () => {
  const room = await openRoom()
  const { handlers } = room.desk
  const story = await typedStory(room, '甲', '乙')
  const kept = must(await handlers.keepVersion({ story, version: 1, name: '送审前', note: '', person: '周以南' }))
  const change = { id: kept.id, name: '送审', note: '短的', isDropped: true }
  expect(must(await handlers.changeVersion(change))).toEqual({ ...kept, ...change })
  must(await handlers.changeVersion({ ...change, isDropped: false }))
  expect(await listOf(room, story)).toMatchObject([{ kind: 'filed' }, { name: '送审', isDropped: false, version: 1 }])
  must(await handlers.changeStatus({ story, status: 'thirdEdit', person: '' }))
  const automatic = (await listOf(room, story)).at(-1)!
  expect(await handlers.changeVersion({ ...change, id: automatic.id })).toMatchObject({ code: 'version.automatic' })
  expect(await handlers.changeVersion({ ...change, id: 99 })).toMatchObject({ code: 'version.missing' })
  const beyond = { story, version: 3, name: 'a', note: '', person: '' }
  expect(await handlers.keepVersion(beyond)).toMatchObject({ code: 'version.missing' })
})

test('what was signed and what was pressed is kept once, at the version that stood on the page', async () => {
  const room = await openRoom()
  const { handlers } = room.desk
  const story = await typedStory(room, '全市建成步道三十公里')
  const other = await typedStory(room, '没有上版')
  must(await handlers.placeStories({ page: 1, plan: planFor(story) }))
  must(await handlers.signPage({ page: 1, stage: '一校', person: '周以南' }))
  const order = { pages: [1], isOneFile: true, job: 'j' }
  must(await handlers.pressPages({ ...order, profile: 'proof' }))
  must(await handlers.pressPages({ ...order, profile: 'x1a' }))
  must(await handlers.pressPages({ ...order, profile: 'x1a' }))
  expect(await listOf(room, story)).toMatchObject([
    { kind: 'filed' },
    { kind: 'signed', version: 1, page: 1, round: '一校', person: '周以南' },
    { kind: 'printed', version: 1, page: 1 },
  ])
  expect(await listOf(room, other)).toHaveLength(1)
})

const planFor = (item: StoryId) => planSchema.parse({ blocks: [{ item, column: 0, columns: 2, line: 20, lines: 12 }] })

test('sittings say who worked when and how much, and end where a version was kept', async () => {
  const room = await openRoom()
  const { handlers } = room.desk
  const story = await typedStory(room, '甲乙', '丙')
  must(await handlers.meet({ client: 'typist', person: '陈一宁', page: 1, story, portion: null, caret: null }))
  const { version, doc } = await docAt(room.desk, story)
  const start = posAt(doc, { part: 'body', paragraph: 0, offset: 0 })
  const erase: Json[] = [{ stepType: 'replace', from: start, to: start + 1 }]
  must(await handlers.keepVersion({ story, version, name: '一', note: '', person: '' }))
  must(await handlers.submitSteps({ story, version, client: 'other', steps: erase }))
  expect(doc.textContent).toBe('丙甲乙')
  const sittings = must(await handlers.listSittings({ story }))
  expect(sittings.map(({ from, to, hands }) => ({ from, to, hands }))).toEqual([
    { from: 0, to: 2, hands: [expect.objectContaining({ person: '陈一宁', added: 3, removed: 0 })] },
    { from: 2, to: 3, hands: [{ client: 'other', person: '', added: 0, removed: 1 }] },
  ])
  must(await typeAt(room.desk, story, 0, 0, '丁'))
  expect(must(await handlers.listSittings({ story })).at(-1)).toMatchObject({ from: 2, to: 4 })
  expect(isFault(await handlers.listSittings({ story: 'none' as StoryId }))).toBe(true)
})

test('any moment of a log of 20,000 steps on 20,000 characters is there in under 100 ms', async () => {
  const room = await openRoom()
  const { handlers } = room.desk
  const story = await typedStory(room, '云塘江畔的步道今日全线贯通。'.repeat(1430))
  const start = posAt((await docAt(room.desk, story)).doc, { part: 'body', paragraph: 0, offset: 0 })
  const insert: Json = {
    stepType: 'replace',
    from: start,
    to: start,
    slice: { content: [{ type: 'text', text: '新' }] },
  }
  const erase: Json = { stepType: 'replace', from: start, to: start + 1 }
  const steps = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? insert : erase))
  for (let version = 1; version < 20_000; version += steps.length) {
    must(await handlers.submitSteps({ story, version, client: 'typist', steps }))
  }
  const times: number[] = []
  for (const version of [999, 5_999, 10_500, 13_998, 19_990]) {
    const before = process.cpuUsage()
    must(await handlers.fetchMoment({ story, version }))
    times.push(millisecondsSince(before))
  }
  const before = process.cpuUsage()
  expect(must(await handlers.listSittings({ story })).at(-1)?.to).toBe(20_001)
  console.info(
    `moments ${times.map((time) => time.toFixed(0)).join(' ')} ms, sittings ${millisecondsSince(before).toFixed(0)} ms`,
  )
  expect(Math.max(...times)).toBeLessThan(100)
}, 60_000)

/** The processor's time: what else runs on the machine does not count. */
function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
