/** Random edits of a story, as the editor makes them: what an edit does not touch stays the same object. */
import { LANGS, PARTS, STORY_KINDS, type Copy, type CopyParagraph, type CopySpan, type Part } from '#contract/copy.ts'
import { pick, replaced, weighed, whole, type Next } from './chance.ts'
import { bit } from './words.ts'

/** Beyond this a story is cut rather than added to, so that pages stay small. */
const MOST_CHARACTERS = 700
const MOST_IN_HEAD = 60

type Lines = readonly CopyParagraph[]
type LineEdit = (lines: Lines, at: number, next: Next) => Lines

const plain = (text: string, kind: CopyParagraph['kind'] = 'text'): CopyParagraph => ({ kind, text, spans: [] })

/** Spans kept inside a text that changed by `by` characters at `at`. */
function shifted(spans: readonly CopySpan[], at: number, by: number, length: number): CopySpan[] {
  const move = (offset: number): number =>
    Math.max(0, Math.min(length, offset <= at ? offset : Math.max(at, offset + by)))
  return spans
    .map((span) => ({ ...span, from: move(span.from), to: move(span.to) }))
    .filter(({ from, to }) => from < to)
}

function withText(line: CopyParagraph, at: number, gone: number, added: string): CopyParagraph {
  const text = line.text.slice(0, at) + added + line.text.slice(at + gone)
  return { ...line, text, spans: shifted(line.spans, at, added.length - gone, text.length) }
}

const onLine =
  (edit: (line: CopyParagraph, next: Next) => CopyParagraph): LineEdit =>
  (lines, at, next) => {
    const line = lines[at]
    return line ? replaced(lines, at, edit(line, next)) : [...lines, plain(bit(next, 20))]
  }

const type = onLine((line, next) => withText(line, whole(next, 0, line.text.length), 0, bit(next, 9)))
const key = onLine((line, next) => withText(line, whole(next, 0, line.text.length), 0, bit(next, 1)))
const erase = onLine((line, next) => withText(line, whole(next, 0, line.text.length), whole(next, 1, 12), ''))
const pasteLong = onLine((line, next) =>
  withText(line, whole(next, 0, line.text.length), 0, bit(next, 150) + bit(next, 60)),
)

const split: LineEdit = (lines, at, next) => {
  const line = lines[at]
  if (!line) return lines
  const cut = whole(next, 0, line.text.length)
  const tail = withText(line, 0, cut, '')
  return replaced(lines, at, withText(line, cut, line.text.length - cut, ''), tail)
}

const join: LineEdit = (lines, at) => {
  const [line, after] = [lines[at], lines[at + 1]]
  if (!line || !after) return lines
  const moved = after.spans.map((span) => ({
    ...span,
    from: span.from + line.text.length,
    to: span.to + line.text.length,
  }))
  const joined = { ...line, text: line.text + after.text, spans: [...line.spans, ...moved] }
  return [...lines.slice(0, at), joined, ...lines.slice(at + 2)]
}

const add: LineEdit = (lines, at, next) => [...lines.slice(0, at), plain(bit(next, 60)), ...lines.slice(at)]
const drop: LineEdit = (lines, at) => lines.filter((_, i) => i !== at)
/** A line dragged elsewhere, or pasted as it is: the same object stands at another place, or at two. */
const move: LineEdit = (lines, at, next) => {
  const line = lines[at]
  if (!line) return lines
  const rest = next() < 0.5 ? lines.filter((_, i) => i !== at) : lines
  const to = whole(next, 0, rest.length)
  return [...rest.slice(0, to), line, ...rest.slice(to)]
}

const KINDS = ['text', 'text', 'subhead', 'pullQuote', 'note'] as const
const changeKind = onLine((line, next) => ({ ...line, kind: pick(next, KINDS) }))
const mark = onLine((line, next) => {
  if (line.text === '') return line
  const kind = pick(next, ['leadIn', 'leadIn', 'strong', 'emphasis'] as const)
  const from = kind === 'leadIn' ? 0 : whole(next, 0, line.text.length - 1)
  const span = { from, to: whole(next, from + 1, Math.min(line.text.length, from + 12)), kind }
  return { ...line, spans: [...line.spans.filter((each) => each.kind !== kind), span] }
})
const unmark = onLine((line) => ({ ...line, spans: [] }))
/** As a step that puts back what it took away: the same words in another object. */
const renew = onLine((line) => ({ ...line }))
const clear: LineEdit = () => []

const LINE_EDITS: readonly (readonly [number, readonly [string, LineEdit]])[] = [
  [22, ['key', key]],
  [10, ['type', type]],
  [14, ['erase', erase]],
  [3, ['pasteLong', pasteLong]],
  [4, ['split', split]],
  [4, ['join', join]],
  [3, ['add', add]],
  [3, ['drop', drop]],
  [3, ['move', move]],
  [4, ['kind', changeKind]],
  [6, ['mark', mark]],
  [2, ['unmark', unmark]],
  [2, ['renew', renew]],
  [0.4, ['clear', clear]],
]
const PLAIN_EDITS = new Set(['kind'])

const lengthOf = (lines: Lines): number => lines.reduce((sum, { text }) => sum + text.length, 0)

function editPart(copy: Copy, part: Part, next: Next): readonly [string, Copy] {
  const lines = copy.parts[part]
  const [name, edit] = weighed(next, LINE_EDITS)
  const isLong = lengthOf(lines) > (part === 'body' ? MOST_CHARACTERS : MOST_IN_HEAD)
  const at = whole(next, 0, lines.length - (next() < 0.1 ? 0 : Math.min(1, lines.length)))
  if (isLong && next() < 0.5)
    return [
      `${part} cut`,
      withPart(
        copy,
        part,
        lines
          .slice(0, Math.ceil(lines.length / 2))
          .map((line) => withText(line, 0, Math.ceil(line.text.length / 3), '')),
      ),
    ]
  // Only the body's lines have kinds.
  const done = part !== 'body' && PLAIN_EDITS.has(name) ? type(lines, at, next) : edit(lines, at, next)
  return [`${part} ${name}`, withPart(copy, part, done)]
}

const withPart = (copy: Copy, part: Part, lines: Lines): Copy => ({ ...copy, parts: { ...copy.parts, [part]: lines } })

/** A story edited once; its parts are new lists each time, as the copy projection makes them. */
export function editCopy(copy: Copy, next: Next): readonly [string, Copy] {
  const [name, edited] = editStory(copy, next)
  const parts = Object.fromEntries(PARTS.map((part) => [part, [...edited.parts[part]]])) as unknown as Copy['parts']
  return [`${copy.id} ${name}`, { ...edited, parts, version: copy.version + 1 }]
}

function editStory(copy: Copy, next: Next): readonly [string, Copy] {
  const choice = next()
  if (choice < 0.015) return ['orientation', { ...copy, orientation: pick(next, ['horizontal', 'vertical'] as const) }]
  if (choice < 0.025) return ['lang', { ...copy, lang: pick(next, LANGS) }]
  if (choice < 0.035) return ['kind', { ...copy, kind: pick(next, STORY_KINDS) }]
  const part = next() < 0.62 ? 'body' : pick(next, PARTS)
  return editPart(copy, part, next)
}
