import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { NewMarkEntry } from '#contract/mark.ts'
import type { UnfiledMark } from '#desk/ports.ts'
import { MIGRATIONS, migrate } from '#storage/migrations.ts'
import { connectForWriting } from '#storage/sqlite.ts'
import { codeOf, folder, issues, must, newIssue, storyId } from './sample.ts'

const lead = storyId('lead')
const at = (offset: number) => ({ part: 'body' as const, paragraph: 0, offset })

const unfiled = (change: Partial<UnfiledMark> = {}): UnfiledMark => ({
  kind: 'correct',
  page: 1,
  stamp: 'a'.repeat(64),
  spot: { on: 'story', story: lead, version: 0, from: at(2), to: at(4), record: null, frame: 'r1.body.0' },
  person: '陈一宁',
  text: '',
  proposed: '云塘',
  round: '一校',
  words: '云糖',
  trace: { version: 0, pieces: [{ text: '云糖', from: 3, to: 5, lost: null }], caret: null },
  ...change,
})

test('marks come back in order with their thread, the time of each commit and how far they were followed', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await newIssue(path)
  const first = must(await writer.fileMark(unfiled()))
  const note = unfiled({ kind: 'note', text: '请核对', spot: { on: 'page', x: 1, y: 2 }, words: '', trace: null })
  const second = must(await writer.fileMark({ ...note, proposed: '' }))
  const answer = { person: '周以南', text: '已问过记者', state: null, isApplied: false, revises: null }
  const entry = must(await writer.addToMark(first.id, answer))
  expect((await writer.listMarks())[0]?.trace).toEqual(unfiled().trace)
  const trace = { ...first.trace!, version: 7 }
  must(await writer.traceMarks([{ mark: first.id, trace }]))
  await writer.close()
  const reader = must(await issues.openForReading(path))
  expect(await reader.listMarks()).toEqual([{ ...first, thread: [entry], trace }, second])
  expect(entry.at > second.at && second.at > first.at).toBe(true)
  await reader.close()
})

test('a mark on a page or of a story that is not there is refused, and an answer to no mark', async () => {
  const writer = await newIssue(join(folder(), 'a.banmian'))
  const spot = { ...unfiled().spot, story: storyId('none') } as UnfiledMark['spot']
  expect(codeOf(await writer.fileMark(unfiled({ page: 9 })))).toBe('page.missing')
  expect(codeOf(await writer.fileMark(unfiled({ spot })))).toBe('story.missing')
  const entry = { person: '周以南', text: '', state: 'done' as const, isApplied: false, revises: null }
  expect(codeOf(await writer.addToMark(3, entry))).toBe('mark.missing')
  expect(await writer.listMarks()).toEqual([])
  await writer.close()
})

test('a note in copy needs neither page nor proof, and is kept like any mark', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await newIssue(path)
  const note = must(
    await writer.fileMark(unfiled({ kind: 'note', page: null, stamp: '', text: '请核对', proposed: '' })),
  )
  expect(await writer.listMarks()).toEqual([note])
  await writer.close()
  const reader = must(await issues.openForReading(path))
  expect(await reader.listMarks()).toEqual([note])
  await reader.close()
})

test('a thread that was written before words could be changed reads as one whose words never were', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await newIssue(path)
  const { id } = must(await writer.fileMark(unfiled()))
  const older = { person: '周以南', text: '已问过记者', state: null, isApplied: false } as unknown as NewMarkEntry
  const entry = must(await writer.addToMark(id, older))
  expect(entry).not.toHaveProperty('revises')
  expect((await writer.listMarks())[0]?.thread).toEqual([{ ...entry, revises: null }])
  await writer.close()
})

test('a mark that was damaged inside its cell is told when the file is opened', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await newIssue(path)
  must(await writer.fileMark(unfiled()))
  await writer.close()
  const db = new Database(path)
  db.exec("UPDATE mark SET json = replace(json, '云塘', '云搪')")
  db.close()
  expect(await issues.openForWriting(path)).toMatchObject({ code: 'file.corrupt', where: { place: 'mark 1' } })
})

/** Leads a file back to version 1, before everything that later steps put in. */
function asBefore(path: string): void {
  const db = new Database(path)
  const tables = MIGRATIONS.slice(1).flatMap((step) =>
    [...step.matchAll(/CREATE (?:VIRTUAL )?TABLE (\w+)/g)].map(([, name]) => name!),
  )
  for (const table of tables.toReversed()) db.exec(`DROP TABLE ${table}`)
  db.pragma('user_version = 1')
  db.close()
}

test('a file of version 1 is read without marks, and takes them once it is opened for writing', async () => {
  const path = join(folder(), 'a.banmian')
  await (await newIssue(path)).close()
  asBefore(path)
  const reader = must(await issues.openForReading(path))
  expect(await reader.listMarks()).toEqual([])
  expect(await reader.listStories()).toHaveLength(1)
  await reader.close()
  const writer = must(await issues.openForWriting(path))
  must(await writer.fileMark(unfiled()))
  expect(await writer.listMarks()).toHaveLength(1)
  await writer.close()
})

test('the steps to marks keep what stands in a file of version 1, and lead to version 3 exactly', async () => {
  const path = join(folder(), 'a.banmian')
  await (await newIssue(path)).close()
  asBefore(path)
  const db = connectForWriting(path)
  migrate(db.handle, 1, MIGRATIONS.slice(0, 3))
  expect(db.pragma('user_version')).toBe(3)
  expect(db.handle.query<[], { n: number }>('SELECT count(*) AS n FROM story').get()).toEqual({ n: 1 })
  expect(db.handle.query<[], { n: number }>('SELECT count(*) AS n FROM mark').get()).toEqual({ n: 0 })
  db.close()
})
