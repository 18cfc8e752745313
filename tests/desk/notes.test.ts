import { Transform } from 'prosemirror-transform'
import type { Node } from 'prosemirror-model'
import { describe, expect, test } from 'vitest'
import type { StoryId } from '#contract/ids.ts'
import type { KeptMark, NewMark } from '#contract/mark.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { posAt } from '#story/places.ts'
import { schema } from '#story/schema.ts'
import { encodeSteps } from '#story/steps.ts'
import { blockOf, docAt, must, openRoom, typeAt, type Room } from './room.ts'

const COPY = '本报讯昨日云塘大桥通车。'
const at = (offset: number, paragraph = 0) => ({ part: 'body' as const, paragraph, offset })
const list = async (desk: OpenDesk, story: StoryId | null = null) =>
  must(await desk.handlers.listMarks({ page: null, story }))

/** A story in the pool, on no page, with a note on 云塘大桥. */
async function notedRoom(): Promise<{ room: Room; desk: OpenDesk; story: StoryId; note: KeptMark }> {
  const room = await openRoom()
  const { desk } = room
  const story = must(await desk.handlers.createStory({ kind: 'story' })).id
  must(await typeAt(desk, story, 0, 0, COPY))
  const note = must(await desk.handlers.markProof(noteOn(story)))
  return { room, desk, story, note }
}

const noteOn = (story: StoryId, change: Partial<NewMark> = {}): NewMark => ({
  kind: 'note',
  page: null,
  stamp: '',
  spot: { on: 'story', story, version: 1, from: at(5), to: at(9), record: null, frame: null },
  person: '陈一宁',
  text: '全称是什么？',
  proposed: '',
  ...change,
})

const note = async (desk: OpenDesk): Promise<KeptMark> => (await list(desk))[0]!

/** Makes a change of a story's document. */
async function change(desk: OpenDesk, story: StoryId, make: (tr: Transform, doc: Node) => void): Promise<Transform> {
  const { version, doc } = await docAt(desk, story)
  const tr = new Transform(doc)
  make(tr, doc)
  must(await desk.handlers.submitSteps({ story, version, client: 'w', steps: encodeSteps(tr.steps) }))
  return tr
}

const takeBack = (desk: OpenDesk, story: StoryId, done: Transform) =>
  change(desk, story, (tr) =>
    done.steps
      .map((step, i) => step.invert(done.docs[i]!))
      .toReversed()
      .forEach((step) => tr.step(step)),
  )

describe('a note in the copy', () => {
  test('stands on its words in a story that is on no page, and is there when the file is opened again', async () => {
    const { room, story, note: made } = await notedRoom()
    expect(made).toMatchObject({ words: '云塘大桥', wordsNow: '云塘大桥', page: null, pageNow: null, round: '' })
    expect(await list((await room.reopen()).desk, story)).toEqual([made])
  })

  test('stands on the page that its story is placed on, and takes the round of that page', async () => {
    const { desk, story } = await notedRoom()
    must(
      await desk.handlers.editDummy({
        page: 1,
        version: 0,
        client: 'w',
        diffs: [{ before: null, after: blockOf(story) }],
      }),
    )
    expect(await note(desk)).toMatchObject({ pageNow: 1, standing: 'stands' })
    const second = must(await desk.handlers.markProof(noteOn(story)))
    expect(second).toMatchObject({ page: null, pageNow: 1, round: '一审' })
    expect(must(await desk.handlers.listMarks({ page: 1, story: null }))).toHaveLength(2)
    expect(must(await desk.handlers.listMarks({ page: 2, story: null }))).toEqual([])
  })

  test('is gone while a tracked change deletes its words, and stands again when that is refused', async () => {
    const { desk, story } = await notedRoom()
    const deleted = schema.marks.deleted.create({ by: '周以南', at: '2026-11-23T20:00Z' })
    await change(desk, story, (tr, doc) => void tr.addMark(posAt(doc, at(4)), posAt(doc, at(10)), deleted))
    expect(await note(desk)).toMatchObject({ standing: 'gone', now: null, words: '云塘大桥' })
    await change(desk, story, (tr, doc) => void tr.removeMark(0, doc.content.size, deleted))
    expect(await note(desk)).toMatchObject({ standing: 'stands', wordsNow: '云塘大桥' })
  })

  test('is gone with its words and comes back when that is undone, also after the file was closed between', async () => {
    const { room, desk, story } = await notedRoom()
    const cut = await change(desk, story, (tr, doc) => void tr.delete(posAt(doc, at(3)), posAt(doc, at(12))))
    expect(await note(desk)).toMatchObject({ standing: 'gone', words: '云塘大桥' })
    const again = await room.reopen()
    await takeBack(again.desk, story, cut)
    expect(await note(again.desk)).toMatchObject({ standing: 'stands', now: { from: at(5), to: at(9) } })
  })

  test('keeps to its words when an older version of the whole story is restored', async () => {
    const { desk, story } = await notedRoom()
    const { doc: older } = await docAt(desk, story)
    await change(desk, story, (tr, doc) => void tr.insert(posAt(doc, at(0)), schema.text('据悉，')))
    await change(desk, story, (tr, doc) => void tr.delete(posAt(doc, at(8)), posAt(doc, at(14))))
    expect(await note(desk)).toMatchObject({ standing: 'gone' })
    await change(desk, story, (tr, doc) => void tr.replaceWith(0, doc.content.size, older.content))
    expect(await note(desk)).toMatchObject({ standing: 'stands', now: { from: at(5), to: at(9) } })
  })

  test('leaves the stamp of its page as it was', async () => {
    const { desk, story } = await notedRoom()
    must(
      await desk.handlers.editDummy({
        page: 1,
        version: 0,
        client: 'w',
        diffs: [{ before: null, after: blockOf(story) }],
      }),
    )
    const { stamp } = must(await desk.handlers.setPage({ page: 1 }))
    must(await desk.handlers.markProof(noteOn(story, { text: '再问一次' })))
    expect(must(await desk.handlers.setPage({ page: 1 })).stamp).toBe(stamp)
  })
})

