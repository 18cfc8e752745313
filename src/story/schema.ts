/**
 * The schema of a story. A story is a flat row of lines, each a node of its own type in the order of the trade:
 *
 *     kicker* headline+ deck* byline* (paragraph | subhead | pullQuote | note)* jumpLine* cutline* credit*
 *
 * A headline of two lines is two headline nodes: the break that an editor forces is a boundary between nodes, and so a
 * place in the copy (part, paragraph, offset) and a position in the document translate by counting. At least one
 * headline node stands, perhaps empty, so that there is always a line to type into. Text holds no line feed and no image.
 */
import { Schema, type Attrs, type MarkSpec, type Node, type NodeSpec } from 'prosemirror-model'
import {
  LANGS,
  STORY_KINDS,
  type Lang,
  type Orientation,
  type ParagraphKind,
  type Part,
  type StoryKind,
} from '#contract/copy.ts'

/** A story's document: the top node of this schema. */
export type StoryDoc = Node

/** Rises with every change that older code could not read; documents of a newer schema are refused. */
export const SCHEMA_VERSION = 1

/** The attributes of a document. `slug` is empty where the headline names the story. */
export interface StoryAttrs {
  readonly schemaVersion: number
  readonly kind: StoryKind
  readonly lang: Lang
  readonly orientation: Orientation
  readonly slug: string
}

/** Every type of line, in the order in which they stand. */
export const LINE_TYPES = [
  'kicker',
  'headline',
  'deck',
  'byline',
  'paragraph',
  'subhead',
  'pullQuote',
  'note',
  'jumpLine',
  'cutline',
  'credit',
] as const
export type LineType = (typeof LINE_TYPES)[number]

const PART_OF: Readonly<Record<LineType, Part>> = {
  kicker: 'kicker',
  headline: 'headline',
  deck: 'deck',
  byline: 'byline',
  paragraph: 'body',
  subhead: 'body',
  pullQuote: 'body',
  note: 'body',
  jumpLine: 'jumpLine',
  cutline: 'cutline',
  credit: 'credit',
}

/** The part of the story that a line belongs to. */
export const partOf = (line: Node): Part => PART_OF[lineTypeOf(line)]

/** The type of a line's node; RangeError for any other node. */
export function lineTypeOf(line: Node): LineType {
  const name = line.type.name
  if (!isLineType(name)) throw new RangeError(`lineTypeOf: ${name} is not a line`)
  return name
}

export const isLineType = (name: string): name is LineType => Object.hasOwn(PART_OF, name)

/** The kind that a body line has in the copy; heads, bylines and cutlines are plain text there. */
export function paragraphKindOf(line: Node): ParagraphKind {
  const type = lineTypeOf(line)
  return type === 'subhead' || type === 'pullQuote' || type === 'note' ? type : 'text'
}

/** The line type of a part's first line: what the part consists of unless someone chose otherwise. */
export const lineTypeForPart = (part: Part): LineType => (part === 'body' ? 'paragraph' : part)

/** The attributes of a document, typed. */
export const storyAttrs = (doc: StoryDoc): StoryAttrs => doc.attrs as StoryAttrs

function oneOf(name: string, allowed: readonly unknown[]): (value: unknown) => void {
  return (value) => {
    if (!allowed.includes(value)) throw new RangeError(`${name}: ${String(value)}`)
  }
}

function shortText(value: unknown): void {
  if (typeof value !== 'string' || value.length > 64) throw new RangeError(`slug: ${String(value).slice(0, 64)}`)
}

function readLineType(element: Element): Attrs | false {
  return element.getAttribute('data-line') === null ? false : {}
}

/** What a parse rule sees of an element; pure code knows no DOM. */
interface Element {
  getAttribute(name: string): string | null
}

function line(type: LineType, tag: string, more: Partial<NodeSpec> = {}): NodeSpec {
  return {
    content: 'text*',
    defining: true,
    parseDOM: [{ tag: `${tag}[data-line="${type}"]`, priority: 60, getAttrs: readLineType }],
    toDOM: () => [tag, { 'data-line': type, class: `line-${type}` }, 0],
    ...more,
  }
}

const paragraph = line('paragraph', 'p', { group: 'body' })
const subhead = line('subhead', 'h3', { group: 'body' })

const nodes: Record<'doc' | 'text' | LineType, NodeSpec> = {
  doc: {
    content: 'kicker* headline+ deck* byline* body* jumpLine* cutline* credit*',
    marks: '',
    attrs: {
      schemaVersion: { default: SCHEMA_VERSION, validate: oneOf('schemaVersion', [SCHEMA_VERSION]) },
      kind: { default: 'story', validate: oneOf('kind', STORY_KINDS) },
      lang: { default: 'zh-Hans', validate: oneOf('lang', LANGS) },
      orientation: { default: 'horizontal', validate: oneOf('orientation', ['horizontal', 'vertical']) },
      slug: { default: '', validate: shortText },
    },
  },
  // Copy from elsewhere comes in as paragraphs and, where it had headings, as subheads; a head is made by hand.
  paragraph: { ...paragraph, parseDOM: [...paragraph.parseDOM!, { tag: 'p' }, { tag: 'li' }, { tag: 'blockquote' }] },
  kicker: line('kicker', 'h2', { marks: 'emphasis strong' }),
  headline: line('headline', 'h1', { marks: 'emphasis strong' }),
  deck: line('deck', 'h2', { marks: 'emphasis strong' }),
  byline: line('byline', 'p', { marks: 'emphasis strong link' }),
  subhead: {
    ...subhead,
    marks: 'emphasis strong',
    parseDOM: [...subhead.parseDOM!, ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag }))],
  },
  pullQuote: line('pullQuote', 'aside', { group: 'body', marks: 'emphasis strong' }),
  note: line('note', 'p', { group: 'body', marks: 'emphasis strong link' }),
  jumpLine: line('jumpLine', 'p', { marks: 'emphasis strong' }),
  cutline: line('cutline', 'p', { marks: 'leadIn emphasis strong link' }),
  credit: line('credit', 'p', { marks: 'emphasis strong' }),
  text: {},
}

const SAFE_LINK = /^(https:\/\/[^\s]+|mailto:[^\s]+)$/

/** Whether a link may stand in a story: https or mailto and no other scheme. */
export const isSafeLink = (href: string): boolean => href.length <= 2048 && SAFE_LINK.test(href)

function readLink(element: Element): Attrs | false {
  const href = element.getAttribute('href') ?? ''
  return isSafeLink(href) ? { href } : false
}

const marks: Record<'leadIn' | 'strong' | 'emphasis' | 'link', MarkSpec> = {
  /** 本报讯, a dateline: set in the lead-in's face at the head of a paragraph. */
  leadIn: {
    inclusive: false,
    parseDOM: [{ tag: 'span[data-lead-in]' }],
    toDOM: () => ['span', { 'data-lead-in': '', class: 'lead-in' }, 0],
  },
  strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
  emphasis: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  link: {
    inclusive: false,
    attrs: {
      href: {
        validate: (value: unknown) => {
          if (typeof value !== 'string' || !isSafeLink(value)) throw new RangeError('link: only https and mailto')
        },
      },
    },
    parseDOM: [{ tag: 'a[href]', getAttrs: readLink }],
    toDOM: (mark) => ['a', { href: String(mark.attrs['href']), rel: 'noreferrer' }, 0],
  },
}

/** The one schema of stories. */
export const schema = new Schema({ nodes, marks })
