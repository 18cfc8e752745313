import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CopyParagraph } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import { openDevices, type Devices } from '#compose/flow/devices.ts'
import { isRow } from '#compose/flow/tableRow.ts'
import type { BrokenLine, SetStyle } from '#compose/typesetter.ts'
import type { OpenTypesetter } from '#compose/openTypesetter.ts'
import { chinese, EM, english, loadFaces, open, paragraph } from '../faces.ts'
import { glyphsOf, textOf } from '../lines.ts'
import { dice } from './stories.ts'

let typesetter: OpenTypesetter
let devices: Devices
beforeAll(async () => {
  typesetter = await open(loadFaces('notoSerifSc.400', 'sourceSerifSmText.400'))
  devices = devicesOf()
})
afterAll(() => typesetter.release())

const measures = (first: readonly Emu[], rest: Emu) => ({ first, rest })
const devicesOf = (): Devices =>
  openDevices(
    typesetter,
    {
      measures,
      same: (style) => style,
      style: () => {
        throw new RangeError('no style is asked for by name')
      },
    },
    147_000,
  )

const rowsOf = (...texts: string[]): CopyParagraph[] => texts.map((text) => paragraph(text))

/** The lines of every row in a measure of `ems`. */
function setRows(rows: readonly CopyParagraph[], ems: number, style: SetStyle = chinese()): (readonly BrokenLine[])[] {
  return devices.rowsOf(rows, style).map((row) => (row ? row.table.lines(row.index, measures([], ems * EM)) : []))
}

/** Where the glyph of the `n`th character of a line begins. */
const at = (line: BrokenLine | undefined, offset: number): Emu => {
  let from = line?.from ?? 0
  for (const glyph of line ? glyphsOf(line) : []) {
    if (from >= offset) return glyph.dx
    from += glyph.cluster.length
  }
  return NaN
}

const LEAGUE = rowsOf('球队\t场\t积分', '青石港\t12\t31', '柳浜中学\t9\t8')

