import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { SCHEMA_VERSION } from '#storage/migrations.ts'
import { codeOf, folder, issue, issues, must, newIssue, photo, sha, step, storyId, stylebook } from './sample.ts'
import { mayMount, mounted } from './smallDisk.ts'

const lead = storyId('lead')

/** An issue with something of everything that a flipped byte may hit; the path. */
async function fullIssue(path: string): Promise<void> {
  const writer = await newIssue(path)
  const bytes = new Uint8Array(60_000).map((_, i) => (i * 7) % 251)
  must(await writer.filePhoto(photo('p1', bytes), bytes))
  for (let version = 0; version < 40; version++) {
    must(await writer.appendSteps({ story: lead, version, client: 'w', steps: [step(version)] }))
  }
  must(await writer.writeSnapshot(lead, { version: 40, doc: { text: '稿'.repeat(3000) } }))
  must(await writer.signOff({ page: 1, stage: '一审', person: '方某', stamp: 'a'.repeat(64) }))
  await writer.close()
}

test('a path with no file is missing, one that is taken exists, and neither is touched', async () => {
  const path = join(folder(), 'a.banmian')
  expect(codeOf(await issues.openForReading(path))).toBe('file.missing')
  expect(codeOf(await issues.openForWriting(path))).toBe('file.missing')
  expect(codeOf(await issues.create(join(path, 'in', 'b.banmian'), issue, stylebook))).toBe('file.missing')
  expect(existsSync(path)).toBe(false)
  writeFileSync(path, 'mine')
  expect(codeOf(await issues.create(path, issue, stylebook))).toBe('file.exists')
  expect(readFileSync(path, 'utf8')).toBe('mine')
})

test('text, an empty file, a folder and another program’s database are no issues', async () => {
  const home = folder()
  writeFileSync(join(home, 'text'), '云塘日报 '.repeat(400))
  writeFileSync(join(home, 'empty'), '')
  mkdirSync(join(home, 'folder'))
  const db = new Database(join(home, 'other'))
  db.exec('CREATE TABLE note (text TEXT); PRAGMA application_id = 7')
  db.close()
  for (const name of ['text', 'empty', 'folder', 'other']) {
    expect([name, codeOf(await issues.openForReading(join(home, name)))]).toEqual([name, 'file.notIssue'])
    expect([name, codeOf(await issues.openForWriting(join(home, name)))]).toEqual([name, 'file.notIssue'])
  }
  expect(readdirSync(home).toSorted()).toEqual(['empty', 'folder', 'other', 'text'])
})

test('a file from a newer version is refused with both versions, and left as it was', async () => {
  const path = join(folder(), 'a.banmian')
  await (await newIssue(path)).close()
  const db = new Database(path)
  db.pragma('user_version = 99')
  db.close()
  const refusal = await issues.openForWriting(path)
  expect(refusal).toMatchObject({
    code: 'file.newer',
    where: { file: 'a.banmian', version: 99, known: SCHEMA_VERSION },
  })
  expect(codeOf(await issues.openForReading(path))).toBe('file.newer')
})

test('one writer a file: a second is refused until the first closes, readers are not', async () => {
  const path = join(folder(), 'a.banmian')
  const first = await newIssue(path)
  expect(codeOf(await issues.openForWriting(path))).toBe('file.busy')
  const reader = must(await issues.openForReading(path))
  must(await first.spikeStory(lead, true))
  expect((await reader.listStories())[0]?.isSpiked).toBe(true)
  await reader.close()
  await first.close()
  const second = must(await issues.openForWriting(path))
  expect((await second.listStories())[0]?.isSpiked).toBe(true)
  await second.close()
})

test('another process’s writer is seen too, and a lock file that a crash left locks nobody out', async () => {
  const home = folder()
  const path = join(home, 'a.banmian')
  const writer = await newIssue(path)
  const script = `import { openIssues } from '#storage/issues.ts'
    const opened = await openIssues({ clock: { now: () => '' } }).openForWriting(process.argv[1])
    console.log(opened.code ?? 'opened')
    process.exit()`
  const args = ['--input-type=module', '-e', script, path]
  const elsewhere = (): string => execFileSync(process.execPath, args, { encoding: 'utf8' }).trim()
  expect(elsewhere()).toBe('file.busy')
  await writer.close()
  expect(elsewhere()).toBe('opened')
  expect(readdirSync(home)).toContain('a.banmian-lock')
  await must(await issues.openForWriting(path)).close()
  expect(readdirSync(home)).toEqual(['a.banmian'])
})

test('a trigger that a stranger put into a file makes it damaged, since nothing of ours is one', async () => {
  const path = join(folder(), 'a.banmian')
  await (await newIssue(path)).close()
  const db = new Database(path)
  db.exec('CREATE TRIGGER t AFTER INSERT ON step BEGIN DELETE FROM step; END')
  db.close()
  expect(await issues.openForWriting(path)).toMatchObject({
    code: 'file.corrupt',
    where: { place: 'schema trigger t' },
  })
})

/** Changes one value in a closed file behind SQLite's back: a change that integrity_check does not see. */
function tamper(path: string, sql: string): void {
  const db = new Database(path)
  db.exec(sql)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
}

