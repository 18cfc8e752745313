/**
 * Which lines of one text became which of another. First the lines that are alike word for word, in their order (Myers);
 * of the rest those that stand elsewhere word for word have moved; between what is settled, lines that are much the same
 * are one line that was changed, or was divided, or joined with the next; and last, what is left over here and much the
 * same there has moved and was changed.
 */
import { diffArrays } from 'diff'

export interface AlignedLine {
  readonly type: string
  readonly text: string
}

/** Lines `before` (indexes of the first text) became lines `after`: one each, or several of one where divided or joined. */
export interface Link {
  readonly before: readonly number[]
  readonly after: readonly number[]
  /** It stands elsewhere among its neighbours than before. */
  readonly isMoved: boolean
}

/** Shorter lines that are alike are alike by chance, and have not moved. */
const LEAST_MOVED = 6
/** How much two lines must have in common to be one that was changed (of 1), and one that has moved besides. */
const ALIKE = 0.4
const ALIKE_ELSEWHERE = 0.66
/** Lines that one line may be divided into at once. */
const MOST_PIECES = 4
/** Beyond this product of two gaps' lines only what is alike word for word is looked for. */
const MOST_CELLS = 90_000

/** The links of two texts, in the order of the second; what is in no link was taken out or put in. */
export function alignLines(a: readonly AlignedLine[], b: readonly AlignedLine[]): Link[] {
  const same = sameLines(a, b)
  const taken = new Taken(same)
  const moved = movedLines(a, b, taken)
  taken.add(moved)
  const changed = gapsOf(same, a.length, b.length).flatMap((gap) => changedLines(a, b, gap, taken))
  taken.add(changed)
  const others = movedAndChanged(a, b, taken)
  return [...same, ...moved, ...changed, ...others].toSorted((x, y) => x.after[0]! - y.after[0]!)
}

const keyOf = ({ type, text }: AlignedLine): string => `${type} ${text}`
const link = (i: number, j: number, isMoved = false): Link => ({ before: [i], after: [j], isMoved })

/** Lines that are linked already. */
class Taken {
  readonly before = new Set<number>()
  readonly after = new Set<number>()
  constructor(links: readonly Link[]) {
    this.add(links)
  }
  add(links: readonly Link[]): void {
    for (const { before, after } of links) {
      for (const i of before) this.before.add(i)
      for (const j of after) this.after.add(j)
    }
  }
}

function sameLines(a: readonly AlignedLine[], b: readonly AlignedLine[]): Link[] {
  const links: Link[] = []
  let [i, j] = [0, 0]
  for (const { added, removed, count } of diffArrays(a.map(keyOf), b.map(keyOf))) {
    if (!added && !removed) for (let k = 0; k < count; k++) links.push(link(i + k, j + k))
    if (!added) i += count
    if (!removed) j += count
  }
  return links
}

/** Lines that stand word for word elsewhere. */
function movedLines(a: readonly AlignedLine[], b: readonly AlignedLine[], taken: Taken): Link[] {
  const waiting = new Map<string, number[]>()
  for (const [i, line] of a.entries()) {
    const key = keyOf(line)
    if (!taken.before.has(i) && line.text.length >= LEAST_MOVED) waiting.set(key, [...(waiting.get(key) ?? []), i])
  }
  return b.flatMap((line, j) => {
    const i = taken.after.has(j) ? undefined : waiting.get(keyOf(line))?.shift()
    return i === undefined ? [] : [link(i, j, true)]
  })
}

/** Half-open ranges between settled lines. */
interface Gap {
  readonly fromA: number
  readonly toA: number
  readonly fromB: number
  readonly toB: number
}

function gapsOf(links: readonly Link[], sizeA: number, sizeB: number): Gap[] {
  const ends = [...links.map(({ before, after }) => [before[0]!, after[0]!] as const), [sizeA, sizeB] as const]
  let [fromA, fromB] = [0, 0]
  return ends.flatMap(([toA, toB]) => {
    const gap = { fromA, toA, fromB, toB }
    ;[fromA, fromB] = [toA + 1, toB + 1]
    return gap.fromA < gap.toA && gap.fromB < gap.toB ? [gap] : []
  })
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

/** A way to go on in a gap: so many lines of either text are one. */
interface Choice {
  readonly take: readonly [number, number]
  readonly worth: number
}

/** The links of a gap that are worth most together: characters that stay where they are. */
function changedLines(a: readonly AlignedLine[], b: readonly AlignedLine[], gap: Gap, taken: Taken): Link[] {
  const [rowsA, rowsB] = [
    range(gap.fromA, gap.toA).filter((i) => !taken.before.has(i)),
    range(gap.fromB, gap.toB).filter((j) => !taken.after.has(j)),
  ]
  if (rowsA.length * rowsB.length > MOST_CELLS) return []
  const [linesA, linesB] = [rowsA.map((i) => profileOf(a[i]!, i)), rowsB.map((j) => profileOf(b[j]!, j))]
  const best = bestChoices(linesA, linesB)
  const links: Link[] = []
  for (let i = 0, j = 0; i < rowsA.length && j < rowsB.length;) {
    const [takeA, takeB] = best[i]![j]!.take
    if (takeA > 0 && takeB > 0)
      links.push({ before: rowsA.slice(i, i + takeA), after: rowsB.slice(j, j + takeB), isMoved: false })
    i += takeA
    j += takeB
  }
  return links
}

/** For every pair of places in a gap, the best way on from there. */
function bestChoices(a: readonly Profile[], b: readonly Profile[]): Choice[][] {
  const common = commonPairs(a, b)
  const worth = Array.from({ length: a.length + 1 }, () => new Float64Array(b.length + 1))
  const best: Choice[][] = a.map(() => [])
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      let choice: Choice = { take: [1, 0], worth: worth[i + 1]![j]! }
      const offer = (takeA: number, takeB: number, gain: number): void => {
        const sum = gain + worth[i + takeA]![j + takeB]!
        if (gain > 0 && sum > choice.worth) choice = { take: [takeA, takeB], worth: sum }
      }
      if (worth[i]![j + 1]! > choice.worth) choice = { take: [0, 1], worth: worth[i]![j + 1]! }
      offer(1, 1, worthOf(a[i]!, b[j]!, common[i]![j]!))
      for (let n = 2; n <= MOST_PIECES; n++) {
        if (isRow(b, j, n))
          offer(
            1,
            n,
            divided(a[i]!, n, (k) => [b[j + k]!, common[i]![j + k]!]),
          )
        if (isRow(a, i, n))
          offer(
            n,
            1,
            divided(b[j]!, n, (k) => [a[i + k]!, common[i + k]![j]!]),
          )
      }
      best[i]![j] = choice
      worth[i]![j] = choice.worth
    }
  }
  return best
}

