/**
 * 小样: a story in its column measure and its own lines, every fifth of them counted, with room beside each column for a
 * pencil. A vertical story stands in tiers, counted from right to left, with the room under each tier.
 */
import type { Copy } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import { recordIdSchema } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import { foot, mm, pt, right, type Box, type Emu, type Size } from '#contract/measure.ts'
import type { SetFrame, SetPage, SetRule } from '#contract/setPage.ts'
import type { Paper, ProofSheet } from '#contract/sheet.ts'
import { bodyCharacters } from '../fit/fit.ts'
import type { Flowed, FlowParagraph } from '../flow/flowed.ts'
import { flow } from '../flow/flow.ts'
import { bodyRuns, type KeptRun } from '../page/bodyFrames.ts'
import { turn, turnBack, type Field } from '../page/field.ts'
import { wordsOf } from '../page/furniture.ts'
import type { LegRun } from '../page/legRuns.ts'
import { makeFrames } from '../page/lines.ts'
import { Notes } from '../page/notes.ts'
import { paragraphsOf } from '../page/paragraphs.ts'
import { setOffRules } from '../page/setOff.ts'
import { hasText, setTitle, type TitleTools } from '../page/title.ts'
import { rowsAcross } from '../page/titlePlace.ts'
import {
  factWords,
  HAIRLINE,
  MARGIN,
  roomOn,
  sheetPage,
  SMALL,
  writeHead,
  type HeadWords,
  type SheetFacts,
  type SheetRoom,
} from './frame.ts'
import { Pen } from './pen.ts'
import { sheetWords, type SheetWords } from './words.ts'

const FOOT = mm(8)
/** Beside a column, or over a tier: the counts of its lines. */
const COUNTS = mm(9)
const COUNTS_ABOVE = mm(5)
/** Least room for a pencil beside a column, or under a tier. */
const MARKS = mm(34)
const MARKS_BELOW = mm(20)
const COUNTED = 5
/** Air under the title block. */
const AIR = mm(5)

export interface GalleyOrder {
  readonly job: PageJob
  readonly story: StoryId
  /** The page on which the story stands, as it is set; null for one that stands nowhere. */
  readonly set: SetPage | null
  readonly paper: Paper
  readonly facts: SheetFacts
}

/** The galley of a story, as many sheets as it takes; none where the job has no such story. */
export function galleySheets(tools: TitleTools, order: GalleyOrder): ProofSheet[] {
  const copy = order.job.copies.get(order.story)
  if (!copy) return []
  const galley = layGalley(tools, order, copy)
  const { sheets, runs } = galley
  const words = sheetWords(tools.stylebook.lang)
  const counts = countLines(galley)
  const head = galleyHead(tools, order, copy, galley, words)
  return Array.from({ length: sheets }, (_, sheet): ProofSheet => {
    const pen = new Pen(tools)
    writeHead(pen, galley.room, words, head, null)
    const own = runs.slice(sheet * galley.columns, (sheet + 1) * galley.columns)
    own.forEach((run) => ruleColumn(pen, galley.field, run))
    for (const { sheet: at, number, box } of counts) if (at === sheet) writeCount(pen, galley.field, number, box)
    writeFoot(pen, galley.room, words, sheet + 1, sheets)
    const { frames, rules, strokes } = pen.drawn()
    const text = makeFrames([...(sheet === 0 ? galley.title : []), ...own.flatMap((run) => run.frames)], new Map())
    return {
      set: sheetPage(sheet + 1, galley.room.size, {
        frames: [...text.frames, ...frames],
        pictures: [],
        rules: [...galley.rules(own), ...rules],
        strokes,
      }),
      place: null,
    }
  })
}

interface Galley {
  readonly room: SheetRoom
  readonly field: Field
  readonly measure: Emu
  readonly title: ReturnType<typeof rowsAcross>
  /** Columns, or tiers, of a sheet. */
  readonly columns: number
  readonly sheets: number
  readonly runs: readonly KeptRun[]
  readonly flowed: Flowed
  readonly characters: number
  rules(runs: readonly KeptRun[]): SetRule[]
}

