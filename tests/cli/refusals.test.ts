import {
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  truncateSync,
  closeSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test, vi } from 'vitest'
import { banmian, folder, json, newIssue, refusal, samples } from './terminal.ts'

// Every step is a process of its own; on a machine that is busy they add up.
vi.setConfig({ testTimeout: 180_000 })

const PAGE =
  '新桥通车首日平稳\n\n■记者 林一苇\n\n本报讯 昨日上午,云塘新桥正式通车,沿线居民纷纷前来观看。新桥全长一千二百米。\n'

/** A page of text in GB18030, which Node does not write: a headline, a byline and a paragraph. */
const GB18030 = Buffer.from(
  'd4c6ccc1d0c2c7c5cda8b3b50a0ab1beb1a8d1b620d7f2c8d5c9cfcee7a3acd4c6ccc1d0c2c7c5d5fdcabdcda8b3b5a1a3d1d8cfdfbed3c3f1b7d7b7d7c7b0c0b4b9dbbfb4a1a3',
  'hex',
)

function put(home: string, name: string, content: string | Uint8Array): string {
  const path = join(home, name)
  writeFileSync(path, content)
  return path
}

/** A refusal has a code, words and a hint, and is no stack trace. */
function expectRefusal(words: readonly string[], code: string): void {
  const fault = refusal(words)
  expect(fault.code, words.join(' ')).toBe(code)
  expect(fault.message).toMatch(/\S/)
  expect(fault.hint).toMatch(/\S/)
  expect(JSON.stringify(fault)).not.toMatch(/at .*\.ts:\d+/)
}

describe('issue files that are none', () => {
  test('a missing file, a text, an empty file, a folder and another program’s database are refused and left as they were', () => {
    const home = folder()
    const text = put(home, 'text.banmian', PAGE)
    const empty = put(home, 'empty.banmian', '')
    const other = join(home, 'other.banmian')
    new Database(other).exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)').close()
    const before = [text, empty, other].map((path) => readFileSync(path))
    expectRefusal(['stories', join(home, 'nothing.banmian')], 'file.missing')
    for (const path of [text, empty, other]) expectRefusal(['stories', path], 'file.notIssue')
    const asFolder = join(home, 'folder.banmian')
    mkdirSync(asFolder)
    expect(['file.notIssue', 'file.unreadable']).toContain(refusal(['stories', asFolder]).code)
    expect([text, empty, other].map((path) => readFileSync(path))).toEqual(before)
  })
  test('a file of a newer version is refused with both versions and left as it was', () => {
    const { file } = newIssue()
    const db = new Database(file)
    db.pragma('user_version = 99')
    db.close()
    expect(refusal(['stories', file])).toMatchObject({ code: 'file.newer', version: 99 })
    const again = new Database(file, { readonly: true })
    expect(again.pragma('user_version', { simple: true })).toBe(99)
    again.close()
  })
  test('a damaged file is refused as corrupt, not shown as if it were whole', () => {
    const { file, home } = newIssue()
    json(['import', file, join(samples, 'yuntang/page1.txt')])
    const cut = join(home, 'cut.banmian')
    copyFileSync(file, cut)
    truncateSync(cut, 3 * 4096)
    const fault = refusal(['stories', cut])
    expect(fault.code).toBe('file.corrupt')
    expect(fault.hint).toMatch(/\S/)
  })
  test('new never overwrites: the file that is there is refused and stays', () => {
    const { file } = newIssue()
    const before = readFileSync(file)
    expectRefusal(['new', file, '--stylebook', 'yuntang-tabloid'], 'file.exists')
    expect(readFileSync(file)).toEqual(before)
  })
  test('an unknown stylebook names those that there are and makes no file', () => {
    const path = join(folder(), 'a.banmian')
    expect(refusal(['new', path, '--stylebook', 'nobody'])).toMatchObject({
      code: 'stylebook.unknown',
      known: expect.stringContaining('yuntang-tabloid'),
    })
    expectRefusal(['new', path, '--stylebook', '../faces'], 'stylebook.unknown')
    expect(existsSync(path)).toBe(false)
  })
  test('a folder that cannot be written to is refused', () => {
    const fault = refusal([
      'new',
      process.platform === 'linux' ? '/proc/banmian/a.banmian' : '/nowhere/a.banmian',
      '--stylebook',
      'yuntang-tabloid',
    ])
    expect(['file.readOnly', 'file.missing']).toContain(fault.code)
  })
})

