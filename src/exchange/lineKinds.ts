/** What a line is by its own words: byline, credit, jump line, folio. Only short lines are asked, so this stays linear. */
import type { RepairGround } from './repairGrounds.ts'
import { SURNAMES } from './commonHan.ts'
import { widthOf } from './characters.ts'

const HAN = '\\u4e00-\\u9fff'
const ROLE = new RegExp(
  `^(?:[${HAN}]{0,10}?(?:记者|記者|通讯员|通訊員|特派员|特派員|评论员|評論員|观察员|实习生|撰稿人?|撰文|作者|供稿)|文字?|图片?|圖|摄影?|攝影?|摄影报道|报道|報導|整理|制图|供图|提供|统筹|采写)$`,
)
const LEADING_ROLE = new RegExp(
  `^([${HAN}]{0,10}?(?:记者|記者|通讯员|通訊員|特派员|评论员|作者|撰文|摄影|供图))([${HAN}]{2,4})$`,
)
const SHOT = /摄|攝|供图|供圖|图片?\/|\/图片?$|翻拍/
const isPerson = (token: string): boolean => SURNAMES.includes(token[0]!) && /^[\u4e00-\u9fff·]{2,4}$/.test(token)

function zhTokens(text: string): string[] {
  const bare = text.replace(/^[■●◆□▲△○◎★▇◇\s\u3000（(]+|[）)\s\u3000]+$/g, '')
  return bare
    .replace(/(^|[\s\u3000])([\u4e00-\u9fff])[\s\u3000]([\u4e00-\u9fff])(?=$|[\s\u3000])/g, '$1$2$3')
    .split(/[\s\u3000、，,：:／/|&＆]+/)
    .filter(Boolean)
}

/** Roles and names and nothing else; a lone bullet needs a known family name, a person's name alone is no byline. */
function isZhByline(text: string): boolean {
  if (text.length > 60 || /[。；！？]/.test(text)) return false
  const hasBullet = /^[■●◆□▲△○◎★▇◇]/.test(text)
  const tokens = zhTokens(text)
  let roles = 0
  let names = 0
  for (const token of tokens) {
    const glued = LEADING_ROLE.exec(token)
    if (ROLE.test(token)) roles++
    else if (glued && isPerson(glued[2]!)) (roles++, names++)
    else if (/^[\u4e00-\u9fff]{2,4}(?:报道|報導)$/.test(token)) roles++
    else if (/^[\u4e00-\u9fff·]{2,4}$/.test(token) && (roles > 0 || isPerson(token))) names++
    else return false
  }
  return (
    (roles > 0 && (names > 0 || hasBullet || /评论员|評論員/.test(text))) ||
    (hasBullet && names > 0 && tokens.every(isPerson))
  )
}

