import { afterAll, describe, expect, it } from 'vitest'
import { differenceOf, type ProofChange } from '#compose/sheets/difference.ts'
import { traceOf } from '#compose/sheets/trace.ts'
import { storyIdSchema } from '#contract/ids.ts'
import type { Box } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { PageTrace } from '#contract/sheet.ts'
import { composerFor, copyOf, readStylebook } from '../../../scripts/galleyJob.ts'
import { area, blockOf, photoOf, random, seedOf } from '../../grid/records.ts'
import { EN, ZH } from '../samples.ts'

const book = readStylebook('yuntang-tabloid')
const composer = await composerFor(book)
afterAll(() => composer.release())

const A = storyIdSchema.parse('a')
const B = storyIdSchema.parse('b')
const OTHER = ['夜里下了一场雨，河边的柳树绿了一层。']
const first = blockOf('r1', 'a', area(0, 3, 20, 30))
const second = blockOf('r2', 'b', area(3, 3, 20, 12))

function pageWith(body: readonly string[], change: Partial<PageJob> = {}, other = OTHER): PageTrace {
  const job: PageJob = {
    page: 1,
    issue: { stylebook: book.name, date: '2026-11-24', number: 1024, edition: '', pages: 4 },
    stylebook: book,
    records: [first, second],
    copies: new Map([
      [A, copyOf({ id: A, headline: ['两岸从此十二分钟'], body: [...body] })],
      [B, copyOf({ id: B, headline: ['雨'], body: other })],
    ]),
    photos: new Map(),
    ...change,
  }
  return traceOf(composer.setPage(job))
}

const of = (changes: readonly ProofChange[], kind: ProofChange['kind']) => changes.filter((each) => each.kind === kind)
const wordsOf = (changes: readonly ProofChange[]) => changes.map(({ kind, was, is }) => [kind, was, is])

