/** Cutline 图说 and credit under a picture: set as wide as the picture, with whole grid lines taken from its area. */
import type { Block } from '#contract/dummy.ts'
import type { Copy } from '#contract/copy.ts'
import type { Box, Emu } from '#contract/measure.ts'
import type { BrokenLine, SetStyle } from '../typesetter.ts'
import { alignedAt, type FrameAt, type LineAt } from './lines.ts'
import type { PictureWords } from './pictures.ts'
import type { TitleTools } from './title.ts'

interface CaptionLine {
  readonly line: BrokenLine
  readonly words: PictureWords
  readonly paragraph: number
  readonly text: string
  readonly style: SetStyle
}

export interface Captions {
  readonly lines: readonly CaptionLine[]
  /** Whole grid lines with the air under the picture. */
  readonly gridLines: number
  readonly leading: Emu
}

/** Breaks the words for a picture of `width`. */
export function setCaptions(tools: TitleTools, copy: Copy, words: readonly PictureWords[], width: Emu): Captions {
  const { grid } = tools.stylebook
  const lines = words.flatMap((part) => {
    const style = tools.styles.style(part.part === 'credit' ? 'credit' : 'cutline', copy.lang)
    return part.paragraphs.flatMap(({ paragraph, index }) =>
      tools.typesetter
        .breakParagraph(paragraph, style, tools.styles.measures([], width))
        .map((line) => ({ line, words: part, paragraph: index, text: paragraph.text, style })),
    )
  })
  const leading = Math.min(lines[0]?.style.style.leading ?? grid.pitch, grid.pitch)
  const gridLines =
    lines.length === 0 ? 0 : Math.ceil((lines.length * leading + Math.floor(grid.pitch / 3)) / grid.pitch)
  return { lines, gridLines, leading }
}

/** The words' frames, one a part, from `top` down in the width of `box`. */
export function captionFrames(
  tools: TitleTools,
  block: Block,
  index: number,
  captions: Captions,
  box: Box,
  top: Emu,
): FrameAt[] {
  const air = Math.floor(
    (captions.gridLines * tools.stylebook.grid.pitch - captions.lines.length * captions.leading) / 2,
  )
  const frames: FrameAt[] = []
  for (const part of ['cutline', 'credit'] as const) {
    const lines: LineAt[] = []
    let first = -1
    for (const [i, each] of captions.lines.entries()) {
      if (each.words.part !== part) continue
      if (first < 0) first = i
      lines.push(captionLine(tools, each, box, top + air + i * captions.leading, captions.leading))
    }
    if (first < 0) continue
    const frame = { ...box, y: top + air + first * captions.leading, height: lines.length * captions.leading }
    const id = `${block.id}.${part}.${index}`
    frames.push({
      id,
      record: block.id,
      item: block.item,
      part,
      box: frame,
      vertical: false,
      capacity: lines.length,
      lines,
    })
  }
  return frames
}

function captionLine(tools: TitleTools, each: CaptionLine, box: Box, top: Emu, leading: Emu): LineAt {
  const { style, line, words, text, paragraph } = each
  const { size, align } = style.style
  return {
    line,
    x: box.x + alignedAt(align, box.width, line.width),
    y: top + Math.floor((leading - size) / 2) + tools.typesetter.ascent(style),
    size,
    vertical: false,
    text,
    part: words.isOwn ? words.part : null,
    paragraph,
  }
}
