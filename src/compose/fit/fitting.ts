/**
 * Fitting: what may be done to a block's type so that its story fits, within the house's limits. The body's letters are
 * spaced, its lines set nearer or wider, the air in the title changed; nothing else, and never in silence.
 */
import { HOUSE_FITTING, type Fitting, type FittingLimits } from '#contract/copyfit.ts'
import type { Emu } from '#contract/measure.ts'
import type { Stylebook, StyleName } from '#contract/stylebook.ts'
import { openDevices } from '../flow/devices.ts'
import type { StyleShelf } from '../styles.ts'
import type { TitleTools } from '../page/title.ts'

/** Type as the stylebook has it. */
export const NATURAL: Fitting = { tracking: 0, leading: 1000, air: null }

export const isNatural = ({ tracking, leading, air }: Fitting): boolean =>
  tracking === 0 && leading === 1000 && air === null

/** A fitting as a block has it, null where it changes nothing. */
export const fittingOrNull = (fitting: Fitting | undefined): Fitting | null =>
  fitting && !isNatural(fitting) ? fitting : null

export const limitsOf = (stylebook: Stylebook): FittingLimits => stylebook.fitting ?? HOUSE_FITTING

/** Styles of running text: heads, bylines and captions keep their letterspacing. */
const SPACED: ReadonlySet<StyleName> = new Set(['text', 'note'])

/** Tools under each fitting, the same ones whenever they are asked for: all below remembers by identity. */
const fitted = new WeakMap<TitleTools, Map<string, TitleTools>>()

/** Tools whose body is spaced by the fitting, and whose drop caps are as deep as its lines. */
export function toolsFor(tools: TitleTools, fitting: Fitting | undefined): TitleTools {
  if (!fitting || (fitting.tracking === 0 && fitting.leading === 1000)) return tools
  const { tracking, leading } = fitting
  const known = fitted.get(tools) ?? new Map<string, TitleTools>()
  fitted.set(tools, known)
  const key = `${tracking} ${leading}`
  const found = known.get(key)
  if (found) return found
  const styles = tracking === 0 ? tools.styles : spacedStyles(tools, tracking)
  const devices = openDevices(tools.typesetter, styles, pitchFor(tools.stylebook.grid.pitch, leading))
  const made = { ...tools, styles, devices }
  known.set(key, made)
  return made
}

const spacedStyles = ({ styles }: TitleTools, tracking: number): StyleShelf => ({
  ...styles,
  style: (name, lang, change = {}) => styles.style(name, lang, SPACED.has(name) ? { ...change, tracking } : change),
})

/** Distance of lines under a leading (thousandths of the page's pitch), rounded half up. */
export const pitchFor = (pitch: Emu, leading: number): Emu => Math.floor((pitch * leading) / 1000 + 0.5)

/** Runs of free slots, counted in lines of another pitch: where each begins stays as it is. */
export const slotsFor = <Run extends { readonly slots: number }>(
  runs: readonly Run[],
  pitch: Emu,
  leading: number,
): readonly Run[] =>
  leading === 1000
    ? runs
    : runs.map((run) => ({ ...run, slots: Math.floor((run.slots * pitch) / pitchFor(pitch, leading)) }))

/** Steps by which each means is tried: thousandths of an em, of the pitch, and of a line of air. */
const TRACKING_STEP = 5
const LEADING_STEP = 10
const AIR_STEP = 500

/** How visible a step is: nobody sees half a line of air; letters show sooner; lines off the grid show most (R16). */
const AIR_COST = 2
const TRACKING_COST = 3
const LEADING_COST = 8

/** How visible a fitting is; 0 is not at all. */
export function costOf({ tracking, leading, air }: Fitting, house: number): number {
  const steps = (length: number, step: number): number => Math.ceil(Math.abs(length) / step)
  return (
    steps(tracking, TRACKING_STEP) * TRACKING_COST +
    steps(leading - 1000, LEADING_STEP) * LEADING_COST +
    (air === null ? 0 : steps(air - house, AIR_STEP) * AIR_COST)
  )
}

/**
 * Fittings that may win (`sign` -1) or fill (1) lines, the least visible first; natural type is not among them. `house`:
 * the stylebook's air; `hasTitle`: whether there is a title to take air from.
 */
export function waysTo(sign: -1 | 1, limits: FittingLimits, house: number, hasTitle: boolean): readonly Fitting[] {
  const trackings = stepsTo(sign, 0, limits.tracking, TRACKING_STEP)
  const leadings = stepsTo(sign, 1000, limits.leading, LEADING_STEP)
  const airs = hasTitle ? stepsTo(sign, house, limits.air, AIR_STEP) : [house]
  const ways = airs.flatMap((air) =>
    leadings.flatMap((leading) =>
      trackings.map((tracking): Fitting => ({ tracking, leading, air: air === house ? null : air })),
    ),
  )
  return ways
    .filter((way) => !isNatural(way))
    .map((way) => ({ way, cost: costOf(way, house) }))
    .toSorted((a, b) => a.cost - b.cost || a.way.tracking - b.way.tracking || a.way.leading - b.way.leading)
    .map(({ way }) => way)
}

/** From natural towards a limit, the limit itself the last; natural alone where the limit lies on its other side. */
function stepsTo(sign: -1 | 1, natural: number, limits: { least: number; most: number }, step: number): number[] {
  const end = sign < 0 ? Math.min(natural, limits.least) : Math.max(natural, limits.most)
  const steps: number[] = []
  for (let at = natural; at !== end;) {
    steps.push(at)
    at = sign < 0 ? Math.max(end, at - step) : Math.min(end, at + step)
  }
  return [...steps, end]
}
