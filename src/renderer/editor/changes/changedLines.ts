/**
 * What is drawn of a line beside its marks: that it was changed, by whom, and the signs of its tracked line end. Kept line by
 * line, so that a key draws one line anew.
 */
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { handsIn, isChanged } from '#story/changes/changes.ts'
import { seamOf, type StoryDoc } from '#story/schema.ts'
import { signOf } from '#renderer/shell/people/people.ts'

export class ChangedLines {
  decorations: DecorationSet

  constructor(doc: StoryDoc) {
    this.decorations = DecorationSet.create(doc, allOf(doc))
  }

  /** Carries the signs over an edit. */
  take({ docChanged, before, doc, mapping }: Transaction): void {
    if (!docChanged) return
    const changed = onlyChanged(before, doc)
    if (changed === null) {
      this.decorations = DecorationSet.create(doc, allOf(doc))
      return
    }
    const { index, start } = changed
    const end = start + doc.child(index).nodeSize
    const mapped = this.decorations.map(mapping, doc)
    const old = mapped.find(start, end).filter(({ from, to }) => from >= start && to <= end)
    this.decorations = mapped
      .remove(old)
      .add(doc, [
        ...lineOf(doc.child(index), start),
        ...(index + 1 < doc.childCount ? seamOn(doc.child(index + 1), end) : []),
      ])
  }
}

/** The one line that an edit changed; null where it changed several or their number, or a line end. */
function onlyChanged(before: StoryDoc, after: StoryDoc): { index: number; start: number } | null {
  if (before.childCount !== after.childCount) return null
  let found: { index: number; start: number } | null = null
  let start = 0
  for (const [index, line] of after.children.entries()) {
    if (line !== before.child(index)) {
      if (found || seamOf(line) !== seamOf(before.child(index))) return null
      found = { index, start }
    }
    start += line.nodeSize
  }
  return found
}

function allOf(doc: StoryDoc): Decoration[] {
  const made: Decoration[] = []
  doc.forEach((line, start) => made.push(...lineOf(line, start), ...seamOn(line, start)))
  return made
}

function lineOf(line: Node, start: number): Decoration[] {
  if (!isChanged(line)) return []
  const hands = handsIn(line).map(signOf).join(' ')
  return [Decoration.node(start, start + line.nodeSize, { 'data-changed': hands })]
}

/** The pilcrow at the end of the line above; of the first line, which has none above it, at its own end. */
function seamOn(line: Node, start: number): Decoration[] {
  const seam = seamOf(line)
  if (!seam) return []
  const { kind, by, move } = seam
  const at = start === 0 ? line.nodeSize - 1 : start - 1
  return [
    Decoration.widget(at, () => makePilcrow(kind, by, move !== ''), {
      side: 1,
      marks: [],
      key: `${kind} ${by} ${move}`,
      ignoreSelection: true,
    }),
  ]
}

function makePilcrow(kind: string, by: string, isMove: boolean): HTMLElement {
  const sign = document.createElement('span')
  sign.className = 'seam'
  sign.contentEditable = 'false'
  sign.ariaHidden = 'true'
  sign.dataset['kind'] = kind
  sign.dataset['by'] = by
  if (isMove) sign.dataset['move'] = ''
  sign.textContent = '¶'
  return sign
}
