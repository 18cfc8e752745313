/** Pictures of a job: each stands in the file once, however often it is shown. */
import type { PDFRef } from '@cantoo/pdf-lib'
import type { Crop, PlateImage } from '#contract/photo.ts'
import type { SetPage, SetPicture } from '#contract/setPage.ts'
import type { Entries, PdfObjects } from './objects.ts'

interface Plate {
  readonly name: string
  readonly ref: PDFRef
  readonly isColour: boolean
}

export class PressPictures {
  private readonly objects: PdfObjects
  private readonly plate: (sha256: string, crop: Crop) => PlateImage | null
  private readonly plates = new Map<string, Plate | null>()

  constructor(objects: PdfObjects, plate: (sha256: string, crop: Crop) => PlateImage | null) {
    this.objects = objects
    this.plate = plate
  }

  /** Its name in the resources; null where there is nothing to print. */
  nameOf(picture: SetPicture): string | null {
    return this.plateOf(picture)?.name ?? null
  }

  /** The page's image resources. */
  named(page: SetPage): Entries {
    const plates = page.pictures.map((picture) => this.plateOf(picture)).filter((plate) => plate !== null)
    return Object.fromEntries(plates.map((plate) => [plate.name, plate.ref]))
  }

  /** Whether the page prints more than black. */
  hasColour(page: SetPage): boolean {
    return page.pictures.some((picture) => this.plateOf(picture)?.isColour)
  }

  private plateOf({ sha256, crop }: SetPicture): Plate | null {
    const key = [sha256, crop.left, crop.top, crop.right, crop.bottom].join(' ')
    let plate = this.plates.get(key)
    if (plate === undefined) {
      const image = this.plate(sha256, crop)
      plate = image && {
        name: `P${this.plates.size}`,
        ref: embedImage(this.objects, image),
        isColour: image.colour === 'cmyk',
      }
      this.plates.set(key, plate)
    }
    return plate
  }
}

/** An image XObject out of samples or a JPEG as they are; nothing is decoded or deflated again. */
function embedImage(objects: PdfObjects, image: PlateImage): PDFRef {
  const components = image.colour === 'grey' ? 1 : 4
  const inverted = Array.from({ length: 2 * components }, (_, i) => (i + 1) % 2)
  return objects.addStream(image.bytes, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: image.width,
    Height: image.height,
    BitsPerComponent: 8,
    ColorSpace: image.colour === 'grey' ? 'DeviceGray' : 'DeviceCMYK',
    Filter: image.encoding === 'jpeg' ? 'DCTDecode' : 'FlateDecode',
    ...(image.isInverted ? { Decode: inverted } : {}),
  })
}
