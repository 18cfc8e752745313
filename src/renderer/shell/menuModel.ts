/** The application menu as plain data, for a host that draws native menus. */
import type { InterfaceLanguage } from '#words/interface.ts'
import { interfaceWords } from '#words/interface.ts'
import type { Command } from '../session.ts'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  /** In the registry's notation; null where the command has no keys. */
  readonly keys: string | null
  readonly isEnabled: boolean
}
export interface MenuGroup {
  readonly group: Command['group']
  readonly label: string
  readonly entries: readonly MenuEntry[]
}

export const GROUPS = [
  'file',
  'edit',
  'story',
  'page',
  'view',
  'desk',
  'press',
] as const satisfies readonly Command['group'][]

/** Every group that has a command, in the order of a menu bar. */
export function menuModel(commands: readonly Command[], language: InterfaceLanguage): readonly MenuGroup[] {
  return GROUPS.map((group) => ({
    group,
    label: interfaceWords[`group.${group}`][language],
    entries: commands
      .filter((command) => command.group === group)
      .map((command) => ({
        id: command.id,
        label: command.title[language],
        keys: command.keys[0] ?? null,
        isEnabled: command.isEnabled(),
      })),
  })).filter((group) => group.entries.length > 0)
}
