import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, newIssue, refusal, samples } from './terminal.ts'

interface Written {
  readonly pages: readonly {
    readonly page: number | null
    readonly stamp: string
    readonly path: string
    readonly bytes: number
    readonly round?: string | null
  }[]
  readonly findings: readonly unknown[]
}

function placed() {
  const { file, home } = newIssue()
  const { items } = json<{ items: { id: string }[] }>(['import', file, join(samples, 'yuntang/page1.txt')])
  json(['place', file, '--page', '1'])
  return { file, home, story: items[0]!.id }
}

const kindOf = (path: string): string => readFileSync(path).subarray(0, 4).toString('latin1').replace('\x89', '')

describe('proof', () => {
  test('without a kind is the page alone, as it always was', () => {
    const { file, home } = placed()
    const out = join(home, 'page.png')
    const { pages } = json<Written>(['proof', file, '--page', '1', '--out', out, '--dpi', '25'])
    expect(pages).toEqual([{ page: 1, stamp: pages[0]!.stamp, path: out, bytes: readFileSync(out).length }])
    // 275 mm at 25 dpi
    expect(readFileSync(out).readUInt32BE(16)).toBe(271)
  })

  test('pulls each kind on paper, as PNG and as PDF by the ending', () => {
    const { file, home, story } = placed()
    for (const [kind, ending] of [
      ['dummy', 'png'],
      ['page', 'pdf'],
      ['clean', 'png'],
    ] as const) {
      const out = join(home, `${kind}.${ending}`)
      const more = ['--kind', kind, '--dpi', '25', '--paper', 'a4', '--stage', '二校']
      const { pages } = json<Written>(['proof', file, '--page', '1', '--out', out, ...more])
      expect(pages).toMatchObject([{ page: 1, path: out, round: '二校' }])
      expect(kindOf(out)).toBe(ending === 'png' ? 'PNG' : '%PDF')
    }
    const out = join(home, 'galley.pdf')
    const galley = json<Written>(['proof', file, '--story', story, '--out', out])
    expect(galley.pages).toMatchObject([{ page: 1, path: out, round: null }])
  }, 120_000)

  test('numbers the pictures of a galley of several sheets', () => {
    const { file, home } = newIssue()
    const text = readFileSync(join(samples, 'yuntang/page1.txt'), 'utf8')
    const body = text.split('\n').filter((line) => line.length > 60)
    const story = `长稿\n\n${Array.from({ length: 6 }, () => body.join('\n')).join('\n')}\n`
    const input = join(home, 'long.txt')
    writeFileSync(input, story)
    const { items } = json<{ items: { id: string; body: string[] }[] }>(['import', file, input])
    const longest = items.toSorted((a, b) => b.body.join('').length - a.body.join('').length)[0]!
    const out = join(home, 'galley.png')
    const { pages } = json<Written>(['proof', file, '--story', longest.id, '--out', out, '--dpi', '20'])
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.map(({ path }) => path)).toEqual(pages.map((_, i) => join(home, `galley-${i + 1}.png`)))
    expect(pages[0]!.page).toBeNull()
    expect(existsSync(out)).toBe(false)
  })

  test('refuses what it does not know, and leaves nothing behind', () => {
    const { file, home } = placed()
    const out = join(home, 'x.pdf')
    const before = readdirSync(home)
    const of = (...more: string[]) => ['proof', file, '--out', out, ...more]
    expect(refusal(of('--page', '1', '--kind', 'poster'), 2).code).toBe('usage')
    expect(refusal(of('--page', '1', '--paper', 'a5'), 2).code).toBe('usage')
    expect(refusal(of('--kind', 'galley'), 2).code).toBe('usage')
    expect(refusal(of('--kind', 'dummy'), 2).code).toBe('usage')
    expect(refusal(of('--story', 'nobody')).code).toBe('story.missing')
    expect(refusal(of('--page', '7')).code).toBe('page.missing')
    expect(refusal(of('--page', '1', '--stage', '四校')).code).toBe('stage.unknown')
    expect(readdirSync(home)).toEqual(before)
  })
})
