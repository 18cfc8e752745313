import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { banmian, json, newIssue, samples, seedPage } from './terminal.ts'

// Every step is a process of its own; on a machine that is busy they add up.
vi.setConfig({ testTimeout: 180_000 })

interface Item {
  readonly id: string
  readonly kind: string
  readonly slug: string
  readonly headline: string[]
  readonly body: string[]
  readonly bylines: string[]
  readonly credits: string[]
  readonly cutline: string
  readonly orientation: string
}
interface Imported {
  readonly items: Item[]
  readonly repairs: { kind: string; line: number; before: string; after: string; why: string }[]
  readonly pictures: { id: string; sha256: string; width: number }[]
}
interface Placed {
  readonly page: number
  readonly stamp: string
  readonly blocks: { item: string; x: number; y: number; width: number; height: number }[]
  readonly fit: { item: string; overLines: number; shortLines: number; overCharacters: number }[]
}
interface Galley {
  readonly stamp: string
  readonly frames: {
    id: string
    item: string | null
    part: string
    lines: { x: number; y: number; width: number; text: string; vertical: boolean }[]
  }[]
  readonly findings: { code: string; message: string; hint: string }[]
}

const hasTool = (name: string): boolean => spawnSync(name, ['-v']).error === undefined
const blackless = (text: string): string => text.replace(/[\s\u3000\u00ad\f]/g, '')

/** The whole main job on one page of text: every body character is on the page or reported over, and out comes a PDF that reads whole. */
function wholeJob(stylebook: string, inputs: readonly string[]) {
  const { file, home } = newIssue(stylebook)
  const imported = json<Imported>(['import', file, ...inputs])
  const placed = json<Placed>(['place', file, '--page', '1'])
  const galley = json<Galley>(['galley', file, '--page', '1'])
  const pressed = json<{ pages: { page: number; stamp: string; path: string; bytes: number }[] }>([
    'press',
    file,
    '--page',
    '1',
    '--out',
    join(home, 'page.pdf'),
  ])
  expect([galley.stamp, pressed.pages[0]!.stamp]).toEqual([placed.stamp, placed.stamp])
  expect(statSync(pressed.pages[0]!.path).size).toBe(pressed.pages[0]!.bytes)
  expectNothingLost(imported, placed, galley)
  return { file, home, imported, placed, galley, pdf: pressed.pages[0]!.path }
}

function expectNothingLost({ items }: Imported, { fit, blocks }: Placed, { frames }: Galley): void {
  expect(blocks.map(({ item }) => item).toSorted()).toEqual(items.map(({ id }) => id).toSorted())
  for (const item of items) {
    const set = frames
      .filter((frame) => frame.item === item.id && frame.part === 'body')
      .flatMap(({ lines }) => lines.map(({ text }) => text))
    const over = fit.find((each) => each.item === item.id)?.overCharacters ?? 0
    expect(blackless(item.body.join('')).startsWith(blackless(set.join(''))), item.slug).toBe(true)
    expect(blackless(set.join('')).length + over, item.slug).toBeGreaterThanOrEqual(
      blackless(item.body.join('')).length,
    )
  }
}

/** In the order of writing every story reads whole; in the order that pdftotext guesses, every paragraph does. */
function expectTextWhole(pdf: string, { items }: Imported, { frames }: Galley): void {
  const read = (order: readonly string[]): string =>
    blackless(execFileSync('pdftotext', [...order, pdf, '-'], { encoding: 'utf8' }))
  const [written, guessed] = [read(['-raw']), read([])]
  for (const item of items) {
    const own = frames.filter((frame) => frame.item === item.id && frame.part === 'body')
    const set = blackless(own.flatMap(({ lines }) => lines.map(({ text }) => text)).join(''))
    expect(written.includes(set), `${item.slug}: the story stands whole in the PDF`).toBe(true)
    for (const paragraph of item.body.map(blackless).filter((each) => set.includes(each)))
      expect(guessed.includes(paragraph), `${item.slug}: ${paragraph.slice(0, 12)} stands whole in the PDF`).toBe(true)
  }
}

