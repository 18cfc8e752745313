/**
 * 版样: the page as its plan. The grid with its lines counted, blocks as boxes with what stands in them, the way the copy
 * runs, pictures crossed and numbered, and what is over or short.
 */
import type { DummyRecord } from '#contract/dummy.ts'
import type { PageJob } from '#contract/pageJob.ts'
import { foot, mm, overlaps, pt, right, type Box, type Emu, type Point, type Size } from '#contract/measure.ts'
import type { SetBlock, SetPage, StoryFit } from '#contract/setPage.ts'
import type { Paper, ProofSheet, SheetPlace } from '#contract/sheet.ts'
import { boxOfArea } from '#grid/areas.ts'
import type { TitleTools } from '../page/title.ts'
import {
  HAIRLINE,
  pageHead,
  placePage,
  roomForPage,
  sheetPage,
  SMALL,
  THIN,
  writeHead,
  type SheetFacts,
  type SheetRoom,
} from './frame.ts'
import { Pen, type Look } from './pen.ts'
import { boxOn, placeOn } from './scale.ts'
import { sheetWords, type SheetWords } from './words.ts'

const FOOT = mm(7)
/** The page's own furniture is shown pale, so that nobody takes the plan for the page. */
const PALE = 400
/** Lines of the grid are drawn by fives and counted by tens. */
const DRAWN = 5
const COUNTED = 10

export function dummySheet(tools: TitleTools, job: PageJob, set: SetPage, paper: Paper, facts: SheetFacts): ProofSheet {
  const room = roomForPage(paper, set.trim, FOOT)
  const place = placePage(set.trim, room)
  const words = sheetWords(tools.stylebook.lang)
  const pen = new Pen(tools)
  writeHead(pen, room, words, pageHead('dummy', job, facts, place.scale), facts.round)
  pen.frame(boxOn(place, { x: 0, y: 0, ...set.trim }), HAIRLINE, 60)
  drawGrid(pen, place, tools.stylebook.grid)
  const furniture = placeOn(place, pageFurniture(set), PALE)
  const plan: Plan = { pen, place, words, job, set }
  const labels = set.blocks.map((block, index) => drawBlock(plan, block, index + 1))
  set.pictures.forEach((_, index) => drawPicture(plan, index, labels))
  writeTally(plan, room)
  const drawn = pen.drawn()
  return {
    set: sheetPage(set.page, room.size, {
      frames: [...drawn.frames, ...furniture.frames],
      pictures: [],
      rules: [...furniture.rules, ...drawn.rules],
      strokes: drawn.strokes,
    }),
    place,
  }
}

interface Plan {
  readonly pen: Pen
  readonly place: SheetPlace
  readonly words: SheetWords
  readonly job: PageJob
  readonly set: SetPage
}

const pageFurniture = ({ frames, rules }: SetPage): Pick<SetPage, 'frames' | 'pictures' | 'rules'> => ({
  frames: frames.filter(({ part }) => part === 'furniture'),
  pictures: [],
  rules: rules.filter(({ kind, record }) => record === null && (kind === 'furniture' || kind === 'tint')),
})

function drawGrid(pen: Pen, place: SheetPlace, grid: TitleTools['stylebook']['grid']): void {
  const { left, top, columns, measure, gap, lines, pitch } = grid
  const width = columns * measure + (columns - 1) * gap
  const count: Look = { size: pt(5.5), tint: 60 }
  for (let column = 0; column < columns; column++) {
    const box = boxOn(place, { x: left + column * (measure + gap), y: top, width: measure, height: lines * pitch })
    pen.rule({ ...box, width: HAIRLINE }, 25)
    pen.rule({ ...box, x: right(box), width: HAIRLINE }, 25)
    pen.write(String(column + 1), { ...box, y: foot(box) + mm(0.5), height: mm(3) }, { ...count, align: 'center' })
  }
  for (let line = 0; line <= lines; line += DRAWN) {
    const { x, y, width: wide } = boxOn(place, { x: left, y: top + line * pitch, width, height: 0 })
    pen.rule({ x, y, width: wide, height: HAIRLINE }, line % COUNTED === 0 ? 25 : 12)
    if (line % COUNTED !== 0 || line === 0) continue
    const label = { y: y - mm(1.5), width: mm(6), height: mm(3) }
    pen.write(String(line), { ...label, x: x - mm(7) }, { ...count, align: 'right' })
    pen.write(String(line), { ...label, x: x + wide + mm(1) }, count)
  }
}

/** Gives the box of what is written. */
function drawBlock(plan: Plan, block: SetBlock, number: number): Box {
  const { pen, place, job } = plan
  const record = job.records.find(({ id }) => id === block.record)
  for (const area of areasOf(plan, block, record)) {
    pen.ground(area, 0)
    pen.frame(area, THIN)
  }
  if (block.head) pen.ground(boxOn(place, block.head), 10)
  const label = writeLabel(plan, block, record, number)
  drawRun(plan, block, label)
  return label
}

