/**
 * The law of two desks at once: whatever editors do at the same time, with undo among it, all end with the document of the
 * log, the log replays to it, and what they pass on the way are documents of the schema.
 *
 * EDITS=1000000 npx vitest run tests/laws/converging.test.ts   edits more; SEED=... repeats a run.
 */
import { describe, expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { schema } from '#story/schema.ts'
import { applySteps, decodeSteps } from '#story/steps.ts'
import { seedOf } from '../grid/records.ts'
import { chance, smallStory } from '../story/changes/sessions.ts'
import { layTable, session, settle, type Table } from './edits/table.ts'

const EDITS = Number(process.env['EDITS'] ?? 20_000)
/** Edits on one story, before the next one begins. */
const ON_A_STORY = 150

function prove({ log, seats }: Table): void {
  log.doc.check()
  for (const { state, client } of seats) {
    state.doc.check()
    expect(state.doc.toJSON(), client).toEqual(log.doc.toJSON())
  }
  const steps = decodeSteps(log.steps)
  const replayed = isFault(steps) ? steps : applySteps(log.first, steps)
  expect(isFault(replayed) ? replayed : replayed.eq(log.doc), 'replay of the log').toBe(true)
}

/** Sits at stories until so many edits changed something. */
function sit(names: readonly string[], isTracked: boolean, edits: number): number {
  let done = 0
  for (let seed = seedOf(); done < edits; seed++) {
    const next = chance(seed)
    const story = smallStory(next)
    const first = schema.node('doc', { ...story.attrs, tracking: isTracked }, story.content)
    const table = layTable(first, names)
    try {
      done += session(table, ON_A_STORY, next)
      settle(table)
      prove(table)
    } catch (error) {
      throw new Error(`SEED=${seed} breaks it`, { cause: error })
    }
  }
  return done
}

describe(`editors at one story (SEED=${seedOf()})`, () => {
  test(`two converge over ${EDITS} edits, untracked`, () => {
    expect(sit(['沈岚', '罗川'], false, EDITS)).toBeGreaterThanOrEqual(EDITS)
  }, 180_000)

  test(`two converge over ${EDITS} edits, tracked`, () => {
    expect(sit(['沈岚', '罗川'], true, EDITS)).toBeGreaterThanOrEqual(EDITS)
  }, 180_000)

  test('five converge as well', () => {
    expect(sit(['沈岚', '罗川', 'Webb', '陈默', '赵一'], true, EDITS / 10)).toBeGreaterThanOrEqual(EDITS / 10)
  }, 180_000)
})
