import { expect, test } from 'vitest'
import { statsOf } from '#compose/composer.ts'
import type { SetLine, SetPage } from '#contract/setPage.ts'
import { composerFor, jobNames, readJob } from '../../../scripts/galleyJob.ts'

const jobs = jobNames().map((name) => readJob(name))
const composer = await composerFor(...jobs.map((job) => job.stylebook))
const english = readJob('english')
const chinese = readJob('tabloidStory')

const withBody = (set: SetPage, change: (line: SetLine, at: number) => SetLine): SetPage => {
  let at = 0
  const frames = set.frames.map((frame) =>
    frame.part === 'body' ? { ...frame, lines: frame.lines.map((line) => change(line, at++)) } : frame,
  )
  return { ...set, frames }
}

test('loose is above 0.10 em in Chinese and above 200 % in English, and the worst line is named with its frame', () => {
  const natural = withBody(composer.setPage(chinese), (line) => ({ ...line, gap: 0 }))
  const three = withBody(natural, (line, at) => ({ ...line, gap: [100, 101, 180][at] ?? 0 }))
  expect(statsOf(natural, chinese)).toMatchObject({ looseLines: 0, worstGap: 0 })
  const { looseLines, worstGap, worstLine } = statsOf(three, chinese)
  const third = three.frames.filter(({ part }) => part === 'body').flatMap((frame) => frame.lines)[2]
  expect([looseLines, worstGap, worstLine?.text]).toEqual([2, 180, third?.text])
  const wide = withBody(composer.setPage(english), (line, at) => ({ ...line, gap: at < 3 ? 1900 + 100 * at : 0 }))
  expect(statsOf(wide, english)).toMatchObject({ looseLines: 1, worstGap: 2100 })
})

test('a river is word spaces above 133 % one under another in three lines, or three loose Chinese lines running', () => {
  const first = composer.setPage(english).frames.find(({ part, lines }) => part === 'body' && lines.length > 4)
  const model = first?.lines[1]
  if (!first || !model) throw new Error('no lines')
  const stacked = (gap: number, lines: number): SetPage => {
    const set = composer.setPage(english)
    const same = Array.from({ length: lines }, () => ({ ...model, gap }))
    const frames = set.frames.map((frame) =>
      frame.part === 'body' ? { ...frame, lines: frame === first ? same : [] } : frame,
    )
    return { ...set, frames }
  }
  const blanks = model.runs.flatMap(({ clusters }) => clusters).filter((text) => text === ' ').length
  expect(blanks).toBeGreaterThan(1)
  expect(statsOf(stacked(1400, 3), english).rivers).toBe(blanks)
  expect(statsOf(stacked(1400, 2), english).rivers).toBe(0)
  expect(statsOf(stacked(1300, 3), english).rivers).toBe(0)
  const runs = (...gaps: number[]) =>
    statsOf(
      withBody(composer.setPage(chinese), (line, at) => ({ ...line, gap: gaps[at] ?? 0 })),
      chinese,
    ).rivers
  expect([runs(150, 150, 150), runs(150, 150, 0, 150), runs(150, 150, 150, 150)]).toEqual([1, 0, 1])
})

test('what is over, what is short and every breach with its rule are counted', () => {
  for (const job of jobs) {
    const set = composer.setPage(job)
    const stats = statsOf(set, job)
    expect(stats.overCharacters).toBe(set.fit.reduce((sum, fit) => sum + fit.overCharacters, 0))
    expect(stats.broken.length).toBe(stats.breaches)
    expect(stats.broken.filter(({ isReported }) => !isReported).length).toBe(stats.unreported)
  }
  const off = withBody(composer.setPage(chinese), (line, at) => (at === 0 ? { ...line, y: line.y + 5 } : line))
  expect(statsOf(off, chinese).broken.map(({ rule }) => rule)).toContain('R16')
})
