/** Pages 版 at the desk: their dummies, kept in memory and changed by diffs that are checked before they are stored. */
import type { DummyDiff, DummyRecord } from '#contract/dummy.ts'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { PhotoId, StoryId } from '#contract/ids.ts'
import type { Answers, PageState, RequestOf } from '#contract/requests.ts'
import { applyDiffs } from '#grid/diffs.ts'
import type { NoticeBoard } from './notices.ts'
import type { IssueWriter } from './ports.ts'
import { openQueue } from './queue.ts'

export interface Pages {
  readonly states: () => readonly PageState[]
  /** page.missing where the issue has no such page. */
  state(page: number): Outcome<PageState>
  /** Pages on which a story stands, first first. */
  pagesOf(story: StoryId): readonly number[]
  /** Photos that stand on any page. */
  placedPhotos(): ReadonlySet<PhotoId>
  edit(edit: RequestOf<'editDummy'>): Promise<Outcome<Answers['editDummy']>>
  /** As `edit`, on whatever version stands: the diffs are made when the page is at rest. */
  change(
    page: number,
    client: string,
    make: (records: readonly DummyRecord[]) => readonly DummyDiff[],
  ): Promise<Outcome<Answers['editDummy']>>
}

export interface KnownNames {
  isStory(story: StoryId): boolean
  /** Whether the photo may stand in a block of this story: an ad stands in its own alone. */
  isPhotoFor(photo: PhotoId, story: StoryId): boolean
}

export async function openPages(
  issue: IssueWriter,
  count: number,
  notices: NoticeBoard,
  names: () => KnownNames,
): Promise<Pages> {
  const queue = openQueue()
  const states: PageState[] = []
  for (let page = 1; page <= count; page++) states.push({ page, ...(await issue.readDummy(page)) })

  const state = (page: number): Outcome<PageState> => states[page - 1] ?? fault('page.missing', { page, pages: count })
  const editNow = async ({
    page,
    version,
    client,
    diffs,
  }: RequestOf<'editDummy'>): Promise<Outcome<Answers['editDummy']>> => {
    const before = state(page)
    if (isFault(before)) return before
    if (version !== before.version) return fault('record.conflict', { page, version: before.version })
    const refused = refuseRecords(page, diffs, names())
    if (refused) return refused
    const records = applyDiffs(before.records, diffs)
    if (isFault(records)) return records
    const receipt = await issue.editDummy(page, version, client, diffs)
    if (isFault(receipt)) return receipt
    states[page - 1] = { page, version: receipt.version, records }
    notices.post('dummyEdited', { page, version: receipt.version, client, diffs, savedAt: receipt.savedAt })
    return { version: receipt.version, savedAt: receipt.savedAt }
  }
  return {
    states: () => states,
    state,
    pagesOf: (story) =>
      states.filter(({ records }) => records.some((record) => record.item === story)).map(({ page }) => page),
    placedPhotos: () =>
      new Set(states.flatMap(({ records }) => records.flatMap(({ pictures }) => pictures.map(({ photo }) => photo)))),
    edit: (edit) => queue.run(String(edit.page), () => editNow(edit)),
    change: (page, client, make) =>
      queue.run(String(page), async () => {
        const before = state(page)
        if (isFault(before)) return before
        return editNow({ page, version: before.version, client, diffs: [...make(before.records)] })
      }),
  }
}

/** A record stands on the page that is edited and names a story and photos of this issue. */
function refuseRecords(page: number, diffs: readonly DummyDiff[], names: KnownNames): Outcome<null> {
  for (const { after } of diffs) {
    if (!after) continue
    if (after.page !== page) return fault('record.conflict', { record: after.id, page })
    if (!names.isStory(after.item)) return fault('story.missing', { story: after.item })
    const unknown = after.pictures.find(({ photo }) => !names.isPhotoFor(photo, after.item))
    if (unknown) return fault('photo.missing', { photo: unknown.photo })
  }
  return null
}
