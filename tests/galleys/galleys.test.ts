import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dumpPage } from '#compose/composer.ts'
import { composerFor, goldenPath, jobNames, readJob } from '../../scripts/galleyJob.ts'

const jobs = jobNames().map((name) => ({ name, job: readJob(name) }))
const composer = await composerFor(...jobs.map(({ job }) => job.stylebook))

test('there are galleys to compare', () => expect(jobs.length).toBeGreaterThanOrEqual(120))

test.each(jobs)('$name sets as its golden says', ({ name, job }) => {
  expect(dumpPage(composer.setPage(job), composer.stampOf(job))).toBe(readFileSync(goldenPath(name), 'utf8'))
})
