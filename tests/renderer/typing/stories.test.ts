import fc from 'fast-check'
import { TextSelection } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import { fault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { OpenStory } from '#renderer/session.ts'
import { applySteps, decodeSteps } from '#story/steps.ts'
import { memoryDesk } from '../deskStub.ts'
import { must, openWindow, settle, storyDoc, stylebook } from '../fixtures.ts'

const A = 'a' as StoryId
const tabloid = stylebook('yuntang-tabloid')
const newDesk = () =>
  memoryDesk({
    stylebook: tabloid,
    stories: { a: storyDoc('云塘架新桥', '第一段。', '第二段。'), b: storyDoc('短讯', '正文。') },
  })

const type = (story: OpenStory, text: string, at = story.state.doc.content.size - 1): void =>
  story.dispatch(story.state.tr.insertText(text, at))

/** A random edit that the schema allows somewhere; `seed` numbers choose it. */
function edit(story: OpenStory, kind: number, where: number, text: string): void {
  const { doc, tr } = story.state
  const lines = doc.children.flatMap((line, i) => (line.type.name === 'paragraph' ? [i] : []))
  if (lines.length === 0) return
  const index = lines[where % lines.length]!
  const start = doc.children.slice(0, index).reduce((sum, line) => sum + line.nodeSize, 0) + 1
  const line = doc.child(index)
  const at = start + (line.content.size === 0 ? 0 : where % (line.content.size + 1))
  if (kind === 0) story.dispatch(tr.insertText(text, at))
  else if (kind === 1) story.dispatch(tr.split(at))
  else if (kind === 2 && line.content.size > 0) story.dispatch(tr.delete(start, at))
  else if (kind === 3 && line.content.size > 1)
    story.dispatch(tr.addMark(start, at, story.state.schema.marks['strong']!.create()))
  else if (kind === 4 && lines.length > 1) story.dispatch(tr.delete(start - 1, start - 1 + line.nodeSize))
}

describe('a story in one window', () => {
  it('is in the step log after typing, and "saved" is said only then', async () => {
    const desk = newDesk()
    const { session } = await openWindow(desk, 'w1')
    const story = must(await session.stories.open(A))
    type(story, '新')
    expect(session.issue.saving.get()).toMatchObject({ state: 'saving', unsaved: 1 })
    expect(desk.stories.get(A)!.steps).toHaveLength(0)
    await story.flush()
    expect(session.issue.saving.get()).toMatchObject({ state: 'saved', unsaved: 0 })
    expect(desk.stories.get(A)!.doc.eq(story.state.doc)).toBe(true)
  })

  it('keeps what is typed while the wire is closed, and says that it is not saved', async () => {
    const { session, cut } = await openWindow(newDesk(), 'w1')
    const story = must(await session.stories.open(A))
    cut()
    type(story, '断线后写的')
    await settle()
    expect(story.state.doc.textContent).toContain('断线后写的')
    expect(session.issue.saving.get()).toMatchObject({ state: 'offline', unsaved: 1 })
  })

  it('shows a refusal, keeps the text, and saves it when the desk can again', async () => {
    const desk = newDesk()
    const { session } = await openWindow(desk, 'w1')
    const story = must(await session.stories.open(A))
    desk.refusal = fault('file.full', {})
    type(story, '一')
    await settle()
    expect(session.issue.saving.get()).toMatchObject({ state: 'refused', unsaved: 1, fault: { code: 'file.full' } })
    desk.refusal = null
    type(story, '二')
    await story.flush()
    expect(session.issue.saving.get()).toMatchObject({ state: 'saved', unsaved: 0, fault: null })
    expect(desk.stories.get(A)!.doc.textContent).toContain('一二')
  })

  it('keeps the paragraphs of its copy that an edit did not touch', async () => {
    const { session } = await openWindow(newDesk(), 'w1')
    const story = must(await session.stories.open(A))
    const before = story.copy
    type(story, '新')
    expect(story.copy).not.toBe(before)
    expect(story.copy.parts.body[0]).toBe(before.parts.body[0])
    expect(story.copy.parts.body[1]).not.toBe(before.parts.body[1])
  })

  it('flushes what is typed when the session closes', async () => {
    const desk = newDesk()
    const { session } = await openWindow(desk, 'w1')
    const story = must(await session.stories.open(A))
    for (const character of '收尾的一句') type(story, character)
    await session.close()
    expect(desk.stories.get(A)!.doc.textContent).toContain('收尾的一句')
  })

  it('opens a story once, however often it is asked for', async () => {
    const { session } = await openWindow(newDesk(), 'w1')
    const [one, two] = await Promise.all([session.stories.open(A), session.stories.open(A)])
    expect(one).toBe(two)
    expect(await session.stories.open('none' as StoryId)).toMatchObject({ code: 'story.missing' })
  })

  it('tells the selection as places of the copy', async () => {
    const { session } = await openWindow(newDesk(), 'w1')
    const story = must(await session.stories.open(A))
    story.dispatch(story.state.tr.setSelection(TextSelection.create(story.state.doc, 9, 10)))
    expect(session.selection.get()).toMatchObject({
      story: A,
      anchor: { part: 'body', paragraph: 0, offset: 1 },
      head: { part: 'body', paragraph: 0, offset: 2 },
    })
  })
})

describe('two windows on one story', () => {
  it('see each other typing', async () => {
    const desk = newDesk()
    const [one, two] = [await openWindow(desk, 'w1'), await openWindow(desk, 'w2')]
    const [a, b] = [must(await one.session.stories.open(A)), must(await two.session.stories.open(A))]
    type(a, '甲')
    await settle()
    expect(b.state.doc.eq(a.state.doc)).toBe(true)
    expect(two.session.issue.maybeStory(A)?.version).toBe(1)
  })

  it('converge to the document of the log, whatever both do at the same time', async () => {
    const step = fc.record({
      window: fc.nat(1),
      kind: fc.nat(4),
      where: fc.nat(40),
      text: fc.constantFrom('字', 'ab ', '，'),
      rests: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (edits) => {
        const desk = newDesk()
        const windows = [await openWindow(desk, 'w1'), await openWindow(desk, 'w2')]
        const stories = await Promise.all(windows.map(async ({ session }) => must(await session.stories.open(A))))
        for (const { window, kind, where, text, rests } of edits) {
          edit(stories[window]!, kind, where, text)
          if (rests) for (let i = 0; i < 7; i++) await Promise.resolve()
        }
        await Promise.all(stories.map((story) => story.flush()))
        await settle()
        const kept = desk.stories.get(A)!
        const replayed = must(applySteps(kept.first, must(decodeSteps(kept.steps))))
        for (const story of stories) {
          expect(story.state.doc.toJSON()).toEqual(kept.doc.toJSON())
          expect(story.unsaved.get().steps).toBe(0)
        }
        expect(replayed.eq(kept.doc)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})
