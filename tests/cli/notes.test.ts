import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { isFault, type Outcome } from '#contract/faults.ts'
import { openDeskOn } from '#office/openDeskOn.ts'
import { banmian, json, newIssue, refusal, samples } from './terminal.ts'

vi.setConfig({ testTimeout: 60_000 })

function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(outcome.code)
  return outcome
}

test('notes lists what was written beside the copy with its answers, of all stories or of one', async () => {
  const { file } = newIssue('yuntang-tabloid', 2)
  json(['import', file, join(samples, 'yuntang/page2.txt')])
  const { items } = json<{ items: { id: never; version: number }[] }>(['stories', file])
  const [first, second] = items
  const desk = must(await openDeskOn(file))
  const at = (offset: number) => ({ part: 'headline' as const, paragraph: 0, offset })
  const spot = { on: 'story' as const, story: first!.id, version: 0, from: at(0), to: at(2), record: null, frame: null }
  const note = { kind: 'note' as const, page: null, stamp: '', spot, person: '陈一宁', text: '请核对', proposed: '' }
  const made = must(await desk.handlers.markProof(note))
  must(await desk.handlers.reviseMark({ mark: made.id, person: '陈一宁', revises: 0, text: '请再核对' }))
  must(await desk.handlers.answerMark({ mark: made.id, person: '周以南', text: '核过了' }))
  const taken = must(await desk.handlers.markProof(note))
  must(
    await desk.handlers.resolveMark({
      mark: taken.id,
      person: '陈一宁',
      text: '',
      state: 'withdrawn',
      isApplied: false,
    }),
  )
  await desk.close()
  const expected = {
    id: 1,
    story: first!.id,
    person: '陈一宁',
    text: '请再核对',
    words: made.words,
    standing: 'stands',
    state: 'answered',
    page: null,
    place: { from: at(0), to: at(2) },
    answers: [{ person: '周以南', text: '核过了', state: null }],
  }
  expect(json(['notes', file])).toMatchObject({ notes: [expected] })
  expect(json(['notes', file, first!.id])).toMatchObject({ notes: [expected] })
  expect(json(['notes', file, second!.id])).toEqual({ notes: [] })
  expect(banmian(['notes', file, '--lang', 'zh']).out).toMatch(/请再核对 {2}陈一宁 .*已回复\n {5}周以南 {2}核过了/)
  expect(refusal(['notes', file, 's-none']).code).toBe('story.missing')
})
