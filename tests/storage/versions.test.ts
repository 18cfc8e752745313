import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { UnfiledVersion } from '#contract/version.ts'
import { codeOf, folder, issues, must, newIssue, step, storyId } from './sample.ts'

const lead = storyId('lead')

const unfiled = (change: Partial<UnfiledVersion> = {}): UnfiledVersion => ({
  story: lead,
  version: 2,
  kind: 'kept',
  name: '送审前',
  status: null,
  page: null,
  round: null,
  person: '陈一宁',
  note: '',
  isDropped: false,
  ...change,
})

async function typed(path: string) {
  const writer = await newIssue(path)
  must(await writer.appendSteps({ story: lead, version: 0, client: 'a', steps: [step(1), step(2)] }))
  must(await writer.appendSteps({ story: lead, version: 2, client: 'b', steps: [step(3)] }))
  return writer
}

test('versions come back in the order they were made, with the time of the commit and what was changed since', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await typed(path)
  const status = unfiled({ version: 0, kind: 'status', name: '', status: 'firstEdit' })
  const [first, second] = must(await writer.fileVersions([unfiled(), status]))
  const changed = must(await writer.changeVersion(first!.id, { name: '送审', note: '给周以南', isDropped: true }))
  expect(changed).toEqual({ ...first, name: '送审', note: '给周以南', isDropped: true })
  await writer.close()
  const reader = must(await issues.openForReading(path))
  expect(await reader.listVersions()).toEqual([changed, second])
  expect(second).toMatchObject({ ...status, at: expect.stringMatching(/^2026-11-23T/) })
  await reader.close()
})

test('a version beyond the log or of no story is refused, and those that were filed with it', async () => {
  const writer = await typed(join(folder(), 'a.banmian'))
  expect(codeOf(await writer.fileVersions([unfiled(), unfiled({ version: 4 })]))).toBe('version.missing')
  expect(codeOf(await writer.fileVersions([unfiled(), unfiled({ story: storyId('none') })]))).toBe('story.missing')
  expect(codeOf(await writer.changeVersion(1, { name: 'a', note: '', isDropped: false }))).toBe('version.missing')
  expect(await writer.listVersions()).toEqual([])
  await writer.close()
})

test('the log is read between two versions, each step with its client and its time', async () => {
  const writer = await typed(join(folder(), 'a.banmian'))
  const log = must(await writer.readLog(lead, 1, 3))
  expect(log.map(({ version, client, step: json }) => ({ version, client, json }))).toEqual([
    { version: 2, client: 'a', json: step(2) },
    { version: 3, client: 'b', json: step(3) },
  ])
  expect(log[0]!.at < log[1]!.at).toBe(true)
  expect(must(await writer.readSteps(lead, 0, 2)).steps).toEqual([step(1), step(2)])
  await writer.close()
})

test('who sat at a window is the last that was said', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await typed(path)
  must(await writer.nameClient('a', '陈一宁'))
  must(await writer.nameClient('a', '周以南'))
  must(await writer.nameClient('b', '陈一宁'))
  await writer.close()
  const reader = must(await issues.openForReading(path))
  expect([...(await reader.listClients())]).toEqual([
    ['a', '周以南'],
    ['b', '陈一宁'],
  ])
  await reader.close()
})

test('a version that was damaged inside its cell is told when the file is opened', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await typed(path)
  must(await writer.fileVersions([unfiled()]))
  await writer.close()
  const db = new Database(path)
  db.prepare(`UPDATE version SET json = replace(json, '送审', '送印')`).run()
  db.close()
  expect(codeOf(await issues.openForReading(path))).toBe('file.corrupt')
})
