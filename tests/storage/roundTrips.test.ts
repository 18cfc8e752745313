import { expect, test } from 'vitest'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import type { DummyDiff } from '#contract/dummy.ts'
import type { Repair } from '#contract/exchange.ts'
import { spareSnapshots } from '#storage/stories.ts'
import { block, codeOf, folder, issue, issues, must, newIssue, photo, sha, step, storyId, stylebook } from './sample.ts'

const lead = storyId('lead')

test('an issue comes back from its file with stylebook, name and the time of its last commit', async () => {
  const path = join(folder(), '云塘 1024.banmian')
  const writer = await newIssue(path)
  const receipt = must(await writer.spikeStory(lead, true))
  await writer.close()
  const reader = must(await issues.openForReading(path))
  expect(await reader.readIssue()).toEqual({ issue, stylebook, savedAt: receipt.savedAt })
  expect(reader.name).toBe('云塘 1024')
  await reader.close()
})

test('stories come back in the order they were made, with version and spike', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  must(await writer.createStory({ id: storyId('b'), kind: 'picture', doc: null }))
  must(await writer.createStory({ id: storyId('a'), kind: 'refer', doc: null }))
  must(await writer.spikeStory(storyId('b'), true))
  must(await writer.appendSteps({ story: lead, version: 0, client: 'w', steps: [step(1), step(2)] }))
  expect(await writer.listStories()).toMatchObject([
    { id: 'lead', kind: 'story', version: 2, isSpiked: false, position: 1 },
    { id: 'b', kind: 'picture', version: 0, isSpiked: true, position: 2 },
    { id: 'a', kind: 'refer', version: 0, isSpiked: false, position: 3 },
  ])
  await writer.close()
})

test('steps come back in order and whole, from any version', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await newIssue(path)
  const steps = Array.from({ length: 40 }, (_, i) => step(i))
  must(await writer.appendSteps({ story: lead, version: 0, client: 'w1', steps: steps.slice(0, 25) }))
  const receipt = must(await writer.appendSteps({ story: lead, version: 25, client: 'w2', steps: steps.slice(25) }))
  expect(receipt.version).toBe(40)
  await writer.close()
  const reader = must(await issues.openForReading(path))
  expect(must(await reader.readSteps(lead, 0)).steps).toEqual(steps)
  expect(must(await reader.readSteps(lead, 24))).toEqual({
    story: lead,
    version: 24,
    steps: steps.slice(24),
    clients: ['w1', ...Array.from({ length: 15 }, () => 'w2')],
  })
  expect(must(await reader.readSteps(lead, 40)).steps).toEqual([])
  expect(await reader.readSteps(lead, 41)).toMatchObject({ code: 'steps.stale', where: { version: 40 } })
  expect(codeOf(await reader.readSteps(storyId('none'), 0))).toBe('story.missing')
  await reader.close()
})

test('a stale version is refused with the current one, and nothing of the batch stands', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  must(await writer.appendSteps({ story: lead, version: 0, client: 'w', steps: [step(1)] }))
  const stale = await writer.appendSteps({ story: lead, version: 0, client: 'x', steps: [step(2)] })
  expect(stale).toMatchObject({ code: 'steps.stale', where: { story: 'lead', version: 1 } })
  expect(must(await writer.readSteps(lead, 0)).clients).toEqual(['w'])
  await writer.close()
})

test('a snapshot is the newest at or below the version asked for', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  must(await writer.appendSteps({ story: lead, version: 0, client: 'w', steps: [step(1), step(2), step(3)] }))
  must(await writer.writeSnapshot(lead, { version: 2, doc: { at: 2 } }))
  expect(must(await writer.readSnapshot(lead))).toEqual({ version: 2, doc: { at: 2 } })
  expect(must(await writer.readSnapshot(lead, 1)).version).toBe(0)
  await expect(writer.writeSnapshot(lead, { version: 4, doc: null })).rejects.toThrow(RangeError)
  expect(codeOf(await writer.readSnapshot(storyId('none')))).toBe('story.missing')
  await writer.close()
})

test('of many snapshots the first, the newest and one in a thousand steps are kept', () => {
  const versions = Array.from({ length: 60 }, (_, i) => i * 100)
  const spare = new Set(spareSnapshots(versions))
  const kept = versions.filter((version) => !spare.has(version))
  expect(kept).toEqual([0, 1000, 2000, 3000, 4000, 5000, 5600, 5700, 5800, 5900])
})

test('diffs make, change and remove records, and their inverse leads back', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await newIssue(path)
  const first: DummyDiff[] = [
    { before: null, after: block('r2') },
    { before: null, after: block('r1', 1, 20) },
  ]
  const second: DummyDiff[] = [
    { before: block('r2'), after: block('r2', 1, 40) },
    { before: block('r1', 1, 20), after: null },
  ]
  must(await writer.editDummy(1, 0, 'w', first))
  const made = await writer.readDummy(1)
  expect(made).toEqual({ version: 1, records: [block('r1', 1, 20), block('r2')] })
  must(await writer.editDummy(1, 1, 'w', second))
  expect(await writer.readDummy(1)).toEqual({ version: 2, records: [block('r2', 1, 40)] })
  const inverse = second.toReversed().map(({ before, after }) => ({ before: after, after: before }))
  must(await writer.editDummy(1, 2, 'w', inverse))
  expect(await writer.readDummy(1)).toEqual({ version: 3, records: made.records })
  expect(await writer.readDummy(2)).toEqual({ version: 0, records: [] })
  await writer.close()
})

