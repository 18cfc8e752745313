import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { interfaceWords, sayInterface, writeNumber, type InterfaceKey } from '#words/interface.ts'

const areas = resolve(import.meta.dirname, '../../src/words/interface')
const renderer = resolve(import.meta.dirname, '../../src/renderer')
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(renderer, name), 'utf8') }))
const keys = Object.keys(interfaceWords) as InterfaceKey[]
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).toSorted()

/** Keys as they stand in the sources: whole ones, and the patterns of those that are put together. */
const whole = new Set(
  sources.flatMap(({ text }) => [...text.matchAll(/'(\w+(?:\.[\w-]+)+)'/g)].map((match) => match[1]!)),
)
const patterns = sources.flatMap(({ text }) =>
  [...text.matchAll(/`((?:\w+\.)+)\$\{[^`]*\}`/g)].map(
    (match) => new RegExp(`^${match[1]!.replaceAll('.', '\\.')}[\\w-]+$`),
  ),
)
const isUsed = (key: string): boolean => whole.has(key) || patterns.some((pattern) => pattern.test(key))

const SPOKEN = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'detail'])

/** The words that a component writes itself: text between tags, and attributes that are read out or shown. */
function literalsIn(source: string): string[] {
  const found: string[] = []
  walk(parseSync('component.tsx', source).program, (node) => {
    if (node.type === 'JSXText') found.push(String(node.value))
    if (node.type !== 'JSXAttribute' || !SPOKEN.has(node.name?.name ?? '')) return
    if (typeof node.value === 'object') found.push(String(node.value?.value ?? ''))
  })
  return found.map((text) => text.trim()).filter((text) => /[A-Za-z\u4e00-\u9fff]/.test(text))
}

/** As much of a syntax tree as this test reads. */
interface Syntax {
  readonly type: string
  readonly name?: { readonly name: string }
  readonly value?: string | { readonly value?: unknown } | null
}

function walk(node: unknown, visit: (node: Syntax) => void): void {
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) return node.forEach((each) => walk(each, visit))
  if ('type' in node) visit(node as Syntax)
  Object.values(node).forEach((each) => walk(each, visit))
}

describe('the words of the interface', () => {
  it.each(keys)('%s is said in both languages', (key) => {
    expect(interfaceWords[key].zh.trim()).not.toBe('')
    expect(interfaceWords[key].en.trim()).not.toBe('')
  })

  it('takes no value in one language that the other does not know, plural forms aside', () => {
    for (const key of keys) {
      const { zh, en } = interfaceWords[key]
      expect([...new Set(placeholders(en))], key).toEqual([...new Set(placeholders(zh))])
    }
  })

  it('has each key in one of its files alone, where the last would hide the others', async () => {
    const files = readdirSync(areas).filter((file) => file.endsWith('.ts') && file !== 'words.ts')
    const modules = await Promise.all(files.map((file) => import(join(areas, file)) as Promise<Record<string, object>>))
    const all = modules.flatMap((module) => Object.values(module).flatMap((words) => Object.keys(words)))
    expect(all.filter((key, i) => all.indexOf(key) !== i)).toEqual([])
    expect(all.toSorted()).toEqual(keys.toSorted())
  })

  it('has no entry that the window does not use', () => {
    expect(keys.filter((key) => !isUsed(key))).toEqual([])
  })

  it('has Chinese for Chinese: no entry is the same in both languages but for names and figures', () => {
    const same = keys.filter((key) => interfaceWords[key].zh === interfaceWords[key].en)
    const names = /^(language\.|press\.x|colour\.|inspector\.dpi|sign\.by|photos\.pixels|paper\.a\d)/
    expect(same.filter((key) => !names.test(key))).toEqual([])
  })

  it('is the only place of words: no component holds a literal one', () => {
    const found = sources
      .filter(({ name }) => name.endsWith('.tsx'))
      .flatMap(({ name, text }) => literalsIn(text).map((literal) => `${name}: ${literal}`))
    expect(found).toEqual([])
  })

  it('would find a literal word that somebody wrote into a component', () => {
    expect(literalsIn('<p>Saved just now</p>')).toEqual(['Saved just now'])
    expect(literalsIn('<button aria-label="关闭" />')).toEqual(['关闭'])
    expect(literalsIn("<p>{say('copy.none')}</p>")).toEqual([])
  })
})

describe('values in words', () => {
  it('takes the singular where there is one, and groups thousands', () => {
    expect(sayInterface('status.characters', 'en', { n: 1 })).toBe('1 character')
    expect(sayInterface('status.characters', 'en', { n: 1204 })).toBe('1,204 characters')
    expect(sayInterface('status.over', 'zh', { lines: 3, characters: 41 })).toBe('本篇超 3 行（41 字）')
  })

  it('refuses to leave a gap where a value is missing', () => {
    expect(() => sayInterface('status.characters', 'zh')).toThrow(RangeError)
  })

  it.each([
    [0, '0'],
    [999, '999'],
    [13320, '13,320'],
    [1234567, '1,234,567'],
    [-1204.5, '−1,204.5'],
  ])('writes %d as %s', (value, written) => {
    expect(writeNumber(value)).toBe(written)
  })
})
