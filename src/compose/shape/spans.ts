/** Marked words: a paragraph's text in stretches of one kind, whatever the spans overlap and wherever they end. */
import type { CopyParagraph, CopySpan } from '#contract/copy.ts'

export type StretchKind = 'plain' | CopySpan['kind']

export interface Stretch {
  readonly kind: StretchKind
  readonly text: string
}

/** Which kind wins where spans overlap. */
const RANK: Readonly<Record<StretchKind, number>> = { plain: 0, emphasis: 1, strong: 2, leadIn: 3 }

/** The stretches, joined, are the text. A lead-in counts at the paragraph's head alone; ends outside the text are brought in. */
export function stretchesOf({ text, spans }: Pick<CopyParagraph, 'text' | 'spans'>): readonly Stretch[] {
  const known = spans.flatMap(({ from, to, kind }) => {
    const [start, end] = [placeIn(text, from), placeIn(text, to)]
    return end > start && (kind !== 'leadIn' || start === 0) ? [{ start, end, kind }] : []
  })
  const places = [...new Set([0, text.length, ...known.flatMap(({ start, end }) => [start, end])])]
  places.sort((a, b) => a - b)
  const stretches: Stretch[] = []
  for (const [i, from] of places.entries()) {
    const to = places[i + 1]
    if (to === undefined) break
    let kind: StretchKind = 'plain'
    for (const span of known) {
      if (span.start <= from && span.end >= to && RANK[span.kind] > RANK[kind]) kind = span.kind
    }
    stretches.push({ kind, text: text.slice(from, to) })
  }
  return stretches
}

/** A whole offset inside the text that divides no character and no mark that is set as one. */
function placeIn(text: string, offset: number): number {
  // Not a number: NaN is neither greater nor less.
  let at = offset > 0 ? Math.min(text.length, Math.floor(offset)) : 0
  while (at > 0 && at < text.length && dividesCluster(text, at)) at++
  return at
}

function dividesCluster(text: string, at: number): boolean {
  const [before, after] = [text.charAt(at - 1), text.charAt(at)]
  if (after >= '\udc00' && after <= '\udfff') return true
  if (isJoined(after) || before === '\u200d') return true
  return (before === after && (after === '—' || after === '…')) || ('？！'.includes(before) && '？！'.includes(after))
}

const isJoined = (unit: string): boolean =>
  (unit >= '\u0300' && unit <= '\u036f') ||
  (unit >= '\ufe00' && unit <= '\ufe0f') ||
  unit === '\u200d' ||
  unit === '\udb40'
