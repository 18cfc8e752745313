/** Faults that the law of incremental composing found, each reduced to one edit. */
import { afterAll, expect, test } from 'vitest'
import type { Copy, CopyParagraph } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import { composerFor } from '../../scripts/galleyJob.ts'
import { cloned, difference } from './edits/compare.ts'
import { DESKS, type Desk } from './edits/desks.ts'

const desk: PageJob = { ...(DESKS['chinese'] as () => Desk)(), page: 2 }
const [warm, cold] = [await composerFor(desk.stylebook), await composerFor(desk.stylebook)]
afterAll(() => [warm, cold].forEach((composer) => composer.release()))

const RIVER = 'river' as StoryId
const river = desk.copies.get(RIVER) as Copy
const withRiver = (parts: Partial<Copy['parts']>): PageJob => ({
  ...desk,
  copies: new Map(desk.copies).set(RIVER, { ...river, parts: { ...river.parts, ...parts } }),
})

function expectLaw(before: PageJob, after: PageJob): void {
  warm.setPage(before)
  expect(difference(warm.setPage(after), cold.setPage(cloned(after)))).toBeNull()
}

test('a kicker that is marked anew is set anew, though its words are the same', () => {
  const [line] = river.parts.kicker as [CopyParagraph]
  expectLaw(desk, withRiver({ kicker: [{ ...line, spans: [{ from: 0, to: 3, kind: 'leadIn' }] }] }))
})

test('a headline of two lines is not the one line that holds both', () => {
  const line = (text: string): CopyParagraph => ({ kind: 'text', text, spans: [] })
  expectLaw(withRiver({ headline: [line('水清\n岸绿')] }), withRiver({ headline: [line('水清'), line('岸绿')] }))
})

test('a remark on a paragraph that stands in the story twice names the one it is about', () => {
  const [, , long] = river.parts.body as [CopyParagraph, CopyParagraph, CopyParagraph]
  const { records, copies } = withRiver({ body: Array<CopyParagraph>(4).fill(long) })
  for (let lines = 6; lines < 30; lines++) {
    const resized = records.map((record) => {
      const [first, ...rest] = record.areas
      return first ? { ...record, areas: [{ ...first, lines }, ...rest] } : record
    })
    expectLaw(desk, { ...desk, copies, records: resized })
  }
})

test('a block that takes another story of the same words shows that story', () => {
  const twin = 'twin' as StoryId
  const both = { ...desk, copies: new Map(desk.copies).set(twin, { ...river, id: twin }) }
  const records = desk.records.map((record) => (record.item === RIVER ? { ...record, item: twin } : record))
  expectLaw(both, { ...both, records })
})
