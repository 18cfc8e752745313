import { describe, expect, test } from 'vitest'
import type { KeptVersion, Sitting } from '#contract/version.ts'
import { comparisonOf } from '#renderer/editor/versions/reading.ts'
import { sayDay, sayMoment, sayVersion } from '#renderer/editor/versions/sayVersion.ts'
import { momentAt, timelineOf } from '#renderer/editor/versions/timeline.ts'
import type { StoryId } from '#contract/ids.ts'
import { sayInterface, type InterfaceKey, type InterfaceValues } from '#words/interface.ts'

const story = 'lead' as StoryId
/** A time of the machine's own zone, as the store writes it. */
const at = (date: number, hour: number, minute = 0): string => new Date(2026, 10, date, hour, minute).toISOString()
const say = (key: InterfaceKey, values?: InterfaceValues): string => sayInterface(key, 'zh', values)

const version = (id: number, change: Partial<KeptVersion>): KeptVersion => ({
  id,
  story,
  version: 0,
  kind: 'kept',
  name: '',
  status: null,
  page: null,
  round: null,
  person: '',
  note: '',
  isDropped: false,
  at: at(23, 14),
  ...change,
})
const sitting = (from: number, to: number, end: string): Sitting => ({ from, to, start: end, end, hands: [] })

const filed = version(0, { kind: 'filed', at: at(22, 9) })
const sent = version(1, { kind: 'status', status: 'firstEdit', version: 4, at: at(23, 14) })
const named = version(2, { name: '送审前', version: 4, at: at(23, 13) })
const dropped = version(3, { name: '废', version: 2, at: at(23, 12), isDropped: true })

describe('the history of a story', () => {
  test('stands by days, the latest first, each version above the work that led to it', () => {
    const sittings = [sitting(0, 4, at(23, 12)), sitting(4, 9, at(23, 15))]
    const days = timelineOf([filed, sent, named], sittings, () => false)
    expect(days.map(({ day, entries }) => [day, ...entries.map(({ key }) => key)])).toEqual([
      ['2026-11-23', 's4', 'v1', 'v2', 's0'],
      ['2026-11-22', 'v0'],
    ])
  })

  test('a version that was taken off stands only where it may still be put back', () => {
    expect(timelineOf([filed, dropped], [], () => false).flatMap(({ entries }) => entries)).toHaveLength(1)
    expect(timelineOf([filed, dropped], [], (each) => each === dropped).flatMap(({ entries }) => entries)).toHaveLength(
      2,
    )
  })
})

describe('a moment is called', () => {
  const now = new Date(2026, 10, 23, 18)
  const nameOf = (moment: number | null): string =>
    sayMoment(momentAt(moment, [filed, sent, named, dropped], [sitting(0, 3, at(22, 12, 5))]), say, 'zh', now)

  test('by the name that somebody gave it, as filed, else by its time', () => {
    expect([nameOf(null), nameOf(0), nameOf(4), nameOf(2)]).toEqual(['现在', '来稿', '送审前', '昨天 12:05'])
  })

  test('days by their nearness', () => {
    expect(['2026-11-23', '2026-11-22', '2026-11-02'].map((day) => sayDay(day, say, now))).toEqual([
      '今天',
      '昨天',
      '11月2日',
    ])
  })

  test('versions of the desk by what they are', () => {
    const signed = version(4, { kind: 'signed', page: 2, round: '一校' })
    const edited = version(5, { kind: 'edited', status: 'firstProof' })
    const own = version(6, { kind: 'status', status: '编辑部主任审' })
    expect([signed, edited, own].map((each) => sayVersion(each, say, 'zh'))).toEqual([
      'A2 版一校签样',
      '编定稿，送一校',
      '送编辑部主任审',
    ])
  })
})

describe('a comparison', () => {
  test('goes from the earlier to the later, now being later than any', () => {
    const between = (a: number | null, b: number | null) => comparisonOf(story, a, b)
    expect(between(4, 2)).toEqual({ kind: 'comparison', story, before: 2, after: 4 })
    expect(between(null, 2)).toEqual({ kind: 'comparison', story, before: 2, after: null })
    expect(between(2, null)).toEqual({ kind: 'comparison', story, before: 2, after: null })
    expect(between(2, 2)).toEqual({ kind: 'moment', story, at: 2 })
    expect(between(null, null)).toBeNull()
  })
})
