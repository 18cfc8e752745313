/** What a line is by its own words: jump line, lead-in, section label, marked subhead. Only short lines are asked. */
const HAN = '\\u4e00-\\u9fff'

const PAGE = '第?\\s*(?:[A-Za-z]?\\d{1,3}|[一二三四五六七八九十]{1,3})(?:[、,，至—-]第?[A-Za-z]?\\d{1,3})*\\s*[版页頁]'
const JUMP = `(?:(?:相关|更多|详细|相關|更多)?(?:报道|報導|报导|内容|新闻|消息|图文|全文)?(?:请)?(?:详|詳)?(?:见|見|刊|参见)(?:今日|本报)?|下转|上接|紧接|轉|下轉|转|緊接)\\s*${PAGE}[^。]{0,12}`
const BRACKETED_JUMP = new RegExp(
  `[（(【][^（()）。，,]{0,18}(?:见|見|刊|载|載|转|轉)(?:于|今日|本报|本報)?\\s*${PAGE}[^。（()）]{0,6}[)）】]$`,
)
const EN_PAGE = '(?:page\\s+)?[A-Z]?-?\\d{1,3}[A-Z]?'
const EN_JUMP = `(?:please )?(?:[A-Z][A-Z’'-]{1,14} (?:continues|continued) (?:on|from) ${EN_PAGE}|see [A-Z][\\w’'&-]*(?: [A-Z][\\w’'&-]*){0,3},? (?:on )?${EN_PAGE}|(?:story )?continue[sd] (?:on|from) ${EN_PAGE}|turn to page ${EN_PAGE}|(?:full |more |related )?(?:story|stories|coverage|details|more|inside),? (?:on )?page ${EN_PAGE})`
const WHOLE_JUMP = new RegExp(`^[▶►>》→◆●（(【\\[»\\s]*(?:${JUMP}|${EN_JUMP})[)）】\\]»>.\\s]*$`, 'i')
const TAIL_JUMP = new RegExp(
  `(?:[（(【\\[▶►→»]+(?:${JUMP}|${EN_JUMP})[)）】\\]]*|(?<=[.。”"!?])\\s+(?:${JUMP}|${EN_JUMP}))$`,
  'i',
)
const HEAD_JUMP = new RegExp(`^(?:[（(【](?:${JUMP})[)）】]|[（(]?continued from ${EN_PAGE}[)）]?)`, 'i')

export const isJumpLine = (text: string): boolean =>
  text.length <= 80 && (WHOLE_JUMP.test(text) || BRACKETED_JUMP.exec(text)?.index === 0)

/** Where a jump line at the paragraph's end begins, its length where there is none. */
export function tailJumpAt(text: string): number {
  const start = Math.max(0, text.length - 90)
  const found = TAIL_JUMP.exec(text.slice(start)) ?? BRACKETED_JUMP.exec(text.slice(start))
  return found ? start + found.index : text.length
}

/** Length of a jump line at the paragraph's head (上接第1版). */
export const headJumpLength = (text: string): number => HEAD_JUMP.exec(text.slice(0, 60))?.[0].length ?? 0

const ZH_NUMBER = '[\\d一二三四五六七八九十〇]{1,3}'
const LEAD_INS = [
  new RegExp(
    `^(?:本报|本報|本刊|本台|本网|本社|综合|[${HAN}]{2,4}(?:网|社)|[${HAN}]{0,4}(?:日报|晚报|晨报|早报|快报|时报|都市报))(?:综合)?[讯訊](?:\\s*[（(][^（）()]{2,40}[）)])?`,
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

const ZH_LABEL =
  /^(?:[\u4e00-\u9fff]{0,4}(?:短讯|短訊|简讯|簡訊|快讯|快訊|速递|速遞|短波|集锦|集錦|集萃|来信|來信|来信照登|来信选登|信箱|天气|天氣|天气预报|天氣預報|气象|信息|公告|启事|啟事|讣告|訃告|导读|導讀|文摘|语丝|赛果|比分|战报|评论|評論|话题|話題|巷议|点评|說明|说明|观察|聚焦|视点|人物|札记|手记|随笔|论坛|时评|问答|讲堂|提醒|提示|预告|預告|通知|通告|预警)|要闻|相关新闻|相關新聞|相关链接|新闻链接|延伸阅读|名词解释|简明新闻|各地动态|一句话新闻|更正)$/
const ZH_COLUMN = /^[\u4e00-\u9fff]{2,5}[·•・|｜丨][\u4e00-\u9fff]{2,8}$/
const EN_LABEL =
  /^(?:in memoriam|around (?:the )?[A-Z]\w+|marriages|engagements|editorial|opinion|commentary|analysis|community|events|police|court|sports|(?:[A-Z][\w’'&-]* ){0,2}(?:notes|briefs|roundup|digest|scores|scoreboard|standings|calendar|corrections?|obituaries|deaths|births|letters|weather|forecast|log|blotter|notices|announcements|classifieds)|(?:news|county|world|business|sports|in) (?:in )?brief|letters to the editor|weather|corrections?|inside|index|today|tomorrow|(?:our|my|your|another) view|viewpoint|guest column|letters|lottery|transit|transport|housing|health|education|politics|environment|clarifications?|at a glance|coming (?:up|soon|next (?:week|month)))$/i

/** A standing label of the paper over a section or a column (短讯, 读者来信, Obituaries), rather than a headline. */
export function isLabel(text: string): boolean {
  if (text.length > 30) return false
  const bare = text
    .replace(/^[◎●■◆★☆【]+|[】]+$/g, '')
    .replace(/([\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff](?:[ \u3000]|$))/g, '$1')
  return ZH_LABEL.test(bare) || ZH_COLUMN.test(bare) || EN_LABEL.test(bare)
}

const MARKED = new RegExp(
  `^(?:#{2,6}\\s+\\S|[一二三四五六七八九十]{1,3}、\\S|[（(][一二三四五六七八九十\\d]{1,3}[）)]\\s*\\S|第[一二三四五六七八九十]{1,3}[章节][\\s：:]|[${HAN}]{1,5}[一二三四五六七八九十][：:]\\S|[■◆●◇▍▌]\\s*[${HAN}“])`,
)

/** A short line with the mark of a subhead before it: 一、 （一） ■ ##. */
export const isMarkedSubhead = (text: string): boolean => text.length <= 60 && MARKED.test(text)
