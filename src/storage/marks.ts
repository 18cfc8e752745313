/**
 * Marks on proofs and notes in copy: as each was made, what was said and decided about it since, and how far its words were followed. The
 * first two are only ever added to; the last can be worked out again from the story's steps.
 */
import { z } from 'zod'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import {
  markEntrySchema,
  markTraceSchema,
  newMarkSchema,
  type FiledMark,
  type MarkEntry,
  type MarkTrace,
  type NewMarkEntry,
} from '#contract/mark.ts'
import type { UnfiledMark } from '#desk/ports.ts'
import type { IssueRow } from './issueRow.ts'
import { seal, unseal, type Sealed } from './seal.ts'
import type { Readable, Writable } from './sqlite.ts'
import type { Stories } from './stories.ts'

interface Row extends Sealed {
  id: number
}
interface EntryRow extends Sealed {
  mark: number
}

const time = z.string()
const madeSchema = z.intersection(newMarkSchema, z.object({ round: z.string(), words: z.string(), at: time }))
const entrySchema = markEntrySchema.extend({ at: time })

export interface Marks {
  /** In the order they were made. */
  list(): readonly FiledMark[]
  has(mark: number): boolean
}

export function openMarks(db: Readable): Marks {
  const marks = db.query<[], Row>('SELECT id, json, sum FROM mark ORDER BY id')
  const entries = db.query<[], EntryRow>('SELECT mark, json, sum FROM mark_entry ORDER BY key')
  const traces = db.query<[], EntryRow>('SELECT mark, json, sum FROM mark_trace')
  const one = db.query<[number], { id: number }>('SELECT id FROM mark WHERE id = ?')
  return {
    has: (mark) => one.get(mark) !== undefined,
    list() {
      const threads = new Map<number, MarkEntry[]>()
      for (const row of entries.all()) {
        const entry = unseal(row, entrySchema, `mark_entry ${row.mark}`)
        threads.set(row.mark, [...(threads.get(row.mark) ?? []), entry])
      }
      const traced = new Map(traces.all().map((row) => [row.mark, row]))
      return marks.all().map((row): FiledMark => {
        const trace = traced.get(row.id)
        return {
          ...unseal(row, madeSchema, `mark ${row.id}`),
          id: row.id,
          thread: threads.get(row.id) ?? [],
          trace: trace ? unseal(trace, markTraceSchema, `mark_trace ${row.id}`) : null,
        }
      })
    },
  }
}

export interface MarkWrites {
  /** page.missing, story.missing. */
  file(mark: UnfiledMark, now: string): Outcome<FiledMark>
  /** mark.missing. */
  add(mark: number, entry: NewMarkEntry, now: string): Outcome<MarkEntry>
  trace(traces: readonly { mark: number; trace: MarkTrace }[]): Outcome<null>
}

interface Parts {
  readonly issue: IssueRow
  readonly stories: Stories
  readonly marks: Marks
}

export function openMarkWrites(db: Writable, { issue, stories, marks }: Parts): MarkWrites {
  const insert = db.change<[string, number]>('INSERT INTO mark (json, sum) VALUES (?, ?)')
  const insertEntry = db.change<[number, string, number]>('INSERT INTO mark_entry (mark, json, sum) VALUES (?, ?, ?)')
  const keepTrace = db.change<[number, string, number]>(
    'INSERT OR REPLACE INTO mark_trace (mark, json, sum) VALUES (?, ?, ?)',
  )
  const putTrace = (mark: number, trace: MarkTrace): void => {
    const { json, sum } = seal(trace)
    keepTrace.run(mark, json, sum)
  }
  return {
    file({ trace, ...unfiled }, now) {
      if (unfiled.page !== null && !issue.hasPage(unfiled.page)) return fault('page.missing', { page: unfiled.page })
      const { spot } = unfiled
      const row = spot.on === 'story' ? stories.row(spot.story) : null
      if (isFault(row)) return row
      const made = { ...unfiled, at: now }
      const { json, sum } = seal(made)
      const { key } = insert.run(json, sum)
      if (trace) putTrace(key, trace)
      return { ...made, id: key, thread: [], trace }
    },
    add(mark, entry, now) {
      if (!marks.has(mark)) return fault('mark.missing', { mark })
      const added = { ...entry, at: now }
      const { json, sum } = seal(added)
      insertEntry.run(mark, json, sum)
      return added
    },
    trace(traces) {
      for (const { mark, trace } of traces) if (marks.has(mark)) putTrace(mark, trace)
      return null
    },
  }
}
