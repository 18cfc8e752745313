import type { ComponentType } from 'react'
import type { LucideIcon } from 'lucide-react'
import type { InterfaceKey } from '#words/interface.ts'
import type { OpenStory } from '#renderer/session.ts'

/** A sheet beside the copy. */
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
