/**
 * A set page read back: each line with its paragraph, the style it should have, its glyphs in the order of reading, and
 * the line that follows it in its paragraph. The checker and the counts see nothing else of the composer's work.
 */
import type { Copy, CopyParagraph, Part } from '#contract/copy.ts'
import type { Block } from '#contract/dummy.ts'
import type { FaceId } from '#contract/ids.ts'
import type { Emu } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetFrame, SetLine, SetPage } from '#contract/setPage.ts'
import type { StyleName, TextStyle } from '#contract/stylebook.ts'
import { isSharing } from './readMarks.ts'

/** A glyph of a line, or several that stand for one text. */
export interface ReadGlyph {
  readonly text: string
  /** Origin along the line, from the line's own start. */
  readonly at: Emu
  readonly face: FaceId
  readonly glyph: number
  readonly scale: number
  readonly turned: boolean
  /** A hyphen that the composer added: it stands for no text. */
  readonly isAdded: boolean
}

export interface ReadLine {
  readonly set: SetLine
  readonly frame: SetFrame
  /** Place in the frame, from 0. */
  readonly index: number
  /** Null where the words stand in no story (a picture's own caption). */
  readonly paragraph: CopyParagraph | null
  readonly name: StyleName
  readonly style: TextStyle
  readonly isEnglish: boolean
  readonly isTraditional: boolean
  readonly glyphs: readonly ReadGlyph[]
  /** Letterspacing that the style and the block's fitting give every glyph, Emu. */
  readonly tracking: Emu
  /** Text of the paragraph up to the line's end, and from the next line's start on; '' at the paragraph's end. */
  readonly before: string
  readonly after: string
  /** Whether blanks stood at the break behind the line. */
  readonly isAtBlank: boolean
}

/** A drop cap: a line of its own, as high as those beside it. */
export const isCap = ({ set, style, name }: ReadLine): boolean => name === 'text' && set.size > style.size

/** A row of a table: its cells stand at tab stops. */
export const isRow = ({ paragraph }: ReadLine): boolean => paragraph?.text.includes('\t') ?? false

/** The lines of one block, in reading order, frame by frame. */
export interface ReadStory {
  readonly block: Block
  readonly copy: Copy
  readonly lines: readonly ReadLine[]
}

const STYLE_OF_KIND = { text: 'text', subhead: 'subhead', pullQuote: 'pullQuote', note: 'note' } as const

/** Reads every story of the page. A block whose copy is missing has no lines. */
export function readStories(set: SetPage, job: PageJob): readonly ReadStory[] {
  return job.records
    .filter((record) => record.page === set.page)
    .flatMap((block) => {
      const copy = job.copies.get(block.item)
      if (!copy) return []
      const frames = set.frames.filter((frame) => frame.record === block.id)
      const tracking = fittingOf(set, block)?.tracking ?? 0
      return [{ block, copy, lines: frames.flatMap((frame) => readFrame(job, copy, frame, tracking)) }]
    })
}

/** What was done to a block's type: by the composer, else by hand. */
export const fittingOf = (set: SetPage, block: Block) =>
  set.fit.find((fit) => fit.record === block.id)?.fitting ?? block.fitting ?? null

function readFrame(job: PageJob, copy: Copy, frame: SetFrame, fitted: number): ReadLine[] {
  if (frame.part === 'furniture') return []
  const part = frame.part
  return frame.lines.map((set, index) => {
    const paragraph = set.from ? (copy.parts[set.from.part][set.from.paragraph] ?? null) : null
    const name = styleOf(part, paragraph)
    const style = job.stylebook.styles[name]
    const isBody = part === 'body' || part === 'byline' || part === 'jumpLine'
    const thousandths = (style.tracking ?? 0) + (isBody ? fitted : 0)
    return {
      set,
      frame,
      index,
      paragraph,
      name,
      style,
      isEnglish: copy.lang === 'en',
      isTraditional: copy.lang === 'zh-Hant',
      glyphs: copy.lang === 'en' ? glyphsOf(set) : inSharedCells(glyphsOf(set)),
      tracking: Math.floor((thousandths * set.size) / 1000 + 0.5),
      ...breakOf(set, paragraph),
    }
  })
}

const styleOf = (part: Part, paragraph: CopyParagraph | null): StyleName =>
  part === 'body' ? STYLE_OF_KIND[paragraph?.kind ?? 'text'] : part

/** The text on both sides of the break behind a line; blanks at the break belong to neither. */
function breakOf(set: SetLine, paragraph: CopyParagraph | null) {
  const end = set.to?.offset
  if (!paragraph || end === undefined || set.isParagraphEnd) return { before: set.text, after: '', isAtBlank: false }
  const rest = paragraph.text.slice(end)
  const after = rest.replace(/^[ \t\n\r\u00a0]+/, '')
  return { before: paragraph.text.slice(0, end), after, isAtBlank: after.length < rest.length }
}

/** R5: ？ and ！ side by side are read as one thing, as they are set. */
function inSharedCells(glyphs: readonly ReadGlyph[]): ReadGlyph[] {
  const read: ReadGlyph[] = []
  for (const glyph of glyphs) {
    const last = read.at(-1)
    const isNext = last && isSharing(glyph.text) && last.text.length < 3 && [...last.text].every(isSharing)
    if (isNext) read[read.length - 1] = { ...last, text: last.text + glyph.text }
    else read.push(glyph)
  }
  return read
}

/** Glyphs in the order of the runs; those without a text of their own belong to the one before, but for a hyphen of ours. */
function glyphsOf(line: SetLine): readonly ReadGlyph[] {
  const glyphs: ReadGlyph[] = []
  for (const run of line.runs) {
    for (const [i, glyph] of run.glyphs.entries()) {
      const text = run.clusters[i] ?? ''
      const at = (line.vertical ? run.dy[i] : run.dx[i]) ?? 0
      glyphs.push({ text, at, face: run.face, glyph, scale: run.scale, turned: run.turned, isAdded: false })
    }
  }
  const last = glyphs.at(-1)
  if (line.isHyphenated && last?.text === '') glyphs[glyphs.length - 1] = { ...last, isAdded: true }
  return glyphs.filter(({ text, isAdded }) => text !== '' || isAdded)
}
