import { describe, expect, test } from 'vitest'
import type { ImportItem } from '#contract/exchange.ts'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { EditorState } from 'prosemirror-state'
import { copyOf } from '#story/copy.ts'
import { charactersIn, countText, countsOf, wordsIn } from '#story/counts.ts'
import { docFromItem, docFromJson, emptyDoc, itemFromDoc, slugOf } from '#story/documents.ts'
import { maybePosAt, placeAt, posAt } from '#story/places.ts'
import { schema } from '#story/schema.ts'
import { applySteps, decodeSteps, encodeSteps } from '#story/steps.ts'
import { provePlaces } from './laws.ts'

const item: ImportItem = {
  kind: 'story',
  lang: 'zh-Hans',
  slug: '新桥通车',
  orientation: 'horizontal',
  kicker: ['历时三年'],
  headline: ['云塘新桥通车', '两岸十分钟'],
  deck: ['首日车流平稳'],
  bylines: ['■记者 林一苇'],
  body: ['本报讯　昨日上午，云塘新桥通车。', '怎么走', '桥长 1,250 米，双向六车道。'],
  leadIns: [3, 0, 0],
  subheads: [1],
  jumpLines: ['（下转第4版）'],
  cutline: '',
  credits: [],
}
const meta = { id: 's1' as StoryId, version: 3 }

describe('documents', () => {
  test('an item becomes a document and comes back as it was', () => {
    expect(itemFromDoc(docFromItem(item))).toEqual({
      ...item,
      pullQuotes: [],
      notes: [],
      roles: [{ role: 'reporter', names: ['林一苇'] }],
    })
  })
  test('an item without a headline has an empty line to type one into, which is not part of the item', () => {
    const doc = docFromItem({ ...item, headline: [] })
    expect(doc.children.some((line) => line.type.name === 'headline')).toBe(true)
    expect(itemFromDoc(doc).headline).toEqual([])
  })
  test('an empty document of every kind and language is a whole document with a caret', () => {
    for (const kind of ['story', 'picture', 'refer'] as const) {
      const doc = emptyDoc(kind, 'en')
      doc.check()
      expect(EditorState.create({ doc }).selection.$head.parent.isTextblock).toBe(true)
    }
  })
  test('stored JSON is read back equal; what is no document is file.corrupt, a newer one file.newer', () => {
    const json = JSON.parse(JSON.stringify(docFromItem(item).toJSON())) as {
      attrs: Record<string, unknown>
      content: unknown[]
    }
    const read = docFromJson(json)
    expect(!isFault(read) && read.eq(docFromItem(item))).toBe(true)
    expect(docFromJson({ ...json, attrs: { ...json.attrs, schemaVersion: 99 } })).toMatchObject({ code: 'file.newer' })
    for (const bad of [
      null,
      7,
      {},
      { type: 'paragraph' },
      { ...json, content: [] },
      { ...json, attrs: { ...json.attrs, lang: 'tlh' } },
      { ...json, content: [...json.content, { type: 'kicker' }] },
    ])
      expect(docFromJson(bad), JSON.stringify(bad)?.slice(0, 80)).toMatchObject({ code: 'file.corrupt' })
  })
  test('the slug is the editor’s own, else the head’s first words, else the body’s', () => {
    expect(slugOf(docFromItem(item))).toBe('新桥通车')
    expect(slugOf(docFromItem({ ...item, slug: '' }))).toBe('云塘新桥通车')
    expect(slugOf(docFromItem({ ...item, slug: '', headline: [], kicker: [] }))).toBe(
      '本报讯　昨日上午，云塘新桥通车。',
    )
  })
})

describe('copy and places', () => {
  test('copy has every part in order, with lead-ins and kinds', () => {
    const copy = copyOf(docFromItem(item), meta)
    expect(copy).toMatchObject({ id: 's1', version: 3, kind: 'story', lang: 'zh-Hans', slug: '新桥通车' })
    expect(copy.parts.headline.map(({ text }) => text)).toEqual(item.headline)
    expect(copy.parts.body.map(({ kind }) => kind)).toEqual(['text', 'subhead', 'text'])
    expect(copy.parts.body[0]!.spans).toEqual([{ from: 0, to: 3, kind: 'leadIn' }])
    expect(copy.parts.cutline).toEqual([])
  })
  test('after an edit every paragraph but the edited one is the same object', () => {
    const doc = docFromItem(item)
    const state = EditorState.create({ doc })
    const pos = posAt(doc, { part: 'body', paragraph: 2, offset: 2 })
    const next = state.apply(state.tr.insertText('共', pos)).doc
    const [before, after] = [copyOf(doc, meta), copyOf(next, meta)]
    expect(after.parts.body[0]).toBe(before.parts.body[0])
    expect(after.parts.headline[1]).toBe(before.parts.headline[1])
    expect(after.parts.body[2]).not.toBe(before.parts.body[2])
    expect(after.parts.body[2]!.text).toBe('桥长共 1,250 米，双向六车道。')
  })
  test('places and positions are inverse at every position, and a place that is gone is null', () => {
    const doc = docFromItem(item)
    provePlaces(doc)
    expect(placeAt(doc, 0)).toBeNull()
    expect(maybePosAt(doc, { part: 'body', paragraph: 3, offset: 0 })).toBeNull()
    expect(maybePosAt(doc, { part: 'kicker', paragraph: 0, offset: 5 })).toBeNull()
    expect(() => posAt(doc, { part: 'deck', paragraph: 1, offset: 0 })).toThrow(RangeError)
    expect(() => placeAt(doc, doc.content.size + 1)).toThrow(RangeError)
  })
})

