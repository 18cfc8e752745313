/** The pen: writes what stands on a sheet beside the copy, by the composer's own typesetter, and rules its lines. */
import type { Lang } from '#contract/copy.ts'
import type { SpotInk } from '#contract/inks.ts'
import { pt, type Box, type Emu, type Point } from '#contract/measure.ts'
import type { SetFrame, SetRule, SetStroke } from '#contract/setPage.ts'
import { alignedAt, makeFrames, type FrameAt } from '../page/lines.ts'
import type { TitleTools } from '../page/title.ts'
import type { BrokenLine, SetStyle } from '../typesetter.ts'

/** How words look on a sheet. */
export interface Look {
  readonly size: Emu
  readonly isBold?: boolean
  readonly align?: 'left' | 'center' | 'right'
  /** Percent of black. */
  readonly tint?: number
  /** Another ink than black. */
  readonly ink?: SpotInk
  /** White on a dark ground. */
  readonly isReversed?: boolean
}

/** What a line falls to before its end is cut off. */
const LEAST_SIZE = pt(4.5)
const CUT = '…'

interface Fitted {
  readonly text: string
  readonly line: BrokenLine
  readonly style: SetStyle
}

export class Pen {
  readonly #tools: TitleTools
  readonly #lang: Lang
  readonly #frames: FrameAt[] = []
  readonly #rules: SetRule[] = []
  readonly #strokes: SetStroke[] = []

  constructor(tools: TitleTools) {
    this.#tools = tools
    this.#lang = tools.stylebook.lang
  }

  /** What was written and ruled. */
  drawn(): { frames: readonly SetFrame[]; rules: readonly SetRule[]; strokes: readonly SetStroke[] } {
    return { frames: makeFrames(this.#frames, new Map()).frames, rules: this.#rules, strokes: this.#strokes }
  }

  /** One line in the middle of a box's height; made smaller, then cut off, where it is too long. Gives its width. */
  write(text: string, box: Box, look: Look): Emu {
    if (text.trim() === '' || box.width <= 0) return 0
    const { line, style, text: shown } = this.#fit(text, box.width, look)
    const { size } = style.style
    const x = box.x + alignedAt(look.align ?? 'left', box.width, line.width)
    const y = box.y + Math.floor((box.height - size) / 2) + this.#tools.typesetter.ascent(style)
    const id = `sheet.${this.#frames.length}`
    const at = {
      line: look.isReversed ? reversed(line) : look.ink ? inked(line, look.ink) : line,
      x,
      y,
      size,
      vertical: false,
      text: shown,
    }
    const lines = [{ ...at, part: null, paragraph: 0 }]
    this.#frames.push({ id, record: null, item: null, part: 'furniture', box, vertical: false, capacity: 0, lines })
    return line.width
  }

  /** The width that a line takes by itself. */
  widthOf(text: string, look: Look): Emu {
    return this.#set(text, look, look.size).line.width
  }

  /** A filled box: a rule where it is thin. */
  rule(box: Box, tint = 100): void {
    this.#rules.push({ record: null, kind: 'furniture', box, tint })
  }

  /** A ground under pictures, rules and text. */
  ground(box: Box, tint: number): void {
    this.#rules.push({ record: null, kind: 'tint', box, tint })
  }

  /** The four edges of a box, inside it. */
  frame(box: Box, weight: Emu, tint = 100): void {
    const { x, y, width, height } = box
    this.rule({ x, y, width, height: weight }, tint)
    this.rule({ x, y: y + height - weight, width, height: weight }, tint)
    this.rule({ x, y: y + weight, width: weight, height: height - 2 * weight }, tint)
    this.rule({ x: x + width - weight, y: y + weight, width: weight, height: height - 2 * weight }, tint)
  }

  stroke(points: readonly Point[], weight: Emu, tint = 100, ink?: SpotInk): void {
    this.#strokes.push({ points, weight, tint, ink })
  }

  #fit(text: string, width: Emu, look: Look): Fitted {
    const natural = this.#set(text, look, look.size)
    if (natural.line.width <= width) return natural
    const size = Math.max(Math.min(LEAST_SIZE, look.size), Math.floor((look.size * width) / natural.line.width))
    let fitted = this.#set(text, look, size)
    const letters = [...text]
    while (fitted.line.width > width && letters.length > 0) {
      const over = Math.ceil((letters.length * (fitted.line.width - width)) / fitted.line.width)
      letters.splice(letters.length - Math.max(1, over))
      fitted = this.#set(letters.join('').trimEnd() + CUT, look, size)
    }
    return fitted
  }

  #set(text: string, look: Look, size: Emu): Fitted {
    const { styles, typesetter } = this.#tools
    const change = { size, align: look.align ?? 'left', tint: look.tint ?? 100, indent: 0 } as const
    const style = styles.style(look.isBold ? 'subhead' : 'folio', this.#lang, change)
    return { text, line: typesetter.setLine(text, style, 0), style }
  }
}

const reversed = (line: BrokenLine): BrokenLine => ({
  ...line,
  runs: line.runs.map((run) => ({ ...run, reversed: true })),
})

const inked = (line: BrokenLine, ink: SpotInk): BrokenLine => ({
  ...line,
  runs: line.runs.map((run) => ({ ...run, ink })),
})
