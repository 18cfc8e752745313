/** A block with an ad: the placed page in its own size, and the word over it by which readers tell it from copy. */
import type { Finding } from '#contract/faults.ts'
import type { Box } from '#contract/measure.ts'
import { WHOLE } from '#contract/photo.ts'
import type { SetPicture, StoryFit } from '#contract/setPage.ts'
import { boxOfAreas } from '#grid/areas.ts'
import { adBox, adLabel, adSize, labelLines } from '#grid/ads.ts'
import type { BlockMemory, BlockSetting } from './block.ts'
import type { BlockInput } from './blockInput.ts'
import { alignedAt, makeFrames, type FrameAt } from './lines.ts'
import { finding } from './remarks.ts'
import { boxRules } from './rules.ts'
import type { TitleTools } from './title.ts'
import { orientationOf } from './titlePlace.ts'

/** Sets an ad's block. It has no copy: nothing of it flows, and nothing is over. */
export function setAd(tools: TitleTools, input: BlockInput, memory: BlockMemory): BlockSetting {
  const { block, copy } = input
  const box = boxOfAreas(tools.stylebook.grid, block.areas)
  const picture = placeAd(input, box)
  const made = makeFrames(picture ? labelFrames(tools, input, picture.box) : [], memory.frames)
  const where = { page: block.page, item: block.item }
  const missing: Finding[] = picture ? [] : [finding('picture.missing', 'error', where, { photo: null })]
  return {
    block: { record: block.id, item: block.item, box, orientation: orientationOf(block, copy), head: null, counts: [] },
    frames: made.frames,
    pictures: picture ? [picture] : [],
    rules: boxRules(tools.stylebook, block),
    fit: noFit(input),
    findings: missing,
    memory: { ...memory, frames: made.memory, runs: [] },
    body: { flowed: { placed: [], over: [], remarks: [], used: 0, stranded: 0 }, runs: [], lines: 0 },
  }
}

function placeAd({ block, photos }: BlockInput, box: Box): SetPicture | null {
  const [picture] = block.pictures
  const photo = picture && photos.get(picture.photo)
  if (!picture || !photo?.ad) return null
  const { resolution } = photo.ad
  return {
    record: block.id,
    photo: photo.id,
    sha256: photo.sha256,
    box: adBox(box, adSize(photo, picture)),
    crop: WHOLE,
    resolution: Math.floor(((resolution ?? 0) * 1000) / (picture.scale ?? 1000)),
    isAd: true,
  }
}

/** The label in a grid line of its own over the ad, as wide as the ad. */
function labelFrames({ typesetter, styles, stylebook }: TitleTools, { block }: BlockInput, ad: Box): FrameAt[] {
  if (labelLines(stylebook, block.head) === 0) return []
  const text = adLabel(stylebook)
  const style = styles.style(stylebook.ads?.style ?? 'credit', stylebook.lang)
  const { pitch } = stylebook.grid
  const line = typesetter.setLine(text, style, 0)
  const { size, align } = style.style
  const box = { x: ad.x, y: ad.y - pitch, width: ad.width, height: pitch }
  const x = box.x + alignedAt(align, box.width, line.width)
  const y = box.y + Math.floor((pitch - size) / 2) + typesetter.ascent(style)
  return [
    {
      id: `${block.id}.label.0`,
      record: block.id,
      item: block.item,
      part: 'furniture',
      box,
      vertical: false,
      capacity: 0,
      lines: [{ line, x, y, size, vertical: false, text, part: null, paragraph: 0 }],
    },
  ]
}

const noFit = ({ block }: BlockInput): StoryFit => ({
  item: block.item,
  record: block.id,
  overLines: 0,
  overCharacters: 0,
  shortLines: 0,
  lines: 0,
  capacity: 0,
  characters: 0,
  depth: 0,
  overDepth: 0,
  shortCharacters: 0,
  fitting: null,
})
