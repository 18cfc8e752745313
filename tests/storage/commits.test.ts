import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { codeOf, folder, must, newIssue, step, storyId } from './sample.ts'

const lead = storyId('lead')

test('what is asked for in one turn is one commit: one time for all, in the order it was asked', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  const appends = Array.from({ length: 50 }, (_, version) =>
    writer.appendSteps({ story: lead, version, client: `w${version}`, steps: [step(version)] }),
  )
  const receipts = (await Promise.all(appends)).map(must)
  expect(receipts.map((receipt) => receipt.version)).toEqual(Array.from(receipts, (_, i) => i + 1))
  expect(new Set(receipts.map((receipt) => receipt.savedAt)).size).toBe(1)
  expect(must(await writer.readSteps(lead, 0)).steps).toEqual(Array.from(receipts, (_, i) => step(i)))
  await writer.close()
})

test('of many that append to the same version one wins, and the others hear where the story stands', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  const appends = Array.from({ length: 8 }, (_, n) =>
    writer.appendSteps({ story: lead, version: 0, client: `w${n}`, steps: [step(n), step(n)] }),
  )
  const [first, ...others] = await Promise.all(appends)
  expect(isFault(first)).toBe(false)
  for (const other of others) expect(other).toMatchObject({ code: 'steps.stale', where: { version: 2 } })
  await writer.close()
})

test('a caller’s bug in a group spoils nothing for the others of the group', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  const before = writer.appendSteps({ story: lead, version: 0, client: 'w', steps: [step(0)] })
  const bug = writer.writeSnapshot(lead, { version: 99, doc: null })
  const after = writer.appendSteps({ story: lead, version: 1, client: 'w', steps: [step(1)] })
  await expect(bug).rejects.toThrow(RangeError)
  expect([must(await before).version, must(await after).version]).toEqual([1, 2])
  expect(must(await writer.readSteps(lead, 0)).steps).toEqual([step(0), step(1)])
  await writer.close()
})

test('closing commits what was asked for before, and refuses what comes after', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  const last = writer.appendSteps({ story: lead, version: 0, client: 'w', steps: [step(0)] })
  await writer.close()
  expect(must(await last).version).toBe(1)
  await expect(writer.spikeStory(lead, true)).rejects.toThrow(RangeError)
})

test('a story that is not there takes no steps', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  const append = writer.appendSteps({ story: storyId('none'), version: 0, client: 'w', steps: [step(0)] })
  expect(codeOf(await append)).toBe('story.missing')
  await writer.close()
})
