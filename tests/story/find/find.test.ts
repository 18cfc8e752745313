import { describe, expect, it } from 'vitest'
import { Transform } from 'prosemirror-transform'
import { isFault, type Outcome } from '#contract/faults.ts'
import { finalLines } from '#story/final.ts'
import { finderOf, type Finder } from '#story/find/finder.ts'
import { findIn, placesOf, stretchesOf } from '#story/find/matches.ts'
import { NO_QUERY, type Query } from '#story/find/query.ts'
import { expand, replaceMatches } from '#story/find/replace.ts'
import { readScripts } from '#story/find/scripts.ts'
import { schema } from '#story/schema.ts'
import { docOf, linesOf, proveLaws } from '../laws.ts'

const scripts = await readScripts()
const EXACT: Query = {
  ...NO_QUERY,
  foldsWidth: false,
  foldsCase: false,
  foldsQuotes: false,
}
const must = <T>(outcome: Outcome<T>): T => {
  if (isFault(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome
}
const finder = (query: Partial<Query> & { text: string }, from = EXACT): Finder =>
  must(finderOf({ ...from, ...query }, scripts))
const found = (query: Partial<Query> & { text: string }, text: string): string[] =>
  finder(query)(text).map(({ from, to }) => `${from}:${text.slice(from, to)}`)

describe('a query finds', () => {
  it.each([
    ['the characters as they stand', { text: '大桥' }, '云塘大桥，大桥', ['2:大桥', '5:大桥']],
    ['no match twice', { text: 'aa' }, 'aaaaa', ['0:aa', '2:aa']],
    ['nothing where it is empty', { text: '' }, '云塘', []],
    [
      'full and half width alike',
      { text: 'GDP(1)', foldsWidth: true },
      'ＧＤＰ（１）与GDP(1)',
      ['0:ＧＤＰ（１）', '7:GDP(1)'],
    ],
    ['an ideographic space as a blank', { text: 'a b', foldsWidth: true }, 'a\u3000b', ['0:a\u3000b']],
    ['either case', { text: 'river', foldsCase: true }, 'River RIVER', ['0:River', '6:RIVER']],
    ['simplified by traditional', { text: '臺灣頭髮', foldsScript: true }, '台湾头发', ['0:台湾头发']],
    ['traditional by simplified', { text: '发', foldsScript: true }, '發現頭髮', ['0:發', '3:髮']],
    ['quotes of every kind', { text: '"桥"', foldsQuotes: true }, '“桥”「桥」"桥"', ['0:“桥”', '3:「桥」', '6:"桥"']],
    ['whole words of English', { text: 'art', isWhole: true }, 'art, party; art', ['0:art', '12:art']],
    ['a whole word beside Chinese', { text: 'App', isWhole: true }, '新App上线', ['1:App']],
    [
      'Chinese within Chinese though whole words are asked for',
      { text: '塘大', isWhole: true },
      '云塘大桥',
      ['1:塘大'],
    ],
    ['whole characters only', { text: 'i', foldsCase: true }, '\u0130i', ['1:i']],
    ['characters outside of the basic plane', { text: '𠮷', foldsCase: true }, 'a𠮷b', ['1:𠮷']],
  ])('%s', (_, query, text, expected) => {
    expect(found(query, text)).toEqual(expected)
  })

  it('characters apart where nothing is folded', () => {
    for (const [text, other] of [
      ['A', 'Ａ'],
      ['A', 'a'],
      ['发', '發'],
      ['"', '“'],
    ] as const)
      expect(found({ text }, other)).toEqual([])
  })
})

describe('a regular expression', () => {
  const regExp = (text: string, more: Partial<Query> = {}): Query => ({ ...EXACT, text, isRegExp: true, ...more })
  it.each([
    ['finds by its groups', regExp('(\\d+)年(\\d+)月'), '2026年11月', ['0:2026年11月']],
    ['knows Unicode', regExp('\\p{Script=Han}+'), 'abc云塘', ['3:云塘']],
    ['finds nothing as something', regExp('^'), '云塘', ['0:']],
    ['goes on after an empty match', regExp('x*'), 'axb', ['0:', '1:x', '2:', '3:']],
    ['is folded as the copy is', regExp('（\\d+）', { foldsWidth: true }), '(12)（３）', ['0:(12)', '4:（３）']],
    ['folds in a class, too', regExp('[（［－]', { foldsWidth: true }), 'a(b-[', ['1:(', '3:-', '4:[']],
    ['folds script', regExp('[發]现', { foldsScript: true }), '发現', ['0:发現']],
    ['knows either case', regExp('[a-c]+', { foldsCase: true }), 'xABCx', ['1:ABC']],
  ])('%s', (_, query, text, expected) => {
    expect(found(query, text)).toEqual(expected)
  })

  it('that is none is a Fault with its reason', () => {
    for (const text of ['(', '[', 'a{2,1}', '\\', '(?<n>a)(?<n>b)', '*'])
      expect(finderOf({ ...EXACT, isRegExp: true, text }, null)).toMatchObject({ code: 'find.pattern' })
  })

  it('tells what its groups took in the copy’s own characters', () => {
    const [hit] = finder(regExp('(\\d+)(x)?(?<unit>元)', { foldsWidth: true }))('共３６元')
    expect(hit).toMatchObject({ from: 1, to: 4, groups: ['３６', '', '元'], named: { unit: '元' } })
  })
})

describe('what replaces', () => {
  const hit = { from: 0, to: 3, text: 'abc', groups: ['a', 'bc'], named: { last: 'bc' } }
  it.each([
    ['$2-$1', 'bc-a'],
    ['$&$&', 'abcabc'],
    ['$$1', '$1'],
    ['$<last>$<none>', 'bc'],
    ['$01$12', 'aa2'],
    ['$3$0', '$3$0'],
    ['a\nb', 'ab'],
  ])('%s becomes %s', (template, expected) => {
    expect(expand(template, hit, true)).toBe(expected)
  })
  it('says what JavaScript’s own replacing would say', () => {
    for (const template of ['[$1|$2]', '$&$$', '$10$2', '$<a>', '$'])
      for (const pattern of ['(\\d)(\\w*)', '(?<a>\\d)()', '\\d', 'x*', '(?:)']) {
        const text = '1ab 2 3cd x'
        const find = finder({ text: pattern, isRegExp: true })
        let at = 0
        let replaced = ''
        for (const each of find(text)) {
          replaced +=
            text.slice(at, each.from) + expand(template, { ...each, text: text.slice(each.from, each.to) }, true)
          at = each.to
        }
        expect(replaced + text.slice(at), `${pattern} ${template}`).toBe(
          text.replaceAll(new RegExp(pattern, 'gv'), template),
        )
      }
  })
  it('stands as it was written where nothing but words are looked for', () => {
    expect(expand('$1$&', hit, false)).toBe('$1$&')
  })
})

describe('a replacement in a story', () => {
  const replaceAll = (lines: readonly string[], text: string, by: string): string[] => {
    const { doc } = docOf(lines)
    const tr = new Transform(doc)
    replaceMatches(
      tr,
      findIn(doc, 'all', finder({ text })).map((match) => ({ match, text: by })),
    )
    proveLaws(tr)
    return linesOf(tr.doc)
  }
  it('is done in every line and leaves their types', () => {
    expect(replaceAll(['headline: 云塘桥', 'paragraph: 桥', 'paragraph: 桥上桥下'], '桥', '大桥')).toEqual([
      'headline: 云塘大桥',
      'paragraph: 大桥',
      'paragraph: 大桥上大桥下',
    ])
  })
  it('may take all of a line and leaves the line', () => {
    expect(replaceAll(['headline: 桥'], '桥', '')).toEqual(['headline: '])
  })
  it('keeps the marks of what it replaces', () => {
    expect(replaceAll(['headline: 题', 'paragraph: {本报讯}记者'], '本报', '本台')).toContain('paragraph: {本台讯}记者')
  })
  it('keeps the marks of each common character where they differ', () => {
    expect(replaceAll(['headline: 题', 'paragraph: {本报讯}记者昨日'], '讯记者', '讯首席记者')).toContain(
      'paragraph: {本报讯}首席记者昨日',
    )
  })
  it('refuses matches of another document', () => {
    const { doc } = docOf(['headline: 桥'])
    const [match] = findIn(doc, 'all', finder({ text: '桥' }))
    expect(() => replaceMatches(new Transform(docOf(['headline: 路']).doc), [{ match: match!, text: '' }])).toThrow(
      RangeError,
    )
  })
  it('is found across deleted characters and deleted line ends, which stay', () => {
    const hand = { by: '甲', at: '', move: '' }
    const doc = schema.node('doc', null, [
      schema.node('headline', null, [
        schema.text('云'),
        schema.text('区', [schema.mark('deleted', hand)]),
        schema.text('塘大'),
      ]),
      schema.node('headline', { seam: { kind: 'deleted', ...hand } }, [schema.text('桥通车')]),
    ])
    const [match] = findIn(doc, 'head', finder({ text: '云塘大桥' }))
    expect(match).toMatchObject({ from: 0, to: 4, part: 'headline', paragraph: 0 })
    const tr = new Transform(doc)
    replaceMatches(tr, [{ match: match!, text: '南溪桥' }])
    proveLaws(tr)
    expect(finalLines(tr.doc).map(({ text }) => text)).toEqual(['南溪桥通车'])
    expect(tr.doc.textContent).toContain('区')
  })
  it('looks only where it is asked to', () => {
    const { doc } = docOf([
      'kicker: 桥',
      'headline: 桥',
      'byline: 桥',
      'paragraph: 桥',
      'subhead: 桥',
      'cutline: 桥',
      'credit: 桥',
    ])
    const partsIn = (where: Query['where']) => findIn(doc, where, finder({ text: '桥' })).map(({ part }) => part)
    expect(partsIn('head')).toEqual(['kicker', 'headline'])
    expect(partsIn('body')).toEqual(['body', 'body', 'cutline'])
    expect(partsIn('credits')).toEqual(['byline', 'credit'])
    expect(partsIn('all')).toHaveLength(7)
    const [first] = findIn(doc, 'all', finder({ text: '桥' }))
    expect(placesOf(first!)).toEqual({
      from: { part: 'kicker', paragraph: 0, offset: 0 },
      to: { part: 'kicker', paragraph: 0, offset: 1 },
    })
    expect(stretchesOf(finalLines(doc)[0]!, first!)).toEqual([{ from: 1, to: 2 }])
  })
})
