/** The sheet that lists tracked changes beside the copy. */
import { PencilLine } from 'lucide-react'
import type { Side } from '../sides/side.ts'
import { ChangesSheet } from './ChangesSheet.tsx'
import { CHANGES_SIDE } from './name.ts'

export const changes: Side = {
  name: CHANGES_SIDE,
  icon: PencilLine,
  title: 'changes.title',
  words: 'changes.side',
  keys: ['$mod+Alt+u'],
  Sheet: ChangesSheet,
}
