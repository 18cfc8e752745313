import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Copy } from '#contract/copy.ts'
import { isFault, type Outcome } from '#contract/faults.ts'
import { storyIdSchema } from '#contract/ids.ts'
import { pt } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetFrame, SetLine, SetPage, SetRun } from '#contract/setPage.ts'
import { breachesOf, type BreachRule } from '#compose/fit/breaches.ts'
import { makeSample } from '#office/makeSample.ts'
import { openDeskOn } from '#office/openDeskOn.ts'
import { composerFor, copyOf, jobNames, readJob, readStylebook } from '../../../scripts/galleyJob.ts'
import { area, blockOf } from '../../grid/records.ts'

const book = readStylebook('yuntang-tabloid')
const english = readStylebook('millhaven-weekly')
const TC = { song: ['notoSerifTc.400'], songBold: ['notoSerifTc.700'], songHeavy: ['notoSerifTc.900'] }
const traditional = readStylebook('yuntang-tabloid', { faces: TC })
const jobs = jobNames().map((name) => ({ name, job: readJob(name) }))
const composer = await composerFor(book, english, traditional, ...jobs.map(({ job }) => job.stylebook))
const issue = { stylebook: book.name, date: '2026-11-24', number: 1024, edition: '', pages: 8 }

const pageOf = (copy: Copy, stylebook = book, at = area(0, 2, 0, 20), change = {}): PageJob => ({
  page: 1,
  issue,
  stylebook: { ...stylebook, ...change, front: { furniture: [], reserved: [] } },
  records: [blockOf('a', copy.id, at)],
  copies: new Map([[copy.id, copy]]),
  photos: new Map(),
})
const id = storyIdSchema.parse('s')

/** A page where everything that a plant needs occurs: marks, pairs, dashes, a number with its unit, a quotation. */
const zh = pageOf(
  copyOf({
    id,
    headline: ['南溪河两岸今年新添十座口袋公园'],
    body: [
      '河边的老人说，从前雨季一到人人提心吊胆，现在好了，水清了，路也宽了，孩子们放学以后都爱到这里来看白鹭，一看就是半个下午。',
      '“一期栽了1250株乌桕。”站长说，二期——也就是明年——还要再栽，费用约36万元，由区里和镇里各出一半，谁也不多谁也不少。',
      '# 三问管护',
      '谁来管护，怎么管护，管护的钱从哪里来，三个问题一个都不能少，镇上已经请了三十五位村民每天沿着河走一遍，发现了就马上报上来。',
    ],
  }),
)
const hant = pageOf(
  copyOf({
    id,
    lang: 'zh-Hant',
    headline: ['南溪河兩岸今年新添十座口袋公園'],
    body: [
      '河邊的老人說，從前雨季一到人人提心吊膽，現在好了，水清了，路也寬了，孩子們放學以後都愛到這裡來看白鷺，一看就是半個下午。',
      '他說：「水清了，岸也綠了。」站長說，二期還要再栽，費用由區裡和鎮裡各出一半，誰也不多誰也不少，村裡人都說這件事做得好，做得值。',
    ],
  }),
  traditional,
)
const en = pageOf(
  copyOf({
    id,
    lang: 'en',
    headline: ['Commissioners weigh the cost of the sea wall'],
    body: [
      'The county commissioners voted late on Tuesday to spend an additional sum on flood defences along the eastern waterfront, ending months of disagreement over who should shoulder the cost of protecting the industrial district for good.',
      'Supporters of the measure said the investment was unavoidable after three consecutive winters of rainfall; opponents called the decision irresponsible and promised to challenge the appropriation.',
      'Engineers estimate that construction of the embankment, pumping stations and reservoirs will take approximately thirty months.',
    ],
  }),
  english,
  area(0, 2, 0, 24),
)

