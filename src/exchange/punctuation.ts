/**
 * R6: , ; : ( ) ? ! beside Han or beside a full-width mark become full width, never inside numbers or Latin phrases.
 * A mark that became full width makes its neighbours candidates in turn, and the other half of a pair follows.
 */
import { isBlank, isChinese, isFullMark, isHan } from './characters.ts'
import { englishQuoteEdits } from './englishQuotes.ts'
import { editStrip, type Edit, type Strip } from './strip.ts'

const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '(': '（',
  ')': '）',
  '?': '？',
  '!': '！',
}

function bracketPairs(text: string): Map<number, number> {
  const pairs = new Map<number, number>()
  const open: number[] = []
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(' || text[i] === '（') open.push(i)
    else if (text[i] === ')' || text[i] === '）') {
      const start = open.pop()
      if (start !== undefined) pairs.set(start, i).set(i, start)
    }
  }
  return pairs
}

/** Which half-width marks become full width; each is looked at once as it is reached, so this is linear. */
function marksToWiden(text: string): Map<number, 'width.besideHan' | 'width.pair'> {
  const found = new Map<number, 'width.besideHan' | 'width.pair'>()
  const pairs = bracketPairs(text)
  const queue: number[] = []
  const widen = (i: number, why: 'width.besideHan' | 'width.pair'): void => {
    if (found.has(i) || FULL[text[i] ?? ''] === undefined) return
    found.set(i, why)
    queue.push(i)
  }
  const touches = (c: string | undefined): boolean => isHan(c) || isFullMark(c)
  for (let i = 0; i < text.length; i++) {
    if (FULL[text[i]!] === undefined) {
      if ('（）'.includes(text[i]!) && pairs.has(i)) widen(pairs.get(i)!, 'width.pair')
      continue
    }
    const near = touches(text[i - 1]) || touches(text[i + 1])
    const acrossBlank = ',;:?!)'.includes(text[i]!)
      ? false
      : isBlank(text[i - 1]) && isHan(text[i - 2]) && isHan(text[i + 1])
    if (near || acrossBlank) widen(i, 'width.besideHan')
  }
  while (queue.length > 0) {
    const i = queue.pop()!
    widen(i - 1, 'width.besideHan')
    widen(i + 1, 'width.besideHan')
    if (pairs.has(i)) widen(pairs.get(i)!, 'width.pair')
  }
  return found
}

function widthEdits(text: string): Edit[] {
  const edits: Edit[] = []
  const widened = marksToWiden(text)
  for (const i of [...widened.keys()].sort((a, b) => a - b)) {
    edits.push({ kind: 'width', why: widened.get(i)!, from: i, to: i + 1, text: FULL[text[i]!]! })
    if (text[i] !== '(' && text[i + 1] === ' ' && isHan(text[i + 2]))
      edits.push({ kind: 'space', why: 'space.afterMark', from: i + 1, to: i + 2, text: '' })
  }
  return edits
}

/** Straight double quotes beside Han, an even number of them in the paragraph, become curved ones. */
function quoteEdits(text: string): Edit[] {
  const places: number[] = []
  for (let i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i + 1)) places.push(i)
  if (places.length === 0 || places.length % 2 === 1) return []
  return places.map((from, n): Edit => ({
    kind: 'quote',
    why: 'quote.straight',
    from,
    to: from + 1,
    text: n % 2 === 0 ? '“' : '”',
  }))
}

/** A change of a text at its own offsets. */
export type PunctuationEdit = Pick<Edit, 'from' | 'to' | 'text'>

/** The edits by which `punctuate` changes a text, ascending and apart from each other, at offsets of the text itself. */
export function punctuationEdits(text: string, isEnglish: boolean): PunctuationEdit[] {
  if (isEnglish) return englishQuoteEdits(text)
  // A quote is one unit before and after, so both sets speak of the same offsets.
  const quotes = quoteEdits(text)
  let quoted = ''
  let done = 0
  for (const edit of quotes) {
    quoted += text.slice(done, edit.from) + edit.text
    done = edit.to
  }
  return [...quotes, ...widthEdits(quoted + text.slice(done))].sort((a, b) => a.from - b.from)
}

/** Punctuation of one finished part: R6 in Chinese copy, curved quotes in both. */
export function punctuate(strip: Strip): Strip {
  if (!isChinese(strip.text)) return editStrip(strip, englishQuoteEdits(strip.text))
  const quoted = editStrip(strip, quoteEdits(strip.text))
  return editStrip(quoted, widthEdits(quoted.text))
}
