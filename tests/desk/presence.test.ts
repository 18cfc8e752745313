import { describe, expect, it } from 'vitest'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Meeting } from '#contract/presence.ts'
import { openNoticeBoard } from '#desk/notices.ts'
import { LEASE, openPresence, TYPING } from '#desk/presence.ts'

const STORY = 'bridge' as StoryId

/** A desk's presence at a clock that the test turns, and what it told. */
function openRoom() {
  let time = Date.UTC(2026, 10, 24, 20)
  const told: string[] = []
  const notices = openNoticeBoard()
  notices.onNotice((name) => told.push(name))
  const presence = openPresence({ now: () => new Date(time).toISOString() }, notices)
  const meeting = (client: string, person: string, more: Partial<Meeting> = {}): Meeting => ({
    client,
    person,
    page: 1,
    story: STORY,
    portion: 'body',
    caret: null,
    ...more,
  })
  return {
    ...presence,
    told,
    pass: (milliseconds: number) => (time += milliseconds),
    enter: (client: string, person: string, more?: Partial<Meeting>) => presence.meet(meeting(client, person, more)),
    order: (client: string, person: string, more: object = {}) =>
      presence.claim({ client, person, story: STORY, portion: 'body', isHeld: true, isTakenOver: false, ...more }),
  }
}

const clientsOf = ({ people }: { people: readonly { client: string }[] }) => people.map(({ client }) => client)

describe('who is there', () => {
  it('tells everybody apart by a colour that nobody else has', () => {
    const room = openRoom()
    const colours = Array.from({ length: 8 }, (_, i) => room.enter(`w${i}`, `编辑${i}`)).at(-1)!.people
    expect(new Set(colours.map(({ colour }) => colour)).size).toBe(8)
  })

  it("keeps a person's colour while others come and go", () => {
    const room = openRoom()
    room.enter('w1', '沈岚')
    const before = room.enter('w2', '罗川').people.find(({ client }) => client === 'w2')!.colour
    room.leave('w1')
    room.enter('w3', '陈默')
    expect(room.enter('w2', '罗川').people.find(({ client }) => client === 'w2')!.colour).toBe(before)
  })

  it('lets a window go that says nothing any more, at the next word of another', () => {
    const room = openRoom()
    room.enter('w1', '沈岚')
    room.pass(LEASE)
    expect(clientsOf(room.enter('w2', '罗川'))).toEqual(['w1', 'w2'])
    room.pass(1)
    expect(clientsOf(room.enter('w2', '罗川'))).toEqual(['w2'])
  })

  it('tells nobody of a beat that says nothing new', () => {
    const room = openRoom()
    room.enter('w1', '沈岚')
    const { length } = room.told
    room.pass(4000)
    room.enter('w1', '沈岚')
    expect(room.told).toHaveLength(length)
  })
})

describe('who holds what', () => {
  it('keeps a part for the one who checked it out, and leaves the other parts to all', () => {
    const room = openRoom()
    room.enter('w1', '沈岚')
    room.enter('w2', '罗川')
    room.order('w1', '沈岚')
    room.pass(5000)
    expect(room.mayEdit(STORY, 'w2', ['body'])).toMatchObject({
      code: 'story.held',
      where: { person: '沈岚', portion: 'body' },
    })
    expect(room.mayEdit(STORY, 'w2', ['head'])).toBeNull()
    expect(room.mayEdit(STORY, 'w1', ['body'])).toBeNull()
    expect(room.mayEdit('other' as StoryId, 'w2', ['body'])).toBeNull()
  })

  it('is one person at two windows', () => {
    const room = openRoom()
    room.enter('w1', '沈岚')
    room.enter('w2', '沈岚')
    room.order('w1', '沈岚')
    room.pass(5000)
    expect(room.mayEdit(STORY, 'w2', ['body'])).toBeNull()
  })

  it('takes two nameless windows for two people', () => {
    const room = openRoom()
    room.enter('w1', '')
    room.enter('w2', '')
    room.order('w1', '')
    room.pass(5000)
    expect(room.mayEdit(STORY, 'w2', ['body'])).toMatchObject({ code: 'story.held' })
  })

  it('refuses a second check-out, and gives way to one that takes over', () => {
    const room = openRoom()
    room.enter('w1', '沈岚')
    room.enter('w2', '罗川')
    room.order('w1', '沈岚')
    expect(room.order('w2', '罗川')).toMatchObject({ code: 'story.held' })
    const taken = room.order('w2', '罗川', { isTakenOver: true })
    expect(isFault(taken) ? taken : taken.claims).toMatchObject([{ client: 'w2', portion: 'body', hold: 'checkedOut' }])
    room.pass(5000)
    expect(room.mayEdit(STORY, 'w1', ['body'])).toMatchObject({ where: { person: '罗川' } })
  })

  it('lets steps in that were on their way when the part was checked out', () => {
    const room = openRoom()
    room.enter('w1', '沈岚')
    room.enter('w2', '罗川')
    room.order('w1', '沈岚')
    expect(room.mayEdit(STORY, 'w2', ['body'])).toBeNull()
    room.pass(3001)
    expect(room.mayEdit(STORY, 'w2', ['body'])).not.toBeNull()
  })

  it('locks nobody out when the holder is gone: at once where the wire closed, with its lease where nothing was said', () => {
    for (const go of ['leave', 'silence'] as const) {
      const room = openRoom()
      room.enter('w1', '沈岚')
      room.order('w1', '沈岚')
      room.pass(5000)
      if (go === 'leave') room.leave('w1')
      else room.pass(LEASE)
      expect(room.mayEdit(STORY, 'w2', ['body']), go).toBeNull()
    }
  })

  it('keeps a check-out as long as its window says that it is there', () => {
    const room = openRoom()
    room.enter('w1', '沈岚')
    room.order('w1', '沈岚')
    for (let i = 0; i < 100; i++) {
      room.pass(60_000)
      room.enter('w1', '沈岚')
    }
    expect(room.mayEdit(STORY, 'w2', ['body'])).not.toBeNull()
  })

  it('shows who types, keeps nobody out by it, and forgets it after a rest', () => {
    const room = openRoom()
    room.enter('w1', '沈岚')
    room.noteTyping(STORY, 'w1', ['body'])
    expect(room.enter('w2', '罗川').claims).toMatchObject([{ person: '沈岚', portion: 'body', hold: 'typing' }])
    room.pass(TYPING)
    expect(room.mayEdit(STORY, 'w2', ['body'])).toBeNull()
    expect(room.enter('w2', '罗川').claims).toHaveLength(1)
    room.pass(1)
    expect(room.enter('w2', '罗川').claims).toHaveLength(0)
  })

  it('tells of typing once, not at every key', () => {
    const room = openRoom()
    room.enter('w1', '沈岚')
    room.noteTyping(STORY, 'w1', ['body'])
    const { length } = room.told
    for (let i = 0; i < 50; i++) room.noteTyping(STORY, 'w1', ['body'])
    expect(room.told).toHaveLength(length)
  })

  it('gives back the whole story at once', () => {
    const room = openRoom()
    room.enter('w1', '沈岚')
    const whole = room.order('w1', '沈岚', { portion: null })
    expect(isFault(whole) ? [] : whole.claims.map(({ portion }) => portion)).toEqual(['head', 'body', 'captions'])
    const back = room.order('w1', '沈岚', { portion: null, isHeld: false })
    expect(isFault(back) ? null : back.claims).toEqual([])
  })
})
