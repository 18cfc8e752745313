import { describe, expect, test } from 'vitest'
import { openRegistry } from '../../src/renderer/commands/registry.ts'
import { copyDeeds } from '../../src/renderer/editor/deeds.ts'
import { registerCommands, registerDeeds } from '../../src/renderer/shell/commands.ts'
import {
  conflictsIn,
  isSameKeys,
  keysOfPress,
  readKeyMap,
  takenBy,
  withKeys,
  withoutEntry,
} from '../../src/renderer/shell/keyMap.ts'
import { openSettings } from '../../src/renderer/shell/settings.ts'
import type { Command, Session } from '../../src/renderer/session.ts'

const command = (id: string, ...keys: string[]): Command => ({
  id,
  title: { zh: id, en: id },
  keys,
  group: 'view',
  isEnabled: () => true,
  run: () => {},
})
const press = (key: string, code: string, modifiers: Partial<KeyboardEvent> = {}) => ({
  key,
  code,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  metaKey: false,
  ...modifiers,
})

/** A window's commands, none of which is run. */
function registered(): readonly Command[] {
  const commands = openRegistry()
  const nothing: unknown = new Proxy(() => nothing, { get: (_, name) => (name === 'get' ? () => nothing : nothing) })
  const session = { commands } as unknown as Session
  const workspace = { session, settings: openSettings(null, 'zh') } as unknown as Parameters<typeof copyDeeds>[0]
  const whole = new Proxy(workspace, { get: (target, name) => Reflect.get(target, name) ?? nothing })
  registerCommands(whole)
  registerDeeds(whole, copyDeeds(whole))
  return commands.get()
}

describe('keys of the house', () => {
  test('no two commands have the same keys', () => {
    const commands = registered()
    expect(commands.length).toBeGreaterThan(50)
    expect(Object.fromEntries(conflictsIn(commands))).toEqual({})
  })
  test('two ways to write keys are the same keys', () => {
    expect(isSameKeys('$mod+Shift+z', 'Shift+$mod+KeyZ')).toBe(true)
    expect(isSameKeys("$mod+'", '$mod+Quote')).toBe(true)
    expect(isSameKeys('Alt+1', 'Alt+Digit1')).toBe(true)
    expect(isSameKeys('F1', 'F10')).toBe(false)
  })
})

describe('keys that are pressed', () => {
  test('are written as the registry has them, on a Mac too', () => {
    expect(keysOfPress(press('b', 'KeyB', { ctrlKey: true }), false)).toBe('$mod+b')
    expect(keysOfPress(press('B', 'KeyB', { ctrlKey: true, shiftKey: true }), false)).toBe('$mod+Shift+b')
    expect(keysOfPress(press('∫', 'KeyB', { metaKey: true, altKey: true }), true)).toBe('$mod+Alt+KeyB')
    expect(keysOfPress(press('F5', 'F5'), false)).toBe('F5')
    expect(keysOfPress(press('!', 'Digit1', { altKey: true, shiftKey: true }), false)).toBe('Alt+Shift+Digit1')
    expect(keysOfPress(press(']', 'BracketRight', { ctrlKey: true }), false)).toBe('$mod+BracketRight')
  })
  test('that type a character or edit are no command', () => {
    expect(keysOfPress(press('a', 'KeyA'), false)).toBeNull()
    expect(keysOfPress(press('A', 'KeyA', { shiftKey: true }), false)).toBeNull()
    expect(keysOfPress(press('Enter', 'Enter'), false)).toBeNull()
    expect(keysOfPress(press('ArrowLeft', 'ArrowLeft', { shiftKey: true }), false)).toBeNull()
    expect(keysOfPress(press('Shift', 'ShiftLeft', { shiftKey: true }), false)).toBeNull()
  })
})

describe("a user's own keys", () => {
  const commands = [command('a', '$mod+b', 'F2'), command('b', '$mod+g')]
  test('are taken from whoever had them, who keeps the others', () => {
    expect(takenBy(commands, '$mod+KeyB', 'b')?.id).toBe('a')
    const map = withKeys({}, commands, 'b', '$mod+b')
    expect(map).toEqual({ a: ['F2'], b: ['$mod+b'] })
    const registry = openRegistry()
    for (const each of commands) registry.register(each)
    registry.remap(map)
    expect(registry.get().map(({ keys }) => keys)).toEqual([['F2'], ['$mod+b']])
    expect(registry.houseKeys('a')).toEqual(['$mod+b', 'F2'])
    registry.remap(withoutEntry(withoutEntry(map, 'a'), 'b'))
    expect(registry.get()).toEqual(commands)
  })
  test('are kept in the settings, and what is no key map is not read', () => {
    const shelf = new Map<string, string>()
    const storage = {
      getItem: (key: string) => shelf.get(key) ?? null,
      setItem: (k: string, v: string) => shelf.set(k, v),
    }
    openSettings(storage, 'zh').change({ keyMap: { a: ['F3'] } })
    expect(openSettings(storage as unknown as Storage, 'zh').get().keyMap).toEqual({ a: ['F3'] })
    for (const bad of [null, [], { a: 'F3' }, { a: [1] }, { a: [''] }]) expect(readKeyMap(bad)).toBeNull()
  })
})