describe('the whole job', () => {
  test('our own page goes from text to a signed press page, with its pictures', () => {
    const inputs = ['page1.txt', 'pictures/wetland.jpg'].map((name) => join(samples, 'yuntang', name))
    const { file, home, imported, galley, pdf } = wholeJob('yuntang-tabloid', inputs)
    expect(imported.pictures).toHaveLength(1)
    if (hasTool('pdftotext')) expectTextWhole(pdf, imported, galley)
    else console.log('skipped: no pdftotext, so the text of the PDF was not read')
    const proof = json<{ pages: { path: string; bytes: number }[] }>([
      'proof',
      file,
      '--page',
      '1',
      '--out',
      join(home, 'page.png'),
      '--dpi',
      '50',
    ])
    expect(readFileSync(proof.pages[0]!.path).subarray(1, 4).toString()).toBe('PNG')
    const stage = '一审'
    const signed = json<{ stamp: string; person: string }>([
      'sign',
      file,
      '--page',
      '1',
      '--stage',
      stage,
      '--as',
      '苏晚',
    ])
    expect(signed).toMatchObject({ stamp: galley.stamp, person: '苏晚', stage })
    const codes = json<{ findings: { code: string; message: string; hint: string }[] }>(['check', file]).findings
    expect(codes.map(({ code }) => code)).not.toContain('page.unsigned')
    expect(codes.every(({ message, hint }) => message !== '' && hint !== '')).toBe(true)
  })
  test('our English page is laid on its own grid and reads whole in the PDF', () => {
    const { imported, galley, pdf } = wholeJob('millhaven-weekly', [join(samples, 'millhaven/page1.txt')])
    expect(imported.items.length).toBeGreaterThan(2)
    expect(galley.frames.flatMap(({ lines }) => lines).length).toBeGreaterThan(100)
    if (hasTool('qpdf')) execFileSync('qpdf', ['--check', pdf])
  })
  test('the reference page: six items, nine joins, no half-width mark beside Han, all of it on the page or reported', () => {
    if (!existsSync(seedPage)) {
      console.log('skipped: the reference page is not on this machine')
      return
    }
    const { imported, galley, pdf } = wholeJob('yuntang-broadsheet', [seedPage])
    expect(imported.items.map(({ kind }) => kind)).toEqual(['story', 'story', 'story', 'story', 'refer', 'picture'])
    expect(imported.repairs.filter(({ kind }) => kind === 'join')).toHaveLength(9)
    expect(imported.items[4]).toMatchObject({ orientation: 'vertical', body: [] })
    expect(imported.items[5]!.credits).toHaveLength(2)
    expect(imported.items[1]!.bylines[0]).toMatch(/^■/)
    const copy = imported.items.flatMap(({ headline, body, cutline }) => [...headline, ...body, cutline]).join('\n')
    expect(copy).not.toMatch(/[一-鿿，。、；：？！”’）》][,;:()?!]|[,;:()?!][一-鿿“‘（《]/)
    const vertical = galley.frames.filter((frame) => frame.item === imported.items[4]!.id).flatMap(({ lines }) => lines)
    expect(vertical.length > 0 && vertical.every((line) => line.vertical)).toBe(true)
    if (hasTool('pdftotext')) expectTextWhole(pdf, imported, galley)
  })
  test('the reference page on the tabloid: no story is over, none is short of a line a column', () => {
    if (!existsSync(seedPage)) {
      console.log('skipped: the reference page is not on this machine')
      return
    }
    const { placed } = wholeJob('yuntang-tabloid', [seedPage])
    expect(placed.fit.map(({ overLines }) => overLines)).toEqual([0, 0, 0, 0, 0, 0])
    expect(Math.max(...placed.fit.map(({ shortLines }) => shortLines))).toBeLessThanOrEqual(3)
  })
})

