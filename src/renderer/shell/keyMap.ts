/** The key map: which keys run which command, where a user has chosen others than the house's. Free of React. */
import type { Command } from '../session.ts'

/** Command -> its keys in the registry's notation; only what differs from the house's. None: the command has no keys. */
export type KeyMap = Readonly<Record<string, readonly string[]>>

/** What a physical key is called in a chord, where its name is not its character. */
const CHARACTERS: Readonly<Record<string, string>> = {
  equal: '=',
  minus: '-',
  comma: ',',
  period: '.',
  slash: '/',
  backslash: '\\',
  quote: "'",
  semicolon: ';',
  bracketleft: '[',
  bracketright: ']',
  backquote: '`',
}

/** Keys in one form, so that two ways to write the same are equal: modifiers in order, `Equal` and `=` alike. */
export function plainKeys(keys: string): string {
  const parts = keys.split('+').filter((part) => part !== '')
  const key = (parts.at(-1) ?? '+').toLowerCase().replace(/^(key|digit)(?=.$)/, '')
  return [...parts.slice(0, -1).toSorted(), CHARACTERS[key] ?? key].join('+')
}

export const isSameKeys = (a: string, b: string): boolean => plainKeys(a) === plainKeys(b)

const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Process'])

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>

/** What was pressed, in the registry's notation; null for a modifier alone and for a key that types a character. */
export function keysOfPress(press: Press, isMac: boolean): string | null {
  if (MODIFIERS.has(press.key)) return null
  const modifiers = [
    ...((isMac ? press.metaKey : press.ctrlKey) ? ['$mod'] : []),
    ...(isMac && press.ctrlKey ? ['Control'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(press.shiftKey ? ['Shift'] : []),
  ]
  const types = press.key.length === 1 && modifiers.every((modifier) => modifier === 'Shift')
  return types || isEditing(press, modifiers) ? null : [...modifiers, keyName(press)].join('+')
}

/** Keys that belong to whatever is being edited: they are nobody's command. */
const isEditing = ({ key }: Press, modifiers: readonly string[]): boolean =>
  modifiers.every((modifier) => modifier === 'Shift') &&
  /^(Arrow\w+|Enter|Tab|Escape|Backspace|Delete|Home|End|Page\w+| )$/.test(key)

/** By the key's place where shift or alt would change its character. */
function keyName({ key, code }: Press): string {
  if (/^(Key[A-Z]|Digit\d)$/.test(code)) {
    const character = code.slice(-1).toLowerCase()
    return key.toLowerCase() === character ? character : code
  }
  return key.length === 1 ? code : key
}

/** The command that these keys run already, other than `id`; null where they are free. */
export const takenBy = (commands: readonly Command[], keys: string, id: string): Command | null =>
  commands.find((command) => command.id !== id && command.keys.some((each) => isSameKeys(each, keys))) ?? null

/** Keys that more than one command has, each with its commands. */
export function conflictsIn(commands: readonly Command[]): ReadonlyMap<string, readonly string[]> {
  const byKeys = new Map<string, string[]>()
  for (const { id, keys } of commands) {
    for (const plain of new Set(keys.map(plainKeys))) byKeys.set(plain, [...(byKeys.get(plain) ?? []), id])
  }
  return new Map([...byKeys].filter(([, ids]) => ids.length > 1))
}

/** The map with `keys` given to a command; whoever had them loses them. */
export function withKeys(map: KeyMap, commands: readonly Command[], id: string, keys: string): KeyMap {
  const other = takenBy(commands, keys, id)
  const left = other ? { [other.id]: other.keys.filter((each) => !isSameKeys(each, keys)) } : {}
  return { ...map, ...left, [id]: [keys] }
}

export function withoutEntry(map: KeyMap, id: string): KeyMap {
  const { [id]: _, ...rest } = map
  return rest
}

/** A key map as somebody kept it; null where it is none. */
export function readKeyMap(value: unknown): KeyMap | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const entries = Object.entries(value)
  const isGood = ([id, keys]: [string, unknown]): boolean =>
    id.length <= 64 && Array.isArray(keys) && keys.length <= 8 && keys.every(isKeys)
  return entries.length <= 1000 && entries.every(isGood) ? (value as KeyMap) : null
}

const isKeys = (keys: unknown): boolean => typeof keys === 'string' && keys.length > 0 && keys.length <= 40
