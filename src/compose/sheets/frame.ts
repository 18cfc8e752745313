/** The sheet of paper: its size, the room for what is proofed, its head line and its foot. */
import type { PageJob } from '#contract/pageJob.ts'
import { mm, pt, right, share, type Box, type Emu, type Size } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { Paper, SheetKind, SheetPlace } from '#contract/sheet.ts'
import { wordsOf } from '../page/furniture.ts'
import { ENGINE } from '../stamp.ts'
import type { Look, Pen } from './pen.ts'
import { scaled, type Shown } from './scale.ts'
import { sheetWords, writeTime, type SheetWords } from './words.ts'

/** A stage of the paper's rounds, and who signed it. */
export interface SheetStage {
  readonly stage: string
  /** Null where nobody has. */
  readonly person: string | null
  /** ISO 8601, UTC. */
  readonly at: string | null
  /** Whether what was signed is what is shown. */
  readonly isValid: boolean
}

/** What a sheet says of its page beside what the page shows. */
export interface SheetFacts {
  readonly stamp: string
  /** The round that the proof belongs to; null where a proof has none (a galley). */
  readonly round: string | null
  /** ISO 8601, UTC: of the sign-off, else of the last step. */
  readonly time: string
  /** Minutes east of UTC in which times are written. */
  readonly zone: number
  readonly stages: readonly SheetStage[]
}

/** Digits of a stamp that people compare. */
const STAMP_DIGITS = 12

const SIZES: Readonly<Record<Exclude<Paper, 'full'>, Size>> = {
  a4: { width: mm(210), height: mm(297) },
  a3: { width: mm(297), height: mm(420) },
}
export const MARGIN = mm(10)
const HEAD = mm(15)
const GAP = mm(3.5)

export const HAIRLINE = pt(0.25)
export const THIN = pt(0.5)
export const BIG: Look = { size: pt(12), isBold: true }
export const PLAIN: Look = { size: pt(9) }
export const SMALL: Look = { size: pt(7) }

/** A sheet divided into head, body and foot. */
export interface SheetRoom {
  readonly size: Size
  readonly head: Box
  readonly body: Box
  readonly foot: Box
}

/** The room on a sheet of office paper, turned where what is shown is wider than high. */
export function roomOn(paper: Exclude<Paper, 'full'>, isWide: boolean, foot: Emu): SheetRoom {
  const { width, height } = SIZES[paper]
  return roomIn(isWide ? { width: height, height: width } : { width, height }, foot)
}

/** The room on a sheet that is as large as a body needs. */
export const roomAround = ({ width, height }: Size, foot: Emu): SheetRoom =>
  roomIn({ width: width + 2 * MARGIN, height: height + 2 * MARGIN + HEAD + foot + 2 * GAP }, foot)

function roomIn(size: Size, foot: Emu): SheetRoom {
  const inside = { x: MARGIN, width: size.width - 2 * MARGIN }
  const top = MARGIN + HEAD + GAP
  const end = size.height - MARGIN - foot
  return {
    size,
    head: { ...inside, y: MARGIN, height: HEAD },
    body: { ...inside, y: top, height: end - GAP - top },
    foot: { ...inside, y: end, height: foot },
  }
}

/** Where a page stands in a room: never enlarged, in the middle, at the top. */
export function placePage(trim: Size, { body }: SheetRoom): SheetPlace {
  const fitting = (room: Emu, length: Emu): number => Math.floor((room * 1000) / length)
  const scale = Math.min(1000, fitting(body.width, trim.width), fitting(body.height, trim.height))
  return { x: body.x + Math.floor((body.width - scaled(trim.width, scale)) / 2), y: body.y, scale }
}

/** The room of a sheet for a whole page, by the paper that was chosen. */
export const roomForPage = (paper: Paper, trim: Size, foot: Emu): SheetRoom =>
  paper === 'full' ? roomAround(trim, foot) : roomOn(paper, trim.width > trim.height, foot)

export interface HeadWords {
  readonly kind: SheetKind
  /** What the sheet is about: a page, a story. */
  readonly title: string
  /** Between title and kind. */
  readonly aside: string
  /** The second row. */
  readonly facts: readonly string[]
}

