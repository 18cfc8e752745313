/** Ink of pictures, asked of the desk once for each picture and crop, and remembered. */
import { isFault, type Fault } from '#contract/faults.ts'
import type { InkGrid } from '#contract/inkGrid.ts'
import type { SetPicture } from '#contract/setPage.ts'
import type { DeskCalls } from '#wire/wire.ts'

/** Grids that stay remembered, those asked for last: 64 kB each at the most. */
const MOST_GRIDS = 128

export interface KeptInks {
  /** The ink of a picture; null while it is on its way. What the desk refused stays refused until the crop changes. */
  maybeInk(picture: SetPicture): InkGrid | Fault | null
}

/** `arrived` is called after each answer. */
export function keepInks(desk: DeskCalls, arrived: () => void): KeptInks {
  const kept = new Map<string, InkGrid | Fault | null>()
  const fetch = async (key: string, { photo, crop }: SetPicture): Promise<void> => {
    const answer = await desk.call('fetchInk', { photo, crop })
    // A wire that broke says nothing about the picture.
    if (isFault(answer) && answer.code === 'cancelled') kept.delete(key)
    else if (kept.has(key)) kept.set(key, answer)
    arrived()
  }
  return {
    maybeInk(picture) {
      const { left, top, right, bottom } = picture.crop
      const key = [picture.sha256, left, top, right, bottom].join(' ')
      const known = kept.get(key)
      if (known !== undefined) return known
      kept.set(key, null)
      const [oldest] = kept.keys()
      if (oldest !== undefined && kept.size > MOST_GRIDS) kept.delete(oldest)
      void fetch(key, picture)
      return null
    },
  }
}
