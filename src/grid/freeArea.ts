/** The part of a page that stories may take. */
import type { GridArea } from '#contract/dummy.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { areasOverlap, templateOf } from './areas.ts'

/** The largest rectangle of a page that its template does not reserve; null where all is reserved. */
export function freeArea({ grid, ...stylebook }: Stylebook, page: number): GridArea | null {
  const reserved = templateOf({ grid, ...stylebook }, page).reserved
  const columns = edges(
    grid.columns,
    reserved.flatMap((area) => [area.column, area.column + area.columns]),
  )
  const lines = edges(
    grid.lines,
    reserved.flatMap((area) => [area.line, area.line + area.lines]),
  )
  let best: GridArea | null = null
  for (const [column, right] of pairs(columns)) {
    for (const [line, foot] of pairs(lines)) {
      const area = { column, columns: right - column, line, lines: foot - line }
      const isFree = !reserved.some((taken) => areasOverlap(taken, area))
      if (isFree && (!best || area.columns * area.lines > best.columns * best.lines)) best = area
    }
  }
  return best
}

const edges = (end: number, inside: readonly number[]): readonly number[] =>
  [...new Set([0, end, ...inside.filter((edge) => edge > 0 && edge < end)])].sort((a, b) => a - b)

const pairs = (edges: readonly number[]): [number, number][] =>
  edges.flatMap((from, i) => edges.slice(i + 1).map((to): [number, number] => [from, to]))
