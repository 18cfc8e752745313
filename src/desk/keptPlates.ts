/** Plates that a desk pressed last: a page pressed again reads neither picture nor plate from the disk. */
import type { PlateImage, PlateTerms } from '#contract/photo.ts'
import type { SetPicture } from '#contract/setPage.ts'

/** Bytes that a desk keeps of them; the oldest go first. */
const MOST_KEPT = 64_000_000

export class KeptPlates {
  private readonly plates = new Map<string, PlateImage>()
  private terms: PlateTerms | null = null
  private bytes = 0

  /** Keeps plates of these terms from now on; those of others are let go. */
  useTerms(terms: PlateTerms): void {
    if (this.terms === null || !isAlike(this.terms, terms)) {
      this.plates.clear()
      this.bytes = 0
    }
    this.terms = terms
  }

  find(picture: SetPicture): PlateImage | null {
    return this.plates.get(keyOf(picture)) ?? null
  }

  keep(picture: SetPicture, plate: PlateImage): void {
    const key = keyOf(picture)
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

/** A picture's hash, its crop and the size of its box say all that its plate shows on given terms. */
const keyOf = ({ sha256, crop, box }: SetPicture): string =>
  [sha256, crop.left, crop.top, crop.right, crop.bottom, box.width, box.height].join(':')

function isAlike({ profile, ...one }: PlateTerms, { profile: otherProfile, ...other }: PlateTerms): boolean {
  if (JSON.stringify(one) !== JSON.stringify(other)) return false
  if (profile === otherProfile) return true
  return profile.length === otherProfile.length && profile.every((byte, i) => byte === otherProfile[i])
}
