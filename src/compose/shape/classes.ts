/** Classes of characters, by the lists of typesetting.md (R1, R2, R5, R9); code points only, no Unicode tables of a host. */

export type ItemClass =
  /** A Han character, kana, ■ and all that behaves like one. */
  | 'han'
  | 'open'
  | 'close'
  /** ，、；： */
  | 'pause'
  /** 。．？！ */
  | 'end'
  /** —— and …… , kept whole (R4). */
  | 'dash'
  /** 一字线 — and ～ , joining what stands beside them. */
  | 'connect'
  /** · between the parts of a name. */
  | 'dot'
  | 'slash'
  /** A Latin word, a number, or a piece of one. */
  | 'latin'
  | 'space'
  /** U+3000. */
  | 'wideSpace'

export const OPENING = '“‘『「（【〈《〔〖［｛'
export const CLOSING = '”’』」）】〉》〕〗］｝'
export const PAUSES = '，、；：'
export const ENDS = '。．？！'
/** House additions to R1: may not begin a line. */
const CLINGING = '％‰℃°々'

export function classOf(char: string): ItemClass {
  if (OPENING.includes(char)) return 'open'
  if (CLOSING.includes(char)) return 'close'
  if (PAUSES.includes(char)) return 'pause'
  if (ENDS.includes(char)) return 'end'
  if (char === '·' || char === '‧' || char === '・') return 'dot'
  if (char === '—' || char === '～' || char === '–') return 'connect'
  if (char === '…') return 'dash'
  if (char === '／') return 'slash'
  if (char === '\u3000') return 'wideSpace'
  if (char === ' ' || char === '\u00a0' || char === '\t') return 'space'
  return isLatin(char.codePointAt(0) ?? 0) ? 'latin' : 'han'
}

/** Letters, figures and ASCII signs: everything below the CJK blocks that is no mark of ours. */
function isLatin(codePoint: number): boolean {
  return codePoint > 0x20 && codePoint < 0x2000 ? true : codePoint >= 0x2010 && codePoint < 0x2018
}

/** Whether a character may begin a line at a kinsoku level (R1). */
export const clingsToBefore = (char: string): boolean => CLINGING.includes(char)

/** Signs and units that stay with the number before them (R4). */
const UNITS = '%％‰℃°年月日时分秒点万亿元米'
export const isUnit = (char: string): boolean => UNITS.includes(char)

export const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9'

/** A Han ideograph (the count of R14 and of the trade): the unified blocks and their extensions. */
export function isHan(codePoint: number): boolean {
  return (
    (codePoint >= 0x4e00 && codePoint <= 0x9fff) ||
    (codePoint >= 0x3400 && codePoint <= 0x4dbf) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0x20000 && codePoint <= 0x323af)
  )
}
