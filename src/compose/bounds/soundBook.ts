/**
 * A stylebook as it can be set with. A style of no size has no lines, a page of no pitch no slots: such figures are
 * replaced by the nearest that can be set. A sound stylebook is the same object.
 */
import { PT, type Emu } from '#contract/measure.ts'
import { STYLE_NAMES, type StyleName, type Stylebook, type TextStyle } from '#contract/stylebook.ts'
import { within } from './within.ts'

const LARGEST: Emu = 2000 * PT
/** Wider and deeper than any page: 60 metres. */
const FARTHEST: Emu = 2 ** 31
const MOST_LINES = 10_000
const MOST_COLUMNS = 100

export interface SoundBook {
  readonly book: Stylebook
  /** What stands in the way of setting with the book as it is: a style by its name, or `grid` or `heads`. */
  readonly faceless: readonly StyleName[]
  readonly unsound: readonly string[]
  /** Whether it names a face at all: without one nothing is set. */
  readonly hasFaces: boolean
}

const sound = new WeakMap<Stylebook, SoundBook>()

/** The stylebook as it is set with; the same answer for the same book. */
export function soundBook(stylebook: Stylebook): SoundBook {
  const known = sound.get(stylebook)
  if (known) return known
  const made = madeSound(stylebook)
  sound.set(stylebook, made)
  return made
}

function madeSound(stylebook: Stylebook): SoundBook {
  const unsound = new Map<string, Partial<Stylebook>>()
  const styles = { ...stylebook.styles }
  for (const name of STYLE_NAMES) {
    const style = soundStyle(stylebook.styles[name])
    if (isSame(style, stylebook.styles[name])) continue
    styles[name] = style
    unsound.set(name, { styles })
  }
  const grid = soundGrid(stylebook.grid)
  if (!isSame(grid, stylebook.grid)) unsound.set('grid', { grid })
  const heads = soundHeads(stylebook.heads, styles.headline.size)
  if (!isSame(heads, stylebook.heads)) unsound.set('heads', { heads })
  const book = unsound.size === 0 ? stylebook : Object.assign({ ...stylebook }, ...unsound.values())
  return {
    book,
    hasFaces: Object.values(stylebook.faces).some((faces) => faces.length > 0),
    faceless: faceless(stylebook),
    unsound: [...unsound.keys()],
  }
}

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** Styles whose own faces are wanting: they are set with the body's. */
const faceless = ({ faces, styles }: Stylebook): readonly StyleName[] =>
  STYLE_NAMES.filter((name) => !faces[styles[name].role]?.length || !faces[styles[name].latin]?.length)

function soundStyle(style: TextStyle): TextStyle {
  const sound = {
    ...style,
    size: within(style.size, PT, LARGEST),
    leading: style.leading === null ? null : within(style.leading, PT, LARGEST),
    indent: within(style.indent, 0, 20_000),
    before: within(style.before, 0, 100_000),
    after: within(style.after, 0, 100_000),
  }
  return style.tracking === undefined ? sound : { ...sound, tracking: within(style.tracking, -500, 5000) }
}

const soundGrid = (grid: Stylebook['grid']): Stylebook['grid'] => ({
  ...grid,
  left: within(grid.left, -FARTHEST, FARTHEST),
  top: within(grid.top, -FARTHEST, FARTHEST),
  columns: within(grid.columns, 1, MOST_COLUMNS),
  measure: within(grid.measure, PT, FARTHEST),
  gap: within(grid.gap, 0, FARTHEST),
  lines: within(grid.lines, 1, MOST_LINES),
  pitch: within(grid.pitch, PT, LARGEST),
})

function soundHeads(heads: Stylebook['heads'], size: Emu): Stylebook['heads'] {
  const sizes = heads.sizes.filter((each) => each >= PT && each <= LARGEST)
  return {
    ...heads,
    sizes: sizes.length === 0 ? [size] : sizes,
    air: within(heads.air, 0, 100_000),
    spread: within(heads.spread, 0, 5000),
  }
}
