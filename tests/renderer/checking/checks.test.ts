import { readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { fault, isFault, type Finding, type Outcome } from '#contract/faults.ts'
import type { FaceId, StoryId } from '#contract/ids.ts'
import type { Answers } from '#contract/requests.ts'
import { preflightProfileSchema } from '#contract/preflight.ts'
import { openPorts } from '#darkroom/openPorts.ts'
import { memoryDesk } from '../deskStub.ts'
import { inlineWorker } from '../inlineWorker.ts'
import { block, must, openWindow, storyDoc, stylebook } from '../fixtures.ts'

const ports = openPorts()

async function fetchFace({ face }: { face: FaceId }) {
  const loaded = await ports.fonts.loadFace(face)
  return isFault(loaded) ? loaded : { face, sha256: loaded.sha256, bytes: loaded.bytes.slice() }
}

const profile = (name: string) =>
  preflightProfileSchema.parse(
    JSON.parse(readFileSync(new URL(`../../../resources/preflight/${name}.json`, import.meta.url), 'utf8')),
  )

const CHECKED: Finding = {
  code: 'item.unplaced',
  severity: 'note',
  page: null,
  frame: null,
  item: 'b' as StoryId,
  at: null,
  values: {},
}

/** A window on a desk with one story on its page, and the checks that were asked of the desk. */
async function open(asked: Outcome<Answers['checkIssue']> = [CHECKED]) {
  const desk = memoryDesk({
    stylebook: stylebook('millhaven-weekly'),
    stories: { a: storyDoc('Harbor wall holds', 'The water came within a hand of the wall.') },
    records: [block('r1', 'a', 0, 2, 30, 20)],
    fetchFace,
  })
  const orders: unknown[] = []
  const handlers = new Proxy(desk.handlers, {
    get(known, name) {
      if (name === 'fetchPreflight')
        return async ({ profile: named }: { profile: string | null }) =>
          named === 'glossy'
            ? fault('preflight.unknown', { name: named })
            : { profile: profile(named ?? 'newsprint'), profiles: [] }
      if (name === 'checkIssue') return async (order: unknown) => (orders.push(order), asked)
      return Reflect.get(known, name) as unknown
    },
  })
  const { session } = await openWindow({ ...desk, handlers }, 'w1', { makeWorker: () => inlineWorker() })
  onTestFinished(() => session.close())
  return { desk, session, orders }
}

const codesOf = (findings: readonly Finding[] | null): string[] => (findings ?? []).map(({ code }) => code)

describe('the shown page', () => {
  test('is checked while somebody listens, with what preflight says beside the composer', async () => {
    const { session } = await open()
    const { page } = session.checks
    const stop = page.subscribe(() => undefined)
    await vi.waitFor(() => expect(page.get().findings).not.toBeNull(), 10_000)
    expect(page.get()).toMatchObject({ page: 1, waiting: 0 })
    expect(codesOf(page.get().findings)).toContain('page.unsigned')
    expect(codesOf(page.get().findings)).not.toContain('copy.placeholder')
    const story = must(await session.stories.open('a' as StoryId))
    story.dispatch(story.state.tr.insertText(' Cost: XXXX dollars.', story.state.doc.content.size - 1))
    await vi.waitFor(() => expect(codesOf(page.get().findings)).toContain('copy.placeholder'), 10_000)
    const found = page.get().findings?.find(({ code }) => code === 'copy.placeholder')
    expect(found).toMatchObject({ severity: 'error', item: 'a', frame: 'r1.body.0' })
    stop()
    story.dispatch(story.state.tr.insertText('!', 1))
    await new Promise((later) => setTimeout(later, 600))
    expect(page.get().findings).toContain(found)
  })
  test('is graded by the profile that is chosen; one that the desk has not changes nothing', async () => {
    const { session } = await open()
    const { page } = session.checks
    const stop = page.subscribe(() => undefined)
    await vi.waitFor(() => expect(codesOf(page.get().findings)).toContain('page.unsigned'), 10_000)
    expect(await session.checks.chooseProfile('glossy')).toMatchObject({ code: 'preflight.unknown' })
    expect(session.checks.profile.get()?.name).toBe('newsprint')
    expect(await session.checks.chooseProfile('proof')).toBeNull()
    await vi.waitFor(() => expect(codesOf(page.get().findings)).not.toContain('page.unsigned'), 10_000)
    stop()
  })
})

describe('the issue', () => {
  test('is asked of the desk under the chosen profile, and its findings stand until it is asked again', async () => {
    const { session, orders } = await open()
    expect(must(await session.checks.chooseProfile('proof'))).toBeNull()
    expect(session.checks.issue.get().findings).toBeNull()
    expect(await session.checks.checkIssue('j1')).toBeNull()
    expect(orders).toEqual([{ page: null, job: 'j1', profile: 'proof' }])
    expect(session.checks.issue.get()).toMatchObject({ findings: [CHECKED], isRunning: false })
  })
  test('a check that was cancelled leaves what was known', async () => {
    const { session } = await open(fault('cancelled'))
    expect(await session.checks.checkIssue('j1')).toMatchObject({ code: 'cancelled' })
    expect(session.checks.issue.get()).toMatchObject({ findings: null, isRunning: false })
  })
})
