import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { APPLICATION_ID, migrate, MIGRATIONS, SCHEMA_VERSION } from '#storage/migrations.ts'
import { connectForWriting, connectInMemory, type Readable } from '#storage/sqlite.ts'
import { folder, issues, must, newIssue, step, storyId } from '../storage/sample.ts'

const plan = (db: Readable, sql: string): string =>
  db
    .query<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map((row) => row.detail)
    .join('; ')

test('every step leads to its own version, each in a commit of its own', () => {
  for (let version = 1; version <= MIGRATIONS.length; version++) {
    const db = connectInMemory()
    migrate(db.handle, 0, MIGRATIONS.slice(0, version))
    expect(db.pragma('user_version')).toBe(version)
    expect(db.pragma('application_id')).toBe(APPLICATION_ID)
    expect(db.pragma('integrity_check')).toBe('ok')
    db.close()
  }
  expect(SCHEMA_VERSION).toBe(MIGRATIONS.length)
})

test('a step that fails leaves the file at the version before it, with nothing of the step', () => {
  const db = connectInMemory()
  const steps = [...MIGRATIONS, 'CREATE TABLE extra (a TEXT) STRICT; INSERT INTO nowhere VALUES (1)']
  expect(() => migrate(db.handle, 0, steps)).toThrow('nowhere')
  expect(db.pragma('user_version')).toBe(MIGRATIONS.length)
  expect(db.handle.query("SELECT name FROM sqlite_schema WHERE name = 'extra'").all()).toEqual([])
  db.close()
})

test('a later step keeps what stands in a file of this version', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await newIssue(path)
  must(await writer.appendSteps({ story: storyId('lead'), version: 0, client: 'w', steps: [step(1)] }))
  await writer.close()
  const db = connectForWriting(path)
  migrate(db.handle, SCHEMA_VERSION, [...MIGRATIONS, 'ALTER TABLE story ADD COLUMN note TEXT'])
  expect(db.pragma('user_version')).toBe(SCHEMA_VERSION + 1)
  expect(db.handle.query<[], { n: number }>('SELECT count(*) AS n FROM step').get()).toEqual({ n: 1 })
  db.close()
  expect(await issues.openForWriting(path)).toMatchObject({ code: 'file.newer' })
})

test('a file of any older version is read as it would be today, and stays as it was', async () => {
  const made = join(folder(), 'a.banmian')
  await (await newIssue(made)).close()
  for (let version = 1; version < SCHEMA_VERSION; version++) {
    const path = join(folder(), 'old.banmian')
    const old = new Database(path)
    for (const step of MIGRATIONS.slice(0, version)) old.exec(step)
    old.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version}`)
    old.exec(`ATTACH '${made}' AS today`)
    for (const table of ['issue', 'stylebook', 'saved', 'story', 'snapshot'])
      old.exec(`INSERT INTO ${table} SELECT * FROM today.${table}`)
    old.close()
    const before = readFileSync(path)
    const reader = must(await issues.openForReading(path))
    expect(await reader.listStories()).toHaveLength(1)
    await reader.close()
    expect(readFileSync(path).equals(before)).toBe(true)
    const writer = must(await issues.openForWriting(path))
    expect(await writer.listStories()).toHaveLength(1)
    await writer.close()
    const led = new Database(path, { readonly: true })
    expect(led.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION)
    led.close()
  }
})

test('every table is STRICT', () => {
  const db = connectInMemory()
  migrate(db.handle, 0)
  const loose = db.handle.query<[], { name: string }>(
    "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'",
  )
  expect(loose.all()).toEqual([])
  db.close()
})

test.each([
  ['a story’s version', 'SELECT max(version) FROM step WHERE story = 1', /SEARCH step USING PRIMARY KEY/],
  [
    'steps since',
    'SELECT json FROM step WHERE story = 1 AND version > 2 ORDER BY version',
    /SEARCH step USING PRIMARY/,
  ],
  [
    'the newest snapshot',
    'SELECT doc FROM snapshot WHERE story = 1 AND version <= 2 ORDER BY version DESC LIMIT 1',
    /SEARCH snapshot USING INDEX/,
  ],
  ['a page’s records', 'SELECT json FROM record WHERE page = 1 ORDER BY id', /SEARCH record USING .*record_of_page/],
  ['a dummy’s version', 'SELECT max(version) FROM dummy_edit WHERE page = 1', /SEARCH dummy_edit USING PRIMARY KEY/],
  ['a blob', 'SELECT key FROM blob WHERE sha256 = 1', /SEARCH blob USING COVERING INDEX/],
  ['its chunks', 'SELECT bytes FROM blob_chunk WHERE blob = 1 ORDER BY number', /SEARCH blob_chunk USING INDEX/],
  ['unfinished blobs', 'SELECT key FROM blob WHERE is_whole = 0', /blob_unfinished/],
  ['a story’s repairs', 'SELECT json FROM repair WHERE story = 1 ORDER BY id', /SEARCH repair USING INDEX/],
])('%s is found by an index, without a sort', (_, sql, expected) => {
  const db = connectInMemory()
  migrate(db.handle, 0)
  const found = plan(db.handle, sql)
  expect(found).toMatch(expected)
  expect(found).not.toContain('TEMP B-TREE')
  db.close()
})

test('a writer’s commits are synced in full, since the driver’s own default in WAL is not', async () => {
  const path = join(folder(), 'a.banmian')
  await (await newIssue(path)).close()
  const bare = new Database(path)
  expect(bare.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(bare.pragma('synchronous', { simple: true })).toBe(1)
  bare.close()
  const ours = connectForWriting(path)
  expect(ours.pragma('synchronous')).toBe(2)
  expect(ours.pragma('trusted_schema')).toBe(0)
  expect(ours.pragma('foreign_keys')).toBe(1)
  ours.close()
})
