import { EditorState } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import { normalise, type Range } from '#renderer/editor/paste/normalise.ts'
import { finalLines } from '#story/final.ts'
import { schema } from '#story/schema.ts'
import { random, seedOf } from '../../../grid/records.ts'
import { storyDoc } from '../../fixtures.ts'

const WORDS = ['桥面,', '(去年)', '“水位”:', 'A, B', '3:2', '好!', '路口?', '平']

const stateOf = (lines: readonly string[]): EditorState => EditorState.create({ doc: storyDoc('题', ...lines) })

/** As `normalise` would do it line by line, each with few changes. */
function lineByLine(state: EditorState): EditorState {
  let now = state
  for (let index = 0; index < finalLines(state.doc).length; index++) {
    const { pieces } = finalLines(now.doc)[index]!
    const { start, line } = pieces[0]!
    const range: Range = { from: start, to: start + line.nodeSize }
    const tr = normalise(now, [range])
    if (tr) now = now.apply(tr)
  }
  return now
}

describe('widths and quotes of a long paste', () => {
  it('become those of the house in one step, to the words that each change by itself would give', () => {
    const seed = seedOf()
    console.info(`seed ${seed}`)
    for (let round = 0; round < 10; round++) {
      const next = random(seed + round)
      const word = (): string => WORDS[Math.floor(next() * WORDS.length)]!
      const lines = Array.from({ length: 90 }, () => Array.from({ length: Math.floor(next() * 9) }, word).join(''))
      const state = stateOf(lines)
      const tr = normalise(state, [{ from: 0, to: state.doc.content.size }])!
      expect(tr.steps).toHaveLength(1)
      expect(state.apply(tr).doc.toJSON()).toEqual(lineByLine(state).doc.toJSON())
    }
  })

  it('keep their marks', () => {
    const strong = schema.mark('strong')
    const state = EditorState.create({
      doc: schema.node('doc', null, [
        storyDoc('题').child(0),
        ...Array.from({ length: 120 }, () =>
          schema.node('paragraph', null, [schema.text('桥面'), schema.text('排水,', [strong]), schema.text('沉降')]),
        ),
      ]),
    })
    const { doc } = normalise(state, [{ from: 0, to: state.doc.content.size }])!
    const runs = doc.child(60).children.map((text) => [text.text, text.marks.length])
    expect(runs).toEqual([
      ['桥面', 0],
      ['排水，', 1],
      ['沉降', 0],
    ])
  })
})
