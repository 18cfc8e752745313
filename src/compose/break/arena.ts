/**
 * The nodes of one search for breaks, as rows of typed arrays that are used again for the next paragraph: a keystroke
 * looks at a few hundred nodes and leaves none of them to the garbage collector. A node is a number, its row.
 */

/** No node. */
export const NONE = -1

const FIRST_ROOM = 1024

export class Arena {
  /** Price of the best way to the node. */
  total = new Float64Array(FIRST_ROOM)
  /** The cell before which the node's line ends. */
  at = new Int32Array(FIRST_ROOM)
  /** Lines up to the node. */
  line = new Int32Array(FIRST_ROOM)
  /** Hyphens in a row up to the node. */
  hyphens = new Int32Array(FIRST_ROOM)
  before = new Int32Array(FIRST_ROOM)
  /** The next node at the same cell, in another state. */
  next = new Int32Array(FIRST_ROOM)
  /** First node at each cell. */
  first = new Int32Array(FIRST_ROOM)
  count = 0
  /** Lines from this one on are all of one width, so that which of them a node stands at makes no difference. */
  #even = 0

  /** Makes room for a paragraph of `cells` and forgets all nodes. */
  open(cells: number, even: number): void {
    this.count = 0
    this.#even = even
    if (this.first.length <= cells) this.first = new Int32Array(2 * cells)
    this.first.fill(NONE, 0, cells + 1)
  }

  /** A node that follows none: where the search begins. */
  start(at: number, line: number, hyphens: number): number {
    const node = this.#row(at, line, hyphens, 0, NONE)
    this.first[at] = node
    return node
  }

  /** Keeps the best node of each state at a cell; of equals the first, so that the result never hangs on chance. */
  offer(before: number, at: number, hyphens: number, total: number): void {
    const line = (this.line[before] ?? 0) + 1
    const state = Math.min(line, this.#even)
    let last = NONE
    for (let node = this.first[at] ?? NONE; node !== NONE; node = this.next[node] ?? NONE) {
      last = node
      if (this.hyphens[node] !== hyphens || Math.min(this.line[node] ?? 0, this.#even) !== state) continue
      if (total < (this.total[node] ?? 0)) {
        this.total[node] = total
        this.before[node] = before
        this.line[node] = line
      }
      return
    }
    const made = this.#row(at, line, hyphens, total, before)
    if (last === NONE) this.first[at] = made
    else this.next[last] = made
  }

  /** The cheapest node at a cell, NONE where no way leads there. */
  best(at: number): number {
    let best = NONE
    for (let node = this.first[at] ?? NONE; node !== NONE; node = this.next[node] ?? NONE) {
      if (best === NONE || (this.total[node] ?? 0) < (this.total[best] ?? 0)) best = node
    }
    return best
  }

  /** The cheapest node at a cell after `lines` lines, NONE where no way leads there. */
  bestOf(at: number, lines: number): number {
    let best = NONE
    for (let node = this.first[at] ?? NONE; node !== NONE; node = this.next[node] ?? NONE) {
      const isBetter = best === NONE || (this.total[node] ?? 0) < (this.total[best] ?? 0)
      if (this.line[node] === lines && isBetter) best = node
    }
    return best
  }

  /** The cells before which the lines end, on the best way to a node. */
  path(end: number): number[] {
    const breaks: number[] = []
    for (let node = end; node !== NONE && (this.before[node] ?? NONE) !== NONE; node = this.before[node] ?? NONE) {
      breaks.push(this.at[node] ?? 0)
    }
    return breaks.reverse()
  }

  #row(at: number, line: number, hyphens: number, total: number, before: number): number {
    const node = this.count++
    if (node >= this.at.length) this.#grow()
    this.at[node] = at
    this.line[node] = line
    this.hyphens[node] = hyphens
    this.total[node] = total
    this.before[node] = before
    this.next[node] = NONE
    return node
  }

  #grow(): void {
    const wider = (rows: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
      const more = new Int32Array(2 * rows.length)
      more.set(rows)
      return more
    }
    const totals = new Float64Array(2 * this.total.length)
    totals.set(this.total)
    this.total = totals
    this.at = wider(this.at)
    this.line = wider(this.line)
    this.hyphens = wider(this.hyphens)
    this.before = wider(this.before)
    this.next = wider(this.next)
  }
}
