/**
 * Story -> copy: what the composer takes. A line's CopyParagraph is remembered by the identity of its node, and
 * ProseMirror keeps the nodes that an edit did not touch, so after a keystroke all paragraphs but one are the same
 * objects and the composer sets only that one again.
 */
import type { Node } from 'prosemirror-model'
import { PARTS, type Copy, type CopyParagraph, type CopySpan, type Part } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import { slugOf } from './documents.ts'
import { paragraphKindOf, partOf, storyAttrs, type StoryDoc } from './schema.ts'

const paragraphs = new WeakMap<Node, CopyParagraph>()

/** The copy of a document. Every line of a part is a paragraph of it, an empty one too; a part all empty has none. */
export function copyOf(doc: StoryDoc, meta: { readonly id: StoryId; readonly version: number }): Copy {
  const { kind, lang, orientation } = storyAttrs(doc)
  const parts = Object.fromEntries(PARTS.map((part): [Part, CopyParagraph[]] => [part, []])) as unknown as Record<
    Part,
    CopyParagraph[]
  >
  for (const line of doc.children) parts[partOf(line)].push(paragraphOf(line))
  for (const part of PARTS) if (parts[part].every((paragraph) => paragraph.text === '')) parts[part] = []
  return { id: meta.id, version: meta.version, kind, lang, slug: slugOf(doc), orientation, parts }
}

function paragraphOf(line: Node): CopyParagraph {
  const known = paragraphs.get(line)
  if (known) return known
  const made: CopyParagraph = { kind: paragraphKindOf(line), text: line.textContent, spans: spansOf(line) }
  paragraphs.set(line, made)
  return made
}

function spansOf(line: Node): CopySpan[] {
  const spans: CopySpan[] = []
  line.forEach((text, from) => {
    for (const mark of text.marks) {
      const kind = mark.type.name
      if (kind === 'leadIn' || kind === 'strong' || kind === 'emphasis')
        addSpan(spans, { from, to: from + text.nodeSize, kind })
    }
  })
  return spans
}

/** Adds a span, or lengthens the one of its kind that ends where it begins. */
function addSpan(spans: CopySpan[], span: CopySpan): void {
  const before = spans.findIndex((each) => each.kind === span.kind && each.to === span.from)
  if (before === -1) spans.push(span)
  else spans[before] = { ...spans[before]!, to: span.to }
}