const change = (set: SetPage, which: (line: SetLine, frame: SetFrame) => boolean, to: (line: SetLine) => SetLine) => {
  let isDone = false
  const frames = set.frames.map((frame) => ({
    ...frame,
    lines: frame.lines.map((line) => {
      if (isDone || !which(line, frame)) return line
      isDone = true
      return to(line)
    }),
  }))
  if (!isDone) throw new Error('no line to plant in')
  return { ...set, frames }
}
type Plant = (set: SetPage) => SetPage
const isBody = (_: SetLine, frame: SetFrame): boolean => frame.part === 'body'
const isInner = (line: SetLine, frame: SetFrame): boolean =>
  isBody(line, frame) && !line.isParagraphEnd && (line.from?.offset ?? 0) > 0 && /^[\u4e00-\u9fff]/.test(line.text)

/** The line ends where `at` begins, whatever stands there; the next one is left as it was. */
const endBefore =
  (at: string, isHyphenated = false): Plant =>
  (set) =>
    change(
      set,
      (line, frame) => frame.part !== 'furniture' && line.text.indexOf(at) > 0,
      (line) => {
        const text = line.text.slice(0, line.text.indexOf(at))
        const to = line.to && { ...line.to, offset: (line.from?.offset ?? 0) + text.length }
        return { ...line, text, to, isHyphenated, isParagraphEnd: false }
      },
    )

const glyphs = (line: SetLine, run: (old: SetRun) => SetRun): SetLine => ({ ...line, runs: line.runs.map(run) })
/** Pushes the glyph of `text` and all after it along the line. */
const push =
  (text: RegExp, by: number, which = isBody): Plant =>
  (set) =>
    change(
      set,
      (line, frame) => which(line, frame) && text.test(line.text),
      (line) => {
        const until = (text.exec(line.text)?.index ?? 0) + (text.exec(line.text)?.[0].length ?? 0) - 1
        let passed = 0
        return glyphs(line, (run) => ({
          ...run,
          dx: run.dx.map((dx, i) => {
            const isAfter = passed >= until
            passed += run.clusters[i]?.length ?? 0
            return isAfter ? dx + by : dx
          }),
        }))
      },
    )
const em = book.styles.text.size
const half = Math.floor(em / 2)

