/** Sign-offs 签样: who signed which stamp, at which round and when. One that was given is never changed. */
import { z } from 'zod'
import { fault, type Outcome } from '#contract/faults.ts'
import type { SignOff } from '#contract/issue.ts'
import type { IssueRow } from './issueRow.ts'
import { seal, unseal, type Sealed } from './seal.ts'
import type { Readable, Writable } from './sqlite.ts'

interface Row extends Sealed {
  key: number
}

const signOffSchema: z.ZodType<SignOff> = z.object({
  page: z.int().min(1),
  stage: z.string(),
  person: z.string(),
  stamp: z.string(),
  at: z.string(),
})

export interface SignOffs {
  /** In the order they were given. */
  list(): readonly SignOff[]
}

export function openSignOffs(db: Readable): SignOffs {
  const list = db.query<[], Row>('SELECT key, json, sum FROM sign_off ORDER BY key')
  return { list: () => list.all().map((row) => unseal(row, signOffSchema, `sign_off ${row.key}`)) }
}

export interface SignOffWrites {
  /** page.missing. */
  sign(signOff: Omit<SignOff, 'at'>, now: string): Outcome<SignOff>
}

export function openSignOffWrites(db: Writable, issue: IssueRow): SignOffWrites {
  const insert = db.change<[string, number]>('INSERT INTO sign_off (json, sum) VALUES (?, ?)')
  return {
    sign({ page, stage, person, stamp }, now) {
      if (!issue.hasPage(page)) return fault('page.missing', { page })
      const signOff = { page, stage, person, stamp, at: now }
      const { json, sum } = seal(signOff)
      insert.run(json, sum)
      return signOff
    },
  }
}
