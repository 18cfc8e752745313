/** Stories of the pool and their documents: rows, and snapshots of the document at a version. */
import { storyKindSchema, type StoryKind } from '#contract/copy.ts'
import { fault, isFault, type Fault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Json } from '#contract/requests.ts'
import type { Receipt, Snapshot, StoryRow } from '#desk/ports.ts'
import { Damage } from './refusals.ts'
import { parseJson, sha256 } from './seal.ts'
import type { Readable, Writable } from './sqlite.ts'

interface Row {
  id: StoryId
  kind: string
  position: number
  is_spiked: number
  at: string
  version: number
}

interface SnapshotRow {
  version: number
  doc: string
  sha256: string
}

/** A story's version is that of its last step: nothing but the log says it. */
const ROW = `SELECT id, kind, position, is_spiked, at,
  (SELECT coalesce(max(version), 0) FROM step WHERE step.story = story.id) AS version FROM story`

export interface Stories {
  list(): StoryRow[]
  /** story.missing. */
  row(id: StoryId): Outcome<StoryRow>
  /** The newest whole snapshot at or below `at`. Steps are the authority: a damaged one is passed over for an older. */
  snapshot(id: StoryId, at: number): Outcome<Snapshot>
  /** Time of the story's last step, else of its making (ISO 8601); null where there is no such story. */
  changedAt(id: StoryId): string | null
}

export function openStories(db: Readable): Stories {
  const list = db.query<[], Row>(`${ROW} ORDER BY position`)
  const one = db.query<[StoryId], Row>(`${ROW} WHERE id = ?`)
  const snapshots = db.query<[StoryId, number, number], SnapshotRow>(
    'SELECT version, doc, sha256 FROM snapshot WHERE story = ? AND version <= ? ORDER BY version DESC LIMIT 1 OFFSET ?',
  )
  const row = (id: StoryId): Outcome<StoryRow> => {
    const found = one.get(id)
    return found ? storyRow(found) : missing(id)
  }
  const lastStep = db.query<[StoryId], { at: string }>(
    'SELECT at FROM step WHERE story = ? ORDER BY version DESC LIMIT 1',
  )
  const made = db.query<[StoryId], { at: string }>('SELECT at FROM story WHERE id = ?')
  return {
    changedAt: (id) => (lastStep.get(id) ?? made.get(id))?.at ?? null,
    list: () => list.all().map(storyRow),
    row,
    snapshot(id, at) {
      const known = row(id)
      if (isFault(known)) return known
      for (let passed = 0; ; passed++) {
        const found = snapshots.get(id, at, passed)
        if (!found) throw new Damage(`snapshot ${id}`)
        if (sha256(found.doc) === found.sha256) {
          return { version: found.version, doc: parseJson(found.doc, `snapshot ${id}`) }
        }
      }
    },
  }
}

/** A story that is not there yet. */
export interface NewStory {
  readonly id: StoryId
  readonly kind: StoryKind
  readonly doc: Json
}

export interface StoryWrites {
  /** Makes a story at the end of the pool, at version 0. An id that stands already is the caller's bug. */
  create(story: NewStory, now: string): Receipt
  spike(id: StoryId, isSpiked: boolean, now: string): Outcome<Receipt>
  /** Keeps a snapshot and drops those that replay can do without. */
  writeSnapshot(id: StoryId, snapshot: Snapshot, now: string): Outcome<Receipt>
}

export function openStoryWrites(db: Writable, stories: Stories): StoryWrites {
  const insert = db.change<[StoryId, StoryKind, string]>(
    'INSERT INTO story (id, kind, position, at) SELECT ?, ?, coalesce(max(position), 0) + 1, ? FROM story',
  )
  const mark = db.change<[number, StoryId]>('UPDATE story SET is_spiked = ? WHERE id = ?')
  const keep = db.change<[StoryId, number, string, string, string]>(
    'INSERT OR REPLACE INTO snapshot (story, version, doc, sha256, at) VALUES (?, ?, ?, ?, ?)',
  )
  const versions = db.query<[StoryId], { version: number }>(
    'SELECT version FROM snapshot WHERE story = ? ORDER BY version',
  )
  const drop = db.change<[StoryId, number]>('DELETE FROM snapshot WHERE story = ? AND version = ?')

  const keepSnapshot = (id: StoryId, { version, doc }: Snapshot, now: string): void => {
    const json = JSON.stringify(doc)
    keep.run(id, version, json, sha256(json), now)
  }
  return {
    create({ id, kind, doc }, now) {
      if (!isFault(stories.row(id))) throw new RangeError(`story ${id} stands already`)
      insert.run(id, kind, now)
      keepSnapshot(id, { version: 0, doc }, now)
      return { version: 0, savedAt: now }
    },
    spike(id, isSpiked, now) {
      const row = stories.row(id)
      if (isFault(row)) return row
      mark.run(isSpiked ? 1 : 0, id)
      return { version: row.version, savedAt: now }
    },
    writeSnapshot(id, snapshot, now) {
      const row = stories.row(id)
      if (isFault(row)) return row
      if (snapshot.version < 0 || snapshot.version > row.version) {
        throw new RangeError(`snapshot at ${snapshot.version} of a story at ${row.version}`)
      }
      keepSnapshot(id, snapshot, now)
      for (const version of spareSnapshots(versions.all(id).map((kept) => kept.version))) drop.run(id, version)
      return { version: snapshot.version, savedAt: now }
    },
  }
}

/** The newest snapshots are all kept, since opening and undo go there. */
const RECENT = 4
/** Of the older ones, one in so many steps: no replay is longer than this and one snapshot's distance. */
const SPAN = 1000

/** Which of a story's snapshot versions (ascending) replay can do without. The first document always stays. */
export function spareSnapshots(versions: readonly number[]): number[] {
  let span = -1
  return versions.slice(0, -RECENT).filter((version) => {
    const isFirst = Math.floor(version / SPAN) !== span
    span = Math.floor(version / SPAN)
    return !isFirst
  })
}

function storyRow({ id, kind, position, is_spiked, at, version }: Row): StoryRow {
  const known = storyKindSchema.safeParse(kind)
  if (!known.success) throw new Damage(`story ${id}`)
  return { id, kind: known.data, version, isSpiked: is_spiked === 1, position, filedAt: at }
}

const missing = (story: StoryId): Fault => fault('story.missing', { story })
