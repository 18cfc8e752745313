/**
 * Copyfit 凑版, when it is asked for: for each paragraph the characters to cut that win a line and those that its last
 * line still takes, how many characters the story is short of, and the ways to fit it by its type. Nothing is reckoned:
 * every figure comes from setting the block with the text or the type changed, so it is what the page would do.
 */
import type { Copyfit, FitWay, Fitting, ParagraphFit } from '#contract/copyfit.ts'
import type { Copy, CopyParagraph } from '#contract/copy.ts'
import type { TitleTools } from '../page/title.ts'
import { hasTitle } from '../page/title.ts'
import { openBlockMemory, setBlock, type BlockSetting } from '../page/block.ts'
import type { BlockInput } from '../page/blockInput.ts'
import { flow } from '../flow/flow.ts'
import type { FlowFrame, FlowParagraph } from '../flow/flowed.ts'
import { looseIn, setFitted, setWith } from './fitBlock.ts'
import { costOf, limitsOf, NATURAL, waysTo } from './fitting.ts'

/** Ways that are set at the most, and how many that fit are enough. */
const MOST_TRIES = 40
const ENOUGH = 3

/** A block as it stands, and how to set it with another text. */
interface Bench {
  readonly tools: TitleTools
  /** The block with the fitting that it was set with. */
  readonly input: BlockInput
  readonly setting: BlockSetting
}

/** The copyfit of one block. */
export function copyfitOf(tools: TitleTools, input: BlockInput): Copyfit {
  const setting = setFitted(tools, input, openBlockMemory())
  const { fit } = setting
  const bench = { tools, input: withFitting(input, fit.fitting ?? NATURAL), setting }
  return {
    record: input.block.id,
    item: input.block.item,
    fit: { ...fit, shortCharacters: shortCharacters(bench) },
    paragraphs: standings(setting).map((standing) => paragraphFit(bench, standing)),
    ways: waysFor(tools, input, setting),
  }
}

const withFitting = (input: BlockInput, fitting: Fitting): BlockInput => ({
  ...input,
  block: { ...input.block, fitting, isFitted: false },
})

/** A paragraph of body as it was broken. */
interface Standing {
  readonly of: FlowParagraph
  readonly lines: number
  /** Characters of its last line. */
  readonly last: number
  /** The slots from its first line on, more than it can ever take. */
  readonly frames: readonly FlowFrame[]
}

/** Paragraphs of body in the order of reading. */
function standings({ body }: BlockSetting): readonly Standing[] {
  const found = new Map<FlowParagraph, Standing>()
  for (const { of, line, ...at } of [...body.flowed.placed, ...body.flowed.over]) {
    if (of.part !== 'body') continue
    const known = found.get(of)
    // A drop cap stands beside the lines and is none.
    if (line === of.cap?.line) continue
    const frames = known?.frames ?? framesFrom(body.runs, 'frame' in at ? at : null)
    found.set(of, { of, lines: (known?.lines ?? 0) + 1, last: line.to - line.from, frames })
  }
  return [...found.values()]
}

/** What is over is broken for a column as wide as the last one. */
const ENDLESS = 100_000
const NO_LEG = 1_257_300

function framesFrom(runs: readonly FlowFrame[], at: { frame: number; slot: number } | null): readonly FlowFrame[] {
  const endless = { width: runs.at(-1)?.width ?? NO_LEG, slots: ENDLESS }
  if (!at) return [endless]
  const ahead = runs.slice(at.frame).map((run, i) => ({ ...run, slots: run.slots - (i === 0 ? at.slot : 0) }))
  return [...ahead, endless]
}

function paragraphFit(bench: Bench, standing: Standing): ParagraphFit {
  const { of, lines, last } = standing
  const { text } = of.paragraph
  // A row of a table is what it is.
  if (of.row) return { part: of.part, paragraph: of.index, lines, cut: null, room: 0 }
  const wins = (cut: number): boolean => linesWith(bench, standing, shortened(text, cut)) < lines
  const holds = (added: number): boolean => linesWith(bench, standing, lengthened(bench, text, added)) <= lines
  return {
    part: of.part,
    paragraph: of.index,
    lines,
    cut: lines < 2 ? null : cutOf(wins, last, text.length),
    room: mostThat(holds, Math.floor(text.length / lines) - last, MOST_ROOM),
  }
}

const LOOSE = { keepsFirstLines: false, keepsLastLines: false, spare: 0 }

/** Lines that a paragraph takes where it stands, with another text: it alone is broken. */
function linesWith({ tools }: Bench, { of, frames }: Standing, text: string): number {
  const { devices, styles } = tools
  const paragraph = withText(of.paragraph, text)
  const cap = of.cap && (devices.capOf(paragraph, of.style) ?? undefined)
  const { placed, over } = flow(frames, [{ ...of, paragraph, cap }], LOOSE, devices.lines, styles.measures)
  return [...placed, ...over].filter(({ line }) => line !== cap?.line).length
}

/** The fewest characters whose loss wins a line; null where none does. */
function cutOf(wins: (cut: number) => boolean, guess: number, characters: number): number | null {
  const kept = mostThat((cut) => !wins(cut), guess - 1, characters)
  return kept === characters ? null : kept + 1
}

const withText = (paragraph: CopyParagraph, text: string): CopyParagraph => ({
  ...paragraph,
  text,
  spans: paragraph.spans.filter(({ to }) => to <= text.length),
})

