import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readExpression } from '../../src/renderer/shell/arithmetic.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const units = { mm: 36_000, pt: 12_700, 字: 114_300 }

describe(`arithmetic in number fields (seed ${seed})`, () => {
  it.each([
    ['12+3', 15],
    ['2*(4+1)', 10],
    ['  7 - 10 ', -3],
    ['１２＋３', 15],
    ['6÷4', 1.5],
    ['-3', -3],
    ['.5', 0.5],
  ])('%s is %d', (text, value) => {
    expect(readExpression(text)).toBe(value)
  })

  it.each([
    ['20mm', 720_000],
    ['20mm+12pt', 872_400],
    ['2*10mm', 720_000],
    ['(10mm+10mm)/2', 360_000],
    ['3字', 342_900],
    ['10', 127_000],
    ['(4+6)', 127_000],
    ['1mm+1', 48_700],
  ])('%s is %d Emu where a bare number is points', (text, value) => {
    expect(readExpression(text, units, 12_700)).toBe(value)
  })

  it.each(['', '12+', '2mm*3mm', '4/2mm', 'abc', '1/0', '(3', '3)', '2 cm'])('%j is no value', (text) => {
    expect(readExpression(text, units, 12_700)).toBeNull()
  })

  it('agrees with addition and multiplication of whole numbers', () => {
    const whole = fc.integer({ min: 0, max: 9999 })
    fc.assert(
      fc.property(whole, whole, whole, (a, b, c) => {
        expect(readExpression(`${a}+${b}*${c}`)).toBe(a + b * c)
        expect(readExpression(`(${a}+${b})*${c}`)).toBe((a + b) * c)
        expect(readExpression(`${a}-${b}-${c}`)).toBe(a - b - c)
      }),
      { seed },
    )
  })
})
