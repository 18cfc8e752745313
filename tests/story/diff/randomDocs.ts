/** Random documents and what editors do to them: typed over, divided, joined, moved, marked, tracked. */
import type { Node } from 'prosemirror-model'
import { schema, type LineType, type StoryDoc } from '#story/schema.ts'
import { pick, replaced, weighed, whole, type Next } from '../../laws/edits/chance.ts'

const WORDS = [
  '云塘区',
  '江畔步道',
  '昨日',
  '全线贯通',
  '，',
  '。',
  '、',
  '30.5公里',
  '3,000',
  '市民',
  '王某某说',
  '“很美”',
  'Millhaven',
  ' council ',
  'well-known',
  '𠮷',
  '的',
  '了',
]
const BODY: readonly LineType[] = ['paragraph', 'paragraph', 'paragraph', 'subhead', 'note', 'row', 'pullQuote']
const HAND = { by: '陈一宁', at: '2026-11-23T20:00Z' }

/** A line as it is built: runs of text, each with the names of its marks. */
interface Line {
  readonly type: LineType
  readonly runs: readonly { readonly text: string; readonly marks: readonly string[] }[]
  readonly seam: boolean
}

const sentence = (next: Next, most: number): string =>
  Array.from({ length: whole(next, 0, most) }, () => pick(next, WORDS)).join('')

const line = (next: Next, type: LineType, most = 16): Line => ({
  type,
  seam: false,
  runs: [{ text: sentence(next, most), marks: [] }],
})

const ORDER: readonly LineType[] = [
  'kicker',
  'headline',
  'deck',
  'byline',
  'paragraph',
  'jumpLine',
  'cutline',
  'credit',
]
const rank = ({ type }: Line): number => Math.max(0, ORDER.indexOf(BODY.includes(type) ? 'paragraph' : type))

export function randomLines(next: Next): readonly Line[] {
  const heads = (['kicker', 'headline', 'deck', 'byline'] as const).flatMap((type) =>
    type === 'headline' || next() < 0.5 ? [line(next, type, 5)] : [],
  )
  const body = Array.from({ length: whole(next, 0, 9) }, () => line(next, pick(next, BODY)))
  return [...heads, ...body, ...(next() < 0.3 ? [line(next, 'credit', 3)] : [])]
}

const textOf = ({ runs }: Line): string => runs.map(({ text }) => text).join('')

function typedOver(next: Next, old: Line): Line {
  const text = textOf(old)
  const from = whole(next, 0, text.length)
  const to = Math.min(text.length, from + whole(next, 0, 6))
  return { ...old, runs: [{ text: text.slice(0, from) + sentence(next, 3) + text.slice(to), marks: [] }] }
}

const MARKS = ['strong', 'emphasis', 'leadIn', 'dateline', 'inserted', 'deleted', 'link']

function marked(next: Next, old: Line): Line {
  const text = textOf(old)
  const at = whole(next, 0, text.length)
  return {
    ...old,
    runs: [
      { text: text.slice(0, at), marks: next() < 0.4 ? [pick(next, MARKS)] : [] },
      { text: text.slice(at), marks: next() < 0.4 ? [pick(next, MARKS)] : [] },
    ],
  }
}

/** A few of the things that happen to copy between two versions. */
export function edited(next: Next, before: readonly Line[]): readonly Line[] {
  let lines = before
  for (let acts = whole(next, 0, 8); acts > 0; acts--) {
    const at = whole(next, 0, lines.length - 1)
    const here = lines[at]!
    const text = textOf(here)
    const half = whole(next, 0, text.length)
    const part = (from: number, to: number): Line => ({ ...here, runs: [{ text: text.slice(from, to), marks: [] }] })
    const isBody = BODY.includes(here.type)
    lines = weighed<() => readonly Line[]>(next, [
      [5, () => replaced(lines, at, typedOver(next, here))],
      [2, () => replaced(lines, at, marked(next, here))],
      [2, () => replaced(lines, at, part(0, half), part(half, text.length))],
      [2, () => (lines[at + 1]?.type === here.type ? joined(lines, at) : lines)],
      [1, () => replaced(lines, at, here, line(next, isBody ? pick(next, BODY) : here.type))],
      [1, () => (here.type === 'headline' ? lines : replaced(lines, at))],
      [1, () => (isBody ? replaced(lines, at, { ...here, type: pick(next, BODY) }) : lines)],
      [1, () => (isBody ? [...lines, { ...here, type: 'cutline' as const }] : lines)],
      [1, () => [...replaced(lines, at), here]],
      [1, () => replaced(lines, at, { ...here, seam: at > 0 && !here.seam })],
    ])()
    lines = lines.toSorted((a, b) => rank(a) - rank(b))
  }
  return lines
}

const joined = (lines: readonly Line[], at: number): readonly Line[] => [
  ...lines.slice(0, at),
  { ...lines[at]!, runs: [...lines[at]!.runs, ...lines[at + 1]!.runs] },
  ...lines.slice(at + 2),
]

const ATTRS: Readonly<Record<string, object>> = {
  link: { href: 'https://yuntang.invalid/1' },
  inserted: HAND,
  deleted: HAND,
}

function nodeOf({ type, runs, seam }: Line, index: number): Node {
  const allowed = schema.nodes[type]
  const texts = runs.flatMap(({ text, marks }) => {
    const made = marks.map((name) => schema.mark(name, ATTRS[name])).filter((mark) => allowed.allowsMarkType(mark.type))
    return text === '' ? [] : [schema.text(text, made)]
  })
  return schema.node(type, seam && index > 0 ? { seam: { kind: 'deleted', move: '', ...HAND } } : null, texts)
}

/** The document of the lines; it may hold tracked changes. */
export function docOfLines(lines: readonly Line[], slug = ''): StoryDoc {
  const doc = schema.node('doc', { slug }, lines.map(nodeOf))
  doc.check()
  return doc
}
