import { describe, expect, it } from 'vitest'
import { fault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { openSession } from '#renderer/openSession.ts'
import type { OpenStory } from '#renderer/session.ts'
import { issueKey, openJournal, type JournalShelf } from '#renderer/typing/journal.ts'
import { lastingWire } from '#wire/lasting.ts'
import { pairWires } from '#wire/pair.ts'
import { serveDesk, type Wire } from '#wire/wire.ts'
import { memoryDesk, type MemoryDesk } from '../deskStub.ts'
import { must, settle, storyDoc, stylebook } from '../fixtures.ts'

const A = 'a' as StoryId
const tabloid = stylebook('yuntang-tabloid')
const newDesk = () => memoryDesk({ stylebook: tabloid, stories: { a: storyDoc('云塘架新桥', '第一段。', '第二段。') } })
const type = (story: OpenStory, text: string, at = story.state.doc.content.size - 1): void =>
  story.dispatch(story.state.tr.insertText(text, at))

/** A host that can die and be started again, and a window that finds its way back to it. */
async function openWindow(desk: MemoryDesk, client: string, shelf: JournalShelf | null = null) {
  let isUp = true
  let cut = (): void => {}
  const waiting: (() => void)[] = []
  const open = async (): Promise<Wire> => {
    if (!isUp) throw new Error('no host')
    const wires = pairWires(structuredClone)
    serveDesk(wires.desk, desk)
    cut = wires.close
    return wires.window
  }
  const wire = lastingWire(await open(), open, (act) => void waiting.push(act))
  const session = must(
    await openSession(wire, {
      client,
      ...(shelf && {
        journal: (issue) => openJournal(issueKey(issue), { shelf, client, isGone: async () => true }),
      }),
    }),
  )
  return {
    session,
    die() {
      isUp = false
      cut()
    },
    async knock() {
      for (const act of waiting.splice(0)) act()
      await settle()
    },
    revive: () => void (isUp = true),
  }
}

function memoryShelf(): JournalShelf & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size
    },
  }
}

const written = () => new Promise((done) => setTimeout(done, 60))

describe('a window whose host dies', () => {
  it('knocks until a host answers, then saves what was typed meanwhile, past what others typed', async () => {
    const desk = newDesk()
    const one = await openWindow(desk, 'w1')
    const story = must(await one.session.stories.open(A))
    one.die()
    type(story, '断线后写的')
    await one.knock()
    expect(one.session.issue.saving.get()).toMatchObject({ state: 'offline', unsaved: 1 })
    const two = await openWindow(desk, 'w2')
    type(must(await two.session.stories.open(A)), '别人写的', 1)
    await settle()
    one.revive()
    await one.knock()
    await story.flush()
    expect(one.session.issue.saving.get()).toMatchObject({ state: 'saved', unsaved: 0, fault: null })
    expect(desk.stories.get(A)!.doc.textContent).toMatch(/别人写的.*断线后写的/)
    expect(story.state.doc.eq(desk.stories.get(A)!.doc)).toBe(true)
  })

  it('does not save twice what had arrived before its answer was lost', async () => {
    const desk = newDesk()
    const one = await openWindow(desk, 'w1')
    const story = must(await one.session.stories.open(A))
    const { submitSteps } = desk.handlers
    Object.assign(desk.handlers, {
      submitSteps: async (batch: Parameters<typeof submitSteps>[0]) => {
        const answer = await submitSteps(batch)
        one.die()
        return answer
      },
    })
    type(story, '一次')
    await settle()
    Object.assign(desk.handlers, { submitSteps })
    one.revive()
    await one.knock()
    await story.flush()
    expect(desk.stories.get(A)!.doc.textContent.match(/一次/g)).toHaveLength(1)
    expect(story.state.doc.eq(desk.stories.get(A)!.doc)).toBe(true)
  })

  it('keeps what is typed and stops asking where the log is older than it was', async () => {
    const desk = newDesk()
    const one = await openWindow(desk, 'w1')
    const story = must(await one.session.stories.open(A))
    type(story, '存过的')
    await story.flush()
    let asked = 0
    Object.assign(desk.handlers, {
      fetchSteps: async () => (asked++, fault('steps.stale', { story: A, version: 0 })),
      submitSteps: async () => fault('steps.stale', { story: A, version: 0 }),
    })
    type(story, '没存的')
    await settle()
    expect(asked).toBe(1)
    expect(one.session.issue.saving.get()).toMatchObject({ state: 'refused', unsaved: 1 })
    expect(story.state.doc.textContent).toContain('没存的')
  })
})

describe('a window that dies', () => {
  it('leaves what was not saved to the next window, which saves it past what others did', async () => {
    const desk = newDesk()
    const shelf = memoryShelf()
    const one = await openWindow(desk, 'w1', shelf)
    const story = must(await one.session.stories.open(A))
    type(story, '存过的')
    await story.flush()
    one.die()
    type(story, '没存的')
    await written()
    const other = await openWindow(desk, 'w2')
    type(must(await other.session.stories.open(A)), '别人写的', 1)
    await settle()
    const next = await openWindow(desk, 'w3', shelf)
    expect(await next.session.recover()).toBe(1)
    expect(desk.stories.get(A)!.doc.textContent).toMatch(/别人写的.*存过的没存的/)
    expect(shelf.kept.size).toBe(0)
    expect(await next.session.recover()).toBe(0)
  })

  it('leaves nothing behind when all of it was saved', async () => {
    const shelf = memoryShelf()
    const one = await openWindow(newDesk(), 'w1', shelf)
    const story = must(await one.session.stories.open(A))
    for (const character of '都存了') type(story, character)
    await story.flush()
    await written()
    expect(shelf.kept.size).toBe(0)
  })

  it('keeps its entry where the desk cannot take it yet', async () => {
    const desk = newDesk()
    const shelf = memoryShelf()
    const one = await openWindow(desk, 'w1', shelf)
    const story = must(await one.session.stories.open(A))
    one.die()
    type(story, '没存的')
    await written()
    desk.refusal = fault('file.full', {})
    const next = await openWindow(desk, 'w2', shelf)
    expect(await next.session.recover()).toBe(0)
    expect(shelf.kept.size).toBe(1)
    desk.refusal = null
    expect(await next.session.recover()).toBe(1)
    expect(desk.stories.get(A)!.doc.textContent).toContain('没存的')
  })
})

describe('the own caret', () => {
  it('stays before its character when others type right at it', async () => {
    const desk = newDesk()
    const [one, two] = [await openWindow(desk, 'w1'), await openWindow(desk, 'w2')]
    const [a, b] = [must(await one.session.stories.open(A)), must(await two.session.stories.open(A))]
    const { TextSelection } = await import('prosemirror-state')
    const end = a.state.doc.content.size - 1
    a.dispatch(a.state.tr.setSelection(TextSelection.create(a.state.doc, end)))
    type(b, '别人', end)
    await settle()
    expect(a.state.selection.head).toBe(end)
    type(a, '我', a.state.selection.head)
    await a.flush()
    await settle()
    expect(b.state.doc.textContent).toMatch(/我别人$/)
  })
})
