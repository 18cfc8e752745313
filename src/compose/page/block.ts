/**
 * A block: one story on the page, with its title, legs of text and pictures. It is set from its record, copy, photos and
 * stylebook alone, so that it can be remembered as long as these are the same objects.
 */
import type { Block } from '#contract/dummy.ts'
import type { Copy } from '#contract/copy.ts'
import type { Fitting } from '#contract/copyfit.ts'
import type { Finding } from '#contract/faults.ts'
import { right, type Box, type Emu } from '#contract/measure.ts'
import type { SetBlock, SetFrame, SetPicture, SetRule, StoryFit } from '#contract/setPage.ts'
import { boxOfAreas } from '#grid/areas.ts'
import { bodyCharacters, fitOf } from '../fit/fit.ts'
import { pitchFor, slotsFor, toolsFor } from '../fit/fitting.ts'
import { openBodyMemory, setBody, type BodyMemory, type BodyRoom, type SetBody } from './body.ts'
import { bodyRuns, type KeptRun } from './bodyFrames.ts'
import type { BlockInput } from './blockInput.ts'
import { fieldOf, turn, type Field } from './field.ts'
import { depthOf, runsOf, type LegRun } from './legRuns.ts'
import { insideOf, isSetOff, legsOf, type Obstacle, type TextArea } from './legs.ts'
import { makeFrames, type FrameAt, type FrameMemory, type LineAt } from './lines.ts'
import { Notes } from './notes.ts'
import { paragraphsOf } from './paragraphs.ts'
import { isPictureStory, pictureColumns, placePictures, type PlacedPictures } from './placedPictures.ts'
import { finding, placeIn, remarksOf } from './remarks.ts'
import { quoteFaults } from './quotes.ts'
import { boxRules, columnRules } from './rules.ts'
import { hasSetOff, setOffRules } from './setOff.ts'
import { placeSideTitle } from './sideTitle.ts'
import { hasText, type TitleTools } from './title.ts'
import { headPlaceOf, NO_TITLE, orientationOf, placeTitle, type PlacedTitle } from './titlePlace.ts'

export interface BlockSetting {
  readonly block: SetBlock
  readonly frames: readonly SetFrame[]
  readonly pictures: readonly SetPicture[]
  readonly rules: readonly SetRule[]
  readonly fit: StoryFit
  readonly findings: readonly Finding[]
  readonly memory: BlockMemory
  /** The text as it was run through the legs, what is over among it. */
  readonly body: SetBody
}

/** What the last setting of a block left for the next. */
export interface BlockMemory {
  readonly frames: FrameMemory
  readonly runs: readonly KeptRun[]
  readonly body: BodyMemory
  readonly notes: Notes
}

/** A new memory; from another stylebook's it takes what says the same under any. */
export const openBlockMemory = (seed: BlockMemory | null = null): BlockMemory => ({
  frames: seed?.frames ?? new Map(),
  runs: [],
  body: openBodyMemory(),
  notes: seed?.notes ?? new Notes(),
})

/** Sets a block; what is unchanged comes out of `memory`. */
export function setBlock(natural: TitleTools, input: BlockInput, memory: BlockMemory): BlockSetting {
  const { copy, photos } = input
  const tools = toolsFor(natural, input.block.fitting)
  const isVertical = isBodyVertical(tools, input)
  const block = isVertical ? asVertical(input.block) : input.block
  const insides = insidesOf(tools, block, copy)
  const { notes } = memory
  notes.turn()
  const paragraphs = paragraphsOf(tools, copy, hasPhotos(input), isVertical, notes)
  const isEmpty = paragraphs.length === 0
  const { field, title, pictures, runs, room } = layGround(tools, { block, copy, photos }, insides, isVertical, isEmpty)
  const body = setBody(tools, copy, paragraphs, room, memory.body)
  const kept = bodyRuns(tools, block, field, body.runs, body.flowed, memory.runs)
  const at = [...pictures.titleFrames, ...kept.flatMap(({ frames }) => frames), ...pictures.frames]
  const { ladder } = tools.stylebook.rules
  const made = makeFrames(at, memory.frames, (frame) => remarksOf(frame, block.page, ladder))
  const { pitch } = field
  const em = characterOf(tools, copy)
  const characters = bodyCharacters(copy, notes)
  const fit = fitOf(
    { block, copy, characters, flowed: body.flowed, runs, taken: body.runs, lines: body.lines, pitch, em },
    isEmpty,
  )
  return {
    block: {
      record: block.id,
      item: block.item,
      box: boxOfAreas(field.grid, block.areas),
      orientation: orientationOf(block, copy),
      head: pictures.titleBox,
      counts: title.counts,
    },
    frames: made.frames,
    pictures: pictures.pictures,
    rules: [
      ...boxRules(tools.stylebook, block),
      ...(hasSetOff(paragraphs) ? setOffRules(block, field, body.runs, body.flowed) : []),
      ...columnRules(tools.stylebook, block, field, body.runs),
    ],
    fit,
    findings: [
      ...made.findings,
      ...pictures.findings,
      ...blockFindings(input, body, fit, title, at, paragraphs.length > 0 && runs.length === 0, notes),
    ],
    memory: { frames: made.memory, runs: kept, body: memory.body, notes },
    body,
  }
}

