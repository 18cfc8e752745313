/** Ink on one spot, counted from samples in the four inks. */

/** A spot counts where one in so many others has as much: what is finer is noise of the coding. */
const RARE = 1000

/**
 * The most ink on a spot of CMYK samples, 8 bits a channel, percent of one plate, rounded up to whole percents; the
 * thousandth part that has most is left out as noise. `isInverted` where 0 is full ink.
 */
export function mostInkOf(samples: Uint8Array, isInverted = false): number {
  const counts = new Uint32Array(4 * 255 + 1)
  const spots = Math.floor(samples.length / 4)
  for (let at = 0; at + 3 < samples.length; at += 4) {
    const sum = (samples[at] ?? 0) + (samples[at + 1] ?? 0) + (samples[at + 2] ?? 0) + (samples[at + 3] ?? 0)
    const ink = isInverted ? 4 * 255 - sum : sum
    counts[ink] = (counts[ink] ?? 0) + 1
  }
  let seen = 0
  for (let ink = counts.length - 1; ink >= 0; ink--) {
    seen += counts[ink] ?? 0
    if (seen * RARE > spots) return Math.ceil((ink * 100) / 255)
  }
  return 0
}
