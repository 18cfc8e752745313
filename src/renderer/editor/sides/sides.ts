/** The sheets that stand beside the copy: changes, notes, versions, find ... One at a time, chosen by its tab or its command. */
import type { ComponentType } from 'react'
import type { LucideIcon } from 'lucide-react'
import type { InterfaceKey } from '#words/interface.ts'
import type { OpenStory } from '#renderer/session.ts'
import { changes } from '../changes/side.ts'
import { find } from '../find/side.ts'

export interface Side {
  /** Stable: settings keep it, and its command is `copy.side.<name>`. */
  readonly name: string
  readonly icon: LucideIcon
  readonly title: InterfaceKey
  /** The command that shows or hides it. */
  readonly words: InterfaceKey
  readonly keys: readonly string[]
  readonly Sheet: ComponentType<{ readonly story: OpenStory }>
}

/** Every side, in the order of their tabs. */
export const SIDES: readonly Side[] = [changes, find]
