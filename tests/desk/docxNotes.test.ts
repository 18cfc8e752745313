/** Notes that travel in Word documents: out as comments of a story, in beside the copy that is made of them. */
import { Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import type { StoryId } from '#contract/ids.ts'
import type { ManuscriptNote } from '#contract/manuscript.ts'
import type { NewMark } from '#contract/mark.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { writeDocx } from '#exchange/docx/writeDocx.ts'
import { notesToManuscript } from '#story/manuscriptNotes.ts'
import { manuscriptOf } from '#story/manuscripts.ts'
import { encodeSteps } from '#story/steps.ts'
import { docAt, must, openRoom, typeAt } from './room.ts'

const at = (offset: number) => ({ part: 'body' as const, paragraph: 0, offset })
const list = async (desk: OpenDesk, story: StoryId) => must(await desk.handlers.listMarks({ page: null, story }))

const noteOn = (story: StoryId, from: number, to: number, text: string): NewMark => ({
  kind: 'note',
  page: null,
  stamp: '',
  spot: { on: 'story', story, version: 1, from: at(from), to: at(to), record: null, frame: null },
  person: '陈一宁',
  text,
  proposed: '',
})

/** A story with three notes: an answered one, one that is resolved, one that was withdrawn. */
async function notedStory() {
  const { desk } = await openRoom()
  const story = must(await desk.handlers.createStory({ kind: 'story' })).id
  must(await typeAt(desk, story, 0, 0, '本报讯昨日云塘大桥通车。'))
  const answered = must(await desk.handlers.markProof(noteOn(story, 5, 9, '全称？\n请查')))
  must(await desk.handlers.answerMark({ mark: answered.id, person: '周以南', text: '云塘公路大桥' }))
  const resolved = must(await desk.handlers.markProof(noteOn(story, 0, 3, '要不要电头')))
  const set = { person: '陈一宁', text: '', isApplied: false }
  must(await desk.handlers.resolveMark({ ...set, mark: resolved.id, state: 'done' }))
  const withdrawn = must(await desk.handlers.markProof(noteOn(story, 3, 5, '写错了')))
  must(await desk.handlers.resolveMark({ ...set, mark: withdrawn.id, state: 'withdrawn' }))
  return { desk, story }
}

async function exported(desk: OpenDesk, story: StoryId): Promise<{ notes: ManuscriptNote[]; bytes: Uint8Array }> {
  const { doc } = await docAt(desk, story)
  const notes = notesToManuscript(doc, await list(desk, story))
  return { notes, bytes: writeDocx(manuscriptOf(doc, notes), 'tracked') }
}

test('notes go out with their words, threads and decisions, and what was withdrawn stays at home', async () => {
  const { desk, story } = await notedStory()
  const { notes } = await exported(desk, story)
  expect(
    notes.map(({ by, text, line, from, to, answers, isResolved }) => [by, text, line, from, to, answers, isResolved]),
  ).toEqual([
    ['陈一宁', '全称？\n请查', 2, 5, 9, null, false],
    ['周以南', '云塘公路大桥', 2, 5, 9, 0, false],
    ['陈一宁', '要不要电头', 2, 0, 3, null, true],
  ])
  expect(notes[0]!.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
})

test('notes come in from a Word document as they went out, on the same words, with who wrote them and when', async () => {
  const { desk, story } = await notedStory()
  const { notes, bytes } = await exported(desk, story)
  const { stories } = must(
    await desk.handlers.importFile({ name: '通车.docx', bytes: bytes as Uint8Array<ArrayBuffer>, page: null }),
  )
  const marks = (await list(desk, stories[0]!)).toSorted((a, b) => b.words.length - a.words.length)
  expect(
    marks.map(({ person, text, words, wordsNow, state, writtenAt }) => ({
      person,
      text,
      words,
      wordsNow,
      state,
      writtenAt,
    })),
  ).toEqual([
    {
      person: '陈一宁',
      text: '全称？\n请查',
      words: '云塘大桥',
      wordsNow: '云塘大桥',
      state: 'answered',
      writtenAt: notes[0]!.at,
    },
    {
      person: '陈一宁',
      text: '要不要电头',
      words: '本报讯',
      wordsNow: '本报讯',
      state: 'done',
      writtenAt: notes[2]!.at,
    },
  ])
  expect(marks[0]!.thread).toMatchObject([{ person: '周以南', text: '云塘公路大桥', state: null }])
})

test('a note whose words are gone goes out at the beginning of the story', async () => {
  const { desk, story } = await notedStory()
  const { version, doc } = await docAt(desk, story)
  const { steps } = new Transform(doc).delete(doc.content.size - 8, doc.content.size - 1)
  must(await desk.handlers.submitSteps({ story, version, client: 'w', steps: encodeSteps(steps) }))
  const { notes } = await exported(desk, story)
  expect(notes[0]).toMatchObject({ text: '全称？\n请查', line: 0, from: 0, to: 0 })
})
