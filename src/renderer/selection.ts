/** What is selected: one store for every pane, so that page, pool, editor and inspector always speak of the same thing. */
import type { RecordId, StoryId } from '#contract/ids.ts'
import type { IssueStore, Selection, SelectionStore } from './session.ts'
import { makeStore } from './store.ts'

const NOTHING: Omit<Selection, 'page'> = {
  records: [],
  story: null,
  frame: null,
  picture: null,
  anchor: null,
  head: null,
}

export function keepSelection(issue: IssueStore): SelectionStore {
  const shown = makeStore<Selection>({ ...NOTHING, page: issue.get().pages[0]?.page ?? 1 })
  const put = (next: Partial<Selection>): void => shown.put({ ...shown.get(), ...next })
  const blocksOf = (story: StoryId): RecordId[] =>
    issue.page(shown.get().page).records.flatMap((record) => (record.item === story ? [record.id] : []))
  return {
    ...shown,
    showPage(page) {
      if (page !== shown.get().page) shown.put({ ...NOTHING, page: issue.page(page).page })
    },
    selectRecords(records) {
      const story = records[0] === undefined ? null : (issue.maybeRecord(records[0])?.item ?? null)
      const isSameStory = story === shown.get().story
      put({ records, story, frame: null, picture: null, ...(isSameStory ? {} : { anchor: null, head: null }) })
    },
    selectStory(story) {
      put({ ...NOTHING, story, records: story === null ? [] : blocksOf(story) })
    },
    selectPicture(record, picture) {
      put({ ...NOTHING, records: [record], story: issue.maybeRecord(record)?.item ?? null, picture })
    },
    selectText(story, anchor, head) {
      const isSameStory = story === shown.get().story
      put({ story, anchor, head, picture: null, ...(isSameStory ? {} : { records: blocksOf(story), frame: null }) })
    },
  }
}
