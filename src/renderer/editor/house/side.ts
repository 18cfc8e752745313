import { BookUser } from 'lucide-react'
import type { Side } from '../sides/side.ts'
import { HouseSheet } from './HouseSheet.tsx'

export const houseSide: Side = {
  name: 'house',
  icon: BookUser,
  title: 'house.title',
  words: 'do.house',
  keys: ['$mod+Alt+h'],
  Sheet: HouseSheet,
}
