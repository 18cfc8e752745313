/**
 * Inks: how a content stream asks for black, a tint, a spot ink or bare paper. A plate and a proof say it otherwise, and
 * nothing but this file knows how: plates in CMYK and Separation (no RGB: ISO 15930-4), proofs as screens show them.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { alternateOf, shownRgb, type SpotInk } from '#contract/inks.ts'
import type { SetPage } from '#contract/setPage.ts'
import { decimal } from './decimals.ts'
import type { Entries, PdfObjects, PdfRef } from './objects.ts'

/** Percents of cyan, magenta, yellow and black. */
export type Cmyk = readonly [number, number, number, number]

/** What type, rules and marks are painted with: a tint of black unless it says more. */
export interface Ink {
  readonly tint: number
  /** Paper shows through. */
  readonly reversed: boolean
  readonly spot?: SpotInk | undefined
  /** Process colour of a colour bar; `tint` says nothing then. */
  readonly cmyk?: Cmyk | undefined
}
export const BLACK: Ink = { tint: 100, reversed: false }

export const isSameInk = (a: Ink, b: Ink): boolean =>
  a.tint === b.tint && a.reversed === b.reversed && a.spot === b.spot && a.cmyk === b.cmyk

/** The plates that a page prints from: black always, the other process colours together, spot inks one by one. */
export interface Plates {
  readonly isProcess: boolean
  readonly spots: readonly SpotInk[]
}

/** Operators of inks, and what a page's resources must hold for them. */
export interface Inking {
  /** Sets the colour that glyphs and areas are filled with. */
  filling(ink: Ink): string
  /** Sets the colour that a line of a sheet is drawn with: a tint of black. */
  line(ink: Ink): string
  /** Sets the colour of lines, once for every plate group that the marks must stand on. */
  strokes(plates: Plates): readonly string[]
  /** Sets what a picture is painted with: line art as black type is, any other one knocks out what is under it. */
  picture(isStencil: boolean): string
  /** Whether there are plates: a proof has none, and so no bar to measure them by. */
  readonly hasPlates: boolean
  resources(plates: Plates): Entries
}

/** The spot inks that a page's own type and rules print in, in the order in which it shows them. */
export function spotsOf(page: SetPage): SpotInk[] {
  const spots = new Map<string, SpotInk>()
  for (const { ink } of page.rules) if (ink) spots.set(ink.name, ink)
  for (const { lines } of page.frames) {
    for (const { runs } of lines) for (const { ink } of runs) if (ink) spots.set(ink.name, ink)
  }
  return [...spots.values()]
}

/** Names in every page's resources: the two graphics states, and the registration colour. */
const OVERPRINT = 'GO'
const KNOCK_OUT = 'GK'
const ALL_PLATES = 'CS'

/**
 * Inking of plates. Solid black lies on what is under it (OPM 1: the other plates stay as they are); tints, spot inks
 * and white knock out. White never overprints: it would not be there (ISO 32000-1, 8.6.7).
 */
export class PlateInking implements Inking {
  readonly hasPlates = true
  private readonly objects: PdfObjects
  private readonly states: Entries
  private readonly all: PdfRef
  private readonly spots = new Map<string, { readonly key: string; readonly ref: PdfRef }>()

  constructor(objects: PdfObjects) {
    this.objects = objects
    this.states = {
      [OVERPRINT]: objects.add({ Type: 'ExtGState', OP: true, op: true, OPM: 1 }),
      [KNOCK_OUT]: objects.add({ Type: 'ExtGState', OP: false, op: false, OPM: 0 }),
    }
    this.all = separation(objects, 'All', [100, 100, 100, 100])
  }

  filling(ink: Ink): string {
    const isOnTop = ink.tint === 100 && !ink.reversed && !ink.spot && !ink.cmyk
    return `/${isOnTop ? OVERPRINT : KNOCK_OUT} gs ${this.colour(ink)}`
  }

  line({ tint }: Ink): string {
    return `/${tint === 100 ? OVERPRINT : KNOCK_OUT} gs 0 0 0 ${decimal(tint, 2)} K`
  }

  picture(isStencil: boolean): string {
    return isStencil ? this.filling(BLACK) : `/${KNOCK_OUT} gs`
  }

  strokes({ isProcess, spots }: Plates): readonly string[] {
    if (isProcess) return [`/${ALL_PLATES} CS 1 SCN`]
    // On a page without process colour /All would ask the plant for three more plates that bear nothing but marks.
    if (spots.length === 0) return ['0 0 0 1 K']
    const inks = ['0 0 0 1 K', ...spots.map((spot) => `/${this.spot(spot).key} CS 1 SCN`)]
    return inks.map((ink) => `/${OVERPRINT} gs ${ink}`)
  }

  resources({ spots }: Plates): Entries {
    const own = spots.map((spot) => this.spot(spot))
    return {
      ExtGState: this.states,
      ColorSpace: { [ALL_PLATES]: this.all, ...Object.fromEntries(own.map(({ key, ref }) => [key, ref])) },
    }
  }

  private colour({ tint, reversed, spot, cmyk }: Ink): string {
    if (cmyk) return `${cmyk.map((part) => decimal(part, 2)).join(' ')} k`
    if (spot && !reversed) return `/${this.spot(spot).key} cs ${decimal(tint, 2)} scn`
    return `0 0 0 ${reversed ? '0' : decimal(tint, 2)} k`
  }

  private spot(ink: SpotInk): { readonly key: string; readonly ref: PdfRef } {
    let known = this.spots.get(ink.name)
    if (!known) {
      known = { key: keyOf(ink), ref: separation(this.objects, ink.name, alternateOf(ink, 100)) }
      this.spots.set(ink.name, known)
    }
    return known
  }
}

/** The name of a spot ink's colour space in resources: the same in every file, so that a page's content is too. */
const keyOf = ({ name }: SpotInk): string => `S${bytesToHex(sha256(new TextEncoder().encode(name))).slice(0, 8)}`

/** A Separation colour space with its alternate in CMYK (ISO 32000-1, 8.6.6.4); its name in UTF-8 (7.3.5). */
function separation(objects: PdfObjects, name: string, cmyk: readonly number[]): PdfRef {
  const full = cmyk.map((part) => part / 100)
  const mix = objects.add({ FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0, 0], C1: full })
  return objects.addArray(['Separation', String.fromCharCode(...new TextEncoder().encode(name)), 'DeviceCMYK', mix])
}

/** Inking of proofs: greys, and spot inks as a screen shows their alternates. Nothing overprints. */
export class ProofInking implements Inking {
  readonly hasPlates = false

  filling({ tint, reversed, spot }: Ink): string {
    if (reversed) return '1 g'
    if (!spot) return `${decimal(100 - tint, 2)} g`
    return `${shownRgb(spot, tint)
      .map((level) => decimal(Math.floor((level * 1000 + 127) / 255)))
      .join(' ')} rg`
  }

  line({ tint }: Ink): string {
    return `${decimal(100 - tint, 2)} G`
  }

  picture(isStencil: boolean): string {
    return isStencil ? this.filling(BLACK) : ''
  }

  strokes(): readonly string[] {
    return ['0 G']
  }

  resources(): Entries {
    return {}
  }
}
