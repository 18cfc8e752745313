import { describe, expect, it } from 'vitest'
import { openRegistry } from '../../src/renderer/commands/registry.ts'
import { writeKeys } from '../../src/renderer/shell/keys.ts'
import { menuModel } from '../../src/renderer/shell/menuModel.ts'
import { weekdayOf } from '../../src/renderer/shell/times.ts'

describe('keys as a person reads them', () => {
  it.each([
    ['$mod+Shift+z', false, 'Ctrl Shift Z'],
    ['$mod+Shift+z', true, '⌘⇧Z'],
    ['Alt+1', false, 'Alt 1'],
    ['$mod+PageDown', false, 'Ctrl PgDn'],
    ['$mod+Equal', false, 'Ctrl +'],
  ])('%s on a Mac: %s is %s', (keys, isMac, written) => {
    expect(writeKeys(keys, isMac)).toBe(written)
  })
})

describe('the menu', () => {
  it('is plain data out of the registry, in the language asked for, group by group', () => {
    const commands = openRegistry()
    const title = { zh: '撤消', en: 'Undo' }
    commands.register({
      id: 'edit.undo',
      group: 'edit',
      title,
      keys: ['$mod+z'],
      isEnabled: () => false,
      run: () => {},
    })
    const model = menuModel(commands.get(), 'en')
    expect(structuredClone(model)).toEqual([
      { group: 'edit', label: 'Edit', entries: [{ id: 'edit.undo', label: 'Undo', keys: '$mod+z', isEnabled: false }] },
    ])
    expect(menuModel(commands.get(), 'zh')[0]?.entries[0]?.label).toBe('撤消')
  })
})

describe('days', () => {
  it('gives the day of the week of a date, whatever the time zone', () => {
    expect([weekdayOf('2026-11-24'), weekdayOf('2024-02-29'), weekdayOf('2000-01-01')]).toEqual([2, 4, 6])
  })
})