const PLANTS: readonly (readonly [rule: BreachRule, what: string, job: PageJob, plant: Plant])[] = [
  ['R1', 'a line that begins with a comma', zh, endBefore('，水')],
  ['R2', 'a line that ends in an opening quote', pageWith('指着河说“水清了”，大家都笑了起来'), endBefore('水清')],
  ['R3', 'a line that begins with a dash, at the strict level', strict(zh), endBefore('——也')],
  ['R4', 'a number parted', zh, endBefore('50株')],
  ['R4', 'a number parted from its unit', zh, endBefore('万元')],
  ['R4', 'a dash of two ems parted', zh, endBefore('—也')],
  ['R4', 'an English word parted without a hyphen', en, endBefore('ers voted')],
  ['R4', 'a unit parted inside', pageWith('今年前十个月用电2,318万千瓦时，比上年多了一成'), endBefore('千瓦时')],
  ['R5', 'a centred mark that gave half an em on one side', hant, push(/，水/, -half)],
  ['R7', 'a centred mark and a bracket set in one em', hant, push(/。」/, -Math.floor(em / 4))],
  ['R8', 'a centred mark at a line’s end that takes its whole em', hant, widen(/，$/, Math.floor(em / 4))],
  [
    'R9',
    'a centred comma that gives in a line that was opened',
    hant,
    (set) => push(/，[\u4e00-\u9fff]/, -20_000, isInner)(open(set)),
  ],
  ['R5', 'a mark set too wide', zh, push(/，水/, half)],
  ['R5', 'a dash of two ems set in three', zh, push(/——也/, em)],
  ['R7', 'two adjacent marks set in two ems', zh, push(/。”/, half)],
  ['R8', 'a mark at a line’s end that takes its whole em', zh, widen(/，$/)],
  ['R8', 'an opening quote at a line’s start that keeps its blank', zh, push(/^“/, half)],
  ['R8', 'air behind the last character of a line', zh, widen(/[\u4e00-\u9fff]$/)],
  [
    'R9',
    'a comma squeezed in a line that was opened',
    zh,
    (set) => push(/，[\u4e00-\u9fff]/, -half, isInner)(open(set)),
  ],
  ['R10', 'one gap that grew alone', zh, push(/^[\u4e00-\u9fff]{3}/, 9000, isInner)],
  ['R10', 'a number that was opened', numbers(), push(/12/, 20_000)],
  ['R11', 'a figure that touches the character before it', zh, push(/了1/, -14_288)],
  ['R12', 'characters closer than natural', zh, push(/^[\u4e00-\u9fff]{3}/, -9000, isInner)],
  ['R12', 'a gap beyond the error limit', zh, push(/^[\u4e00-\u9fff]{3}/, 30_000, isInner)],
  ['R13', 'a paragraph without its indent', zh, push(/^河/, -2 * em)],
  ['R14', 'a last line of one character', zh, (set) => crumb(set)],
  ['R16', 'a line off the grid', zh, (set) => change(set, isBody, (line) => ({ ...line, y: line.y + 1 }))],
  ['R17', 'a subhead at a column’s foot', zh, (set) => strand(set)],
  ['E1', 'a word of four letters divided', en, endBefore('te on', true)],
  ['E1', 'one letter before the hyphen', en, endBefore('ommissioners voted', true)],
  ['E4', 'a name divided, where the paper keeps names whole', names(en), endBefore('sday', true)],
  ['E2', 'three hyphens in a row', en, (set) => hyphenate(set, [0, 1, 2])],
  ['E3', 'a hyphen in the line before the last', en, (set) => hyphenate(set, [beforeLast(set)])],
  ['E6', 'a word space three times as wide', en, (set) => stretchSpaces(set)],
  ['E6', 'a word spread apart', en, push(/industr/, 12_000)],
  [
    'E6',
    'glyphs stretched to 105 %',
    en,
    (set) => change(set, isBody, (line) => glyphs(line, (run) => ({ ...run, scale: 1050 }))),
  ],
  ['E9', 'an indent after the head', en, (set) => push(/^E/, 40_000)(set)],
  ['H1', 'a number parted from its unit in a head', heads('全区3年共修建了120公里的滨水步道'), endBefore('公里')],
  ['H2', 'a head’s line that begins with 的', heads('全区3年修建的滨水步道又长了一大截'), endBefore('的滨')],
  ['H4', 'a head’s line of one character', zh, (set) => lone(set)],
  ['H5', 'a head spread by more than half an em', zh, push(/^南溪河/, 400_000, (_, { part }) => part === 'headline')],
  [
    'H6',
    'a head stretched to 130 %',
    zh,
    (set) =>
      change(
        set,
        (_, { part }) => part === 'headline',
        (line) => glyphs(line, (run) => ({ ...run, scale: 1300 })),
      ),
  ],
  ['R18', 'two figures that lie in a vertical head', vertical('建成12座口袋公园'), (set) => turn(set)],
  [
    'E7',
    'a ragged line in a leg that holds more than 30 characters',
    wide(en),
    (set) => change(set, isBody, (line) => ({ ...line, gap: 0, width: line.width - 50_000 })),
  ],
  ['E5', 'a last line that is a word’s end', en, (set) => hyphenate(cutLast(set), [beforeLast(set)])],
  ['E8', 'a paragraph’s last line at a column’s head', en, (set) => splitAt(set, 'district for')],
  ['E8', 'a paragraph’s first line at a column’s foot', en, (set) => splitAt(set, 'said the')],
  ['R14', 'a paragraph’s last line at a column’s head', zh, (set) => splitAt(set, '就是半个')],
  ['H8', 'a head’s line that ends in a preposition', en, endBefore(' the sea')],
  ['text', 'a character lost', zh, (set) => change(set, isBody, (line) => ({ ...line, text: line.text.slice(1) }))],
  [
    'text',
    'a line lost',
    zh,
    (set) => ({
      ...set,
      frames: set.frames.map((frame) => (frame.part === 'body' ? { ...frame, lines: frame.lines.slice(1) } : frame)),
    }),
  ],
  [
    'text',
    'glyphs that say something else',
    zh,
    (set) => change(set, isBody, (line) => glyphs(line, (run) => ({ ...run, clusters: run.clusters.map(() => '云') }))),
  ],
  ['frame', 'a line beyond its frame', zh, (set) => change(set, isBody, (line) => ({ ...line, x: line.x - 1 }))],
  [
    'measure',
    'a justified line that ends short',
    zh,
    (set) => change(set, isInner, (line) => ({ ...line, width: line.width - 2 })),
  ],
  [
    'overlap',
    'a line on another',
    zh,
    (set) =>
      change(
        set,
        (line, frame) => frame.part === 'body' && line.from?.paragraph === 1,
        (line) => ({ ...line, y: line.y - book.grid.pitch }),
      ),
  ],
]

