import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { openDeskOn } from '#office/openDeskOn.ts'
import { must, typeAt } from '../desk/room.ts'
import { banmian, json, newIssue, refusal } from './terminal.ts'

vi.setConfig({ testTimeout: 60_000 })

test('versions and diff tell what a story was, who worked on it and what lies between two moments', async () => {
  const { file } = newIssue('yuntang-tabloid', 2)
  const desk = await openDeskOn(file)
  if (isFault(desk)) throw new Error(desk.code)
  const { id: story } = must(await desk.handlers.createStory({ kind: 'story' }))
  must(await typeAt(desk, story, 0, 0, '云塘大桥昨日通车。'))
  must(await desk.handlers.keepVersion({ story, version: null, name: '送审前', note: '', person: '陈一宁' }))
  must(await typeAt(desk, story, 0, 4, '今晨'))
  must(await desk.handlers.changeStatus({ story, status: 'firstEdit', person: '周以南' }))
  await desk.close()

  const listed = json(['versions', file, story])
  expect(listed).toMatchObject({
    versions: [
      { kind: 'filed', version: 0 },
      { kind: 'kept', name: '送审前', version: 1, person: '陈一宁' },
      { kind: 'status', status: 'firstEdit', version: 2 },
    ],
    sittings: [
      { from: 0, to: 1, hands: [{ added: 9, removed: 0 }] },
      { from: 1, to: 2, hands: [{ added: 2, removed: 0 }] },
    ],
  })
  expect(banmian(['versions', file, story, '--lang', 'zh']).out).toMatch(/来稿[^]*送审前 {2}陈一宁[^]*送一审 {2}周以南/)
  expect(json(['diff', file, story, '送审前', 'now'])).toMatchObject({ before: 1, after: 2, added: 2, removed: 0 })
  expect(banmian(['diff', file, story, '1', '2']).out).toBe('+2 −0  1 change\n~ 云塘大桥{+今晨}昨日通车。\n')
  expect(json(['diff', file, story, 'filed', 'filed'])).toMatchObject({ changes: 0 })
  expect(refusal(['diff', file, story, 'filed', '9']).code).toBe('version.missing')
  expect(refusal(['diff', file, story, 'filed', '三审稿']).code).toBe('version.missing')
  expect(refusal(['versions', join(file, 'none'), story]).code).toBe('file.missing')
})
