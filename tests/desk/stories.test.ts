import { collab, getVersion, receiveTransaction, sendableSteps } from 'prosemirror-collab'
import { EditorState } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Json } from '#contract/requests.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { splitLine } from '#story/commands.ts'
import { decodeSteps, encodeSteps } from '#story/steps.ts'
import { docAt, must, openRoom, typeAt } from './room.ts'

/** A window as the renderer's: it sends what is unconfirmed and takes in what others did. */
class Window {
  state: EditorState
  private readonly desk: OpenDesk
  private readonly story: StoryId
  private readonly client: string
  constructor(desk: OpenDesk, story: StoryId, client: string, doc: Awaited<ReturnType<typeof docAt>>) {
    this.desk = desk
    this.story = story
    this.client = client
    this.state = EditorState.create({ doc: doc.doc, plugins: [collab({ version: doc.version, clientID: client })] })
  }
  type(text: string, at: number): void {
    const pos = 1 + (at % (this.state.doc.firstChild!.content.size + 1))
    this.state = this.state.apply(this.state.tr.insertText(text, pos))
    if (at % 7 === 0) splitLine(this.state, (tr) => (this.state = this.state.apply(tr)))
  }
  async receive(version: number): Promise<void> {
    const batch = must(await this.desk.handlers.fetchSteps({ story: this.story, since: version }))
    this.state = this.state.apply(receiveTransaction(this.state, must(decodeSteps(batch.steps)), [...batch.clients]))
  }
  async send(): Promise<void> {
    for (let sendable = sendableSteps(this.state); sendable; sendable = sendableSteps(this.state)) {
      const { version, steps } = sendable
      const sent = await this.desk.handlers.submitSteps({
        story: this.story,
        version,
        client: this.client,
        steps: encodeSteps(steps),
      })
      if (isFault(sent) && sent.code !== 'steps.stale') throw new Error(sent.code)
      await this.receive(version)
    }
  }
}

