import { expect, test } from 'vitest'
import fc from 'fast-check'
import { mm, pt, share } from '#contract/measure.ts'

test('share gives every Emu away, left parts never smaller than right ones, none more than 1 apart', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 200 }), (total, parts) => {
      const shares = share(total, parts)
      expect(shares.reduce((sum, each) => sum + each, 0)).toBe(total)
      expect(shares).toEqual([...shares].sort((a, b) => b - a))
      expect(shares[0]! - shares.at(-1)!).toBeLessThanOrEqual(1)
    }),
  )
})

test('the trade’s measures are exact in Emu', () => {
  expect(pt(9)).toBe(114_300)
  expect(mm(490) / 120).toBe(147_000)
  expect((8 * 13 + 7) * pt(9)).toBe(12_687_300)
})
