/** Classes of characters, by the lists of typesetting.md (R1, R2, R4, R5); code points only, no Unicode tables of a host. */

export type CellClass =
  /** A Han character, kana, ■ and all that behaves like one. */
  | 'han'
  | 'open'
  | 'close'
  /** ，、；： */
  | 'pause'
  /** 。．？！ */
  | 'end'
  /** —— , kept whole (R4). */
  | 'dash'
  /** …… , kept whole (R4). */
  | 'ellipsis'
  /** 一字线 — , ～ and – , joining what stands beside them. */
  | 'connect'
  /** · between the parts of a name. */
  | 'dot'
  | 'slash'
  /** A Latin word, a number, or a piece of one. */
  | 'latin'
  | 'space'
  /** U+3000. */
  | 'wideSpace'

const CLASSES = new Map<string, CellClass>()
const put = (chars: string, kind: CellClass): void => {
  for (const char of chars) CLASSES.set(char, kind)
}
put('“‘『「（【〈《〔〖［｛', 'open')
put('”’』」）】〉》〕〗］｝', 'close')
put('，、；：', 'pause')
put('。．？！', 'end')
put('·‧・', 'dot')
put('—～–', 'connect')
put('…', 'ellipsis')
put('／', 'slash')
put('\u3000', 'wideSpace')
put(' \u00a0\t\n\r', 'space')

export const classOf = (char: string): CellClass =>
  CLASSES.get(char) ?? (isLatin(char.codePointAt(0) ?? 0) ? 'latin' : 'han')

/** Letters, figures and signs of the Western scripts: everything below U+0500 that is no mark of ours. */
const isLatin = (codePoint: number): boolean => codePoint > 0x20 && codePoint < 0x0500

/** House additions to R1: signs that may not begin a line. */
const CLINGING = '％‰℃°々'
export const clingsToBefore = (char: string): boolean => CLINGING.includes(char)

/** House additions to R2: signs that may not end a line. */
const LEADING = '￥＄￡№'
export const clingsToAfter = (char: string): boolean => LEADING.includes(char)

/** Units that stay with the number before them (R4), longest first where one begins another. */
const UNITS = (
  '平方公里 平方米 立方米 千瓦时 公里 公斤 公顷 千米 厘米 毫米 千克 千瓦 人次 ' +
  '万元 亿元 小时 分钟 ％ ‰ ℃ ° 年 月 日 时 分 秒 点 万 亿 元 米 吨 亩 岁 倍 届 期 版'
).split(' ')

/** Length of the unit that `text` begins with, 0 where there is none. */
export function unitLength(text: string): number {
  for (const unit of UNITS) if (text.startsWith(unit)) return unit.length
  return 0
}

export const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9'

/** A Han ideograph (the count of R14): the unified blocks and their extensions. */
export const isHan = (codePoint: number): boolean =>
  (codePoint >= 0x4e00 && codePoint <= 0x9fff) ||
  (codePoint >= 0x3400 && codePoint <= 0x4dbf) ||
  (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
  (codePoint >= 0x20000 && codePoint <= 0x323af)