describe('stories at the desk', () => {
  test('what was submitted is there when the file is opened again', async () => {
    const room = await openRoom()
    const story = must(await room.desk.handlers.createStory({ kind: 'story' })).id
    must(await typeAt(room.desk, story, 0, 0, '本报讯'))
    must(await typeAt(room.desk, story, 0, 3, '　昨日'))
    const before = await docAt(room.desk, story)
    const again = await room.reopen()
    const after = await docAt(again.desk, story)
    expect(after.version).toBe(2)
    expect(after.doc.eq(before.doc)).toBe(true)
    expect(after.doc.textContent).toBe('本报讯　昨日')
  })
  test('a stale version is refused with the version to catch up from, and changes nothing', async () => {
    const { desk } = await openRoom()
    const story = must(await desk.handlers.createStory({ kind: 'story' })).id
    const steps: Json[] = [{ stepType: 'replace', from: 1, to: 1, slice: { content: [{ type: 'text', text: '桥' }] } }]
    must(await desk.handlers.submitSteps({ story, version: 0, client: 'a', steps }))
    expect(await desk.handlers.submitSteps({ story, version: 0, client: 'b', steps })).toMatchObject({
      code: 'steps.stale',
      where: { version: 1 },
    })
    expect((await docAt(desk, story)).doc.textContent).toBe('桥')
  })
  test('of two submissions at once on one version, one is taken and one is stale', async () => {
    const { desk } = await openRoom()
    const story = must(await desk.handlers.createStory({ kind: 'story' })).id
    const steps: Json[] = [{ stepType: 'replace', from: 1, to: 1, slice: { content: [{ type: 'text', text: '桥' }] } }]
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((client) => desk.handlers.submitSteps({ story, version: 0, client, steps })),
    )
    expect(answers.map((answer) => (isFault(answer) ? answer.code : 'taken')).toSorted()).toEqual([
      'steps.stale',
      'steps.stale',
      'taken',
    ])
  })
  test('steps that would break the schema are refused, stored nowhere and told to nobody', async () => {
    const { desk, notices } = await openRoom()
    const story = must(await desk.handlers.createStory({ kind: 'story' })).id
    notices.length = 0
    const bad: Json[][] = [
      [{ stepType: 'replace', from: 0, to: 6 }],
      [{ stepType: 'nonsense' }],
      [{ stepType: 'replace', from: 1, to: 1, slice: { content: [{ type: 'text', text: '\n' }] } }],
    ]
    for (const steps of bad)
      expect(await desk.handlers.submitSteps({ story, version: 0, client: 'a', steps })).toMatchObject({
        code: 'steps.invalid',
      })
    expect(must(await desk.handlers.fetchSteps({ story, since: 0 })).steps).toEqual([])
    expect(notices).toEqual([])
  })
  test('a notice carries the steps, the client and the new summary, after the steps are stored', async () => {
    const { desk, notices } = await openRoom()
    const story = must(await desk.handlers.createStory({ kind: 'story' })).id
    notices.length = 0
    must(await typeAt(desk, story, 0, 0, '昨日通车'))
    expect(notices.filter(({ name }) => name !== 'claimsChanged')).toMatchObject([
      {
        name: 'stepsSubmitted',
        body: { story, version: 0, clients: ['typist'], summary: { characters: 4, version: 1 } },
      },
    ])
  })
  test('two windows typing on one story converge, and the log replays to what they show', async () => {
    const seed = 20_261_124
    let random = seed
    const next = (): number => (random = (random * 48_271) % 2_147_483_647)
    const room = await openRoom()
    const story = must(await room.desk.handlers.createStory({ kind: 'story' })).id
    const start = await docAt(room.desk, story)
    const windows = ['left', 'right'].map((client) => new Window(room.desk, story, client, start))
    for (let round = 0; round < 40; round++) {
      for (const window of windows)
        for (let n = next() % 3; n >= 0; n--) window.type('甲乙丙丁戊'.charAt(next() % 5), next())
      await Promise.all(windows.map((window) => window.send()))
    }
    for (const window of windows) await window.receive(getVersion(window.state))
    const [left, right] = windows as [Window, Window]
    const { version, doc } = await docAt((await room.reopen()).desk, story)
    expect(version, `seed ${seed}`).toBeGreaterThan(80)
    expect(left.state.doc.eq(right.state.doc), `seed ${seed}`).toBe(true)
    expect(doc.eq(left.state.doc), `seed ${seed}`).toBe(true)
  })
  test('after more than 200 steps a snapshot is stored, and opening replays only what follows it', async () => {
    const room = await openRoom()
    const story = must(await room.desk.handlers.createStory({ kind: 'story' })).id
    const steps: Json[] = Array.from({ length: 205 }, (_, i) => ({
      stepType: 'replace',
      from: 1 + i,
      to: 1 + i,
      slice: { content: [{ type: 'text', text: '字' }] },
    }))
    must(await room.desk.handlers.submitSteps({ story, version: 0, client: 'a', steps }))
    const again = await room.reopen()
    expect((await docAt(again.desk, story)).doc.textContent).toBe('字'.repeat(205))
    expect((await docAt(again.desk, story)).version).toBe(205)
  })
  test('a spiked story says so, stays readable and can be taken back', async () => {
    const { desk } = await openRoom()
    const story = must(await desk.handlers.createStory({ kind: 'picture' })).id
    expect(must(await desk.handlers.spikeStory({ story, isSpiked: true })).isSpiked).toBe(true)
    expect((await docAt(desk, story)).doc.childCount).toBe(3)
    expect(must(await desk.handlers.spikeStory({ story, isSpiked: false })).isSpiked).toBe(false)
  })
  test('a story that is not there is story.missing for every request', async () => {
    const { desk } = await openRoom()
    const story = 'nobody' as StoryId
    for (const answer of [
      await desk.handlers.fetchStory({ story }),
      await desk.handlers.fetchSteps({ story, since: 0 }),
      await desk.handlers.submitSteps({ story, version: 0, client: 'a', steps: [] }),
      await desk.handlers.spikeStory({ story, isSpiked: true }),
    ])
      expect(answer).toMatchObject({ code: 'story.missing' })
  })
})
