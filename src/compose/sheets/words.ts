/** What is printed on proof sheets beside the copy, in the paper's own language. */
import type { Lang } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import { toMm, toPt } from '#contract/measure.ts'
import type { SheetKind } from '#contract/sheet.ts'

export interface SheetWords {
  readonly kinds: Readonly<Record<SheetKind, string>>
  page(page: number): string
  issue(number: number): string
  stamp(stamp: string): string
  scale(thousandths: number): string
  sheet(sheet: number, sheets: number): string
  characters(count: number): string
  lines(lines: number): string
  linesOf(lines: number, capacity: number): string
  area(columns: number, lines: number): string
  measure(width: Emu, characters: number | null): string
  version(version: number): string
  head(size: Emu, characters: number, holds: number): string
  over(lines: number, characters: number): string
  short(lines: number, characters: number): string
  readonly fits: string
  picture(number: number): string
  readonly ad: string
  /** No dots are counted where there are none: an ad of type and rules. */
  pictureFacts(width: Emu, height: Emu, resolution: number): string
  tally(over: number, short: number, fitting: number, pictures: number): string
  readonly changed: string
  readonly readBy: string
  readonly editedBy: string
  readonly separator: string
}

/** 4,312. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** Whole tenths, without a nought behind the point. */
const tenths = (value: number): string => {
  const rounded = Math.floor(value * 10 + 0.5)
  return rounded % 10 === 0 ? String(rounded / 10) : `${Math.floor(rounded / 10)}.${rounded % 10}`
}
const millimetres = (length: Emu): string => String(Math.floor(toMm(length) + 0.5))
const percent = (thousandths: number): string => `${tenths(thousandths / 10)}%`

const CHINESE: SheetWords = {
  kinds: { galley: '小样', dummy: '版样', page: '大样', clean: '清样' },
  page: (page) => `第${page}版`,
  issue: (number) => `总第${grouped(number)}期`,
  stamp: (stamp) => `版印 ${stamp}`,
  scale: (thousandths) => (thousandths === 1000 ? '原大' : `缩至 ${percent(thousandths)}`),
  sheet: (sheet, sheets) => `第 ${sheet} 张，共 ${sheets} 张`,
  characters: (count) => `${grouped(count)} 字`,
  lines: (lines) => `${lines} 行`,
  linesOf: (lines, capacity) => `${lines}/${capacity} 行`,
  area: (columns, lines) => `${columns} 栏 × ${lines} 行`,
  measure: (width, characters) =>
    `栏宽 ${tenths(toMm(width))} 毫米${characters === null ? '' : `（${tenths(characters)} 字）`}`,
  version: (version) => `稿本 ${version}`,
  head: (size, characters, holds) => `主题 ${tenths(toPt(size))} 磅　${characters} 字/${holds}`,
  over: (lines, characters) => `超 ${lines} 行（${grouped(characters)} 字）`,
  short: (lines, characters) => `短 ${lines} 行（${grouped(characters)} 字）`,
  fits: '正好',
  picture: (number) => `图 ${number}`,
  ad: '广告',
  pictureFacts: (width, height, resolution) =>
    `${millimetres(width)}×${millimetres(height)} 毫米${resolution === 0 ? '' : `　${resolution} dpi`}`,
  tally: (over, short, fitting, pictures) => `超 ${over} 处　短 ${short} 处　正好 ${fitting} 处　图 ${pictures} 幅`,
  changed: '签后有改动',
  readBy: '校对',
  editedBy: '编辑',
  separator: '　',
}

const TRADITIONAL: SheetWords = {
  ...CHINESE,
  kinds: { galley: '小樣', dummy: '版樣', page: '大樣', clean: '清樣' },
  issue: (number) => `總第${grouped(number)}期`,
  scale: (thousandths) => (thousandths === 1000 ? '原大' : `縮至 ${percent(thousandths)}`),
  sheet: (sheet, sheets) => `第 ${sheet} 張，共 ${sheets} 張`,
  area: (columns, lines) => `${columns} 欄 × ${lines} 行`,
  measure: (width, characters) =>
    `欄寬 ${tenths(toMm(width))} 毫米${characters === null ? '' : `（${tenths(characters)} 字）`}`,
  head: (size, characters, holds) => `主題 ${tenths(toPt(size))} 磅　${characters} 字/${holds}`,
  picture: (number) => `圖 ${number}`,
  ad: '廣告',
  tally: (over, short, fitting, pictures) => `超 ${over} 處　短 ${short} 處　正好 ${fitting} 處　圖 ${pictures} 幅`,
  changed: '簽後有改動',
  readBy: '校對',
  editedBy: '編輯',
}

const plural = (count: number, one: string): string => `${grouped(count)} ${one}${count === 1 ? '' : 's'}`

const ENGLISH: SheetWords = {
  kinds: { galley: 'Galley proof', dummy: 'Dummy', page: 'Page proof', clean: 'Clean proof' },
  page: (page) => `Page ${page}`,
  issue: (number) => `No. ${grouped(number)}`,
  stamp: (stamp) => `Stamp ${stamp}`,
  scale: (thousandths) => (thousandths === 1000 ? 'Actual size' : `${percent(thousandths)} of actual size`),
  sheet: (sheet, sheets) => `Sheet ${sheet} of ${sheets}`,
  characters: (count) => plural(count, 'character'),
  lines: (lines) => plural(lines, 'line'),
  linesOf: (lines, capacity) => `${lines}/${capacity} lines`,
  area: (columns, lines) => `${plural(columns, 'column')} × ${plural(lines, 'line')}`,
  measure: (width) => `Measure ${tenths(toMm(width))} mm`,
  version: (version) => `Version ${version}`,
  head: (size, characters, holds) => `Head ${tenths(toPt(size))} pt, ${characters}/${holds} characters`,
  over: (lines, characters) => `Over ${plural(lines, 'line')} (${plural(characters, 'character')})`,
  short: (lines, characters) => `Short ${plural(lines, 'line')} (${plural(characters, 'character')})`,
  fits: 'Fits',
  picture: (number) => `Picture ${number}`,
  ad: 'Ad',
  pictureFacts: (width, height, resolution) =>
    `${millimetres(width)} × ${millimetres(height)} mm${resolution === 0 ? '' : `, ${resolution} dpi`}`,
  tally: (over, short, fitting, pictures) =>
    `${over} over · ${short} short · ${fitting} fitting · ${plural(pictures, 'picture')}`,
  changed: 'changed since',
  readBy: 'Read by',
  editedBy: 'Edited by',
  separator: ' · ',
}

const WORDS: Readonly<Record<Lang, SheetWords>> = { 'zh-Hans': CHINESE, 'zh-Hant': TRADITIONAL, en: ENGLISH }

export const sheetWords = (lang: Lang): SheetWords => WORDS[lang]

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/
const two = (value: number): string => String(value).padStart(2, '0')

/** `2026-11-24 22:03 +08:00` out of an ISO 8601 time in UTC; `zone` in minutes east of it. */
export function writeTime(time: string, zone: number): string {
  const [, year = '', month = '', day = '', hour = '', minute = ''] = ISO.exec(time) ?? []
  if (year === '') throw new RangeError(`writeTime: ${time}`)
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute) + zone)
  const away = Math.abs(zone)
  const offset = `${zone < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} ${offset}`
}
