import { TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import type { StoryId } from '#contract/ids.ts'
import { restore } from '#renderer/editor/versions/reading.ts'
import { isTracking, setTracking } from '#story/changes/transactions.ts'
import type { OpenStory, Session } from '#renderer/session.ts'
import { openRoom } from '../../../desk/room.ts'
import { must, openWindow } from '../../fixtures.ts'

type Workspace = Parameters<typeof restore>[0]

interface Sat {
  readonly session: Session
  readonly story: OpenStory
  readonly workspace: Workspace
  readonly toasts: string[]
}

/** A window on a real desk with one story open. */
async function sit(): Promise<Sat> {
  const room = await openRoom()
  const { session } = await openWindow(room.desk, 'window')
  const { id } = must(await session.desk.call('createStory', { kind: 'story' }))
  const story = must(await session.stories.open(id))
  const toasts: string[] = []
  const workspace = {
    session,
    settings: { get: () => ({ language: 'zh', person: '陈一宁' }) },
    toasts: { show: (_: string, title: string) => void toasts.push(title) },
  } as unknown as Workspace
  return { session, story, workspace, toasts }
}

const type = ({ story }: Sat, text: string): void =>
  story.dispatch(story.state.tr.insertText(text, story.state.doc.content.size - 1))

test('restoring is one new step: undo takes it back, and the version that was left stays', async () => {
  const sat = await sit()
  const { session, story, workspace, toasts } = sat
  type(sat, '云塘大桥昨日通车。')
  const kept = must(await session.versions.keep(story.id, '送审前', '', '陈一宁'))
  type(sat, '市民前来。')
  story.dispatch(story.state.tr.delete(5, 7))
  const before = story.state.doc
  await restore(workspace, story, kept.version, kept.name)
  expect(story.state.doc.textContent).toBe('云塘大桥昨日通车。')
  expect(toasts).toEqual(['已恢复为“送审前”'])
  type(sat, '又记。')
  session.history.undo()
  expect(story.state.doc.textContent).toBe('云塘大桥昨日通车。')
  session.history.undo()
  expect(story.state.doc.eq(before)).toBe(true)
  await story.flush()
  expect(session.versions.get().filter((version) => version.story === story.id)).toContainEqual(kept)
  await session.close()
})

test('a story whose changes are tracked becomes that version too, its changes with it, and stays tracked', async () => {
  const sat = await sit()
  const { session, story, workspace } = sat
  type(sat, '云塘大桥昨日通车。')
  setTracking(true)(story.state, story.dispatch)
  story.dispatch(story.state.tr.delete(5, 7))
  await story.flush()
  const then = story.state.doc
  const { version } = must(await session.desk.call('fetchStory', { story: story.id }))
  type(sat, '市民前来。')
  story.dispatch(story.state.tr.delete(9, 11))
  await restore(workspace, story, version, '')
  expect(story.state.doc.eq(then)).toBe(true)
  expect(isTracking(story.state)).toBe(true)
  await restore(workspace, story, 0, '')
  expect([story.state.doc.textContent, isTracking(story.state)]).toEqual(['', true])
  await session.close()
})

test('a caret stays in its words when the story around it is restored', async () => {
  const sat = await sit()
  const { session, story, workspace } = sat
  type(sat, '云塘大桥昨日通车。')
  await story.flush()
  const { version } = must(await session.desk.call('fetchStory', { story: story.id }))
  story.dispatch(story.state.tr.insertText('全长两公里的', 5))
  const at = 5 + '全长两公里的云塘大桥'.length
  story.dispatch(story.state.tr.setSelection(TextSelection.create(story.state.doc, at)))
  await restore(workspace, story, version, '')
  expect(story.state.selection.from).toBe(5 + '云塘大桥'.length)
  await session.close()
})

test('what is the same already is left alone', async () => {
  const sat = await sit()
  type(sat, '云塘大桥')
  await sat.story.flush()
  const { doc } = sat.story.state
  await restore(sat.workspace, sat.story, 1, '')
  expect(sat.story.state.doc).toBe(doc)
  expect(sat.toasts).toEqual(['现在的稿件与这一版完全相同'])
  await sat.session.close()
})

test('versions of a story come when they are asked for and are kept true by notices, another window’s too', async () => {
  const room = await openRoom()
  const [one, two] = [await openWindow(room.desk, 'one'), await openWindow(room.desk, 'two')]
  const { id } = must(await one.session.desk.call('createStory', { kind: 'story' }))
  expect(await two.session.versions.load(id)).toBeNull()
  expect(two.session.versions.get()).toMatchObject([{ kind: 'filed', story: id }])
  must(await one.session.versions.changeStatus(id, 'firstEdit', '陈一宁'))
  const kept = must(await one.session.versions.keep(id, '一', '', ''))
  must(await one.session.versions.change(kept, { name: '二' }))
  expect(two.session.versions.get()).toMatchObject([{ kind: 'filed' }, { status: 'firstEdit' }, { name: '二' }])
  expect(two.session.issue.maybeStory(id)?.status).toBe('firstEdit')
  expect(await two.session.versions.load('none' as StoryId)).toBeNull()
  await one.session.close()
  await two.session.close()
})
