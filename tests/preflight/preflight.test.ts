import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PARTS, type Copy, type CopyParagraph, type Part } from '#contract/copy.ts'
import type { Block } from '#contract/dummy.ts'
import type { RecordId, StoryId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage } from '#contract/setPage.ts'
import { stylebookSchema } from '#contract/stylebook.ts'
import { preflight } from '#preflight/preflight.ts'

const stylebook = stylebookSchema.parse(
  JSON.parse(readFileSync(new URL('../../resources/stylebooks/yuntang-tabloid.json', import.meta.url), 'utf8')),
)
const line = (text: string): CopyParagraph => ({ kind: 'text', text, spans: [] })

function copyOf(texts: Partial<Record<Part, string[]>>, kind: Copy['kind'] = 'story'): Copy {
  const parts = Object.fromEntries(
    PARTS.map((part) => [part, (texts[part] ?? []).map(line)]),
  ) as unknown as Copy['parts']
  return { id: 's1' as StoryId, version: 1, kind, lang: 'zh-Hans', slug: '桥', orientation: 'horizontal', parts }
}

const blockOf = (id: string): Block => ({
  type: 'block',
  id: id as RecordId,
  page: 1,
  item: 's1' as StoryId,
  areas: [{ column: 0, columns: 1, line: 0, lines: 9 }],
  legs: [0],
  mode: 'auto',
  head: 'above',
  orientation: null,
  headSize: null,
  pictures: [],
  border: 'none',
})

/** Codes of a page with one story in `blocks` blocks. */
function codesOf(copy: Copy | null, blocks = 1, change: Partial<PageJob> = {}): string[] {
  const records = copy ? Array.from({ length: blocks }, (_, i) => blockOf(`r${i}`)) : []
  const issue = { stylebook: stylebook.name, date: '2026-11-24', number: 1, edition: '', pages: 1 }
  const copies = new Map(copy ? [[copy.id, copy]] : [])
  const job: PageJob = { page: 1, issue, stylebook, records, copies, photos: new Map(), ...change }
  const set = { page: 1, blocks: records.map(() => ({})), frames: [], pictures: [] } as unknown as SetPage
  return preflight(set, job).map(({ code }) => code)
}

test('a whole story gives no finding', () => {
  expect(codesOf(copyOf({ headline: ['新桥通车'], body: ['昨日上午，新桥通车。'] }))).toEqual([])
})

test('an empty page and a front page without its masthead are remarked on', () => {
  expect(codesOf(null)).toEqual(['page.empty'])
  const bare = { ...stylebook, front: { ...stylebook.front, furniture: [] } }
  expect(codesOf(null, 1, { stylebook: bare })).toEqual(['page.empty', 'masthead.missing'])
})

test('a headed story without a body is remarked on, a refer without one is not', () => {
  expect(codesOf(copyOf({ headline: ['新桥通车'], body: [' '] }))).toEqual(['copy.empty'])
  expect(codesOf(copyOf({ headline: ['新桥通车'] }, 'refer'))).toEqual([])
})

test('words that only hold a place are an error at their place, once however many blocks the story has', () => {
  for (const text of ['票价××××元', '全长XXXX米', '此处填数字', 'Lorem ipsum dolor', 'The mayor, TK TK, said'])
    expect(codesOf(copyOf({ headline: ['桥'], body: [text] }), 2), text).toEqual(['copy.placeholder'])
  for (const text of ['XXL码', '本报讯', '得分 3×4', '待命', 'the X axis'])
    expect(codesOf(copyOf({ headline: ['桥'], body: [text] })), text).toEqual([])
})
