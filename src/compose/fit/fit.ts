/** Copyfit 凑版: how a story fits its block, in lines and characters. */
import type { Block } from '#contract/dummy.ts'
import type { Copy } from '#contract/copy.ts'
import type { StoryFit } from '#contract/copyfit.ts'
import type { Emu } from '#contract/measure.ts'
import type { FlowFrame, Flowed } from '../flow/flowed.ts'
import type { Notes } from '../page/notes.ts'
import { fittingOrNull } from './fitting.ts'

/** Characters of a text as people count them: code points, without line ends. */
export function charactersOf(text: string): number {
  let count = 0
  for (const char of text) if (char !== '\n') count++
  return count
}

/** Characters of the body; a paragraph is counted once. */
export const bodyCharacters = (copy: Copy, notes: Notes): number =>
  copy.parts.body.reduce((sum, paragraph) => {
    const note = notes.of(paragraph)
    note.characters ??= charactersOf(paragraph.text)
    return sum + note.characters
  }, 0)

/** What a story is counted from: its block and copy, and its text as it was run through the legs. */
export interface Counted {
  readonly block: Block
  readonly copy: Copy
  /** Characters of its body. */
  readonly characters: number
  readonly flowed: Flowed
  /** All runs of free slots that the block offers, in reading order. */
  readonly runs: readonly FlowFrame[]
  /** The runs that the text went through: fewer, where legs were levelled. */
  readonly taken: readonly FlowFrame[]
  /** Slots that the set text takes. */
  readonly lines: number
  /** Distance of lines, Emu. */
  readonly pitch: Emu
  /** Width of a character of body, its letterspacing with it, Emu. */
  readonly em: Emu
}

/** How a story fits its block. A block of which nothing flows offers no lines. */
export function fitOf(story: Counted, isEmpty: boolean): StoryFit {
  const { block, characters, flowed, runs, lines, pitch } = story
  const capacity = isEmpty ? 0 : runs.reduce((sum, run) => sum + run.slots, 0)
  const overCharacters = flowed.over.reduce(
    (sum, { of, line }) => sum + charactersOf(of.paragraph.text.slice(line.from, line.to)),
    0,
  )
  const overLines = flowed.over.reduce((sum, each) => sum + each.slots, 0)
  const shortLines = flowed.over.length > 0 ? 0 : capacity - lines
  return {
    item: block.item,
    record: block.id,
    overLines,
    overCharacters,
    shortLines,
    lines,
    capacity,
    characters,
    depth: lines * pitch,
    overDepth: overLines * pitch,
    shortCharacters: flowed.over.length > 0 ? 0 : shortCharacters(story, shortLines),
    fitting: fittingOrNull(block.fitting),
  }
}

/**
 * Characters that the free slots still take, by the measure of their legs, and those that the last line of the text takes
 * before it is full. Text is run on in reading order, so the free slots are the last ones, however the legs are levelled.
 */
function shortCharacters(story: Counted, shortLines: number): number {
  const width = characterWidth(story)
  // Words end where they end: an English line holds a little less than its width says.
  const lost = story.copy.lang === 'en' ? 1 : 0
  let slots = shortLines
  let characters = 0
  for (let i = story.runs.length - 1; i >= 0 && slots > 0; i--) {
    const run = story.runs[i]
    const taken = Math.min(slots, run?.slots ?? 0)
    characters += taken * (Math.floor((run?.width ?? 0) / width) - lost)
    slots -= taken
  }
  return characters + Math.floor(roomInLastLine(story) / width)
}

/** A Chinese character is an em; an English one as wide as those of the story are by the average. */
function characterWidth({ copy, flowed, em }: Counted): number {
  if (copy.lang !== 'en') return Math.max(1, em)
  let [width, characters] = [0, 0]
  for (const { of, line } of flowed.placed) {
    if (of.part !== 'body' || of.style.name !== 'text') continue
    width += line.width
    characters += line.to - line.from
  }
  return characters === 0 ? Math.max(1, Math.floor(em / 2)) : Math.max(1, width / characters)
}

/** What the last line of the body leaves free. A mark that closes it takes its whole em again when text follows. */
function roomInLastLine({ flowed, taken, copy, em }: Counted): Emu {
  const last = flowed.placed.findLast(({ of }) => of.part === 'body' && of.style.name === 'text')
  if (!last) return 0
  const { of, line } = last
  const isMark = copy.lang !== 'en' && !isLetter(of.paragraph.text.charCodeAt(line.to - 1))
  return Math.max(0, (taken[last.frame]?.width ?? 0) - line.width - (isMark ? Math.floor(em / 2) : 0))
}

/** Whether a line's last character is a letter or a Han character, and no mark whose blank was trimmed. */
const isLetter = (unit: number): boolean => (unit >= 0x3400 && unit < 0xff00) || (unit > 0x20 && unit < 0x2000)
