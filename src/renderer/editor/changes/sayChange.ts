/** A change in words: what was done, and the format or type that stood. */
import { formatNames } from '#story/changes/formats.ts'
import type { Change } from '#story/changes/changes.ts'
import { isLineType, lineTypeOf, type StoryDoc } from '#story/schema.ts'
import type { Say } from '#renderer/shell/workspace.tsx'

export interface ChangeWords {
  readonly what: string
  /** What a change of format or type changed; empty elsewhere. */
  readonly detail: string
}

export function changeWords(change: Change, doc: StoryDoc, say: Say): ChangeWords {
  const { kind, gone, was, from } = change
  if (kind === 'move') return { what: say(gone === '' ? 'changes.movedHere' : 'changes.movedAway'), detail: '' }
  if (kind === 'seam') return { what: say(gone === '' ? 'changes.split' : 'changes.joined'), detail: '' }
  if (kind === 'type') {
    const type = say(`line.${lineTypeOf(doc.resolve(from).parent)}`)
    const former = isLineType(was) ? say(`line.${was}`) : was
    return { what: say('changesKind.type'), detail: say('changes.retyped', { was: former, type }) }
  }
  if (kind !== 'format') return { what: say(`changesKind.${kind}`), detail: '' }
  const marks = doc.nodeAt(from)?.marks ?? []
  const [before, after] = [formatNames(was), formatNames(marks)].map((names) =>
    names.length === 0 ? say('changes.plain') : names.map((name) => say(`format.${name}`)).join('、'),
  )
  return { what: say('changesKind.format'), detail: say('changes.formatOf', { before: before!, after: after! }) }
}
