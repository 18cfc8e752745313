/**
 * What the checker knows of characters: the lists of typesetting.md (R1, R2, R4, R5), written here a second time. It
 * shares nothing with shape/ and break/, since a second opinion that reads the first one's tables is none.
 */
import type { HouseRules } from '#contract/stylebook.ts'

const OPENING = '“‘『「（【〈《〔〖［｛'
const CLOSING = '”’』」）】〉》〕〗］｝'
const PAUSES = '，、；：'
const STOPS = '。．？！'
const JOINERS = '–—～·・‧／'
const NOT_FIRST_SIGNS = '%‰℃°々％'
const NOT_LAST_SIGNS = '￥＄￡$№'

/** A full-width mark by what it does on a line; null for everything else. */
export type MarkKind = 'open' | 'close' | 'pause' | 'stop'

export function markOf(text: string): MarkKind | null {
  if (text.length !== 1) return null
  if (OPENING.includes(text)) return 'open'
  if (CLOSING.includes(text)) return 'close'
  if (PAUSES.includes(text)) return 'pause'
  return STOPS.includes(text) ? 'stop' : null
}

/** R4: kept whole and never opened. */
export const isLongMark = (text: string): boolean => text.startsWith('——') || text.startsWith('…')
export const isJoiner = (text: string): boolean => text.length === 1 && JOINERS.includes(text)
/** R5: set in half an em. */
export const isHalf = (text: string): boolean => text.length === 1 && '–·・‧／'.includes(text)
/** Signs that cling to the number before them or after them: no space grows there. */
export const isSign = (text: string): boolean =>
  text.length === 1 && (NOT_FIRST_SIGNS.includes(text) || NOT_LAST_SIGNS.includes(text))

const HAN = /^[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]$/u
export const isHanText = (text: string): boolean => HAN.test(text)
/** Han characters of a text (R14). */
export const hanIn = (text: string): number => [...text].filter(isHanText).length

const LATIN = /^[!-~\u00a1-\u00b6\u00b8-\u04ff\u2070-\u209c]+$/
/** A piece of a Latin word or a number, its own signs included. */
export const isLatinText = (text: string): boolean => LATIN.test(text)
export const isBlank = (text: string): boolean => /^[ \u00a0\t\n\r]+$/.test(text)

/** R1 by level; null where the character may begin a line. R3 is asked of the text from the break on. */
export function ruleAtStart(after: string, level: HouseRules['kinsoku']): 'R1' | 'R3' | null {
  const first = [...after][0] ?? ''
  if (level === 'none' || first === '') return null
  const mark = markOf(first)
  if ((mark !== null && mark !== 'open') || NOT_FIRST_SIGNS.includes(first)) return 'R1'
  if (level === 'basic') return null
  if (isLongMark(after)) return level === 'strict' ? 'R3' : null
  return JOINERS.includes(first) ? 'R1' : null
}

/** R2: whether the text before the break ends in what may not end a line. */
export function isR2(before: string, level: HouseRules['kinsoku']): boolean {
  const last = before.at(-1) ?? ''
  return level !== 'none' && last !== '' && (OPENING.includes(last) || NOT_LAST_SIGNS.includes(last))
}

/** Marks that stand in the middle of their em in Traditional faces. */
export const isCentredMark = (text: string): boolean =>
  text.length === 1 && (PAUSES.includes(text) || STOPS.includes(text))

/** R5: ？ and ！ that share a cell, two or three at a time. */
export const isSharing = (text: string): boolean => text === '？' || text === '！'

/** Units that a number keeps beside it (R4): of time, money, length, area, weight and power, 万 or 亿 before them or not. */
const UNIT =
  /^(?:[十百千万亿萬億]{0,2}?(?:平方公里|平方千米|平方厘米|平方米|立方厘米|立方米|公里|公顷|公頃|公分|海里|光年|英里|英尺|英寸|小时|小時|分钟|分鐘|星期|世纪|世紀|年代|周岁|周年|[个個]月|[个個]?百分[点點]|人次|车次|班次|美元|欧元|歐元|日元|港元|台幣|公吨|公噸|公斤|[千兆]瓦时?|千伏|赫兹|分贝|[摄攝]氏度|[千分厘毫微纳]?米|[千毫微]?克|毫?升|[%‰℃°％年月日号时時分秒点點天周元角亩畝吨噸斤尺寸岁歲倍成级級届屆期版人户度瓦伏])|[十百千万亿萬億]{1,2})/

/** Length of the unit that stands right after a number, 0 where there is none: it is read as one with the number. */
export const unitIn = (after: string): number => UNIT.exec(after)?.[0].length ?? 0

/**
 * R4: what stands on both sides of a break that nothing may stand between. `before` and `after` meet without a blank.
 * A Latin word is the caller's, since in English it may be divided by a hyphen.
 */
export function isUnbreakable(before: string, after: string, dividesUnits = false): boolean {
  if (/[0-9][.,:/-]?$/.test(before) && /^[0-9]/.test(after))
    return !isLongNumber(before, after) && !isAreaCode(before, after)
  if (/[0-9]$/.test(before) && (/^[.,:][0-9]/.test(after) || /^[%‰℃°％]/.test(after))) return true
  if (isInUnit(before, after, dividesUnits)) return true
  return (before.endsWith('—') && after.startsWith('—')) || (before.endsWith('…') && after.startsWith('…'))
}

/** Between a number and its unit, unless the house parts them, or inside the unit. */
function isInUnit(before: string, after: string, dividesUnits: boolean): boolean {
  const begun = /[0-9]([^0-9]{0,6})$/.exec(before)?.[1]
  if (begun === undefined || (begun === '' && dividesUnits)) return false
  return unitIn(begun + after) > begun.length
}

/** A telephone number may be parted after its area code, where it has a hyphen. */
const isAreaCode = (before: string, after: string): boolean =>
  /(?<![0-9-])0[0-9]{2,3}-$/.test(before) && /^[0-9]{7,8}(?![0-9])/.test(after)

/** A number of more than 12 figures may come apart by fours. */
function isLongNumber(before: string, after: string): boolean {
  const head = /[0-9]*$/.exec(before)?.[0].length ?? 0
  const tail = /^[0-9]*/.exec(after)?.[0].length ?? 0
  return head > 0 && head % 4 === 0 && head + tail > 12
}

const LETTER = 'A-Za-z0-9\u00c0-\u024f\u2070-\u209c'
const WORD_ENDS = new RegExp(`[${LETTER}]$`)
const WORD_GOES_ON = new RegExp(`^(?:[${LETTER}]|[’'][a-z])`)
/** Whether a break without a blank falls inside a Latin word, where no hyphen or sign of an address stands. */
export const isInsideWord = (before: string, after: string): boolean =>
  WORD_ENDS.test(before) && WORD_GOES_ON.test(after) && !isLongNumber(before, after)

/** The Latin word round a break: what stands before the break, and what after. */
export function wordRound(before: string, after: string): readonly [string, string] {
  const head = new RegExp(`[${LETTER}’'-]*$`).exec(before)?.[0] ?? ''
  const tail = new RegExp(`^[${LETTER}’'-]*`).exec(after)?.[0] ?? ''
  return [head, tail]
}
