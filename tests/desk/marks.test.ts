import { Transform } from 'prosemirror-transform'
import { describe, expect, test } from 'vitest'
import type { PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import type { KeptMark, NewMark, StorySpot } from '#contract/mark.ts'
import { openDesk, type OpenDesk } from '#desk/openDesk.ts'
import { readOnlyIssue } from '#office/readOnlyIssue.ts'
import { openIssues } from '#storage/issues.ts'
import { correct } from '#story/corrections.ts'
import { posAt } from '#story/places.ts'
import { encodeSteps } from '#story/steps.ts'
import { blockOf, docAt, must, openRoom, ports, typeAt, type Room } from './room.ts'

const at = (offset: number, paragraph = 0) => ({ part: 'body' as const, paragraph, offset })
const R1 = 'r1' as RecordId

/** A room with one story, `本报讯昨日云糖大桥通车。`, placed on page 1. */
async function markedRoom(): Promise<{ room: Room; desk: OpenDesk; story: StoryId }> {
  const room = await openRoom()
  const { desk } = room
  const story = must(await desk.handlers.createStory({ kind: 'story' })).id
  must(await typeAt(desk, story, 0, 0, '本报讯昨日云糖大桥通车。'))
  const diffs = [{ before: null, after: blockOf(story) }]
  must(await desk.handlers.editDummy({ page: 1, version: 0, client: 'w', diffs }))
  return { room, desk, story }
}

const spotOn = (story: StoryId, from: number, to: number, version = 1): StorySpot => ({
  on: 'story',
  story,
  version,
  from: at(from),
  to: at(to),
  record: R1,
  frame: 'r1.body.0',
})

const markOn = (spot: NewMark['spot'], change: Partial<NewMark> = {}): NewMark => ({
  kind: 'correct',
  page: 1,
  stamp: 'a'.repeat(64),
  spot,
  person: '陈一宁',
  text: '',
  proposed: '云塘',
  ...change,
})

const make = async (desk: OpenDesk, mark: NewMark): Promise<KeptMark> => must(await desk.handlers.markProof(mark))
const one = async (desk: OpenDesk): Promise<KeptMark> => {
  const [mark] = must(await desk.handlers.listMarks({ page: null, story: null }))
  return mark!
}

/** Deletes from the body of a story. */
async function cut(desk: OpenDesk, story: StoryId, from: number, to: number) {
  const { version, doc } = await docAt(desk, story)
  const tr = new Transform(doc).delete(posAt(doc, at(from)), posAt(doc, at(to)))
  must(await desk.handlers.submitSteps({ story, version, client: 'w', steps: encodeSteps(tr.steps) }))
  return { doc, tr }
}

describe('a mark on a proof', () => {
  test('keeps who, when, round, stamp and the words it was made on, and is there when the file is opened again', async () => {
    const { room, desk, story } = await markedRoom()
    const made = await make(desk, markOn(spotOn(story, 5, 7)))
    expect(made).toMatchObject({
      words: '云糖',
      wordsNow: '云糖',
      round: '一审',
      person: '陈一宁',
      state: 'open',
      standing: 'stands',
      pageNow: 1,
    })
    expect(made.at).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(await one((await room.reopen()).desk)).toEqual(made)
  })

  test('made on an older proof is led to where the words stand today', async () => {
    const { desk, story } = await markedRoom()
    await make(desk, markOn(spotOn(story, 0, 2)))
    must(await typeAt(desk, story, 0, 0, '今天，'))
    expect(await one(desk)).toMatchObject({ now: { version: 2 } })
    const made = await make(desk, markOn(spotOn(story, 5, 7)))
    expect(made).toMatchObject({ words: '云糖', wordsNow: '云糖', now: { from: at(8), to: at(10), version: 2 } })
  })

  test('stands on its words through typing, is gone with them and comes back with them, each told to the windows', async () => {
    const { room, desk, story } = await markedRoom()
    await make(desk, markOn(spotOn(story, 5, 7)))
    room.notices.length = 0
    must(await typeAt(desk, story, 0, 0, '据悉，'))
    expect(await one(desk)).toMatchObject({ standing: 'stands', now: { from: at(8), to: at(10) } })
    const { doc, tr } = await cut(desk, story, 7, 12)
    const lost = await one(desk)
    expect(lost).toMatchObject({ standing: 'gone', now: null, words: '云糖', wordsNow: '' })
    const { version } = await docAt(desk, story)
    const back = tr.steps[0]!.invert(doc)
    must(await desk.handlers.submitSteps({ story, version, client: 'w', steps: encodeSteps([back]) }))
    expect(await one(desk)).toMatchObject({ standing: 'stands', wordsNow: '云糖' })
    await desk.close()
    const told = room.notices.flatMap(({ name, body }) =>
      name === 'marksChanged' && 'marks' in body ? body.marks : [],
    )
    expect(told.map(({ standing }) => standing)).toEqual(['stands', 'gone', 'stands'])
    await room.reopen()
  })

  test('is followed the same way whether the desk was open all the time or opened anew', async () => {
    const { room, desk, story } = await markedRoom()
    await make(desk, markOn(spotOn(story, 5, 7)))
    for (let i = 0; i < 230; i++) must(await typeAt(desk, story, 0, i % 5, '字'))
    await cut(desk, story, 2, 8)
    const before = await one(desk)
    expect(before).toMatchObject({ standing: 'stands', wordsNow: '云糖' })
    expect(await one((await room.reopen()).desk)).toEqual(before)
  })

  test('made while others type stands on its words, and the same when the file is opened again', async () => {
    const { room, desk, story } = await markedRoom()
    const typing = Promise.all(Array.from({ length: 12 }, (_, i) => typeAt(desk, story, 0, 0, `${i}`)))
    const made = await Promise.all(
      Array.from({ length: 6 }, () => desk.handlers.markProof(markOn(spotOn(story, 5, 7)))),
    )
    await typing
    expect(made.map((mark) => 'words' in mark && mark.words)).toEqual(Array.from(made, () => '云糖'))
    const listed = must(await desk.handlers.listMarks({ page: null, story }))
    expect(listed.map(({ wordsNow }) => wordsNow)).toEqual(Array.from(made, () => '云糖'))
    const again = must(await (await room.reopen()).desk.handlers.listMarks({ page: null, story }))
    expect(again).toEqual(listed)
  })

  test('goes with its block to another page, and keeps to the story where the block is taken off', async () => {
    const { desk, story } = await markedRoom()
    await make(desk, markOn(spotOn(story, 5, 7)))
    const block = blockOf(story)
    const moved = blockOf(story, { page: 2 })
    must(await desk.handlers.editDummy({ page: 1, version: 1, client: 'w', diffs: [{ before: block, after: null }] }))
    expect(await one(desk)).toMatchObject({ standing: 'stands', pageNow: null, now: { record: null } })
    must(await desk.handlers.editDummy({ page: 2, version: 0, client: 'w', diffs: [{ before: null, after: moved }] }))
    expect(await one(desk)).toMatchObject({ standing: 'stands', pageNow: 2, now: { record: 'r1' } })
    const listed = async (page: number) => must(await desk.handlers.listMarks({ page, story: null })).length
    expect([await listed(1), await listed(2)]).toEqual([0, 1])
  })

  test('on a block is gone with the block, on a picture with the picture, and on the page never', async () => {
    const { desk } = await markedRoom()
    const note = { kind: 'note' as const, text: '请核对', proposed: '' }
    await make(desk, markOn({ on: 'block', record: R1, photo: null, across: 500, down: 20 }, note))
    await make(desk, markOn({ on: 'block', record: R1, photo: 'p1' as PhotoId, across: 1, down: 1 }, note))
    await make(desk, markOn({ on: 'page', x: 36_000, y: 36_000 }, note))
    const standings = async () =>
      must(await desk.handlers.listMarks({ page: null, story: null })).map(({ standing }) => standing)
    expect(await standings()).toEqual(['stands', 'gone', 'stands'])
    const [block] = must(await desk.handlers.describeIssue({})).pages[0]!.records
    const diffs = [{ before: block!, after: null }]
    must(await desk.handlers.editDummy({ page: 1, version: 1, client: 'w', diffs }))
    expect(await standings()).toEqual(['gone', 'gone', 'stands'])
  })

  test('is answered, declined, opened again and done, and its thread keeps all of it', async () => {
    const { room, desk, story } = await markedRoom()
    const { id } = await make(desk, markOn(spotOn(story, 5, 7)))
    const say = (text: string) => desk.handlers.answerMark({ mark: id, person: '周以南', text })
    const set = (state: 'open' | 'done' | 'declined', isApplied = false) =>
      desk.handlers.resolveMark({ mark: id, person: '周以南', text: '', state, isApplied })
    expect(must(await say('已问过记者')).state).toBe('answered')
    expect(must(await set('declined')).state).toBe('declined')
    expect(must(await set('open')).state).toBe('open')
    expect(must(await set('done', true)).state).toBe('done')
    const again = await one((await room.reopen()).desk)
    expect(again.thread.map(({ state, text, isApplied }) => [state, text, isApplied])).toEqual([
      [null, '已问过记者', false],
      ['declined', '', false],
      ['open', '', false],
      ['done', '', true],
    ])
  })

  test('is refused where there is no such page, block, story, place or mark, and nothing is stored', async () => {
    const { desk, story } = await markedRoom()
    const codes = await Promise.all(
      [
        markOn(spotOn(story, 5, 7), { page: 9 }),
        markOn(
          { on: 'block', record: 'r9' as RecordId, photo: null, across: 0, down: 0 },
          { kind: 'note', text: '？' },
        ),
        markOn(spotOn('nobody' as StoryId, 5, 7)),
        markOn(spotOn(story, 5, 99)),
        markOn(spotOn(story, 5, 7, 8)),
        markOn(spotOn(story, 7, 5)),
      ].map((mark) => desk.handlers.markProof(mark)),
    )
    expect(codes.map((refused) => ('code' in refused ? refused.code : 'made'))).toEqual([
      'page.missing',
      'record.missing',
      'story.missing',
      'mark.place',
      'mark.place',
      'mark.place',
    ])
    expect(await desk.handlers.answerMark({ mark: 5, person: '周', text: '？' })).toMatchObject({
      code: 'mark.missing',
    })
    expect(must(await desk.handlers.listMarks({ page: null, story: null }))).toEqual([])
  })

  test('is refused in words on an issue that is only read, where those that stand can be read', async () => {
    const { room, desk, story } = await markedRoom()
    const made = await make(desk, markOn(spotOn(story, 5, 7)))
    await desk.close()
    const reader = must(await openIssues({ clock: ports.clock }).openForReading(room.file))
    const looking = await openDesk({ ports, issue: readOnlyIssue(reader) })
    expect(await one(looking)).toEqual(made)
    const refused = await looking.handlers.markProof(markOn(spotOn(story, 5, 7)))
    expect(refused).toMatchObject({ code: 'file.readOnly' })
    expect(await looking.handlers.answerMark({ mark: made.id, person: '周', text: '？' })).toEqual(refused)
    await looking.close()
    await room.reopen()
  })

  test('does not change the stamp of the page', async () => {
    const { desk, story } = await markedRoom()
    const { stamp } = must(await desk.handlers.setPage({ page: 1 }))
    await make(desk, markOn(spotOn(story, 5, 7)))
    expect(must(await desk.handlers.setPage({ page: 1 })).stamp).toBe(stamp)
  })

  test('names an edit that an ordinary step carries out, and stands no more on what it was made on', async () => {
    const { desk, story } = await markedRoom()
    const mark = await make(desk, markOn(spotOn(story, 5, 7)))
    const { version, doc } = await docAt(desk, story)
    const { kind, words, proposed, now } = mark
    const { from, to } = now as StorySpot
    const tr = correct(doc, { kind, words, proposed, from: posAt(doc, from), to: posAt(doc, to) })!
    must(await desk.handlers.submitSteps({ story, version, client: 'w', steps: encodeSteps(tr.steps) }))
    expect((await docAt(desk, story)).doc.textContent).toBe('本报讯昨日云塘大桥通车。')
    expect(await one(desk)).toMatchObject({ standing: 'changed', wordsNow: '云' })
  })
})
