/** Words for random edits: marks, numbers, units, quotes, both scripts, and what no keyboard should send. */
import { pick, whole, type Next } from './chance.ts'

const CHINESE =
  '水清岸绿，七座老桥连成一条步道。“晚饭后走一圈”——居民说，比2025年多了1,280株乌桕！区水务站负责人介绍：今年疏浚河道36条、清淤42.5万立方米；' +
  '《南溪河规划图》（公示稿）一目了然……谁来管护？12.5%的排口都立了牌，二维码扫一扫～孩子们放学以后·爱到这里来／放风筝、看白鹭。'
const TRADITIONAL =
  '港邊的舊戲臺修好了，鄉親們說：「三十年沒有這樣熱鬧！」『開臺』兩個字是老師傅寫的——筆力很足；票價120元，一共18場……'
const ENGLISH =
  'The old bridge at Alder Creek closed for 12.5 hours on Tuesday; “nobody told us,” said the ferry company’s superintendent — ' +
  'an extraordinary, well-documented misunderstanding of the county’s $4.2 million timetable (see page 5) and its re-elected board. '
const ODD = [
  '\n',
  '  ',
  '\u3000',
  '\t',
  '\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67',
  'e\u0301',
  '\ud800',
  '\u202e',
  '(',
  '“”',
  '】。',
  'https://a.example/b?c=d',
  '𠮷',
  '\u0000',
]

/** Up to `most` characters of running text. */
export function bit(next: Next, most: number): string {
  const from = next()
  if (from < 0.04) return pick(next, ODD)
  const text = from < 0.5 ? CHINESE : from < 0.62 ? TRADITIONAL : ENGLISH
  const at = whole(next, 0, text.length - 1)
  return text.slice(at, at + whole(next, 1, most))
}

export const CHINESE_TEXT = CHINESE
export const TRADITIONAL_TEXT = TRADITIONAL
export const ENGLISH_TEXT = ENGLISH
