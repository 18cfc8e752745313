/** The sheet that lists every match beside the copy. */
import { Search } from 'lucide-react'
import type { Side } from '../sides/side.ts'
import { FindSheet } from './FindSheet.tsx'
import { FIND_SIDE } from './name.ts'

export const find: Side = {
  name: FIND_SIDE,
  icon: Search,
  title: 'find.title',
  words: 'find.side',
  keys: [],
  Sheet: FindSheet,
}
