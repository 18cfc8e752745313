/** The step log: what was typed, in order. Steps are never changed and never dropped. */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { Json, StepBatch } from '#contract/requests.ts'
import type { LogEntry, Receipt } from '#desk/ports.ts'
import { Damage } from './refusals.ts'
import { seal, unsealJson, type Sealed } from './seal.ts'
import type { Readable, Writable } from './sqlite.ts'
import type { Stories } from './stories.ts'

interface Row extends Sealed {
  /** The story's version after the step. */
  version: number
  client: string
  at: string
}

export interface Steps {
  /** Steps from version `since` on (to `until`), oldest first; steps.stale when the story is not there yet. */
  read(story: StoryId, since: number, until?: number): Outcome<StepBatch>
  /** As `read`, each with its client and its time. */
  log(story: StoryId, since: number, until: number): Outcome<LogEntry[]>
}

export function openSteps(db: Readable, stories: Stories): Steps {
  const between = db.query<[StoryId, number, number], Row>(
    'SELECT version, client, json, sum, at FROM step WHERE story = ? AND version > ? AND version <= ? ORDER BY version',
  )
  const log = (story: StoryId, since: number, until: number): Outcome<LogEntry[]> => {
    const row = stories.row(story)
    if (isFault(row)) return row
    if (since > row.version) return fault('steps.stale', { story, version: row.version })
    return between.all(story, since, until).map((step, i) => {
      const place = `step ${story}/${step.version}`
      if (step.version !== since + i + 1) throw new Damage(place)
      return { version: step.version, client: step.client, at: step.at, step: unsealJson(step, place) }
    })
  }
  return {
    log,
    read(story, version, until = Number.MAX_SAFE_INTEGER) {
      const entries = log(story, version, until)
      if (isFault(entries)) return entries
      const [steps, clients] = [entries.map(({ step }) => step), entries.map(({ client }) => client)]
      return { story, version, steps, clients }
    },
  }
}

export interface Append {
  readonly story: StoryId
  readonly version: number
  readonly client: string
  readonly steps: readonly Json[]
}

export interface StepWrites {
  /** Appends to a story that stands at `version`; else steps.stale with the version it stands at. */
  append(batch: Append, now: string): Outcome<Receipt>
}

export function openStepWrites(db: Writable, stories: Stories): StepWrites {
  const insert = db.change<[StoryId, number, string, string, number, string]>(
    'INSERT INTO step (story, version, client, json, sum, at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return {
    append({ story, version, client, steps }, now) {
      const row = stories.row(story)
      if (isFault(row)) return row
      if (row.version !== version) return fault('steps.stale', { story, version: row.version })
      const sealed = steps.map(seal)
      sealed.forEach(({ json, sum }, i) => insert.run(story, version + i + 1, client, json, sum, now))
      return { version: version + steps.length, savedAt: now }
    },
  }
}