/** What stands in a block before its text: title, pictures, and the room that they leave. */
interface Ground {
  readonly field: Field
  readonly title: PlacedTitle
  readonly pictures: PlacedPictures
  readonly runs: readonly LegRun[]
  readonly room: BodyRoom
}

function layGround(
  tools: TitleTools,
  input: BlockInput,
  insides: readonly TextArea[],
  isVertical: boolean,
  hasNoText: boolean,
): Ground {
  const { block, copy } = input
  const first = insides[0] ?? NOWHERE
  const isUnder = hasTitleUnder(input)
  const isDown = isVertical && block.orientation === 'vertical'
  const isAlone = hasNoText && block.pictures.length === 0
  const over = isDown
    ? NO_TITLE
    : placeTitle(tools, isUnder ? { ...block, head: 'above' } : block, copy, first, isAlone)
  const field = fieldFor(tools, copy, insides, over.above, isVertical)
  const rooms = insides.map(({ box }, i) => (i === 0 ? under(box, over.above * field.grid.pitch) : box))
  const legs = legsOf(field, block, rooms)
  const title = (isDown ? placeSideTitle(tools, block, copy, field, first, legs) : null) ?? over
  const ownColumns = isVertical || block.areas.length > 1 ? [] : legs.flatMap(({ parts }) => parts.slice(0, 1))
  const columns = pictureColumns(field.grid, block.areas[0]?.columns ?? 1, first.box, ownColumns)
  const pictures = placePictures(tools, input, first, columns, title, isUnder)
  const inWay = [...title.obstacles.map((each) => boxOfLines(first, each, field)), ...pictures.obstacles]
  const obstacles = inWay.map((box) => turn(field, box))
  const least = 2 * field.em
  const leading = block.fitting?.leading ?? 1000
  const runsAt = (depth: number | null): readonly LegRun[] => {
    const free = runsOf(field, legs, obstacles, depth).filter((run) => run.width >= least)
    return slotsFor(free, field.pitch, leading)
  }
  const runs = runsAt(null)
  const isOneShape = legs.every(({ shape }) => shape === 0)
  const room = {
    runs,
    depth: depthOf(field, legs),
    legs: Math.max(1, legs.length),
    isBoxed: isSetOff(block),
    runsAt: isOneShape ? runsAt : null,
  }
  // What stands on the page's grid is laid; the lines themselves may stand nearer or wider.
  return { field: { ...field, pitch: pitchFor(field.pitch, leading) }, title, pictures, runs, room }
}

/** English is never set down the page; and what has no text has no direction. */
const isBodyVertical = ({ stylebook }: TitleTools, { block, copy }: BlockInput): boolean =>
  (block.direction ?? stylebook.direction) === 'vertical' && copy.lang !== 'en' && hasText(copy.parts.body)

/** A vertical block sets its title like its text, at the side where reading begins, unless it says otherwise. */
function asVertical(block: Block): Block {
  const orientation = block.orientation ?? 'vertical'
  const isAtSide = orientation === 'vertical' && (block.head === 'above' || block.head === 'inside')
  return { ...block, orientation, head: isAtSide ? 'right' : block.head }
}

