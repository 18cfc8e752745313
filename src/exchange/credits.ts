/** Who made the picture: credit lines, and credits at the end of a cutline. */
import { isZhByline } from './bylines.ts'

const SHOT = /摄|攝|供图|供圖|制图|製圖|绘|繪|插图|漫画|图片?\/|\/图片?$|翻拍/
const SHOT_ROLE =
  /^[（(]?(?:(?:[\u4e00-\u9fff·、 \u3000/]{2,24}[\s\u3000/／])(?:文[/／])?(?:摄|攝|供图|供圖|图|圖|制图|製圖|绘|繪|绘图|插图|漫画|摄影报道)|(?:摄影|攝影|图|圖|制图|製圖|绘图|插图|漫画|供图)[/／：: ][\u4e00-\u9fff·、 \u3000]{2,16}|[\u4e00-\u9fff]{2,4}[摄攝]|[\u4e00-\u9fff]{2,8}社发?[（(][\u4e00-\u9fff· \u3000]{2,12}[）)]?|[\u4e00-\u9fff]{2,8}社发)[）)]?$/
const EN_MADE = '(?:graphics?|illustrations?|maps?|charts?|drawings?|cartoons?|photos?|photographs?|pictures?|images?)'
const EN_CREDIT = new RegExp(
  `^(?:[—–-]{1,2}\\s*)?\\(?(?:(?:staff |file |courtesy )?${EN_MADE}(?: courtesy)?(?: by| of|:| \\/)\\s*.+|(?:staff|courtesy|file) photo.*|courtesy of .+|[A-Z]{2,10} photo ?/ ?.+|[A-Z][\\w.'’ -]+ ?[/|] ?(?:staff photo\\w*|(?:[A-Z][\\w’']+ )?staff|the [A-Z].*|for the .*))\\)?$`,
  'i',
)

/** A line that says who took or drew the picture. */
export function isCredit(text: string): boolean {
  if (text.length > 80) return false
  if (text.startsWith('By ')) return false
  if (/^[A-Za-z(—–-]/.test(text)) return EN_CREDIT.test(text) && !/[a-z]{3}\.$/.test(text)
  if (text.length > 34 || /[。；]/.test(text)) return false
  if (/文\s*[/／]\s*[图摄]|文图|^文\/|[\s\u3000]文[\s\u3000、]/.test(text)) return false
  return SHOT_ROLE.test(text) || (SHOT.test(text) && isZhByline(text))
}

/** Where a credit at the end of a cutline begins (`……。 记者 某某 摄`), the text's length where there is none. */
export function tailCreditAt(text: string): number {
  const start = Math.max(0, text.length - 60)
  const tail = text.slice(start)
  for (const found of [...tail.matchAll(/[。！？”.!?]["”]?\s*/g)].toReversed()) {
    const at = found.index + found[0].length
    if (at < tail.length && isCredit(tail.slice(at))) return start + at
  }
  const bracket = /(?<=[\u4e00-\u9fff。])[（(][^（()）]{3,24}[）)]$/.exec(tail)
  return bracket && isCredit(bracket[0]) ? start + bracket.index : text.length
}

/** Words and picture by one hand (文/摄): a byline over the copy, a credit under a cutline. */
export const isWordsAndPicture = (text: string): boolean =>
  text.length <= 40 &&
  /文\s*[/／]?\s*[图摄攝]|图文|摄影报道|[\s\u3000]文[\s\u3000、].*[摄攝图]/.test(text) &&
  !/[。；]/.test(text)
