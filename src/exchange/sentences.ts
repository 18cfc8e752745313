/** Whether a strip can stand as a headline, whether it ends its sentence, and whether the next one carries it on. */
import { isChinese, isHan, widthOf } from './characters.ts'
import { isByline, isPerson } from './bylines.ts'
import { isCredit, tailCreditAt } from './credits.ts'
import { isJumpLine, leadInLength } from './lineKinds.ts'
import type { Strip } from './strip.ts'

const FUNCTION_END = /[的和与及在对将为是其以从把被向个并或也都就而这那该更最不第之于约\d、，,；;（(“‘《]$/
const CONTINUES = /^[，。、；：！？）》”’,;:!?)的了们着]/
const OPENER =
  /^(?:记者|据|目前|当天|当日|昨天|昨日|近日|日前|今年|去年|近年来|随后|此外|同时|另外|其中|截至|为了?|在|自|从|经|由于|随着|根据|按照|通过|对于|对此|如今|现在|该|他|她|它|我们|不过|但|因此|所以|如果|虽然|会上|会议|座谈会|下一步|接下来|\d+月|\d+日)/
const EN_FUNCTION_END =
  /(?:^|\s)(?:the|a|an|of|to|in|on|at|by|for|and|or|but|with|from|that|which|who|is|are|was|were|be|has|have|had|its|their|his|her|will|would|not|as|than|said)$/i

const hasOpenPair = (text: string): boolean =>
  text.split('“').length > text.split('”').length ||
  text.split(/[（(]/).length > text.split(/[）)]/).length ||
  text.split('《').length > text.split('》').length

