/** Colour spaces by what the press can do with them (ISO 32000-1, 8.6). */
import { PDFName, type PDFObject } from '@cantoo/pdf-lib'
import type { AdColour } from '#contract/ad.ts'
import { entry, namedEntry, type PdfValues } from './values.ts'
import type { PDFDict } from '@cantoo/pdf-lib'

export interface Space {
  readonly colours: readonly AdColour[]
  /** Inks beside the four, by name. */
  readonly spots: readonly string[]
  /** Whether its operands are the four inks themselves. */
  readonly isInks: boolean
  readonly isPattern: boolean
}

const space = (colours: readonly AdColour[], more: Partial<Space> = {}): Space => ({
  colours,
  spots: [],
  isInks: false,
  isPattern: false,
  ...more,
})

export const GREY = space(['grey'])
export const INKS = space(['cmyk'], { isInks: true })
export const RGB = space(['rgb'])
/** Paints nothing by itself: an empty pattern space, a space that cannot be read. */
export const NO_SPACE = space([])

const BY_NAME: Readonly<Record<string, Space>> = {
  DeviceGray: GREY,
  G: GREY,
  CalGray: GREY,
  DeviceCMYK: INKS,
  CMYK: INKS,
  DeviceRGB: RGB,
  RGB,
  CalRGB: RGB,
  Lab: RGB,
  Pattern: space([], { isPattern: true }),
}

/** Separations that print on the four plates, or on all or none of them (8.6.6.4). */
const PROCESS: ReadonlySet<string> = new Set(['Cyan', 'Magenta', 'Yellow', 'Black', 'All', 'None'])

/** How deep a space may stand on others. */
const DEEPEST = 8

/** The space that an object names or describes. `resources` hold the names of a content stream. */
export function spaceOf(values: PdfValues, object: PDFObject | null | undefined, resources: PDFDict | null): Space {
  return resolved(values, object, resources, 0)
}

/** The space that a content stream calls by this name. */
export function spaceNamed(values: PdfValues, name: string, resources: PDFDict | null): Space {
  return spaceOf(values, PDFName.of(encoded(name)), resources)
}

const encoded = (raw: string): string => raw.replace(/[^!-~]|[#/%()<>[\]{}]/g, hexOf)
const hexOf = (character: string): string => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`

function resolved(
  values: PdfValues,
  object: PDFObject | null | undefined,
  resources: PDFDict | null,
  depth: number,
): Space {
  if (depth > DEEPEST) return NO_SPACE
  const name = values.name(object)
  if (name !== null) {
    const known = BY_NAME[name]
    if (known) return known
    const own = namedEntry(values.dict(entry(resources, 'ColorSpace')), name)
    return own ? resolved(values, own, null, depth + 1) : NO_SPACE
  }
  const items = values.array(object)?.asArray() ?? []
  const [kind, first, alternate] = [values.name(items[0]), items[1], items[2]]
  const below = (of: PDFObject | undefined): Space => resolved(values, of, resources, depth + 1)
  if (kind === 'ICCBased') return iccSpace(values, first)
  if (kind === 'Indexed' || kind === 'I') return { ...below(first), isInks: false }
  if (kind === 'Pattern') return { ...below(first), isPattern: true }
  if (kind === 'Separation') return inkSpace(values, [first], below(alternate))
  if (kind === 'DeviceN') return inkSpace(values, values.items(first), below(alternate))
  return (kind === null ? undefined : BY_NAME[kind]) ?? NO_SPACE
}

/** By the number of its channels: what is tagged with a press profile keeps its values. */
function iccSpace(values: PdfValues, profile: PDFObject | undefined): Space {
  const channels = values.number(entry(values.entries(profile), 'N'))
  if (channels === 1) return GREY
  return channels === 4 ? INKS : RGB
}

/** Inks by name. An alternate that is neither grey nor CMYK is a colour of its own that X-1a does not know. */
function inkSpace(values: PdfValues, names: readonly (PDFObject | undefined)[], alternate: Space): Space {
  const inks = names.map((each) => inkName(values, each))
  const spots = inks.filter((ink) => !PROCESS.has(ink))
  const process: AdColour[] = inks.length > spots.length ? ['cmyk'] : []
  const beneath: AdColour[] = alternate.colours.includes('rgb') ? ['rgb'] : []
  return space([...(spots.length > 0 ? (['spot'] as const) : []), ...process, ...beneath], { spots })
}

/** The ink's name for people: names are UTF-8 by custom. */
function inkName(values: PdfValues, object: PDFObject | undefined): string {
  const found = values.object(object)
  return found instanceof PDFName ? found.decodeText().slice(0, 256) : ''
}
