/**
 * R19: quotes come in pairs, “ outside and ‘ inside (「 and 『 in Traditional). Each paragraph of a running quotation opens
 * with its “ again, and only the last closes. An apostrophe is no quote.
 *
 * The marks of a paragraph are noted, so that a keystroke reads one paragraph anew and walks over the marks of one story.
 */
import { PARTS, type Copy, type CopyParagraph, type Lang, type Part, type Place } from '#contract/copy.ts'
import type { Mark, Marks, Notes } from './notes.ts'

export interface QuoteFault {
  readonly at: Place
  readonly mark: string
}

const CLOSING: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '「': '」', '『': '』' }
/** 0 outside, 1 inside. */
const RANK: Readonly<Record<string, number>> = { '“': 0, '‘': 1, '「': 0, '『': 1 }

/** The quotes of a story that have no partner or the wrong one; at the most one a paragraph, the first. */
export const quoteFaults = (copy: Copy, notes: Notes): readonly QuoteFault[] =>
  PARTS.flatMap((part) => faultsOfPart(copy, part, notes))

/** A mark that is open, and where. */
interface Open extends Mark {
  readonly paragraph: number
}

function faultsOfPart(copy: Copy, part: Part, notes: Notes): QuoteFault[] {
  const faults: QuoteFault[] = []
  let open: Open[] = []
  const close = (): void => {
    const [first] = open
    if (first) faults.push({ at: { part, paragraph: first.paragraph, offset: first.offset }, mark: first.char })
    open = []
  }
  for (const [index, paragraph] of copy.parts[part].entries()) {
    const marks = marksOf(paragraph, copy.lang, notes)
    if (marks.all.length === 0 && (open.length === 0 || marks.isBlank)) continue
    // A subhead, a pull quote or a note stands between the paragraphs of a running quotation.
    const isApart = paragraph.kind !== 'text'
    const before = isApart ? open : []
    if (isApart) open = []
    const taken = part === 'body' ? goesOn(open, marks) : 0
    if (taken < 0) close()
    const fault = walk(open, marks, Math.max(0, taken), index, copy.lang, part)
    if (fault) faults.push({ at: { part, paragraph: index, offset: fault.offset }, mark: fault.char })
    open = fault ? [] : open.filter(({ isDoubtful }) => !isDoubtful)
    if (isApart) {
      close()
      open = before
    }
  }
  close()
  return faults
}

/** Marks at the paragraph's head that go on with what is open; -1 where it does not go on. */
function goesOn(open: readonly Open[], { all, head }: Marks): number {
  if (open.length === 0) return 0
  const goes = open.length <= head && open.every(({ char }, i) => all[i]?.char === char)
  return goes ? open.length : -1
}

/** Opens and closes the marks of a paragraph, and gives the first that is wrong. */
function walk(open: Open[], { all }: Marks, from: number, paragraph: number, lang: Lang, part: Part): Mark | null {
  for (let i = from; i < all.length; i++) {
    const mark = all[i] as Mark
    const top = open.at(-1)
    if (CLOSING[mark.char] !== undefined) {
      if (!mayOpen(mark, top, lang, part)) return mark
      open.push({ ...mark, paragraph })
    } else if (top && CLOSING[top.char] === mark.char) open.pop()
    else if (lang === 'en' && top?.isDoubtful && closesBelow(open, mark)) open.splice(-2)
    else if (!mark.isDoubtful) return mark
  }
  return null
}

/** An English ‘ that was an apostrophe ('twas) is passed over when the quote round it closes. */
const closesBelow = (open: readonly Open[], mark: Mark): boolean => CLOSING[open.at(-2)?.char ?? ''] === mark.char

/** ‘ outside is wrong but in English titles, where it is the custom; inside stands the other kind. */
function mayOpen(mark: Mark, top: Open | undefined, lang: Lang, part: Part): boolean {
  const rank = RANK[mark.char] ?? 0
  if (top) return rank !== RANK[top.char]
  if (rank === 0 || mark.isDoubtful) return true
  // Down the page 『 is the outer one in Simplified papers.
  return lang === 'en' ? part !== 'body' : lang === 'zh-Hans' && mark.char === '『'
}

function marksOf(paragraph: CopyParagraph, lang: Lang, notes: Notes): Marks {
  const { marks } = notes.of(paragraph)
  if (lang === 'en') return (marks.english ??= readMarks(paragraph.text, true))
  return (marks.chinese ??= readMarks(paragraph.text, false))
}

/** A paragraph with more quotes than this is no copy, and is not judged. */
const MOST_MARKS = 5000
const UNREAD: Marks = { all: [], head: 0, isBlank: false }

const QUOTE = /[“”‘’「」『』]/g
const isLetter = (char: string): boolean => /[A-Za-z\u00c0-\u024f]/.test(char)

function readMarks(text: string, isEnglish: boolean): Marks {
  const all: Mark[] = []
  let head = 0
  let end = 0
  let hasSingle = false
  const last = isEnglish ? lastClosing(text) : -1
  for (const { 0: char, index: offset } of text.matchAll(QUOTE)) {
    if (all.length > MOST_MARKS) break
    const [before, after] = [text.charAt(offset - 1), text.charAt(offset + 1)]
    if (char === '’' && isLetter(before) && isLetter(after)) continue
    if (head === all.length && text.slice(end, offset).trim() === '') head++
    end = offset + 1
    hasSingle ||= char === '‘'
    all.push({
      char,
      offset,
      isDoubtful: isEnglish ? isElision(char, offset, after, last) : isPlural(char, before, hasSingle),
    })
  }
  return all.length > MOST_MARKS ? UNREAD : { all, head, isBlank: text.trim() === '' }
}

/** The last ’ that is no apostrophe inside a word. */
function lastClosing(text: string): number {
  let at = text.lastIndexOf('’')
  while (at > 0 && isLetter(text.charAt(at + 1))) at = text.lastIndexOf('’', at - 1)
  return at
}

/** In English ’ may always be an apostrophe, and so may a ‘ before a figure (‘90s) or one that nothing closes. */
const isElision = (char: string, offset: number, after: string, last: number): boolean =>
  char === '’' || (char === '‘' && (offset > last || (after >= '0' && after <= '9')))

/** In Chinese copy an apostrophe may end a Latin word: the Teachers’ Club. */
const isPlural = (char: string, before: string, hasSingle: boolean): boolean =>
  char === '’' && !hasSingle && isLetter(before)
