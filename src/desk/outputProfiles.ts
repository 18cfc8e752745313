/** The output profile that plates are made for: the plant's own where somebody chose it, else the shipped one. */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { RequestOf } from '#contract/requests.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import type { Ports } from './ports.ts'

export interface ChosenProfile {
  readonly bytes: Uint8Array
  /** As the plant's profile calls itself; null for the shipped one, which is that of the paper's registered condition. */
  readonly name: string | null
}

/** The order's own profile, else the stylebook's. profile.missing, profile.unreadable, profile.unfit. */
export async function chooseProfile(
  { resources }: Pick<Ports, 'resources'>,
  { press }: Pick<Stylebook, 'press'>,
  { icc }: Pick<RequestOf<'pressPages'>, 'icc'>,
): Promise<Outcome<ChosenProfile>> {
  if (!icc && press.profile === undefined) return { bytes: await resources.readProfile(), name: null }
  const bytes = icc ?? (await resources.readPlantProfile(press.profile ?? ''))
  if (isFault(bytes)) return bytes
  const { readOutputProfile } = await import('#press/icc.ts')
  const read = readOutputProfile(bytes)
  if (!isFault(read) || icc) return read
  return fault(read.code, { name: press.profile ?? '', ...read.where })
}