/** Whether so many lines from `at` on follow each other in their text, none that moved between them. */
const isRow = (lines: readonly Profile[], at: number, count: number): boolean =>
  at + count <= lines.length && lines[at + count - 1]!.index - lines[at]!.index === count - 1

/** A line by its pairs of characters, for how much two lines have in common. */
interface Profile extends AlignedLine {
  readonly index: number
  readonly pairs: ReadonlyMap<string, number>
  readonly size: number
}

function profileOf(line: AlignedLine, index: number): Profile {
  const pairs = new Map<string, number>()
  const { text } = line
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return { type: line.type, text, index, pairs, size: Math.max(0, text.length - 1) }
}

/** How many pairs each line of `a` has in common with each of `b`; only lines that share one are looked at. */
function commonPairs(a: readonly Profile[], b: readonly Profile[]): readonly Float64Array[] {
  const having = new Map<string, [line: number, count: number][]>()
  for (const [i, { pairs }] of a.entries()) {
    for (const [pair, count] of pairs) {
      const lines = having.get(pair)
      if (lines) lines.push([i, count])
      else having.set(pair, [[i, count]])
    }
  }
  const common = a.map(() => new Float64Array(b.length))
  for (const [j, { pairs }] of b.entries()) {
    for (const [pair, count] of pairs) {
      for (const [i, countA] of having.get(pair) ?? []) common[i]![j]! += Math.min(count, countA)
    }
  }
  return common
}

/** Of 1, how much two lines have in common (Dice). Lines too short to have a pair are alike when they are of one type. */
function alikeness(a: Profile, b: Profile, common: number): number {
  if (a.text === b.text) return 1
  if (a.size + b.size < 4) return a.type === b.type ? ALIKE : 0
  return (2 * common) / (a.size + b.size)
}

/** What it is worth to take two lines for one: a head that was written anew is still the head. */
function worthOf(a: Profile, b: Profile, common: number): number {
  const alike = alikeness(a, b, common)
  if (alike < ALIKE) return 0
  return alike * (a.size + b.size + 2) * (a.type === b.type ? 1 : 0.9)
}

/** What it is worth to take a line for several that follow each other: each must come from it, and they must make it up. */
function divided(whole: Profile, count: number, pieceAt: (k: number) => readonly [Profile, common: number]): number {
  let sum = 0
  for (let k = 0; k < count; k++) {
    const [piece, common] = pieceAt(k)
    if (piece.size < 2 || common < 0.7 * piece.size) return 0
    sum += common
  }
  return sum < 0.7 * whole.size ? 0 : 2 * sum + 2
}

/** What is left over on either side and much the same: it has moved and was changed as well. */
function movedAndChanged(a: readonly AlignedLine[], b: readonly AlignedLine[], taken: Taken): Link[] {
  const left = <T extends AlignedLine>(lines: readonly T[], known: ReadonlySet<number>): [number, Profile][] =>
    lines.flatMap((line, i) => (known.has(i) || line.text.length < 2 * LEAST_MOVED ? [] : [[i, profileOf(line, i)]]))
  const [leftA, leftB] = [left(a, taken.before), left(b, taken.after)]
  if (leftA.length * leftB.length > MOST_CELLS) return []
  const [linesA, linesB] = [leftA.map(([, line]) => line), leftB.map(([, line]) => line)]
  const common = commonPairs(linesA, linesB)
  const pairs = leftB.flatMap(([j, lineB], y) =>
    leftA
      .map(([i, lineA], x) => ({ i, j, alike: alikeness(lineA, lineB, common[x]![y]!) }))
      .filter(({ alike }) => alike >= ALIKE_ELSEWHERE),
  )
  const links: Link[] = []
  const known = new Taken([])
  for (const { i, j } of pairs.toSorted((x, y) => y.alike - x.alike)) {
    if (known.before.has(i) || known.after.has(j)) continue
    const next = link(i, j, true)
    links.push(next)
    known.add([next])
  }
  return links
}
