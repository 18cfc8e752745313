/** Units of the inspector's fields: lengths as people type them, worth columns, lines or Emu. */
import { MM, PT, toMm, type Emu } from '#contract/measure.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import type { Units } from '../shell/arithmetic.ts'

type Grid = Stylebook['grid']

const PICA = 12 * PT

/** Lengths in units of `one`; the field rounds to whole ones. */
const lengths = (one: Emu): Units => ({
  mm: MM / one,
  毫米: MM / one,
  cm: (10 * MM) / one,
  pt: PT / one,
  pc: PICA / one,
})

/** A width in base columns: 60mm is as many columns as come nearest, gaps not counted. */
export const columnUnits = (grid: Grid): Units => ({ ...lengths(grid.measure + grid.gap), 栏: 1, col: 1 })

/** A depth in lines of the page grid. */
export const lineUnits = (grid: Grid): Units => ({ ...lengths(grid.pitch), 行: 1, l: 1 })

/** A size of type in Emu; 字 is an em of body type, 行 a line of the grid. */
export const sizeUnits = ({ grid, styles }: Stylebook): Units => ({
  mm: MM,
  毫米: MM,
  pt: PT,
  磅: PT,
  pc: PICA,
  字: styles.text.size,
  行: grid.pitch,
})

/** A length as millimetres of one decimal. */
export const writeMm = (length: Emu): string => String(Math.round(toMm(length) * 10) / 10)
