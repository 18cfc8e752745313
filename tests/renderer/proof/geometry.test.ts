import { describe, expect, it } from 'vitest'
import { mm } from '#contract/measure.ts'
import { dotsFor, geometryOf, zoomFor } from '../../../src/renderer/proof/geometry.ts'
import { random, seedOf } from '../../grid/records.ts'

const A4 = { width: mm(210), height: mm(297) }
const PLACE = { x: mm(20), y: mm(28), scale: 607 }

describe('a sheet on the screen', () => {
  it('has its natural size at 100 %: an inch is 96 pixels', () => {
    const { size } = geometryOf(A4, PLACE, 1)
    expect(size.width).toBeCloseTo((210 / 25.4) * 96, 6)
    expect(size.height).toBeCloseTo((297 / 25.4) * 96, 6)
  })

  it('shows the page where it stands on the sheet, as large as it is there', () => {
    const box = geometryOf(A4, PLACE, 2).toView({ x: 0, y: 0, width: mm(275), height: mm(390) })
    const pixels = (millimetres: number) => (millimetres / 25.4) * 96 * 2
    expect(box.x).toBeCloseTo(pixels(20), 6)
    expect(box.y).toBeCloseTo(pixels(28), 6)
    expect(box.width).toBeCloseTo(pixels(275 * 0.607), 6)
  })

  it('finds the place on the page back from the screen, within a thousandth of a millimetre, at any zoom', () => {
    const seed = seedOf()
    const next = random(seed)
    for (let i = 0; i < 500; i++) {
      const geometry = geometryOf(A4, { ...PLACE, scale: 1 + Math.floor(next() * 1000) }, 0.2 + next() * 3)
      const at = { x: Math.floor(next() * mm(275)), y: Math.floor(next() * mm(390)) }
      const back = geometry.toPage(geometry.toView({ ...at, width: 0, height: 0 }))
      expect(Math.abs(back.x - at.x), `seed ${seed}`).toBeLessThan(36)
      expect(Math.abs(back.y - at.y), `seed ${seed}`).toBeLessThan(36)
    }
  })

  it('fits a width, and asks for as many dots as the screen shows', () => {
    expect(geometryOf(A4, null, zoomFor(A4, 500)).size.width).toBeCloseTo(500, 6)
    expect(dotsFor(2, 1)).toBe(192)
    expect(dotsFor(1, 1.25)).toBe(120)
    expect(geometryOf(A4, null, 1).hasPage).toBe(false)
  })
})
