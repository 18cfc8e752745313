/** Rules: hairlines between legs, rules between blocks, boxes round blocks. All by the stylebook's weights. */
import type { Block, DummyRecord, GridArea } from '#contract/dummy.ts'
import { right, type Box, type Emu } from '#contract/measure.ts'
import type { SetRule } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { boxOfArea, lineY } from '#grid/areas.ts'
import { columnX, type PageGrid } from '#grid/columns.ts'
import { inkOf } from '../styles.ts'
import { turnBack, type Field } from './field.ts'
import type { LegRun } from './legRuns.ts'
import { fillOf, outlineOf } from './outline.ts'

/**
 * A hairline in each gap between two legs that stand side by side, wherever text or room for it reaches the gap from both
 * sides; between the tiers of a vertical block it runs across the page.
 */
export function columnRules(stylebook: Stylebook, block: Block, field: Field, runs: readonly LegRun[]): SetRule[] {
  const rule = stylebook.columnRule
  if (!rule) return []
  const rules: SetRule[] = []
  for (const a of reaches(field, runs, right)) {
    for (const b of reaches(field, runs, (box) => box.x)) {
      if (a.shape !== b.shape || b.index !== a.index + 1) continue
      const y = Math.max(a.from, b.from)
      const height = Math.min(a.to, b.to) - y
      if (height <= 0) continue
      const x = a.at + Math.floor((b.at - a.at - rule.weight) / 2)
      const box = turnBack(field, { x, y, width: rule.weight, height })
      rules.push({ record: block.id, kind: 'column', box, tint: rule.tint })
    }
  }
  return rules
}

interface Reach extends Edge {
  readonly shape: number
  readonly index: number
}

/** Where runs reach an edge of their leg, runs that go on without a gap joined. */
function reaches(field: Field, runs: readonly LegRun[], edgeOf: (box: Box) => Emu): Reach[] {
  const found: Reach[] = []
  for (const { leg, part, x, y, width, slots } of runs) {
    const at = edgeOf({ x, y, width, height: 0 })
    if (at !== edgeOf(part)) continue
    const to = y + slots * field.pitch
    const last = found.at(-1)
    const isOn = last?.shape === leg.shape && last.index === leg.index && last.at === at && last.to === y
    if (last && isOn) found[found.length - 1] = { ...last, to }
    else found.push({ shape: leg.shape, index: leg.index, at, from: y, to })
  }
  return found
}

/** The tint under a block, the line round a boxed one, or the rule over one that asks for it. */
export function boxRules(stylebook: Stylebook, block: Block): SetRule[] {
  const { grid, blockRule, tintInk } = stylebook
  const weight = blockRule?.weight ?? 6350
  const inset = block.border === 'box' ? Math.floor(grid.pitch / 4) : 0
  const rules: SetRule[] = []
  if (block.tint !== undefined) {
    for (const box of fillOf(grid, block.areas, inset)) {
      rules.push({ record: block.id, kind: 'tint', box, tint: block.tint, ...inkOf(stylebook, tintInk) })
    }
  }
  for (const box of bordersOf(grid, block, inset, weight)) {
    rules.push({ record: block.id, kind: 'box', box, tint: blockRule?.tint ?? 100 })
  }
  return rules
}

function bordersOf(grid: PageGrid, { border, areas }: Block, inset: Emu, weight: Emu): Box[] {
  if (border === 'box') return outlineOf(grid, areas, inset, weight)
  return border === 'top' ? areas.slice(0, 1).map((area) => ({ ...boxOfArea(grid, area), height: 2 * weight })) : []
}

interface Edge {
  readonly at: Emu
  readonly from: Emu
  readonly to: Emu
}

/**
 * Rules between blocks: across, where one block stands over another with at most two free lines between; down, in the
 * gap between neighbours. Boxed blocks have their own lines and need none.
 */
export function blockRules(stylebook: Stylebook, records: readonly DummyRecord[]): SetRule[] {
  const rule = stylebook.blockRule
  if (!rule) return []
  const open = records.filter((record) => record.border !== 'box')
  const across: Edge[] = []
  const down: Edge[] = []
  for (const a of open) {
    for (const b of open) {
      if (a === b) continue
      for (const one of a.areas) {
        for (const other of b.areas) {
          pushPresent(across, edgeAcross(stylebook, one, other, b))
          pushPresent(down, edgeDown(stylebook, one, other))
        }
      }
    }
  }
  const half = Math.floor(rule.weight / 2)
  const wide = merge(across, stylebook.grid.gap).map(({ at, from, to }) => ({
    box: { x: from, y: at - half, width: to - from, height: rule.weight },
  }))
  const deep = merge(down, 0).map(({ at, from, to }) => ({
    box: { x: at - half, y: from, width: rule.weight, height: to - from },
  }))
  return [...wide, ...deep].map(({ box }) => ({ record: null, kind: 'block', box, tint: rule.tint }))
}

function pushPresent(edges: Edge[], edge: Edge | null): void {
  if (edge) edges.push(edge)
}

function edgeAcross({ grid }: Stylebook, over: GridArea, under: GridArea, block: Block): Edge | null {
  const free = under.line - (over.line + over.lines)
  const first = Math.max(over.column, under.column)
  const end = Math.min(over.column + over.columns, under.column + under.columns)
  if (free < 0 || free > 2 || end <= first || block.border === 'top') return null
  const nudge = free === 0 && block.head === 'above' ? Math.floor(grid.pitch / 4) : Math.floor((free * grid.pitch) / 2)
  return {
    at: lineY(grid, over.line + over.lines) + nudge,
    from: columnX(grid, first),
    to: columnX(grid, end - 1) + grid.measure,
  }
}

function edgeDown({ grid }: Stylebook, left: GridArea, right: GridArea): Edge | null {
  const first = Math.max(left.line, right.line)
  const end = Math.min(left.line + left.lines, right.line + right.lines)
  if (left.column + left.columns !== right.column || end <= first) return null
  const inset = Math.floor(grid.pitch / 3)
  return {
    at: columnX(grid, right.column) - Math.floor(grid.gap / 2),
    from: lineY(grid, first) + inset,
    to: lineY(grid, end) - inset,
  }
}

/** Joins edges on one line that are no further apart than `gap`. */
function merge(edges: readonly Edge[], gap: Emu): Edge[] {
  const sorted = [...edges].sort((a, b) => a.at - b.at || a.from - b.from)
  const merged: Edge[] = []
  for (const edge of sorted) {
    const last = merged.at(-1)
    if (last && last.at === edge.at && edge.from <= last.to + gap) {
      merged[merged.length - 1] = { ...last, to: Math.max(last.to, edge.to) }
    } else merged.push(edge)
  }
  return merged
}
