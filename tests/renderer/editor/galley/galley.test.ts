import { EditorState } from 'prosemirror-state'
import type { DecorationSet } from 'prosemirror-view'
import { describe, expect, it } from 'vitest'
import type { Copy, Place } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { SetFrame, SetLine, SetPage } from '#contract/setPage.ts'
import { galleyOf } from '#renderer/editor/galley/galley.ts'
import { GalleyBreaks } from '#renderer/editor/galley/galleyBreaks.ts'
import { copyOf } from '#story/copy.ts'
import { finalLines } from '#story/final.ts'
import { posInLine } from '#story/places.ts'
import { schema, type StoryDoc } from '#story/schema.ts'
import { random, seedOf } from '../../../grid/records.ts'
import { storyDoc } from '../../fixtures.ts'

const STORY = 'a' as StoryId
const WIDTH = 4
const DEPTH = 3

const copyIn = (doc: StoryDoc): Copy => copyOf(doc, { id: STORY, version: 1 })
const place = (paragraph: number, offset: number): Place => ({ part: 'body', paragraph, offset })

/** The body in lines of four characters, three lines a column, as many columns as there are. */
function setBody(copy: Copy, columns: number): SetPage {
  const lines = copy.parts.body.flatMap(({ text }, paragraph) =>
    Array.from({ length: Math.max(1, Math.ceil(text.length / WIDTH)) }, (_, i): SetLine => {
      const [from, to] = [i * WIDTH, Math.min(text.length, (i + 1) * WIDTH)]
      const isParagraphEnd = to === text.length
      const line = {
        from: place(paragraph, from),
        to: place(paragraph, to),
        text: text.slice(from, to),
        isParagraphEnd,
      }
      return { ...line, isHyphenated: !isParagraphEnd && i % 5 === 4 } as SetLine
    }),
  )
  const frames = Array.from({ length: columns }, (_, i) => {
    const own = lines.slice(i * DEPTH, (i + 1) * DEPTH)
    return { item: STORY, part: 'body', lines: own } as unknown as SetFrame
  })
  const over = lines.slice(columns * DEPTH)
  const fit = [{ item: STORY, overLines: over.length, overCharacters: over.map(({ text }) => text).join('').length }]
  return { frames, fit } as unknown as SetPage
}

/** What is drawn, as places and kinds. */
const drawn = (set: DecorationSet): string[] =>
  set
    .find()
    .map((each) => {
      const { key, isOverset } = each.spec as { key?: string; isOverset?: boolean }
      return `${each.from}-${each.to} ${key ?? ''}${isOverset ? 'over' : ''}`
    })
    .sort()

const cold = (doc: StoryDoc, page: SetPage): string[] => {
  const breaks = new GalleyBreaks()
  breaks.show(doc, copyIn(doc), galleyOf(page, STORY))
  return drawn(breaks.decorations)
}

describe('the galley of a story', () => {
  const doc = storyDoc('题', '一二三四五六七八九', '甲乙', '丙丁戊己庚辛壬癸')
  const copy = copyIn(doc)

  it('has the line ends of each paragraph, its first line and what a cut would have to take', () => {
    const body = galleyOf(setBody(copy, 9), STORY)!.paragraphs.body!
    expect(body.get(0)).toMatchObject({ breaks: [{ offset: 4 }, { offset: 8 }], firstLine: 1, lines: 3, lastLine: 1 })
    expect(body.get(1)).toMatchObject({ breaks: [], firstLine: 4, lines: 1, lastLine: 2 })
  })

  it('says behind which line a column ends, and nothing behind the last', () => {
    expect(galleyOf(setBody(copy, 9), STORY)!.columnEnds).toEqual([{ line: 3, next: 2 }])
  })

  it('says from where on the copy is over, and by how much', () => {
    expect(galleyOf(setBody(copy, 9), STORY)!.over).toBeNull()
    expect(galleyOf(setBody(copy, 1), STORY)!.over).toEqual({ from: place(0, 9), lines: 3, characters: 10 })
  })

  it('is none of a story that the page does not show', () => {
    expect(galleyOf(setBody(copy, 9), 'b' as StoryId)).toBeNull()
  })

  it('ends no line inside of deleted text', () => {
    const hand = { by: '梁', at: '2026-11-23T21:00Z', move: '' }
    const tracked = schema.node('doc', null, [
      doc.child(0),
      schema.node('paragraph', null, [
        schema.text('一二'),
        schema.text('删删删', [schema.mark('deleted', hand)]),
        schema.text('三四五'),
      ]),
    ])
    const page = setBody(copyIn(tracked), 9)
    const line = finalLines(tracked)[1]!
    expect(cold(tracked, page)).toEqual([`${posInLine(line, 4)}-${posInLine(line, 4)} end`])
  })
})

describe('what is drawn of it', () => {
  it('is the same after any edits as when it is drawn from nothing', () => {
    const seed = seedOf()
    console.info(`seed ${seed}`)
    for (let round = 0; round < 20; round++) {
      const next = random(seed + round)
      let state = EditorState.create({ doc: storyDoc('题', '一二三四五六七八九十', '', '甲乙丙丁戊己庚辛壬癸子丑') })
      const before: EditorState[] = []
      const breaks = new GalleyBreaks()
      for (let act = 0; act < 60; act++) {
        const tr = randomEdit(state, before, next)
        breaks.map(tr)
        before.push(state)
        state = state.apply(tr)
        // Some edits come before the page of the one before is set.
        if (next() < 0.3) continue
        const page = setBody(copyIn(state.doc), 1 + Math.floor(next() * 9))
        breaks.show(state.doc, copyIn(state.doc), galleyOf(page, STORY))
        expect(drawn(breaks.decorations)).toEqual(cold(state.doc, page))
      }
    }
  })

  it('is left as it is where a page sets the same lines', () => {
    const doc = storyDoc('题', '一二三四五六七八九十')
    const breaks = new GalleyBreaks()
    const show = (): boolean => breaks.show(doc, copyIn(doc), galleyOf(setBody(copyIn(doc), 9), STORY))
    expect(show()).toBe(true)
    expect(show()).toBe(false)
  })
})

/** Types, erases, divides, joins, or puts a line back as it was: its node with it, as undo does. */
function randomEdit(state: EditorState, before: readonly EditorState[], next: () => number): EditorState['tr'] {
  const { doc, tr } = state
  const bodies: { start: number; size: number }[] = []
  doc.forEach((line, start) => {
    if (line.type.name === 'paragraph') bodies.push({ start, size: line.content.size })
  })
  const { start, size } = bodies[Math.floor(next() * bodies.length)]!
  const at = start + 1 + Math.floor(next() * (size + 1))
  const act = next()
  if (act < 0.4) return tr.insertText('新字', at)
  if (act < 0.6) return tr.delete(at, Math.min(at + 3, start + 1 + size))
  if (act < 0.7) return tr.split(at)
  if (act < 0.8 && bodies.length > 1 && start > bodies[0]!.start) return tr.join(start)
  const old = before[Math.floor(next() * before.length)]
  return old ? tr.replaceWith(0, doc.content.size, old.doc.content) : tr.insertText('旧', at)
}