describe('shapes and files', () => {
  test('new, stories and story have the shapes that scripts rely on', () => {
    const { file } = newIssue('yuntang-tabloid', 2)
    const { items } = json<Imported>(['import', file, join(samples, 'yuntang/page1.txt')])
    const pool = json<{ items: { id: string; kind: string; slug: string; characters: number; page: number | null }[] }>(
      ['stories', file],
    ).items
    expect(pool.map(({ id }) => id)).toEqual(items.map(({ id }) => id))
    expect(pool[0]).toMatchObject({ kind: 'story', page: null })
    const first = items[0]!
    expect(json(['story', file, first.id])).toEqual({ ...first, version: 0 })
    expect(Object.keys(first)).toEqual(
      expect.arrayContaining([
        'id',
        'lang',
        'kind',
        'slug',
        'kicker',
        'headline',
        'deck',
        'orientation',
        'bylines',
        'body',
        'jumpLines',
        'cutline',
        'credits',
      ]),
    )
  })
  test('import --page lays the pool on that page, once all inputs are in', () => {
    const { file } = newIssue()
    json(['import', file, join(samples, 'yuntang/page1.txt'), '--page', '1'])
    const pool = json<{ items: { page: number | null }[] }>(['stories', file]).items
    expect(pool.every(({ page }) => page === 1)).toBe(true)
  })
  test('the same page imported twice makes stories twice and says so on standard error', () => {
    const { file } = newIssue()
    const input = join(samples, 'yuntang/page1.txt')
    const once = json<Imported>(['import', file, input]).items
    const again = banmian(['import', file, input, '--json'])
    expect(again.err).toContain(once[0]!.slug)
    expect((JSON.parse(again.out) as Imported).items.map(({ id }) => id)).not.toContain(once[0]!.id)
    expect(json<{ items: unknown[] }>(['stories', file]).items).toHaveLength(2 * once.length)
  })
  test('press writes one file or one a page, leaves no other file behind, and says every path', () => {
    const { file, home } = newIssue('yuntang-tabloid', 2)
    const one = json<{ pages: { page: number; path: string }[] }>([
      'press',
      file,
      '--page',
      'all',
      '--out',
      join(home, 'all.pdf'),
    ])
    expect(one.pages.map(({ page, path }) => [page, path])).toEqual([1, 2].map((page) => [page, join(home, 'all.pdf')]))
    const each = json<{ pages: { path: string }[] }>([
      'press',
      file,
      '--page',
      'all',
      '--out',
      `${join(home, 'pages')}/`,
    ])
    expect(each.pages.map(({ path }) => path)).toEqual(['01.pdf', '02.pdf'].map((name) => join(home, 'pages', name)))
    expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([])
    expect(readdirSync(join(home, 'pages'))).toEqual(['01.pdf', '02.pdf'])
  })
  test('a plan file is followed to the column and line', () => {
    const { file, home } = newIssue()
    const [first] = json<Imported>(['import', file, join(samples, 'yuntang/page1.txt')]).items
    const plan = join(home, 'PLAN.json')
    writeJson(plan, { blocks: [{ item: first!.id, column: 1, columns: 3, line: 20, lines: 40, head: 'above' }] })
    const [block] = json<Placed>(['place', file, '--page', '1', '--plan', plan]).blocks
    // yuntang-tabloid: columns of 11 characters of 9 pt and a gap of one, from 24.7875 mm; lines of 147,000 Emu from 24 mm.
    expect(block).toMatchObject({ x: 24.7875 + (12 * 9 * 12_700) / 36_000, width: (35 * 9 * 12_700) / 36_000 })
    expect(block!.y).toBeCloseTo(24 + (20 * 147_000) / 36_000, 3)
  })
  test('the plain galley is the same text every time, and --stats adds counts without touching it', () => {
    const { file } = newIssue()
    json(['import', file, join(samples, 'yuntang/page1.txt'), '--page', '1'])
    const plain = banmian(['galley', file, '--page', '1'])
    const counted = banmian(['galley', file, '--page', '1', '--stats'])
    expect(counted.out).toBe(plain.out)
    expect(plain.out).toMatch(/^page 1 trim /)
    expect(counted.err).toMatch(/\d+ +lines of body/)
    expect(json<{ stats: { lines: number } }>(['galley', file, '--page', '1', '--stats']).stats.lines).toBeGreaterThan(
      100,
    )
  })
})

const writeJson = (path: string, value: unknown): void => writeFileSync(path, JSON.stringify(value))
