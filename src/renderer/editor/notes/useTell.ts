import { isFault, type Outcome } from '#contract/faults.ts'
import type { KeptMark } from '#contract/mark.ts'
import { tellFault } from '#renderer/shell/speak.ts'
import { useWorkspace } from '#renderer/shell/workspace.tsx'

/** Tells a Fault, if that is what came of it; gives back whether it was done. */
export function useTell(): (deed: Promise<Outcome<KeptMark>>) => Promise<boolean> {
  const workspace = useWorkspace()
  return async (deed) => {
    const outcome = await deed
    if (isFault(outcome)) tellFault(workspace, outcome)
    return !isFault(outcome)
  }
}
