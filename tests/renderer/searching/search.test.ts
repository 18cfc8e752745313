import { Plugin } from 'prosemirror-state'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { StoryId } from '#contract/ids.ts'
import { isFault } from '#contract/faults.ts'
import { replaceFound } from '#renderer/searching/replacing.ts'
import { keyOf, openSearch, type Search } from '#renderer/searching/search.ts'
import { openSearcher, type Searcher } from '#renderer/searching/searcher.ts'
import { goToMatch, nextMatch, numberOf } from '#renderer/searching/steps.ts'
import type { SearchOrder, SearchWorker } from '#renderer/searching/messages.ts'
import type { OpenStory, Session } from '#renderer/session.ts'
import { makeStore } from '#renderer/store.ts'
import { setTracking } from '#story/changes/transactions.ts'
import { finalLines } from '#story/final.ts'
import { finderOf } from '#story/find/finder.ts'
import { NO_QUERY } from '#story/find/query.ts'
import { block, must, openWindow, settle, storyDoc, stylebook } from '../fixtures.ts'
import { memoryDesk } from '../deskStub.ts'

/** A thread in this thread; one that is told to hang never answers. */
function inlineThread(hangs: (order: SearchOrder) => boolean = () => false) {
  const made: { isEnded: boolean }[] = []
  const makeWorker = (): SearchWorker => {
    const thread = { isEnded: false }
    made.push(thread)
    const worker: SearchWorker = {
      onmessage: null,
      onerror: null,
      terminate: () => void (thread.isEnded = true),
      postMessage(order) {
        if (hangs(order)) return
        const find = finderOf(order.query, null)
        const data = isFault(find) ? find : order.texts.map(find)
        setTimeout(() => thread.isEnded || worker.onmessage?.({ data } as MessageEvent), 0)
      },
    }
    setTimeout(() => worker.onmessage?.({ data: null } as MessageEvent), 0)
    return worker
  }
  return { made, makeWorker }
}

const DOCS = {
  a: storyDoc('云塘大桥通车', '大桥全长三里。', '桥上有灯。'),
  b: storyDoc('老街', '从大桥下去。'),
  c: storyDoc('天气', '晴。'),
}

async function openThem(
  searcher?: Searcher,
  plugins: readonly Plugin[] = [],
): Promise<{ session: Session; search: Search; stories: OpenStory[] }> {
  const desk = memoryDesk({
    stylebook: stylebook('yuntang-tabloid'),
    stories: DOCS,
    records: [block('r1', 'a', 0, 3, 10, 20)],
  })
  const { session } = await openWindow(desk, 'w1', { plugins: () => plugins })
  const search = openSearch(session, makeStore(false), searcher)
  onTestFinished(() => search.close())
  search.change({ isBarOpen: true })
  session.selection.selectStory('a' as StoryId)
  const stories: OpenStory[] = []
  for (const id of Object.keys(DOCS)) stories.push(must(await session.stories.open(id as StoryId)))
  return { session, search, stories }
}

const counts = async (search: Search): Promise<Record<string, number>> =>
  Object.fromEntries((await search.found.whole()).stories.map(({ story, found }) => [story.id, found.matches.length]))

describe('a search', () => {
  it('finds in the chosen story, on its page, in the issue', async () => {
    const { search } = await openThem()
    search.ask({ text: '桥' })
    expect(await counts(search)).toEqual({ a: 3 })
    search.change({ scope: 'page' })
    expect(await counts(search)).toEqual({ a: 3 })
    search.change({ scope: 'issue' })
    expect(await counts(search)).toEqual({ a: 3, b: 1 })
    expect(search.found.get()).toMatchObject({ total: 4, done: 3, of: 3 })
  })

  it('is true at every key', async () => {
    const { search, stories } = await openThem()
    search.ask({ text: '桥' })
    await search.found.whole()
    const { state } = stories[0]!
    stories[0]!.dispatch(state.tr.insertText('新桥，', 1))
    expect(search.found.get().total).toBe(4)
    expect(search.of(stories[0]!).get().doc).toBe(stories[0]!.state.doc)
  })

  it('looks for nothing while it is out of sight', async () => {
    const { search } = await openThem()
    search.ask({ text: '桥' })
    await search.found.whole()
    search.change({ isBarOpen: false })
    expect(search.found.get()).toMatchObject({ total: 0, of: 0 })
  })

  it('goes from match to match, on into the next story and round, forth and back', async () => {
    const { search, session } = await openThem()
    search.ask({ text: '大桥' })
    search.change({ scope: 'issue' })
    const found = await search.found.whole()
    const seen: string[] = []
    for (const by of [1, 1, 1, 1, -1, -1, -1] as const) {
      goToMatch(session, nextMatch(found, session.selection.get(), by)!, false)
      const { story, anchor } = session.selection.get()
      seen.push(`${numberOf(found, session.selection.get())} ${story} ${anchor?.part} ${anchor?.offset}`)
    }
    const [first, second, third] = ['1 a headline 2', '2 a body 0', '3 b body 1']
    expect(seen).toEqual([first, second, third, first, third, second, first])
  })

  it('replaces what is ticked as one act, and leaves the chosen story chosen', async () => {
    const { search, session, stories } = await openThem()
    const before = stories.map(({ state }) => JSON.stringify(state.doc))
    search.ask({ text: '大桥' })
    search.change({ scope: 'issue', isReplacing: true, replacement: '长桥' })
    const found = await search.found.whole()
    const [first] = found.stories[0]!.found.matches
    const left = keyOf('a' as StoryId, first!)
    const replaced = replaceFound(session, found, search.get(), (key) => key !== left)
    expect(replaced).toEqual({ matches: 2, stories: 2, held: 0 })
    expect(stories.map(({ state }) => state.doc.textContent)).toEqual([
      '云塘大桥通车长桥全长三里。桥上有灯。',
      '老街从长桥下去。',
      '天气晴。',
    ])
    expect(session.selection.get().story).toBe('a')
    await settle()
    session.history.undo()
    expect(stories.map(({ state }) => JSON.stringify(state.doc))).toEqual(before)
    expect(session.selection.get().story).toBe('a')
  })
})

