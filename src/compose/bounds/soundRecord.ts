/**
 * Records as they can be set. The desk's schema keeps a record's figures whole but not small; a file may hold any. What
 * has no extent is left out, what lies far off the page is brought to its neighbourhood, so that no sum leaves the exact
 * integers and no list is longer than a page has use for. A sound record is the same object.
 */
import type { Block, BlockPicture, DummyRecord, GridArea } from '#contract/dummy.ts'
import { PT } from '#contract/measure.ts'
import { within } from './within.ts'

/** Grid cells in each direction: far beyond any page, and its arithmetic still exact. */
const FARTHEST = { columns: 60, lines: 1000 }
const MOST_LEGS = 100
const MOST_PICTURES = 50
const LARGEST = 2000 * PT
/** Emu that an inset may take: wider than any page. */
const WIDEST = 2 ** 31

export interface SoundRecord {
  readonly record: DummyRecord
  /** Areas and pictures that have no extent, or are too many to be set. */
  readonly left: number
}

const sound = new WeakMap<DummyRecord, SoundRecord | null>()

/** The record as it is set; null where it has no area at all. */
export function soundRecord(record: DummyRecord): SoundRecord | null {
  const known = sound.get(record)
  if (known !== undefined) return known
  const made = isSound(record) ? { record, left: 0 } : madeSound(record)
  sound.set(record, made)
  return made
}

const isSound = (block: Block): boolean =>
  block.areas.length > 0 &&
  block.areas.every(isSoundArea) &&
  block.legs.every((legs) => legs >= 0 && legs <= MOST_LEGS) &&
  block.pictures.length <= MOST_PICTURES &&
  block.pictures.every(isSoundPicture) &&
  (block.headSize === null || (block.headSize >= PT && block.headSize <= LARGEST))

const hasExtent = (area: GridArea): boolean => area.columns >= 1 && area.lines >= 1

const isSoundArea = (area: GridArea): boolean =>
  hasExtent(area) &&
  area.columns <= FARTHEST.columns &&
  area.lines <= FARTHEST.lines &&
  Math.abs(area.column) <= FARTHEST.columns &&
  Math.abs(area.line) <= FARTHEST.lines

const isSoundPicture = ({ area, crop, inset }: BlockPicture): boolean =>
  isSoundArea(area) &&
  crop.left < crop.right &&
  crop.top < crop.bottom &&
  (inset === undefined || (isSoundInset(inset.left) && isSoundInset(inset.right)))

const isSoundInset = (inset: number): boolean => inset >= 0 && inset <= WIDEST

function madeSound(block: Block): SoundRecord | null {
  const kept = block.areas.map((_, i) => i).filter((i) => hasExtent(block.areas[i] as GridArea))
  if (kept.length === 0) return null
  const pictures = block.pictures.filter(({ area }) => hasExtent(area)).slice(0, MOST_PICTURES)
  const record = {
    ...block,
    areas: kept.map((i) => soundArea(block.areas[i] as GridArea)),
    legs: kept.map((i) => within(block.legs[i] ?? 0, 0, MOST_LEGS)),
    pictures: pictures.map(soundPicture),
    headSize: block.headSize === null ? null : within(block.headSize, PT, LARGEST),
  }
  const left = block.areas.length - kept.length + block.pictures.length - pictures.length
  return { record, left }
}

const soundArea = (area: GridArea): GridArea => ({
  column: within(area.column, -FARTHEST.columns, FARTHEST.columns),
  columns: within(area.columns, 1, FARTHEST.columns),
  line: within(area.line, -FARTHEST.lines, FARTHEST.lines),
  lines: within(area.lines, 1, FARTHEST.lines),
})

/** A crop that shows nothing shows all: its author is asked by what he sees. */
function soundPicture(picture: BlockPicture): BlockPicture {
  const { crop, inset } = picture
  const across = crop.left < crop.right ? { left: crop.left, right: crop.right } : { left: 0, right: 1000 }
  const down = crop.top < crop.bottom ? { top: crop.top, bottom: crop.bottom } : { top: 0, bottom: 1000 }
  const made = { ...picture, area: soundArea(picture.area), crop: { ...across, ...down } }
  if (!inset) return made
  return { ...made, inset: { left: within(inset.left, 0, WIDEST), right: within(inset.right, 0, WIDEST) } }
}
