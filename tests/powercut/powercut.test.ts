import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { issues, newIssue, storyId } from '../storage/sample.ts'
import { cutAt, readRecording, type Cut } from './replay.ts'

/** 300 with CUTS=300: what is claimed; fewer in every run of the tests. */
const CUTS = Number(process.env.CUTS ?? 60)
const KEYSTROKES = 200

const home = mkdtempSync(join(tmpdir(), 'banmian-powercut-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const own = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const recorder = maybeRecorder()
const why = recorder === null ? ' (skipped: needs Linux and gcc)' : ''

/** The compiled recorder; null where there is no gcc, or no way to preload it. */
function maybeRecorder(): string | null {
  if (process.platform !== 'linux') return null
  const library = join(home, 'recorder.so')
  try {
    execFileSync('gcc', ['-O1', '-shared', '-fPIC', '-o', library, own('./recorder.c'), '-ldl'], { stdio: 'ignore' })
    return library
  } catch {
    return null
  }
}

function randomOf(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x80000000
}

/** Records a scribe and cuts its power `CUTS` times; each time the disk is laid out at `path` and handed to `look`. */
async function cutOften(mode: string, look: (path: string, cut: Cut) => Promise<void>): Promise<void> {
  const path = join(home, `${mode}.banmian`)
  const before = `${path}.before`
  await (await newIssue(path)).close()
  copyFileSync(path, before)
  const log = join(home, `${mode}.log`)
  const env = { ...process.env, LD_PRELOAD: recorder ?? '', RECORD_PATH: path, RECORD_LOG: log }
  const scribe = spawnSync(process.execPath, [own('./scribe.ts'), path, String(KEYSTROKES), mode], { env })
  expect(scribe.signal, scribe.stderr.toString()).toBe('SIGKILL')
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  console.log(`power cut, ${mode}: seed ${seed}`)
  const random = randomOf(seed)
  const entries = readRecording(readFileSync(log)).filter(
    (entry) => !('path' in entry) || /(banmian|-wal)$/.test(entry.path),
  )
  const whole = new Map([[path, readFileSync(before)]])
  for (let n = 0; n < CUTS; n++) {
    const cut = cutAt(entries, Math.floor(random() * entries.length), whole, random)
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
    for (const [file, bytes] of cut.files) writeFileSync(file, bytes)
    await look(path, cut)
  }
}

test.runIf(recorder)(
  `of ${CUTS} power cuts none loses an acknowledged step or harms the file${why}`,
  { timeout: 120_000 },
  async () => {
    let acknowledged = 0
    await cutOften('strict', async (path, cut) => {
      const writer = await issues.openForWriting(path)
      if (isFault(writer)) throw new Error(`${writer.code} after ${cut.acknowledged}`)
      const batch = await writer.readSteps(storyId('lead'), 0)
      await writer.close()
      if (isFault(batch)) throw new Error(`${batch.code} after ${cut.acknowledged}`)
      expect(batch.steps.length).toBeGreaterThanOrEqual(cut.acknowledged)
      expect(batch.steps.map((step) => (step as { at: number }).at)).toEqual(batch.steps.map((_, i) => i))
      const db = new Database(path, { readonly: true })
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      db.close()
      acknowledged = Math.max(acknowledged, cut.acknowledged)
    })
    expect(acknowledged).toBeGreaterThan(KEYSTROKES / 2)
  },
)

test.runIf(recorder)(
  `the same cuts do lose steps of the driver’s own setting${why}`,
  { timeout: 120_000 },
  async () => {
    let losses = 0
    await cutOften('lax', async (path, cut) => {
      const db = new Database(path)
      const row = db.prepare<[], { found: number }>('SELECT coalesce(max(version), 0) AS found FROM step').get()
      db.close()
      if ((row?.found ?? 0) < cut.acknowledged) losses++
    })
    expect(losses).toBeGreaterThan(CUTS / 10)
  },
)
