import type { Block } from '#contract/dummy.ts'
import { isFault } from '#contract/faults.ts'
import { tellFault } from '../shell/speak.ts'
import { useWorkspace } from '../shell/workspace.tsx'

/** Changes what is named of the block; null takes the block off the page. */
export type ChangeBlock = (change: Partial<Block> | null) => void

/** Changes the block at once, and undoably; does nothing where no block is selected. */
export function useBlockChange(block: Block | null): ChangeBlock {
  const workspace = useWorkspace()
  return (change) => {
    if (!block) return
    const after = change && { ...block, ...change }
    void workspace.session.dummies.edit(block.page, [{ before: block, after }]).then((outcome) => {
      if (isFault(outcome)) tellFault(workspace, outcome)
    })
  }
}