describe('a replacement', () => {
  const replaceAll = async ({ search, session }: { search: Search; session: Session }, text: string, by: string) => {
    search.ask({ text })
    search.change({ scope: 'issue', replacement: by })
    return replaceFound(session, await search.found.whole(), search.get(), () => true)
  }

  it('is a tracked change where changes are tracked, and one undo takes it back', async () => {
    const { session, search, stories } = await openThem()
    setTracking(true)(stories[0]!.state, stories[0]!.dispatch)
    const before = stories.map(({ state }) => JSON.stringify(state.doc))
    expect(await replaceAll({ session, search }, '大桥', '长桥')).toEqual({ matches: 3, stories: 2, held: 0 })
    const [a, b] = stories.map(({ state }) => state.doc)
    expect(finalLines(a!).map(({ text }) => text)).toEqual(['云塘长桥通车', '长桥全长三里。', '桥上有灯。'])
    expect(a!.textContent).toContain('大桥')
    expect(b!.textContent).toBe('老街从长桥下去。')
    session.history.undo()
    expect(stories.map(({ state }) => JSON.stringify(state.doc))).toEqual(before)
  })

  it('leaves what somebody else holds, and says how much', async () => {
    const holdsHead = new Plugin({
      filterTransaction: ({ steps }) => steps.every((step) => (step.toJSON() as { from: number }).from > 8),
    })
    const { session, search, stories } = await openThem(undefined, [holdsHead])
    expect(await replaceAll({ session, search }, '桥', '楼')).toEqual({ matches: 2, stories: 1, held: 2 })
    expect(stories[0]!.state.doc.textContent).toBe('云塘大桥通车大楼全长三里。楼上有灯。')
    session.history.undo()
    expect(stories[0]!.state.doc.textContent).toBe('云塘大桥通车大桥全长三里。桥上有灯。')
  })
})

describe('a regular expression', () => {
  it('is found in its own thread, and what was typed meanwhile is searched behind it', async () => {
    const { search, stories } = await openThem(openSearcher(inlineThread()))
    search.ask({ text: '[大老].', isRegExp: true })
    expect(search.of(stories[0]!).get().isBehind).toBe(true)
    stories[0]!.dispatch(stories[0]!.state.tr.insertText('老街', 1))
    expect(await counts(search)).toEqual({ a: 3 })
  })

  it('that is none says so', async () => {
    const { search } = await openThem(openSearcher(inlineThread()))
    search.ask({ text: '(', isRegExp: true })
    expect((await search.found.whole()).fault).toMatchObject({ code: 'find.pattern' })
  })

  it('that does not end is ended once, for all stories, and the next one is found by another thread', async () => {
    const { made, makeWorker } = inlineThread(({ query }) => query.text === 'slow')
    const { search } = await openThem(openSearcher({ makeWorker, limit: 20 }))
    search.change({ scope: 'issue' })
    search.ask({ text: 'slow', isRegExp: true })
    expect((await search.found.whole()).fault).toMatchObject({ code: 'find.slow' })
    expect(made.map(({ isEnded }) => isEnded)).toEqual([true])
    search.ask({ text: '大.' })
    expect(await counts(search)).toEqual({ a: 2, b: 1 })
    expect(made).toHaveLength(2)
  })

  it('of which nobody wants to know any more is passed over', async () => {
    const orders: string[] = []
    const { makeWorker } = inlineThread(({ query }) => orders.push(query.text) < 0)
    const searcher = openSearcher({ makeWorker })
    onTestFinished(() => searcher.close())
    const queries = ['a', 'b', 'c'].map((text) => ({ ...NO_QUERY, text, isRegExp: true }))
    const answers = await Promise.all(queries.map((query) => searcher.find(query, ['abc'])))
    expect(orders).toEqual(['c'])
    expect(answers.map((answer) => (isFault(answer) ? answer.code : answer.length))).toEqual([
      'cancelled',
      'cancelled',
      1,
    ])
  })
})
