/** Previews of photos, fetched from the desk at about the size in which they are seen. */
import { isFault } from '#contract/faults.ts'
import type { PhotoId } from '#contract/ids.ts'
import type { DeskCalls } from '#wire/wire.ts'

/** Longest edges that are asked for; the next larger one than is seen. */
const EDGES = [256, 512, 1024, 2048, 4096] as const

export interface Previews {
  /** The best preview there is, null while none is; fetches a larger one where `edge` device pixels want it. */
  maybePreview(photo: PhotoId, edge: number): ImageBitmap | null
  close(): void
}

interface Kept {
  bitmap: ImageBitmap | null
  /** The largest edge that was asked for. */
  asked: number
}

export function fetchPreviews(desk: DeskCalls, arrived: () => void): Previews {
  const kept = new Map<PhotoId, Kept>()
  let isOpen = true

  const fetch = async (photo: PhotoId, edge: number, into: Kept): Promise<void> => {
    const answer = await desk.call('fetchPhoto', { photo, edge })
    // A photo that cannot be shown stays an empty box; the composer's finding says why.
    if (isFault(answer) || !isOpen) return
    const bitmap = await createImageBitmap(new Blob([answer.bytes.slice().buffer], { type: answer.type }))
    const old = into.bitmap
    if (old && old.width >= bitmap.width) return bitmap.close()
    into.bitmap = bitmap
    old?.close()
    arrived()
  }
  return {
    maybePreview(photo, edge) {
      const entry = kept.get(photo) ?? { bitmap: null, asked: 0 }
      kept.set(photo, entry)
      const wanted = EDGES.find((each) => each >= edge) ?? EDGES.at(-1)!
      if (wanted > entry.asked) {
        entry.asked = wanted
        void fetch(photo, wanted, entry)
      }
      return entry.bitmap
    },
    close() {
      isOpen = false
      for (const { bitmap } of kept.values()) bitmap?.close()
      kept.clear()
    },
  }
}
