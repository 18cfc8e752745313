import { describe, expect, it } from 'vitest'
import type { StoryId } from '#contract/ids.ts'
import type { OpenStory } from '#renderer/session.ts'
import { memoryDesk } from '../deskStub.ts'
import { block, must, openWindow, settle, storyDoc, stylebook } from '../fixtures.ts'

const [A, B] = ['a' as StoryId, 'b' as StoryId]
const first = block('r1', 'a', 0, 3, 10, 20)
const moved = block('r1', 'a', 3, 3, 10, 20)
const tabloid = stylebook('yuntang-tabloid')
const newDesk = () =>
  memoryDesk({
    stylebook: tabloid,
    stories: { a: storyDoc('题', '甲。'), b: storyDoc('题', '乙。') },
    records: [first],
  })
const type = (story: OpenStory, text: string): void =>
  story.dispatch(story.state.tr.insertText(text, story.state.doc.content.size - 1))

describe('undo', () => {
  it('takes text and geometry back in the order in which they were done, across stories', async () => {
    const { session } = await openWindow(newDesk(), 'w1')
    const [a, b] = [must(await session.stories.open(A)), must(await session.stories.open(B))]
    type(a, '一')
    await session.dummies.edit(1, [{ before: first, after: moved }])
    type(a, '二')
    type(b, '三')
    type(a, '四')

    expect(session.history.undo()).toBe(true)
    expect(a.state.doc.textContent).toBe('题甲。一二')
    session.history.undo()
    expect(b.state.doc.textContent).toBe('题乙。')
    session.history.undo()
    expect(a.state.doc.textContent).toBe('题甲。一')
    expect(session.issue.page(1).records).toEqual([moved])
    session.history.undo()
    expect(session.issue.page(1).records).toEqual([first])
    session.history.undo()
    expect(a.state.doc.textContent).toBe('题甲。')
    expect(session.history.undo()).toBe(false)

    for (let i = 0; i < 5; i++) expect(session.history.redo()).toBe(true)
    expect(a.state.doc.textContent).toBe('题甲。一二四')
    expect(b.state.doc.textContent).toBe('题乙。三')
    expect(session.issue.page(1).records).toEqual([moved])
    expect(session.history.get()).toEqual({ mayUndo: true, mayRedo: false })
  })

  it('has no limit', async () => {
    const { session } = await openWindow(newDesk(), 'w1')
    const [a, b] = [must(await session.stories.open(A)), must(await session.stories.open(B))]
    for (let i = 0; i < 400; i++) type(i % 2 ? a : b, '字')
    let count = 0
    while (session.history.undo()) count++
    expect(count).toBe(400)
    expect(a.state.doc.textContent).toBe('题甲。')
  })

  it('keeps what another window typed meanwhile', async () => {
    const desk = newDesk()
    const [one, two] = [await openWindow(desk, 'w1'), await openWindow(desk, 'w2')]
    const [mine, theirs] = [must(await one.session.stories.open(A)), must(await two.session.stories.open(A))]
    type(mine, '我')
    await settle()
    type(theirs, '他')
    await settle()
    one.session.history.undo()
    await settle()
    expect(theirs.state.doc.textContent).toBe('题甲。他')
    expect(mine.state.doc.textContent).toBe('题甲。他')
  })

  it('is ended forwards by a new change', async () => {
    const { session } = await openWindow(newDesk(), 'w1')
    const a = must(await session.stories.open(A))
    type(a, '一')
    session.history.undo()
    await session.dummies.edit(1, [{ before: first, after: moved }])
    expect(session.history.redo()).toBe(false)
  })
})

describe('an edit of the dummy', () => {
  it('shows at once, is confirmed by the desk and reaches the other window', async () => {
    const desk = newDesk()
    const [one, two] = [await openWindow(desk, 'w1'), await openWindow(desk, 'w2')]
    const edited = one.session.dummies.edit(1, [{ before: first, after: moved }])
    expect(one.session.issue.page(1).records).toEqual([moved])
    expect(one.session.issue.saving.get().state).toBe('saving')
    expect(await edited).toBe(null)
    await settle()
    expect(two.session.issue.page(1).records).toEqual([moved])
    expect(one.session.issue.saving.get().state).toBe('saved')
  })

  it('is taken back when another window changed the record first', async () => {
    const desk = newDesk()
    const [one, two] = [await openWindow(desk, 'w1'), await openWindow(desk, 'w2')]
    const theirs = block('r1', 'a', 0, 2, 0, 9)
    const outcomes = await Promise.all([
      one.session.dummies.edit(1, [{ before: first, after: moved }]),
      two.session.dummies.edit(1, [{ before: first, after: theirs }]),
    ])
    await settle()
    expect(outcomes).toMatchObject([null, { code: 'record.conflict' }])
    expect(two.session.history.get().mayUndo).toBe(false)
    expect(two.session.issue.page(1).records).toEqual([moved])
    expect(desk.dummies.get(1)?.records).toEqual([moved])
  })

  it('is sent again when another record changed first', async () => {
    const desk = newDesk()
    const [one, two] = [await openWindow(desk, 'w1'), await openWindow(desk, 'w2')]
    const other = block('r2', 'b', 0, 2, 40, 9)
    const outcomes = await Promise.all([
      one.session.dummies.edit(1, [{ before: first, after: moved }]),
      two.session.dummies.edit(1, [{ before: null, after: other }]),
    ])
    await settle()
    expect(outcomes).toEqual([null, null])
    expect(one.session.issue.page(1).records).toEqual([moved, other])
    expect(two.session.issue.page(1).records).toEqual([moved, other])
    expect(two.session.issue.maybeStory(B)?.pages).toEqual([1])
  })
})
