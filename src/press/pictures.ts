/**
 * Pictures of a job. A page's plates are asked for before it is written, those of the next page while it is written, and
 * none is held once it stands in the file, where it stands once however often and in whatever crops it is shown.
 */
import type { PDFRef } from '@cantoo/pdf-lib'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { PlateImage } from '#contract/photo.ts'
import type { SetPage, SetPicture } from '#contract/setPage.ts'
import { BLACK, type Content } from './content.ts'
import type { Entries, PdfObjects } from './objects.ts'
import { placingOf, type Placing } from './placing.ts'

/** The picture as it shall print in its box; null leaves its place white. */
export type PlateOf = (picture: SetPicture) => Promise<Outcome<PlateImage | null>>

/** Where a picture's samples stand in the file, and how they are shown in its box. */
interface Placed {
  readonly name: string
  readonly ref: PDFRef
  readonly colour: PlateImage['colour']
  readonly placing: Placing
}

export class PressPictures {
  private readonly objects: PdfObjects
  private readonly plateOf: PlateOf
  /** Embedded samples by the plate's name. */
  private readonly embedded = new Map<string, { readonly name: string; readonly ref: PDFRef }>()
  private readonly asked = new Map<SetPage, Promise<readonly Outcome<PlateImage | null>[]>>()
  private placed = new Map<SetPicture, Placed>()

  constructor(objects: PdfObjects, plateOf: PlateOf) {
    this.objects = objects
    this.plateOf = plateOf
  }

  /** Asks for a page's plates, and waits for none of them. */
  expect(page: SetPage): void {
    if (this.asked.has(page)) return
    const plates = Promise.all(page.pictures.map((picture) => this.plateOf(picture)))
    // Whoever loads the page is told; a job that ends before has no use for the answer.
    plates.catch(() => null)
    this.asked.set(page, plates)
  }

  /** Puts a page's plates into the file: from here on it can be written. The Fault of a picture that cannot be printed. */
  async load(page: SetPage): Promise<Outcome<null>> {
    this.expect(page)
    const plates = (await this.asked.get(page)) ?? []
    this.asked.delete(page)
    const refused = plates.find((plate) => isFault(plate))
    if (refused) return refused
    this.placed = new Map()
    for (const [i, picture] of page.pictures.entries()) {
      const plate = plates[i]
      if (plate && !isFault(plate)) this.placed.set(picture, this.embed(plate, picture))
    }
    return null
  }

  /** Paints a picture of the loaded page. */
  paint(content: Content, picture: SetPicture): void {
    const placed = this.placed.get(picture)
    if (!placed) return
    // Line art is a stencil for black, which overprints as type does.
    content.image(placed.name, placed.placing, picture.box, placed.colour === 'line' ? BLACK : null)
  }

  /** The loaded page's image resources. */
  named(): Entries {
    return Object.fromEntries([...this.placed.values()].map(({ name, ref }) => [name, ref]))
  }

  /** Whether the loaded page prints more than black. */
  hasColour(): boolean {
    return [...this.placed.values()].some(({ colour }) => colour === 'cmyk' || colour === 'rgb')
  }

  private embed(plate: PlateImage, { box }: SetPicture): Placed {
    let found = this.embedded.get(plate.name)
    if (!found) {
      found = { name: `P${this.embedded.size}`, ref: embedImage(this.objects, plate) }
      this.embedded.set(plate.name, found)
    }
    return { ...found, colour: plate.colour, placing: placingOf(plate, box) }
  }
}

const SPACES = { grey: ['DeviceGray', 1], cmyk: ['DeviceCMYK', 4], rgb: ['DeviceRGB', 3] } as const

/** An image XObject out of samples or a JPEG as they are; nothing is decoded or deflated again. */
function embedImage(objects: PdfObjects, image: PlateImage): PDFRef {
  return objects.addStream(image.bytes, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: image.width,
    Height: image.height,
    ...samplesOf(image),
    Filter: image.encoding === 'jpeg' ? 'DCTDecode' : 'FlateDecode',
  })
}

/** How samples become ink (ISO 32000-1, 8.9.5 and 8.9.6.2). */
function samplesOf({ colour, isInverted }: PlateImage): Entries {
  if (colour === 'line') return { ImageMask: true, BitsPerComponent: 1 }
  const [space, components] = SPACES[colour]
  const inverted = Array.from({ length: 2 * components }, (_, i) => (i + 1) % 2)
  return { BitsPerComponent: 8, ColorSpace: space, ...(isInverted ? { Decode: inverted } : {}) }
}
