/**
 * The index of the pool's words (FTS5, without the words' own text). It is told which words a story has and never asked
 * what they mean; it is no authority: damaged or lost, it is dropped and filled again from the stories.
 */
import type { StoryId } from '#contract/ids.ts'
import type { IndexEntry, IndexHit } from '#desk/ports.ts'
import { Damage } from './refusals.ts'
import type { Readable, Writable } from './sqlite.ts'

/** What a word counts in the head, in the body, in bylines and credits. */
const RANK = 'bm25(word_index, 8.0, 1.0, 3.0)'

/** Pages of the index that are written at a turn: some 10 ms. */
const MERGED = 200

/** A word of every story: by it the index is asked whether it still has all that it was given. */
const WITNESS = '\ue001'

interface Row {
  story: StoryId
  version: number
}

interface HitRow {
  story: StoryId
  rank: number
}

export interface WordIndex {
  /** The version of each story that is indexed in this form. */
  read(form: string): ReadonlyMap<StoryId, number>
  search(expression: string, most: number): readonly IndexHit[]
}

export function openWordIndex(db: Readable): WordIndex {
  const all = db.query<[string], Row>('SELECT story, version FROM indexed WHERE form = ?')
  const search = db.query<[string, number], HitRow>(
    `SELECT indexed.story AS story, ${RANK} AS rank FROM word_index JOIN indexed ON indexed.key = word_index.rowid
     WHERE word_index MATCH ? ORDER BY rank, indexed.key LIMIT ?`,
  )
  return {
    read: (form) => new Map(all.all(form).map(({ story, version }) => [story, version])),
    // Lower is better there, and below nought.
    search: (expression, most) => search.all(expression, most).map(({ story, rank }) => ({ story, score: -rank })),
  }
}

export interface WordIndexWrites {
  keep(form: string, entries: readonly IndexEntry[]): void
  /** Throws where the index does not hold together. */
  check(): void
  /** Joins the pieces of the index, a part of the work a call; true when all of it is done. `isFirst` begins anew. */
  tidy(isFirst: boolean): boolean
  drop(): void
}

export function openWordIndexWrites(db: Writable): WordIndexWrites {
  const known = db.query<[StoryId], { key: number }>('SELECT key FROM indexed WHERE story = ?')
  const insert = db.change<[StoryId, number, string]>('INSERT INTO indexed (story, version, form) VALUES (?, ?, ?)')
  const update = db.change<[number, string, number]>('UPDATE indexed SET version = ?, form = ? WHERE key = ?')
  const forget = db.change<[number]>('DELETE FROM word_index WHERE rowid = ?')
  const put = db.change<[number, string, string, string]>(
    'INSERT INTO word_index (rowid, head, body, credits) VALUES (?, ?, ?, ?)',
  )
  const check = db.change<[]>("INSERT INTO word_index (word_index) VALUES ('integrity-check')")
  const given = db.query<[], { n: number }>('SELECT count(*) AS n FROM indexed')
  const kept = db.query<[string], { n: number }>('SELECT count(*) AS n FROM word_index WHERE word_index MATCH ?')
  const merge = db.change<[number]>("INSERT INTO word_index (word_index, rank) VALUES ('merge', ?)")
  const changes = db.query<[], { n: number }>('SELECT total_changes() AS n')
  const forgetAll = db.change<[]>("INSERT INTO word_index (word_index) VALUES ('delete-all')")
  const clear = db.change<[]>('DELETE FROM indexed')

  const keyOf = ({ story, version }: IndexEntry, form: string): number => {
    const row = known.get(story)
    if (!row) return insert.run(story, version, form).key
    update.run(version, form, row.key)
    forget.run(row.key)
    return row.key
  }
  return {
    keep: (form, entries) =>
      db.transact(() => {
        for (const entry of entries) put.run(keyOf(entry, form), entry.head, entry.body, `${entry.credits} ${WITNESS}`)
      }),
    check() {
      check.run()
      if (given.get()?.n !== kept.get(`"${WITNESS}"`)?.n) throw new Damage('word_index')
    },
    tidy(isFirst) {
      const before = changes.get()?.n ?? 0
      merge.run(isFirst ? -MERGED : MERGED)
      // FTS5 counts its own row and whatever it wrote.
      return (changes.get()?.n ?? 0) - before < 2
    },
    drop: () =>
      db.transact(() => {
        forgetAll.run()
        clear.run()
      }),
  }
}
