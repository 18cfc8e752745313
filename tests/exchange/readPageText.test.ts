import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportItem, PageText } from '#contract/exchange.ts'
import { isFault } from '#contract/faults.ts'
import { readPageText } from '#exchange/readPageText.ts'
import { REPAIR_GROUNDS } from '#exchange/repairGrounds.ts'

const pages = new URL('../fixtures/pages/', import.meta.url)
const names = readdirSync(pages).filter((name) => name.endsWith('.txt'))

function read(bytes: Uint8Array): PageText {
  const outcome = readPageText(bytes, 'page.txt')
  if (isFault(outcome)) throw new Error(outcome.code)
  return outcome
}

const readText = (text: string): PageText => read(new TextEncoder().encode(text))

const partsOf = (item: ImportItem): string[] => [
  ...item.kicker,
  ...item.headline,
  ...item.deck,
  ...item.bylines,
  ...item.body,
  ...item.jumpLines,
  item.cutline,
  ...item.credits,
]

const HALF: Readonly<Record<string, string>> = {
  '，': ',',
  '；': ';',
  '：': ':',
  '（': '(',
  '）': ')',
  '？': '?',
  '！': '!',
}
const STRAIGHT: Readonly<Record<string, string>> = { '“': '"', '”': '"', '‘': "'", '’': "'" }
const sorted = (text: string): string =>
  [...text.replace(/\s/g, '')]
    .map((c) => HALF[c] ?? STRAIGHT[c] ?? c)
    .sort()
    .join('')

/** Everything that is not blank, in items or in drops; hyphens of divided words are reported by their joins. */
function accounted(page: PageText): string {
  const drops = page.repairs
    .filter((repair) => repair.kind === 'drop' && repair.why !== 'drop.control')
    .map((repair) => repair.before)
  const hyphens = page.repairs.filter((repair) => repair.why === 'join.hyphen').map(() => '-')
  return sorted([...page.items.flatMap(partsOf), ...drops, ...hyphens].join(''))
}

describe.each(names)('%s', (name) => {
  const source = readFileSync(new URL(name, pages), 'utf8')
  const page = readText(source)

  test('gives the items that a copy editor would file, for the reasons expected', () => {
    const counts: Record<string, number> = {}
    for (const repair of page.repairs) counts[repair.why] = (counts[repair.why] ?? 0) + 1
    expect({ items: page.items, repairs: counts }).toEqual(
      JSON.parse(readFileSync(new URL(name.replace('.txt', '.expected.json'), pages), 'utf8')),
    )
  })

  test('loses no character, whatever became of its punctuation', () => expect(accounted(page)).toBe(sorted(source)))

  test('gives a reason of the closed list for every repair, at a range that holds what it says', () => {
    for (const { kind, why, after, at } of page.repairs) {
      expect(REPAIR_GROUNDS).toContain(why)
      if (!at || kind === 'join' || kind === 'break') continue
      const item = page.items[at.item]!
      const lists = {
        kicker: item.kicker,
        headline: item.headline,
        deck: item.deck,
        byline: item.bylines,
        body: item.body,
        jumpLine: item.jumpLines,
        cutline: [item.cutline],
        credit: item.credits,
      }
      expect(lists[at.part][at.paragraph]!.slice(at.from, at.to)).toBe(after)
    }
  })
})

describe('the reference page', () => {
  const path = new URL('../../../shared/seed/front-page.txt', import.meta.url)
  test.skipIf(!existsSync(path))(
    'gives six items, nine healed column breaks, and full-width marks beside Han (skipped where the page is missing)',
    () => {
      const source = readFileSync(path)
      const page = read(new Uint8Array(source))
      expect(
        page.items.map((item) => [
          item.kind,
          item.orientation,
          item.kicker.length,
          item.headline.length,
          item.deck.length,
          item.bylines.length,
          item.credits.length,
        ]),
      ).toEqual([
        ['story', 'horizontal', 1, 2, 1, 2, 0],
        ['story', 'horizontal', 0, 2, 0, 1, 0],
        ['story', 'horizontal', 0, 1, 1, 1, 0],
        ['story', 'horizontal', 0, 2, 0, 1, 0],
        ['refer', 'vertical', 0, 3, 0, 0, 0],
        ['picture', 'horizontal', 0, 1, 0, 0, 2],
      ])
      expect(page.repairs.filter((repair) => repair.kind === 'join')).toHaveLength(9)
      expect(page.items.flatMap((item) => item.jumpLines)).toHaveLength(1)
      expect(page.items.slice(0, 3).map((item) => item.leadIns[0])).toEqual([3, 3, 3])
      for (const part of page.items.flatMap(partsOf))
        expect(part).not.toMatch(
          /[\u4e00-\u9fff，。、；：？！“”‘’（）《》][,;:()?!]|[,;:()?!][\u4e00-\u9fff，。、；：？！“”‘’（）《》]/,
        )
      expect(accounted(page)).toBe(sorted(source.toString('utf8')))
    },
  )
})

