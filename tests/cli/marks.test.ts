import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { isFault } from '#contract/faults.ts'
import type { KeptMark } from '#contract/mark.ts'
import { openDeskOn } from '#office/openDeskOn.ts'
import { banmian, json, newIssue, refusal, samples } from './terminal.ts'

vi.setConfig({ testTimeout: 60_000 })

test('marks lists every mark with its words and what came of it, by page, in both languages', async () => {
  const { file } = newIssue('yuntang-tabloid', 2)
  json(['import', file, join(samples, 'yuntang/page2.txt'), '--page', '1'])
  expect(json(['marks', file])).toEqual({ marks: [] })
  const desk = await openDeskOn(file)
  if (isFault(desk)) throw new Error(desk.code)
  const marked = await desk.handlers.markProof({
    kind: 'note',
    page: 1,
    stamp: '',
    spot: { on: 'page', x: 36_000, y: 72_000 },
    person: '陈一宁',
    text: '报头下再空一行',
    proposed: '',
  })
  expect(isFault(marked)).toBe(false)
  await desk.close()
  const { marks } = json<{ marks: KeptMark[] }>(['marks', file, '--page', '1'])
  expect(marks).toMatchObject([
    { id: 1, kind: 'note', text: '报头下再空一行', state: 'open', standing: 'stands', pageNow: 1 },
  ])
  expect(json(['marks', file, '--page', '2'])).toEqual({ marks: [] })
  expect(banmian(['marks', file, '--lang', 'zh']).out).toMatch(
    /^1 {2}1 {2}说明 {2}报头下再空一行 {2}陈一宁 {2}一审 .*待处理\n$/,
  )
  expect(banmian(['marks', file, '--lang', 'en']).out).toContain('Note')
  expect(refusal(['marks', join(file, 'none')]).code).toBe('file.missing')
})
