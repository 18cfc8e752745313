/** What the issue file costs: `step.append` and `open.issue`, in milliseconds. */
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { stylebookSchema } from '#contract/stylebook.ts'
import { openIssues } from '#storage/issues.ts'
import type { Samples } from './figures.ts'

const APPENDS = 2000
const OPENINGS = 50
const STORIES = 40

/** Samples of each figure, from a new issue in `folder`: 40 stories, one keystroke a commit. */
export async function measureStorage(folder: string): Promise<readonly Samples[]> {
  const path = join(folder, 'bench.banmian')
  const issues = openIssues({ clock: { now: () => new Date().toISOString() } })
  const book = readFileSync(new URL('../../resources/stylebooks/yuntang-broadsheet.json', import.meta.url), 'utf8')
  const stylebook = stylebookSchema.parse(JSON.parse(book))
  const issue = { stylebook: stylebook.name, date: '2026-11-24', number: 1024, edition: '', pages: 8 }
  const writer = must(await issues.create(path, issue, stylebook))
  for (let n = 0; n < STORIES; n++) {
    must(await writer.createStory({ id: `s${n}` as StoryId, kind: 'story', doc: { text: '稿'.repeat(2000) } }))
  }
  const appends: number[] = []
  for (let n = 0; n < APPENDS; n++) {
    const story = `s${n % STORIES}` as StoryId
    const keystroke = { stepType: 'replace', from: n, to: n, slice: { content: [{ type: 'text', text: '字' }] } }
    const start = performance.now()
    must(await writer.appendSteps({ story, version: Math.floor(n / STORIES), client: 'bench', steps: [keystroke] }))
    appends.push(performance.now() - start)
  }
  await writer.close()
  const openings: number[] = []
  for (let n = 0; n < OPENINGS; n++) {
    const start = performance.now()
    const opened = must(await issues.openForWriting(path))
    openings.push(performance.now() - start)
    await opened.close()
  }
  return [
    { name: 'step.append', unit: 'ms', samples: appends },
    { name: 'open.issue', unit: 'ms', samples: openings },
  ]
}

function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(outcome.code)
  return outcome
}
