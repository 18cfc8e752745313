import { describe, expect, it } from 'vitest'
import { mm } from '#contract/measure.ts'
import {
  deviceView,
  fitted,
  kept,
  LEAST_ZOOM,
  MOST_ZOOM,
  revealing,
  toPoint,
  toSpot,
  zoomAround,
} from '#renderer/dummy/viewport.ts'

const trim = { width: mm(275), height: mm(390) }
const host = { width: 900, height: 700 }

describe('the viewport', () => {
  it('shows 100 % as 96 CSS pixels an inch', () => {
    expect(toSpot({ zoom: 1, x: 0, y: 0 }, { x: mm(25.4), y: 0 }).x).toBeCloseTo(96, 6)
  })
  it('fits the whole page, or its width, inside the window', () => {
    const page = fitted(trim, host, 'page')
    const end = toSpot(page, { x: trim.width, y: trim.height })
    expect(end.y).toBeLessThan(host.height)
    expect(page.y).toBeGreaterThan(0)
    const width = fitted(trim, host, 'width')
    expect(toSpot(width, { x: trim.width, y: 0 }).x).toBeCloseTo(host.width - width.x, 6)
  })
  it('keeps the point under the pointer where it is while zooming', () => {
    const spot = { x: 321, y: 123 }
    const before = fitted(trim, host, 'page')
    const after = zoomAround(before, before.zoom * 3, spot)
    const drift = toSpot(after, toPoint(before, spot))
    expect(Math.abs(drift.x - spot.x) + Math.abs(drift.y - spot.y)).toBeLessThan(0.01)
  })
  it('zooms from 5 % to 3,200 % and not beyond', () => {
    const view = { zoom: 1, x: 0, y: 0 }
    expect(zoomAround(view, 1000, { x: 0, y: 0 }).zoom).toBe(MOST_ZOOM)
    expect(zoomAround(view, 0.001, { x: 0, y: 0 }).zoom).toBe(LEAST_ZOOM)
  })
  it('never loses the page', () => {
    const lost = kept({ zoom: 1, x: 99_999, y: -99_999 }, trim, host)
    expect(lost.x).toBeLessThan(host.width)
    expect(toSpot(lost, { x: 0, y: trim.height }).y).toBeGreaterThan(0)
  })
  it('puts the page on whole device pixels at every ratio, so that a shift blurs nothing', () => {
    for (const ratio of [1, 1.25, 1.5, 2]) {
      const view = deviceView({ zoom: 0.73, x: 10.37, y: -5.61 }, host, ratio)
      expect([view.x, view.y].every(Number.isInteger)).toBe(true)
    }
  })
  it('stays where it is while a box is in sight, and brings one that is not into the middle', () => {
    const view = { zoom: 1, x: 0, y: 0 }
    const box = (x: number, y: number, width: number, height: number) => ({
      x: mm(x),
      y: mm(y),
      width: mm(width),
      height: mm(height),
    })
    expect(revealing(view, box(50, 50, 20, 20), host)).toBe(view)
    const below = revealing(view, box(50, 300, 20, 20), host)
    expect(below).toMatchObject({ zoom: 1, x: 0 })
    expect(toSpot(below, { x: mm(50), y: mm(310) }).y).toBeCloseTo(host.height / 2, 6)
    const right = revealing(view, box(260, 50, 10, 10), host)
    expect(toSpot(right, { x: mm(265), y: 0 }).x).toBeCloseTo(host.width / 2, 6)
    expect(right.y).toBe(0)
  })
  it('shows the head of a box that is larger than the window', () => {
    const tall = { x: 0, y: mm(300), width: mm(20), height: mm(400) }
    const view = revealing({ zoom: 1, x: 40, y: 0 }, tall, host)
    expect(toSpot(view, { x: 0, y: mm(300) }).y).toBeGreaterThan(0)
    expect(toSpot(view, { x: 0, y: mm(300) }).y).toBeLessThan(50)
  })
})