function layGalley(tools: TitleTools, { story, set, paper }: GalleyOrder, copy: Copy): Galley {
  const { grid, styles: text } = tools.stylebook
  const isVertical = tools.stylebook.direction === 'vertical' && copy.lang !== 'en' && hasText(copy.parts.body)
  const measure = measureOn(set, story, isVertical) ?? (isVertical ? tierDepth(text.text.size) : grid.measure)
  const room = galleyRoom(paper, measure, isVertical)
  const owner = { id: recordIdSchema.parse('galley'), item: story }
  const title = setTitle(tools, {
    copy,
    orientation: 'horizontal',
    measure: room.body.width,
    across: null,
    size: titleSize(set, story) ?? text.headline.size,
  })
  const titleBox = { ...room.body, height: title.extent }
  const em = text.text.size
  const field: Field = { isVertical, grid, pitch: grid.pitch, origin: 0, em, cell: copy.lang === 'en' ? null : em }
  const notes = new Notes()
  const paragraphs = paragraphsOf(tools, copy, false, isVertical, notes)
  const taken = title.extent === 0 ? 0 : title.extent + AIR
  const columns = columnsOn(room.body, measure, isVertical)
  const { flowed, runs, sheets } = pour(tools, paragraphs, (sheets) =>
    Array.from({ length: sheets }, (_, sheet) =>
      legsOn(room.body, field, measure, columns, sheet === 0 ? taken : 0),
    ).flat(),
  )
  return {
    room,
    field,
    measure,
    title: rowsAcross(tools, owner, title, titleBox),
    columns,
    sheets,
    runs: bodyRuns(tools, owner, field, runs, flowed, []),
    flowed,
    characters: bodyCharacters(copy, notes),
    rules: (own) => setOffRules(owner, field, runs, { ...flowed, placed: own.flatMap(({ placed }) => placed) }),
  }
}

/** Depth of a tier where none is set yet: sixteen characters. */
const tierDepth = (em: Emu): Emu => 16 * em

/** The measure in which the story stands on its page: that of its first leg. */
function measureOn(set: SetPage | null, story: StoryId, isVertical: boolean): Emu | null {
  const leg = framesOf(set, story).find(({ part, lines }) => part === 'body' && lines.length > 0)
  if (!leg || leg.vertical !== isVertical) return null
  return isVertical ? leg.box.height : leg.box.width
}

const titleSize = (set: SetPage | null, story: StoryId): Emu | null =>
  framesOf(set, story).find(({ part }) => part === 'headline')?.lines[0]?.size ?? null

const framesOf = (set: SetPage | null, story: StoryId): readonly SetFrame[] =>
  set?.frames.filter(({ item }) => item === story) ?? []

/** Office paper; a measure that it cannot hold gets paper as wide as it needs. */
function galleyRoom(paper: Paper, measure: Emu, isVertical: boolean): SheetRoom {
  const room = roomOn(paper === 'a3' ? 'a3' : 'a4', false, FOOT)
  const wanted = isVertical ? 0 : COUNTS + measure + MARKS
  if (wanted <= room.body.width) return room
  const size: Size = { ...room.size, width: wanted + 2 * MARGIN }
  const wide = (box: Box): Box => ({ ...box, width: wanted })
  return { size, head: wide(room.head), body: wide(room.body), foot: wide(room.foot) }
}

const columnsOn = (body: Box, measure: Emu, isVertical: boolean): number =>
  Math.max(
    1,
    isVertical
      ? Math.floor(body.height / (COUNTS_ABOVE + measure + MARKS_BELOW))
      : Math.floor(body.width / (COUNTS + measure + MARKS)),
  )

/** The columns of a sheet under what its title takes: evenly apart, what is left over goes to the pencil. */
function legsOn(body: Box, field: Field, measure: Emu, columns: number, taken: Emu): LegRun[] {
  const { isVertical, pitch } = field
  const step = Math.floor((isVertical ? body.height : body.width) / columns)
  return Array.from({ length: columns }, (_, column): LegRun => {
    const y = Math.max(body.y + taken, body.y + (isVertical ? column * step + COUNTS_ABOVE : 0))
    const box = isVertical
      ? { ...body, y, height: y + measure <= foot(body) ? measure : 0 }
      : { x: body.x + column * step + COUNTS, y, width: measure, height: foot(body) - y }
    const across = isVertical ? box.width : box.height
    const slots = box.height === 0 ? 0 : Math.max(0, Math.floor(across / pitch))
    const { x, y: top, width } = turn(field, box)
    const part = { x, y: top, width, height: slots * pitch }
    return { leg: { shape: 0, index: column, parts: [part] }, part, x, y: top, width, slots, continues: false }
  })
}

