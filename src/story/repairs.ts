/**
 * Taking a repair of an import back, as a change of the document as it is now. A repair knows its place in the document
 * as it was filed; the steps since then carry the place along. Where its words are no longer there, nothing is changed.
 */
import type { Node } from 'prosemirror-model'
import { Transform, type Mapping } from 'prosemirror-transform'
import type { Repair, RepairPlace } from '#contract/exchange.ts'
import { moveLine } from './commands.ts'
import { finalText, finalTextBetween } from './final.ts'
import { maybePosAt } from './places.ts'
import { schema, type StoryDoc } from './schema.ts'

interface Range {
  readonly from: number
  readonly to: number
}

/**
 * The change that takes `repair` back, or null when what was repaired is no longer there or was no change of one
 * story. `first` is the document as it was filed, `mapping` leads from it to `doc`.
 */
export function revertRepair(repair: Repair, first: StoryDoc, mapping: Mapping, doc: StoryDoc): Transform | null {
  const range = repair.at && rangeNow(repair.at, first, mapping)
  if (!range) return null
  const tr = new Transform(doc)
  const isDone = REVERT[repair.kind](tr, repair, range)
  return isDone && tr.steps.length > 0 ? tr : null
}

type Revert = (tr: Transform, repair: Repair, range: Range) => boolean

const REVERT: Readonly<Record<Repair['kind'], Revert>> = {
  join: (tr, repair, range) => (repair.after !== '' && restoreText(tr, repair, range)) || divide(tr, range),
  width: restoreText,
  quote: restoreText,
  space: restoreText,
  break: unite,
  part: demote,
  item: () => false,
  drop: bringBack,
}

/** Where the repaired words stand now; null when they or what is beside them was deleted. */
function rangeNow(at: RepairPlace, first: StoryDoc, mapping: Mapping): Range | null {
  const from = maybePosAt(first, { part: at.part, paragraph: at.paragraph, offset: at.from })
  const to = maybePosAt(first, { part: at.part, paragraph: at.paragraph, offset: at.to })
  if (from === null || to === null) return null
  const start = mapping.mapResult(from, to === from ? -1 : 1)
  const end = mapping.mapResult(to, -1)
  if (start.deletedAcross || end.deletedAcross || end.pos < start.pos) return null
  return { from: start.pos, to: end.pos }
}

const textIn = (doc: Node, { from, to }: Range): string => finalTextBetween(doc, from, to, '\n')

/** Puts the words of before there, as several lines where a line end stood in them. */
function restoreText(tr: Transform, { before, after }: Repair, range: Range): boolean {
  const $from = tr.doc.resolve(range.from)
  if ($from.depth === 0 || textIn(tr.doc, range) !== after || !$from.sameParent(tr.doc.resolve(range.to))) return false
  const marks = $from.nodeAfter?.marks ?? $from.marks()
  const lines = before.split(/\n+/).filter((line) => line !== '')
  if (range.to > range.from) tr.delete(range.from, range.to)
  let pos = range.from
  for (const [index, line] of lines.entries()) {
    if (index > 0) pos = tr.split(pos).mapping.map(pos)
    tr.insert(pos, schema.text(line, marks))
    pos += line.length
  }
  return true
}

/** Divides a line where two were put together; a blank that was put between them goes. */
function divide(tr: Transform, range: Range): boolean {
  const $from = tr.doc.resolve(range.from)
  if ($from.depth === 0 || !/^\s*$/.test(textIn(tr.doc, range))) return false
  if ($from.parentOffset === 0 || $from.parentOffset === $from.parent.content.size) return false
  if (range.to > range.from) tr.delete(range.from, range.to)
  tr.split(range.from)
  return true
}

/** Puts two lines of a head together again as they came; the range is empty, at the start of the second. */
function unite(tr: Transform, { before, after }: Repair, range: Range): boolean {
  const $at = tr.doc.resolve(range.from)
  if ($at.depth === 0 || $at.index(0) === 0) return false
  const [upper, lower] = [tr.doc.child($at.index(0) - 1), $at.parent]
  if (upper.type !== lower.type) return false
  const isAsDivided = `${finalText(upper)}\n${finalText(lower)}` === after && !before.includes('\n')
  if (isAsDivided)
    tr.replaceWith($at.before(1) - upper.nodeSize, $at.after(1), upper.type.create(null, schema.text(before)))
  else tr.join($at.before(1)).insert($at.before(1) - 1, schema.text(' '))
  return true
}

/** A line that was taken for a part becomes an ordinary paragraph; in the body a lead-in loses its mark. */
function demote(tr: Transform, _repair: Repair, range: Range): boolean {
  const $from = tr.doc.resolve(range.from)
  if ($from.depth === 0) return false
  const line = $from.parent
  if (line.type.name === 'paragraph') {
    tr.removeMark($from.start(), $from.end(), schema.marks.leadIn)
    tr.removeMark($from.start(), $from.end(), schema.marks.dateline)
  } else
    moveLine(
      tr,
      line,
      schema.node(
        'paragraph',
        null,
        line.children.map((text) => text.mark([])),
      ),
    )
  return true
}

/** A line that was left out comes back as a paragraph under the one that it stood behind. */
function bringBack(tr: Transform, { before }: Repair, range: Range): boolean {
  const $from = tr.doc.resolve(range.from)
  const text = before.replace(/\s+/g, ' ').trim()
  if ($from.depth === 0 || text === '' || $from.parent.type.spec.group !== 'body') return false
  tr.insert($from.after(1), schema.node('paragraph', null, schema.text(text)))
  return true
}
