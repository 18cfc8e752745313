import { isFault } from '#contract/faults.ts'
import type { KeptRepair } from '#contract/exchange.ts'
import { sayInterface, type InterfaceKey, type InterfaceValues } from '#words/interface.ts'
import { tellFault } from '../shell/speak.ts'
import type { Workspace } from '../shell/workspace.tsx'

/**
 * Takes repairs back, one after the other, the last of a story first, so that none moves another's place. One whose words
 * have changed since stays as it is, and is counted; many are a job with progress that can be cancelled between two.
 *
 * The desk changes the story, so its steps come as somebody else's: under this window's own name the editor would take
 * them for a receipt of its own and show nothing.
 */
export async function takeBack(workspace: Workspace, repairs: readonly KeptRepair[]): Promise<void> {
  const { session, jobs, toasts } = workspace
  const say = (key: InterfaceKey, values?: InterfaceValues): string =>
    sayInterface(key, workspace.settings.get().language, values)
  const client = `${session.client}.repairs`
  const job = jobs.begin(say('job.takeBack'), repairs.length)
  let [taken, moved] = [0, 0]
  for (const [done, { id }] of repairs.toReversed().entries()) {
    if (jobs.isCancelled(job.id)) break
    jobs.report({ job: job.id, done, total: repairs.length })
    const outcome = await session.desk.call('takeBackRepair', { repair: id, client })
    if (!isFault(outcome)) taken++
    else if (outcome.code === 'repair.moved' && repairs.length > 1) moved++
    else {
      tellFault(workspace, outcome)
      break
    }
  }
  jobs.end(job.id)
  if (repairs.length === 1) return
  const detail = moved > 0 ? say('repairs.moved', { n: moved }) : ''
  toasts.show(moved > 0 ? 'warning' : 'good', say('repairs.tookBack', { n: taken }), detail)
}
