/**
 * What a page's content really paints: its operators are read as a viewer would run them, through forms, patterns and
 * glyphs that are drawn. What a page only carries along and never shows is no fact of the ad.
 */
import { PDFRawStream, type PDFDict, type PDFObject } from '@cantoo/pdf-lib'
import { GREY, INKS, NO_SPACE, RGB, spaceNamed, type Space } from './colours.ts'
import { Drawn, type Matrix } from './drawn.ts'
import { decoded } from './streams.ts'
import { readOperators, type NameOperand, type Operand } from './tokens.ts'
import { AdRefusal, entry, namedEntry, type PdfValues } from './values.ts'

/** Operators that a page may have, all forms counted each time they are drawn: minutes of any plate setter. */
const MOST_OPERATORS = 20_000_000
/** Forms that are run through anew each time they are drawn; beyond it each is looked at once. */
const MOST_FORMS = 2_000
const DEEPEST = 24
const MOST_SAVED = 512

const UNIT: Matrix = [1, 0, 0, 1, 0, 0]

interface State {
  matrix: Matrix
  fill: Space
  stroke: Space
}

/** Where a stream is run: its resources, and how deep in others. */
interface Stage {
  readonly resources: PDFDict | null
  readonly depth: number
  readonly state: State
  readonly saved: State[]
}

/** Everything that was found. */
export interface Scan {
  readonly drawn: Drawn
  /** Names that streams call, by the resources that have them and the category. */
  readonly used: ReadonlyMap<PDFDict, ReadonlyMap<string, ReadonlySet<string>>>
}

/** Runs through a page. AdRefusal: ad.layers where a hidden layer is drawn, and what streams are refused for. */
export function scanPage(
  values: PdfValues,
  contents: Uint8Array,
  resources: PDFDict | null,
  hidden: ReadonlySet<PDFObject>,
): Scan {
  const scanner = new Scanner(values, hidden)
  scanner.run(contents, resources, UNIT, 0)
  return scanner
}

class Scanner implements Scan {
  readonly drawn: Drawn
  readonly used = new Map<PDFDict, Map<string, Set<string>>>()
  private readonly values: PdfValues
  private readonly hidden: ReadonlySet<PDFObject>
  private readonly seen = new Set<PDFObject>()
  private operators = 0
  private forms = 0

  constructor(values: PdfValues, hidden: ReadonlySet<PDFObject>) {
    this.values = values
    this.hidden = hidden
    this.drawn = new Drawn(values)
  }

  run(bytes: Uint8Array, resources: PDFDict | null, matrix: Matrix, depth: number): void {
    if (depth > DEEPEST) throw new AdRefusal('ad.unreadable', 'forms within forms')
    const stage: Stage = { resources, depth, state: { matrix, fill: GREY, stroke: GREY }, saved: [] }
    readOperators(bytes, (operator, operands) => {
      if (++this.operators > MOST_OPERATORS) throw new AdRefusal('ad.tooLarge', 'operators')
      this.take(stage, operator, operands)
    })
  }

  private take(stage: Stage, operator: string, operands: readonly Operand[]): void {
    const { state, saved } = stage
    const name = lastName(operands)
    if (operator === 'q') return void (saved.length < MOST_SAVED && saved.push({ ...state }))
    if (operator === 'Q') return void Object.assign(state, saved.pop() ?? {})
    if (operator === 'cm') return void (state.matrix = multiplied(numbers(operands), state.matrix))
    if (operator === 'BI') return this.inlinePicture(stage, operands)
    if (COLOURS[operator]) return this.setColour(stage, operator, operands)
    if (name === null) return
    if (operator === 'cs') state.fill = this.spaceCalled(stage, name)
    else if (operator === 'CS') state.stroke = this.spaceCalled(stage, name)
    else if (operator === 'Do') this.draw(stage, name)
    else if (operator === 'gs') this.takeGraphics(stage, name)
    else if (operator === 'Tf') this.takeFont(stage, firstName(operands) ?? name)
    else if (operator === 'sh') this.drawn.shading(this.use(stage.resources, 'Shading', name), stage.resources)
    else if (operator === 'BDC' && firstName(operands) === 'OC') {
      this.refuseHidden(this.use(stage.resources, 'Properties', name))
    }
  }

  private setColour({ state, ...stage }: Stage, operator: string, operands: readonly Operand[]): void {
    const isStroke = operator === operator.toUpperCase()
    const named = COLOURS[operator]
    if (named && named !== NO_SPACE) state[isStroke ? 'stroke' : 'fill'] = named
    const space = state[isStroke ? 'stroke' : 'fill']
    this.drawn.paint(space, numbers(operands))
    const pattern = space.isPattern ? lastName(operands) : null
    if (pattern !== null) this.pattern({ state, ...stage }, pattern)
  }

  private spaceCalled({ resources }: Stage, name: string): Space {
    this.use(resources, 'ColorSpace', name)
    return spaceNamed(this.values, name, resources)
  }

  private draw(stage: Stage, name: string): void {
    const stream = this.values.stream(this.use(stage.resources, 'XObject', name))
    if (!stream) return
    this.refuseHidden(entry(stream.dict, 'OC'))
    const kind = this.values.name(entry(stream.dict, 'Subtype'))
    if (kind === 'Image') this.drawn.picture(stream, stage.resources, stage.state.matrix)
    else if (kind === 'Form') this.form(stage, stream)
    else throw new AdRefusal('ad.external', `XObject ${kind ?? ''}`)
  }