describe('the words of a note', () => {
  test('are changed by their author alone; what was said before is kept', async () => {
    const { room, desk, note: made } = await notedRoom()
    const revise = (person: string, revises: number, text: string) =>
      desk.handlers.reviseMark({ mark: made.id, person, revises, text })
    expect(await revise('周以南', 0, '不必问')).toMatchObject({ code: 'mark.others' })
    must(await desk.handlers.answerMark({ mark: made.id, person: '周以南', text: '云塘公路大桥' }))
    expect(await revise('陈一宁', 1, '不对')).toMatchObject({ code: 'mark.others' })
    expect(await revise('陈一宁', 2, '没有这一条')).toMatchObject({ code: 'mark.others' })
    must(await revise('陈一宁', 0, '全称？'))
    must(await revise('周以南', 1, '云塘公路大桥，见文件'))
    const kept = await note((await room.reopen()).desk)
    expect(kept.text).toBe('全称是什么？')
    expect(kept.thread.map(({ revises, text }) => [revises, text])).toEqual([
      [null, '云塘公路大桥'],
      [0, '全称？'],
      [1, '云塘公路大桥，见文件'],
    ])
    expect(kept.state).toBe('answered')
  })

  test('of an answer are taken back by empty ones, and the note is open again', async () => {
    const { desk, note: made } = await notedRoom()
    must(await desk.handlers.answerMark({ mark: made.id, person: '周以南', text: '云塘公路大桥' }))
    const back = await desk.handlers.reviseMark({ mark: made.id, person: '周以南', revises: 1, text: '' })
    expect(must(back)).toMatchObject({ state: 'open' })
  })

  test('of a decision are nobody’s to change', async () => {
    const { desk, note: made } = await notedRoom()
    const set = { mark: made.id, person: '周以南', text: '', isApplied: false }
    must(await desk.handlers.resolveMark({ ...set, state: 'done' }))
    const revised = await desk.handlers.reviseMark({ mark: made.id, person: '周以南', revises: 1, text: '？' })
    expect(revised).toMatchObject({ code: 'mark.others' })
  })

  test('are withdrawn by their author alone, ask for nothing then, and can be brought back', async () => {
    const { desk, note: made } = await notedRoom()
    const set = (person: string, state: 'withdrawn' | 'open') =>
      desk.handlers.resolveMark({ mark: made.id, person, text: '', state, isApplied: false })
    expect(await set('周以南', 'withdrawn')).toMatchObject({ code: 'mark.others' })
    expect(must(await set('陈一宁', 'withdrawn')).state).toBe('withdrawn')
    expect(must(await set('陈一宁', 'open')).state).toBe('open')
  })
})
