/** Converted pictures by hash and crop, which say all that a plate shows: a page pressed again need not separate them anew. */
import type { Crop, PlateImage } from '#contract/photo.ts'

/** Bytes that a desk keeps of them; the oldest go first. */
const MOST_KEPT = 64_000_000

export class KeptPlates {
  private readonly plates = new Map<string, PlateImage>()
  private bytes = 0

  find(sha256: string, crop: Crop): PlateImage | null {
    return this.plates.get(keyOf(sha256, crop)) ?? null
  }

  keep(sha256: string, crop: Crop, plate: PlateImage): void {
    const key = keyOf(sha256, crop)
    if (this.plates.has(key)) return
    this.plates.set(key, plate)
    this.bytes += plate.bytes.length
    for (const [oldest, { bytes }] of this.plates) {
      if (this.bytes <= MOST_KEPT) break
      this.plates.delete(oldest)
      this.bytes -= bytes.length
    }
  }
}

const keyOf = (sha256: string, { left, top, right, bottom }: Crop): string =>
  [sha256, left, top, right, bottom].join(':')
