/** Pages as papers' text looks, and what a copy editor wants of each: written down by hand before the reader saw them. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ImportItem } from '#contract/exchange.ts'
import { isFault } from '#contract/faults.ts'
import { readPageText } from '#exchange/readPageText.ts'

const edited = new URL('../fixtures/pages/edited/', import.meta.url)
const LISTS = ['kicker', 'headline', 'deck', 'bylines', 'jumpLines', 'credits'] as const

/** An expected item: parts left out are empty; `…` stands for words in between, `# ` before a subhead; a body may be a count. */
interface Wanted extends Partial<Record<(typeof LISTS)[number], readonly string[]>> {
  readonly kind: ImportItem['kind']
  readonly lang?: ImportItem['lang']
  readonly orientation?: ImportItem['orientation']
  readonly body?: number | readonly string[]
  readonly subheadTexts?: readonly string[]
  readonly cutline?: string
  readonly leadIns?: readonly number[]
}

const plain = (text: string): string => text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/\s+/g, ' ')

/** The text itself where it is as wanted, so that a difference reads well. */
function matched(text: string, wanted: string | undefined): string {
  if (wanted === undefined) return text
  let at = 0
  const pieces = plain(wanted).split('…')
  const isThere = pieces.every((piece) => {
    const found = plain(text).indexOf(piece, at)
    at = found + piece.length
    return found >= 0
  })
  const isWhole = plain(text).startsWith(pieces[0]!) && plain(text).endsWith(pieces.at(-1)!)
  const isAlike = pieces.length === 1 ? plain(text) === pieces[0] : isThere && isWhole
  return isAlike ? wanted : text
}

function read(name: string): readonly ImportItem[] {
  const page = readPageText(new Uint8Array(readFileSync(new URL(`${name}.txt`, edited))), `${name}.txt`)
  if (isFault(page)) throw new Error(page.code)
  return page.items
}

const matchedAll = (texts: readonly string[], wanted: readonly string[] = []): string[] =>
  texts.map((text, i) => matched(text, wanted[i]))

/** The item in the words of what is wanted of it. */
function told(item: ImportItem, wanted: Wanted): Wanted {
  const body = item.body.map((text, i) => (item.subheads.includes(i) ? `# ${text}` : text))
  const lists = LISTS.map((part) => [part, matchedAll(item[part], wanted[part])] as const)
  return {
    kind: item.kind,
    ...Object.fromEntries(lists.filter(([part, texts]) => texts.length > 0 || wanted[part])),
    ...(wanted.lang && { lang: item.lang }),
    ...((wanted.orientation ?? 'horizontal') === item.orientation && !wanted.orientation
      ? {}
      : { orientation: item.orientation }),
    ...(typeof wanted.body === 'number'
      ? { body: body.length }
      : (body.length > 0 || wanted.body) && { body: matchedAll(body, wanted.body) }),
    ...(wanted.subheadTexts && { subheadTexts: item.subheads.map((i) => item.body[i]!) }),
    ...((item.cutline !== '' || wanted.cutline) && { cutline: matched(item.cutline, wanted.cutline) }),
    ...(wanted.leadIns && { leadIns: item.leadIns }),
  }
}

const names = readdirSync(edited)
  .filter((name) => name.endsWith('.expected.json'))
  .map((name) => name.replace('.expected.json', ''))

describe.each(names)('%s', (name) => {
  const wanted = JSON.parse(readFileSync(new URL(`${name}.expected.json`, edited), 'utf8')) as Wanted[]
  const items = read(name)

  test('has as many items as an editor would file, in their order, each with its parts', () => {
    expect(items.map((item, i) => told(item, wanted[i] ?? { kind: item.kind }))).toEqual(wanted)
  })
})
