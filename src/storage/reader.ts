/** The reading half of the port: the nouns of a Readable, each refusal a Fault. */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { IssueReader } from '#desk/ports.ts'
import { openBlobs, type Blobs } from './blobs.ts'
import { openDummies, type Dummies } from './dummies.ts'
import { openHouse, type House } from './house.ts'
import { openMarks, type Marks } from './marks.ts'
import { openRepairs, type Repairs } from './imports.ts'
import { openIssueRow, type IssueRow } from './issueRow.ts'
import { openPhotos, type Photos } from './photos.ts'
import { guardIssue } from './refusals.ts'
import { openSignOffs, type SignOffs } from './signOffs.ts'
import type { Readable } from './sqlite.ts'
import { openSteps, type Steps } from './steps.ts'
import { openStories, type Stories } from './stories.ts'
import { openVersions, type Versions } from './versions.ts'
import { openWordIndex, type WordIndex } from './wordIndex.ts'
import { openWordEnds, type WordEnds } from './wordEnds.ts'

/** Every noun of an issue, as a reader sees it. */
export interface Nouns {
  readonly issue: IssueRow
  readonly stories: Stories
  readonly steps: Steps
  readonly dummies: Dummies
  readonly blobs: Blobs
  readonly photos: Photos
  readonly repairs: Repairs
  readonly signOffs: SignOffs
  readonly marks: Marks
  readonly versions: Versions
  readonly house: House
  readonly wordEnds: WordEnds
  readonly wordIndex: WordIndex
}

export function openNouns(db: Readable): Nouns {
  const stories = openStories(db)
  return {
    issue: openIssueRow(db),
    stories,
    steps: openSteps(db, stories),
    dummies: openDummies(db),
    blobs: openBlobs(db),
    photos: openPhotos(db),
    repairs: openRepairs(db),
    signOffs: openSignOffs(db),
    marks: openMarks(db),
    versions: openVersions(db),
    house: openHouse(db),
    wordEnds: openWordEnds(db),
    wordIndex: openWordIndex(db),
  }
}

/**
 * Reads whatever the port hands out without a Fault of its own, so that damage is told when the file is opened. Steps,
 * snapshots and blobs are checked when they are read.
 */
export function readThrough(nouns: Nouns): void {
  nouns.issue.read()
  nouns.stories.list()
  nouns.dummies.readAll()
  nouns.photos.list()
  nouns.repairs.list(null)
  nouns.signOffs.list()
  nouns.marks.list()
  nouns.versions.list()
  nouns.house.read()
}

/** The port's reading calls on open nouns; `close` is the owner's. */
export function readerOf(path: string, name: string, nouns: Nouns, close: () => Promise<void>): IssueReader {
  const checked = <T>(read: () => Outcome<T>): Promise<Outcome<T>> => settle(() => guardIssue(path, read))
  // These were read through at opening and have no refusal of their own: damage that shows later rejects with its Fault.
  const told = <T>(read: () => T): Promise<T> => settle(() => orThrow(guardIssue<T>(path, read)))
  return {
    name,
    readIssue: () => told(() => nouns.issue.read()),
    listStories: () => told(() => nouns.stories.list()),
    readSnapshot: (story, at = Number.MAX_SAFE_INTEGER) => checked(() => nouns.stories.snapshot(story, at)),
    readSteps: (story, since, until) => checked(() => nouns.steps.read(story, since, until)),
    readLog: (story, since, until) => checked(() => nouns.steps.log(story, since, until)),
    listVersions: () => told(() => nouns.versions.list()),
    listClients: () => told(() => nouns.versions.clients()),
    readDummy: (page) => told(() => nouns.dummies.read(page)),
    readChanged: (page, stories) =>
      told(() => latest([nouns.dummies.changedAt(page), ...stories.map((story) => nouns.stories.changedAt(story))])),
    listPhotos: () => told(() => nouns.photos.list()),
    readBlob: (hash) => checked(() => nouns.blobs.read(hash) ?? fault('photo.missing', { sha256: hash })),
    listRepairs: (story) => told(() => nouns.repairs.list(story)),
    listSignOffs: () => told(() => nouns.signOffs.list()),
    listMarks: () => told(() => nouns.marks.list()),
    readHouse: () => told(() => nouns.house.read()),
    readIndexed: (form) => told(() => nouns.wordIndex.read(form)),
    searchIndex: (expression, most) => checked(() => nouns.wordIndex.search(expression, most)),
    readWordEnds: (version) => told(() => nouns.wordEnds.read(version)),
    close,
  }
}

/** The latest of ISO 8601 times; null where there is none. */
const latest = (times: readonly (string | null)[]): string | null =>
  times.reduce((last, time) => (last === null || (time !== null && time > last) ? time : last), null)

function orThrow<T>(outcome: Outcome<T>): T {
  // oxlint-disable-next-line typescript/only-throw-error -- a Fault is what every host answers with
  if (isFault(outcome)) throw outcome
  return outcome
}

/** A synchronous read as the port's promise: what it throws rejects. */
function settle<T>(read: () => T): Promise<T> {
  return new Promise((resolve) => resolve(read()))
}
