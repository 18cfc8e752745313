/** What the renderer's tests set up again and again. */
import { readFileSync } from 'node:fs'
import type { DummyRecord } from '#contract/dummy.ts'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { RecordId, StoryId } from '#contract/ids.ts'
import { stylebookSchema, type Stylebook } from '#contract/stylebook.ts'
import { openSession } from '#renderer/openSession.ts'
import type { Session } from '#renderer/session.ts'
import { schema, type StoryDoc } from '#story/schema.ts'
import { pairWires } from '#wire/pair.ts'
import { serveDesk } from '#wire/wire.ts'
import type { ServedDesk } from '#contract/requests.ts'

export const stylebook = (name: string): Stylebook =>
  stylebookSchema.parse(
    JSON.parse(readFileSync(new URL(`../../resources/stylebooks/${name}.json`, import.meta.url), 'utf8')),
  )

export const storyDoc = (headline: string, ...body: string[]): StoryDoc =>
  schema.node('doc', null, [
    schema.node('headline', null, schema.text(headline)),
    ...body.map((text) => schema.node('paragraph', null, text === '' ? [] : [schema.text(text)])),
  ])

export const block = (
  id: string,
  item: string,
  column: number,
  columns: number,
  line: number,
  lines: number,
): DummyRecord => ({
  type: 'block',
  id: id as RecordId,
  page: 1,
  item: item as StoryId,
  areas: [{ column, columns, line, lines }],
  legs: [0],
  mode: 'auto',
  head: 'above',
  orientation: null,
  headSize: null,
  pictures: [],
  border: 'none',
})

export function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}

/** A window on the desk; `cut` closes its wire. */
export async function openWindow(
  desk: ServedDesk,
  client: string,
  options: Partial<Parameters<typeof openSession>[1]> = {},
) {
  const wires = pairWires(structuredClone)
  serveDesk(wires.desk, desk)
  const session: Session = must(await openSession(wires.window, { client, ...options }))
  return { session, cut: () => wires.close() }
}

/** Lets everything that is under way on wires in this process arrive. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 200; i++) await Promise.resolve()
  await new Promise((done) => setTimeout(done, 0))
}
