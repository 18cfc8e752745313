/** On which terms pictures become plates. */
import type { PlateTerms } from '#contract/photo.ts'
import type { PressProfile } from '#contract/requests.ts'
import type { Stylebook } from '#contract/stylebook.ts'

/** Dots per inch above which a picture's samples are not kept, where the paper does not say. */
const MOST_RESOLUTION = 300
/** Of a proof's pictures, for a screen. */
const PROOF_RESOLUTION = 150

/** What the paper takes: its ink limit, the fineness of its screen, and the profile that RGB is converted by. */
export function plateTerms({ press }: Stylebook, pressProfile: PressProfile, profile: Uint8Array): PlateTerms {
  const { totalInk, mostResolution = MOST_RESOLUTION, sharpening = null } = press
  if (pressProfile !== 'proof') return { colour: 'cmyk', profile, totalInk, mostResolution, sharpening }
  return { colour: 'rgb', profile, totalInk, mostResolution: PROOF_RESOLUTION, sharpening: null }
}
