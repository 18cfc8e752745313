/**
 * The words of the interface, in both languages, one line each. `{name}` takes a value; `{n|line|lines}` takes the first
 * word where n is 1 and the second elsewhere; whole numbers are grouped by thousands.
 */
import { changesWords } from './interface/changes.ts'
import { commandsWords } from './interface/commands.ts'
import { copyWords } from './interface/copy.ts'
import { helpWords } from './interface/help.ts'
import { notesWords } from './interface/notes.ts'
import { findWords } from './interface/find.ts'
import { pageWords } from './interface/page.ts'
import { pasteWords } from './interface/paste.ts'
import { poolWords } from './interface/pool.ts'
import { proofWords } from './interface/proof.ts'
import { togetherWords } from './interface/together.ts'
import { versionsWords } from './interface/versions.ts'
import { windowWords } from './interface/window.ts'

export type InterfaceLanguage = 'zh' | 'en'
export type InterfaceValues = Readonly<Record<string, string | number>>

export const interfaceWords = {
  ...windowWords,
  ...pageWords,
  ...poolWords,
  ...copyWords,
  ...changesWords,
  ...pasteWords,
  ...notesWords,
  ...findWords,
  ...proofWords,
  ...commandsWords,
  ...versionsWords,
  ...helpWords,
  ...togetherWords,
} as const

export type InterfaceKey = keyof typeof interfaceWords

/** The words of `key` with its values put in. RangeError when a value is missing: a caller's bug. */
export function sayInterface(key: InterfaceKey, language: InterfaceLanguage, values: InterfaceValues = {}): string {
  return interfaceWords[key][language].replaceAll(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name, one, many) => {
    const value = values[name as string]
    if (value === undefined) throw new RangeError(`sayInterface: ${key} needs ${name}`)
    if (one !== undefined) return value === 1 ? one : many
    return typeof value === 'number' ? writeNumber(value) : value
  })
}

/** A number grouped by thousands: 13,320. Pure code asks no host for it. */
export function writeNumber(value: number): string {
  const [whole, part] = String(Math.abs(value)).split('.')
  const grouped = (whole ?? '').replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${value < 0 ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`
}