function pageWith(...body: string[]): PageJob {
  return pageOf(copyOf({ id, body }))
}
function strict(job: PageJob): PageJob {
  return { ...job, stylebook: { ...job.stylebook, rules: { ...job.stylebook.rules, kinsoku: 'strict' } } }
}
function wide(job: PageJob): PageJob {
  return { ...job, records: job.records.map((record) => ({ ...record, legs: [1] })) }
}
function names(job: PageJob): PageJob {
  return { ...job, stylebook: { ...job.stylebook, rules: { ...job.stylebook.rules, dividesNames: false } } }
}
function numbers(): PageJob {
  return pageWith('一期栽了1250株乌桕，二期栽了1250株水杉，三期还要再栽1250株池杉，一共三片林子')
}
function heads(headline: string): PageJob {
  return pageOf(copyOf({ id, headline: [headline], body: ['河水清了。'] }), book, area(0, 2, 0, 12))
}
function widen(ending: RegExp, by = half): Plant {
  return (set) =>
    change(
      set,
      (line, frame) => isBody(line, frame) && ending.test(line.text),
      (line) => ({ ...line, width: line.width + by }),
    )
}
/** Opens every gap between Han characters of the first inner line by a little. */
function open(set: SetPage): SetPage {
  return change(
    set,
    (line, frame) => isInner(line, frame) && /，[\u4e00-\u9fff]/.test(line.text) && line.runs.length === 1,
    (line) => glyphs(line, (run) => ({ ...run, dx: run.dx.map((dx, i) => dx + i * 2000) })),
  )
}
function crumb(set: SetPage): SetPage {
  return change(
    set,
    (line, frame) => isBody(line, frame) && line.isParagraphEnd && (line.from?.offset ?? 0) > 0,
    (line) => ({ ...line, text: '上。', from: line.to && { ...line.to, offset: line.to.offset - 2 } }),
  )
}
const strand = (set: SetPage): SetPage => splitAt(set, '谁来管护')
/** The frame ends before the line that begins with `text`, and another column begins. */
function splitAt(set: SetPage, text: string): SetPage {
  const frames = set.frames.flatMap((frame) => {
    const at = frame.lines.findIndex((line) => line.text.startsWith(text))
    if (at < 1) return [frame]
    const next = { ...frame, box: { ...frame.box, x: frame.box.x + frame.box.width }, lines: frame.lines.slice(at) }
    return [{ ...frame, lines: frame.lines.slice(0, at) }, next]
  })
  return { ...set, frames }
}
function vertical(headline: string): PageJob {
  const copy = copyOf({ id, orientation: 'vertical', headline: [headline], body: ['河水清了。'] })
  return pageOf(copy, book, area(0, 4, 0, 24))
}
const turn = (set: SetPage): SetPage =>
  change(
    set,
    (line) => line.vertical,
    (line) => glyphs(line, (run) => ({ ...run, turned: !run.turned })),
  )
