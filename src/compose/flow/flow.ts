/**
 * Flow: paragraphs run through slots. A slot is a line of the page grid in some leg; legs may be of unlike width, so a
 * paragraph is broken for the widths of the slots that it will stand in. Whole lines only (R16): a subhead or a large
 * quotation takes several slots. Nothing here knows of glyphs or of the page.
 *
 * Where a rule moves text on (a lone last line at the head of a leg, a subhead without its two lines), slots stay open at
 * the foot of the leg. That is done only while the story has slots to spare: a full story keeps every line and gets a
 * finding instead.
 */
import type { Emu } from '#contract/measure.ts'
import type { BrokenLine } from '../typesetter.ts'
import { fitsMeasure, type DropCap } from './dropCap.ts'
import type {
  BreakParagraph,
  Flowed,
  FlowFrame,
  FlowParagraph,
  FlowRemark,
  FlowRules,
  MeasuresOf,
  PlacedLine,
} from './flowed.ts'
import { openFlowMemory, type FlowMemory, type Passage, type Passages, type Standing } from './memory.ts'

/** Runs the paragraphs through the frames. What `memory` knows of the last run is taken from there. */
export function flow(
  frames: readonly FlowFrame[],
  paragraphs: readonly FlowParagraph[],
  rules: FlowRules,
  breakParagraph: BreakParagraph,
  measuresOf: MeasuresOf,
  memory: FlowMemory = openFlowMemory(),
): Flowed {
  const run = new Run(frames, rules, breakParagraph, measuresOf)
  const kept = memory.passagesFor(frames, rules)
  for (let i = 0; i < paragraphs.length; i++) {
    const of = paragraphs[i]
    if (of) run.pass(of, paragraphs[i + 1] ?? null, kept)
  }
  return run.result()
}

class Run {
  readonly #frames: readonly FlowFrame[]
  readonly #rules: FlowRules
  readonly #break: BreakParagraph
  readonly #measures: MeasuresOf
  readonly #placed: PlacedLine[] = []
  readonly #over: { of: FlowParagraph; line: BrokenLine; slots: number }[] = []
  readonly #remarks: FlowRemark[] = []
  /** The frame from which on all are of one width. */
  readonly #evenFrom: number
  #stranded = 0
  #frame = 0
  #slot = 0
  #spare: number

  constructor(frames: readonly FlowFrame[], rules: FlowRules, breakParagraph: BreakParagraph, measuresOf: MeasuresOf) {
    this.#frames = frames
    this.#evenFrom = frames.findLastIndex((frame) => frame.width !== frames.at(-1)?.width) + 1
    this.#rules = rules
    this.#spare = rules.spare
    this.#break = breakParagraph
    this.#measures = measuresOf
    this.#skipFullFrames()
  }

  /** Places a paragraph, from memory where it stands as it stood. */
  pass(of: FlowParagraph, next: FlowParagraph | null, { before, now }: Passages): void {
    const known = before.get(of)
    if (known && known.next === next && this.#standsAt(known.from)) {
      this.#repeat(known)
      now.set(of, known)
      return
    }
    const from = this.#standing()
    const [placed, over, remarks, stranded] = [
      this.#placed.length,
      this.#over.length,
      this.#remarks.length,
      this.#stranded,
    ]
    this.#paragraph(of, next)
    now.set(of, {
      next,
      from,
      to: this.#standing(),
      placed: this.#placed.slice(placed),
      over: this.#over.slice(over),
      remarks: this.#remarks.slice(remarks),
      stranded: this.#stranded - stranded,
    })
  }

  #standing(): Standing {
    return { frame: this.#frame, slot: this.#slot, spare: this.#spare, isOver: this.#over.length > 0 }
  }

