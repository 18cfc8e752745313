/** Opens the desk of the issue file that a command names, for as long as the command runs. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { openDeskOn } from '#office/openDeskOn.ts'

/** Runs `work` at the desk of `file` and closes it, whatever happens. */
export async function atDesk<T>(file: string, work: (desk: OpenDesk) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const desk = await openDeskOn(file)
  if (isFault(desk)) return desk
  try {
    return await work(desk)
  } finally {
    await desk.close()
  }
}
