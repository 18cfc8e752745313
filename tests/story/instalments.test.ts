import { Fragment, Slice } from 'prosemirror-model'
import { EditorState, TextSelection } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import { instalmentsOf, putInstalment } from '#story/instalments.ts'
import { schema } from '#story/schema.ts'
import { random, seedOf } from '../grid/records.ts'
import { storyDoc } from '../renderer/fixtures.ts'

const line = (text: string) => schema.node('paragraph', null, text === '' ? [] : [schema.text(text)])

/** The document after all instalments, put in one after the other. */
function inInstalments(state: EditorState, tr: EditorState['tr'], size: number): { doc: string; count: number } | null {
  const instalments = instalmentsOf(state, tr, size)
  if (!instalments) return null
  let now = state.apply(instalments.first)
  for (const instalment of instalments.rest) now = now.apply(putInstalment(now, instalment, now.selection.to))
  return { doc: now.doc.toString(), count: instalments.rest.length + 1 }
}

describe('a long insertion in instalments', () => {
  it('gives the document that it would have given at once, wherever it goes in and whatever it replaces', () => {
    const seed = seedOf()
    console.info(`seed ${seed}`)
    let cut = 0
    for (let round = 0; round < 300; round++) {
      const next = random(seed + round)
      const below = (most: number): number => Math.floor(next() * most)
      let state = EditorState.create({ doc: storyDoc('题', '一二三四五六七八九十', '', '甲乙丙丁') })
      const at = (): number => 1 + below(state.doc.content.size - 1)
      state = state.apply(
        state.tr.setSelection(TextSelection.between(state.doc.resolve(at()), state.doc.resolve(at()))),
      )
      const lines = Array.from({ length: 1 + below(8) }, () => line('新字句𠮷'.repeat(below(6))))
      const open = (): number => below(2)
      const tr = state.tr.replaceSelection(new Slice(Fragment.from(lines), open(), open()))
      const result = inInstalments(state, tr, 3 + below(12))
      if (!result) continue
      cut += result.count
      expect(result.doc, `round ${round}`).toBe(tr.doc.toString())
    }
    expect(cut, 'instalments that were put in').toBeGreaterThan(200)
  })

  it('leaves a short insertion, a single line and a mere deletion whole', () => {
    const state = EditorState.create({ doc: storyDoc('题', '一二三四五六七八九十') })
    expect(instalmentsOf(state, state.tr.insertText('新', 5), 3)).toBeNull()
    expect(instalmentsOf(state, state.tr.insertText('新'.repeat(20), 5), 3)).toBeNull()
    expect(instalmentsOf(state, state.tr.delete(5, 12), 3)).toBeNull()
  })
})
