import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSpeller, type Speller } from '../../../../src/renderer/editor/spelling/speller.ts'

const files = (name: string): [string, string] => {
  const folder = dirname(createRequire(import.meta.url).resolve(name))
  return [readFileSync(join(folder, 'index.aff'), 'utf8'), readFileSync(join(folder, 'index.dic'), 'utf8')]
}
const us = openSpeller(...files('dictionary-en'))
const unknown = (speller: Speller, text: string): string[] =>
  speller.unknownIn(text).map(({ from, to }) => text.slice(from, to))

describe('English spelling', () => {
  test('finds what no dictionary has, with its place, curly apostrophes and possessives read', () => {
    const text = 'The harbr isn’t the harbor’s, he’d recieve it; don’t.'
    expect(unknown(us, text)).toEqual(['harbr', 'recieve'])
    expect(us.unknownIn(text)[0]).toEqual({ from: 4, to: 9 })
  })
  test('reads over figures, addresses, capitals, single letters and Han', () => {
    expect(unknown(us, 'A 3rd G20 COVID19 MILLHAVN at www.xyzq.example or qx@zzq.example，云塘 x')).toEqual([])
  })
  test('knows what it was taught, and forgets it with the next list', () => {
    us.teach(['Oyelaran'])
    expect(unknown(us, 'Oyelaran’s wall, Grobnik')).toEqual(['Grobnik'])
    us.teach([])
    expect(unknown(us, 'Oyelaran')).toEqual(['Oyelaran'])
  })
  test('suggests what is close, with the apostrophe as it was written', () => {
    expect(us.suggest('recieve')).toContain('receive')
    expect(us.suggest('dosn’t')).toContain('doesn’t')
  })
  test('a British paper has its own', () => {
    const gb = openSpeller(...files('dictionary-en-gb'))
    expect(unknown(us, 'harbour colour')).toEqual(['harbour', 'colour'])
    expect(unknown(gb, 'harbour colour')).toEqual([])
    expect(unknown(gb, 'harbor color')).toEqual(['harbor', 'color'])
  })
})

test('a story of 20,000 characters is checked within 500 ms, and a paragraph of it again within 5 ms', () => {
  const speller = openSpeller(...files('dictionary-en'))
  const sample = readFileSync(new URL('../../../../resources/samples/millhaven/page1.txt', import.meta.url), 'utf8')
  const story = sample.repeat(Math.ceil(20_000 / sample.length)).slice(0, 20_000)
  const timed = (act: () => unknown): number => {
    const begun = performance.now()
    act()
    return performance.now() - begun
  }
  const first = timed(() => story.split('\n').map((text) => speller.unknownIn(text)))
  const again = timed(() => speller.unknownIn(`${story.split('\n').find((text) => text.length > 300)!}x`))
  console.log(`spelling: 20,000 characters ${first.toFixed(1)} ms, a paragraph again ${again.toFixed(2)} ms`)
  expect(first).toBeLessThan(500)
  expect(again).toBeLessThan(5)
})
