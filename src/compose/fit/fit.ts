/** Copyfit 凑版: how a story fits its block, in lines and characters. */
import type { Block } from '#contract/dummy.ts'
import type { Copy } from '#contract/copy.ts'
import type { Emu } from '#contract/measure.ts'
import type { StoryFit } from '#contract/setPage.ts'
import type { Flowed } from '../flow/flow.ts'

/** Characters of a text as people count them: code points, without line ends. */
export function charactersOf(text: string): number {
  let count = 0
  for (const char of text) if (char !== '\n') count++
  return count
}

const counted = new WeakMap<object, number>()

/** Characters of the body; a paragraph is counted once. */
const bodyCharacters = (copy: Copy): number =>
  copy.parts.body.reduce((sum, paragraph) => {
    const known = counted.get(paragraph)
    if (known !== undefined) return sum + known
    const count = charactersOf(paragraph.text)
    counted.set(paragraph, count)
    return sum + count
  }, 0)

/** `lines`: slots that the set text takes; `capacity`: slots that the block offers. */
export function fitOf(block: Block, copy: Copy, flowed: Flowed, lines: number, capacity: number, pitch: Emu): StoryFit {
  const overCharacters = flowed.over.reduce(
    (sum, { of, line }) => sum + charactersOf(of.paragraph.text.slice(line.from, line.to)),
    0,
  )
  const overLines = flowed.over.reduce((sum, each) => sum + each.slots, 0)
  const shortLines = flowed.over.length > 0 ? 0 : capacity - lines
  const characters = bodyCharacters(copy)
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
    shortCharacters: lines === 0 ? 0 : Math.floor((shortLines * characters) / lines),
    fitting: null,
  }
}
