/** Who wrote it: byline lines, bare names under a headline, signatures under a letter. */
import { SURNAMES } from './commonHan.ts'

const HAN = '\\u4e00-\\u9fff'
const ROLE = new RegExp(
  `^(?:[${HAN}]{0,10}?(?:记者|記者|通讯员|通訊員|特派员|特派員|评论员|評論員|观察员|实习生|撰稿人?|撰文|作者|供稿)|文字?|图片?|圖|摄影?|攝影?|摄影报道|报道|報導|整理|制图|供图|提供|统筹|采写)$`,
)
const LEADING_ROLE = new RegExp(
  `^([${HAN}]{0,10}?(?:记者|記者|通讯员|通訊員|特派员|评论员|作者|撰文|摄影|供图))([${HAN}]{2,4})$`,
)
export const isPerson = (token: string): boolean =>
  SURNAMES.includes(token[0]!) && /^[\u4e00-\u9fff·]{2,4}$/.test(token)

function zhTokens(text: string): string[] {
  const bare = text.replace(/^[■●◆□▲△○◎★▇◇\s\u3000（(]+|[）)\s\u3000]+$/g, '')
  return bare
    .replace(/(^|[\s\u3000])([\u4e00-\u9fff])[\s\u3000]([\u4e00-\u9fff])(?=$|[\s\u3000])/g, '$1$2$3')
    .split(/[\s\u3000、，,：:／/|&＆]+/)
    .filter(Boolean)
}

/** Roles and names and nothing else; a lone bullet needs a known family name, a person's name alone is no byline. */
export function isZhByline(text: string): boolean {
  if (text.length > 60 || /[。；！？]/.test(text)) return false
  const hasBullet = /^[■●◆□▲△○◎★▇◇]/.test(text)
  const tokens = zhTokens(text)
  let roles = 0
  let names = 0
  for (const token of tokens) {
    const glued = LEADING_ROLE.exec(token)
    if (ROLE.test(token)) roles++
    else if (glued && isPerson(glued[2]!)) {
      roles++
      names++
    } else if (/^[\u4e00-\u9fff]{2,4}(?:报道|報導)$/.test(token)) roles++
    else if (/^[\u4e00-\u9fff·]{2,4}$/.test(token) && (roles > 0 || isPerson(token))) names++
    else return false
  }
  return (
    (roles > 0 && (names > 0 || hasBullet || /评论员|評論員/.test(text))) ||
    (hasBullet && names > 0 && tokens.every(isPerson))
  )
}

const WORD = `[A-Z\u00c0-\u00de][\\w\u00c0-\u024f.'’-]*`
const NAME = `(?:${WORD})(?: (?:de |van |von |la )?${WORD}){1,3}`
const EN_BYLINE = new RegExp(
  `^(?:By|BY|by|Story by|Words by) ${NAME}(?:(?:,| and| AND| &) ${NAME})*(?:\\s*[,|—/-]?\\s*[A-Za-z’' ]{2,40})?$`,
)
const EN_TITLE =
  /^(?:[A-Z][\w’']+ )*(?:staff writer|staff reporter|staff report|correspondent|the associated press|associated press|special to the .+|from staff reports|news editor|contributing writer)$/i
const isEnByline = (text: string): boolean =>
  text.length <= 100 && ((EN_BYLINE.test(text) && !/[^A-Z]\.$/.test(text)) || EN_TITLE.test(text))

const ADDRESS = /^(?:[\w.+-]{1,40}@[\w-]+(?:\.[\w-]+)+|@\w{2,30})$/

export const isByline = (text: string): boolean =>
  text.length <= 100 && (isZhByline(text) || isEnByline(text) || ADDRESS.test(text))

const CAPS_NAME = /^[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){1,2}$/
const TITLE_NAME = /^[A-Z][a-z’'-]+(?: [A-Z]\.?)?(?: (?:de |van |von |O’|O'|Mc|Mac)?[A-Z][a-z’'-]+){1,2}$/
const NO_NAME = /\b(?:the|a|an|of|to|in|on|at|by|for|and|or|new|news|city|county|school|street|park|day|week)\b/i

/** A person's name alone: two or three Han with a family name at their head, or two or three capitalised words. */
export function isBareName(text: string): boolean {
  if (text.length > 40) return false
  const joined = text.replace(/^([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])$/, '$1$2')
  if (/^[\u4e00-\u9fff]{2,3}$/.test(joined)) return isPerson(joined)
  return (CAPS_NAME.test(text) || TITLE_NAME.test(text)) && !NO_NAME.test(text)
}

const SOURCE = /^(?:综合|据|整理|摘自|来源|綜合|據|整理自)|(?:整理|供稿|电|電|讯|訊)$/
const EN_SIGNATURE = new RegExp(`^(?:[—–]|--?) ?${NAME}(?:, [A-Z][\\w .’'-]{1,30})?$`)
const EN_LETTER = new RegExp(`^${NAME}(?:, [A-Z][\\w .’'-]{1,30})?$`)

/** `东街 马守一`, `本报记者 某某`, `综合新华社电`: words in brackets that say who signs. */
function saysWhoSigns(words: string): boolean {
  if (words.length > 30 || /[，。；！？,;]/.test(words) || !/^[\u4e00-\u9fff]/.test(words)) return false
  if (isZhByline(words)) return true
  const tokens = words.split(/[\s\u3000、]+/).filter(Boolean)
  if (tokens.length === 1 && SOURCE.test(words)) return words.length >= 3
  return (
    tokens.length <= 4 &&
    tokens.every((token) => /^[\u4e00-\u9fff·]{2,10}$/.test(token)) &&
    isPerson(tokens.at(-1)!) &&
    tokens.at(-1)!.length <= 3
  )
}

/** Two or three Han in brackets on a line of their own, whatever the family name. */
const isBracketedName = (words: string): boolean =>
  /^[\u4e00-\u9fff]{2,3}$/.test(words) && !/完|续|續|略|节选|删|图|圖|附|注|版/.test(words)

/** A line under copy that signs it; a bare place and name do so only under a letter. */
export function isSignature(text: string, isLetter: boolean): boolean {
  if (text.length > 60) return false
  const bracketed = /^[（(]([^（()）]{2,30})[）)]$/.exec(text)
  if (bracketed) return saysWhoSigns(bracketed[1]!) || isBracketedName(bracketed[1]!)
  if (/^(?:[—–]|--?) ?(?:from )?(?:staff|wire|news service) reports?$/i.test(text)) return true
  if (EN_SIGNATURE.test(text)) return true
  return isLetter && (EN_LETTER.test(text) || (/[\s\u3000]/.test(text) && saysWhoSigns(text)))
}

/** Where a signature in brackets at the paragraph's end begins, its length where there is none. */
export function tailSignatureAt(text: string): number {
  const start = Math.max(0, text.length - 40)
  const found = /(?<=[。！？”…!?.])\s*[（(]([^（()）]{2,30})[）)]$/.exec(text.slice(start))
  return found && saysWhoSigns(found[1]!) ? start + found.index : text.length
}
