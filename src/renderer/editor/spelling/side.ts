import { SpellCheck } from 'lucide-react'
import type { Side } from '../sides/side.ts'
import { SpellingSheet } from './SpellingSheet.tsx'

export const spellingSide: Side = {
  name: 'spelling',
  icon: SpellCheck,
  title: 'spelling.title',
  words: 'do.spelling',
  keys: ['$mod+Alt+d'],
  Sheet: SpellingSheet,
}
