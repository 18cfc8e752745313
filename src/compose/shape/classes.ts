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
  /** Never printed; it takes no room and is remarked upon. */
  | 'control'

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
put(' \u00a0\t\n\v\f\r\u0085\u2028\u2029', 'space')

export const classOf = (char: string): CellClass =>
  CLASSES.get(char) ?? (isLatin(char.codePointAt(0) ?? 0) ? 'latin' : 'han')

/**
 * Letters, figures and signs of the Western scripts: everything below U+0500 that is no mark of ours, and the small figures
 * of formulas (CO₂, 10⁻³).
 */
const isLatin = (codePoint: number): boolean =>
  (codePoint > 0x20 && codePoint < 0x0500) || (codePoint >= 0x2070 && codePoint <= 0x209c)

/** House additions to R1: signs that may not begin a line. */
const CLINGING = '％‰℃°々'
export const clingsToBefore = (text: string): boolean => CLINGING.includes(text.charAt(0))

/** House additions to R2: signs that may not end a line. */
const LEADING = '￥＄￡€№'
export const clingsToAfter = (text: string): boolean => LEADING.includes(text.charAt(0))

/** Units that stay with the number before them (R4), longest first where one begins another. */
const UNITS = // Length, area, volume, weight, energy.
  (
    '公里 千米 米 分米 厘米 公分 毫米 微米 纳米 海里 光年 英里 英尺 英寸 尺 寸 公顷 亩 畝 公頃 ' +
    '平方公里 平方千米 平方米 平方厘米 立方米 立方厘米 升 毫升 吨 公吨 噸 公噸 公斤 千克 克 毫克 微克 斤 ' +
    '瓦 千瓦 兆瓦 千瓦时 兆瓦时 度 伏 千伏 赫兹 分贝 摄氏度 攝氏度 °C °F ℃ ° ' +
    // People, money, time, parts of a whole.
    '人 人次 户 车次 班次 元 角 美元 欧元 日元 港元 歐元 台幣 ' +
    '年 年代 月 日 号 时 点 分 秒 天 周 周岁 周年 岁 届 期 版 世纪 小时 分钟 星期 个月 ' +
    '時 點 歲 屆 世紀 小時 分鐘 個月 ％ ‰ 倍 成 级 級 百分点 个百分点 百分點 個百分點'
  ).split(' ')
/** What may stand between a number and its unit, or be the unit itself: 42.5万立方米, 3.26亿元. */
const MULTIPLES = new Set(['十', '百', '千', '万', '亿', '萬', '億', '万亿', '萬億', '百万', '百萬', '千万', '千萬'])

/** Units by their first character, the longest first: every number asks for what stands behind it. */
const UNITS_BY_HEAD = new Map<string, string[]>()
for (const unit of new Set([...UNITS, ...MULTIPLES]).values()) {
  const head = unit.charAt(0)
  UNITS_BY_HEAD.set(
    head,
    [...(UNITS_BY_HEAD.get(head) ?? []), unit].toSorted((a, b) => b.length - a.length),
  )
}
/** Units in the longest of a number's tails: 万 and 平方公里. */
export const LONGEST_UNIT = 6

/** Length of the unit that `text` begins with, 0 where there is none. */
export function unitLength(text: string): number {
  for (const unit of UNITS_BY_HEAD.get(text.charAt(0)) ?? []) {
    if (!text.startsWith(unit)) continue
    return MULTIPLES.has(unit) ? unit.length + unitLength(text.slice(unit.length)) : unit.length
  }
  return 0
}

export const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9'

/** A Han ideograph (the count of R14): the unified blocks and their extensions. */
export const isHan = (codePoint: number): boolean =>
  (codePoint >= 0x4e00 && codePoint <= 0x9fff) ||
  (codePoint >= 0x3400 && codePoint <= 0x4dbf) ||
  (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
  (codePoint >= 0x20000 && codePoint <= 0x323af)
