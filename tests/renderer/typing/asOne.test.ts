/** What is done to many stories as one is one entry of undo, whatever else was typed, here or in another window. */
import { describe, expect, it } from 'vitest'
import type { StoryId } from '#contract/ids.ts'
import type { OpenStory, Session } from '#renderer/session.ts'
import { random, seedOf } from '../../grid/records.ts'
import { pick, whole, type Next } from '../../laws/edits/chance.ts'
import { memoryDesk } from '../deskStub.ts'
import { must, openWindow, settle, storyDoc, stylebook } from '../fixtures.ts'

const IDS = ['a', 'b', 'c'] as StoryId[]
const tabloid = stylebook('yuntang-tabloid')
const newDesk = () =>
  memoryDesk({
    stylebook: tabloid,
    stories: Object.fromEntries(IDS.map((id) => [id, storyDoc('题目', '云塘大桥今日通车。', '全长三里。')])),
  })
const openAll = async ({ stories }: Session): Promise<OpenStory[]> =>
  Promise.all(IDS.map(async (id) => must(await stories.open(id))))
const type = (story: OpenStory, text: string, at = story.state.doc.content.size - 1): void =>
  story.dispatch(story.state.tr.insertText(text, at))
const all = (stories: readonly OpenStory[]): string => JSON.stringify(stories.map(({ state }) => state.doc))
const texts = (stories: readonly OpenStory[]): string[] => stories.map(({ state }) => state.doc.textContent)

describe('a change of many stories as one', () => {
  it('is taken back and done again by one undo and one redo', async () => {
    const { session } = await openWindow(newDesk(), 'w1')
    const stories = await openAll(session)
    type(stories[0]!, '前')
    const before = all(stories)
    session.history.asOne(() => stories.forEach((story) => type(story, '新', 5)))
    const after = all(stories)
    expect(after).not.toBe(before)
    session.history.undo()
    expect(all(stories)).toBe(before)
    session.history.redo()
    expect(all(stories)).toBe(after)
  })

  it('is not run together with typing right before or after it in the same story', async () => {
    const { session } = await openWindow(newDesk(), 'w1')
    const stories = await openAll(session)
    type(stories[0]!, '前', 1)
    session.history.asOne(() => stories.forEach((story) => type(story, '新', 2)))
    type(stories[0]!, '后', 3)
    expect(texts(stories)[0]).toMatch(/^前新后/)
    session.history.undo()
    expect(texts(stories)[0]).toMatch(/^前新题/)
    session.history.undo()
    expect(texts(stories)).toEqual(['前题目', '题目', '题目'].map((head) => `${head}云塘大桥今日通车。全长三里。`))
    session.history.undo()
    expect(session.history.get().mayUndo).toBe(false)
  })

  it('makes no entry where nothing changed', async () => {
    const { session } = await openWindow(newDesk(), 'w1')
    await openAll(session)
    session.history.asOne(() => {})
    expect(session.history.get().mayUndo).toBe(false)
  })

  it('keeps what another window typed meanwhile in the same stories', async () => {
    const desk = newDesk()
    const [one, two] = [await openWindow(desk, 'w1'), await openWindow(desk, 'w2')]
    const [mine, theirs] = [await openAll(one.session), await openAll(two.session)]
    one.session.history.asOne(() => mine.forEach((story) => type(story, '新', 6)))
    await settle()
    theirs.forEach((story) => type(story, '他', 1))
    await settle()
    one.session.history.undo()
    await settle()
    expect(texts(mine)).toEqual(IDS.map(() => '他题目云塘大桥今日通车。全长三里。'))
    expect(all(theirs)).toBe(all(mine))
    one.session.history.redo()
    await settle()
    expect(texts(theirs)).toEqual(IDS.map(() => '他题目云新塘大桥今日通车。全长三里。'))
  })
})

/** One step of a random history; gives back what it did for a report. */
function act(next: Next, session: Session, stories: readonly OpenStory[]): string {
  if (next() < 0.4) {
    const story = pick(next, stories)
    type(story, pick(next, ['字', '词']), whole(next, 1, 2))
    return `type ${story.id}`
  }
  const chosen = stories.filter(() => next() < 0.6)
  session.history.asOne(() => chosen.forEach((story) => type(story, '组', whole(next, 1, 2))))
  return `group ${chosen.map(({ id }) => id).join('')}`
}

const seed = seedOf()
it(`undo all the way is as it was byte for byte, redo as it became, at every entry on the way (seed ${seed})`, async () => {
  const next = random(seed)
  for (let run = 0; run < 60; run++) {
    const { session } = await openWindow(newDesk(), 'w1')
    const stories = await openAll(session)
    const moments = [all(stories)]
    const acts: string[] = []
    for (let n = whole(next, 1, 12); n > 0; n--) {
      acts.push(act(next, session, stories))
      // An edit beside the one before joins its entry, as typing does.
      const isNew = all(stories) !== moments.at(-1)
      if (isNew) moments.push(all(stories))
    }
    const seen = new Set(moments)
    const back: string[] = [all(stories)]
    while (session.history.undo()) back.push(all(stories))
    const where = `SEED=${seed} run ${run} ${acts.join(', ')}`
    expect(back.at(-1), where).toBe(moments[0])
    for (const each of back) expect(seen.has(each), where).toBe(true)
    for (const each of back.toReversed().slice(1)) {
      expect(session.history.redo(), where).toBe(true)
      expect(all(stories), where).toBe(each)
    }
    expect(session.history.redo(), where).toBe(false)
  }
})
