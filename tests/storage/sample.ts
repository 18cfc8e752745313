/** What the storage tests open: a folder of its own, an invented issue, a clock that ticks by itself. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createHash } from 'node:crypto'
import type { Block } from '#contract/dummy.ts'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import type { Issue } from '#contract/issue.ts'
import type { Photo } from '#contract/photo.ts'
import { stylebookSchema } from '#contract/stylebook.ts'
import type { Clock, IssueWriter } from '#desk/ports.ts'
import { openIssues } from '#storage/issues.ts'

export const issue: Issue = { stylebook: 'yuntang-tabloid', date: '2026-11-24', number: 1024, edition: '', pages: 4 }
export const stylebook = stylebookSchema.parse(
  JSON.parse(readFileSync(new URL('../../resources/stylebooks/yuntang-tabloid.json', import.meta.url), 'utf8')),
)

export const storyId = (name: string): StoryId => name as StoryId
export const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A clock that is a millisecond later at every look. */
export function tickingClock(): Clock {
  let time = Date.UTC(2026, 10, 23, 14, 0, 0)
  return { now: () => new Date(time++).toISOString() }
}

export const issues = openIssues({ clock: tickingClock() })

/** A folder that goes when the test ends. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'banmian-storage-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** The value of an outcome that must not be a Fault. */
export function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}

/** The code of an outcome that must be a Fault. */
export function codeOf(outcome: unknown): string {
  if (!isFault(outcome)) throw new Error('no Fault')
  return outcome.code
}

/** A new issue with one empty story `lead`. */
export async function newIssue(path: string): Promise<IssueWriter> {
  const writer = must(await issues.create(path, issue, stylebook))
  must(await writer.createStory({ id: storyId('lead'), kind: 'story', doc: { type: 'doc', content: [] } }))
  return writer
}

export const step = (n: number): { stepType: string; from: number; text: string } => ({
  stepType: 'replace',
  from: n,
  text: `第 ${n} 步`,
})

export function block(id: string, page = 1, line = 0): Block {
  return {
    type: 'block',
    id: id as RecordId,
    page,
    item: storyId('lead'),
    areas: [{ column: 0, columns: 2, line, lines: 10 }],
    legs: [0],
    mode: 'auto',
    head: 'above',
    orientation: null,
    headSize: null,
    pictures: [],
    border: 'none',
  }
}

export function photo(id: string, bytes: Uint8Array): Photo {
  return {
    id: id as PhotoId,
    name: `${id}.jpg`,
    format: 'jpeg',
    width: 4,
    height: 3,
    colour: 'rgb',
    sha256: sha(bytes),
    caption: '河岸的新步道',
    headline: '',
    credit: '',
    byline: '',
    city: '云塘',
    country: '',
    date: '',
    source: '',
    rights: '',
    keywords: ['步道'],
  }
}
