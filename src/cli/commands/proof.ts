/** `proof`: somebody wants to see a page before it goes out. */
import { isFault } from '#contract/faults.ts'
import { argument, maybeNumber, required, requiredPage, type Command } from '../call.ts'
import { atDesk } from '../desks.ts'
import { writeWhole } from '../files.ts'
import { reportWritten } from '../written.ts'

export const pullProof: Command = async (call) => {
  const file = argument(call, 0, 'FILE')
  const page = requiredPage(call)
  const path = required(call, 'out')
  const dpi = maybeNumber(call, 'dpi', 18, 600) ?? 144
  return atDesk(file, async (desk) => {
    const proof = await desk.handlers.pullProof({ page, dpi })
    if (isFault(proof)) return proof
    const refused = await writeWhole(path, proof.bytes)
    if (isFault(refused)) return refused
    const set = await desk.setWhole(page)
    if (isFault(set)) return set
    return reportWritten([{ page, stamp: proof.stamp, path, bytes: proof.bytes.length }], set.findings, call)
  })
}
