/**
 * A block: one story on the page, with its title, legs of text and pictures. It is set from its record, copy, photos and
 * stylebook alone, so that it can be remembered as long as these are the same objects.
 */
import type { Block } from '#contract/dummy.ts'
import type { Copy } from '#contract/copy.ts'
import type { Fitting } from '#contract/copyfit.ts'
import type { Finding } from '#contract/faults.ts'
import type { PhotoId } from '#contract/ids.ts'
import type { Photo } from '#contract/photo.ts'
import type { SetBlock, SetFrame, SetPicture, SetRule, StoryFit } from '#contract/setPage.ts'
import { boxOfAreas } from '#grid/areas.ts'
import { spanWidth } from '#grid/columns.ts'
import { fitOf } from '../fit/fit.ts'
import { pitchFor, slotsFor, toolsFor } from '../fit/fitting.ts'
import { bodyFrames, setBody, type BodyRoom, type SetBody } from './body.ts'
import { captionFrames, setCaptions } from './captions.ts'
import { insideOf, legsOf, runsOf, type LegRun, type Obstacle, type TextArea } from './legs.ts'
import { makeFrames, type FrameAt, type FrameMemory, type LineAt } from './lines.ts'
import { cropFor, resolutionOf, roomOf, wordsUnder } from './pictures.ts'
import { paragraphsOf } from './paragraphs.ts'
import { finding, placeIn, remarksOf } from './remarks.ts'
import { quoteFaults } from './quotes.ts'
import { boxRules, columnRules } from './rules.ts'
import { hasText, type TitleTools } from './title.ts'
import { headPlaceOf, orientationOf, placeTitle, type PlacedTitle } from './titlePlace.ts'

export interface BlockInput {
  readonly block: Block
  readonly copy: Copy
  readonly photos: ReadonlyMap<PhotoId, Photo>
}

export interface BlockSetting {
  readonly block: SetBlock
  readonly frames: readonly SetFrame[]
  readonly pictures: readonly SetPicture[]
  readonly rules: readonly SetRule[]
  readonly fit: StoryFit
  readonly findings: readonly Finding[]
  readonly memory: FrameMemory
  /** The text as it was run through the legs, what is over among it. */
  readonly body: SetBody
}

/** Sets a block; frames that are unchanged come out of `memory`. */
export function setBlock(natural: TitleTools, input: BlockInput, memory: FrameMemory): BlockSetting {
  const { block, copy } = input
  const tools = toolsFor(natural, block.fitting)
  const { grid } = tools.stylebook
  const leading = block.fitting?.leading ?? 1000
  const pitch = pitchFor(grid.pitch, leading)
  const insides = insidesOf(tools, block, copy)
  const paragraphs = paragraphsOf(tools, copy, hasPhotos(input))
  const isAlone = paragraphs.length === 0 && block.pictures.length === 0
  const first = insides[0] ?? NOWHERE
  const isUnder = hasTitleUnder(input)
  const title = placeTitle(tools, isUnder ? { ...block, head: 'above' } : block, copy, first, isAlone)
  const pictures = placePictures(tools, input, first, title, isUnder)
  const obstacles = [...title.obstacles, ...pictures.obstacles]
  const legs = insides.map((inside, i) => legsOf(grid, block, i, inside, cellOf(tools, copy)))
  const gridRuns = (depth: number): LegRun[] =>
    insides.flatMap((inside, i) =>
      runsOf(
        grid,
        i,
        inside,
        legs[i] ?? [],
        i === 0 ? obstacles : [],
        i === 0 ? title.above : 0,
        i === 0 ? depth : inside.lines,
      ),
    )
  const runsAt = (depth: number): readonly LegRun[] => slotsFor(gridRuns(depth), grid.pitch, leading)
  const runs = runsAt(first.lines).filter((run) => run.width >= 2 * tools.stylebook.styles.text.size)
  const room = roomFor(block, runs, first.lines, legs[0]?.length ?? 1, runsAt)
  const body = setBody(tools, copy, paragraphs, room)
  const at = [...pictures.titleFrames, ...bodyFrames(tools, block, body.runs, body.flowed, pitch), ...pictures.frames]
  const made = makeFrames(at, memory)
  const em = characterOf(tools, copy)
  const fit = fitOf(
    { block, copy, flowed: body.flowed, runs, taken: body.runs, lines: body.lines, pitch, em },
    paragraphs.length === 0,
  )
  return {
    block: {
      record: block.id,
      item: block.item,
      box: boxOfAreas(grid, block.areas),
      orientation: orientationOf(block, copy),
      head: pictures.titleBox,
      counts: title.counts,
    },
    frames: made.frames,
    pictures: pictures.pictures,
    rules: [...columnRules(tools.stylebook, block, body.runs, pitch), ...boxRules(tools.stylebook, block)],
    fit,
    findings: [
      ...at.flatMap((frame) => remarksOf(frame, block.page, tools.stylebook.rules.ladder)),
      ...pictures.findings,
      ...blockFindings(input, body, fit, title, at),
    ],
    memory: made.memory,
    body,
  }
}

