/**
 * Lone lines in a full story (R14, E8). Where no slot may stay open, a paragraph before the break takes a line more or less
 * and one after it gives that line back, so that the story keeps its length; both only where no line looks worse for it.
 */
import type { Flowed, FlowParagraph, FlowRemark } from './flowed.ts'

/**
 * How many paragraphs are looked at on either side, how many of them are asked for other lines, and how often the story is
 * run anew: typing must not wait for this.
 */
const NEAR = 8
const MOST_ASKED = 16
const MOST_RUNS = 6

export interface LoneTools {
  /** Whether a paragraph can take the line more or less that it is asked to, in legs as wide as this frame. */
  mayTake(of: FlowParagraph, frame: number): boolean
  run(paragraphs: readonly FlowParagraph[]): Flowed
}

/** The story with fewer lone lines, or as it was. */
export function withoutLoneLines(flowed: Flowed, paragraphs: readonly FlowParagraph[], tools: LoneTools): Flowed {
  let best = flowed
  let rows = paragraphs
  let runs = 0
  const asked = openAsked(tools)
  for (const remark of flowed.remarks) {
    for (const pair of pairsAt(rows, remark, asked)) {
      if (++runs > MOST_RUNS) return best
      const tried = rows.map((of) => pair.get(of) ?? of)
      const other = tools.run(tried)
      if (!isBetter(other, best)) continue
      best = other
      rows = tried
      break
    }
  }
  return best
}

/** A paragraph with a line more or less, null where it can't have that or too many were asked already. */
type Taken = (of: FlowParagraph, more: 1 | -1, frame: number) => FlowParagraph | null

/** Asks no paragraph twice. */
function openAsked({ mayTake }: LoneTools): Taken {
  const known = new Map<FlowParagraph, Map<number, FlowParagraph | null>>()
  let count = 0
  return (of, more, frame) => {
    const own = known.get(of) ?? new Map<number, FlowParagraph | null>()
    known.set(of, own)
    const found = own.get(more * (frame + 1))
    if (found !== undefined) return found
    if (++count > MOST_ASKED) return null
    const other = { ...of, more }
    const taken = mayTake(other, frame) ? other : null
    own.set(more * (frame + 1), taken)
    return taken
  }
}

const isBetter = (other: Flowed, best: Flowed): boolean =>
  other.remarks.length < best.remarks.length &&
  other.stranded <= best.stranded &&
  other.used === best.used &&
  other.over.length === best.over.length

/** Pairs of paragraphs about a leg's end, the nearest first: one takes a line more or less, the other gives it back. */
function* pairsAt(
  rows: readonly FlowParagraph[],
  remark: FlowRemark,
  taken: Taken,
): Generator<ReadonlyMap<FlowParagraph, FlowParagraph>> {
  const { paragraph, index, part } = remark.of
  const lone = rows.findIndex((of) => of.paragraph === paragraph && of.index === index && of.part === part)
  if (lone < 0) return
  // A widow heads its leg: the leg before it ends too late or too early. An orphan stands at the foot of its own.
  const isWidow = remark.code === 'line.widow'
  const foot = isWidow ? remark.frame - 1 : remark.frame
  const own = isWidow ? lone : lone - 1
  const before = rows
    .slice(Math.max(0, own + 1 - NEAR), own + 1)
    .toReversed()
    .filter(isRunning)
  const after = rows.slice(own + 1, own + 1 + NEAR).filter(isRunning)
  for (let far = 0; far < before.length + after.length - 1; far++) {
    for (let i = Math.min(far, before.length - 1); i >= 0 && far - i < after.length; i--) {
      const [one, other] = [before[i], after[far - i]]
      if (!one || !other) continue
      for (const more of [-1, 1] as const) {
        const a = taken(one, more, foot)
        const b = a && taken(other, more === 1 ? -1 : 1, foot + 1)
        if (a && b)
          yield new Map([
            [one, a],
            [other, b],
          ])
      }
    }
  }
}

/** Running text that was not changed yet. */
const isRunning = (of: FlowParagraph): boolean =>
  of.part === 'body' && of.paragraph.kind === 'text' && !of.row && !of.cap && of.more === undefined
