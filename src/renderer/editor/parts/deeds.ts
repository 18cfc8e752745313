/** Commands of a story's parts: what a line is, whose byline, datelines, tables. */
import type { Command } from 'prosemirror-state'
import type { InterfaceKey } from '#words/interface.ts'
import { putRole, rolesOf, toggleDateline } from '#story/bylines.ts'
import { convertLines } from '#story/commands.ts'
import {
  addColumn,
  addRow,
  deleteColumn,
  deleteRow,
  insertTable,
  isInTable,
  linesToTable,
  moveColumn,
  tableToLines,
  toggleHeadRow,
} from '#story/rows.ts'
import { LINE_TYPES, ROLES, storyAttrs, type LineType } from '#story/schema.ts'
import type { Deed } from '#renderer/shell/commands.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'
import { chosenStory, mayRunOnCopy, runOnCopy } from '../chosenStory.ts'

/** In the order of the trade, the body's in the middle of the row of figures. */
const PART_KEYS: Readonly<Partial<Record<LineType, string>>> = {
  kicker: '$mod+Alt+Digit1',
  headline: '$mod+Alt+Digit2',
  deck: '$mod+Alt+Digit3',
  byline: '$mod+Alt+Digit4',
  paragraph: '$mod+Alt+Digit5',
  subhead: '$mod+Alt+Digit6',
  pullQuote: '$mod+Alt+Digit7',
  note: '$mod+Alt+Digit8',
  jumpLine: '$mod+Alt+Digit9',
}

/** A new table: a head and two rows, of three columns. */
const NEW_TABLE = [3, 3] as const

export function partDeeds(workspace: Workspace): Deed[] {
  const deed = (id: string, words: InterfaceKey, command: Command, keys: readonly string[] = []): Deed => ({
    id,
    group: 'story',
    words,
    keys,
    isEnabled: () => mayRunOnCopy(workspace, command),
    run: () => void runOnCopy(workspace, command),
  })
  const table = (id: string, words: InterfaceKey, command: Command, keys: readonly string[] = []): Deed => ({
    ...deed(id, words, command, keys),
    isEnabled: () => mayRunOnCopy(workspace, isInTable) && mayRunOnCopy(workspace, command),
  })
  return [
    ...LINE_TYPES.filter((type) => type !== 'row').map((type) =>
      deed(`part.${type}`, `part.${type}`, convertLines(type), [PART_KEYS[type] ?? ''].filter(Boolean)),
    ),
    deed('part.dateline', 'part.dateline', toggleDateline, ['$mod+Alt+Shift+d']),
    ...ROLES.map((role): Deed => ({
      ...deed(`role.${role}`, `role.put.${role}`, putRole(role)),
      isEnabled: () => {
        const story = chosenStory(workspace)
        return story !== null && rolesOf(storyAttrs(story.state.doc).lang).includes(role)
      },
    })),
    deed('table.insert', 'table.insert', insertTable(...NEW_TABLE), ['$mod+Alt+t']),
    deed('table.fromLines', 'table.fromLines', linesToTable),
    table('table.toLines', 'table.toLines', tableToLines),
    table('table.rowAbove', 'table.rowAbove', addRow(-1), ['$mod+Alt+Shift+ArrowUp']),
    table('table.rowBelow', 'table.rowBelow', addRow(1), ['$mod+Alt+Shift+ArrowDown']),
    table('table.deleteRow', 'table.deleteRow', deleteRow, ['$mod+Alt+Shift+Backspace']),
    table('table.columnLeft', 'table.columnLeft', addColumn(-1), ['$mod+Alt+Shift+ArrowLeft']),
    table('table.columnRight', 'table.columnRight', addColumn(1), ['$mod+Alt+Shift+ArrowRight']),
    table('table.deleteColumn', 'table.deleteColumn', deleteColumn, ['$mod+Alt+Shift+Delete']),
    table('table.moveColumnLeft', 'table.moveColumnLeft', moveColumn(-1)),
    table('table.moveColumnRight', 'table.moveColumnRight', moveColumn(1)),
    table('table.headRow', 'table.headRow', toggleHeadRow),
  ]
}
