/** Keys: from the registry's notation to what a keyboard shows, and from a key press to its command. */
import { tinykeys } from 'tinykeys'
import type { Command, CommandRegistry } from '../session.ts'

const MAC: Readonly<Record<string, string>> = { $mod: '⌘', Shift: '⇧', Alt: '⌥', Control: '⌃' }
const OTHER: Readonly<Record<string, string>> = { $mod: 'Ctrl', Control: 'Ctrl' }
const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Equal: '+',
  Minus: '−',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  ContextMenu: 'Menu',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
}

/** `$mod+Shift+z` as `Ctrl Shift Z`, or `⇧⌘Z` on a Mac. */
export function writeKeys(keys: string, isMac: boolean): string {
  const names = isMac ? MAC : OTHER
  const parts = keys
    .split('+')
    .map((part) => names[part] ?? NAMES[part] ?? part.replace(/^(Key|Digit)/, ''))
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
  return parts.join(isMac ? '' : ' ')
}

/** The first keys of a command, written; undefined where it has none. */
export function keysOf(command: Command | null, isMac: boolean): string | undefined {
  const [first] = command?.keys ?? []
  return first === undefined ? undefined : writeKeys(first, isMac)
}

export const isMac = (): boolean => navigator.userAgent.includes('Mac')

/**
 * Runs commands by their keys, whatever pane has the focus; follows the registry. Gives back its end. Undo and redo come
 * first, since an editor would swallow their keys; all other keys are an editor's own before they are the window's.
 */
export function listenToKeys(target: Window, commands: CommandRegistry): () => void {
  let stop = (): void => {}
  const listen = (): void => {
    stop()
    const stops = [true, false].map((capture) =>
      tinykeys(
        target,
        bindingsOf(commands, (command) => (command.group === 'edit') === capture),
        {
          capture,
          ignore: () => false,
        },
      ),
    )
    stop = () => stops.forEach((end) => end())
  }
  listen()
  const stopFollowing = commands.subscribe(listen)
  return () => {
    stopFollowing()
    stop()
  }
}

function bindingsOf(
  commands: CommandRegistry,
  isWanted: (command: Command) => boolean,
): Record<string, (event: KeyboardEvent) => void> {
  const bindings = commands
    .get()
    .filter(isWanted)
    .flatMap((command) => command.keys.map((keys) => [keys, handlerOf(commands, command)]))
  return Object.fromEntries(bindings) as Record<string, (event: KeyboardEvent) => void>
}

function handlerOf(commands: CommandRegistry, command: Command): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.isComposing || isOwnField(event, command)) return
    if (commands.run(command.id)) event.preventDefault()
  }
}

/** Undo inside a plain field is the field's own. */
function isOwnField(event: KeyboardEvent, command: Command): boolean {
  const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
  return isField && command.group === 'edit'
}