  private form({ resources, depth, state }: Stage, stream: PDFRawStream): void {
    if (++this.forms > MOST_FORMS && this.seen.has(stream)) return
    this.seen.add(stream)
    const own = this.values.dict(entry(stream.dict, 'Resources')) ?? resources
    const matrix = this.values.numbers(entry(stream.dict, 'Matrix'))
    const inner = matrix.length === 6 ? multiplied(matrix, state.matrix) : state.matrix
    this.run(decoded(this.values, stream), own, inner, depth + 1)
  }

  /** A tiling pattern's content, or a shading pattern's colours; each once, since its cells are alike. */
  private pattern({ resources, depth }: Stage, name: string): void {
    const object = this.values.object(this.use(resources, 'Pattern', name))
    const dict = this.values.entries(object)
    if (!object || !dict || this.seen.has(object)) return
    this.seen.add(object)
    this.drawn.graphics(this.values.dict(entry(dict, 'ExtGState')))
    this.drawn.shading(entry(dict, 'Shading'), resources)
    if (object instanceof PDFRawStream) this.glyph(object, this.values.dict(entry(dict, 'Resources')), depth)
  }

  private takeGraphics({ resources, depth, state }: Stage, name: string): void {
    const dict = this.values.dict(this.use(resources, 'ExtGState', name))
    const mask = this.drawn.graphics(dict)
    if (mask && !this.seen.has(mask)) this.form({ resources, depth, state, saved: [] }, mask)
    const font = this.values.array(entry(dict, 'Font'))?.get(0)
    if (font) this.drawn.font(font)
  }

  private takeFont({ resources, depth }: Stage, name: string): void {
    const font = this.values.dict(this.use(resources, 'Font', name))
    if (!font || this.seen.has(font)) return
    this.seen.add(font)
    this.drawn.font(font)
    if (this.values.name(entry(font, 'Subtype')) !== 'Type3') return
    const own = this.values.dict(entry(font, 'Resources')) ?? resources
    for (const glyph of this.values.dict(entry(font, 'CharProcs'))?.values() ?? []) {
      const stream = this.values.stream(glyph)
      if (stream) this.glyph(stream, own, depth)
    }
  }

  private glyph(stream: PDFRawStream, resources: PDFDict | null, depth: number): void {
    this.run(decoded(this.values, stream), resources, NOWHERE, depth + 1)
  }

  /** Keys of an inline picture may be short (8.9.7). */
  private inlinePicture({ resources, state }: Stage, operands: readonly Operand[]): void {
    const at = operands.findIndex((each) => isName(each, 'CS') || isName(each, 'ColorSpace'))
    const space = at < 0 ? undefined : operands[at + 1]
    const mask = operands.findIndex((each) => isName(each, 'IM') || isName(each, 'ImageMask'))
    if (mask >= 0) return
    if (isList(space)) {
      const base = space.flatMap((each) => (isNamed(each) ? [each.name] : []))[1]
      this.drawn.paint(base === undefined ? NO_SPACE : spaceNamed(this.values, base, resources), [])
    } else if (isNamed(space)) {
      this.drawn.paint(this.spaceCalled({ resources, state, depth: 0, saved: [] }, space.name), [])
    }
  }

  /** A named resource, and that it is called. */
  private use(resources: PDFDict | null, category: string, name: string): PDFObject | undefined {
    if (!resources) return undefined
    const categories = this.used.get(resources) ?? new Map<string, Set<string>>()
    this.used.set(resources, categories)
    const names = categories.get(category) ?? new Set<string>()
    categories.set(category, names.add(name))
    return namedEntry(this.values.dict(entry(resources, category)), name)
  }

  /** What a hidden layer shows would be seen once the layers are gone. */
  private refuseHidden(group: PDFObject | undefined): void {
    const object = this.values.object(group)
    if (!object) return
    const groups = [object, ...this.values.items(entry(this.values.dict(object), 'OCGs'))]
    if (groups.some((each) => this.hidden.has(this.values.object(each) ?? each))) {
      throw new AdRefusal('ad.layers', 'hidden')
    }
  }
}

/** Operators that set a colour, with the space that they choose; NO_SPACE stays in the space that stands. */
const COLOURS: Readonly<Record<string, Space | undefined>> = Object.assign(Object.create(null), {
  g: GREY,
  G: GREY,
  rg: RGB,
  RG: RGB,
  k: INKS,
  K: INKS,
  sc: NO_SPACE,
  SC: NO_SPACE,
  scn: NO_SPACE,
  SCN: NO_SPACE,
})

/** Where the size of a picture is not known: inside patterns and glyphs. */
const NOWHERE: Matrix = [0, 0, 0, 0, 0, 0]

const isList = (operand: Operand | undefined): operand is readonly Operand[] => Array.isArray(operand)
const isNamed = (operand: Operand | undefined): operand is NameOperand =>
  typeof operand === 'object' && operand !== null && 'name' in operand
const isName = (operand: Operand, name: string): boolean => isNamed(operand) && operand.name === name
const firstName = (operands: readonly Operand[]): string | null => operands.find(isNamed)?.name ?? null
const lastName = (operands: readonly Operand[]): string | null => operands.findLast(isNamed)?.name ?? null
const numbers = (operands: readonly Operand[]): number[] => operands.filter((each) => typeof each === 'number')

function multiplied(inner: readonly number[], outer: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = inner
  const [A, B, C, D, E, F] = outer
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F]
}
