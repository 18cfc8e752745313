/** The sheets that stand beside the copy: changes, notes, versions, find ... One at a time, chosen by its tab or its command. */
import { changes } from '../changes/side.ts'
import { charactersSide } from '../characters/side.ts'
import { find } from '../find/side.ts'
import { houseSide } from '../house/side.ts'
import { notesSide } from '../notes/side.ts'
import { spellingSide } from '../spelling/side.ts'
import { versionsSide } from '../versions/side.ts'
import type { Side } from './side.ts'

/** Every side, in the order of their tabs. */
export const SIDES: readonly Side[] = [changes, notesSide, versionsSide, find, spellingSide, houseSide, charactersSide]