const NOWHERE: TextArea = { box: { x: 0, y: 0, width: 0, height: 0 }, line: 0, lines: 0 }

const hasPhotos = ({ block, photos }: BlockInput): boolean => block.pictures.some(({ photo }) => photos.has(photo))

/** A picture story whose head stands inside has it under the photo, over the cutline. */
const hasTitleUnder = (input: BlockInput): boolean =>
  input.copy.kind === 'picture' && input.block.head === 'inside' && hasPhotos(input)

const insidesOf = ({ stylebook }: TitleTools, block: Block, copy: Copy): TextArea[] =>
  block.areas.map((_, i) =>
    insideOf(stylebook.grid, block, i, stylebook.styles.text.size, headPlaceOf(block, copy) === 'above'),
  )

/** One character of the body; null in English, whose columns are not counted in characters. */
const cellOf = ({ stylebook }: TitleTools, copy: Copy) => (copy.lang === 'en' ? null : stylebook.styles.text.size)

/** Width of a character of body with its letterspacing. */
function characterOf({ styles }: TitleTools, { lang }: Copy) {
  const { size, tracking = 0 } = styles.style('text', lang).style
  return size + Math.floor((tracking * size) / 1000 + 0.5)
}

function roomFor(
  block: Block,
  runs: readonly LegRun[],
  depth: number,
  legs: number,
  runsAt: (depth: number) => readonly LegRun[],
): BodyRoom {
  const isOneArea = block.areas.length === 1
  return { runs, depth, legs, isBoxed: block.border === 'box', runsAt: isOneArea ? runsAt : null }
}

interface PlacedPictures {
  readonly titleFrames: readonly FrameAt[]
  readonly titleBox: SetBlock['head']
  readonly frames: FrameAt[]
  readonly pictures: SetPicture[]
  readonly obstacles: Obstacle[]
  readonly findings: Finding[]
}

/** Places the pictures with their words; a title under the photo moves to where the photo ends. */
function placePictures(
  tools: TitleTools,
  input: BlockInput,
  inside: TextArea,
  title: PlacedTitle,
  isUnder: boolean,
): PlacedPictures {
  const placed: PlacedPictures = {
    titleFrames: title.frames,
    titleBox: title.box,
    frames: [],
    pictures: [],
    obstacles: [],
    findings: [],
  }
  let result = placed
  for (const index of input.block.pictures.keys()) {
    const drop = placePicture(tools, input, inside, title, isUnder && index === 0, index, placed)
    if (drop !== null && isUnder && index === 0) result = { ...placed, ...moveTitle(title, drop) }
  }
  return result
}

