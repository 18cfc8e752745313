/** `search.pool`: a query over 10,000 stories, from the request to the answer with its snippets, in milliseconds. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { stylebookSchema } from '#contract/stylebook.ts'
import { openPorts } from '#darkroom/openPorts.ts'
import { openDesk, type OpenDesk } from '#desk/openDesk.ts'
import type { IssueWriter } from '#desk/ports.ts'
import { openIssues } from '#storage/issues.ts'
import { schema } from '#story/schema.ts'
import { EN, ZH } from '../compose/samples.ts'
import { random } from '../grid/records.ts'
import { pick, whole, type Next } from '../laws/edits/chance.ts'
import type { Samples } from './figures.ts'

const STORIES = 10_000
const QUERIES = 500
/** Stories that are filed at a time, so that each commit holds many. */
const AT_ONCE = 500

export async function measurePool(folder: string): Promise<readonly Samples[]> {
  const ports = openPorts()
  const book = readFileSync(new URL('../../resources/stylebooks/yuntang-broadsheet.json', import.meta.url), 'utf8')
  const stylebook = stylebookSchema.parse(JSON.parse(book))
  const issue = { stylebook: stylebook.name, date: '2026-11-24', number: 1024, edition: '', pages: 8 }
  const path = join(folder, 'pool.banmian')
  const writer = must(await openIssues({ clock: ports.clock }).create(path, issue, stylebook))
  const next = random(20_261_124)
  await fileStories(writer, next)
  const desk = await openDesk({ ports, issue: writer })
  const start = performance.now()
  await ask(desk, '绿道')
  const indexing = performance.now() - start
  const samples: number[] = []
  for (let n = 0; n < QUERIES; n++) {
    const words = queryOf(next)
    const asked = performance.now()
    await ask(desk, words)
    samples.push(performance.now() - asked)
  }
  await desk.close()
  return [
    { name: 'search.pool', unit: 'ms', samples },
    { name: 'search.index', unit: 'ms', samples: [indexing] },
  ]
}

const ask = async (desk: OpenDesk, words: string): Promise<number> =>
  must(await desk.handlers.searchPool({ words, where: 'all', most: 50 })).length

/** Sentences of our own samples, shuffled: each story has some of every kind. */
async function fileStories(writer: IssueWriter, next: Next): Promise<void> {
  const sentences = ZH.join('').split(/(?<=[。；！？])/)
  const english = EN.join(' ').split(/(?<=[.;,]) /)
  const paragraph = (): string =>
    next() < 0.85
      ? Array.from({ length: whole(next, 2, 5) }, () => shuffled(pick(next, sentences), next)).join('')
      : Array.from({ length: whole(next, 2, 4) }, () => pick(next, english)).join(' ')
  for (let n = 0; n < STORIES; n += AT_ONCE) {
    const filed = Array.from({ length: AT_ONCE }, (_, i) => {
      const lines = [
        schema.node('headline', null, schema.text(pick(next, sentences).slice(0, 14))),
        ...Array.from({ length: whole(next, 3, 6) }, () => schema.node('paragraph', null, schema.text(paragraph()))),
      ]
      const doc = schema.node('doc', null, lines).toJSON() as never
      return writer.createStory({ id: `s${n + i}` as StoryId, kind: 'story', doc })
    })
    for (const outcome of await Promise.all(filed)) must(outcome)
  }
}

/** Clauses of a sentence in another order, so that no two stories are the same. */
const shuffled = (sentence: string, next: Next): string =>
  sentence
    .split(/(?<=[，、])/)
    .sort(() => next() - 0.5)
    .join('')

/** What editors look for: a word of two characters, one, a stretch, several, English as it is typed. */
function queryOf(next: Next): string {
  const text = pick(next, ZH)
  const stretch = (length: number): string => {
    const at = whole(next, 0, text.length - length)
    return text.slice(at, at + length)
  }
  const word = pick(
    next,
    EN.join(' ')
      .split(/[^A-Za-z]+/)
      .filter((each) => each.length > 3),
  )
  return pick(next, [
    stretch(2),
    stretch(2),
    stretch(1),
    stretch(5),
    `${stretch(2)} ${stretch(2)}`,
    `${stretch(2)} OR ${stretch(3)}`,
    word,
    word.slice(0, 3),
  ])
}

function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(outcome.code)
  return outcome
}
