/** Pages for this folder's tests: every fixture, and the reader with its faults thrown. */
import { readdirSync, readFileSync } from 'node:fs'
import type { ImportItem, PageText, RepairPlace } from '#contract/exchange.ts'
import { isFault } from '#contract/faults.ts'
import { readPageText } from '#exchange/readPageText.ts'

export function read(bytes: Uint8Array): PageText {
  const outcome = readPageText(bytes, 'page.txt')
  if (isFault(outcome)) throw new Error(outcome.code)
  return outcome
}

export const readText = (text: string): PageText => read(new TextEncoder().encode(text))

const root = new URL('../../', import.meta.url)
const folders = ['tests/fixtures/pages/', 'tests/fixtures/pages/edited/']

/** [name, text] of every page of text in the repository. */
export const PAGES: readonly (readonly [string, string])[] = folders.flatMap((folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => [folder + name, readFileSync(new URL(folder + name, root), 'utf8')] as const),
)

/** The lines of one part, as a repair's place counts them. */
export function linesOf(item: ImportItem, part: RepairPlace['part']): readonly string[] {
  if (part === 'byline') return item.bylines
  if (part === 'jumpLine') return item.jumpLines
  if (part === 'credit') return item.credits
  if (part === 'cutline') return [item.cutline]
  return item[part]
}
