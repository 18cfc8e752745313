/** The lines that an editor forced: a head's paragraphs, and the stretches of a paragraph between its line feeds. */
import type { CopyParagraph, CopySpan } from '#contract/copy.ts'

export interface HeadPiece {
  /** The stretch as a paragraph of its own. */
  readonly copy: CopyParagraph
  /** Index of its paragraph in the head, and where in that paragraph's text it begins. */
  readonly paragraph: number
  readonly offset: number
  /** Whether its paragraph ends with it. */
  readonly isEnd: boolean
}

/** Stretches of paragraphs that hold line feeds: the same objects every time, since cells are remembered by them. */
export type PieceMemory = WeakMap<CopyParagraph, readonly CopyParagraph[]>

/** The forced lines of a head, in order. */
export function piecesOf(paragraphs: readonly CopyParagraph[], memory: PieceMemory): HeadPiece[] {
  return paragraphs.flatMap((copy, paragraph) => {
    const stretches = stretchesOf(copy, memory)
    let offset = 0
    return stretches.map((stretch, at) => {
      const piece = { copy: stretch, paragraph, offset, isEnd: at === stretches.length - 1 }
      offset += stretch.text.length + 1
      return piece
    })
  })
}

/** Lines that the editor broke a part into. */
export const forcedLines = (paragraphs: readonly CopyParagraph[]): number =>
  paragraphs.reduce((sum, { text }) => sum + text.split('\n').length, 0)

function stretchesOf(copy: CopyParagraph, memory: PieceMemory): readonly CopyParagraph[] {
  if (!copy.text.includes('\n')) return [copy]
  const known = memory.get(copy)
  if (known) return known
  let from = 0
  const made = copy.text.split('\n').map((text) => {
    const stretch = { kind: copy.kind, text, spans: spansIn(copy, from, from + text.length) }
    from += text.length + 1
    return stretch
  })
  memory.set(copy, made)
  return made
}

const spansIn = ({ spans }: CopyParagraph, from: number, to: number): CopySpan[] =>
  spans.flatMap((span) => {
    const own = { ...span, from: Math.max(span.from, from) - from, to: Math.min(span.to, to) - from }
    return own.from < own.to ? [own] : []
  })
