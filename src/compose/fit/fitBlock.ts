/**
 * A block that fits itself: where its story is over or short by a little, the least visible way within the house's limits
 * by which it fits is taken, and said in a finding. The ways are tried in one fixed order from natural type on, so that
 * the result depends on the input alone, never on what stood there before.
 */
import type { Fitting, StoryFit } from '#contract/copyfit.ts'
import { hasTitle, type TitleTools } from '../page/title.ts'
import { setBlock, type BlockMemory, type BlockSetting } from '../page/block.ts'
import type { BlockInput } from '../page/blockInput.ts'
import { limitsOf, waysTo } from './fitting.ts'

/** What is over or short by more than this many lines, and by more than 2 %, is the editor's to cut or to fill. */
const A_LITTLE = 3
const A_LITTLE_PERCENT = 2
/** Ways that are tried at a keystroke. */
const MOST_TRIES = 10

/** Sets a block, fitted where it asks for that; a block that was fitted by hand stays as the hand left it. */
export function setFitted(tools: TitleTools, input: BlockInput, memory: BlockMemory): BlockSetting {
  const { block } = input
  const natural = setBlock(tools, input, memory)
  if (block.isFitted !== true || block.fitting !== undefined || !isOffByLittle(natural.fit)) return natural
  const sign = natural.fit.overLines > 0 ? -1 : 1
  const { stylebook } = tools
  const ways = waysTo(sign, limitsOf(stylebook), stylebook.heads.air, block.head !== 'none' && hasTitle(input.copy))
  for (const fitting of ways.slice(0, MOST_TRIES)) {
    const tried = setWith(tools, input, memory, fitting)
    if (fitsExactly(tried.fit) && looseIn(tried) <= looseIn(natural)) return tried
  }
  return natural
}

/** Sets the block as if it had been fitted by hand. */
export const setWith = (tools: TitleTools, input: BlockInput, memory: BlockMemory, fitting: Fitting): BlockSetting =>
  setBlock(tools, { ...input, block: { ...input.block, fitting } }, memory)

/**
 * Lines that are remarked upon as loose. A column of whole ems holds a character less in every line once its letters are
 * spaced, and the gaps take what it leaves: such a way fits, and nobody wants it.
 */
export const looseIn = ({ findings }: BlockSetting): number =>
  findings.filter(({ code }) => code === 'line.loose').length

const fitsExactly = ({ overLines, shortLines }: StoryFit): boolean => overLines === 0 && shortLines === 0

function isOffByLittle({ overLines, shortLines, capacity }: StoryFit): boolean {
  const off = overLines + shortLines
  return off > 0 && (off <= A_LITTLE || off * 100 <= capacity * A_LITTLE_PERCENT)
}
