import { describe, expect, it } from 'vitest'
import type { KeptRepair, RepairKind } from '#contract/exchange.ts'
import type { StoryId } from '#contract/ids.ts'
import { contextOf } from '#renderer/repairs/context.ts'
import { groupRepairs, MOST_OPEN, revocable } from '#renderer/repairs/groups.ts'
import { copyOf } from '#story/copy.ts'
import { storyDoc } from '../fixtures.ts'

const A = 'a' as StoryId
const repair = (id: number, kind: RepairKind, more: Partial<KeptRepair> = {}): KeptRepair => ({
  id,
  kind,
  line: id,
  before: ',',
  after: '，',
  why: 'width.besideHan',
  story: A,
  isTakenBack: false,
  at: { item: 0, part: 'body', paragraph: 0, from: 0, to: 1 },
  ...more,
})
const commas = Array.from({ length: MOST_OPEN + 1 }, (_, id) => repair(id, 'width'))

describe('repairs in groups', () => {
  it('keep a crowd closed and a few open, until the user turns them', () => {
    const join = repair(50, 'join')
    const closed = groupRepairs([...commas, join], new Set())
    expect(closed.map(({ kind }) => kind)).toEqual(['story', 'group', 'repair', 'group'])
    const turned = groupRepairs([...commas, join], new Set([`group.${A}.width`, `group.${A}.join`]))
    expect(turned.map(({ kind }) => kind)).toEqual(['story', 'group', 'group', ...commas.map(() => 'repair')])
  })
  it('offer to take back what changed words and stands yet', () => {
    const list = [repair(1, 'width'), repair(2, 'width', { isTakenBack: true }), repair(3, 'item', { at: null })]
    expect(revocable(list).map(({ id }) => id)).toEqual([1])
  })
})

describe('a repair amid its words', () => {
  const copy = copyOf(storyDoc('题', '桥上有灯，桥下有水，两岸有人。'), { id: A, version: 1 })
  const at = (from: number) => ({ item: 0, part: 'body' as const, paragraph: 0, from, to: from + 1 })

  it('shows what stands before and after it', () => {
    expect(contextOf(copy, repair(1, 'width', { at: at(4) }))).toEqual({
      before: '桥上有灯',
      after: '桥下有水，两岸有人…',
    })
  })
  it('is found where words above it moved it', () => {
    expect(contextOf(copy, repair(1, 'width', { at: at(7) }))).toMatchObject({ after: '两岸有人。' })
  })
  it('shows no words where its own are gone', () => {
    expect(contextOf(copy, repair(1, 'width', { after: '；', at: at(4) }))).toBeNull()
  })
})
