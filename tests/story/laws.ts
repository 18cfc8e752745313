/** The laws of editing that every example must keep: apply and invert, JSON round trip, mapping, a checked document. */
import { Node } from 'prosemirror-model'
import { EditorState, TextSelection, type Command } from 'prosemirror-state'
import { Step, Transform } from 'prosemirror-transform'
import { expect } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { copyOf } from '#story/copy.ts'
import { finalLines } from '#story/final.ts'
import { maybePosAt, placeAt, posAt } from '#story/places.ts'
import { schema, type StoryDoc } from '#story/schema.ts'
import { applySteps, decodeSteps, encodeSteps } from '#story/steps.ts'

/** A line of a test document: `headline: 云塘` or `paragraph: 本|报讯`; bars are the ends of the selection. */
export interface Marked {
  readonly doc: StoryDoc
  readonly anchor: number
  readonly head: number
}

/** A document written as lines; one bar is a caret, two are a selection. `{...}` marks a lead-in. */
export function docOf(lines: readonly string[]): Marked {
  const bars: number[] = []
  let pos = 0
  const nodes = lines.map((written) => {
    const [type = '', source = ''] = written.split(/: ?(.*)/s)
    pos += 1
    let text = ''
    let lead = 0
    for (const character of source) {
      if (character === '|') bars.push(pos + text.length)
      else if (character === '}') lead = text.length
      else if (character !== '{') text += character
    }
    pos += text.length + 1
    const marked = lead > 0 ? [schema.text(text.slice(0, lead), [schema.mark('leadIn')])] : []
    return schema.node(type, null, [...marked, ...(text.length > lead ? [schema.text(text.slice(lead))] : [])])
  })
  const doc = schema.node('doc', null, nodes)
  doc.check()
  return { doc, anchor: bars[0] ?? 1, head: bars[1] ?? bars[0] ?? 1 }
}

/** The document as lines, the caret of a state in it. */
export function linesOf(doc: StoryDoc): string[] {
  return doc.children.map((line) => {
    const text = line.children
      .map((piece) => (piece.marks.some((mark) => mark.type.name === 'leadIn') ? `{${piece.text}}` : piece.text))
      .join('')
    return `${line.type.name}: ${text}`
  })
}

export const stateOf = ({ doc, anchor, head }: Marked): EditorState =>
  EditorState.create({ doc, selection: TextSelection.create(doc, anchor, head) })

/** Runs a command and proves the laws on its transaction; null when the command does not apply. */
export function runLawfully(marked: Marked, command: Command): EditorState | null {
  const state = stateOf(marked)
  let next: EditorState | null = null
  const may = command(state)
  const did = command(state, (tr) => {
    proveLaws(tr)
    next = state.apply(tr)
  })
  expect(did, 'a command says the same with and without dispatch').toBe(may)
  return next
}

/** The laws, on any transform. */
export function proveLaws(tr: Transform): void {
  const before = tr.before
  tr.doc.check()
  const decoded = decodeSteps(JSON.parse(JSON.stringify(encodeSteps(tr.steps))) as unknown[])
  if (isFault(decoded)) throw new Error(`${decoded.code} ${JSON.stringify(decoded.where)}`)
  const replayed = applySteps(before, decoded)
  if (isFault(replayed)) throw new Error(`${replayed.code} ${JSON.stringify(replayed.where)}`)
  expect(replayed.eq(tr.doc), 'replay from JSON').toBe(true)
  let undone: Node = tr.doc
  for (let i = tr.steps.length - 1; i >= 0; i--) {
    const inverted = Step.fromJSON(schema, JSON.parse(JSON.stringify(tr.steps[i]!.invert(tr.docs[i]!).toJSON())))
    undone = inverted.apply(undone).doc!
  }
  expect(undone.eq(before), 'inversion').toBe(true)
  proveMapping(tr)
  provePlaces(tr.doc)
}

/** Every position maps into the new document, and order is kept. */
function proveMapping(tr: Transform): void {
  let last = 0
  for (let pos = 0; pos <= tr.before.content.size; pos++) {
    const mapped = tr.mapping.map(pos)
    expect(mapped).toBeGreaterThanOrEqual(last)
    expect(mapped).toBeLessThanOrEqual(tr.doc.content.size)
    last = mapped
  }
}

/** placeAt and posAt are inverse at every place of the document, and the copy has that place. */
export function provePlaces(doc: StoryDoc): void {
  const copy = copyOf(doc, { id: 'law' as never, version: 0 })
  const hasChanges = finalLines(doc).some(({ line, text, pieces }) => pieces.length > 1 || text !== line.textContent)
  for (let pos = 0; pos <= doc.content.size; pos++) {
    const place = placeAt(doc, pos)
    const isInside = doc.resolve(pos).depth > 0
    expect(place !== null).toBe(isInside)
    if (!place) continue
    expect(placeAt(doc, posAt(doc, place)), 'a place and its position').toEqual(place)
    const gap = [posAt(doc, place), maybePosAt(doc, place, 1)!]
    expect(gap[0]! <= pos && pos <= gap[1]!, 'a position stands in the gap of its place').toBe(true)
    if (!hasChanges) expect(gap).toEqual([pos, pos])
    const paragraphs = copy.parts[place.part]
    if (paragraphs.length > 0) expect(place.offset).toBeLessThanOrEqual(paragraphs[place.paragraph]!.text.length)
  }
}
