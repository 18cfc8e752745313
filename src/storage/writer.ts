/** The writing half of the port: every write is a job of the commit group. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { Clock, IssueWriter } from '#desk/ports.ts'
import { openBlobWrites } from './blobs.ts'
import { openCommits } from './commits.ts'
import { openDummyWrites } from './dummies.ts'
import { openHouseWrites } from './house.ts'
import { openImportWrites } from './imports.ts'
import { openMarkWrites } from './marks.ts'
import { openPhotoWrites } from './photos.ts'
import { openNouns, readerOf, readThrough } from './reader.ts'
import { guardIssue } from './refusals.ts'
import type { Reserve } from './reserve.ts'
import { openSignOffWrites } from './signOffs.ts'
import type { Connection, Writable } from './sqlite.ts'
import { openStepWrites } from './steps.ts'
import { openStoryWrites } from './stories.ts'
import { openVersionWrites } from './versions.ts'
import { openWordEndWrites } from './wordEnds.ts'
import { openWordIndexWrites } from './wordIndex.ts'

/** What a writer holds, and gives back in this order when it closes. */
export interface Held {
  readonly connection: Connection<Writable>
  readonly reserve: Reserve
  /** Lets go of the file itself: lock and reserve. */
  release(): void
}

/** The port's writer over a connection whose lock is held. Throws Damage when the file does not read whole. */
export function writerOf(path: string, name: string, held: Held, clock: Clock): IssueWriter {
  const db = held.connection.handle
  const nouns = openNouns(db)
  readThrough(nouns)

  const commits = openCommits(db, path, clock, held.reserve)
  const blobWrites = openBlobWrites(db, nouns.blobs)
  const storyWrites = openStoryWrites(db, nouns.stories)
  const stepWrites = openStepWrites(db, nouns.stories)
  const dummyWrites = openDummyWrites(db, nouns.dummies, nouns.issue)
  const importWrites = openImportWrites(db, { ...nouns, storyWrites, blobWrites })
  const photoWrites = openPhotoWrites(db, { ...nouns, blobWrites, commits })
  const signOffWrites = openSignOffWrites(db, nouns.issue)
  const markWrites = openMarkWrites(db, nouns)
  const versionWrites = openVersionWrites(db, nouns)
  const houseWrites = openHouseWrites(db)
  const wordEndWrites = openWordEndWrites(db)
  const wordIndexWrites = openWordIndexWrites(db)
  db.transact(() => blobWrites.sweep())

  const close = async (): Promise<void> => {
    commits.close()
    held.connection.close()
    held.release()
  }
  return {
    ...readerOf(path, name, nouns, close),
    createStory: (story) => commits.run((now) => storyWrites.create(story, now)),
    spikeStory: (story, isSpiked) => commits.run((now) => storyWrites.spike(story, isSpiked, now)),
    appendSteps: (batch) => commits.run((now) => stepWrites.append(batch, now)),
    writeSnapshot: (story, snapshot) => commits.run((now) => storyWrites.writeSnapshot(story, snapshot, now)),
    editDummy: (page, version, client, diffs) =>
      commits.run((now) => dummyWrites.edit({ page, version, client, diffs }, now)),
    fileImport: (load) => commits.run((now) => importWrites.file(load, now), 'spare'),
    markRepair: (repair, isTakenBack) => commits.run(() => importWrites.mark(repair, isTakenBack)),
    filePhoto: (photo, bytes) => photoWrites.file(photo, bytes),
    // No step of the issue: its time of saving stays what it was.
    keepWordEnds: async (version, texts) =>
      guardIssue(path, () => {
        db.transact(() => wordEndWrites.keep(version, texts))
        return null
      }),
    keepIndexed: (form, entries) => aside(path, () => wordIndexWrites.keep(form, entries)),
    checkIndex: () => aside(path, () => wordIndexWrites.check()),
    tidyIndex: async () => {
      for (let isFirst = true; ; isFirst = false) {
        let isDone = true
        const refused = await aside(path, () => {
          isDone = wordIndexWrites.tidy(isFirst)
        })
        if (isFault(refused) || isDone) return refused
      }
    },
    dropIndex: () => aside(path, () => wordIndexWrites.drop()),
    signOff: (signOff) => commits.run((now) => signOffWrites.sign(signOff, now)),
    fileMark: (mark) => commits.run((now) => markWrites.file(mark, now)),
    addToMark: (mark, entry) => commits.run((now) => markWrites.add(mark, entry, now)),
    fileVersions: (versions) => commits.run((now) => versionWrites.file(versions, now)),
    changeVersion: (id, change) => commits.run(() => versionWrites.change(id, change)),
    nameClient: (client, person) => commits.run((now) => versionWrites.nameClient(client, person, now), 'spare'),
    writeHouse: (book) => commits.run(() => houseWrites.write(book)),
    traceMarks: (traces) => commits.run(() => markWrites.trace(traces), 'spare'),
  }
}

/** A write that is no step of the issue, at a turn of its own: many of them one after the other block nobody. */
async function aside(path: string, write: () => void): Promise<Outcome<null>> {
  await new Promise((next) => setImmediate(next))
  return guardIssue(path, () => {
    write()
    return null
  })
}