describe('encodings', () => {
  const zh = readFileSync(new URL('zh-daily.txt', pages), 'utf8')
  const utf16 = (text: string, isBig: boolean, hasMark: boolean): Uint8Array => {
    const bytes = Buffer.from((hasMark ? '\ufeff' : '') + text, 'utf16le')
    return new Uint8Array(isBig ? bytes.swap16() : bytes)
  }
  /** GB18030 and Big5 bytes by asking the decoder what every pair of bytes is. */
  const encode = (text: string, label: string): Uint8Array => {
    const pairs = new Map<string, number[]>()
    for (let a = 0x81; a <= 0xfe; a++) {
      for (let b = 0x40; b <= 0xfe; b++) {
        const c = new TextDecoder(label).decode(new Uint8Array([a, b]))
        if ([...c].length === 1 && c !== '\ufffd' && !pairs.has(c)) pairs.set(c, [a, b])
      }
    }
    return new Uint8Array([...text].flatMap((c) => (c < '\x80' ? [c.charCodeAt(0)] : pairs.get(c)!)))
  }
  const plain = readText(zh).items

  test.each([
    ['utf-16le', false, true],
    ['utf-16le', false, false],
    ['utf-16be', true, true],
    ['utf-16be', true, false],
  ] as const)('%s (mark: %s %s) reads like UTF-8', (encoding, isBig, hasMark) => {
    const page = read(utf16(zh, isBig, hasMark))
    expect(page.encoding).toBe(encoding)
    expect(page.items).toEqual(plain)
  })

  test('GB18030 and Big5 are told apart by what they decode to', () => {
    const gb = read(encode(zh, 'gb18030'))
    expect([gb.encoding, gb.items]).toEqual(['gb18030', plain])
    const hant = readFileSync(new URL('zh-hant.txt', pages), 'utf8')
    const big5 = read(encode(hant, 'big5'))
    expect([big5.encoding, big5.items]).toEqual(['big5', readText(hant).items])
    expect(read(encode(zh.slice(0, 60), 'gb18030')).encoding).toBe('gb18030')
  })

  test('what is no text is refused: empty, too large, a picture, NULs, Latin-1', () => {
    const refusal = (bytes: Uint8Array): string | null => {
      const outcome = readPageText(bytes, 'x.txt')
      return isFault(outcome) ? outcome.code : null
    }
    expect(refusal(new Uint8Array())).toBe('text.empty')
    expect(refusal(new TextEncoder().encode(' \n\n '))).toBe('text.empty')
    expect(refusal(new Uint8Array(16 * 1024 * 1024 + 1))).toBe('text.tooLarge')
    expect(refusal(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]))).toBe(
      'text.encoding',
    )
    expect(refusal(new TextEncoder().encode('abc\0def'))).toBe('text.encoding')
    expect(
      refusal(new Uint8Array([...'caf\xe9 and na\xefve words in the river\x92s town'].map((c) => c.charCodeAt(0)))),
    ).toBe('text.encoding')
  })
})

describe('on any input', () => {
  test('nothing is thrown on 100 lots of random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readPageText(bytes, 'x')),
      { verbose: 1 },
    )
  })

  test('no character is lost on random lines of newspaper words', () => {
    const word = fc.constantFrom(
      '本报讯 ',
      '记者',
      '张三',
      '强调',
      '，',
      ',',
      '。',
      '(',
      ')',
      '“',
      '”',
      '"',
      '\n',
      '\n\n',
      '　',
      ' ',
      '3:1',
      '1,250',
      'By Jane Doe',
      'See GATES, Page A4',
      'river',
      '第3版',
      '摄',
      '■',
      '（相关报道详见第4版）',
      '工程',
      '完工',
      'depart-\nment',
      '『',
      '』',
      '——',
    )
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), (words) => {
        const source = words.join('')
        fc.pre(source.trim() !== '')
        const page = readText(source)
        expect(accounted(page)).toBe(sorted(source))
      }),
      { numRuns: 400, verbose: 1 },
    )
  })
})