describe('counts', () => {
  test('characters are all that is not blank, letters and figures one each', () => {
    expect(charactersIn('本报讯　桥长 1,250 米。')).toBe(12)
    expect(charactersIn('𠮷野家')).toBe(3)
  })
  test('字数 counts Han and marks one each and a run of Latin one; English counts words', () => {
    expect(wordsIn('建成5G+IOT+AI平台，共 42 家。', false)).toBe(10)
    expect(wordsIn('The bridge opened on Monday.', true)).toBe(5)
  })
  test('a story counts its body and cutline, not its heads', () => {
    const doc = docFromItem({ ...item, body: ['甲乙，丙'], leadIns: [0], subheads: [], cutline: '丁' })
    expect(countsOf(doc)).toEqual({ characters: 5, words: 5, bare: 4 })
  })
  test('不计标点 leaves out marks, and keeps a figure with its point one', () => {
    expect(countText('“桥长1,250米”，建成5G+IOT。——', false)).toMatchObject({ words: 13, bare: 7 })
  })
})

describe('the step codec', () => {
  const doc = docFromItem(item)
  const replace = (content: unknown, from = 2, to = 2) => ({ stepType: 'replace', from, to, slice: { content } })
  test('a step that is none, of another kind or out of the schema is steps.invalid with its index', () => {
    const bad: unknown[] = [
      null,
      {},
      { stepType: 'addNodeMark', pos: 0, mark: { type: 'strong' } },
      replace([{ type: 'image', attrs: { src: 'x' } }]),
      replace([{ type: 'text', text: 'a\nb' }]),
      replace([{ type: 'text', text: '\0' }]),
      replace([{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }]),
      { stepType: 'replace', from: 'a', to: 2 },
    ]
    for (const step of bad)
      expect(decodeSteps([replace([{ type: 'text', text: '好' }]), step]), JSON.stringify(step)).toMatchObject({
        code: 'steps.invalid',
        where: { index: 1 },
      })
  })
  test('a step that does not apply, or leaves no story behind, is steps.invalid and changes nothing', () => {
    const bad: unknown[] = [
      { stepType: 'replace', from: 0, to: doc.content.size },
      { stepType: 'replace', from: 5000, to: 5001 },
      { stepType: 'replace', from: 0, to: 0, slice: { content: [{ type: 'credit' }] } },
      { stepType: 'docAttr', attr: 'lang', value: 'tlh' },
      { stepType: 'docAttr', attr: 'slug', value: { a: 1 } },
      { stepType: 'addMark', mark: { type: 'leadIn' }, from: 1, to: 3 },
    ]
    for (const json of bad) {
      const steps = decodeSteps([json])
      if (isFault(steps)) continue
      const applied = applySteps(doc, steps)
      const isHarmless = !isFault(applied) && applied.eq(doc)
      expect(isHarmless || applied, JSON.stringify(json)).toSatisfy(
        (outcome: unknown) => outcome === true || isFault(outcome),
      )
    }
  })
  test('good steps survive JSON and apply', () => {
    const state = EditorState.create({ doc })
    const tr = state.tr.insertText('新', 2).setDocAttribute('slug', '桥')
    const steps = decodeSteps(JSON.parse(JSON.stringify(encodeSteps(tr.steps))) as unknown[])
    const next = isFault(steps) ? steps : applySteps(doc, steps)
    expect(!isFault(next) && next.eq(tr.doc)).toBe(true)
  })
  test('the schema has no images, and every mark and node it has is known', () => {
    expect(Object.keys(schema.nodes)).toEqual([
      'doc',
      'paragraph',
      'kicker',
      'headline',
      'deck',
      'byline',
      'subhead',
      'pullQuote',
      'note',
      'row',
      'jumpLine',
      'cutline',
      'credit',
      'text',
    ])
    expect(Object.keys(schema.marks)).toEqual([
      'inserted',
      'deleted',
      'reformatted',
      'dateline',
      'role',
      'leadIn',
      'strong',
      'emphasis',
      'link',
    ])
  })
})
