/** What stands on a page and is no copy: nameplate, folio, date, imprint, ornaments. */
import { widthOf } from './characters.ts'
import { isJumpLine } from './lineKinds.ts'
import type { RepairGround } from './repairGrounds.ts'
import type { Strip } from './strip.ts'

const FOLIO =
  /^(?:[-—– ]*\d{1,3}[-—– ]*|第?\s*[A-Za-z]?\d{1,3}\s*[版页頁]|[A-Z]?\d{1,2}[ \u3000]?版?|page [A-Z]?\d+(?: of \d+)?|第[一二三四五六七八九十]+版|第?\s*[A-Za-z]?\d{1,3}\s*[版页頁]\s*[：:·|\s]\s*[\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]{2,6}\s*[|｜]?\s*第?\s*[A-Za-z]?\d{1,3}\s*[版页頁]|(?:今日|本期)\S{0,6}[版页頁].{0,30})$/i
const DATE =
  /^(?:二?[〇○零一二三四五六七八九\d]{2,4}年\s*[\d一二三四五六七八九十]{1,3}月\s*[\d一二三四五六七八九十]{1,3}日(?:.{0,24}|[\s\u3000]*(?:星期|周|责|編|编|第|农历|總|总).{0,80})|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? [A-Z][a-z]+\.? \d{1,2},? \d{4}(?:.{0,20}|\s*[|·•–—].{0,60})|星期[一二三四五六日].{0,12})$/i
const IMPRINT =
  /^(?:[□■\s]*(?:本版|[一二三四五六七八九十]版)?(?:责任编辑|責任編輯|责编|版式|校对|美编|编辑|主编|值班编委|值班总编|审读|监制|组版|出版|新闻热线|投稿邮箱|国内统一)[\s:：].{0,60}|(?:责任编辑|责编|编辑|校对)\s*[\u4e00-\u9fff]{2,4}|vol(?:ume|\.)? ?\d+.*|总第.{1,12}期.{0,20}|国内统一\S{0,12}号\s.{0,60}|主办[:：].{0,40}|(?:https?:\/\/|www\.)\S+|[\w-]+(?:\.[a-z]{2,12}){1,2})$/i

const EDITORS =
  '(?:责任编辑|責任編輯|责编|責編|版式|校对|校對|美编|美術|编辑|編輯|主编|值班编委|值班总编|审读|监制|组版|视觉|设计|图编|排版|检校|统筹|电话|热线|邮箱|邮编)'
const CELL = new RegExp(
  `^(?:(?:[一二三四五六七八九十\\d]版|本版|本期)?${EDITORS}[:：/／].{0,30}|\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}|(?:\\d{4}|[〇○零一二三四五六七八九]{4})年.{2,8}日|(?:星期|周|週|礼拜)[一二三四五六日天]|农历.{2,8}|(?:第)?[A-Z]?\\d{1,3}版?|第.{1,3}版|总第?.{1,10}期|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:, .{4,20})?|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\\.? \\d{1,2}, \\d{4}|page [A-Z]?\\d{1,3}|vol.{1,12}|no\\. ?\\d+|[$¥]\\d[\\d.]*)$`,
  'i',
)

/** A line of cells (date | paper | page | editors), each of them furniture but for one section's name at the most. */
function isFolioLine(text: string): boolean {
  const isChineseLine = /[\u4e00-\u9fff]/.test(text)
  const cells = text.split(isChineseLine ? /[\s|｜·]+/ : /\s*[|·•]\s*|\s{2,}|\t/).filter(Boolean)
  const others = cells.filter((cell) => !CELL.test(cell) && !isNameplate(cell))
  const isSection = (cell: string): boolean => /^[\u4e00-\u9fff]{2,4}$|^[A-Z][A-Za-z&' ]{2,20}$/.test(cell)
  return cells.length - others.length >= 2 && others.length <= 1 && others.every(isSection)
}

/** Why a line is no copy, or null. */
export function dropGround(text: string): RepairGround | null {
  if (text.length > 200 || (text.length > 120 && !/\s{4}/.test(text))) return null
  if (text === '' || /^[\s\-—–_=*·•~～#.…]+$/.test(text)) return 'drop.rule'
  if (isJumpLine(text)) return null
  if (FOLIO.test(text)) return 'drop.folio'
  if (DATE.test(text) && widthOf(text) <= 110 && !/[。，,].*[。.]$/.test(text)) return 'drop.date'
  if (IMPRINT.test(text)) return 'drop.imprint'
  return isFolioLine(text) ? 'drop.folio' : null
}

const PAPER =
  /^[\u4e00-\u9fffA-Za-z]{0,8}(?:日报|日報|晚报|晚報|早报|早報|晨报|晨報|周报|周報|时报|時報|商报|商報|都市报|快报|快報|导报|導報|周刊|週刊|周末)$/
const EN_PAPER =
  /^(?:the )?(?:[A-Z][\w’'.-]* ){1,4}(?:courier|times|gazette|weekly|journal|news|herald|post|tribune|chronicle|star|observer|examiner|register|dispatch|record|sentinel|bulletin|mail|press|sun|leader|enquirer|telegraph|reporter|advocate|independent|mirror|standard|globe|argus|echo|citizen|ledger)$/i

/** The paper's own name at the head of its page; asked of the first lines only. */
export function isNameplate(text: string): boolean {
  if (text.length > 40) return false
  return EN_PAPER.test(text) || text.split(/[\s\u3000|｜·]+/).some((word) => PAPER.test(word))
}

const DAY_OF_ISSUE =
  /\d{4}年\s*\d{1,2}月\s*\d{1,2}日[\s\u3000]*(?:星期|周|农历)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:[A-Z][a-z]+\.? \d{1,2},?|\d{1,2} [A-Z][a-z]+),? \d{4}/i

/** Lines at a page's head that may be its nameplate, its motto and its date. */
const HEAD_OF_PAGE = 5

/**
 * How many of a page's first lines are its head: the line with the day of the issue (weekday, day, month, year) and what
 * stands over it without a blank line between. 0 where no such line is near the top, or where copy stands over it.
 */
export function pageHeadLength(lines: readonly Strip[]): number {
  const top = lines.slice(0, HEAD_OF_PAGE)
  const at = top.findIndex(({ text }) => text.length <= 120 && DAY_OF_ISSUE.test(text) && !/[。，,.]$/.test(text))
  const over = top.slice(0, at + 1)
  const isHead = over.every(({ text, gap }, i) => (i === 0 || gap === 0) && text.length <= 120 && !/[。.]$/.test(text))
  return isHead ? at + 1 : 0
}
