/**
 * Pictures of a job: each stands in the file once, however often and in whatever crops it is shown, and is held no longer
 * than it is written. A page's plates are asked for all at once, so that they can be made side by side.
 */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { PlateImage } from '#contract/photo.ts'
import type { SetPicture } from '#contract/setPage.ts'
import type { PressAds, WrittenAd } from './ads.ts'
import type { Entries, PdfObjects, PdfRef } from './objects.ts'
import { placingOf, type Placing } from './placing.ts'

/** The picture as it shall print in its box; null leaves its place white. */
export type PlateOf = (picture: SetPicture) => Outcome<PlateImage | null> | Promise<Outcome<PlateImage | null>>

/** How a picture is painted: its name in the page's resources, and where its samples go. */
interface ShownPicture {
  readonly name: string
  readonly placing: Placing
  /** Line art is a stencil for black, which overprints as type does. */
  readonly isStencil: boolean
}

/** What a page shows: how its content paints each picture (null: not at all), and objects for its resources. */
export interface PagePictures {
  readonly shown: readonly (ShownPicture | null)[]
  readonly resources: Entries
  readonly hasColour: boolean
  /** Alike where pages with the same boxes paint alike. */
  readonly key: string
}

/** A plate's samples in the file, and how one of its pictures shows them. */
interface Written {
  readonly ref: PdfRef
  readonly colour: PlateImage['colour']
  readonly placing: Placing
}

export class PressPictures {
  private readonly objects: PdfObjects
  private readonly plate: PlateOf
  private readonly ads: PressAds
  /** Samples in the file by their plate's name. */
  private readonly samples = new Map<string, PdfRef>()

  constructor(objects: PdfObjects, plate: PlateOf, ads: PressAds) {
    this.objects = objects
    this.plate = plate
    this.ads = ads
  }

  /** Writes those pictures of a page that the file does not have yet. A Fault is the plate's own. */
  async ofPage(pictures: readonly SetPicture[]): Promise<Outcome<PagePictures>> {
    const ads = await this.writeAds(pictures)
    if (isFault(ads)) return ads
    const plates = await Promise.all(pictures.map(async (picture) => (picture.isAd ? null : this.plate(picture))))
    const refused = plates.find((plate) => isFault(plate))
    if (refused) return refused
    const written = pictures.map(({ isAd, sha256, box }, i) => {
      const plate = plates[i]
      if (isAd) return adIn(ads.get(sha256) ?? null, box)
      return plate && !isFault(plate) ? this.write(plate, box) : null
    })
    const names = new Map<PdfRef, string>()
    for (const each of written) if (each && !names.has(each.ref)) names.set(each.ref, `P${names.size}`)
    const shown = written.map(
      (each) => each && { name: names.get(each.ref) ?? '', placing: each.placing, isStencil: each.colour === 'line' },
    )
    const hasColour = written.some((each) => each?.colour === 'cmyk' || each?.colour === 'rgb')
    const resources = Object.fromEntries([...names].map(([ref, name]) => [name, ref]))
    return { shown, resources, hasColour, key: JSON.stringify([hasColour, shown]) }
  }

  /** One after the other, whichever comes first from the pool: the same job gives the same bytes. */
  private async writeAds(pictures: readonly SetPicture[]): Promise<Outcome<ReadonlyMap<string, WrittenAd | null>>> {
    const written = new Map<string, WrittenAd | null>()
    for (const picture of pictures) {
      const ad = picture.isAd ? await this.ads.write(picture) : null
      if (isFault(ad)) return ad
      if (picture.isAd) written.set(picture.sha256, ad)
    }
    return written
  }

  private write(plate: PlateImage, box: SetPicture['box']): Written {
    let ref = this.samples.get(plate.name)
    if (!ref) this.samples.set(plate.name, (ref = embedImage(this.objects, plate)))
    return { ref, colour: plate.colour, placing: placingOf(plate, box) }
  }
}

/** An ad fills its box as a whole upright picture does. */
const adIn = (ad: WrittenAd | null, box: SetPicture['box']): Written | null =>
  ad && { ref: ad.ref, colour: ad.isColour ? 'cmyk' : 'grey', placing: { whole: box, turn: 1, isClipped: false } }

const SPACES = { grey: ['DeviceGray', 1], cmyk: ['DeviceCMYK', 4], rgb: ['DeviceRGB', 3] } as const

/** An image XObject out of samples or a JPEG as they are; nothing is decoded or deflated again. */
function embedImage(objects: PdfObjects, image: PlateImage): PdfRef {
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
