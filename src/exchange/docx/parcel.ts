/**
 * A DOCX is a parcel: a zip of XML parts. It is opened under bounds, so that a small file cannot unfold into a great one,
 * and of its parts only those that were asked for are unpacked.
 */
import { unzipSync } from 'fflate'
import { fault, type Outcome } from '#contract/faults.ts'

/** Bounds of a parcel: entries, bytes of one and of all when unpacked, and how many times an entry may unfold. */
export const PARCEL_BOUNDS = { entries: 2_000, entry: 64 << 20, all: 256 << 20, ratio: 200 } as const
/** A small entry may unfold as it likes. */
const SMALL = 1 << 20

/** The parts of a parcel by their names. Faults: document.unreadable, document.tooLarge. */
export type Parts = ReadonlyMap<string, Uint8Array>

class Refused extends Error {}

/** Unpacks the parts that are wanted; `seen` is told the name of every entry. */
export function openParcel(
  bytes: Uint8Array,
  name: string,
  isWanted: (part: string) => boolean,
  seen: (part: string) => void = () => {},
): Outcome<Parts> {
  let [entries, all] = [0, 0]
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name: part, size, originalSize }) => {
        all += originalSize
        const unfolds = originalSize > SMALL && originalSize > size * PARCEL_BOUNDS.ratio
        if (
          ++entries > PARCEL_BOUNDS.entries ||
          originalSize > PARCEL_BOUNDS.entry ||
          all > PARCEL_BOUNDS.all ||
          unfolds
        )
          throw new Refused()
        seen(part)
        return isWanted(part)
      },
    })
    return new Map(Object.entries(parts))
  } catch (error) {
    if (error instanceof Refused)
      return fault('document.tooLarge', { name, entries, bytes: all, most: PARCEL_BOUNDS.all })
    return fault('document.unreadable', { name, problem: 'zip' })
  }
}