const cutLast = (set: SetPage): SetPage =>
  change(
    set,
    (line) => line.text.startsWith('district for'),
    (line) => ({ ...line, text: 'trict.' }),
  )
function hyphenate(set: SetPage, which: readonly number[]): SetPage {
  let at = -1
  const frames = set.frames.map((frame) => ({
    ...frame,
    lines: frame.lines.map((line) => {
      if (frame.part === 'body') at++
      return frame.part === 'body' && which.includes(at) ? { ...line, isHyphenated: true } : line
    }),
  }))
  return { ...set, frames }
}
function beforeLast(set: SetPage): number {
  const lines = set.frames.filter(({ part }) => part === 'body').flatMap((frame) => frame.lines)
  return lines.findIndex((line, i) => !line.isParagraphEnd && lines[i + 1]?.isParagraphEnd === true)
}
function stretchSpaces(set: SetPage): SetPage {
  return change(set, isBody, (line) => {
    let added = 0
    return glyphs(line, (run) => ({
      ...run,
      dx: run.dx.map((dx, i) => {
        const moved = dx + added
        if (run.clusters[i] === ' ') added += pt(8)
        return moved
      }),
    }))
  })
}
function lone(set: SetPage): SetPage {
  const frames = set.frames.map((frame) => {
    const [line] = frame.lines
    if (frame.part !== 'headline' || !line) return frame
    const lonely = {
      ...line,
      runs: line.runs.map((run) => ({
        ...run,
        clusters: run.clusters.slice(0, 1),
        glyphs: run.glyphs.slice(0, 1),
        dx: run.dx.slice(0, 1),
      })),
    }
    return { ...frame, lines: [line, lonely] }
  })
  return { ...set, frames }
}

describe('the checker', () => {
  test.each(PLANTS)('%s: finds %s', (rule, _, job, plant) => {
    const set = composer.setPage(job)
    const count = (page: SetPage): number => breachesOf(page, job).filter((breach) => breach.rule === rule).length
    expect(count(set)).toBe(0)
    expect(count(plant(set))).toBeGreaterThan(0)
  })

  test('a breach that a finding of the page says is reported, and no other is', () => {
    const loose = push(/^[\u4e00-\u9fff]{3}/, 30_000, isInner)(composer.setPage(zh))
    const breach = breachesOf(loose, zh).find(({ rule }) => rule === 'R12')
    expect(breach?.isReported).toBe(false)
    const said = {
      code: 'line.loose' as const,
      severity: 'error' as const,
      page: 1,
      frame: breach?.frame ?? null,
      item: breach?.item ?? null,
      at: breach?.at ?? null,
      values: {},
    }
    const reported = breachesOf({ ...loose, findings: [...loose.findings, said] }, zh)
    expect(reported.find(({ rule }) => rule === 'R12')?.isReported).toBe(true)
  })

  test.each(jobs)('$name: no rule is broken unless a finding of the page says so', ({ job }) => {
    expect(breachesOf(composer.setPage(job), job).filter(({ isReported }) => !isReported)).toEqual([])
  })

  test.each([
    ['yuntang', 4],
    ['millhaven', 2],
  ] as const)('sample paper %s: no rule is broken unless a finding of the page says so', async (name, pages) => {
    const folder = mkdtempSync(join(tmpdir(), 'banmian-sample-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, `${name}.banmian`)
    expect(await makeSample(join(import.meta.dirname, '../../../resources/samples', name), file)).toBeNull()
    const desk = must(await openDeskOn(file))
    onTestFinished(() => desk.close())
    for (let page = 1; page <= pages; page++) {
      const { job, set } = must(await desk.setWhole(page))
      expect(breachesOf(set, job).filter(({ isReported }) => !isReported)).toEqual([])
    }
  })
})

function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(outcome.code)
  return outcome
}
