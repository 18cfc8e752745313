/** Puts other words in the place of matches. What replaces takes the marks of what it replaces. */
import type { Mark } from 'prosemirror-model'
import type { Transform } from 'prosemirror-transform'
import { finalLines, type FinalLine } from '../final.ts'
import { maybePosAt } from '../places.ts'
import { schema } from '../schema.ts'
import { placesOf, stretchesOf, type Match, type Stretch } from './matches.ts'
import type { Hit } from './hits.ts'

/** What a match becomes. */
export interface Replacement {
  readonly match: Match
  readonly text: string
}

/** No line feed and no control character stands in a line of copy; a tab may. */
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/g

/**
 * The words that replace a match. For a regular expression $1 ... $99, $<name> and $& stand for what was taken and $$ for
 * a dollar sign, as in JavaScript; one that the expression has not stays as it is written.
 */
export function expand(template: string, hit: Hit & { readonly text: string }, isRegExp: boolean): string {
  const text = isRegExp
    ? template.replaceAll(/\$(?:\$|&|(\d{1,2})|<([^>]*)>)/g, (...found) => taken(hit, found))
    : template
  return text.replaceAll(CONTROL, '')
}

function taken(hit: Hit & { readonly text: string }, [whole, number, name]: readonly unknown[]): string {
  const written = whole as string
  if (written === '$$') return '$'
  if (written === '$&') return hit.text
  if (typeof name === 'string') return Object.keys(hit.named).length > 0 ? (hit.named[name] ?? '') : written
  return groupOf(hit.groups, number as string) ?? written
}

/** $12 is the twelfth group, or where there are fewer the first one and a 2. */
function groupOf(groups: readonly string[], digits: string): string | null {
  const both = groups[Number(digits) - 1]
  if (both !== undefined) return both
  const one = digits.length === 2 ? groups[Number(digits.charAt(0)) - 1] : undefined
  return one === undefined ? null : one + digits.charAt(1)
}

/** Replaces matches of `tr.doc`, which must be the document that they were found in; RangeError where it is not. */
export function replaceMatches(tr: Transform, replacements: readonly Replacement[]): void {
  const { doc } = tr
  const lines = finalLines(doc)
  // From the end on, so that what is still to be replaced stands where it was found.
  const order = replacements.toSorted((a, b) => b.match.line - a.match.line || b.match.from - a.match.from)
  for (const { match, text } of order) {
    const line = lines[match.line]
    if (line?.text.slice(match.from, match.to) !== match.text) throw new RangeError('replaceMatches: another document')
    if (match.from === match.to) insertAt(tr, match, text)
    else if (text !== match.text) replaceOne(tr, line, match, text)
  }
}

function insertAt(tr: Transform, match: Match, text: string): void {
  const at = maybePosAt(tr.doc, placesOf(match).from)
  if (at !== null && text !== '') tr.insert(at, schema.text(text, settled(tr.doc.resolve(at).marks())))
}

/** Words that are put in between are nobody's tracked change. */
const settled = (marks: readonly Mark[]): readonly Mark[] => marks.filter(({ type }) => type.spec.group !== 'change')

function replaceOne(tr: Transform, line: FinalLine, match: Match, text: string): void {
  const stretches = stretchesOf(line, match)
  const isUniform = stretches.length === 1
  // Across other marks the characters that both have in common keep their own.
  const head = isUniform ? 0 : commonHead(match.text, text)
  const tail = isUniform ? 0 : commonTail(match.text.slice(head), text.slice(head))
  const changed = stretchesOf(line, { from: match.from + head, to: match.to - tail })
  putIn(tr, changed.length > 0 ? changed : [endOf(stretches, head)], text.slice(head, text.length - tail))
}

/** Where words are put in that only add to what was found. */
function endOf(stretches: readonly Stretch[], head: number): Stretch {
  let left = head
  for (const { from, to } of stretches) {
    if (left <= to - from) return { from: from + left, to: from + left }
    left -= to - from
  }
  throw new RangeError(`endOf: ${head}`)
}

/** The words stand where the first changed character stood; deleted text between the characters stays. */
function putIn(tr: Transform, stretches: readonly Stretch[], text: string): void {
  const [first, ...others] = stretches
  for (const { from, to } of others.toReversed()) tr.delete(from, to)
  const { from, to } = first!
  const $from = tr.doc.resolve(from)
  const marks = (from < to ? $from.nodeAfter?.marks : $from.marks()) ?? []
  if (text === '') tr.delete(from, to)
  else tr.replaceWith(from, to, schema.text(text, marks))
}

function commonHead(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return isHighSurrogate(a, length - 1) ? length - 1 : length
}

function commonTail(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++
  return length > 0 && isHighSurrogate(a, a.length - length - 1) ? length - 1 : length
}

const isHighSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xd800