const NAME = `(?:[A-Z][\\w.'’-]*)(?: (?:de |van |von |la )?[A-Z][\\w.'’-]*){1,3}`
const EN_BYLINE = new RegExp(
  `^(?:By|BY|Story by|Words by) ${NAME}(?:(?:,| and| AND| &) ${NAME})*(?:\\s*[,|—/-]?\\s*[A-Za-z’' ]{2,40})?$`,
)
const EN_TITLE =
  /^(?:[A-Z][\w’']+ )*(?:staff writer|staff reporter|staff report|correspondent|the associated press|associated press|special to the .+|from staff reports|news editor|contributing writer)$/i
const EN_CREDIT =
  /^\(?(?:(?:staff |file |courtesy )?(?:photos?|photographs?|pictures?)(?: courtesy)?(?: by| of|:| \/)\s*.+|(?:staff|courtesy|file) photo.*|courtesy of .+|[A-Z][\w.'’ -]+ ?[/|] ?(?:staff photo\w*|the [A-Z].*|for the .*))\)?$/i

const isEnByline = (text: string): boolean =>
  text.length <= 100 && ((EN_BYLINE.test(text) && !/[^A-Z]\.$/.test(text)) || EN_TITLE.test(text))

export const isByline = (text: string): boolean => text.length <= 100 && (isZhByline(text) || isEnByline(text))

export function isCredit(text: string): boolean {
  if (text.length > 80) return false
  return (
    EN_CREDIT.test(text) ||
    (text.length <= 30 &&
      SHOT.test(text) &&
      !/[。；]|文\s*[/／]\s*[图摄]|文图/.test(text) &&
      (isZhByline(text) || isZhPhotoNames(text)))
  )
}

/** `徐某 摄`, `张三/图`: a name and the act, without a role. */
const isZhPhotoNames = (text: string): boolean =>
  /^[（(]?[\u4e00-\u9fff·、 \u3000]{2,16}[\s\u3000/／](?:摄|攝|供图|供圖|图)[）)]?$/.test(text)

const PAGE = '第?\\s*(?:[A-Za-z]?\\d{1,3}|[一二三四五六七八九十]{1,3})(?:[、,，至—-]第?[A-Za-z]?\\d{1,3})*\\s*[版页頁]'
const JUMP = `(?:(?:相关|更多|详细|相關|更多)?(?:报道|報導|报导|内容|新闻|消息|图文|全文)?(?:请)?(?:详|詳)?(?:见|見|刊|参见)(?:今日|本报)?|下转|上接|紧接|轉|下轉|转|緊接)\\s*${PAGE}[^。]{0,12}`
const EN_PAGE = '(?:page\\s+)?[A-Z]?-?\\d{1,3}[A-Z]?'
const EN_JUMP = `(?:please )?(?:see [A-Z][\\w’'&-]*(?: [A-Z][\\w’'&-]*){0,3},? (?:on )?${EN_PAGE}|(?:story )?continue[sd] (?:on|from) ${EN_PAGE}|turn to page ${EN_PAGE}|(?:full |more |related )?(?:story|stories|coverage|details|more|inside),? (?:on )?page ${EN_PAGE})`
const WHOLE_JUMP = new RegExp(`^[▶►>》→◆●（(【\\[»\\s]*(?:${JUMP}|${EN_JUMP})[)）】\\]»>.\\s]*$`, 'i')
const TAIL_JUMP = new RegExp(
  `(?:[（(【\\[▶►→»]+(?:${JUMP}|${EN_JUMP})[)）】\\]]*|(?<=[.。”"!?])\\s+(?:${JUMP}|${EN_JUMP}))$`,
  'i',
)
const HEAD_JUMP = new RegExp(`^(?:[（(【](?:${JUMP})[)）】]|[（(]?continued from ${EN_PAGE}[)）]?)`, 'i')

export const isJumpLine = (text: string): boolean => text.length <= 80 && WHOLE_JUMP.test(text)

/** Where a jump line at the paragraph's end begins, its length where there is none. */
export function tailJumpAt(text: string): number {
  const start = Math.max(0, text.length - 90)
  const found = TAIL_JUMP.exec(text.slice(start))
  return found ? start + found.index : text.length
}

/** Length of a jump line at the paragraph's head (上接第1版). */
export const headJumpLength = (text: string): number => HEAD_JUMP.exec(text.slice(0, 60))?.[0].length ?? 0

const ZH_NUMBER = '[\\d一二三四五六七八九十〇]{1,3}'
const LEAD_INS = [
  new RegExp(
    `^(?:本报|本報|本刊|本台|本网|本社|综合|[${HAN}]{2,4}(?:日报|晚报|网|社))(?:综合)?[讯訊](?:\\s*[（(][^（）()]{2,40}[）)])?`,
  ),
  new RegExp(
    `^(?:据)?[${HAN}]{1,6}[社报報网](?:[${HAN}]{0,10}?)${ZH_NUMBER}月${ZH_NUMBER}日(?:专|综合|急)?[电電讯訊](?:\\s*[（(][^（）()]{2,40}[）)])?`,
  ),
  /^[【〔][^】〕]{2,30}(?:讯|訊|电|電|报道|報導|消息)[】〕](?:\s*[（(][^（）()]{2,40}[）)])?/,
  /^[A-Z][A-Z.’' -]{2,30}(?:, [A-Z][A-Za-z.]+)?(?:, [A-Z][a-z]+\.? \d{1,2})?(?: \([A-Z]{2,12}\))? ?(?:—|–|--) ?/,
]

/** Length of the lead-in or dateline at a paragraph's head, 0 where there is none. */
export function leadInLength(text: string): number {
  const head = text.slice(0, 90)
  for (const form of LEAD_INS) {
    const found = form.exec(head)
    if (found) return found[0].trimEnd().length
  }
  return 0
}

const FOLIO =
  /^(?:[-—– ]*\d{1,3}[-—– ]*|第?\s*[A-Za-z]?\d{1,3}\s*[版页頁]|[A-Z]?\d{1,2}[ \u3000]?版?|page [A-Z]?\d+(?: of \d+)?|第[一二三四五六七八九十]+版)$/i
const DATE =
  /^(?:二?[〇○零一二三四五六七八九\d]{2,4}年\s*[\d一二三四五六七八九十]{1,3}月\s*[\d一二三四五六七八九十]{1,3}日.{0,24}|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? [A-Z][a-z]+\.? \d{1,2},? \d{4}.{0,20}|星期[一二三四五六日].{0,12})$/i
const IMPRINT =
  /^(?:[□■\s]*(?:本版)?(?:责任编辑|責任編輯|责编|版式|校对|美编|编辑|主编|值班编委|值班总编|审读|监制|组版|出版|新闻热线|投稿邮箱|国内统一)[\s:：].{0,60}|(?:责任编辑|责编|编辑|校对)\s*[\u4e00-\u9fff]{2,4}|vol\. ?\d+.*|总第.{1,12}期.{0,20}|(?:https?:\/\/|www\.)\S+)$/i

/** Why a line is no copy, or null. */
export function dropGround(text: string): RepairGround | null {
  if (text.length > 90) return null
  if (text === '' || /^[\s\-—–_=*·•~～#.…]+$/.test(text)) return 'drop.rule'
  if (FOLIO.test(text)) return 'drop.folio'
  if (DATE.test(text) && widthOf(text) <= 60 && !/[。，,].*[。.]$/.test(text)) return 'drop.date'
  return IMPRINT.test(text) ? 'drop.imprint' : null
}
