import { Transform } from 'prosemirror-transform'
import { describe, expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { applyDiff, diffStories, type DiffRow } from '#story/diff/diff.ts'
import { linesOf } from '#story/diff/lines.ts'
import { restoringSteps } from '#story/diff/restore.ts'
import { finalLines } from '#story/final.ts'
import { posAt } from '#story/places.ts'
import { schema, type StoryDoc } from '#story/schema.ts'
import { applySteps, decodeSteps, encodeSteps } from '#story/steps.ts'
import { random, seedOf } from '../../grid/records.ts'
import { docOf } from '../laws.ts'
import { docOfLines, edited, randomLines } from './randomDocs.ts'

const PAIRS = Number(process.env['EDITS'] ?? 2_000)
const doc = (...lines: string[]): StoryDoc => docOf(lines).doc
const body = (...lines: string[]): StoryDoc => doc('headline: 题', ...lines.map((text) => `paragraph: ${text}`))

/** Rows as they are read: `=`, `~` changed, `+`, `-`, `>` came here, `<` went from here; [-out]{+in} inside. */
const SIGNS = { same: '=', changed: '~', inserted: '+', deleted: '-', moved: '>', left: '<' } as const
const written = ({ kind, pieces }: DiffRow): string =>
  SIGNS[kind] +
  pieces
    .map((piece) => {
      if (kind === 'inserted' || kind === 'deleted' || kind === 'left' || piece.kind === 'same') return piece.text
      return piece.kind === 'deleted' ? `[-${piece.text}]` : `{+${piece.text}}`
    })
    .join('')
    .replaceAll('\n', '¶')
const rowsOf = (a: StoryDoc, b: StoryDoc): string[] => diffStories(a, b).rows.slice(1).map(written)

/** Two random documents, one made of the other, as often as asked. */
function forRandomPairs(look: (a: StoryDoc, b: StoryDoc, name: string) => void): void {
  const seed = seedOf()
  console.info(`seed ${seed}`)
  for (let round = 0; round < PAIRS; round++) {
    const next = random(seed + round)
    const before = randomLines(next)
    const after = next() < 0.05 ? randomLines(next) : edited(next, before)
    look(docOfLines(before), docOfLines(after, next() < 0.1 ? '稿名' : ''), `seed ${seed} round ${round}`)
  }
}

const partsOf = (story: StoryDoc): string =>
  finalLines(story)
    .map(({ part, text }) => `${part} ${text}`)
    .join('\n')

describe('the laws of a difference, over random pairs of documents', () => {
  test('applied to the earlier one it gives the later one: every line, part, character and emphasis', () => {
    forRandomPairs((a, b, name) => {
      expect(applyDiff(linesOf(a), diffStories(a, b)), name).toEqual(linesOf(b))
    })
  })

  test('it is empty between a document and itself, and between two of the same final text', () => {
    forRandomPairs((a, _, name) => {
      const copy = schema.nodeFromJSON(a.toJSON())
      for (const diff of [diffStories(a, a), diffStories(a, copy)]) {
        expect([diff.changes, diff.added, diff.removed], name).toEqual([0, 0, 0])
        expect(
          diff.rows.every(({ kind }) => kind === 'same'),
          name,
        ).toBe(true)
      }
    })
  })

  test('what left one place came to another, once', () => {
    forRandomPairs((a, b, name) => {
      const { rows } = diffStories(a, b)
      const moves = (kind: DiffRow['kind']): number[] =>
        rows.flatMap((row) => (row.kind === kind && row.move !== null ? [row.move] : [])).toSorted((x, y) => x - y)
      expect(moves('moved'), name).toEqual(moves('left'))
    })
  })

  test('restoring leads to the earlier document itself, tracked changes and all, by steps that the desk takes', () => {
    forRandomPairs((a, b, name) => {
      const steps = decodeSteps(encodeSteps(restoringSteps(b, a)))
      if (isFault(steps)) throw new Error(`${name}: ${steps.code}`)
      const restored = applySteps(b, steps)
      if (isFault(restored)) throw new Error(`${name}: ${JSON.stringify(restored.where)}`)
      expect(restored.eq(a), name).toBe(true)
      expect(partsOf(restored), name).toBe(partsOf(a))
    })
  })
})

describe('a difference as it is read', () => {
  test('characters in Chinese, whole figures and Latin words', () => {
    expect(
      rowsOf(body('全市建成步道30.5公里，绿地3,000平方米。'), body('全市新建步道32公里，绿地3,500平方米。')),
    ).toEqual(['~全市[-建成]{+新建}步道[-30.5]{+32}公里，绿地[-3,000]{+3,500}平方米。'])
    expect(rowsOf(body('The council voted 7-2 on Tuesday.'), body('The board voted 6-3 on Tuesday night.'))).toEqual([
      '~The [-council]{+board} voted [-7-2]{+6-3} on Tuesday{+ night}.',
    ])
  })

  test('a replaced stretch grows to whole words where the words are known', () => {
    const [a, b] = [body('住在云塘区的人'), body('住在云台区的人')]
    const wordEnds = (): number[] => [1, 2, 5, 6, 7]
    const rows = diffStories(a, b, { wordEnds }).rows.map(written)
    expect(rows[1]).toBe('~住在[-云塘区]{+云台区}的人')
    expect(rowsOf(a, b)[0]).toBe('~住在云[-塘]{+台}区的人')
  })

  test('a sentence that was put in lies between its neighbours, and is not cut across them', () => {
    expect(rowsOf(body('这里很美。她每天都来。'), body('这里很美。人也不多。她每天都来。'))).toEqual([
      '~这里很美。{+人也不多。}她每天都来。',
    ])
  })

  test('a divided and a joined paragraph keep their words; only the line end is new', () => {
    const [one, two] = ['江畔步道昨日全线贯通，市民前来。', '设计者说，最难的是桥下一段路。']
    expect(rowsOf(body(one + two), body(one, two))).toEqual([`~${one}{+¶}${two}`])
    expect(rowsOf(body(one, two), body(one + two))).toEqual([`~${one}[-¶]${two}`])
  })

  test('a paragraph that moved is one move, also where it was changed on the way', () => {
    const [a, b, c] = ['第一段说的是步道全线贯通。', '第二段是市民的话，说得很长。', '第三段讲设计者怎样过桥下。']
    expect(rowsOf(body(a, b, c), body(c, a, b))).toEqual([`>${c}`, `=${a}`, `=${b}`, `<${c}`])
    expect(diffStories(body(a, b, c), body(c, a, b))).toMatchObject({ added: 0, removed: 0, changes: 1 })
    expect(rowsOf(body(a, b, c), body(`${c}好。`, a, b))[0]).toBe(`>${c}{+好。}`)
  })

  test('other emphasis and another part are changes, without a character of difference', () => {
    const plain = body('本报讯昨日')
    const lead = doc('headline: 题', 'paragraph: {本报讯}昨日')
    expect(diffStories(plain, lead)).toMatchObject({ added: 0, removed: 0, changes: 1 })
    expect(diffStories(plain, lead).rows[1]?.pieces[0]).toMatchObject({ text: '本报讯', marks: ['leadIn'], was: [] })
    const subhead = doc('headline: 题', 'subhead: 本报讯昨日')
    expect(diffStories(plain, subhead).rows[1]).toMatchObject({ before: ['paragraph'], after: ['subhead'] })
  })

  test('deleted text that is only tracked takes no part; the slug and the language do', () => {
    const a = body('云塘大桥')
    const gone = schema.mark('deleted', { by: '陈一宁', at: '' })
    const start = posAt(a, { part: 'body', paragraph: 0, offset: 0 })
    expect(rowsOf(a, new Transform(a).addMark(start, start + 2, gone).doc)).toEqual(['~[-云塘]大桥'])
    const named = new Transform(a).setDocAttribute('slug', '大桥').setDocAttribute('lang', 'zh-Hant').doc
    expect(diffStories(a, named).attrs).toEqual([
      { name: 'lang', before: 'zh-Hans', after: 'zh-Hant' },
      { name: 'slug', before: '', after: '大桥' },
    ])
  })

  test('counts characters in Chinese and words in English', () => {
    expect(diffStories(body('甲乙 丙'), body('甲乙 丁戊'))).toMatchObject({ added: 2, removed: 1 })
    const english = (text: string): StoryDoc => schema.node('doc', { lang: 'en' }, body(text).children)
    expect(diffStories(english('It is late.'), english('It is very late now.'))).toMatchObject({ added: 2, removed: 0 })
  })
})

describe('restoring', () => {
  test('touches only what differs: a caret behind a change moves with its text', () => {
    const [now, then] = [body('云塘大桥昨日通车', '市民前来'), body('云塘大桥今日全线通车', '市民前来')]
    const steps = restoringSteps(now, then)
    const at = posAt(now, { part: 'body', paragraph: 0, offset: 7 })
    const mapped = steps.reduce((pos, step) => step.getMap().map(pos), at)
    expect(mapped).toBe(posAt(then, { part: 'body', paragraph: 0, offset: 9 }))
    expect(steps).toHaveLength(2)
  })

  test('other emphasis and other types replace no character: all positions stay', () => {
    const now = doc('headline: 题', 'paragraph: {本报讯}昨日通车', 'subhead: 市民前来')
    const then = doc('headline: 题', 'paragraph: 本报讯昨日通车', 'paragraph: 市民前来')
    const steps = restoringSteps(now, then)
    expect(steps.map((step) => step.toJSON().stepType as string).toSorted()).toEqual(['removeMark', 'replaceAround'])
    for (let at = 0; at <= now.content.size; at++) {
      expect(steps.reduce((pos, step) => step.getMap().mapResult(pos).pos, at)).toBe(at)
    }
  })

  test('nothing to restore is no step', () => {
    const one = body('云塘大桥')
    expect(restoringSteps(one, one)).toEqual([])
  })
})

test('two versions of 20,000 characters are compared in under 100 ms, also where every paragraph was changed', () => {
  const next = random(seedOf())
  const text = (): string =>
    Array.from({ length: 200 }, () => String.fromCharCode(0x4e00 + Math.floor(next() * 2000))).join('')
  const paragraphs = Array.from({ length: 100 }, text)
  const changed = paragraphs.map((each, i) => `${each.slice(0, 50)}改${i}${each.slice(60, 150)}删去${each.slice(170)}`)
  // The processor's time: what else runs on the machine does not count.
  const measureOnce = (a: StoryDoc, b: StoryDoc): number => {
    const before = process.cpuUsage()
    diffStories(a, b)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  const measure = (a: StoryDoc, b: StoryDoc): number => Math.min(...[1, 2, 3, 4, 5].map(() => measureOnce(a, b)))
  const times = {
    'one word': measure(body(...paragraphs), body(...replacedAt(paragraphs, 40, changed[40]!))),
    'every paragraph': measure(body(...paragraphs), body(...changed)),
    'other text': measure(body(...paragraphs), body(...Array.from({ length: 100 }, text))),
    'one long paragraph': measure(body(paragraphs.join('')), body(changed.join(''))),
  }
  console.info(
    Object.entries(times)
      .map(([name, time]) => `${name} ${time.toFixed(0)} ms`)
      .join(', '),
  )
  for (const [name, time] of Object.entries(times)) expect(time, name).toBeLessThan(100)
})

const replacedAt = (list: readonly string[], at: number, text: string): string[] =>
  list.map((each, i) => (i === at ? text : each))
