/** Faults in the words of the chosen language. */
import type { Fault } from '#contract/faults.ts'
import { sayFault } from '#words/faults.ts'
import type { Workspace } from './workspace.tsx'

/** Says a Fault at the window's foot: what happened, and what to do. A cancelled job is the user's own wish. */
export function tellFault(workspace: Workspace, fault: Fault): void {
  if (fault.code === 'cancelled') return
  const { message, hint } = sayFault(fault, workspace.settings.get().language)
  workspace.toasts.show('error', message, hint)
}