/** Moves a title down by `drop` Emu. */
function moveTitle(title: PlacedTitle, drop: number) {
  const titleFrames = title.frames.map((frame) => ({
    ...frame,
    box: { ...frame.box, y: frame.box.y + drop },
    lines: frame.lines.map((line) => ({ ...line, y: line.y + drop })),
  }))
  return { titleFrames, titleBox: title.box && { ...title.box, y: title.box.y + drop } }
}

/** Places picture `index` into `placed`; gives the depth of the photo, null where it found no room. */
function placePicture(
  tools: TitleTools,
  { block, copy, photos }: BlockInput,
  inside: TextArea,
  title: PlacedTitle,
  isUnder: boolean,
  index: number,
  placed: PlacedPictures,
): number | null {
  const picture = block.pictures[index]
  const photo = picture && photos.get(picture.photo)
  const where = { page: block.page, item: block.item }
  if (!picture || !photo) {
    placed.findings.push(finding('picture.missing', 'error', where, { photo: picture?.photo ?? null }))
    return null
  }
  const { grid, press } = tools.stylebook
  const isPictureStory = copy.kind === 'picture' && block.pictures.length === 1 && !hasText(copy.parts.body)
  const columns = block.areas[0]?.columns ?? 1
  const room = roomOf(picture, isPictureStory, columns, inside.lines - title.above)
  const width = room && Math.min(spanWidth(grid, room.columns), inside.box.width)
  const words = wordsUnder(copy, block, index, photo)
  const captions = width === null ? null : setCaptions(tools, copy, words, width)
  if (!room || !captions || width === null || room.lines - captions.gridLines < 2) {
    placed.findings.push(finding('frame.empty', 'warning', where, { photo: photo.id }))
    return null
  }
  const line = title.above + room.line
  const x = Math.min(inside.box.x + room.column * (grid.measure + grid.gap), inside.box.x + inside.box.width - width)
  const top = inside.box.y + (isUnder ? 0 : line * grid.pitch)
  const box = { x, y: top, width, height: (room.lines - captions.gridLines) * grid.pitch }
  const foot = inside.box.y + (line + room.lines - captions.gridLines) * grid.pitch
  const crop = cropFor(photo, picture.crop, box)
  const resolution = resolutionOf(photo, crop, box)
  placed.pictures.push({ record: block.id, photo: photo.id, sha256: photo.sha256, box, crop, resolution })
  placed.frames.push(...captionFrames(tools, block, index, captions, box, foot))
  placed.obstacles.push({ x, width, line, lines: room.lines })
  placed.findings.push(...pictureFindings(where, photo, words, resolution, press.leastResolution))
  return box.height
}

function pictureFindings(
  where: { page: number; item: Copy['id'] },
  photo: Photo,
  words: ReturnType<typeof wordsUnder>,
  resolution: number,
  least: number,
): Finding[] {
  const found: Finding[] = []
  const values = { photo: photo.id }
  if (resolution < least)
    found.push(finding('picture.lowResolution', 'warning', where, { ...values, resolution, least }))
  if (!words.some(({ part }) => part === 'cutline')) found.push(finding('picture.noCutline', 'warning', where, values))
  if (!words.some(({ part }) => part === 'credit')) found.push(finding('picture.noCredit', 'warning', where, values))
  return found
}

function blockFindings(
  { block, copy }: BlockInput,
  body: SetBody,
  fit: StoryFit,
  title: PlacedTitle,
  frames: readonly FrameAt[],
): Finding[] {
  const where = { page: block.page, item: block.item }
  const found: Finding[] = []
  for (const { at, mark } of quoteFaults(copy))
    found.push(finding('copy.quotes', 'warning', { ...where, at }, { mark }))
  const isEmpty = Object.values(copy.parts).every((part) => !hasText(part))
  if (isEmpty) found.push(finding('copy.empty', 'warning', where))
  if (copy.kind === 'picture' && block.pictures.length === 0) {
    found.push(finding('picture.missing', 'warning', where, { photo: null }))
  }
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
