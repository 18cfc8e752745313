import { describe, expect, test } from 'vitest'
import {
  addColumn,
  addRow,
  deleteColumn,
  deleteRow,
  insertTable,
  linesToTable,
  moveColumn,
  newRow,
  nextCell,
  previousCell,
  tableToLines,
  toggleHeadRow,
} from '#story/rows.ts'
import { docOf, linesOf, runLawfully } from './laws.ts'

const TABLE = ['headline: 桥', 'row: 甲\t乙\t丙', 'row: 一\t|二\t三', 'paragraph: 完']
const rows = (lines: readonly string[], command: Parameters<typeof runLawfully>[1]): string[] | null => {
  const state = runLawfully(docOf(lines), command)
  return state && linesOf(state.doc).slice(1)
}
const chosen = (lines: readonly string[], command: Parameters<typeof runLawfully>[1]): string => {
  const { doc, selection } = runLawfully(docOf(lines), command)!
  return `${selection.$from.index(0)}: ${doc.textBetween(selection.from, selection.to)}`
}

describe('tables', () => {
  test('Tab and Shift Tab choose the cell after and before, across rows', () => {
    expect(chosen(TABLE, nextCell)).toBe('2: 三')
    expect(chosen(TABLE, previousCell)).toBe('2: 一')
    expect(chosen(['headline: 桥', 'row: 甲\t乙|', 'row: 一\t二'], nextCell)).toBe('2: 一')
    expect(chosen(['headline: 桥', 'row: 甲\t乙', 'row: |一\t二'], previousCell)).toBe('1: 乙')
  })
  test('Tab behind the last cell and Enter make a row of as many cells; Enter in an empty last row leads out', () => {
    expect(rows(['headline: 桥', 'row: 甲\t乙|'], nextCell)).toEqual(['row: 甲\t乙', 'row: \t'])
    expect(rows(TABLE, newRow)).toEqual(['row: 甲\t乙\t丙', 'row: 一\t二\t三', 'row: \t\t', 'paragraph: 完'])
    expect(rows(['headline: 桥', 'row: 甲\t乙', 'row: |\t'], newRow)).toEqual(['row: 甲\t乙', 'paragraph: '])
  })
  test('outside of a table none of its keys means anything', () => {
    for (const command of [nextCell, previousCell, newRow, addRow(1), addColumn(1), deleteColumn, moveColumn(1)])
      expect(rows(['headline: 桥', 'paragraph: 一|'], command)).toBeNull()
  })
  test('rows are added above and below, and taken out', () => {
    expect(rows(TABLE, addRow(-1))).toEqual(['row: 甲\t乙\t丙', 'row: \t\t', 'row: 一\t二\t三', 'paragraph: 完'])
    expect(rows(TABLE, deleteRow)).toEqual(['row: 甲\t乙\t丙', 'paragraph: 完'])
  })
  test('columns are added, taken out and moved in every row, short ones too', () => {
    expect(rows(TABLE, addColumn(-1))).toEqual(['row: 甲\t\t乙\t丙', 'row: 一\t\t二\t三', 'paragraph: 完'])
    expect(rows(TABLE, addColumn(1))).toEqual(['row: 甲\t乙\t\t丙', 'row: 一\t二\t\t三', 'paragraph: 完'])
    expect(rows(TABLE, deleteColumn)).toEqual(['row: 甲\t丙', 'row: 一\t三', 'paragraph: 完'])
    expect(rows(TABLE, moveColumn(1))).toEqual(['row: 甲\t丙\t乙', 'row: 一\t三\t二', 'paragraph: 完'])
    expect(rows(TABLE, moveColumn(-1))).toEqual(['row: 乙\t甲\t丙', 'row: 二\t一\t三', 'paragraph: 完'])
    const ragged = ['headline: 桥', 'row: 甲', 'row: 一\t二|']
    expect(rows(ragged, addColumn(1))).toEqual(['row: 甲\t\t', 'row: 一\t二\t'])
    expect(rows(['headline: 桥', 'row: |甲', 'row: 一', 'paragraph: 完'], deleteColumn)).toEqual(['paragraph: 完'])
  })
  test('lines become a table by their tabs, bars and wide blanks, and lines again', () => {
    expect(rows(['headline: 桥', 'paragraph: |甲  乙', 'paragraph: 一　二|'], linesToTable)).toEqual([
      'row: 甲\t乙',
      'row: 一\t二',
    ])
    expect(rows(TABLE, tableToLines)).toEqual(['row: 甲\t乙\t丙', 'paragraph: 一\t二\t三', 'paragraph: 完'])
  })
  test('a head row is strong from end to end, and plain again', () => {
    const state = runLawfully(docOf(TABLE), toggleHeadRow)!
    expect(state.doc.child(1).children.map(({ marks }) => marks.map(({ type }) => type.name))).toEqual([['strong']])
    let next = state
    toggleHeadRow(state, (tr) => (next = state.apply(tr)))
    expect(next.doc.child(1).children[0]!.marks).toEqual([])
  })
  test('a new table stands under the caret’s line, or in the place of an empty one', () => {
    expect(rows(['headline: 桥', 'paragraph: 一|'], insertTable(2, 2))).toEqual(['paragraph: 一', 'row: \t', 'row: \t'])
    expect(rows(['headline: 桥', 'paragraph: |'], insertTable(1, 3))).toEqual(['row: \t\t'])
  })
})
