/** The counts of a page and the copyfit of a block in words, as the terminal lists them. */
import { fill, type SpokenLocale, type Values } from './locale.ts'

type Row = Readonly<Record<'zh-CN' | 'en', string>>

const COUNTS = {
  // A page's counts, each after its figure.
  lines: { 'zh-CN': '正文行数', en: 'lines of body' },
  characters: { 'zh-CN': '字数', en: 'characters' },
  looseLines: {
    'zh-CN': '松行（字距过 0.10 字宽、词空过 200 %）',
    en: 'loose lines (above 0.10 em, or word spaces of 200 %)',
  },
  hyphens: { 'zh-CN': '连字符', en: 'hyphens' },
  ladders: { 'zh-CN': '连字符成串', en: 'ladders of hyphens' },
  rivers: { 'zh-CN': '白缝', en: 'rivers' },
  widows: { 'zh-CN': '段末行在栏首', en: 'widows' },
  orphans: { 'zh-CN': '段末一字、段首孤行', en: 'orphans' },
  overLines: { 'zh-CN': '溢文行数', en: 'lines over' },
  overCharacters: { 'zh-CN': '溢文字数', en: 'characters over' },
  shortLines: { 'zh-CN': '缺文行数', en: 'lines short' },
  breaches: { 'zh-CN': '违例', en: 'rule breaches' },
  unreported: { 'zh-CN': '其中未提示的', en: 'of these not reported' },
  worstLine: { 'zh-CN': '最松一行：{frame}  {text}', en: 'worst line: {frame}  {text}' },
  reported: { 'zh-CN': '（已提示）', en: '(reported)' },
  // How a block fits.
  over: {
    'zh-CN': '超 {lines} 行、{characters} 字、{depth} 毫米',
    en: 'over by {lines} lines, {characters} characters, {depth} mm',
  },
  short: { 'zh-CN': '短 {lines} 行、{characters} 字', en: 'short by {lines} lines, {characters} characters' },
  fits: { 'zh-CN': '正好', en: 'fits' },
  paragraph: {
    'zh-CN': '{lines} 行[，删 {cut} 字省一行]，末行还容 {room} 字',
    en: '{lines} lines[, cut {cut} to save one], room for {room}',
  },
  tracking: { 'zh-CN': '字距 {value} ‰', en: 'tracking {value} ‰' },
  leading: { 'zh-CN': '行距 {value} ‰', en: 'leading {value} ‰' },
  air: { 'zh-CN': '题空 {value} ‰', en: 'head air {value} ‰' },
  natural: { 'zh-CN': '原样', en: 'natural type' },
} as const satisfies Record<string, Row>

export type CountKey = keyof typeof COUNTS
export const COUNT_KEYS = Object.keys(COUNTS) as CountKey[]

/** What is counted, in words. */
export const sayCount = (key: CountKey, locale: SpokenLocale, values: Values = {}): string =>
  fill(COUNTS[key][locale === 'en' ? 'en' : 'zh-CN'], values)