function fieldFor(
  { stylebook: { grid, styles } }: TitleTools,
  copy: Copy,
  insides: readonly TextArea[],
  above: number,
  isVertical: boolean,
): Field {
  const em = styles.text.size
  const boxes = insides.map(({ box }) => box)
  const first = boxes[0] ?? NOWHERE.box
  const x = Math.min(...boxes.map((box) => box.x))
  const across = isVertical ? { x, width: Math.max(...boxes.map(right)) - x } : {}
  const text = { ...under(first, above * grid.pitch), ...across }
  return fieldOf(grid, text, em, copy.lang === 'en' ? null : em, isVertical)
}

/** A box without its upper part. */
const under = (box: Box, depth: Emu): Box => ({ ...box, y: box.y + depth, height: Math.max(0, box.height - depth) })

/** The lines that a title takes, counted from the top of the inside, as a box of the page. */
const boxOfLines = ({ box }: TextArea, lines: Obstacle, { grid }: Field): Box => ({
  x: lines.x,
  width: lines.width,
  y: box.y + Math.floor(lines.line * grid.pitch),
  height: Math.floor(lines.lines * grid.pitch + 0.5),
})

const NOWHERE: TextArea = { box: { x: 0, y: 0, width: 0, height: 0 }, line: 0, lines: 0 }

const hasPhotos = ({ block, photos }: BlockInput): boolean => block.pictures.some(({ photo }) => photos.has(photo))

/** A picture story whose head stands inside has it under its only photo, over the cutline. */
const hasTitleUnder = (input: BlockInput): boolean =>
  input.block.head === 'inside' && isPictureStory(input.copy, input.block) && hasPhotos(input)

const insidesOf = ({ stylebook }: TitleTools, block: Block, copy: Copy): TextArea[] =>
  block.areas.map((_, i) =>
    insideOf(stylebook.grid, block, i, stylebook.styles.text.size, headPlaceOf(block, copy) === 'above'),
  )

/** Width of a character of body with its letterspacing. */
function characterOf({ styles }: TitleTools, { lang }: Copy) {
  const { size, tracking = 0 } = styles.style('text', lang).style
  return size + Math.floor((tracking * size) / 1000 + 0.5)
}

function blockFindings(
  { block, copy }: BlockInput,
  body: SetBody,
  fit: StoryFit,
  title: PlacedTitle,
  frames: readonly FrameAt[],
  hasNoRoom: boolean,
  notes: Notes,
): Finding[] {
  const where = { page: block.page, item: block.item }
  const found: Finding[] = []
  for (const { at, mark } of quoteFaults(copy, notes))
    found.push(finding('copy.quotes', 'warning', { ...where, at }, { mark }))
  const isEmpty = Object.values(copy.parts).every((part) => !hasText(part))
  if (isEmpty) found.push(finding('copy.empty', 'warning', where))
  if (copy.kind === 'picture' && block.pictures.length === 0) {
    found.push(finding('picture.missing', 'warning', where, { photo: null }))
  }
  if (hasNoRoom) found.push(finding('frame.empty', 'warning', where, { lines: 0 }))
  if (!title.fits) found.push(finding('head.overset', 'warning', where))
  const last = frames.findLast((frame) => frame.part === 'body')?.id ?? null
  const over = body.flowed.over[0]
  if (over) {
    const at = { part: over.of.part, paragraph: over.of.index, offset: over.line.from }
    const values = { lines: fit.overLines, characters: fit.overCharacters }
    found.push(finding('copy.overset', 'error', { ...where, frame: last, at }, values))
  }
  if (fit.shortLines > 0 && !isEmpty) {
    found.push(finding('copy.underset', 'note', { ...where, frame: last }, { lines: fit.shortLines }))
  }
  if (fit.fitting) found.push(finding('copy.fitted', 'note', { ...where, frame: last }, changesOf(fit.fitting)))
  for (const { code, of, line } of body.flowed.remarks) {
    // A paragraph may stand in a story twice, its lines being the same objects.
    const isIt = (at: LineAt): boolean => at.line === line && at.paragraph === of.index && at.part === of.part
    const frame = frames.find((each) => each.lines.some(isIt))
    const at = frame?.lines.find(isIt)
    if (frame && at) {
      found.push(
        finding(code, 'note', { ...where, frame: frame.id, at: placeIn(at, line.from) }, { paragraph: of.index }),
      )
    }
  }
  return found
}

/** What a fitting changes; null for what stays natural. */
const changesOf = ({ tracking, leading, air }: Fitting) => ({
  tracking: tracking === 0 ? null : tracking,
  leading: leading === 1000 ? null : leading,
  air,
})
