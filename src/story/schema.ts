/**
 * The schema of a story. A story is a flat row of lines, each a node of its own type in the order of the trade:
 *
 *     kicker* headline+ deck* byline* (paragraph | subhead | pullQuote | note | row)* jumpLine* cutline* credit*
 *
 * A headline of two lines is two headline nodes: the break that an editor forces is a boundary between nodes, and so a
 * place in the copy (part, paragraph, offset) and a position in the document translate by counting. At least one
 * headline node stands, perhaps empty, so that there is always a line to type into. Text holds no line feed and no image.
 * A table is consecutive rows, each a line with its cells parted by tabs, as the composer takes them.
 *
 * Tracked changes are in the document: characters are marked `inserted`, `deleted` or `reformatted`; of a line, `seam` says
 * whether the line end above it was put in or taken out, and `was` what type it had. The first line has none above it: its
 * seam is the line end below it. `final.ts` reads what stands, `changes/` makes and settles them.
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
import {
  LINE_TYPES,
  ROLES,
  isSafeLink,
  type FormerType,
  type Hand,
  type LineType,
  type Role,
  type Seam,
} from '#contract/manuscript.ts'

export { LINE_TYPES, ROLES, isSafeLink, type FormerType, type Hand, type LineType, type Role, type Seam }

/** A story's document: the top node of this schema. */
export type StoryDoc = Node

/** Rises with every change that older code could not read; documents of a newer schema are refused. */
export const SCHEMA_VERSION = 2
/** Version 1 had no tracked changes, no rows and no roles; its documents are documents of version 2. */
const READABLE_VERSIONS = [1, SCHEMA_VERSION]

/** The attributes of a document. `slug` is empty where the headline names the story. */
export interface StoryAttrs {
  readonly schemaVersion: number
  readonly kind: StoryKind
  readonly lang: Lang
  readonly orientation: Orientation
  readonly slug: string
  /** Whether changes are tracked, for everybody who edits the story. */
  readonly tracking: boolean
}

const PART_OF: Readonly<Record<LineType, Part>> = {
  kicker: 'kicker',
  headline: 'headline',
  deck: 'deck',
  byline: 'byline',
  paragraph: 'body',
  subhead: 'body',
  pullQuote: 'body',
  note: 'body',
  row: 'body',
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

/** The tracked line end above a line; null where it is settled. */
export const seamOf = (line: Node): Seam | null => line.attrs['seam'] as Seam | null

/** The type that a line had before a tracked change of it; null where it is settled. */
export const formerTypeOf = (line: Node): FormerType | null => line.attrs['was'] as FormerType | null

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

const MOST_NAME = 128
/** Names of marks, and a link among them at its longest. */
const MOST_FORMAT = 4096
const isShort = (value: unknown): boolean => typeof value === 'string' && value.length <= MOST_NAME

function isHand(value: unknown): value is Hand {
  const { by, at, move } = (value ?? {}) as Partial<Hand>
  return isShort(by) && isShort(at) && isShort(move)
}

function seam(value: unknown): void {
  if (value === null) return
  const { kind } = value as Partial<Seam>
  if (!isHand(value) || (kind !== 'inserted' && kind !== 'deleted'))
    throw new RangeError('seam: not a tracked line end')
}

function formerType(value: unknown): void {
  if (value === null) return
  const { type, by, at } = value as Partial<FormerType>
  if (!isLineType(String(type)) || !isShort(by) || !isShort(at)) throw new RangeError('was: not a line type')
}

function name(value: unknown): void {
  if (!isShort(value)) throw new RangeError(`name: ${String(value).slice(0, MOST_NAME)}`)
}

function format(value: unknown): void {
  if (typeof value !== 'string' || value.length > MOST_FORMAT) throw new RangeError('was: not a format')
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
    attrs: { seam: { default: null, validate: seam }, was: { default: null, validate: formerType } },
    parseDOM: [{ tag: `${tag}[data-line="${type}"]`, priority: 60, getAttrs: readLineType }],
    toDOM: (line) => [tag, { 'data-line': type, class: `line-${type}`, ...changesOf(line) }, 0],
    ...more,
  }
}

/** What the editor shows of a line's tracked changes. */
function changesOf(line: Node): Record<string, string> {
  const [seam, was] = [seamOf(line), formerTypeOf(line)]
  return {
    ...(seam && { 'data-seam': seam.kind, 'data-seam-by': seam.by, ...(seam.move && { 'data-move': seam.move }) }),
    ...(was && { 'data-was': was.type, 'data-was-by': was.by }),
  }
}

