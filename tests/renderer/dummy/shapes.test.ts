import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, GridArea } from '#contract/dummy.ts'
import type { PhotoId } from '#contract/ids.ts'
import { WHOLE } from '#contract/photo.ts'
import { HANDLES } from '#grid/hit.ts'
import { extentOf, moved, resized } from '#renderer/dummy/blockShapes.ts'
import { landingArea } from '#renderer/dummy/drop.ts'
import { maybeDiffs } from '#renderer/dummy/keys.ts'
import { isOnGrid } from '#grid/areas.ts'
import { block, stylebook } from '../fixtures.ts'

const paper = stylebook('yuntang-tabloid')
const { grid } = paper
const plain = block('r1', 'a', 1, 3, 10, 20)
const lShape: Block = {
  ...plain,
  areas: [
    { column: 0, columns: 4, line: 10, lines: 10 },
    { column: 0, columns: 2, line: 20, lines: 15 },
  ],
  legs: [0, 0],
}

describe('moving a block', () => {
  it('goes by columns and lines, all areas together', () => {
    expect(moved(lShape, { columns: 2, lines: -3 }, grid).areas).toEqual([
      { column: 2, columns: 4, line: 7, lines: 10 },
      { column: 2, columns: 2, line: 17, lines: 15 },
    ])
  })
  it('stops at the edges of the grid, and is the same object where it cannot move', () => {
    expect(extentOf(moved(plain, { columns: 99, lines: 999 }, grid).areas)).toMatchObject({
      column: grid.columns - 3,
      line: grid.lines - 20,
    })
    const corner = moved(plain, { columns: -9, lines: -99 }, grid)
    expect(moved(corner, { columns: -1, lines: 0 }, grid)).toBe(corner)
  })
})

describe('resizing a block', () => {
  it('pulls the side of the handle and leaves the others', () => {
    expect(resized(plain, 'e', { columns: 1, lines: 7 }, grid).areas).toEqual([
      { column: 1, columns: 4, line: 10, lines: 20 },
    ])
    expect(resized(plain, 'nw', { columns: -1, lines: -4 }, grid).areas).toEqual([
      { column: 0, columns: 4, line: 6, lines: 24 },
    ])
  })
  it('moves only those areas of an L that reach to the side', () => {
    expect(resized(lShape, 'e', { columns: 1, lines: 0 }, grid).areas).toEqual([
      { column: 0, columns: 5, line: 10, lines: 10 },
      { column: 0, columns: 2, line: 20, lines: 15 },
    ])
    expect(resized(lShape, 's', { columns: 0, lines: -5 }, grid).areas[1]).toEqual({
      column: 0,
      columns: 2,
      line: 20,
      lines: 10,
    })
  })
  it('keeps every area on the grid and at least one cell large, however far it is pulled', () => {
    const shift = fc.record({ columns: fc.integer({ min: -20, max: 20 }), lines: fc.integer({ min: -200, max: 200 }) })
    fc.assert(
      fc.property(fc.constantFrom(plain, lShape), fc.constantFrom(...HANDLES), shift, (from, handle, by) => {
        for (const area of resized(from, handle, by, grid).areas) {
          expect(isOnGrid(grid, area)).toBe(true)
          expect(Math.min(area.columns, area.lines)).toBeGreaterThan(0)
        }
      }),
    )
  })
  it('narrows pictures with their block', () => {
    const area: GridArea = { column: 1, columns: 2, line: 0, lines: 10 }
    const withPicture: Block = { ...plain, pictures: [{ photo: 'p1' as PhotoId, area, crop: WHOLE }] }
    expect(resized(withPicture, 'e', { columns: -2, lines: 0 }, grid).pictures[0]!.area).toEqual({
      column: 0,
      columns: 1,
      line: 0,
      lines: 10,
    })
  })
})

describe('keys on a block', () => {
  const key = (name: string, more = {}) => ({
    key: name,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...more,
  })
  it('move it with arrows, pull it with Shift, take it off with Delete', () => {
    expect(maybeDiffs(plain, key('ArrowRight'), grid)![0]!.after!.areas[0]).toMatchObject({ column: 2, columns: 3 })
    expect(maybeDiffs(plain, key('ArrowDown', { shiftKey: true }), grid)![0]!.after!.areas[0]).toMatchObject({
      line: 10,
      lines: 21,
    })
    expect(maybeDiffs(plain, key('Delete'), grid)).toEqual([{ before: plain, after: null }])
  })
  it('do nothing at the edge, and leave other keys and chords to the window', () => {
    expect(maybeDiffs(moved(plain, { columns: -9, lines: 0 }, grid), key('ArrowLeft'), grid)).toEqual([])
    expect(maybeDiffs(plain, key('a'), grid)).toBe(null)
    expect(maybeDiffs(plain, key('ArrowLeft', { ctrlKey: true }), grid)).toBe(null)
  })
})

describe('a story dragged in', () => {
  it('lands on the grid and below the masthead, wherever it is let go', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e7, max: 3e7 }), fc.integer({ min: -1e7, max: 3e7 }), (x, y) => {
        const area = landingArea(paper, 1, { x, y })
        expect(isOnGrid(grid, area)).toBe(true)
        for (const reserved of paper.front.reserved)
          expect(area.line).toBeGreaterThanOrEqual(reserved.line + reserved.lines)
      }),
    )
  })
})
