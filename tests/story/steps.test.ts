import { AddMarkStep } from 'prosemirror-transform'
import { describe, expect, it } from 'vitest'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { Json } from '#contract/requests.ts'
import { schema } from '#story/schema.ts'
import { applySteps, decodeSteps, encodeSteps, measureStep } from '#story/steps.ts'
import { docOf } from './laws.ts'

const must = <T>(outcome: Outcome<T>): T => {
  if (isFault(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}

describe('what undoes a mark on words that did not all have it', () => {
  const deleted = schema.mark('deleted', { by: '沈岚', at: '2026-11-24T20:00', move: '' })
  /** 云塘大桥通车: 大桥 is deleted already, then all six characters are. */
  const { doc: plain } = docOf(['headline: 云塘大桥', 'paragraph: 云塘大桥通车'])
  const start = 7
  const before = must(applySteps(plain, [new AddMarkStep(start + 2, start + 4, deleted)]))
  const all = new AddMarkStep(start, start + 6, deleted)
  const after = must(applySteps(before, [all]))
  const undo = all.invert(before)
  const redo = undo.invert(after)

  it('is stored and read as one step that does the same', () => {
    for (const [doc, step] of [
      [after, undo],
      [before, redo],
    ] as const) {
      const stored = JSON.parse(JSON.stringify(encodeSteps([step]))) as Json[]
      expect(stored).toHaveLength(1)
      expect(must(applySteps(doc, must(decodeSteps(stored)))).eq(doc === after ? before : after)).toBe(true)
    }
  })

  it('is read also where it was turned round on words that others had changed meanwhile', () => {
    // On other words than it was made for, each part of the set turns into a set of its own.
    const turned = undo.invert(plain)
    expect(isFault(decodeSteps(JSON.parse(JSON.stringify(encodeSteps([turned]))) as Json[]))).toBe(false)
  })

  it('counts as taken what it marks as deleted', () => {
    expect(measureStep(encodeSteps([redo])[0]!).removed).toBe(4)
    expect(measureStep(encodeSteps([undo])[0]!).removed).toBe(0)
  })
})
