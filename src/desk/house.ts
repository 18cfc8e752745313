/** The house book at the desk: kept in memory, changed by diffs one after the other, told to every window. */
import { isFault, type Outcome } from '#contract/faults.ts'
import { applyHouseDiffs, type English, type HouseBook, type HouseDiff } from '#contract/house.ts'
import type { NoticeBoard } from './notices.ts'
import type { IssueWriter } from './ports.ts'
import { openQueue } from './queue.ts'

export interface House {
  book(): HouseBook
  /** house.conflict, house.taken, house.full; with `english` null the paper's English stays. */
  edit(english: English | null, diffs: readonly HouseDiff[]): Promise<Outcome<HouseBook>>
}

export async function openHouse(issue: IssueWriter, notices: NoticeBoard): Promise<House> {
  const queue = openQueue()
  let book = await issue.readHouse()
  const editNow = async (english: English | null, diffs: readonly HouseDiff[]): Promise<Outcome<HouseBook>> => {
    const next = applyHouseDiffs(book, diffs)
    if (isFault(next)) return next
    const kept = await issue.writeHouse({ ...next, english: english ?? next.english })
    if (isFault(kept)) return kept
    book = kept
    notices.post('houseChanged', { book })
    return book
  }
  return { book: () => book, edit: (english, diffs) => queue.run('house', () => editNow(english, diffs)) }
}