test('a diff of a stale version, of another record or of no page changes nothing', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  must(await writer.editDummy(1, 0, 'w', [{ before: null, after: block('r1') }]))
  const made = { before: null, after: block('r9', 1, 60) }
  const conflicts = [
    await writer.editDummy(1, 0, 'w', [made]),
    await writer.editDummy(1, 1, 'w', [made, { before: block('r1', 1, 3), after: null }]),
    await writer.editDummy(1, 1, 'w', [made, { before: null, after: block('r1') }]),
    await writer.editDummy(2, 0, 'w', [{ before: null, after: block('r1', 2) }]),
  ]
  expect(conflicts.map(codeOf)).toEqual(Array.from(conflicts, () => 'record.conflict'))
  expect(codeOf(await writer.editDummy(5, 0, 'w', []))).toBe('page.missing')
  expect(await writer.readDummy(1)).toEqual({ version: 1, records: [block('r1')] })
  await writer.close()
})

test('a picture of several chunks comes back byte for byte, and the same file is one photo', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await newIssue(path)
  const bytes = new Uint8Array(randomBytes(3_500_001))
  const [one, two] = await Promise.all([
    writer.filePhoto(photo('p1', bytes), bytes),
    writer.filePhoto(photo('p2', bytes), bytes),
  ])
  expect(must(one)).toEqual(photo('p1', bytes))
  expect(must(two)).toEqual(photo('p1', bytes))
  await writer.close()
  const reader = must(await issues.openForReading(path))
  expect(await reader.listPhotos()).toEqual([photo('p1', bytes)])
  expect(sha(must(await reader.readBlob(sha(bytes))))).toBe(sha(bytes))
  expect(codeOf(await reader.readBlob('0'.repeat(64)))).toBe('photo.missing')
  await reader.close()
})

const repair = (line: number): Repair => ({
  kind: 'join',
  line,
  before: '他说，\n明天',
  after: '他说，明天',
  why: 'join.midSentence',
  at: { item: 0, part: 'body', paragraph: line, from: 3, to: 3 },
})

test('an import files its stories, repairs and source together, and repairs can be marked', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  const bytes = new TextEncoder().encode('他说，\n明天')
  const source = { name: 'page.txt', bytes }
  const stories = [{ id: storyId('x'), kind: 'story' as const, doc: { a: 1 } }]
  const repairs = [
    { story: storyId('x'), repair: repair(1) },
    { story: null, repair: repair(2) },
  ]
  const kept = must(await writer.fileImport({ stories, repairs, source }))
  expect(kept.map(({ id, story, isTakenBack }) => ({ id, story, isTakenBack }))).toEqual([
    { id: 1, story: 'x', isTakenBack: false },
    { id: 2, story: null, isTakenBack: false },
  ])
  expect(await writer.listRepairs(null)).toEqual(kept)
  expect(must(await writer.markRepair(1, true))).toEqual({ ...kept[0], isTakenBack: true })
  expect(await writer.listRepairs(storyId('x'))).toEqual([{ ...kept[0], isTakenBack: true }])
  expect(must(await writer.markRepair(1, false))).toEqual(kept[0])
  expect(codeOf(await writer.markRepair(9, true))).toBe('repair.missing')
  expect(must(await writer.readBlob(sha(bytes)))).toEqual(bytes)
  await writer.close()
})

test('an import with a repair of an unknown story leaves no story behind', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  const stories = [{ id: storyId('x'), kind: 'story' as const, doc: null }]
  const repairs = [{ story: storyId('y'), repair: repair(1) }]
  const source = { name: 'page.txt', bytes: new Uint8Array([1]) }
  expect(codeOf(await writer.fileImport({ stories, repairs, source }))).toBe('story.missing')
  const twice = [...stories, ...stories]
  await expect(writer.fileImport({ stories: twice, repairs: [], source })).rejects.toThrow(RangeError)
  expect((await writer.listStories()).map((story) => story.id)).toEqual(['lead'])
  await writer.close()
})

test('sign-offs come back in order with the time of their commit', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  const given = { page: 1, stage: '一审', person: '方某', stamp: 'f'.repeat(64) }
  const first = must(await writer.signOff(given))
  const second = must(await writer.signOff({ ...given, stage: '二审' }))
  expect(first).toMatchObject(given)
  expect(await writer.listSignOffs()).toEqual([first, second])
  expect(second.at > first.at).toBe(true)
  expect((await writer.readIssue()).savedAt).toBe(second.at)
  expect(codeOf(await writer.signOff({ ...given, page: 5 }))).toBe('page.missing')
  await writer.close()
})
