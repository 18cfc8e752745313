/** Proofs 大样: a set page as a picture, drawn from the same outlines as everything else. */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { Answers } from '#contract/requests.ts'
import type { IssueWriter, ProofPrinter } from './ports.ts'
import type { Setting } from './setting.ts'

/** Beyond this a proof is no picture that anything opens: pixels. */
const MOST_PIXELS = 400_000_000
const EMU_PER_INCH = 914_400

export async function pullProof(
  setting: Setting,
  issue: IssueWriter,
  printer: ProofPrinter,
  page: number,
  dpi: number,
): Promise<Outcome<Answers['pullProof']>> {
  const { trim } = setting.stylebook
  const pixels = ((trim.width * dpi) / EMU_PER_INCH) * ((trim.height * dpi) / EMU_PER_INCH)
  if (pixels > MOST_PIXELS)
    return fault('picture.tooLarge', { page, dpi, pixels: Math.floor(pixels), most: MOST_PIXELS })
  const set = await setting.set(page)
  if (isFault(set)) return set
  const composer = await setting.composer()
  if (isFault(composer)) return composer
  const bytes = await printer.png(set.set, dpi, composer.outline, (sha256) => issue.readBlob(sha256))
  return isFault(bytes) ? bytes : { page, stamp: set.stamp, bytes }
}
