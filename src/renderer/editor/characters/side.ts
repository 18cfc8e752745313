import { Omega } from 'lucide-react'
import type { Side } from '../sides/side.ts'
import { CharactersSheet } from './CharactersSheet.tsx'

export const charactersSide: Side = {
  name: 'characters',
  icon: Omega,
  title: 'characters.title',
  words: 'do.characters',
  keys: ['$mod+Alt+k'],
  Sheet: CharactersSheet,
}
