/** The operators of content streams (ISO 32000-1, Annex A), read byte by byte by a scanner of its own. */
import type { Dict, Parsed } from './parsed.ts'

/** An operator with its operands as they are written; strings as `()`, dictionaries as they stand. */
export interface Operation {
  readonly operator: string
  readonly operands: readonly string[]
}

const WHITE = /[\0\t\n\f\r ]/
const DELIMITER = /[()<>[\]{}/%]/

/** Cuts a content stream into operations. Inline images are none of ours and are refused. */
export function operationsOf(content: string): Operation[] {
  const found: Operation[] = []
  let operands: string[] = []
  for (let at = 0; at < content.length;) {
    const from = at
    at = tokenEnd(content, at)
    const token = content.slice(from, at)
    if (token.trim() === '' || token.startsWith('%')) continue
    if (token === 'BI') throw new RangeError('an inline image')
    const isOperator = /^[A-Za-z'"][A-Za-z0-9*]*$/.test(token) && !['true', 'false', 'null'].includes(token)
    if (!isOperator) operands.push(token)
    else {
      found.push({ operator: token, operands })
      operands = []
    }
  }
  return found
}

function tokenEnd(content: string, from: number): number {
  const first = content[from] ?? ''
  if (WHITE.test(first) || '[]{}'.includes(first)) return from + 1
  if (first === '%') return endOf(content.indexOf('\n', from), content)
  if (first === '(') return stringEnd(content, from)
  if (first === '<' && content[from + 1] !== '<') return endOf(content.indexOf('>', from) + 1, content)
  if (content.startsWith('<<', from) || content.startsWith('>>', from)) return from + 2
  let at = from + 1
  while (at < content.length && !WHITE.test(content[at] ?? '') && !DELIMITER.test(content[at] ?? '')) at++
  return at
}

const endOf = (at: number, content: string): number => (at <= 0 ? content.length : at)

function stringEnd(content: string, from: number): number {
  let depth = 0
  for (let at = from; at < content.length; at++) {
    if (content[at] === '\\') at++
    else if (content[at] === '(') depth++
    else if (content[at] === ')' && --depth === 0) return at + 1
  }
  return content.length
}

/** What is in force where something is painted. */
export interface Painted {
  readonly by: Operation
  readonly fill: string
  readonly stroke: string
  readonly overprints: boolean
  /** Text: the mode; null for paths and pictures. */
  readonly isText: boolean
}

interface State {
  fill: string
  stroke: string
  overprints: boolean
}

const PAINTS = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'Tj', 'TJ', "'", '"', 'sh', 'Do'])
const TEXT = new Set(['Tj', 'TJ', "'", '"'])

/** Follows the graphics state through a content stream; `resources` say what a graphics state dictionary sets. */
export function paintedBy(operations: readonly Operation[], parsed: Parsed, resources: Dict): Painted[] {
  const states = parsed.dict(resources['/ExtGState'])
  const painted: Painted[] = []
  const stack: State[] = []
  let state: State = { fill: '0 g', stroke: '0 G', overprints: false }
  for (const by of operations) {
    const { operator, operands } = by
    const said = `${operands.join(' ')} ${operator}`
    if (operator === 'q') stack.push({ ...state })
    else if (operator === 'Q') state = stack.pop() ?? state
    else if (operator === 'gs') state.overprints = parsed.dict(states[operands[0] ?? ''])['/op'] === true
    else if (['g', 'rg', 'k', 'cs'].includes(operator)) state.fill = said
    else if (['sc', 'scn'].includes(operator)) state.fill = `${state.fill.replace(/ [\d.]+ scn?$/, '')} ${said}`
    else if (['G', 'RG', 'K', 'CS'].includes(operator)) state.stroke = said
    else if (['SC', 'SCN'].includes(operator)) state.stroke = `${state.stroke} ${said}`
    else if (PAINTS.has(operator)) painted.push({ by, ...state, isText: TEXT.has(operator) })
  }
  return painted
}

/** Names of the colour spaces of a file that are not of plates: anything but grey, CMYK, and inks with an alternate in CMYK. */
export function foreignSpaces(parsed: Parsed): string[] {
  const spaces = parsed.dicts.flatMap((dict) => [
    ...Object.values(parsed.dict(dict['/ColorSpace'])),
    ...(typeof dict['/ColorSpace'] === 'string' || Array.isArray(dict['/ColorSpace']) ? [dict['/ColorSpace']] : []),
    ...(dict['/CS'] === undefined ? [] : [dict['/CS']]),
  ])
  return spaces
    .map((space) => JSON.stringify(parsed.at(space)))
    .filter((space) => !isOfPlates(JSON.parse(space), parsed))
}

function isOfPlates(space: unknown, parsed: Parsed): boolean {
  const value = parsed.at(space)
  if (value === '/DeviceGray' || value === '/DeviceCMYK') return true
  if (!Array.isArray(value)) return false
  const [family, , alternate] = value
  if (family === '/Separation' || family === '/DeviceN') return isOfPlates(alternate, parsed)
  return family === '/Indexed' && isOfPlates(value[1], parsed)
}
