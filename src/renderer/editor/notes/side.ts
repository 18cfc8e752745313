import { MessageSquareText } from 'lucide-react'
import type { Side } from '../sides/side.ts'
import { SIDE_NAME } from './going.ts'
import { NotesSheet } from './NotesSheet.tsx'

export const notesSide: Side = {
  name: SIDE_NAME,
  icon: MessageSquareText,
  title: 'notes.title',
  words: 'do.notes',
  keys: ['$mod+Shift+m'],
  Sheet: NotesSheet,
}
