import { History } from 'lucide-react'
import type { Side } from '../sides/side.ts'
import { VersionsSheet } from './VersionsSheet.tsx'

export const versionsSide: Side = {
  name: 'versions',
  icon: History,
  title: 'versions.title',
  words: 'do.versions',
  keys: ['$mod+Alt+v'],
  Sheet: VersionsSheet,
}
