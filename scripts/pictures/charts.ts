/** Information graphics in the paper's greys and one blue: the bridge's elevation, a year of water on a rice field, a tide. */

const INK = '#1c2124'
const GREY = '#6f777b'
const PALE = '#d7dbdc'
const BLUE = '#2b6c9f'

export type Anchor = 'start' | 'middle' | 'end'
/** Sets a line of words as outlines, so that a picture does not depend on the faces of the machine that draws it. */
export type Lettering = (x: number, y: number, text: string, size: number, anchor: Anchor, isBold: boolean) => string

let lettering: Lettering = () => {
  throw new RangeError('charts: no lettering')
}
/** Chooses the lettering of all graphics. */
export const letterWith = (chosen: Lettering): void => {
  lettering = chosen
}
const label = (x: number, y: number, text: string, size: number, anchor: Anchor = 'start', isBold = false): string =>
  lettering(x, y, text, size, anchor, isBold)

/** 望塘桥立面: three spans of a continuous steel truss arch, water, ducts, and the length of each span. */
export function bridge(width = 2000, height = 900): string {
  const deck = 470
  const spans = [
    { from: 260, to: 690, metres: 132 },
    { from: 690, to: 1310, metres: 186 },
    { from: 1310, to: 1740, metres: 132 },
  ]
  const arches = spans.map(({ from, to, metres }) => arch(from, to, deck, metres === 186 ? 250 : 170))
  const piers = [260, 690, 1310, 1740].map((x) => `<path d="M${x - 26},${deck + 16} h52 l12,190 h-76Z" fill="${INK}"/>`)
  const lengths = spans.map(({ from, to, metres }) => dimension(from, to, 742, `${metres} m`))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#fff"/>
<path d="M0,640 H${width} V${height - 60} H0Z" fill="#e6eff5"/><path d="M0,640 q50,-10 100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0 t100,0" fill="none" stroke="${BLUE}" stroke-width="3"/>
<path d="M0,${height} V560 Q120,570 200,700 L250,760 Q700,850 1000,840 T1750,760 L1800,700 Q1880,570 2000,560 V${height}Z" fill="${PALE}"/>
${arches.join('')}<path d="M0,${deck - 8} H${width} v24 H0Z" fill="${INK}"/><path d="M0,${deck - 30} H${width}" stroke="${GREY}" stroke-width="3"/>
${piers.join('')}${ducts(deck)}${lengths.join('')}
<path d="M1000,${deck - 262} V636" stroke="${BLUE}" stroke-width="3" stroke-dasharray="10 8"/>${label(1018, 600, '34 m', 40, 'start', true)}
${boat(770, 640)}</svg>`
}

function arch(from: number, to: number, deck: number, rise: number): string {
  const parts: string[] = []
  const count = 16
  const y = (part: number, height: number): number => deck - 4 * height * part * (1 - part)
  for (const height of [rise, rise * 0.8])
    parts.push(
      `<path d="M${from},${deck} ${Array.from({ length: 41 }, (_, at) => `L${from + ((to - from) * at) / 40},${y(at / 40, height).toFixed(1)}`).join(' ')}" fill="none" stroke="${INK}" stroke-width="${height === rise ? 10 : 7}"/>`,
    )
  for (let at = 1; at < count; at++) {
    const x = from + ((to - from) * at) / count
    const next = from + ((to - from) * (at + (at < count / 2 ? 1 : -1))) / count
    parts.push(
      `<path d="M${x},${y(at / count, rise)} V${deck}" stroke="${GREY}" stroke-width="3"/><path d="M${x},${y(at / count, rise * 0.8)} L${next},${y((next - from) / (to - from), rise)}" stroke="${INK}" stroke-width="4"/>`,
    )
  }
  return parts.join('')
}

const ducts = (deck: number): string =>
  `<g fill="#fff" stroke="${BLUE}" stroke-width="5"><circle cx="120" cy="${deck + 40}" r="15"/><circle cx="166" cy="${deck + 40}" r="15"/></g><path d="M186,${deck + 40} H1940" stroke="${BLUE}" stroke-width="4" opacity=".55"/>`

function dimension(from: number, to: number, y: number, text: string): string {
  return `<path d="M${from + 8},${y} H${to - 8} M${from + 8},${y - 14} v28 M${to - 8},${y - 14} v28" stroke="${INK}" stroke-width="3"/><rect x="${(from + to) / 2 - 74}" y="${y - 28}" width="148" height="56" fill="${PALE}"/>${label((from + to) / 2, y + 14, text, 42, 'middle', true)}`
}

const boat = (x: number, y: number): string =>
  `<path d="M${x},${y - 26} h190 l-26,36 h-140Z" fill="${INK}"/><path d="M${x + 120},${y - 26} v-36 h46 v36Z" fill="${GREY}"/><path d="M${x + 22},${y - 26} v-16 h80 v16Z" fill="${GREY}"/>`

/** A remark at a point of the line; `over`: the value at whose height it is lettered, where the line itself is in its way. */
interface Mark {
  readonly at: number
  readonly text: string
  readonly over?: number
}

export interface Series {
  readonly title: string
  readonly unit: string
  readonly xs: readonly string[]
  readonly ys: readonly number[]
  readonly marks: readonly Mark[]
  readonly rules: readonly { readonly value: number; readonly text: string; readonly isDashed: boolean }[]
  readonly top: number
}

/** A line chart with its values on the rules and its remarks on the line. */
export function chart(series: Series, width = 2000, height = 1000): string {
  const [left, right, head, foot] = [150, width - 90, 150, height - 120]
  const x = (at: number): number => left + ((right - left) * at) / (series.ys.length - 1)
  const y = (value: number): number => foot - ((foot - head) * value) / series.top
  const steps = Array.from({ length: 5 }, (_, at) => (series.top * at) / 4)
  const grid = steps.map(
    (value) =>
      `<path d="M${left},${y(value)} H${right}" stroke="${PALE}" stroke-width="3"/>${label(left - 22, y(value) + 14, String(value), 38, 'end')}`,
  )
  const line = series.ys
    .map((value, at) => `${at === 0 ? 'M' : 'L'}${x(at).toFixed(1)},${y(value).toFixed(1)}`)
    .join(' ')
  const names = series.xs.map((name, at) =>
    label(left + ((right - left) * at) / (series.xs.length - 1), foot + 62, name, 38, 'middle'),
  )
  const marks = series.marks.map(({ at, text, over }) => {
    const point = series.ys[at] ?? 0
    const leader =
      over === undefined ? '' : `<path d="M${x(at)},${y(point)} V${y(over) - 16}" stroke="${INK}" stroke-width="3"/>`
    return `${leader}<circle cx="${x(at)}" cy="${y(point)}" r="13" fill="#fff" stroke="${BLUE}" stroke-width="7"/>${label(x(at), y(over ?? point) - 36, text, 40, 'middle', true)}`
  })
  const rules = series.rules.map(
    ({ value, text, isDashed }) =>
      `<path d="M${left},${y(value)} H${right}" stroke="${INK}" stroke-width="5" ${isDashed ? 'stroke-dasharray="22 14"' : ''}/>${label(left + 14, y(value) - 18, text, 38, 'start', true)}`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#fff"/>
${label(left - 90, 78, series.title, 54, 'start', true)}${label(right, 78, series.unit, 38, 'end')}
${grid.join('')}<path d="${line} L${right},${foot} L${left},${foot} Z" fill="${BLUE}" opacity=".13"/>${rules.join('')}<path d="${line}" fill="none" stroke="${BLUE}" stroke-width="9" stroke-linejoin="round"/>
${names.join('')}${marks.join('')}</svg>`
}
