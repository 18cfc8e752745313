/** A desk on a real issue file in a folder of its own, with the ports that every host on Node has. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Transform } from 'prosemirror-transform'
import type { Node } from 'prosemirror-model'
import type { Block } from '#contract/dummy.ts'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { RecordId, StoryId } from '#contract/ids.ts'
import type { Issue } from '#contract/issue.ts'
import type { NoticeName, Notices } from '#contract/requests.ts'
import { openPorts } from '#darkroom/openPorts.ts'
import { openDesk, type OpenDesk } from '#desk/openDesk.ts'
import type { Ports } from '#desk/ports.ts'
import { openIssues } from '#storage/issues.ts'
import { docFromJson } from '#story/documents.ts'
import { posAt } from '#story/places.ts'
import { encodeSteps } from '#story/steps.ts'

export const ports: Ports = openPorts()

/** The value of an outcome that must not be a Fault. */
export function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}

export const sample = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../../resources/samples/${name}`, import.meta.url)))

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

export interface Room {
  readonly file: string
  readonly desk: OpenDesk
  /** Every notice so far, in order. */
  readonly notices: { name: NoticeName; body: Notices[NoticeName] }[]
  /** Closes the desk and opens the file again. */
  reopen(): Promise<Room>
}

/** A new issue of two pages; `demands` asks for signatures before press. */
export async function openRoom(change: Partial<Issue> = {}, needsSignature = false): Promise<Room> {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-desk-'))
  const file = join(folder, 'test.banmian')
  const issue: Issue = {
    stylebook: 'yuntang-tabloid',
    date: '2026-11-24',
    number: 1024,
    edition: '',
    pages: 2,
    ...change,
  }
  const book = must(await ports.resources.readStylebook(issue.stylebook))
  const stylebook = { ...book, press: { ...book.press, needsSignature } }
  await must(await openIssues({ clock: ports.clock }).create(file, issue, stylebook)).close()
  const opened: OpenDesk[] = []
  onTestFinished(async () => {
    await opened.at(-1)?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return openFile(file, opened)
}

async function openFile(file: string, opened: OpenDesk[]): Promise<Room> {
  const issue = must(await openIssues({ clock: ports.clock }).openForWriting(file))
  const desk = await openDesk({ ports, issue })
  opened.push(desk)
  const notices: Room['notices'] = []
  desk.onNotice((name, body) => void notices.push({ name, body }))
  const reopen = async (): Promise<Room> => {
    await desk.close()
    return openFile(file, opened)
  }
  return { file, desk, notices, reopen }
}

/** The document of a story as the desk has it. */
export async function docAt(desk: OpenDesk, story: StoryId): Promise<{ version: number; doc: Node }> {
  const state = must(await desk.handlers.fetchStory({ story }))
  return { version: state.version, doc: must(docFromJson(state.doc)) }
}

/** Types text at a place of the body. */
export async function typeAt(
  desk: OpenDesk,
  story: StoryId,
  paragraph: number,
  offset: number,
  text: string,
  client = 'typist',
) {
  const { version, doc } = await docAt(desk, story)
  const pos = posAt(doc, { part: 'body', paragraph, offset })
  const tr = new Transform(doc).insert(pos, doc.type.schema.text(text))
  return desk.handlers.submitSteps({ story, version, client, steps: encodeSteps(tr.steps) })
}

/** Imports the first sample page and gives its stories. */
export async function importSample(desk: OpenDesk): Promise<readonly StoryId[]> {
  return must(await desk.handlers.importFile({ name: 'page1.txt', bytes: sample('yuntang/page1.txt'), page: 1 }))
    .stories
}

export const blockOf = (item: StoryId, change: Partial<Block> = {}): Block => ({
  type: 'block',
  id: 'r1' as RecordId,
  page: 1,
  item,
  areas: [{ column: 0, columns: 3, line: 20, lines: 30 }],
  legs: [0],
  mode: 'auto',
  head: 'above',
  orientation: null,
  headSize: null,
  pictures: [],
  border: 'none',
  ...change,
})
