import { describe, expect, it } from 'vitest'
import type { CopyParagraph } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { SetFrame, SetLine, SetPage } from '#contract/setPage.ts'
import { applyCopyDelta, applyPageDelta, copyDelta, pageDelta } from '#renderer/composer/deltas.ts'
import { copyOf } from '#story/copy.ts'
import { storyDoc } from '../fixtures.ts'

const paragraph = (text: string): CopyParagraph => ({ kind: 'text', text, spans: [] })
const A = 'a' as StoryId
const first = copyOf(storyDoc('题', '一', '二', '三'), { id: A, version: 1 })

const line = (text: string) => ({ text, runs: [] }) as unknown as SetLine
const frame = (id: string, lines: readonly SetLine[]) =>
  ({ id, lines, box: { x: 0, y: 0, width: 1, height: 1 } }) as unknown as SetFrame
const page = (frames: readonly SetFrame[], findings: readonly unknown[] = []): SetPage =>
  ({
    page: 1,
    trim: { width: 1, height: 1 },
    frames,
    rules: [],
    pictures: [],
    blocks: [],
    fit: [],
    findings,
  }) as unknown as SetPage

describe('a copy over the wire to the worker', () => {
  it('carries only the paragraphs that changed, and keeps the others the same objects', () => {
    const sent = structuredClone(copyDelta(null, first))
    const there = applyCopyDelta(null, sent)
    const next = {
      ...first,
      version: 2,
      parts: { ...first.parts, body: [first.parts.body[0]!, paragraph('二之后'), first.parts.body[2]!] },
    }
    const delta = copyDelta(first, next)
    expect(delta.parts.body).toEqual([0, paragraph('二之后'), 2])
    const then = applyCopyDelta(there, structuredClone(delta))
    expect(then).toEqual(next)
    expect(then.parts.body[2]).toBe(there.parts.body[2])
    expect(then.parts.headline[0]).toBe(there.parts.headline[0])
  })
})

describe('a page over the wire to the window', () => {
  it('carries only the lines that changed, and keeps frames and lists the same objects', () => {
    const [head, one, two, three] = [frame('head', [line('题')]), line('一'), line('二'), line('三')]
    const before = page([head, frame('body', [one, two])])
    const here = applyPageDelta(null, structuredClone(pageDelta(null, before)))
    expect(here).toEqual(before)
    const after = page([head, frame('body', [one, three])], [{ code: 'line.loose' }])
    const delta = pageDelta(before, after)
    expect(delta.frames[0]).toBe(0)
    expect(delta).not.toHaveProperty('rules')
    const then = applyPageDelta(here, structuredClone(delta))
    expect(then).toEqual(after)
    expect(then.frames[0]).toBe(here.frames[0])
    expect(then.rules).toBe(here.rules)
    expect(then.frames[1]).not.toBe(here.frames[1])
    expect(then.frames[1]!.lines[0]).toBe(here.frames[1]!.lines[0])
  })
  it('refuses a delta against a page that is not there', () => {
    const known = frame('body', [line('一')])
    expect(() => applyPageDelta(null, pageDelta(page([known]), page([known])))).toThrow(RangeError)
  })
})
