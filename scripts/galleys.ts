/**
 * Compares every galley text with its golden and prints what differs; `-- --accept` writes the goldens anew, `-- NAME`
 * takes only one. A golden is looked at (scripts/look.ts) before it is accepted.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { composerFor, goldenPath, jobNames, readJob } from './galleyJob.ts'
import { dumpPage } from '../src/compose/composer.ts'

const MOST_ROWS = 40

/** Rows that only one side has, in order, by the longest common run at head and foot. */
export function difference(before: string, after: string): string[] {
  const a = before.split('\n')
  const b = after.split('\n')
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let foot = 0
  while (foot < a.length - head && foot < b.length - head && a.at(-1 - foot) === b.at(-1 - foot)) foot++
  const gone = a.slice(head, a.length - foot).map((row) => `- ${row}`)
  const come = b.slice(head, b.length - foot).map((row) => `+ ${row}`)
  return [`@ row ${head + 1}`, ...gone.slice(0, MOST_ROWS), ...come.slice(0, MOST_ROWS)]
}

const args = process.argv.slice(2)
const isAccepting = args.includes('--accept')
const wanted = args.filter((arg) => !arg.startsWith('--'))
const names = jobNames().filter((name) => wanted.length === 0 || wanted.includes(name))
const jobs = names.map((name) => ({ name, job: readJob(name) }))
const composer = await composerFor(...jobs.map(({ job }) => job.stylebook))
let different = 0
for (const { name, job } of jobs) {
  const dump = dumpPage(composer.setPage(job), composer.stampOf(job))
  const golden = existsSync(goldenPath(name)) ? readFileSync(goldenPath(name), 'utf8') : ''
  if (dump === golden) continue
  different++
  if (isAccepting) writeFileSync(goldenPath(name), dump)
  console.log(
    [`${isAccepting ? 'accepted' : 'differs'}: ${name}`, ...(isAccepting ? [] : difference(golden, dump))].join('\n'),
  )
}
composer.release()
console.log(
  `${names.length - (isAccepting ? 0 : different)} galleys as their goldens, ${different} ${isAccepting ? 'written' : 'different'}`,
)
if (different > 0 && !isAccepting) process.exitCode = 1