describe('the difference of two proofs', () => {
  it('is none between a page and itself', () => {
    expect(differenceOf(pageWith(ZH), pageWith(ZH))).toEqual([])
  })

  it('says which words read otherwise, and boxes their lines on both', () => {
    const changed = ZH.map((text, i) => (i === 1 ? text.replace('白鹭', '大雁') : text))
    const changes = differenceOf(pageWith(ZH), pageWith(changed))
    expect(changes).toHaveLength(1)
    const [change] = changes
    expect(change!.kind).toBe('changed')
    expect(change!.item).toBe(A)
    expect(change!.was).toContain('看白鹭')
    expect(change!.is).toContain('看大雁')
    expect([change!.before.length, change!.after.length]).toEqual([1, 1])
    expect(change!.before).toEqual(change!.after)
  })

  it('does not hold a story’s change against its neighbours', () => {
    const changes = differenceOf(pageWith(ZH), pageWith([...ZH, '又及：完工之后再看。']))
    expect(new Set(changes.map(({ item }) => item))).toEqual(new Set([A]))
  })

  it('does not take one story’s words for another’s, though they read alike', () => {
    const [one, other] = [['天晴了，风也停了。'], ['夜里下了一场雨。']]
    const changes = differenceOf(pageWith(one, {}, other), pageWith(other, {}, one))
    expect(changes.map(({ kind, item, is }) => [kind, item, is])).toEqual([
      ['changed', A, other[0]],
      ['changed', B, one[0]],
    ])
  })

  it('tells lines that came and went', () => {
    const longer = differenceOf(pageWith(ZH.slice(0, 2)), pageWith(ZH.slice(0, 3)))
    expect(of(longer, 'added')[0]!.is.startsWith('据介绍')).toBe(true)
    expect(of(longer, 'added')[0]!.before).toEqual([])
    const shorter = differenceOf(pageWith(ZH.slice(0, 3)), pageWith(ZH.slice(0, 2)))
    expect(of(shorter, 'removed')[0]!.was.startsWith('据介绍')).toBe(true)
    expect(of(shorter, 'removed')[0]!.after).toEqual([])
  })

  it('tells a block that moved from words that changed: all its lines are one move a part', () => {
    const records = [first, { ...second, areas: [area(3, 3, 50, 12)] }]
    const changes = differenceOf(pageWith(ZH), pageWith(ZH, { records }))
    expect(changes.every(({ kind, item }) => kind === 'moved' && item === B)).toBe(true)
    expect(changes.map(({ part }) => part).toSorted()).toEqual(['body', 'headline'])
    const body = changes.find(({ part }) => part === 'body')!
    expect(body.after.map(({ y }, i) => y - body.before[i]!.y)).toEqual(body.after.map(() => 30 * book.grid.pitch))
  })

  it('tells the same words in other lines from other words', () => {
    const records = [{ ...first, legs: [2] }, second]
    const changes = differenceOf(pageWith(ZH), pageWith(ZH, { records }))
    expect(of(changes, 'changed')).toEqual([])
    expect(of(changes, 'rebroken').length).toBeGreaterThan(0)
  })

  it('puts the blank back that a line’s end swallowed between two words of English', () => {
    const records = [{ ...first, legs: [1] }, second]
    const changes = differenceOf(pageWith(EN), pageWith(EN, { records }))
    expect(of(changes, 'changed')).toEqual([])
    expect(of(changes, 'rebroken')[0]!.is).toMatch(/county commissioners/)
  })

  it('tells a headline that became larger from one that moved', () => {
    const records = [first, { ...second, headSize: 190_500 }]
    const changes = differenceOf(pageWith(ZH), pageWith(ZH, { records }))
    expect(changes.filter(({ part }) => part === 'headline').map(({ kind }) => kind)).toEqual(['resized'])
  })

  it('tells pictures that came, went, moved or show another part of themselves', () => {
    const photo = photoOf('p1')
    const photos = new Map([[photo.id, photo]])
    const withPicture = (left: number, down = 0) => {
      const crop = { left, top: 0, right: 1000, bottom: 1000 }
      const pictures = [{ photo: photo.id, area: area(0, 1, 0, 8), crop }]
      return pageWith(ZH, { photos, records: [{ ...first, pictures, areas: [area(0, 3, 20 + down, 30)] }, second] })
    }
    const kinds = (a: PageTrace, b: PageTrace) =>
      differenceOf(a, b)
        .filter(({ part }) => part === 'picture')
        .map(({ kind }) => kind)
    expect(kinds(pageWith(ZH), withPicture(0))).toEqual(['added'])
    expect(kinds(withPicture(0), pageWith(ZH))).toEqual(['removed'])
    expect(kinds(withPicture(0), withPicture(100))).toEqual(['cropped'])
    expect(kinds(withPicture(0), withPicture(0, 4))).toEqual(['moved'])
    expect(kinds(withPicture(0), withPicture(0))).toEqual([])
  })

  it('lists changes from the top of the page to its foot', () => {
    const changed = ZH.map((text) => text.replace('，', '；'))
    const changes = differenceOf(pageWith(ZH), pageWith(changed, {}, ['天晴了。']))
    const tops = changes.map(({ after, before }) => (after[0] ?? before[0])!.y)
    expect(tops).toEqual(tops.toSorted((a, b) => a - b))
    expect(changes.length).toBeGreaterThan(3)
  })

  it('accounts for every line of both: what no change names is the same on both', () => {
    const seed = seedOf()
    const next = random(seed)
    const marks = [...'甲乙丙丁，。']
    for (let i = 0; i < 12; i++) {
      const edited = ZH.map((text) => {
        const at = Math.floor(next() * text.length)
        const put = next() < 0.5 ? marks[Math.floor(next() * marks.length)]! : ''
        return text.slice(0, at) + put + text.slice(at + Math.floor(next() * 6))
      })
      const [before, after] = [pageWith(ZH), pageWith(edited)]
      const changes = differenceOf(before, after)
      const named = (side: 'before' | 'after') => new Set(changes.flatMap((each) => each[side].map(keyOf)))
      const rest = ({ lines }: PageTrace, boxes: ReadonlySet<string>) =>
        lines.filter(({ box }) => !boxes.has(keyOf(box))).map(({ text, box }) => [text, box])
      expect(rest(after, named('after')), `seed ${seed}, edit ${i}`).toEqual(rest(before, named('before')))
    }
  })

  it('reads the same both ways round, with before and after changed over', () => {
    const [one, other] = [pageWith(ZH), pageWith(ZH.map((text) => text.replace('云塘', '南浦')))]
    const back = differenceOf(other, one).map(({ was, is, kind }) => [kind, is, was])
    expect(back).toEqual(wordsOf(differenceOf(one, other)))
  })
})

const keyOf = ({ x, y, width, height }: Box): string => [x, y, width, height].join(' ')
