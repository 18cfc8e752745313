/** What only the issue shows: a picture used twice, a story that jumps without saying so, or to a page it is not on. */
import type { Copy } from '#contract/copy.ts'
import type { DummyRecord } from '#contract/dummy.ts'
import type { Finding } from '#contract/faults.ts'
import type { PhotoId, StoryId } from '#contract/ids.ts'
import { pictureFrame, remark } from './remark.ts'

/** A page by its dummy. */
export interface DummyPage {
  readonly page: number
  readonly records: readonly DummyRecord[]
}

/** page.unsigned: the page goes to press with 未签 in its slug line. */
export const unsigned = (page: number): Finding => remark('page.unsigned', { page })

/**
 * Findings of the whole issue, each on its page. `copyOf` may know fewer stories than stand in it: of those that it does
 * not know nothing is said, and a jump to their pages may be right.
 */
export const issueFindings = (pages: readonly DummyPage[], copyOf: (story: StoryId) => Copy | null): Finding[] => [
  ...picturesTwice(pages),
  ...jumpFindings(pages, copyOf),
]

/** Every use of a picture but its first. */
function picturesTwice(pages: readonly DummyPage[]): Finding[] {
  const first = new Map<PhotoId, number>()
  const found: Finding[] = []
  for (const { page, records } of pages) {
    for (const { id, item, pictures } of records) {
      for (const [index, { photo }] of pictures.entries()) {
        const other = first.get(photo)
        const at = { page, item, frame: pictureFrame(id, index) }
        if (other !== undefined) found.push(remark('picture.twice', at, { photo, other }))
        else first.set(photo, page)
      }
    }
  }
  return found
}

/** Stories with the pages that they stand on, in the order of the issue. */
export function pagesOfStories(pages: readonly DummyPage[]): ReadonlyMap<StoryId, readonly number[]> {
  const found = new Map<StoryId, number[]>()
  for (const { page, records } of pages) {
    for (const { item } of records) {
      const known = found.get(item) ?? []
      if (known.at(-1) !== page) found.set(item, [...known, page])
    }
  }
  return found
}

/** A jump line, with the pages that it names. */
interface JumpLine {
  readonly paragraph: number
  readonly named: readonly number[]
  /** It says that the story itself goes on or comes from there; else it only points to something else. */
  readonly isJump: boolean
}

/** 下转第3版, 上接一版, Continued on page 3, From page 1; 详见第2版 and See page 2 are no jumps. */
const JUMPS = /下转|下轉|上接|转第|轉第|接第|[Cc]ontinue|CONTINUE|[Ff]rom\b|FROM\b|[Tt]urn to/

const jumpLinesOf = (copy: Copy): JumpLine[] =>
  copy.parts.jumpLine.map(({ text }, paragraph) => ({
    paragraph,
    named: pagesNamed(text),
    isJump: JUMPS.test(text),
  }))

function jumpFindings(pages: readonly DummyPage[], copyOf: (story: StoryId) => Copy | null): Finding[] {
  const standing = pagesOfStories(pages)
  const copies = new Map([...standing.keys()].map((item) => [item, copyOf(item)]))
  const lines = new Map([...copies].map(([item, copy]) => [item, copy && jumpLinesOf(copy)]))
  /** Whether some story on `page` says that it comes from `other`, or goes on there; one that is not known may. */
  const answers = (page: number, other: number): boolean =>
    [...standing].some(([item, on]) => {
      const own = lines.get(item)
      return on.includes(page) && (!own || own.some(({ isJump, named }) => isJump && named.includes(other)))
    })
  return [...standing].flatMap(([item, on]) => {
    const own = lines.get(item)
    if (!own || copies.get(item)?.kind === 'picture') return []
    const isThere = (line: JumpLine, named: number): boolean =>
      line.isJump
        ? on.includes(named) || on.some((page) => answers(named, page))
        : pages.some(({ page, records }) => page === named && records.length > 0)
    return [...unsaidJumps(item, on, own), ...wrongJumps(item, on, own, isThere)]
  })
}

/** A story on several pages whose jump lines do not name its next or last page. */
function unsaidJumps(item: StoryId, on: readonly number[], lines: readonly JumpLine[]): Finding[] {
  const named = new Set(lines.flatMap((line) => line.named))
  return on.flatMap((page, i) => {
    const other = on[i + 1] ?? on[i - 1]
    return other === undefined || named.has(other) ? [] : [remark('jump.missing', { page, item }, { other })]
  })
}

function wrongJumps(
  item: StoryId,
  on: readonly number[],
  lines: readonly JumpLine[],
  isThere: (line: JumpLine, named: number) => boolean,
): Finding[] {
  return lines.flatMap((line) => {
    const stranger = line.named.find((named) => !isThere(line, named))
    if (stranger === undefined) return []
    const at = { part: 'jumpLine', paragraph: line.paragraph, offset: 0 } as const
    return [remark('jump.wrong', { page: on[0] ?? null, item, at }, { named: stranger })]
  })
}

const DIGITS = '零一二三四五六七八九'

/** Page numbers that a jump line names: 下转第3版, 上接第十二版, Continued on page 3, See A4. */
export function pagesNamed(text: string): number[] {
  const figures = [...text.matchAll(/第\s*(\d{1,3})\s*版|(\d{1,3})\s*版|(?:[Pp]ages?|PAGE|\b[A-Z])\s*(\d{1,3})\b/g)]
  const words = [...text.matchAll(/第?([一二三四五六七八九十]{1,3})版/g)]
  return [
    ...figures.map((found) => Number(found[1] ?? found[2] ?? found[3])),
    ...words.map((found) => chineseNumber(found[1] ?? '')),
  ]
}

/** 三, 十二, 二十, 三十四: numbers below a hundred. */
function chineseNumber(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  const digit = (character: string | undefined, absent: number): number =>
    character ? DIGITS.indexOf(character) : absent
  return (text.includes('十') ? 10 * digit(tens, 1) : 0) + digit(ones, 0)
}
