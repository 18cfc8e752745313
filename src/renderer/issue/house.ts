/** The house book as this window sees it: fetched once, kept true by the desk's notices. */
import { isFault, type Outcome } from '#contract/faults.ts'
import { EMPTY_HOUSE, invertHouseDiffs, type HouseBook, type HouseDiff } from '#contract/house.ts'
import type { DeskCalls } from '#wire/wire.ts'
import type { HouseStore } from '../session.ts'
import { makeStore } from '../store.ts'

export interface KeptHouse extends HouseStore {
  /** Asks for the book anew, after the wire was gone. */
  readAgain(): void
  close(): void
}

export function keepHouse(desk: DeskCalls): KeptHouse {
  const book = makeStore<HouseBook>(EMPTY_HOUSE)
  const mayUndo = makeStore(false)
  const done: (readonly HouseDiff[])[] = []
  /** Rises with every news of the book. */
  let news = 0
  const take = (told: Outcome<HouseBook>): Outcome<HouseBook> => {
    if (isFault(told)) return told
    news++
    book.put(told)
    return told
  }
  const stop = desk.onNotice('houseChanged', (notice) => void take(notice.book))
  const readAgain = async (): Promise<void> => {
    const known = news
    const fetched = await desk.call('fetchHouse', {})
    // A notice that comes first is newer than the answer it overtakes.
    if (news === known) take(fetched)
  }
  void readAgain()
  const send = async (english: HouseBook['english'] | null, diffs: readonly HouseDiff[]): Promise<Outcome<HouseBook>> =>
    take(await desk.call('editHouse', { english, diffs: [...diffs] }))

  return {
    ...book,
    mayUndo,
    async edit(diffs) {
      const changed = await send(null, diffs)
      if (!isFault(changed)) done.push(diffs)
      mayUndo.put(done.length > 0)
      return changed
    },
    chooseEnglish: (english) => send(english, []),
    async undo() {
      const diffs = done.pop()
      mayUndo.put(done.length > 0)
      return diffs ? send(null, invertHouseDiffs(diffs)) : null
    },
    readAgain: () => void readAgain(),
    close: stop,
  }
}
