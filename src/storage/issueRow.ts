/** The issue itself, its stylebook as it was when the issue was made, and the time of the last commit. */
import { issueSchema, type Issue } from '#contract/issue.ts'
import { stylebookSchema, type Stylebook } from '#contract/stylebook.ts'
import { Damage } from './refusals.ts'
import { seal, unseal, type Sealed } from './seal.ts'
import type { Readable, Writable } from './sqlite.ts'

export interface IssueRow {
  read(): { issue: Issue; stylebook: Stylebook; savedAt: string }
  /** Whether the issue has such a page. */
  hasPage(page: number): boolean
}

export function openIssueRow(db: Readable): IssueRow {
  const issue = db.query<[], Sealed>('SELECT json, sum FROM issue')
  const stylebook = db.query<[], Sealed>('SELECT json, sum FROM stylebook')
  const saved = db.query<[], { at: string }>('SELECT at FROM saved')
  const readIssue = (): Issue => unseal(present(issue.get(), 'issue'), issueSchema, 'issue')
  return {
    read: () => ({
      issue: readIssue(),
      stylebook: unseal(present(stylebook.get(), 'stylebook'), stylebookSchema, 'stylebook'),
      savedAt: present(saved.get(), 'saved').at,
    }),
    hasPage: (page) => page >= 1 && page <= readIssue().pages,
  }
}

/** Writes the issue's own rows into a new file. */
export function makeIssueRow(db: Writable, issue: Issue, stylebook: Stylebook, now: string): void {
  const [first, second] = [seal(issue), seal(stylebook)]
  db.change<[string, number]>('INSERT INTO issue VALUES (1, ?, ?)').run(first.json, first.sum)
  db.change<[string, number]>('INSERT INTO stylebook VALUES (1, ?, ?)').run(second.json, second.sum)
  db.change<[string]>('INSERT INTO saved VALUES (1, ?)').run(now)
}

function present<R>(row: R | undefined, place: string): R {
  if (row === undefined) throw new Damage(place)
  return row
}
