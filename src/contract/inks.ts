/**
 * Spot inks 专色: colours that a paper prints from plates of their own (a red masthead), beside black. `cmyk` is the
 * alternate: what a press without the ink, a screen and a proof show in its place.
 */
import { z } from 'zod'

const percent = z.int().min(0).max(100)

/** Names that mean plates of the process, or no single plate (ISO 32000-1, 8.6.6.4 and 8.6.6.5). */
const RESERVED = ['All', 'None', 'Cyan', 'Magenta', 'Yellow', 'Black']

export const inkNameSchema = z
  .string()
  .min(1)
  .max(64)
  .refine((name) => !RESERVED.includes(name), 'the name of a process plate')

export const spotInkSchema = z.object({
  /** As the plate is called at the plant, PANTONE 185 C for one. */
  name: inkNameSchema,
  /** Cyan, magenta, yellow, black, percent. */
  cmyk: z.tuple([percent, percent, percent, percent]),
})
export type SpotInk = z.infer<typeof spotInkSchema>

/** Percents of CMYK that a tint of an ink is shown by, rounded half up. */
export const alternateOf = ({ cmyk }: SpotInk, tint: number): readonly number[] =>
  cmyk.map((part) => Math.floor((part * tint + 50) / 100))

/** sRGB, 0 to 255, that a tint of an ink is shown by on screens and proofs: plain arithmetic, alike in every host. */
export function shownRgb(ink: SpotInk, tint: number): readonly [number, number, number] {
  const [c = 0, m = 0, y = 0, k = 0] = alternateOf(ink, tint)
  const level = (part: number): number => Math.floor((255 * (100 - part) * (100 - k) + 5_000) / 10_000)
  return [level(c), level(m), level(y)]
}
