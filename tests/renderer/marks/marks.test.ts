/** Marks in two windows on a real desk: what one does the other sees, and an edit that a mark names is undone like typing. */
import { describe, expect, it } from 'vitest'
import { isFault } from '#contract/faults.ts'
import type { RecordId, StoryId } from '#contract/ids.ts'
import { readingOf, type NewMark } from '#contract/mark.ts'
import type { Session } from '#renderer/session.ts'
import { isTakenBack, marginWords, sayMark } from '#renderer/shell/marks/sayMark.ts'
import { sayInterface } from '#words/interface.ts'
import { blockOf, openRoom, typeAt } from '../../desk/room.ts'
import { must, openWindow, settle } from '../fixtures.ts'

const at = (offset: number) => ({ part: 'body' as const, paragraph: 0, offset })

async function twoWindows() {
  const { desk } = await openRoom()
  const story = must(await desk.handlers.createStory({ kind: 'story' })).id
  must(await typeAt(desk, story, 0, 0, '昨日云糖大桥通车。'))
  const diffs = [{ before: null, after: blockOf(story) }]
  must(await desk.handlers.editDummy({ page: 1, version: 0, client: 'w', diffs }))
  const [one, two] = [await openWindow(desk, 'w1'), await openWindow(desk, 'w2')]
  return { desk, story, one: one.session, two: two.session }
}

const markOn = (story: StoryId, change: Partial<NewMark> = {}): NewMark => ({
  kind: 'correct',
  page: 1,
  stamp: '',
  spot: { on: 'story', story, version: 1, from: at(2), to: at(4), record: 'r1' as RecordId, frame: null },
  person: '陈一宁',
  text: '',
  proposed: '云塘',
  ...change,
})

/** Waits until a window knows what `look` asks for. */
async function until(look: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !look(); i++) {
    await settle()
    await new Promise((done) => setTimeout(done, 5))
  }
  expect(look()).toBe(true)
}

const bodyOf = (session: Session, story: StoryId): string | undefined =>
  session.stories.maybeOpen(story)?.state.doc.textContent

describe('marks in windows', () => {
  it('are seen in every window as they are made and answered, and by one that opens later', async () => {
    const { desk, story, one, two } = await twoWindows()
    const made = must(await one.marks.make(markOn(story)))
    expect(one.marks.chosen.get()).toBe(made.id)
    await until(() => two.marks.get().length === 1)
    must(await two.marks.answer(made.id, '周以南', '同意'))
    await until(() => one.marks.get()[0]?.state === 'answered')
    const { session: late } = await openWindow(desk, 'w3')
    await until(() => late.marks.get().length === 1)
    expect(late.marks.get()).toEqual(one.marks.get())
  })

  it('stand where their words stand after another window typed before them', async () => {
    const { story, one, two } = await twoWindows()
    must(await one.marks.make(markOn(story)))
    const typed = must(await two.stories.open(story))
    typed.dispatch(typed.state.tr.insertText('据悉，', 5))
    await until(() => {
      const now = one.marks.get()[0]?.now
      return now?.on === 'story' && now.from.offset === 5
    })
  })

  it('are carried out as one edit that undo takes back, and say that it was taken back', async () => {
    const { story, one, two } = await twoWindows()
    const { id } = must(await one.marks.make(markOn(story)))
    expect(must(await one.marks.carryOut(id, '陈一宁'))).toMatchObject({ state: 'done' })
    expect(bodyOf(one, story)).toBe('昨日云塘大桥通车。')
    must(await two.stories.open(story))
    expect(bodyOf(two, story)).toBe('昨日云塘大桥通车。')
    expect(one.history.undo()).toBe(true)
    expect(bodyOf(one, story)).toBe('昨日云糖大桥通车。')
    await until(() => one.marks.get().some(isTakenBack))
    expect(one.history.redo()).toBe(true)
    expect(bodyOf(one, story)).toBe('昨日云塘大桥通车。')
  })

  it('are not carried out where somebody changed the words meanwhile: nothing is edited and the mark stays open', async () => {
    const { story, one, two } = await twoWindows()
    const { id } = must(await one.marks.make(markOn(story)))
    const typed = must(await two.stories.open(story))
    typed.dispatch(typed.state.tr.insertText('南', 8))
    await typed.flush()
    expect(await one.marks.carryOut(id, '陈一宁')).toMatchObject({ code: 'mark.moved' })
    expect(bodyOf(two, story)).toBe('昨日云南糖大桥通车。')
    expect(one.marks.maybeMark(id)?.state).toBe('open')
    const between = { ...markOn(story).spot, from: at(8), to: at(8), version: 2 } as NewMark['spot']
    const put = must(await one.marks.make(markOn(story, { kind: 'insert', spot: between })))
    typed.dispatch(typed.state.tr.insertText('了', 13))
    await typed.flush()
    await until(() => one.marks.maybeMark(put.id)?.standing === 'changed')
    expect(await one.marks.carryOut(put.id, '陈一宁')).toMatchObject({ code: 'mark.moved' })
    expect(isFault(await one.marks.carryOut(99, '陈一宁'))).toBe(true)
  })
})

describe('a mark in words', () => {
  it('says what it wants where, in both languages, and reads in the ink of its round', async () => {
    const { story, one } = await twoWindows()
    const words = async (change: Partial<NewMark>) => {
      const mark = must(await one.marks.make(markOn(story, change)))
      return [sayMark(mark, (key, values) => sayInterface(key, 'zh', values)), marginWords(mark)]
    }
    expect(await words({})).toEqual(['“云糖”改为“云塘”', '云塘'])
    expect(await words({ kind: 'delete', proposed: '', text: '重了' })).toEqual(['删除“云糖”', '重了'])
    const between = { ...markOn(story).spot, to: at(2) } as NewMark['spot']
    expect(await words({ kind: 'insert', spot: between })).toEqual(['增补“云塘”', '云塘'])
    expect(await words({ kind: 'newParagraph', spot: between, proposed: '' })).toEqual(['另起段', ''])
    const paper = { on: 'page' as const, x: 0, y: 0 }
    expect(await words({ kind: 'note', spot: paper, proposed: '', text: '歪了' })).toEqual(['版面', '歪了'])
    expect(['一校', '二校', '三校', '终'].map((round) => readingOf(round, ['一校', '二校', '三校']))).toEqual([
      1, 2, 3, 1,
    ])
  })
})
