/**
 * Subhead or headline? A short line between paragraphs says neither by itself. What decides, strongest first: what
 * follows it (a byline, 本报讯, a picture's credit), what stands before it (an item that is closed: signed, credited,
 * jumped), the paper's own labels, the blank lines, and at last how such lines repeat.
 */
import { isByline } from './bylines.ts'
import { isChinese, widthOf } from './characters.ts'
import { tailCreditAt } from './credits.ts'
import type { Draft } from './draft.ts'
import { isLabel, leadInLength } from './lineKinds.ts'
import { isResult, splitsAtBlank } from './sentences.ts'
import type { Strip } from './strip.ts'

export type Role = 'head' | 'subhead' | 'byline' | 'credit' | 'jump' | 'prose'

export interface Page {
  readonly strips: readonly Strip[]
  readonly roles: readonly Role[]
  readonly usesCurvedQuotes: boolean
}

/** Paragraphs that a picture's cutline has at the most. */
const CUTLINE_PARAGRAPHS = 3

/** Whether the run of headline-like lines [from, end) opens a new item rather than dividing the open one. */
export function opensItem(page: Page, from: number, end: number, open: Draft): boolean {
  const { strips, roles } = page
  const first = strips[from]!
  const next = strips[end]
  if (open.body.length === 0)
    return !(open.bylines.length > 0 && open.headline.length > 0 && end - from === 1 && roles[end] === 'prose')
  if (!next) return end - from > 1 || first.text.length >= (isChinese(first.text) ? 7 : 25)
  if (roles[end] !== 'prose' || leadInLength(next.text) > 0 || end - from > 1) return true
  if (isClosed(open) || open.section.length > 0 || isLabel(first.text) || isSpaced(first.text)) return true
  if (isResult(next.text) && !isResult(open.body.at(-1)!.text)) return true
  if (first.gap >= next.gap + 2 || isPicture(page, end)) return true
  if (splitsAtBlank(first.text) || isLong(first.text)) return true
  return isBrief(open) ? !isShort(first.text) : isAlone(page, end, open) && !isShort(first.text)
}

const isClosed = (open: Draft): boolean =>
  open.isSigned ||
  open.credits.length > 0 ||
  open.jumpLines.some((line) => line.line > open.body[0]!.line) ||
  tailCreditAt(open.body.at(-1)!.text) < open.body.at(-1)!.text.length

/** Two characters with a blank between them (启 事): set wide as the head of a notice, never as a subhead. */
const isSpaced = (text: string): boolean => /^[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff]$/.test(text)

const isLong = (text: string): boolean => (isChinese(text) ? widthOf(text) > 30 : text.length > 40)

/** Too short for a headline of its own: under seven characters, or under five words. */
const isShort = (text: string): boolean =>
  isChinese(text) ? widthOf(text) < 14 : text.split(' ').length < 5 || text.length < 24

/** Nothing but a headline and a paragraph or two. */
const isBrief = (open: Draft): boolean =>
  open.bylines.length === 0 &&
  open.body.length <= 2 &&
  open.subheads.size === 0 &&
  leadInLength(open.body[0]!.text) === 0 &&
  open.kicker.length + open.deck.length === 0

/** Copy that ends in a picture's credit before the next head. */
function isPicture({ strips, roles }: Page, from: number): boolean {
  for (let i = from; i < strips.length && i <= from + CUTLINE_PARAGRAPHS; i++) {
    if (roles[i] === 'credit') return true
    if (roles[i] !== 'prose') return false
    if (tailCreditAt(strips[i]!.text) < strips[i]!.text.length) return true
  }
  return false
}

/** The only such line of its story: subheads come in twos and more. */
function isAlone({ strips, roles }: Page, from: number, open: Draft): boolean {
  if (open.subheads.size > 0) return false
  let i = from
  while (i < strips.length && roles[i] === 'prose') i++
  if (i >= strips.length || roles[i] !== 'head') return true
  let after = i
  while (after < strips.length && roles[after] === 'head') after++
  const next = strips[after]
  return (
    after - i > 1 ||
    next === undefined ||
    isByline(next.text) ||
    leadInLength(next.text) > 0 ||
    isPicture({ strips, roles, usesCurvedQuotes: false }, after)
  )
}