/** Short, one line, without a full stop: it may be a headline or a subhead. */
export function isHeadish(text: string): boolean {
  if (isJumpLine(text) || isByline(text) || isCredit(text) || leadInLength(text) > 0 || isResult(text)) return false
  if (text.length <= 200 && tailCreditAt(text) < text.length) return false
  if (
    /^(?:Dear .{1,40}[,:]|.{2,12}(?:同志|先生|女士|朋友们?|编辑部)[：:]|[（(](?:作者|编者|本文|注|摘自).*)$/.test(text)
  )
    return false
  if (isChinese(text))
    return (
      widthOf(text) <= 200 &&
      text.split(/[\s\u3000]/).every((piece) => widthOf(piece) <= 84) &&
      !/[。；，、：:;,]$|。|；|[!！?？].{8,}[,，]/.test(text)
    )
  return (
    text.length <= 90 &&
    /[A-Za-z]/.test(text) &&
    !/^[a-z]/.test(text) &&
    !/(?<![A-Z]\.[A-Z])[.,;:]["”’]?$/.test(text) &&
    !/[.] [A-Z]/.test(text.replace(/\b[A-Z]\. /g, '')) &&
    !/^[—–-]/.test(text)
  )
}

/** Lines that a wrapped headline has at the most. */
export const WRAPPED_LINES = 4

/** English lines right under each other that make one headline: no stop in them, and the second goes on in the first's sense. */
export function isWrappedHeadBlock(block: readonly Strip[]): boolean {
  if (block.length < 2 || block.length > WRAPPED_LINES || !/^[A-Z0-9‘'“"]/.test(block[0]!.text)) return false
  const isRunning = block.slice(1).some(({ text }, n) => /^[a-z]/.test(text) || block[n]!.text.endsWith(','))
  const isPlain = ({ text }: Strip): boolean =>
    text.length <= 64 && !isChinese(text) && /[A-Za-z]/.test(text) && !/[.;:]["”’]?$|[.!?] [A-Z]/.test(text)
  const isKnown = ({ text }: Strip): boolean => isByline(text) || isCredit(text) || isJumpLine(text) || isResult(text)
  return isRunning && block.every((line) => isPlain(line) && !isKnown(line)) && !block.at(-1)!.text.endsWith(',')
}

const SCORE =
  /^[^0-9。！!，,：:]{1,12}\d+\s*[:：∶–—-]\s*\d+[^0-9。！!，,]{1,12}$|^[^0-9。！!，,]{1,6}\d+\s*比\s*\d+[^0-9。！!，,]{1,6}$/
const STANDING = /^\d{1,2}[.．、]?\s*\S{1,12}\s+\d+|\.{3,}\s*[A-Z]?\d{1,3}$|[\s\u3000…·]\s*[A-Z]?\d{1,2}\s*版$/

/** Prices, rates and numbers drawn: `Name 12.35元 +1.2%`, `100美元＝712元`, `Pick 3: 4-1-9`. */
const QUOTATION =
  /^[^\s\d。，]{2,12}(?:[\s\u3000]+[+＋–—-]?[\d.,]+\S{0,3}){2,}$|^[\d.]+\S{1,6}\s*[=＝]\s*[\d.]+\S{1,6}$|^[A-Z][\w ]{1,20}: \d{1,2}(?:-\d{1,2}){2,}(?:, \d{1,2})?$/
/** A section of the paper and its page: `Sports 1B`. */
const INDEX = /^[A-Z][A-Za-z &'’]{2,24} (?:\d{1,2}[A-F]|[A-F]\d{1,2})$/

/** A line of results or of a list: scores, standings, cells set apart by blanks with figures in them. */
export const isResult = (text: string): boolean =>
  text.length <= 80 &&
  (SCORE.test(text) ||
    STANDING.test(text) ||
    /\d+, [A-Z].* \d+$/.test(text) ||
    QUOTATION.test(text) ||
    INDEX.test(text) ||
    text.split(/\s{2,}|\t/).filter((cell) => /^\d/.test(cell)).length >= 2) &&
  !/[。]$/.test(text)

/** A short line that a column break cut off, rather than a subhead or a headline. */
export function isFragment(strip: Strip, next: Strip | undefined): boolean {
  const text = strip.text
  if (!next || isByline(next.text) || leadInLength(next.text) > 0 || isHeadish(next.text)) return false
  if (!isChinese(text)) return /^[a-z]/.test(next.text) || EN_FUNCTION_END.test(text)
  if (CONTINUES.test(next.text) || hasOpenPair(text)) return true
  if (splitsAtBlank(text) || /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|#)/.test(text))
    return false
  const isNounPhrase = text.endsWith('的') && widthOf(text) <= 18 && !OPENER.test(text)
  if (/[^\d]$/.test(text) && FUNCTION_END.test(text) && !isNounPhrase) return true
  let score = OPENER.test(text) ? 1 : 0
  if (/[,，]/.test(text)) score += OPENER.test(text) || widthOf(text) > 24 ? 2 : 1
  if (/、/.test(text)) score++
  if (/[了是在对将把被于]/.test(text)) score++
  if (widthOf(text) > 44) score += 1
  return score >= 2
}

/** True where a blank divides two runs of Chinese of four characters or more: the trade's comma in headlines. */
export const splitsAtBlank = (text: string): boolean => headSegments(text).length > 1

/** The segments of a headline line, as [from, to]; names set apart by blanks stay together. */
export function headSegments(text: string): [number, number][] {
  if (!isChinese(text)) return [[0, text.length]]
  const pair = /^([\u4e00-\u9fff]{3})[ \u3000]+[\u4e00-\u9fff]{3}$/.exec(text)
  if (pair && !isPerson(pair[1]!))
    return [
      [0, 3],
      [text.length - 3, text.length],
    ]
  const segments: [number, number][] = []
  let start = 0
  for (const blank of text.matchAll(/[ \u3000]+/g)) {
    const end = blank.index
    const rest = text.slice(end + blank[0].length)
    const left = text.slice(start, end)
    const right = rest.split(/[ \u3000]/)[0]!
    if (
      widthOf(left.split(/[ \u3000]/).at(-1)!) < 8 ||
      widthOf(right) < 8 ||
      (!isHan(left.at(-1)) && !/[”》』」！？!?]/.test(left.at(-1)!))
    )
      continue
    if (/^[\u4e00-\u9fff]{2,4}(?:主持|出席|参加|致辞|讲话)/.test(left)) continue
    segments.push([start, end])
    start = end + blank[0].length
  }
  segments.push([start, text.length])
  return segments
}

/** A paragraph that stops before its sentence does, so that the next strip may carry it on. */
export function isUnfinished(text: string, next: string): boolean {
  const last = text.at(-1) ?? ''
  if (isResult(text) || isResult(next) || leadInLength(next) > 0) return false
  if (isChinese(text)) {
    if (CONTINUES.test(next) && !/[。！？]$/.test(text)) return true
    if (/[。！？!?：:…—]$/.test(last)) return false
    if (/[；;]/.test(last)) return !/^(?:[一二三四五六七八九十]+[是、]|[（(]|\d)/.test(next)
    if (/[”’』」）)]/.test(last))
      return !/[。！？!?…][”’』」）)]+$|[（(](?:[^（()）]*(?:记者|通讯员)[^（()）]*|[\u4e00-\u9fff· \u3000]{2,8})[）)]$|[：:]“[^”]*”$/.test(
        text,
      )
    return widthOf(text) >= 16 || /[，,、]/.test(text)
  }
  if (/^[a-z]/.test(next)) return !/[.!?]["”’)]?$/.test(text)
  if (/[.!?:;"”’)—–…]$/.test(text)) return false
  return !text.startsWith('Dear ') && (text.length > 60 || EN_FUNCTION_END.test(text))
}
