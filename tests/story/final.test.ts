import { describe, expect, test } from 'vitest'
import { docFromJson, itemFromDoc } from '#story/documents.ts'
import { copyOf } from '#story/copy.ts'
import { finalLines, finalTextBetween } from '#story/final.ts'
import { maybePosAt } from '#story/places.ts'
import { readTrace, startTrace } from '#story/traces.ts'
import { SCHEMA_VERSION, schema, type StoryDoc } from '#story/schema.ts'
import { Transform } from 'prosemirror-transform'
import { provePlaces } from './laws.ts'

const hand = { by: '梁', at: '2026-11-23T21:00Z', move: '' }

/** Lines with changes: `+...+` is inserted, `-...-` deleted; a line that begins with ^ has a deleted seam above it. */
function changed(...lines: string[]): StoryDoc {
  const nodes = lines.map((written) => {
    const [type = '', source = ''] = written.replace('^', '').split(/: ?(.*)/s)
    const texts = source.split(/(\+[^+]*\+|-[^-]*-)/).filter((each) => each !== '')
    const content = texts.map((each) =>
      each.startsWith('+')
        ? schema.text(each.slice(1, -1), [schema.mark('inserted', hand)])
        : each.startsWith('-')
          ? schema.text(each.slice(1, -1), [schema.mark('deleted', hand)])
          : schema.text(each),
    )
    return schema.node(type, { seam: written.startsWith('^') ? { kind: 'deleted', ...hand } : null }, content)
  })
  const doc = schema.node('doc', null, nodes)
  doc.check()
  return doc
}

const copy = (doc: StoryDoc): string[] =>
  copyOf(doc, { id: 's' as never, version: 0 }).parts.body.map((each) => each.text)

describe('the final text', () => {
  const doc = changed(
    'headline: 云塘大桥',
    'paragraph: 桥长-1250-+1,250+米。-完-',
    '^paragraph: 今日通车。',
    'paragraph: -删去-',
  )

  test('has what is inserted, and not what is deleted', () => {
    expect(copy(doc)).toEqual(['桥长1,250米。今日通车。', ''])
    expect(itemFromDoc(doc).body).toEqual(['桥长1,250米。今日通车。', ''])
  })

  test('keeps the paragraph object while none of its lines changes', () => {
    const other = new Transform(doc).insert(1, schema.text('新')).doc
    const [a, b] = [doc, other].map((each) => copyOf(each, { id: 's' as never, version: 0 }).parts.body)
    expect(b![0]).toBe(a![0])
    const seamless = new Transform(doc).setNodeAttribute(finalLines(doc)[1]!.pieces[1]!.start, 'seam', null).doc
    expect(copy(seamless)).toEqual(['桥长1,250米。', '今日通车。', ''])
  })

  test('places count it, and every position stands in the gap of its place', () => {
    provePlaces(doc)
    const gap = { part: 'body', paragraph: 0, offset: 2 } as const
    expect(maybePosAt(doc, gap, 1)! - maybePosAt(doc, gap)!).toBe('1250'.length)
  })

  test('is what stands between two positions', () => {
    expect(finalTextBetween(doc, 0, doc.content.size, '/')).toBe('云塘大桥/桥长1,250米。今日通车。/')
    expect(finalTextBetween(doc, 9, 15, '/')).toBe('1,')
  })

  test('a mark on words is gone while they are deleted, and stands again when they are not', () => {
    const { trace } = startTrace(doc, 0, 7, 9)
    const deleted = new Transform(doc).addMark(7, 9, schema.mark('deleted', hand)).doc
    expect(readTrace(trace, doc).standing).toBe('stands')
    expect(readTrace(trace, deleted).standing).toBe('gone')
  })
})

test('a document of schema 1 is read as one of this schema', () => {
  const json = changed('headline: 云塘').toJSON() as { attrs: object; content: { attrs?: object }[] }
  const old = {
    ...json,
    attrs: { ...json.attrs, schemaVersion: 1 },
    content: json.content.map((line) => ({ ...line, attrs: {} })),
  }
  expect((docFromJson(old) as StoryDoc).attrs['schemaVersion']).toBe(SCHEMA_VERSION)
})

test('a tracked change that is none is refused', () => {
  expect(() => schema.node('paragraph', { seam: { kind: 'torn', ...hand } }).check()).toThrow(RangeError)
  expect(() => schema.node('paragraph', { was: { type: 'poem', by: '梁', at: '' } }).check()).toThrow(RangeError)
})
