/** Pictures of a job: each stands in the file once, however often it is shown, and is held no longer than it is written. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { PlateImage } from '#contract/photo.ts'
import type { SetPicture } from '#contract/setPage.ts'
import type { PressAds } from './ads.ts'
import type { Entries, PdfObjects, PdfRef } from './objects.ts'

/** The picture as it shall print, cropped; null leaves its place white. */
export type PlateOf = (picture: SetPicture) => Outcome<PlateImage | null> | Promise<Outcome<PlateImage | null>>

/** Names of a page's pictures in its resources, by their order on the page; one that prints nothing has none. */
export type PictureNames = readonly (string | null)[]

/** Whether a plate prints in more than black. */
const isColour = ({ colour }: PlateImage): boolean => colour === 'cmyk'

interface Written {
  readonly ref: PdfRef
  readonly isColour: boolean
}

/** What a page shows: names for its content, objects for its resources. */
export interface PagePictures {
  readonly names: PictureNames
  readonly resources: Entries
  readonly hasColour: boolean
}

export class PressPictures {
  private readonly objects: PdfObjects
  private readonly plate: PlateOf
  private readonly ads: PressAds
  private readonly written = new Map<string, Written | null>()

  constructor(objects: PdfObjects, plate: PlateOf, ads: PressAds) {
    this.objects = objects
    this.plate = plate
    this.ads = ads
  }

  /** Writes those pictures of a page that the file does not have yet. A Fault is the plate's own. */
  async ofPage(pictures: readonly SetPicture[]): Promise<Outcome<PagePictures>> {
    const names: (string | null)[] = []
    const named = new Map<PdfRef, string>()
    let hasColour = false
    for (const picture of pictures) {
      const written = await this.write(picture)
      if (isFault(written)) return written
      if (written && !named.has(written.ref)) named.set(written.ref, `P${named.size}`)
      names.push(written && (named.get(written.ref) ?? null))
      hasColour ||= written?.isColour ?? false
    }
    return { names, resources: Object.fromEntries([...named].map(([ref, name]) => [name, ref])), hasColour }
  }

  private async write(picture: SetPicture): Promise<Outcome<Written | null>> {
    if (picture.isAd) return this.ads.write(picture)
    const { sha256, crop } = picture
    const key = [sha256, crop.left, crop.top, crop.right, crop.bottom].join(' ')
    const known = this.written.get(key)
    if (known !== undefined) return known
    const image = await this.plate(picture)
    if (isFault(image)) return image
    const written = image && { ref: embedImage(this.objects, image), isColour: isColour(image) }
    this.written.set(key, written)
    return written
  }
}

/** An image XObject out of samples or a JPEG as they are; nothing is decoded or deflated again. */
function embedImage(objects: PdfObjects, image: PlateImage): PdfRef {
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
