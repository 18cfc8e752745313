/** Rows of items that are tried: the lead is always first; the others in the orders that pages are made of. */

export interface Ordered {
  /** Index in the pool. */
  readonly item: number
  readonly length: number
  /** A picture story or a refer, which may stand anywhere among the stories. */
  readonly isLoose: boolean
}

/** Up to this many items beside the lead, every order is tried. */
const MOST_PERMUTED = 5

/** Orders of `rest`, the likeliest first, each once. */
export function ordersOf(rest: readonly Ordered[]): number[][] {
  const byLength = [...rest].sort((a, b) => b.length - a.length)
  const rows =
    rest.length <= MOST_PERMUTED
      ? permutations(rest)
      : [...[rest, byLength].flatMap(moved), ...[rest, byLength].flatMap(swapped)]
  const seen = new Set<string>()
  return [rest, byLength, ...rows]
    .map((row) => row.map(({ item }) => item))
    .filter((row) => {
      const key = row.join(' ')
      return !seen.has(key) && seen.add(key)
    })
}

function permutations(row: readonly Ordered[]): Ordered[][] {
  if (row.length < 2) return [[...row]]
  return row.flatMap((first, i) =>
    permutations([...row.slice(0, i), ...row.slice(i + 1)]).map((rest) => [first, ...rest]),
  )
}

/** The row with its loose items moved to the front, the middle and the end, one and all. */
function moved(row: readonly Ordered[]): Ordered[][] {
  const loose = row.filter((each) => each.isLoose)
  const firm = row.filter((each) => !each.isLoose)
  const middle = Math.ceil(firm.length / 2)
  const among = [0, 1, middle, firm.length].map((at) => [...firm.slice(0, at), ...loose, ...firm.slice(at)])
  const single = loose.flatMap((each) => {
    const others = row.filter((other) => other !== each)
    return [0, Math.ceil(others.length / 2), others.length].map((at) => [
      ...others.slice(0, at),
      each,
      ...others.slice(at),
    ])
  })
  return [...among, ...single]
}

/** The row with two of its items changed for each other, neighbours first. */
function swapped(row: readonly Ordered[]): Ordered[][] {
  const rows: Ordered[][] = []
  for (let apart = 1; apart < row.length; apart++) {
    for (let at = 0; at + apart < row.length; at++) {
      const other = [...row]
      other[at] = row[at + apart] as Ordered
      other[at + apart] = row[at] as Ordered
      rows.push(other)
    }
  }
  return rows
}