describe('a table of results', () => {
  test('consecutive lines with tabs are rows, one alone and an indent of tabs are not', () => {
    const body = rowsOf('甲\t1', '正文。', '甲\t1', '乙\t2', '\t正文以制表符缩进。', '丙\t3')
    expect(devices.rowsOf(body, chinese()).map((row) => row?.index ?? null)).toEqual([null, null, 0, 1, null, null])
    expect(devices.rowsOf(rowsOf('没有', '表'), chinese())).toEqual([])
  })

  test('a subhead, or a line of more than 24 columns, is no row', () => {
    expect(isRow({ kind: 'subhead', text: '甲\t乙', spans: [] })).toBe(false)
    expect(isRow(paragraph(Array(25).fill('1').join('\t')))).toBe(false)
    expect(isRow(paragraph(Array(24).fill('1').join('\t')))).toBe(true)
  })

  test('columns of words stand left, columns of figures end one under another', () => {
    const lines = setRows(LEAGUE, 13).map((row) => row[0])
    expect(lines.map((line) => line && at(line, 0))).toEqual([0, 0, 0])
    const ends = LEAGUE.map((row, i) => lines[i]?.width ?? row.text.length)
    expect(new Set(ends).size).toBe(1)
    expect(ends[0]).toBeLessThanOrEqual(13 * EM)
  })

  test('decimal points stand one under another, whole figures before them', () => {
    const prices = rowsOf('青菜\t1.8', '带鱼\t18.25', '蜂蜜\t32')
    const lines = setRows(prices, 10).map((row) => row[0])
    expect(at(lines[0], 4)).toBe(at(lines[1], 5))
    const last = glyphsOf(lines[2] as BrokenLine).at(-1)
    const width = typesetter.setLine('2', chinese({ style: { indent: 0 } }), 0).width
    expect(Math.abs((last?.dx ?? 0) + width - at(lines[0], 4))).toBeLessThanOrEqual(2)
  })

  test('no more than 3 em stand between two columns', () => {
    const wide = setRows(rowsOf('甲\t1', '乙\t2'), 40)[0]?.[0]
    expect(at(wide, 2)).toBe(4 * EM)
  })

  test('gaps close to a quarter em before a column is cut', () => {
    const cells = rowsOf('一二三四五六\t七八九十', '甲\t乙')
    const [full] = setRows(cells, 10.25)
    expect(full).toHaveLength(1)
    expect(at(full?.[0], 7)).toBe(6 * EM + EM / 4)
    expect(setRows(cells, 10.2)[0]).toHaveLength(2)
  })

  test('the widest column of words is cut, and its row ends with the other cells', () => {
    const lines = setRows(rowsOf('云栖社区青年突击队和老船厂联队\t4:20', '集市\t4:30'), 9)[0] ?? []
    expect(lines.length).toBeGreaterThan(1)
    expect(textOf(lines.at(-1) as BrokenLine)).toMatch(/联队\t4:20$/)
    expect(lines.map(({ isParagraphEnd }) => isParagraphEnd)).toEqual(lines.map((_, i) => i === lines.length - 1))
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(9 * EM)
  })

  test('what no columns can hold is plain text with a remark on every row, inside its measure', () => {
    const lines = setRows(rowsOf('甲\t1,234,567.89\t1,234,567.89', '乙\t1\t2'), 9)
    for (const row of lines) {
      expect(row[0]?.remarks.map(({ code }) => code)).toContain('line.tight')
      for (const line of row) expect(line.width).toBeLessThanOrEqual(9 * EM)
    }
  })

  test('a row that runs into a narrower leg is set for the narrower one', () => {
    const rows = rowsOf('云栖社区青年突击队和老船厂联队\t4:20', '集市\t4:30')
    const row = devices.rowsOf(rows, chinese())[0]
    const lines = row?.table.lines(0, measures([11 * EM], 8 * EM)) ?? []
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(8 * EM)
  })

  test('the same rows give the same lines, an edited row its neighbours the same table width', () => {
    const first = devices.rowsOf(LEAGUE, chinese()).map((row) => row?.table)
    const style = chinese()
    expect(devices.rowsOf(LEAGUE, style)[0]?.table).toBe(devices.rowsOf([...LEAGUE], style)[0]?.table)
    expect(first[0]).toBe(first[2])
    const longer = [...LEAGUE.slice(0, 2), paragraph('柳浜中学校友会\t9\t8')]
    expect(at(setRows(longer, 20)[0]?.[0], 3)).toBeGreaterThan(at(setRows(LEAGUE, 20)[0]?.[0], 3))
  })

  test('down the page a tab is an em', () => {
    const style = chinese({ vertical: true, style: { indent: 0 } })
    expect(devices.rowsOf(LEAGUE, style)).toEqual([])
    const line = typesetter.setLine('甲\t乙', style, 0)
    expect(glyphsOf(line)[2]?.dy).toBe((glyphsOf(line)[0]?.dy ?? 0) + 2 * EM)
  })
})

test('nothing of a row is lost: clusters joined are the line, lines are the row less the blanks at their breaks', () => {
  const seed = Number(process.env['SEED'] ?? 20261124)
  const next = dice(seed)
  const bits = ['青石港', '12.5', '—', '“七孔桥”', 'Rovers', '3:1', '', ' 甲', '乙 ', '+18%', '，', 'fi', '￥45']
  for (let n = 0; n < 400; n++) {
    const rows = rowsOf(
      ...Array.from({ length: 2 + next(5) }, () =>
        ['甲', ...Array.from({ length: 1 + next(4) }, () => bits[next(bits.length)] ?? ''), '1'].join('\t'),
      ),
    )
    const style = next(2) === 0 ? chinese() : english()
    const where = `seed ${seed} table ${n}`
    for (const [i, lines] of setRows(rows, 4 + next(30), style).entries()) {
      const text = rows[i]?.text ?? ''
      let end = 0
      for (const line of lines) {
        expect(textOf(line), where).toBe(text.slice(line.from, line.to))
        expect(text.slice(end, line.from).trim(), where).toBe('')
        end = line.to
        const dx = glyphsOf(line).map((glyph) => glyph.dx)
        expect(
          dx.every((x) => Number.isInteger(x)),
          where,
        ).toBe(true)
      }
      expect(text.slice(end).trim(), where).toBe('')
    }
  }
})