/** Runs the text through as few sheets as take it all. */
function pour(tools: TitleTools, paragraphs: readonly FlowParagraph[], legsFor: (sheets: number) => LegRun[]) {
  const { devices, styles } = tools
  const rules = { keepsFirstLines: false, keepsLastLines: false, spare: 0 }
  for (let sheets = 1; ;) {
    const runs = legsFor(sheets)
    const flowed = flow(runs, paragraphs, rules, devices.lines, (first, rest, whole) =>
      styles.measures(first, rest, whole),
    )
    if (flowed.over.length === 0) return { flowed, runs, sheets }
    const over = flowed.over.reduce((sum, { slots }) => sum + slots, 0)
    const each = legsFor(2)
      .slice(runs.length / sheets)
      .reduce((sum, run) => sum + run.slots, 0)
    sheets += Math.max(1, Math.floor(over / Math.max(1, each)))
  }
}

interface Count {
  readonly sheet: number
  readonly number: number
  /** The slot of the line, on the sheet. */
  readonly box: Box
}

/** Every fifth line, and the first of each column where the next is not counted; a drop cap is no line of its own. */
function countLines({ runs, field, columns }: Galley): Count[] {
  const counts: Count[] = []
  let number = 0
  for (const [index, { run, placed }] of runs.entries()) {
    let isFirst = true
    for (const { of, line, slot, drop } of placed) {
      if (of.cap?.line === line) continue
      number++
      const isAlone = isFirst && (number + 1) % COUNTED !== 0
      if (isAlone || number % COUNTED === 0) {
        const y = run.y + slot * field.pitch + Math.floor((drop * field.pitch) / 1000)
        const own = { x: run.x, y, width: run.width, height: of.span * field.pitch }
        counts.push({ sheet: Math.floor(index / columns), number, box: turnBack(field, own) })
      }
      isFirst = false
    }
  }
  return counts
}

const linesSet = ({ runs }: Galley): number =>
  runs.reduce((sum, { placed }) => sum + placed.filter(({ of, line }) => of.cap?.line !== line).length, 0)

function writeCount(pen: Pen, { isVertical }: Field, number: number, box: Box): void {
  const look = { size: pt(6.5), tint: number % COUNTED === 0 ? 100 : 55 } as const
  if (isVertical) {
    const over = { x: box.x - mm(2), y: box.y - mm(4.5), width: box.width + mm(4), height: mm(3.5) }
    pen.write(String(number), over, { ...look, align: 'center' })
  } else {
    const beside = { x: box.x - COUNTS, y: box.y, width: COUNTS - mm(2.6), height: box.height }
    pen.write(String(number), beside, { ...look, align: 'right' })
  }
}

/** Hairlines at both ends of the measure, so that the eye sees how far a line goes. */
function ruleColumn(pen: Pen, field: Field, { run }: KeptRun): void {
  if (run.slots === 0) return
  const box = turnBack(field, { x: run.x, y: run.y, width: run.width, height: run.slots * field.pitch })
  const away = mm(1)
  if (field.isVertical) {
    for (const y of [box.y - away, foot(box) + away]) pen.rule({ x: box.x, y, width: box.width, height: HAIRLINE }, 25)
  } else {
    for (const x of [box.x - away, right(box) + away])
      pen.rule({ x, y: box.y, width: HAIRLINE, height: box.height }, 25)
  }
}

function galleyHead(
  { stylebook }: TitleTools,
  { job: { issue }, set, facts }: GalleyOrder,
  copy: Copy,
  galley: Galley,
  words: SheetWords,
): HeadWords {
  const said = wordsOf(stylebook, issue, set?.page ?? 1)
  const { measure, field, characters } = galley
  const headline = copy.parts.headline.map(({ text }) => text).join(' ')
  return {
    kind: 'galley',
    title: copy.slug.trim() || headline.trim() || copy.id,
    aside: [stylebook.paper.name, said['date'], ...(set ? [words.page(set.page)] : [])].join(
      stylebook.lang === 'en' ? ', ' : ' ',
    ),
    facts: [
      words.characters(characters),
      words.lines(linesSet(galley)),
      words.measure(measure, field.cell === null ? null : measure / field.cell),
      words.version(copy.version),
      ...factWords(words, facts),
    ],
  }
}

/** The sheet's number, and where its readers sign. */
function writeFoot(pen: Pen, { foot: row }: SheetRoom, words: SheetWords, sheet: number, sheets: number): void {
  pen.rule({ ...row, height: HAIRLINE })
  pen.write(words.sheet(sheet, sheets), row, { ...SMALL, align: 'right' })
  let x = row.x
  for (const name of [words.readBy, words.editedBy]) {
    const wide = pen.write(name, { ...row, x, width: mm(30) }, SMALL)
    const line = { x: x + wide + mm(1.5), y: row.y + mm(5.4), width: mm(30), height: HAIRLINE }
    pen.rule(line)
    x = right(line) + mm(6)
  }
}