/** The areas of a block on the sheet. */
const areasOf = ({ place, job }: Plan, block: SetBlock, record: DummyRecord | undefined): Box[] =>
  (record?.areas.map((area) => boxOfArea(job.stylebook.grid, area)) ?? [block.box]).map((box) => boxOn(place, box))

const PAD = mm(1.4)
const ROW = mm(3.7)
const NUMBER = mm(5.6)
const TAG = mm(4.2)
/** Rows under number and slug. */
const ROWS = 3
const FACT: Look = { size: pt(7.5) }

/** Number and slug, size of block and head, words, and how it fits. Gives the box that they take. */
function writeLabel(plan: Plan, block: SetBlock, record: DummyRecord | undefined, number: number): Box {
  const { pen, words, job, set } = plan
  const box = roomForLabel(plan, block)
  const fit = set.fit.find((each) => each.record === block.record) ?? null
  const inside = { x: box.x + PAD, width: box.width - 2 * PAD, height: ROW }
  const flag = { x: box.x, y: box.y, width: NUMBER, height: NUMBER }
  pen.rule(flag)
  pen.write(String(number), flag, { size: pt(10), isBold: true, align: 'center', isReversed: true })
  const slug = { x: box.x + NUMBER + PAD, y: box.y, width: box.width - NUMBER - 2 * PAD, height: NUMBER }
  let wide = NUMBER + PAD + pen.write(slugOf(job, block), slug, { size: pt(10.5), isBold: true })
  let y = box.y + NUMBER + mm(0.8)
  const hasTag = fit !== null && fit.capacity + fit.overLines > 0
  const room = Math.floor((box.height - NUMBER - (hasTag ? TAG : 0)) / ROW)
  for (const row of rowsOf(words, block, record, fit, set).slice(0, Math.max(0, room))) {
    wide = Math.max(wide, PAD + pen.write(row, { ...inside, y }, FACT))
    y += ROW
  }
  if (!fit || !hasTag) return { ...box, width: wide, height: y - box.y }
  const tag = writeFit(plan, fit, { ...inside, y })
  return { ...box, width: Math.max(wide, right(tag) - box.x), height: foot(tag) + PAD - box.y }
}

/** A block's words stand at its head, over a picture or under one, wherever there is room for them. */
function roomForLabel({ place, set }: Plan, block: SetBlock): Box {
  const box = boxOn(place, block.box)
  const wanted = { ...box, height: NUMBER + ROWS * ROW + TAG }
  const inWay = set.pictures
    .filter(({ record }) => record === block.record)
    .map((picture) => boxOn(place, picture.box))
    .filter((picture) => overlaps(picture, wanted))
  if (inWay.length === 0) return box
  const over = Math.min(...inWay.map(({ y }) => y)) - box.y
  if (over >= NUMBER + 2 * ROW) return { ...box, height: over }
  const under = Math.max(...inWay.map(foot))
  return foot(box) - under < NUMBER + ROW ? box : { ...box, y: under, height: foot(box) - under }
}

function slugOf({ copies }: PageJob, { item }: SetBlock): string {
  const copy = copies.get(item)
  const headline = copy?.parts.headline.map(({ text }) => text).join(' ') ?? ''
  return copy?.slug.trim() || headline.trim() || item
}

function rowsOf(
  words: SheetWords,
  block: SetBlock,
  record: DummyRecord | undefined,
  fit: StoryFit | null,
  set: SetPage,
): string[] {
  const first = record?.areas[0]
  const headline = block.counts.find(({ part }) => part === 'headline')
  const line = set.frames.find((frame) => frame.record === block.record && frame.part === 'headline')?.lines[0]
  return [
    ...(first ? [words.area(first.columns, first.lines)] : []),
    ...(fit && fit.characters > 0
      ? [[words.characters(fit.characters), words.linesOf(fit.lines, fit.capacity)].join(words.separator)]
      : []),
    ...(headline && line ? [words.head(line.size, headline.characters, headline.holds)] : []),
  ]
}

/** Over stands white on black, short in a frame, what fits plain: colour is not the only sign on paper either. */
function writeFit({ pen, words }: Plan, fit: StoryFit, row: Box): Box {
  const isOver = fit.overLines > 0
  const text = isOver
    ? words.over(fit.overLines, fit.overCharacters)
    : fit.shortLines > 0
      ? words.short(fit.shortLines, fit.shortCharacters)
      : words.fits
  const isSet = isOver || fit.shortLines > 0
  const look: Look = { ...FACT, isBold: true, align: isSet ? 'center' : 'left', isReversed: isOver }
  const width = Math.min(row.width, pen.widthOf(text, look) + (isSet ? 2 * PAD : 0))
  const tag = { ...row, width, height: TAG }
  if (isOver) pen.rule(tag)
  else if (fit.shortLines > 0) pen.frame(tag, HAIRLINE)
  pen.write(text, tag, look)
  return tag
}

