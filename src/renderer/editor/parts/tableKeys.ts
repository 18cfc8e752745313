/** Keys that mean something else inside a table: Tab and Shift Tab go from cell to cell, Enter makes a row. */
import { keydownHandler } from 'prosemirror-keymap'
import { Plugin } from 'prosemirror-state'
import { newRow, nextCell, previousCell } from '#story/rows.ts'
import type { ViewPlugin } from '../viewPlugin.ts'

export const tableKeys: ViewPlugin = () =>
  new Plugin({
    props: { handleKeyDown: keydownHandler({ Tab: nextCell, 'Shift-Tab': previousCell, Enter: newRow }) },
  })