  #standsAt({ frame, slot, spare, isOver }: Standing): boolean {
    return frame === this.#frame && slot === this.#slot && spare === this.#spare && isOver === this.#over.length > 0
  }

  #repeat({ to, placed, over, remarks, stranded }: Passage): void {
    for (const line of placed) this.#placed.push(line)
    for (const line of over) this.#over.push(line)
    for (const remark of remarks) this.#remarks.push(remark)
    this.#stranded += stranded
    this.#frame = to.frame
    this.#slot = to.slot
    this.#spare = to.spare
  }

  #paragraph(of: FlowParagraph, next: FlowParagraph | null): void {
    this.#goOnInLeg()
    if (of.cap && !this.#hasRoomFor(of.cap, of)) return this.#paragraph({ ...of, cap: undefined }, next)
    if (of.paragraph.kind === 'subhead') this.#keepWithNext(of, next, 2)
    else if (of.row?.index === 0) this.#keepWithNext(of, next, 1)
    const broken = this.#lines(of)
    if (of.cap && broken.length < of.cap.lines) return this.#paragraph({ ...of, cap: undefined }, next)
    const lines = of.isWhole && this.#keepWhole(of, broken) ? this.#lines(of) : broken
    const isLone = lines.length > 1 && this.#roomInLeg() === of.span && !this.#isAtHead()
    if (this.#rules.keepsFirstLines && isLone) {
      if (this.#leaveFoot(of.span)) return this.#setLines(of, this.#lines(of))
      const line = lines[0]
      if (line && this.#over.length === 0) this.#remarks.push({ code: 'line.orphan', of, line, frame: this.#frame })
    }
    this.#setLines(of, lines)
  }

  result(): Flowed {
    return {
      placed: this.#placed,
      over: this.#over,
      remarks: this.#remarks,
      used: this.#usedSlots(),
      stranded: this.#stranded,
    }
  }

  /** Slots left in the frame at hand. */
  #room(): number {
    return (this.#frames[this.#frame]?.slots ?? 0) - this.#slot
  }

  /** Slots left in the leg at hand, through the frames that go on with it. */
  #roomInLeg(): number {
    let room = this.#room()
    for (let next = this.#frame + 1; this.#frames[next]?.continues; next++) room += this.#frames[next]?.slots ?? 0
    return room
  }

  /** The frame that the next leg begins with. */
  #nextLeg(): number {
    let next = this.#frame + 1
    while (this.#frames[next]?.continues) next++
    return next
  }

  #isAtHead(): boolean {
    return this.#slot === 0 && !(this.#frames[this.#frame]?.continues ?? false)
  }

  #usedSlots(): number {
    const before = this.#frames.slice(0, this.#frame).reduce((sum, frame) => sum + frame.slots, 0)
    return before + (this.#frame < this.#frames.length ? this.#slot : 0)
  }

  #skipFullFrames(): void {
    while (this.#frame < this.#frames.length && this.#room() <= 0) {
      this.#frame++
      this.#slot = 0
    }
  }

  /** A run that is full is left for the one that its leg goes on in, where a subhead has its air as anywhere in a leg. */
  #goOnInLeg(): void {
    while (this.#room() <= 0 && this.#frames[this.#frame + 1]?.continues === true) {
      this.#frame++
      this.#slot = 0
    }
  }

  /** Leaves the last slots of a leg open, where the story has slots to spare. */
  #leaveFoot(slots: number): boolean {
    const next = this.#nextLeg()
    if (next >= this.#frames.length || slots > this.#spare) return false
    this.#spare -= slots
    this.#frame = next
    this.#slot = 0
    this.#skipFullFrames()
    return true
  }

  /** R17: a subhead has two lines under it in its own leg; the first row of a table another one. */
  #keepWithNext(of: FlowParagraph, next: FlowParagraph | null, lines: number): void {
    const wanted = this.#airSlots(of) + of.span + lines * (next?.span ?? 0)
    const room = this.#roomInLeg()
    const isLow = room < wanted && !this.#isAtHead() && next !== null
    if (isLow && !this.#leaveFoot(room) && this.#frame < this.#frames.length - 1) this.#stranded++
  }

  /** The lines beside a drop cap stand in one leg, and it leaves them room. */
  #hasRoomFor(cap: DropCap, { span, style }: FlowParagraph): boolean {
    const width = this.#frames[this.#frame]?.width ?? 0
    return this.#room() >= cap.lines * span && fitsMeasure(cap, style, width)
  }

  /** A few slots stay open, where what belongs together would be torn and the next leg takes it whole. */
  #keepWhole(of: FlowParagraph, lines: readonly BrokenLine[]): boolean {
    const [room, wanted] = [this.#roomInLeg(), lines.length * of.span]
    const next = this.#frames[this.#nextLeg()]
    const isTorn = room < wanted && room > 0 && !this.#isAtHead()
    if (!isTorn || room > MOST_OPEN || next === undefined || next.slots < wanted) return false
    if (this.#leaveFoot(room)) return true
    this.#stranded++
    return false
  }

  /** Whole slots of air; at the head of a leg there is none before, and too little after does not count. */
  #airSlots(of: FlowParagraph): number {
    return this.#isAtHead() ? Math.floor((of.after + 500) / 1000) : Math.ceil((of.before + of.after) / 1000)
  }

  #lines(of: FlowParagraph): readonly BrokenLine[] {
    const width = this.#frames[this.#frame]?.width ?? this.#frames.at(-1)?.width ?? 0
    const { widths, isEven } = this.#widthsAhead(of.span)
    const lines = this.#break(of, this.#measures([], width))
    if (isEven || lines.length <= widths.findIndex((each) => each !== width)) {
      return this.#wholeAtFoot(of, lines, [], width)
    }
    const first = trimTail(widths)
    const rest = widths.at(-1) ?? width
    return this.#wholeAtFoot(of, this.#break(of, this.#measures(first, rest)), first, rest)
  }

  /** E3: a leg does not end in a hyphen, where the paragraph has another set of breaks for it. */
  #wholeAtFoot(of: FlowParagraph, lines: readonly BrokenLine[], first: readonly Emu[], rest: Emu) {
    const last = Math.floor(this.#roomInLeg() / of.span) - 1
    if (last < 0 || last >= lines.length - 1 || !lines[last]?.isHyphenated) return lines
    const whole = this.#break(of, this.#measures(first, rest, last))
    return whole[last]?.isHyphenated ? lines : whole
  }

  /** Widths of the lines ahead, span by span, to the end of the frames. */
  #widthsAhead(span: number): { widths: readonly Emu[]; isEven: boolean } {
    if (this.#frame >= this.#evenFrom) return { widths: [], isEven: true }
    const rest = this.#frames.slice(this.#frame)
    const widths: Emu[] = []
    for (const [i, frame] of rest.entries()) {
      const lines = Math.floor((frame.slots - (i === 0 ? this.#slot : 0)) / span)
      for (let n = 0; n < lines; n++) widths.push(frame.width)
    }
    return { widths, isEven: false }
  }

  #setLines(of: FlowParagraph, lines: readonly BrokenLine[]): void {
    const air = this.#airSlots(of)
    // Where they fill the leg to its foot, there is no air to give.
    const isRoomy = this.#room() * 1000 >= lines.length * of.span * 1000 + of.before
    let drop = this.#isAtHead() || !isRoomy ? 0 : of.before
    for (const [i, line] of lines.entries()) {
      const isLast = i === lines.length - 1
      const slots = of.span + (isLast ? air : 0)
      if (!isLast && i === lines.length - 2 && i >= (of.cap?.lines ?? 0)) this.#bringLastLine(of, lines)
      while (this.#room() < of.span && this.#frame < this.#frames.length) {
        this.#frame++
        this.#slot = 0
        this.#skipFullFrames()
      }
      if (this.#over.length > 0 || this.#frame >= this.#frames.length) {
        this.#over.push({ of, line, slots })
        continue
      }
      // At the head of a leg there is no air before; at its foot there is none to give.
      if (this.#isAtHead() || this.#room() <= of.span) drop = 0
      if (of.cap && i === 0) this.#placed.push({ of, line: of.cap.line, frame: this.#frame, slot: this.#slot, drop })
      this.#put(of, line, slots, drop, isLast && i > 0)
    }
  }

  /** R14: when only the last line would head the next leg, the line before it goes with it; so two lines go whole. */
  #bringLastLine(of: FlowParagraph, lines: readonly BrokenLine[]): void {
    const isAtFoot = this.#roomInLeg() === of.span && !this.#isAtHead()
    const next = this.#frames[this.#frame + 1]
    const isSameWidth = next !== undefined && next.width === this.#frames[this.#frame]?.width
    if (this.#rules.keepsLastLines && isAtFoot && isSameWidth && lines.length > 1) this.#leaveFoot(of.span)
  }

  /** `drop`: the paragraph's air before, which all its lines in one leg share. */
  #put(of: FlowParagraph, line: BrokenLine, slots: number, drop: number, isLoneLast: boolean): void {
    this.#placed.push({ of, line, frame: this.#frame, slot: this.#slot, drop })
    if (isLoneLast && this.#isAtHead() && this.#frame > 0) {
      this.#remarks.push({ code: 'line.widow', of, line, frame: this.#frame })
    }
    this.#slot = Math.min(this.#slot + slots, this.#frames[this.#frame]?.slots ?? 0)
  }
}

/** Slots that may stay open so that rows, pull quotes and notes stay whole: more would be a hole in the leg. */
const MOST_OPEN = 4

/** Widths without the tail that repeats the last one: that is what `rest` says. */
function trimTail(widths: readonly Emu[]): readonly Emu[] {
  let end = widths.length - 1
  while (end > 0 && widths[end - 1] === widths[end]) end--
  return widths.slice(0, Math.max(0, end))
}
