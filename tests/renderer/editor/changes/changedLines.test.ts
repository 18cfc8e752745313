import { EditorState, TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { ChangedLines } from '#renderer/editor/changes/changedLines.ts'
import { endsOf, nextChange } from '#renderer/editor/changes/steps.ts'
import { changesIn, type Change } from '#story/changes/changes.ts'
import { trackTransaction } from '#story/changes/transactions.ts'
import { chance, randomEdit, smallStory } from '../../../story/changes/sessions.ts'

const SEED = process.env['SEED'] === 'any' ? Math.floor(Math.random() * 1e9) : Number(process.env['SEED'] ?? 20261123)

/** What is drawn: places and signs. */
const drawn = ({ decorations }: ChangedLines): string[] =>
  decorations
    .find()
    .map((decoration) => {
      const { from, to, spec } = decoration as typeof decoration & { readonly spec: { readonly key?: string } }
      const { attrs } = Reflect.get(decoration, 'type') as { readonly attrs?: object }
      return `${from}-${to} ${spec.key ?? ''} ${JSON.stringify(attrs ?? {})}`
    })
    .sort()

test(`what is drawn beside lines after an edit is what would be drawn afresh, seed ${SEED}`, () => {
  for (let session = 0; session < 20; session++) {
    const next = chance(SEED + session)
    let state = EditorState.create({ doc: smallStory(next) })
    const lines = new ChangedLines(state.doc)
    for (let n = 0; n < 40; n++) {
      const edit = randomEdit(state, next)
      if (!edit) continue
      const tracked = trackTransaction(edit.state, edit.tr, { by: n % 2 ? '梁' : '方', at: '2026-11-23T21:00Z' })
      state = edit.state.apply(tracked)
      lines.take(tracked)
      expect(drawn(lines), `session ${session}, edit ${n}`).toEqual(drawn(new ChangedLines(state.doc)))
    }
  }
})

test.each([1, -1] as const)(
  `stepping by %i comes to every place that was changed, and round again, seed ${SEED}`,
  (by) => {
    for (let session = 0; session < 20; session++) {
      const next = chance(SEED + session)
      let state = EditorState.create({ doc: smallStory(next) })
      for (let n = 0; n < 20; n++) {
        const edit = randomEdit(state, next)
        const editor = { by: n % 2 ? '梁' : '方', at: '2026-11-23T21:00Z' }
        if (edit) state = edit.state.apply(trackTransaction(edit.state, edit.tr, editor))
      }
      const placeOf = (change: Change): string => endsOf(state.doc, change).join('-')
      const places = new Set(changesIn(state.doc).map(placeOf))
      const visited = new Set<string>()
      for (let n = 0; n < places.size; n++) {
        const change = nextChange(state, by)!
        visited.add(placeOf(change))
        const [from, to] = endsOf(state.doc, change)
        state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
      }
      expect([...visited].sort(), `session ${session}`).toEqual([...places].sort())
    }
  },
)
