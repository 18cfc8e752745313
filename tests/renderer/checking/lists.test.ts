import { describe, expect, test } from 'vitest'
import { FINDING_CODES, type Finding, type FindingCode, type Severity } from '#contract/faults.ts'
import { byPage, countOf, FINDING_KINDS, kindOf, listed, neighbour, withShown } from '#renderer/checking/lists.ts'

const finding = (code: FindingCode, severity: Severity, page: number | null): Finding => ({
  code,
  severity,
  page,
  frame: null,
  item: null,
  at: null,
  values: {},
})
const codes = (list: readonly { finding: Finding }[]): string[] => list.map(({ finding: { code } }) => code)

const some = [
  finding('line.loose', 'warning', 2),
  finding('item.unplaced', 'note', null),
  finding('copy.underset', 'note', 1),
  finding('line.loose', 'warning', 2),
  finding('folio.wrong', 'error', 2),
  finding('masthead.lacks', 'error', 1),
]

describe('the list of findings', () => {
  test('goes by page, the gravest first, what is of no page last', () => {
    expect(codes(listed(some))).toEqual([
      'masthead.lacks',
      'copy.underset',
      'folio.wrong',
      'line.loose',
      'line.loose',
      'item.unplaced',
    ])
  })
  test('has a key for each, which stands while others come and go', () => {
    const keys = listed(some).map(({ key }) => key)
    expect(new Set(keys).size).toBe(some.length)
    const fewer = listed(some.slice(1)).map(({ key }) => key)
    expect(fewer.every((key) => keys.includes(key))).toBe(true)
  })
  test('has a head before each page', () => {
    const items = byPage(listed(some))
    expect(
      items.map((item) => (item.kind === 'page' ? `page ${item.page} ${item.findings.length}` : item.finding.code)),
    ).toEqual([
      'page 1 2',
      'masthead.lacks',
      'copy.underset',
      'page 2 3',
      'folio.wrong',
      'line.loose',
      'line.loose',
      'page null 1',
      'item.unplaced',
    ])
  })
  test('is walked through round and round', () => {
    const list = listed(some)
    expect(neighbour(list, null, 1)).toBe(list[0])
    expect(neighbour(list, null, -1)).toBe(list.at(-1))
    expect(neighbour(list, list[0]!.key, 1)).toBe(list[1])
    expect(neighbour(list, list[0]!.key, -1)).toBe(list.at(-1))
    expect(neighbour(list, list.at(-1)!.key, 1)).toBe(list[0])
    expect(neighbour([], null, 1)).toBeNull()
  })
  test('takes of the shown page what is known here, and the rest from the desk', () => {
    const here = [finding('frame.empty', 'warning', 2)]
    expect(codes(listed(withShown(some, { page: 2, findings: here })))).toEqual([
      'masthead.lacks',
      'copy.underset',
      'frame.empty',
      'item.unplaced',
    ])
    expect(withShown(some, { page: 2, findings: null })).toBe(some)
  })
  test('is counted by severity', () => {
    expect((['error', 'warning', 'note'] as const).map((severity) => countOf(some, severity))).toEqual([2, 2, 2])
  })
  test('knows the kind of every remark that can be made', () => {
    const kinds = new Set(FINDING_CODES.map((code) => kindOf({ code })))
    expect([...kinds].filter((kind) => !FINDING_KINDS.includes(kind))).toEqual([])
    const ofPages = FINDING_CODES.filter((code) => kindOf({ code }) === 'page')
    expect(ofPages.filter((code) => !/^(page|item)\./.test(code))).toEqual([])
  })
})
