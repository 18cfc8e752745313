/** A story's words in the other script of Chinese, as one transaction that touches only what changes. */
import { closeHistory } from 'prosemirror-history'
import type { EditorState, Transaction } from 'prosemirror-state'
import { finalLines, runsOf, type Run } from '#story/final.ts'
import { schema, storyAttrs } from '#story/schema.ts'
import type { Convert, Script } from './converters.ts'

export interface Converted {
  readonly tr: Transaction
  /** Stretches of words that became others. */
  readonly places: number
}

interface Change {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Converts the selection, or with a caret the whole story, whose language then is the script's; null where nothing changes. */
export function convertScript(state: EditorState, script: Script, convert: Convert): Converted | null {
  const { from, to, empty } = state.selection
  const [first, last] = empty ? [0, state.doc.content.size] : [from, to]
  const changes = finalLines(state.doc)
    .flatMap((line) => runsOf(line))
    .flatMap((run) => changesIn(run, first, last, convert))
  const { tr } = state
  for (const change of changes.reverse()) {
    const marks = tr.doc.resolve(change.from).nodeAfter?.marks ?? []
    tr.replaceWith(change.from, change.to, schema.text(change.text, marks))
  }
  if (empty && storyAttrs(state.doc).lang !== script) tr.setDocAttribute('lang', script)
  return tr.docChanged ? { tr: closeHistory(tr), places: changes.length } : null
}

/** Where a run's words change, stretch by stretch where both are of one length. */
function changesIn({ node, from }: Run, first: number, last: number, convert: Convert): Change[] {
  const [start, end] = [Math.max(from, first), Math.min(from + node.nodeSize, last)]
  if (start >= end) return []
  const words = (node.text ?? '').slice(start - from, end - from)
  const made = convert(words)
  if (made === words) return []
  if (made.length !== words.length) return [{ from: start, to: end, text: made }]
  const changes: Change[] = []
  for (let at = 0; at < words.length; at++) {
    if (words[at] === made[at]) continue
    let until = at + 1
    while (until < words.length && words[until] !== made[until]) until++
    changes.push({ from: start + at, to: start + until, text: made.slice(at, until) })
    at = until
  }
  return changes
}