describe('inputs', () => {
  test('texts in UTF-8, with and without a mark, UTF-16 and GB18030 are read as the same words', () => {
    const { file, home } = newIssue()
    const inputs = [
      put(home, 'utf8.txt', PAGE),
      put(home, 'bom.txt', `\ufeff${PAGE}`),
      put(home, 'utf16.txt', Buffer.from(`\ufeff${PAGE}`, 'utf16le')),
    ]
    const bodies = inputs.map((input) => json<{ items: { body: string[] }[] }>(['import', file, input]).items[0]!.body)
    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[2]).toEqual(bodies[0])
    const gb = json<{ items: { headline: string[]; body: string[] }[] }>(['import', file, put(home, 'gb.txt', GB18030)])
    expect(gb.items[0]!.headline.join('')).toBe('云塘新桥通车')
  })
  test('what cannot be taken in is refused with its reason, and the pool stays as it was', () => {
    const { file, home } = newIssue()
    const noise = Uint8Array.from({ length: 4096 }, (_, i) => (i * 167 + (i >> 3) * 91) % 256)
    const cases: [string, string | Uint8Array, string][] = [
      ['noise.txt', noise, 'text.encoding'],
      ['empty.txt', '', 'text.empty'],
      ['blank.txt', '\n \n\u3000\n', 'text.empty'],
      ['photo.png', 'no picture at all', 'picture.unreadable'],
      ['photo.jpg', readFileSync(join(samples, 'yuntang/pictures/field.jpg')).subarray(0, 3000), 'picture.unreadable'],
      ['paper.pdf', '%PDF-1.7\n', 'ad.unreadable'],
      ['paper.zip', 'PK\u0003\u0004', 'input.unknown'],
    ]
    for (const [name, content, code] of cases) expectRefusal(['import', file, put(home, name, content)], code)
    expectRefusal(['import', file, join(home, 'nothing.txt')], 'file.missing')
    expectRefusal(['import', file, home], 'input.unknown')
    expect(json(['stories', file])).toEqual({ items: [] })
  })
  test('a text of 100 MB is refused before it is read', () => {
    const { file, home } = newIssue()
    const big = join(home, 'big.txt')
    closeSync(openSync(big, 'w'))
    truncateSync(big, 100 * 1024 * 1024)
    const from = performance.now()
    expect(refusal(['import', file, big])).toMatchObject({ code: 'text.tooLarge', size: 104_857_600 })
    expect(performance.now() - from).toBeLessThan(5000)
  })
  test('when one of several inputs is missing, none is filed', () => {
    const { file, home } = newIssue()
    expectRefusal(['import', file, put(home, 'a.txt', PAGE), join(home, 'nothing.txt')], 'file.missing')
    expect(json(['stories', file])).toEqual({ items: [] })
  })
})

describe('pages and plans', () => {
  test('pages, stories, rounds and plans that are not there or wrong are refused', () => {
    const { file, home } = newIssue()
    expectRefusal(['galley', file, '--page', '2'], 'page.missing')
    expectRefusal(['check', file, '--page', '2'], 'page.missing')
    expectRefusal(['place', file, '--page', '2'], 'page.missing')
    expectRefusal(['story', file, 'nobody'], 'story.missing')
    expectRefusal(['sign', file, '--page', '1', '--stage', '九审', '--as', '苏晚'], 'stage.unknown')
    expectRefusal(['place', file, '--page', '1', '--plan', join(home, 'nothing.json')], 'file.missing')
    expectRefusal(['place', file, '--page', '1', '--plan', put(home, 'bad.json', '{')], 'plan.invalid')
    expectRefusal(
      ['place', file, '--page', '1', '--plan', put(home, 'odd.json', '{"blocks":[{"item":"a","column":-1}]}')],
      'plan.invalid',
    )
  })
  test('a plant’s profile that is none, is missing or is for no X-4 is refused, and the old file stays', () => {
    const { file, home } = newIssue()
    const out = put(home, 'old.pdf', 'old')
    const press = ['press', file, '--page', '1', '--out', out]
    const none = put(home, 'none.icc', 'no profile')
    expectRefusal([...press, '--profile', 'x4', '--icc', none], 'profile.unreadable')
    expectRefusal([...press, '--profile', 'x4', '--icc', join(home, 'nothing.icc')], 'file.missing')
    expect(refusal([...press, '--icc', none], 2).code).toBe('usage')
    expect(readFileSync(out, 'utf8')).toBe('old')
  })
  test('a press that cannot be written leaves the old file whole and nothing beside it', () => {
    const { file, home } = newIssue()
    const out = put(home, 'page.pdf', 'the old one')
    expectRefusal(['press', file, '--page', '1', '--out', join(home, 'no/such/folder/page.pdf')], 'file.missing')
    expectRefusal(['press', file, '--page', '2', '--out', out], 'page.missing')
    expect(readFileSync(out, 'utf8')).toBe('the old one')
    expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

describe('usage', () => {
  test('bad usage exits 2 with the command’s help, and as one JSON document with --json', () => {
    for (const words of [
      [],
      ['nonsense'],
      ['new'],
      ['new', 'a', '--pages', 'x'],
      ['galley', 'a'],
      ['place', 'a', '--page', '0'],
      ['stories', 'a', 'b'],
      ['press', 'a', '--page', '1', '--out', 'b', '--profile', 'x9'],
      ['new', 'a', '--stylebook', 'yuntang-tabloid', '--date', 'tomorrow'],
      ['stories', 'a', '--wrong'],
    ]) {
      const ended = banmian(words)
      expect(ended.code, words.join(' ')).toBe(2)
      expect(ended.out).toBe('')
      expect(ended.err).toMatch(/Usage/)
      expect(refusal(words, 2).code).toBe('usage')
    }
  })
  test('help stands in both languages, by --lang or by the environment', () => {
    expect(banmian(['--help']).out).toMatch(/Usage/)
    expect(banmian(['--help', '--lang', 'zh']).out).toMatch(/用法/)
    expect(banmian(['press', '--help'], { LC_ALL: 'zh_CN.UTF-8' }).out).toMatch(/付印/)
    expect(banmian(['press', '--help']).out).not.toMatch(/galley/)
  })
  test('refusals are said in the person’s language', () => {
    expect(banmian(['stories', '/nowhere.banmian', '--lang', 'zh']).err).toMatch(/找不到文件/)
    expect(banmian(['stories', '/nowhere.banmian']).err).toMatch(/There is no file/)
  })
})