const HEAD_MARKS = 'emphasis strong change'
const paragraph = line('paragraph', 'p', { group: 'body', marks: 'leadIn dateline emphasis strong link change' })
const subhead = line('subhead', 'h3', { group: 'body' })

const nodes: Record<'doc' | 'text' | LineType, NodeSpec> = {
  doc: {
    content: 'kicker* headline+ deck* byline* body* jumpLine* cutline* credit*',
    marks: '',
    attrs: {
      schemaVersion: { default: SCHEMA_VERSION, validate: oneOf('schemaVersion', READABLE_VERSIONS) },
      kind: { default: 'story', validate: oneOf('kind', STORY_KINDS) },
      lang: { default: 'zh-Hans', validate: oneOf('lang', LANGS) },
      orientation: { default: 'horizontal', validate: oneOf('orientation', ['horizontal', 'vertical']) },
      slug: { default: '', validate: shortText },
      tracking: { default: false, validate: 'boolean' },
    },
  },
  // Copy from elsewhere comes in as paragraphs and, where it had headings, as subheads; a head is made by hand.
  paragraph: { ...paragraph, parseDOM: [...paragraph.parseDOM!, { tag: 'p' }, { tag: 'li' }, { tag: 'blockquote' }] },
  kicker: line('kicker', 'h2', { marks: HEAD_MARKS }),
  headline: line('headline', 'h1', { marks: HEAD_MARKS }),
  deck: line('deck', 'h2', { marks: HEAD_MARKS }),
  byline: line('byline', 'p', { marks: 'role emphasis strong link change' }),
  subhead: {
    ...subhead,
    marks: HEAD_MARKS,
    parseDOM: [...subhead.parseDOM!, ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag }))],
  },
  pullQuote: line('pullQuote', 'aside', { group: 'body', marks: HEAD_MARKS }),
  note: line('note', 'p', { group: 'body', marks: 'emphasis strong link change' }),
  row: line('row', 'p', { group: 'body', marks: 'emphasis strong link change' }),
  jumpLine: line('jumpLine', 'p', { marks: HEAD_MARKS }),
  cutline: line('cutline', 'p', { marks: 'leadIn emphasis strong link change' }),
  credit: line('credit', 'p', { marks: 'role emphasis strong change' }),
  text: {},
}

function readRole(element: Element): Attrs | false {
  const is = element.getAttribute('data-role') ?? ''
  return (ROLES as readonly string[]).includes(is) ? { is } : false
}

function readLink(element: Element): Attrs | false {
  const href = element.getAttribute('href') ?? ''
  return isSafeLink(href) ? { href } : false
}

/** A tracked change of characters by one hand. Typing beside it never becomes part of it by itself. */
const changed = (tag: 'ins' | 'del', more: Partial<MarkSpec> = {}): MarkSpec => ({
  group: 'change',
  inclusive: false,
  attrs: { by: { validate: name }, at: { validate: name }, move: { default: '', validate: name } },
  toDOM: ({ attrs }) => [tag, { 'data-by': String(attrs['by']), ...(attrs['move'] ? { 'data-move': '' } : {}) }, 0],
  ...more,
})

type MarkName = 'leadIn' | 'dateline' | 'role' | 'strong' | 'emphasis' | 'link' | 'inserted' | 'deleted' | 'reformatted'

const marks: Record<MarkName, MarkSpec> = {
  inserted: changed('ins'),
  deleted: changed('del'),
  /** Other marks than before: `was` names those that stood, parted by blanks (changes/formats.ts). */
  reformatted: {
    group: 'change',
    inclusive: false,
    attrs: { by: { validate: name }, at: { validate: name }, was: { validate: format } },
    toDOM: ({ attrs: { by, was } }) => [
      'span',
      { class: 'reformatted', 'data-by': String(by), 'data-was': String(was) },
      0,
    ],
  },
  /** 电头: place and date at the head of a paragraph; 新华社 ... 电. */
  dateline: {
    inclusive: false,
    excludes: 'leadIn dateline',
    parseDOM: [{ tag: 'span[data-dateline]' }],
    toDOM: () => ['span', { 'data-dateline': '', class: 'dateline' }, 0],
  },
  /** What a name in a byline did: the words of the role, the names stand after (or before) it. */
  role: {
    inclusive: false,
    attrs: { is: { validate: oneOf('role', ROLES) } },
    parseDOM: [{ tag: 'span[data-role]', getAttrs: readRole }],
    toDOM: ({ attrs }) => ['span', { 'data-role': String(attrs['is']), class: 'role' }, 0],
  },
  /** 本报讯: set in the lead-in's face at the head of a paragraph. */
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
