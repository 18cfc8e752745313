import { describe, expect, test } from 'vitest'
import { MARK_KINDS } from '#contract/mark.ts'
import { placeNotes } from '#grid/margins.ts'

describe('notes in the margin', () => {
  const note = (x: number, y: number, depth = 20) => ({ from: { x, y }, depth })

  test('stand beside their signs, on the nearer side', () => {
    expect(placeNotes([note(10, 100), note(390, 50)], 400, 500, 4)).toEqual([
      { side: 'left', top: 90 },
      { side: 'right', top: 40 },
    ])
  })

  test('never cover each other, keep the order of their signs, and stay on the page', () => {
    const notes = [note(10, 492), note(10, 100), note(10, 104), note(10, 98), note(10, 495), note(10, 2)]
    const tops = placeNotes(notes, 400, 500, 4).map(({ top }) => top)
    const order = [...notes.keys()].sort((a, b) => notes[a]!.from.y - notes[b]!.from.y)
    for (const [i, index] of order.entries()) {
      expect(tops[index]).toBeGreaterThanOrEqual(0)
      expect(tops[index]! + 20).toBeLessThanOrEqual(500)
      if (i > 0) expect(tops[index]! - tops[order[i - 1]!]!).toBeGreaterThanOrEqual(24)
    }
  })
})

test('every kind of mark is one of the trade’s, once', () => {
  expect(new Set(MARK_KINDS).size).toBe(MARK_KINDS.length)
})
