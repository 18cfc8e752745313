/** Moving lines up and down among those of their rank, by key. */
import { TextSelection, type Command } from 'prosemirror-state'
import { rankOf } from './commands.ts'
import { finalLines, type FinalLine } from './final.ts'

/**
 * Moves the lines of the selection past the one above (-1) or below (1). Lines are final ones: what runs on moves along, and
 * one with no standing character is no line to move past. The selection goes with them.
 */
export const moveLines =
  (by: -1 | 1): Command =>
  (state, dispatch) => {
    const { doc, selection } = state
    const lines = finalLines(doc)
    const touched = lines.filter((line) => startOf(line) < selection.to && endOf(line) > selection.from)
    const [first, last] = [touched[0], touched.at(-1)]
    if (!first || !last) return false
    const index = lines.indexOf(by < 0 ? first : last)
    const rest = by < 0 ? lines.slice(0, index).reverse() : lines.slice(index + 1)
    const other = rest.find((line) => !isGone(line))
    if (!other || touched.some(({ line }) => rankOf(line) !== rankOf(other.line))) return false
    if (!dispatch) return true
    const [from, to] = [startOf(first), endOf(last)]
    const target = by < 0 ? startOf(other) : endOf(other)
    const moved = touched.flatMap(({ pieces }) => pieces.map(({ line }) => line))
    const tr = state.tr.insert(target, moved)
    tr.delete(tr.mapping.map(from, by), tr.mapping.map(to, -by))
    const start = by < 0 ? target : target - (to - from)
    const at = (pos: number): number => start + pos - from
    tr.setSelection(TextSelection.create(tr.doc, at(selection.anchor), at(selection.head)))
    dispatch(tr.scrollIntoView())
    return true
  }

const startOf = ({ pieces }: FinalLine): number => pieces[0]!.start
const endOf = ({ pieces }: FinalLine): number => pieces.at(-1)!.start + pieces.at(-1)!.line.nodeSize

/** A line all of whose characters are deleted. */
const isGone = ({ text, pieces }: FinalLine): boolean => text === '' && pieces.some(({ line }) => line.content.size > 0)
