/**
 * Story -> copy: what the composer takes, the final text. A line's CopyParagraph is remembered by the identity of its
 * nodes, and ProseMirror keeps those that an edit did not touch, so after a keystroke all paragraphs but one are the same
 * objects and the composer sets only that one again.
 */
import type { Node } from 'prosemirror-model'
import { PARTS, type Copy, type CopyParagraph, type CopySpan, type Part } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import { slugOf } from './documents.ts'
import { finalLines, runsOf, type FinalLine } from './final.ts'
import { paragraphKindOf, storyAttrs, type StoryDoc } from './schema.ts'

interface Known {
  readonly lines: readonly Node[]
  readonly paragraph: CopyParagraph
}

/** By the first line of a final line. */
const paragraphs = new WeakMap<Node, Known>()

/** The copy of a document. Every final line of a part is a paragraph of it, an empty one too; a part all empty has none. */
export function copyOf(doc: StoryDoc, meta: { readonly id: StoryId; readonly version: number }): Copy {
  const { kind, lang, orientation } = storyAttrs(doc)
  const parts = Object.fromEntries(PARTS.map((part): [Part, CopyParagraph[]] => [part, []])) as unknown as Record<
    Part,
    CopyParagraph[]
  >
  for (const line of finalLines(doc)) parts[line.part].push(paragraphOf(line))
  for (const part of PARTS) if (parts[part].every((paragraph) => paragraph.text === '')) parts[part] = []
  return { id: meta.id, version: meta.version, kind, lang, slug: slugOf(doc), orientation, parts }
}

function paragraphOf(final: FinalLine): CopyParagraph {
  const known = paragraphs.get(final.line)
  const { pieces } = final
  if (known?.lines.length === pieces.length && pieces.every(({ line }, i) => line === known.lines[i]))
    return known.paragraph
  const paragraph: CopyParagraph = { kind: paragraphKindOf(final.line), text: final.text, spans: spansOf(final) }
  paragraphs.set(final.line, { lines: pieces.map(({ line }) => line), paragraph })
  return paragraph
}

/** A dateline is set as a lead-in is. */
const SPAN_OF: Readonly<Record<string, CopySpan['kind']>> = {
  leadIn: 'leadIn',
  dateline: 'leadIn',
  strong: 'strong',
  emphasis: 'emphasis',
}

function spansOf(final: FinalLine): CopySpan[] {
  const spans: CopySpan[] = []
  for (const { node, offset } of runsOf(final)) {
    for (const mark of node.marks) {
      const kind = SPAN_OF[mark.type.name]
      if (kind) addSpan(spans, { from: offset, to: offset + node.nodeSize, kind })
    }
  }
  return spans
}

/** Adds a span, or lengthens the one of its kind that ends where it begins. */
function addSpan(spans: CopySpan[], span: CopySpan): void {
  const before = spans.findIndex((each) => each.kind === span.kind && each.to === span.from)
  if (before === -1) spans.push(span)
  else spans[before] = { ...spans[before]!, to: span.to }
}