test('damage inside a cell is told: of a step, of a blob, of a sign-off and of the issue itself', async () => {
  const home = folder()
  const whole = join(home, 'whole.banmian')
  await fullIssue(whole)
  const damaged = (sql: string): string => {
    const path = join(home, `${readdirSync(home).length}.banmian`)
    copyFileSync(whole, path)
    tamper(path, sql)
    return path
  }
  const steps = must(await issues.openForReading(damaged("UPDATE step SET json = replace(json, '7', '8')")))
  expect(codeOf(await steps.readSteps(lead, 0))).toBe('file.corrupt')
  expect(must(await steps.readSteps(lead, 38)).steps).toEqual([step(38), step(39)])
  await steps.close()
  const gap = must(await issues.openForReading(damaged('DELETE FROM step WHERE version = 20')))
  expect(codeOf(await gap.readSteps(lead, 10))).toBe('file.corrupt')
  expect(must(await gap.readSteps(lead, 30)).steps.length).toBe(10)
  await gap.close()
  const blob = must(await issues.openForReading(damaged('UPDATE blob_chunk SET bytes = zeroblob(60000)')))
  expect(codeOf(await blob.readBlob((await blob.listPhotos())[0]!.sha256))).toBe('file.corrupt')
  await blob.close()
  const signed = damaged("UPDATE sign_off SET json = replace(json, '方', '徐')")
  expect(await issues.openForReading(signed)).toMatchObject({ where: { place: 'sign_off 1' } })
  expect(codeOf(await issues.openForWriting(damaged("UPDATE issue SET json = replace(json, '1024', '1025')")))).toBe(
    'file.corrupt',
  )
})

test('a damaged snapshot is passed over for an older one, since the steps after it are all there', async () => {
  const path = join(folder(), 'a.banmian')
  await fullIssue(path)
  tamper(path, "UPDATE snapshot SET doc = replace(doc, '稿', '高') WHERE version = 40")
  const reader = must(await issues.openForReading(path))
  expect(must(await reader.readSnapshot(lead)).version).toBe(0)
  await reader.close()
  tamper(path, "UPDATE snapshot SET doc = '{}'")
  const none = must(await issues.openForReading(path))
  expect(codeOf(await none.readSnapshot(lead))).toBe('file.corrupt')
  await none.close()
})

/** A small generator, so that a failure can be run again by its seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
}

test('flipped bytes anywhere in a file give a Fault or the truth, never a throw', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  console.log(`seed ${seed}`)
  const random = randomOf(seed)
  const home = folder()
  const whole = join(home, 'whole.banmian')
  await fullIssue(whole)
  const bytes = readFileSync(whole)
  const path = join(home, 'flipped.banmian')
  let refused = 0
  for (let round = 0; round < 120; round++) {
    const flipped = Buffer.from(bytes)
    const spread = round % 3 === 0 ? 4096 : flipped.length
    for (let n = 0; n < 1 + (round % 8); n++) {
      const at = random(spread)
      flipped[at] = flipped[at]! ^ (1 << random(8))
    }
    writeFileSync(path, flipped)
    if (await readsAsFault(path)) refused++
  }
  expect(refused).toBeGreaterThan(20)
})

/** Opens and reads everything; true for a Fault. What is read without one must be what was written. */
async function readsAsFault(path: string): Promise<boolean> {
  const opened = await issues.openForWriting(path)
  if (isFault(opened)) return true
  const hash = sha(new Uint8Array(60_000).map((_, i) => (i * 7) % 251))
  const read = [await opened.readSteps(lead, 0), await opened.readSnapshot(lead), await opened.readBlob(hash)]
  const [steps] = read
  if (!isFault(steps) && 'steps' in steps!) {
    expect(steps.steps).toEqual(Array.from({ length: steps.steps.length }, (_, i) => step(i)))
  }
  const later = [opened.listStories(), opened.readDummy(1), opened.listRepairs(null)]
  const told = (await Promise.allSettled(later)).filter((each) => each.status === 'rejected')
  for (const { reason } of told) expect(reason).toMatchObject({ isFault: true, code: 'file.corrupt' })
  await opened.close()
  return read.some(isFault) || told.length > 0
}

test.skipIf(!mayMount())('in a read-only folder a file can be read, and writing is refused', async () => {
  const home = mounted(folder(), 'size=8m') ?? expect.fail('a small disk could be mounted a moment ago')
  const path = join(home, 'a.banmian')
  await fullIssue(path)
  execFileSync('mount', ['-o', 'remount,ro', home])
  expect(codeOf(await issues.openForWriting(path))).toBe('file.readOnly')
  expect(codeOf(await issues.create(join(home, 'b.banmian'), issue, stylebook))).toBe('file.readOnly')
  const reader = must(await issues.openForReading(path))
  expect(must(await reader.readSteps(lead, 0)).steps.length).toBe(40)
  await reader.close()
})

test.skipIf(!mayMount())(
  'on a full disk pictures are refused, typing goes on in the reserve, and what was acknowledged stays',
  async () => {
    const home = mounted(folder(), 'size=4m') ?? expect.fail('a small disk could be mounted a moment ago')
    const path = join(home, 'a.banmian')
    const writer = await newIssue(path)
    const bytes = new Uint8Array(6_000_000).fill(9)
    expect(codeOf(await writer.filePhoto(photo('p1', bytes), bytes))).toBe('file.full')
    expect(existsSync(`${path}-reserve`)).toBe(true)
    let version = 0
    let refusal: unknown = null
    while (refusal === null && version < 20_000) {
      const receipt = await writer.appendSteps({ story: lead, version, client: 'w', steps: ['字'.repeat(200)] })
      if (isFault(receipt)) refusal = receipt
      else version = receipt.version
    }
    expect(codeOf(refusal)).toBe('file.full')
    expect(existsSync(`${path}-reserve`)).toBe(false)
    expect(version).toBeGreaterThan(20)
    expect(must(await writer.readSteps(lead, 0)).steps.length).toBe(version)
    await writer.close()
    const reader = must(await issues.openForReading(path))
    expect(must(await reader.readSteps(lead, 0)).steps.length).toBe(version)
    expect(await reader.listPhotos()).toEqual([])
    await reader.close()
  },
)
