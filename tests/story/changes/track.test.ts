import { EditorState } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import { acceptedDoc, rejectedDoc } from '#story/changes/settle.ts'
import { stripTyped } from '#story/changes/track.ts'
import { trackTransaction } from '#story/changes/transactions.ts'
import type { StoryDoc } from '#story/schema.ts'
import { proveLaws } from '../laws.ts'
import { chance, randomEdit, smallStory } from './sessions.ts'

const SEED = process.env['SEED'] === 'any' ? Math.floor(Math.random() * 1e9) : Number(process.env['SEED'] ?? 20261123)
const HANDS = ['梁', '方', 'Tamsin']
const written = (doc: StoryDoc): string[] => doc.children.map((line) => line.toString())

describe(`random sessions, seed ${SEED}`, () => {
  test('what is rejected was never there, what is accepted is the same edit untracked', () => {
    for (let session = 0; session < 400; session++) {
      const next = chance(SEED + session)
      let state = EditorState.create({ doc: smallStory(next) })
      const first = rejectedDoc(state.doc)
      for (let n = 0; n < 40; n++) {
        const edit = randomEdit(state, next)
        if (!edit) continue
        const editor = { by: HANDS[n % 3]!, at: `2026-11-23T21:${10 + (n >> 2)}Z` }
        const where = `session ${session}, edit ${n}`
        const untracked = edit.tr.doc
        const tell = (why: string): string => [why, where, ...written(state.doc), '=>', ...written(untracked), ...edit.tr.steps.map((s) => JSON.stringify(s)), ...(tracked?.steps ?? []).map((s) => JSON.stringify(s)), ...written(tracked?.doc ?? state.doc)].join('\n')
        let tracked: ReturnType<typeof trackTransaction> | undefined
        try { tracked = trackTransaction(edit.state, edit.tr, editor) } catch (e) { console.log(tell('x')); throw e }
        proveLaws(tracked)
        stripTyped(edit.tr)
        expect(written(acceptedDoc(tracked.doc)), tell('accept')).toEqual(written(acceptedDoc(edit.tr.doc)))
        expect(written(rejectedDoc(tracked.doc)), tell('reject')).toEqual(written(first))
        state = edit.state.apply(tracked)
      }
    }
  })
})
