/** Text out of plates of every shape: down the page, round pictures, in broken columns, in tables. */
import { describe, expect, it } from 'vitest'
import { composerFor, jobNames, readJob } from '../../scripts/galleyJob.ts'
import { pressGalley } from './galleyPages.ts'
import { ask, lacks } from './tools.ts'

const SHAPES =
  /^(vertical|down|traditionalDown|wrap|broken|table|tabloidFull|broadsheet$|englishFront|heximedley|shape|inset)/
const bare = (text: string): string => text.replace(/[\s\u3000\u00ad]+/g, '')

describe.skipIf(lacks('pdftotext'))('a page of plates', () => {
  const jobs = jobNames()
    .filter((name) => SHAPES.test(name))
    .map((name) => [name, readJob(name)] as const)
  it('gives every paragraph that it shows back whole, in every shape and both orders of reading', async () => {
    expect(jobs.length).toBeGreaterThan(40)
    const composer = await composerFor(...jobs.map(([, { stylebook }]) => stylebook))
    for (const [name, job] of jobs) {
      const { set, pdf } = await pressGalley(composer, job, 'x1a')
      const texts = [[], ['-raw']].map((order) => bare(ask('pdftotext', pdf, [...order, 'FILE', '-'])))
      const whole = set.fit.filter(({ overLines }) => overLines === 0).map(({ item }) => item)
      for (const item of whole) {
        for (const { text: paragraph } of job.copies.get(item)?.parts.body ?? []) {
          for (const text of texts) expect(text.includes(bare(paragraph)), `${name}: ${paragraph}`).toBe(true)
        }
      }
    }
    composer.release()
  }, 240_000)
})
