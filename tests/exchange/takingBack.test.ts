/** Every change of words can be undone from what its repair says, and gives the source's own words again. */
import { describe, expect, test } from 'vitest'
import type { PageText, Repair, RepairPlace } from '#contract/exchange.ts'
import { PARTS } from '#contract/copy.ts'
import { linesOf, PAGES, readText } from './pages.ts'

type Placed = Repair & { readonly at: RepairPlace }

const CHANGES_WORDS = new Set<Repair['kind']>(['join', 'width', 'quote', 'space'])

const changesIn = (page: PageText, item: number, part: RepairPlace['part'], paragraph: number): Placed[] =>
  page.repairs.filter(
    (repair): repair is Placed =>
      (CHANGES_WORDS.has(repair.kind) || repair.why === 'drop.rule') &&
      repair.at?.item === item &&
      repair.at.part === part &&
      repair.at.paragraph === paragraph,
  )

/** The line with its repairs undone from right to left: a join gives its line end back, the rest what stood there. */
function takenBack(line: string, changes: readonly Placed[]): string {
  const ordered = changes.toSorted((a, b) => b.at.from - a.at.from || b.at.to - a.at.to)
  return ordered.reduce((text, { kind, why, before, at }) => {
    const words = kind === 'join' && why !== 'join.hyphen' ? '\n' : before
    return text.slice(0, at.from) + words + text.slice(at.to)
  }, line)
}

const squeezed = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '')

describe.each(PAGES)('%s', (_name, source) => {
  const page = readText(source)
  const lines = new Set(source.split(/\r?\n/).map((line) => squeezed(line).trim()))
  const isOfSource = (text: string): boolean => lines.has(text) || [...lines].some((line) => line.includes(text))

  test('each line, its repairs taken back, is words of the source again', () => {
    for (const [index, item] of page.items.entries())
      for (const part of PARTS)
        for (const [paragraph, line] of linesOf(item, part).entries())
          for (const piece of takenBack(line, changesIn(page, index, part, paragraph)).split('\n'))
            expect(isOfSource(squeezed(piece).trim()), `${part} ${paragraph}: ${piece}`).toBe(true)
  })

  test('each repair has its place: what it says stands there', () => {
    for (const { kind, why, after, at } of page.repairs) {
      if (at === null) expect(['drop']).toContain(kind)
      else if (kind !== 'join' && kind !== 'break')
        expect(linesOf(page.items[at.item]!, at.part)[at.paragraph]!.slice(at.from, at.to), why).toBe(after)
    }
  })

  test('each item says where it begins, with the whole line of the source', () => {
    const begun = page.repairs.filter((repair) => repair.kind === 'item')
    expect(begun.map(({ at }) => at?.item).toSorted((a, b) => a! - b!)).toEqual(page.items.map((_, i) => i))
    for (const { before, line, at } of begun) {
      const whole = squeezed(source.split(/\r?\n/)[line - 1]!).trim()
      expect(before).toBe(whole)
      expect(page.items[at!.item]!.headline[0] ?? linesOf(page.items[at!.item]!, at!.part)[0]).toBeDefined()
    }
  })
})
