/**
 * Full-text search of the pool. The index lies in the issue file and is brought up to the stories' versions before each
 * answer, so that typing never waits for it and an answer is never of yesterday. It is no authority: where it cannot be
 * written or is damaged, the stories themselves are read.
 */
import { PARTS, type Copy } from '#contract/copy.ts'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { PoolHit, RequestOf } from '#contract/requests.ts'
import { ALL_FOLDS, folding, type FoldCharacter } from '#story/find/fold.ts'
import { finderOf, type Finder } from '#story/find/finder.ts'
import { NO_QUERY, isWhere, type Where } from '#story/find/query.ts'
import { readScripts, type Scripts } from '#story/find/scripts.ts'
import { expressionOf, indexWords, INDEX_FORM, readAsked, type Asked, type Term } from './poolWords.ts'
import type { IndexEntry, IndexHit, IssueWriter, StoryRow } from './ports.ts'
import { openQueue } from './queue.ts'
import { snippetOf } from './snippets.ts'
import type { Stories } from './stories.ts'

export interface PoolSearch {
  search(order: RequestOf<'searchPool'>): Promise<Outcome<readonly PoolHit[]>>
}

/** Stories that are indexed in one turn: some 20 ms. */
const CHUNK = 16
/** An index of so many stories is read through before its first use in a session: less than 50 ms. */
const MOST_CHECKED = 500
/** So many stories leave an index in many pieces. */
const MANY = 256
/** Between lines stands a word that nobody asks for, so that no phrase runs from one line into the next. */
const LINE_END = ' \ue000 '
/** The columns of the index. */
const COLUMNS = ['head', 'body', 'credits'] as const

interface PoolInput {
  readonly issue: IssueWriter
  readonly stories: Stories
}

export function openPoolSearch({ issue, stories }: PoolInput): PoolSearch {
  const queue = openQueue()
  let scripts: Scripts | null = null
  let indexed: Map<StoryId, number> | null = null

  const entryOf = async ({ id }: StoryRow, fold: FoldCharacter): Promise<Outcome<IndexEntry>> => {
    const held = await stories.hold(id)
    if (isFault(held)) return held
    const words = (where: Where): string => indexWords(textsIn(held.copy, where), fold)
    const [head, body, credits] = COLUMNS.map(words)
    return { story: id, version: held.row.version, head: head!, body: body!, credits: credits! }
  }
  /** What is indexed; a small index that is damaged in a way that no answer would show is dropped first. */
  const readKnown = async (): Promise<Map<StoryId, number>> => {
    const known = await issue.readIndexed(INDEX_FORM)
    if (known.size > MOST_CHECKED || !isFault(await issue.checkIndex())) return new Map(known)
    await issue.dropIndex()
    return new Map(await issue.readIndexed(INDEX_FORM))
  }
  /** Indexes what changed since; false where the index cannot be kept. */
  const catchUp = async (fold: FoldCharacter): Promise<boolean> => {
    const known = (indexed ??= await readKnown())
    const stale = stories.rows().filter(({ id, version, kind }) => kind !== 'ad' && known.get(id) !== version)
    for (let at = 0; at < stale.length; at += CHUNK) {
      const made = await Promise.all(stale.slice(at, at + CHUNK).map((row) => entryOf(row, fold)))
      const entries = made.flatMap((each) => (isFault(each) ? [] : [each]))
      if (isFault(await issue.keepIndexed(INDEX_FORM, entries))) return false
      for (const { story, version } of entries) known.set(story, version)
    }
    if (stale.length >= MANY) await issue.tidyIndex()
    return true
  }
  const drop = async (): Promise<null> => {
    indexed = null
    await issue.dropIndex()
    return null
  }
  const searchIndex = async (asked: Asked, where: Where, most: number, fold: FoldCharacter) => {
    if (!(await catchUp(fold))) return drop()
    const hits = await issue.searchIndex(expressionOf(asked, where === 'all' ? null : where), most)
    return isFault(hits) ? drop() : hits
  }
  const search = async ({ words, where, most }: RequestOf<'searchPool'>): Promise<Outcome<readonly PoolHit[]>> => {
    scripts ??= await readScripts()
    const fold = folding(ALL_FOLDS, scripts)
    const asked = readAsked(words, fold)
    if (asked.length === 0) return []
    const hits =
      (await searchIndex(asked, where, most, fold)) ?? (await readThrough(stories, asked, where, most, scripts))
    const finders = findersOf(asked, scripts)
    const shown: PoolHit[] = []
    for (const hit of hits) {
      const held = await stories.hold(hit.story)
      if (!isFault(held)) shown.push({ ...hit, ...snippetOf(held.copy, where, finders) })
    }
    return shown
  }
  return { search: (order) => queue.run('search', () => search(order)) }
}

/** The text of the parts that a column holds, a line a paragraph; an own slug counts as a head. */
function textsIn({ parts, slug }: Copy, where: Where): string {
  const texts = PARTS.filter((part) => isWhere(part, where)).flatMap((part) => parts[part].map(({ text }) => text))
  if (where === 'head' && slug !== '') texts.push(slug)
  return texts.join(LINE_END)
}

const findersOf = (asked: Asked, scripts: Scripts): Finder[] =>
  asked.flat().flatMap((term) => {
    const finder = finderOf({ ...NO_QUERY, ...ALL_FOLDS, text: term.text }, scripts)
    return isFault(finder) ? [] : [finder]
  })

/** Without the index: every story is read, and ranked by how often its words stand there. */
async function readThrough(
  stories: Stories,
  asked: Asked,
  where: Where,
  most: number,
  scripts: Scripts,
): Promise<readonly IndexHit[]> {
  const finderFor = (term: Term): Finder => findersOf([[term]], scripts)[0]!
  const alternatives = asked.map((terms) => terms.map(finderFor))
  const hits: IndexHit[] = []
  for (const { id, kind } of stories.rows()) {
    const held = kind === 'ad' ? null : await stories.hold(id)
    if (!held || isFault(held)) continue
    const text =
      where === 'all' ? COLUMNS.map((column) => textsIn(held.copy, column)).join(LINE_END) : textsIn(held.copy, where)
    const counts = alternatives.map((finders) => finders.map((find) => find(text).length))
    const best = Math.max(...counts.map((each) => (each.includes(0) ? 0 : each.reduce((sum, n) => sum + n, 0))))
    if (best > 0) hits.push({ story: id, score: best })
  }
  return hits.sort((a, b) => b.score - a.score).slice(0, most)
}