/** The way of the copy from leg to leg, under what is written; an arrow at its end. */
function drawRun({ pen, place, set }: Plan, block: SetBlock, label: Box): void {
  const legs = set.frames.filter(
    (frame) => frame.record === block.record && frame.part === 'body' && frame.capacity > 0,
  )
  const away = mm(2)
  const points: Point[] = []
  for (const leg of legs) {
    const box = boxOn(place, leg.box)
    const top = overlaps(box, label) ? Math.max(box.y, foot(label)) : box.y
    if (!leg.vertical && foot(box) - top < 2 * away + mm(2)) continue
    const [middle, across] = [Math.floor((top + foot(box)) / 2), box.x + Math.floor(box.width / 2)]
    if (leg.vertical) points.push({ x: right(box) - away, y: middle }, { x: box.x + away, y: middle })
    else points.push({ x: across, y: Math.min(top + away, foot(box)) }, { x: across, y: foot(box) - away })
  }
  const end = points.at(-1)
  if (!end) return
  pen.stroke(points, pt(0.6), 40)
  const tip = mm(1.2)
  const isDown = legs.at(-1)?.vertical !== true
  const wings = isDown
    ? [{ x: end.x - tip, y: end.y - tip }, end, { x: end.x + tip, y: end.y - tip }]
    : [{ x: end.x + tip, y: end.y - tip }, end, { x: end.x + tip, y: end.y + tip }]
  pen.stroke(wings, pt(0.6), 40)
}

/** A picture: its box crossed from corner to corner, with its number and size where nothing else is written. */
function drawPicture({ pen, place, words, set }: Plan, index: number, labels: readonly Box[]): void {
  const picture = set.pictures[index]
  if (!picture) return
  const box = boxOn(place, picture.box)
  pen.ground(box, 0)
  pen.frame(box, THIN)
  const name = picture.isAd ? words.ad : words.picture(index + 1)
  const facts = words.pictureFacts(picture.box.width, picture.box.height, picture.resolution)
  const bold: Look = { size: pt(10), isBold: true, align: 'center' }
  const plain: Look = { ...FACT, align: 'center' }
  const wide = Math.min(box.width - 2 * PAD, Math.max(pen.widthOf(name, bold), pen.widthOf(facts, plain)) + 2 * PAD)
  const card = cardIn(box, { width: wide, height: 2 * ROW + mm(0.6) }, labels)
  drawCross(pen, box, card ?? { ...box, width: 0, height: 0 })
  if (card) {
    pen.write(name, { ...card, height: ROW }, bold)
    pen.write(facts, { ...card, y: card.y + ROW, height: ROW }, plain)
  } else {
    const corner = { x: box.x, y: foot(box) - ROW, width: box.width - PAD, height: ROW }
    pen.write(name, corner, { ...FACT, isBold: true, align: 'right' })
  }
}

/** Where a card lies free: in the middle of a picture, else at its foot; null where what is written takes it all. */
function cardIn(box: Box, { width, height }: Size, labels: readonly Box[]): Box | null {
  const x = box.x + Math.floor((box.width - width) / 2)
  const places = [box.y + Math.floor((box.height - height) / 2), foot(box) - height - PAD]
  const cards = places.map((y) => ({ x, y, width, height }))
  return cards.find((card) => card.y >= box.y && !labels.some((label) => overlaps(label, card))) ?? null
}

/** From each corner of a box to its middle, but for a card that lies there. */
function drawCross(pen: Pen, box: Box, card: Box): void {
  const centre = { x: box.x + Math.floor(box.width / 2), y: box.y + Math.floor(box.height / 2) }
  for (const x of [box.x, right(box)]) {
    for (const y of [box.y, foot(box)]) {
      const [dx, dy] = [x - centre.x, y - centre.y]
      const [across, down] = [card.width * Math.abs(dy), card.height * Math.abs(dx)]
      const [most, along] = across < down ? [card.width, Math.abs(dx)] : [card.height, Math.abs(dy)]
      const isInMiddle = card.y < centre.y && centre.y < foot(card)
      if (along === 0 || (isInMiddle && most >= 2 * along)) continue
      const part = (length: Emu): Emu => (isInMiddle ? Math.floor((length * most) / (2 * along)) : 0)
      pen.stroke(
        [
          { x, y },
          { x: centre.x + part(dx), y: centre.y + part(dy) },
        ],
        pt(0.4),
        70,
      )
    }
  }
}

function writeTally({ pen, words, set }: Plan, { foot: row }: SheetRoom): void {
  const over = set.fit.filter(({ overLines }) => overLines > 0).length
  const short = set.fit.filter(({ shortLines }) => shortLines > 0).length
  const characters = set.fit.reduce((sum, each) => sum + each.characters, 0)
  const fitting = set.fit.filter(({ capacity, overLines, shortLines }) => capacity > 0 && overLines + shortLines === 0)
  const tally = words.tally(over, short, fitting.length, set.pictures.length)
  pen.rule({ ...row, height: HAIRLINE })
  pen.write(tally, row, SMALL)
  pen.write(words.characters(characters), row, { ...SMALL, align: 'right' })
}
