import { EditorState } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import type { StoryId } from '#contract/ids.ts'
import type { KeptMark, StorySpot } from '#contract/mark.ts'
import type { Part } from '#contract/copy.ts'
import { DrawnNotes, type DrawnNote } from '#renderer/editor/notes/drawnNotes.ts'
import { concerns, isShown, mentionsIn, notesOf, stretchOf } from '#renderer/editor/notes/notes.ts'
import { schema } from '#story/schema.ts'

const STORY = 's1' as StoryId

const spot = (from: number, to: number, part: Part = 'body', paragraph = 0): StorySpot => ({
  on: 'story',
  story: STORY,
  version: 1,
  from: { part, paragraph, offset: from },
  to: { part, paragraph, offset: to },
  record: null,
  frame: null,
})

const note = (id: number, now: StorySpot | null, change: Partial<KeptMark> = {}): KeptMark => ({
  id,
  kind: 'note',
  page: null,
  stamp: '',
  spot: now ?? spot(0, 1),
  person: '陈一宁',
  text: '请核对',
  proposed: '',
  round: '',
  words: '',
  at: '2026-11-23T20:00:00.000Z',
  thread: [],
  state: 'open',
  standing: now ? 'stands' : 'gone',
  now,
  wordsNow: '',
  pageNow: null,
  ...change,
})

const line = (type: string, text: string) => schema.node(type, null, text === '' ? [] : [schema.text(text)])
const DOC = schema.node('doc', null, [
  line('headline', '大桥通车'),
  line('paragraph', '昨日云塘大桥通车。'),
  line('paragraph', ''),
])

describe('the notes of a story', () => {
  it('come in the order of its text, head before body, and those whose words are gone last', () => {
    const marks = [
      note(1, null),
      note(2, spot(4, 6)),
      note(3, spot(0, 2)),
      note(4, spot(0, 2, 'headline')),
      note(5, spot(0, 1, 'body', 1)),
    ]
    expect(notesOf(marks, STORY).map(({ id }) => id)).toEqual([4, 3, 2, 5, 1])
  })

  it('are those on its own copy alone', () => {
    const elsewhere = note(2, { ...spot(0, 1), story: 's2' as StoryId })
    const onPage = note(3, null, { spot: { on: 'page', x: 0, y: 0 } })
    expect(notesOf([note(1, spot(0, 1)), elsewhere, onPage], STORY).map(({ id }) => id)).toEqual([1])
  })

  it('are shown by state and person, the chosen one always, a withdrawn one to its author alone', () => {
    const done = note(1, spot(0, 1), { state: 'done' })
    const withdrawn = note(2, spot(0, 1), { state: 'withdrawn' })
    const open = note(3, spot(0, 1))
    const by = (filter: 'open' | 'all' | 'mine', person: string, chosen: number | null = null) =>
      [done, withdrawn, open].filter((mark) => isShown(mark, filter, person, chosen)).map(({ id }) => id)
    expect(by('open', '周以南')).toEqual([3])
    expect(by('open', '周以南', 1)).toEqual([1, 3])
    expect(by('all', '周以南')).toEqual([1, 3])
    expect(by('all', '陈一宁')).toEqual([1, 2, 3])
    expect(by('mine', '周以南')).toEqual([])
    expect(by('mine', '陈一宁')).toEqual([3])
  })

  it('concern who wrote, answered or is named in them, and nobody without a name', () => {
    const answer = { person: '周以南', at: '', text: '问 @何一苇', state: null, isApplied: false, revises: null }
    const mark = note(1, spot(0, 1), { thread: [answer] })
    expect(['陈一宁', '周以南', '何一苇', '林知夏', ''].map((person) => concerns(mark, person))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })
})

describe('where a note stands', () => {
  it('is found in the document by its place, and nowhere when the document has no such place', () => {
    const found = stretchOf(DOC, note(1, spot(2, 6)))!
    expect(DOC.textBetween(found.from, found.to)).toBe('云塘大桥')
    expect(stretchOf(DOC, note(1, spot(2, 99)))).toBeNull()
    expect(stretchOf(DOC, note(1, null))).toBeNull()
  })

  it('in an empty line is that line', () => {
    const found = stretchOf(DOC, note(1, spot(0, 0, 'body', 1)))!
    expect(found.from).toBe(found.to)
    expect(DOC.resolve(found.from).parent).toBe(DOC.child(2))
  })
})

describe('drawn notes', () => {
  const drawn = (id: number, from: number, to: number): DrawnNote => ({ id, from, to, look: 'note', isChosen: false })

  it('move along with what is typed before them and grow with what is typed in them, not beside them', () => {
    const notes = new DrawnNotes()
    const at = stretchOf(DOC, note(1, spot(2, 6)))!
    notes.draw(DOC, [drawn(1, at.from, at.to)])
    const state = EditorState.create({ doc: DOC })
    const tr = state.tr
      .insertText('天', at.to)
      .insertText('新', at.from + 2)
      .insertText('又', at.from)
      .insertText('今', at.from - 2)
    notes.map(tr)
    const [moved] = notes.notes
    expect(tr.doc.textBetween(moved!.from, moved!.to)).toBe('云塘新大桥')
    expect(notes.decorations.find().map(({ from, to }) => [from, to])).toEqual([[moved!.from, moved!.to]])
  })

  it('keep the place of words that are deleted until the desk has spoken', () => {
    const notes = new DrawnNotes()
    const at = stretchOf(DOC, note(1, spot(2, 6)))!
    notes.draw(DOC, [drawn(1, at.from, at.to)])
    const tr = EditorState.create({ doc: DOC }).tr.delete(at.from - 1, at.to + 1)
    notes.map(tr)
    expect(notes.notes).toEqual([drawn(1, at.from - 1, at.from - 1)])
    expect(notes.decorations.find()).toEqual([])
    expect(notes.draw(tr.doc, [])).toBe(true)
    expect(notes.notes).toEqual([])
  })

  it('are drawn anew only where something differs', () => {
    const notes = new DrawnNotes()
    expect(notes.draw(DOC, [drawn(2, 9, 11), drawn(1, 8, 10)])).toBe(true)
    const { decorations } = notes
    expect(notes.draw(DOC, [drawn(1, 8, 10), drawn(2, 9, 11)])).toBe(false)
    expect(notes.decorations).toBe(decorations)
    expect(notes.draw(DOC, [{ ...drawn(1, 8, 10), isChosen: true }])).toBe(true)
  })

  it('are found at a position, the shortest where several cover it, their ends included', () => {
    const notes = new DrawnNotes()
    notes.draw(DOC, [drawn(1, 7, 16), drawn(2, 9, 11)])
    expect([6, 7, 9, 11, 12, 17].map((pos) => notes.at(pos))).toEqual([null, 1, 2, 2, 1, null])
  })
})

describe('names in a note', () => {
  it('are told apart up to the next blank or stop', () => {
    expect(mentionsIn('请 @周以南，再问@Ann Lee。')).toEqual([
      { text: '请 ', isName: false },
      { text: '@周以南', isName: true },
      { text: '，再问', isName: false },
      { text: '@Ann', isName: true },
      { text: ' Lee。', isName: false },
    ])
    expect(mentionsIn('邮箱 @ 后面')).toEqual([{ text: '邮箱 @ 后面', isName: false }])
  })
})
