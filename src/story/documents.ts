/** Documents: made empty, from an imported item or from JSON; and read back as the item that scripts see. */
import { Node } from 'prosemirror-model'
import type { Lang, Part, StoryKind } from '#contract/copy.ts'
import type { ImportItem } from '#contract/exchange.ts'
import { leadMarkOf } from '#contract/manuscript.ts'
import { fault, type Outcome } from '#contract/faults.ts'
import { finalLines, runsOf, type FinalLine } from './final.ts'
import { textOf as textOfRuns } from './manuscripts.ts'
import { bylineRuns, creditsOf, type Credit } from './roles.ts'
import { SCHEMA_VERSION, lineTypeOf, schema, storyAttrs, type LineType, type StoryDoc } from './schema.ts'

/** A story as scripts read it: the item's shape, and which body paragraphs are pull quotes and notes. */
export interface StoryItem extends ImportItem {
  readonly pullQuotes: number[]
  readonly notes: number[]
  /** Who did what, as the bylines say. */
  readonly roles: Credit[]
}

/** The lines that a new story of a kind begins with. */
const FIRST_LINES: Readonly<Record<StoryKind, readonly LineType[]>> = {
  story: ['headline', 'byline', 'paragraph'],
  picture: ['headline', 'cutline', 'credit'],
  refer: ['headline'],
  ad: ['headline'],
}

/** A document with the empty lines that its kind begins with. */
export function emptyDoc(kind: StoryKind, lang: Lang): StoryDoc {
  const lines = FIRST_LINES[kind].map((type) => schema.node(type))
  return schema.node('doc', { kind, lang }, lines)
}

/** The document of an imported item. Offsets in the item's parts are the same in the document's lines. */
export function docFromItem(item: ImportItem): StoryDoc {
  const { kind, lang, orientation, slug } = item
  const lines = [
    ...linesOf('kicker', item.kicker),
    ...linesOf('headline', item.headline.length > 0 ? item.headline : ['']),
    ...linesOf('deck', item.deck),
    ...item.bylines.map((text) => schema.node('byline', null, textOfRuns(bylineRuns(text), 'byline'))),
    ...item.body.map((text, index) => bodyLine(item, text, index)),
    ...linesOf('jumpLine', item.jumpLines),
    ...linesOf('cutline', item.cutline === '' ? [] : item.cutline.split('\n')),
    ...linesOf('credit', item.credits),
  ]
  const doc = schema.node('doc', { kind, lang, orientation, slug: slug.slice(0, 64) }, lines)
  doc.check()
  return doc
}

const linesOf = (type: LineType, texts: readonly string[]): Node[] =>
  texts.map((text) => schema.node(type, null, textOf(text)))

const textOf = (text: string): Node[] => (text === '' ? [] : [schema.text(text)])

function bodyLine(item: ImportItem, text: string, index: number): Node {
  const leadIn = item.leadIns[index] ?? 0
  if (item.subheads.includes(index)) return schema.node('subhead', null, textOf(text))
  if (leadIn <= 0 || leadIn > text.length) return schema.node('paragraph', null, textOf(text))
  const words = text.slice(0, leadIn)
  const head = schema.text(words, [schema.mark(leadMarkOf(words))])
  return schema.node('paragraph', null, [head, ...textOf(text.slice(leadIn))])
}

/** The item that a document stands for. Empty lines are left out, except in the body, where they keep their place. */
export function itemFromDoc(doc: StoryDoc): StoryItem {
  const { kind, lang, orientation, slug } = storyAttrs(doc)
  const body = linesOfPart(doc, 'body')
  const indexesOf = (type: LineType): number[] =>
    body.flatMap(({ line }, index) => (lineTypeOf(line) === type ? [index] : []))
  return {
    kind,
    lang,
    slug: slug === '' ? derivedSlug(doc) : slug,
    orientation,
    kicker: textsOfPart(doc, 'kicker'),
    headline: textsOfPart(doc, 'headline'),
    deck: textsOfPart(doc, 'deck'),
    bylines: textsOfPart(doc, 'byline'),
    body: body.map(({ text }) => text),
    leadIns: body.map(leadInOf),
    subheads: indexesOf('subhead'),
    pullQuotes: indexesOf('pullQuote'),
    notes: indexesOf('note'),
    roles: creditsOf(doc),
    jumpLines: textsOfPart(doc, 'jumpLine'),
    cutline: textsOfPart(doc, 'cutline').join('\n'),
    credits: textsOfPart(doc, 'credit'),
  }
}

/** The final lines of a part, in order. */
export const linesOfPart = (doc: StoryDoc, part: Part): FinalLine[] =>
  finalLines(doc).filter((line) => line.part === part)

const textsOfPart = (doc: StoryDoc, part: Part): string[] =>
  linesOfPart(doc, part)
    .map(({ text }) => text)
    .filter((text) => text !== '')

/** UTF-16 length of the lead-in or dateline at a final line's head, 0 where there is none. */
function leadInOf(line: FinalLine): number {
  let length = 0
  for (const { node } of runsOf(line)) {
    if (!isLead(node)) break
    length += node.nodeSize
  }
  return length
}

const isLead = ({ marks }: Node): boolean =>
  schema.marks.leadIn.isInSet(marks) !== undefined || schema.marks.dateline.isInSet(marks) !== undefined

/** UTF-16 length of the lead-in at the head of a line of the document, 0 where there is none. */
export function leadInLength(line: Node): number {
  let length = 0
  for (const text of line.children) {
    if (!schema.marks.leadIn.isInSet(text.marks)) break
    length += text.nodeSize
  }
  return length
}

/** The slug 稿名: the editor's own, else the head's first words. */
export function slugOf(doc: StoryDoc): string {
  const { slug } = storyAttrs(doc)
  return slug === '' ? derivedSlug(doc) : slug
}

const SLUG_LENGTH = 24

function derivedSlug(doc: StoryDoc): string {
  const text = (['headline', 'kicker', 'body', 'cutline'] as const)
    .map((part) => textsOfPart(doc, part)[0])
    .find((each) => each !== undefined)
  return [...(text ?? '').trim()].slice(0, SLUG_LENGTH).join('').trim()
}

/**
 * The document in stored JSON. file.newer when a later version of the product wrote it, file.corrupt when it is no
 * document of this schema.
 */
export function docFromJson(json: unknown): Outcome<StoryDoc> {
  const version = schemaVersionOf(json)
  if (version > SCHEMA_VERSION) return fault('file.newer', { version, known: SCHEMA_VERSION })
  try {
    const doc = Node.fromJSON(schema, atThisVersion(json))
    if (doc.type !== schema.topNodeType) return fault('file.corrupt', { problem: `top node ${doc.type.name}` })
    doc.check()
    return doc
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError)
      return fault('file.corrupt', { problem: error.message })
    throw error
  }
}

/** A document of an older schema says from now on that it is one of this schema, which reads all that it holds. */
function atThisVersion(json: unknown): unknown {
  if (schemaVersionOf(json) === SCHEMA_VERSION) return json
  const doc = json as { attrs: Record<string, unknown> }
  return { ...doc, attrs: { ...doc.attrs, schemaVersion: SCHEMA_VERSION } }
}

function schemaVersionOf(json: unknown): number {
  const attrs = (json as { attrs?: { schemaVersion?: unknown } } | null)?.attrs
  return typeof attrs?.schemaVersion === 'number' ? attrs.schemaVersion : SCHEMA_VERSION
}
