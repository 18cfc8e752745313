/**
 * Dummies: the records as they stand, and the log of edits that led there. An edit is a list of diffs with the record
 * before and after, so it can be inverted and replayed; each counts the page's version up by one.
 */
import { isDeepStrictEqual } from 'node:util'
import { dummyRecordSchema, type DummyDiff, type DummyRecord } from '#contract/dummy.ts'
import { fault, isFault, type Fault, type Outcome } from '#contract/faults.ts'
import type { RecordId } from '#contract/ids.ts'
import type { Receipt } from '#desk/ports.ts'
import type { IssueRow } from './issueRow.ts'
import { seal, unseal, type Sealed } from './seal.ts'
import type { Readable, Writable } from './sqlite.ts'

interface Row extends Sealed {
  id: RecordId
}

export interface Dummies {
  /** Records by id, so that the same dummy always comes in the same order, however it was edited. */
  read(page: number): { version: number; records: readonly DummyRecord[] }
  readAll(): readonly DummyRecord[]
  /** Time of the page's last edit (ISO 8601); null before the first. */
  changedAt(page: number): string | null
}

export function openDummies(db: Readable): Dummies {
  const ofPage = db.query<[number], Row>('SELECT id, json, sum FROM record WHERE page = ? ORDER BY id')
  const all = db.query<[], Row>('SELECT id, json, sum FROM record ORDER BY id')
  const version = db.query<[number], { version: number }>(
    'SELECT coalesce(max(version), 0) AS version FROM dummy_edit WHERE page = ?',
  )
  const changed = db.query<[number], { at: string }>(
    'SELECT at FROM dummy_edit WHERE page = ? ORDER BY version DESC LIMIT 1',
  )
  return {
    changedAt: (page) => changed.get(page)?.at ?? null,
    read: (page) => ({ version: version.get(page)?.version ?? 0, records: ofPage.all(page).map(recordOf) }),
    readAll: () => all.all().map(recordOf),
  }
}

export interface DummyEdit {
  readonly page: number
  readonly version: number
  readonly client: string
  readonly diffs: readonly DummyDiff[]
}

export interface DummyWrites {
  /** page.missing; record.conflict with the page's version when it, or a diff's `before`, is not what stands there. */
  edit(edit: DummyEdit, now: string): Outcome<Receipt>
}

export function openDummyWrites(db: Writable, dummies: Dummies, issue: IssueRow): DummyWrites {
  const put = db.change<[RecordId, number, string, number]>(
    'INSERT OR REPLACE INTO record (id, page, json, sum) VALUES (?, ?, ?, ?)',
  )
  const remove = db.change<[RecordId]>('DELETE FROM record WHERE id = ?')
  const pageOf = db.query<[RecordId], { page: number }>('SELECT page FROM record WHERE id = ?')
  const log = db.change<[number, number, string, string, number, string]>(
    'INSERT INTO dummy_edit (page, version, client, json, sum, at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const isElsewhere = (id: RecordId, page: number): boolean => (pageOf.get(id)?.page ?? page) !== page

  return {
    edit({ page, version, client, diffs }, now) {
      if (!issue.hasPage(page)) return fault('page.missing', { page })
      const standing = dummies.read(page)
      if (standing.version !== version) return fault('record.conflict', { page, version: standing.version })
      if (diffs.length === 0) return { version, savedAt: now }

      const edited = applyDiffs(page, standing, diffs)
      if (isFault(edited)) return edited
      for (const id of edited.keys()) {
        if (isElsewhere(id, page)) return fault('record.conflict', { page, version, record: id })
      }
      for (const [id, record] of edited) {
        if (record === null) remove.run(id)
        else putRecord(record)
      }
      const { json, sum } = seal(diffs)
      log.run(page, version + 1, client, json, sum, now)
      return { version: version + 1, savedAt: now }
    },
  }

  function putRecord(record: DummyRecord): void {
    const { json, sum } = seal(record)
    put.run(record.id, record.page, json, sum)
  }
}

/** What the diffs make of the records that they touch, null for one that is removed; in order, so one may follow another. */
function applyDiffs(
  page: number,
  standing: { version: number; records: readonly DummyRecord[] },
  diffs: readonly DummyDiff[],
): Map<RecordId, DummyRecord | null> | Fault {
  const edited = new Map<RecordId, DummyRecord | null>()
  const before = new Map(standing.records.map((record) => [record.id, record]))
  for (const diff of diffs) {
    const id = idOf(page, diff)
    const now = edited.has(id) ? edited.get(id) : (before.get(id) ?? null)
    if (!isDeepStrictEqual(now, diff.before)) {
      return fault('record.conflict', { page, version: standing.version, record: id })
    }
    edited.set(id, diff.after)
  }
  return edited
}

function idOf(page: number, { before, after }: DummyDiff): RecordId {
  const record = before ?? after
  if (!record) throw new RangeError('a diff without a record')
  if (before && after && before.id !== after.id) throw new RangeError(`a diff from ${before.id} to ${after.id}`)
  if (after && after.page !== page) throw new RangeError(`a record of page ${after.page} in a diff of page ${page}`)
  return record.id
}

const recordOf = (row: Row): DummyRecord => unseal(row, dummyRecordSchema, `record ${row.id}`)