/** The head line: what this is, of what; the kind with its round on a dark ground at the right; a rule under it. */
export function writeHead(
  pen: Pen,
  { head }: SheetRoom,
  words: SheetWords,
  says: HeadWords,
  round: string | null,
): void {
  const row = mm(8)
  const label = [words.kinds[says.kind], ...(round === null ? [] : [round])].join(words.separator)
  const flag: Look = { size: pt(11), isBold: true, align: 'center', isReversed: true }
  const wide = pen.widthOf(label, flag) + mm(6)
  const box = { x: right(head) - wide, y: head.y, width: wide, height: mm(7) }
  pen.ground(box, 100)
  pen.write(label, box, flag)
  const room = head.width - wide - mm(4)
  const title = pen.write(says.title, { x: head.x, y: head.y, width: Math.floor((room * 3) / 5), height: mm(7) }, BIG)
  const after = title + mm(4)
  pen.write(says.aside, { x: head.x + after, y: head.y, width: room - after, height: mm(7) }, PLAIN)
  pen.write(
    says.facts.filter((fact) => fact !== '').join(words.separator),
    { x: head.x, y: head.y + row, width: head.width, height: mm(5) },
    SMALL,
  )
  pen.rule({ x: head.x, y: head.y + HEAD - THIN, width: head.width, height: THIN })
}

/** The head words of a page: paper and page; date and section; number, edition, stamp, time, scale. */
export function pageHead(kind: SheetKind, job: PageJob, facts: SheetFacts, scale: number): HeadWords {
  const { stylebook, issue, page } = job
  const words = sheetWords(stylebook.lang)
  const said = wordsOf(stylebook, issue, page)
  return {
    kind,
    title: [stylebook.paper.name, words.page(page)].join(words.separator),
    aside: [said['date'], said['weekday'], said['section']].join(stylebook.lang === 'en' ? ', ' : ' '),
    facts: [words.issue(issue.number), issue.edition, ...factWords(words, facts), words.scale(scale)],
  }
}

/** Stamp and time, as every sheet has them. */
export const factWords = (words: SheetWords, { stamp, time, zone }: SheetFacts): string[] => [
  words.stamp(stamp.slice(0, STAMP_DIGITS)),
  writeTime(time, zone),
]

const STAGE_ROW = mm(5)

/** A row of cells, one for each stage, to be signed; `isFilled`: with who signed and when. */
export function writeStages(
  pen: Pen,
  { foot }: SheetRoom,
  words: SheetWords,
  facts: SheetFacts,
  isFilled: boolean,
): void {
  let x = foot.x
  pen.frame(foot, HAIRLINE)
  pen.rule({ x: foot.x, y: foot.y + STAGE_ROW, width: foot.width, height: HAIRLINE })
  for (const [i, width] of share(foot.width, Math.max(1, facts.stages.length)).entries()) {
    const stage = facts.stages[i]
    if (!stage) break
    const cell = { x, y: foot.y, width, height: foot.height }
    if (i > 0) pen.rule({ ...cell, width: HAIRLINE })
    writeStage(pen, cell, words, facts, stage, isFilled)
    x += width
  }
}

function writeStage(
  pen: Pen,
  cell: Box,
  words: SheetWords,
  { round, zone }: SheetFacts,
  stage: SheetStage,
  isFilled: boolean,
): void {
  const isNow = stage.stage === round
  const name = { ...cell, height: STAGE_ROW }
  pen.ground(name, isNow ? 100 : 8)
  pen.write(stage.stage, inset(name), { size: pt(7.5), isBold: true, align: 'center', isReversed: isNow })
  if (!isFilled || stage.person === null) return
  const rest = { ...cell, y: cell.y + STAGE_ROW, height: cell.height - STAGE_ROW }
  const half = Math.floor(rest.height / 2)
  const tint = stage.isValid ? 100 : 55
  pen.write(stage.person, inset({ ...rest, height: half }), { size: pt(9), isBold: true, align: 'center', tint })
  const below = stage.isValid ? writeTime(stage.at ?? '', zone).slice(5, 16) : words.changed
  pen.write(below, inset({ ...rest, y: rest.y + half, height: half }), { size: pt(6.5), align: 'center', tint })
}

const inset = (box: Box, by: Emu = mm(1)): Box => ({ ...box, x: box.x + by, width: box.width - 2 * by })

/** The sheet as a set page: no bleed and no marks, since it goes to an office printer and not to press. */
export const sheetPage = (page: number, trim: Size, shown: Shown): SetPage => ({
  page,
  trim,
  bleed: 0,
  slug: 0,
  engine: ENGINE,
  blocks: [],
  ...shown,
  fit: [],
  findings: [],
})
