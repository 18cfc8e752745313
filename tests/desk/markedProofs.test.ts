/** A page proof that goes out on paper with its marks. */
import { describe, expect, test, vi } from 'vitest'
import type { StoryId } from '#contract/ids.ts'
import type { NewMark } from '#contract/mark.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { blockOf, must, openRoom, typeAt } from './room.ts'

vi.setConfig({ testTimeout: 60_000 })

const at = (offset: number) => ({ part: 'body' as const, paragraph: 0, offset })

async function placedStory(): Promise<{ desk: OpenDesk; story: StoryId }> {
  const { desk } = await openRoom()
  const story = must(await desk.handlers.createStory({ kind: 'story' })).id
  must(await typeAt(desk, story, 0, 0, '本报讯昨日云糖大桥通车，两岸居民步行过桥。'.repeat(6)))
  const diffs = [{ before: null, after: blockOf(story) }]
  must(await desk.handlers.editDummy({ page: 1, version: 0, client: 'w', diffs }))
  return { desk, story }
}

const pull = async (desk: OpenDesk, hasMarks: boolean, kind: 'page' | 'clean' = 'page') => {
  const order = {
    kind,
    page: 1,
    story: null,
    paper: 'a3',
    stage: null,
    zone: 0,
    form: 'pdf',
    dpi: 72,
    job: 'j',
  } as const
  const pulled = must(await desk.handlers.pullSheets({ ...order, hasMarks }))
  return { stamp: pulled.stamp, pdf: Buffer.from(pulled.pdf!).toString('base64') }
}

describe('a page proof with marks', () => {
  test('shows the pending ones, the same every time; decided ones and clean proofs show none, and no stamp changes', async () => {
    const { desk, story } = await placedStory()
    const plain = await pull(desk, false)
    expect(await pull(desk, true)).toEqual(plain)
    const spot: NewMark['spot'] = { on: 'story', story, version: 1, from: at(5), to: at(7), record: null, frame: null }
    const mark: NewMark = { kind: 'correct', page: 1, stamp: '', spot, person: '陈一宁', text: '', proposed: '云塘' }
    const { id } = must(await desk.handlers.markProof(mark))
    const marked = await pull(desk, true)
    expect(marked.stamp).toBe(plain.stamp)
    expect(marked.pdf).not.toBe(plain.pdf)
    expect(await pull(desk, true)).toEqual(marked)
    expect(await pull(desk, false)).toEqual(plain)
    expect(await pull(desk, true, 'clean')).toEqual(await pull(desk, false, 'clean'))
    must(await desk.handlers.resolveMark({ mark: id, person: '周以南', text: '', state: 'done', isApplied: false }))
    expect(await pull(desk, true)).toEqual(plain)
  })
})
