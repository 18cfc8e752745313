/**
 * Where the lines of a head may end (H1, H2; H8 in English), and which of those ends read badly. None of it depends on
 * the size: a head is judged once and then tried at all sizes.
 */
import type { BreakWords } from '#contract/copy.ts'
import { get, type Prepared } from '../break/prepared.ts'
import type { Cell } from '../shape/cells.ts'
import { isHan } from '../shape/classes.ts'
import type { SetStyle } from '../typesetter.ts'
import { englishBreaks } from './englishBreaks.ts'
import { onlyAt, type HeadBreaks } from './breakTable.ts'

/** Particles that no line of a head begins with, as words of their own (H2): 了解 and 着力 may well begin one. */
const NOT_FIRST = '的了着过地得们吗呢吧'
/** One-character words that read well at a line's end, and those that lead on to the next word. */
const ENDS_WELL = '的了着过里上下中内外前后间时等说吗呢吧来去起出回开成好完年月日'
const LEADS_ON = '在和与把被将向从对让使给为以因于及或并而则但就也都又再还不没未要会能可应须请更最很太第'
const NUMERALS = '0123456789.,〇零一二三四五六七八九十百千万亿两几'
const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊陆郝孔崔康邱秦顾侯邵孟龙段雷钱汤尹黎武贺赖龚俞'

/** What a break costs. Lines of a deck that differ by this much cost the same. */
const COST = {
  /** A head that has blanks or commas between its clauses breaks there rather than inside a clause. */
  insideClause: 4000,
  /** Between a surname and the name that the word breaker did not know. */
  name: 4500,
  /** After a word that leads on. */
  leadsOn: 2500,
  /** Between two lone characters: most likely a word that the word breaker did not know. */
  lonePair: 2500,
  lone: 1200,
}
/** Quoted terms up to this many characters stay whole (H1). */
const WHOLE_QUOTE = 12

export function headBreaks(prepared: Prepared, text: string, style: SetStyle, breakWords: BreakWords): HeadBreaks {
  if (style.lang === 'en') return englishBreaks(prepared, text)
  const count = prepared.cells.length
  const made = { isLegal: new Uint8Array(count + 1), cost: new Int32Array(count + 1), preferred: null }
  const words = openWords(text, breakWords(text, style.lang))
  const quoted = quotedBoundaries(prepared)
  const clauses = clausesOf(prepared, quoted)
  for (let j = 1; j < count; j++) {
    const [a, b] = [prepared.cells[j - 1], prepared.cells[j]]
    if (!a || !b || prepared.isLegal[j] !== 1 || quoted[j] === 1) continue
    const isClause = clauses.ends[j] === 1
    if (!isClause && !isBlank(a) && !mayEnd(a, b, words, get(prepared.starts, j))) continue
    made.isLegal[j] = 1
    if (isClause || isBlank(a)) continue
    made.cost[j] = Math.max(costOfWords(words, get(prepared.starts, j)), clauses.has ? COST.insideClause : 0)
  }
  made.isLegal[count] = 1
  return clauses.hasBlank ? { ...made, preferred: onlyAt(made, clauses.ends) } : made
}

const isBlank = (cell: Cell): boolean => cell.kind === 'space' || cell.kind === 'wideSpace'

interface Words {
  /** Text of the word that ends, and of the one that begins, at an offset; '' where none does. */
  endingAt(offset: number): string
  beginningAt(offset: number): string
}

function openWords(text: string, ends: readonly number[]): Words {
  const before = new Map<number, string>()
  const after = new Map<number, string>()
  let from = 0
  for (const to of ends) {
    const word = text.slice(from, to)
    after.set(from, word)
    before.set(to, word)
    from = to
  }
  return { endingAt: (offset) => before.get(offset) ?? '', beginningAt: (offset) => after.get(offset) ?? '' }
}

/** H1 and H2 between two cells that body text could part. */
function mayEnd(a: Cell, b: Cell, words: Words, offset: number): boolean {
  const [before, after] = [words.endingAt(offset), words.beginningAt(offset)]
  if (before === '' || after === '') return false
  if (isLone(after) && NOT_FIRST.includes(after)) return false
  const isNumber = isNumeral(before) || isNumeral(a.text)
  return !(isNumber && (b.kind === 'han' || b.kind === 'latin'))
}

function costOfWords(words: Words, offset: number): number {
  const [before, after] = [words.endingAt(offset), words.beginningAt(offset)]
  if (!isLone(before) || !isHanWord(before)) return 0
  if (LEADS_ON.includes(before)) return COST.leadsOn
  if (ENDS_WELL.includes(before) || isNumeral(after)) return 0
  if (SURNAMES.includes(before) && after.length <= 2) return COST.name
  return isLone(after) && isHanWord(after) ? COST.lonePair : COST.lone
}

const isLone = (word: string): boolean => word.length === 1
const isHanWord = (word: string): boolean => isHan(word.codePointAt(0) ?? 0)
/** Whether a word is all figures, Arabic or Chinese. */
export const isNumeral = (word: string): boolean => word !== '' && [...word].every((char) => NUMERALS.includes(char))

/** Ends of clauses: after a blank, and after marks that part clauses. */
function clausesOf(prepared: Prepared, quoted: Uint8Array) {
  const ends = new Uint8Array(prepared.cells.length + 1)
  let has = false
  let hasBlank = false
  for (let j = 1; j < prepared.cells.length; j++) {
    const a = prepared.cells[j - 1]
    if (!a || prepared.isLegal[j] !== 1 || quoted[j] === 1) continue
    if (!isBlank(a) && a.kind !== 'end' && !(a.kind === 'pause' && a.text !== '、')) continue
    ends[j] = 1
    has = true
    if (isBlank(a)) hasBlank = true
  }
  return { ends, has, hasBlank }
}

const PAIRS: Readonly<Record<string, string>> = {
  '“': '”',
  '‘': '’',
  '「': '」',
  '『': '』',
  '《': '》',
  '〈': '〉',
  '【': '】',
  '（': '）',
}

/** Boundaries inside a short quotation, title or parenthesis. */
function quotedBoundaries(prepared: Prepared): Uint8Array {
  const inside = new Uint8Array(prepared.cells.length + 1)
  prepared.cells.forEach((cell, from) => {
    const closing = PAIRS[cell.text]
    if (closing === undefined) return
    const most = Math.min(prepared.cells.length, from + WHOLE_QUOTE + 2)
    for (let to = from + 1; to < most; to++) {
      if (prepared.cells[to]?.text !== closing) continue
      if (get(prepared.starts, to) - get(prepared.starts, from) - 1 <= WHOLE_QUOTE) inside.fill(1, from + 1, to + 1)
      return
    }
  })
  return inside
}