/** Marks that close a paragraph: what is cut or added stands before them. */
const CLOSING = /[。．.！!？?；;…”’」』）)】]*$/
const tailOf = (text: string): string => CLOSING.exec(text)?.[0] ?? ''

/** The text without the last `cut` characters before its closing marks; the marks go last. */
function shortened(text: string, cut: number): string {
  const tail = tailOf(text)
  const head = text.slice(0, text.length - tail.length)
  return head.length > cut ? head.slice(0, head.length - cut).trimEnd() + tail : text.slice(0, text.length - cut)
}

/** The text with `added` characters of the story's own before its closing marks. */
function lengthened({ input }: Bench, text: string, added: number): string {
  const tail = tailOf(text)
  return text.slice(0, text.length - tail.length) + filler(input.copy, added) + tail
}

/** Characters such as the story has: its letters in Chinese, its words in English. */
function filler(copy: Copy, count: number): string {
  const own = copy.parts.body.map(({ text }) => text).join(' ')
  const words = copy.lang === 'en' ? ` ${own.replace(/[^a-z ]+/g, '').replace(/ +/g, ' ')}` : own.replace(HAN_ONLY, '')
  const source = words.trim() === '' ? (copy.lang === 'en' ? ' a word' : '文') : words
  return source.repeat(Math.ceil(count / source.length)).slice(0, count)
}
const HAN_ONLY = /[^\u4e00-\u9fff]+/g

/**
 * The greatest count up to `most` that still does it, 0 always doing it: sought from a guess in steps that double, then
 * halved, since the guess is rarely more than a few characters off.
 */
function mostThat(does: (count: number) => boolean, guess: number, most: number): number {
  let [yes, no] = [0, most + 1]
  const ask = (count: number): boolean => {
    const answer = does(count)
    if (answer) yes = count
    else no = count
    return answer
  }
  let at = Math.min(Math.max(1, guess), most)
  const isUp = at > 0 && ask(at)
  for (let step = 1; no - yes > 1; step *= 2) {
    at = isUp ? Math.min(yes + step, no - 1) : Math.max(no - step, yes + 1)
    if (ask(at) !== isUp) break
  }
  while (no - yes > 1) ask(Math.floor((yes + no) / 2))
  return yes
}

/** Sets the block with one paragraph's text changed; every other paragraph is remembered. */
function setText({ tools, input, setting }: Bench, of: FlowParagraph, text: string): BlockSetting {
  const { copy } = input
  const body = copy.parts.body.map((each, index) => (index === of.index ? withText(each, text) : each))
  const changed: Copy = { ...copy, parts: { ...copy.parts, body } }
  return setBlock(tools, { ...input, copy: changed }, setting.memory)
}

/** Characters of the story's own that really still go in at its end. */
function shortCharacters(bench: Bench): number {
  const { fit } = bench.setting
  const last = standings(bench.setting).findLast(({ of }) => of.style.name === 'text')?.of
  if (!last || fit.overLines > 0 || (fit.shortLines === 0 && fit.shortCharacters === 0)) return 0
  const fits = (added: number): boolean =>
    setText(bench, last, last.paragraph.text + filler(bench.input.copy, added)).fit.overLines === 0
  return mostThat(fits, fit.shortCharacters, fit.shortCharacters * 2 + MOST_ROOM)
}
/** No line takes more characters than this: the widest column of the trade has 111, in English twice as many. */
const MOST_ROOM = 250

/** A line that becomes loose is seen by every reader. */
const LOOSE_COST = 10

/** Ways to fit the story by its type, from natural on: those that fit first, then the least visible. */
function waysFor(tools: TitleTools, input: BlockInput, standing: BlockSetting): readonly FitWay[] {
  const { stylebook } = tools
  const house = stylebook.heads.air
  const natural = setWith(tools, input, openBlockMemory(), NATURAL)
  const before = natural.fit
  const ways: FitWay[] = []
  const add = (fitting: Fitting, set: BlockSetting): void => {
    const { overLines, shortLines } = set.fit
    const cost = costOf(fitting, house) + LOOSE_COST * Math.max(0, looseIn(set) - looseIn(natural))
    const isSame = (way: FitWay): boolean => way.overLines === overLines && way.shortLines === shortLines
    const isWorse = overLines > before.overLines || (overLines === before.overLines && shortLines > before.shortLines)
    if (isWorse) return
    // A more visible way to the same end is none.
    if (!ways.some((way) => isSame(way) && way.cost <= cost)) ways.push({ fitting, overLines, shortLines, cost })
  }
  add(NATURAL, natural)
  if (standing.fit.fitting) add(standing.fit.fitting, standing)
  if (before.overLines + before.shortLines > 0) {
    const hasHead = input.block.head !== 'none' && hasTitle(input.copy)
    let fitting = 0
    for (const way of waysTo(before.overLines > 0 ? -1 : 1, limitsOf(stylebook), house, hasHead).slice(0, MOST_TRIES)) {
      const tried = setWith(tools, input, natural.memory, way)
      add(way, tried)
      if (tried.fit.overLines === 0 && tried.fit.shortLines === 0 && ++fitting >= ENOUGH) break
    }
  }
  return ways.toSorted((a, b) => a.overLines - b.overLines || a.shortLines - b.shortLines || a.cost - b.cost)
}
