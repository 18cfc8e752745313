/** Ink of pictures as they print, counted once for each picture and crop, and remembered as long as the desk is open. */
import { fault, isFault, type Fault, type Outcome } from '#contract/faults.ts'
import type { PhotoId } from '#contract/ids.ts'
import type { InkGrid } from '#contract/inkGrid.ts'
import { mm, type Box } from '#contract/measure.ts'
import type { Crop, Photo } from '#contract/photo.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { chooseProfile } from './outputProfiles.ts'
import type { Photos } from './photos.ts'
import { plateTerms } from './plateTerms.ts'
import type { IssueWriter, Ports } from './ports.ts'

export interface Inks {
  /** The ink of a photo in a crop. photo.missing, picture.unreadable, picture.tooLarge. */
  inkOf(photo: PhotoId, crop: Crop): Promise<Outcome<InkGrid>>
  /** Why a photo's bytes cannot be read from the issue (file.corrupt); null where they can. Its pixels were seen at the import. */
  maybeUnread(photo: Photo): Promise<Fault | null>
}

interface InksInput {
  readonly ports: Pick<Ports, 'pictures' | 'resources'>
  readonly issue: IssueWriter
  readonly photos: Photos
  readonly stylebook: Stylebook
}

/** The size at which a picture is converted to be counted: cells are means, so that a picture shown larger has the same. */
const COUNTED_WIDTH = mm(65)

function countedBox({ width, height }: Photo, { left, top, right, bottom }: Crop): Box {
  const tall = Math.floor((COUNTED_WIDTH * height * (bottom - top)) / (width * (right - left)))
  return { x: 0, y: 0, width: COUNTED_WIDTH, height: Math.max(1, tall) }
}

/** Grids that stay remembered, those asked last: 64 kB each at the most. */
const MOST_GRIDS = 512

export function openInks({ ports, issue, photos, stylebook }: InksInput): Inks {
  const kept = new Map<string, Promise<Outcome<InkGrid>>>()

  const count = async (id: PhotoId, crop: Crop): Promise<Outcome<InkGrid>> => {
    const photo = photos.all().get(id)
    if (!photo || photo.ad) return fault('photo.missing', { photo: id })
    const bytes = await issue.readBlob(photo.sha256)
    if (isFault(bytes)) return bytes
    const output = await chooseProfile(ports, stylebook, {})
    if (isFault(output)) return output
    const placed = { crop, box: countedBox(photo, crop) }
    const plate = await ports.pictures.forPlate(bytes, photo, placed, plateTerms(stylebook, 'x1a', output.bytes))
    return isFault(plate) ? plate : ports.pictures.inkOf(plate)
  }
  return {
    maybeUnread: async ({ sha256 }) => {
      const bytes = await issue.readBlob(sha256)
      return isFault(bytes) ? bytes : null
    },
    async inkOf(id, crop) {
      const key = [photos.all().get(id)?.sha256 ?? id, crop.left, crop.top, crop.right, crop.bottom].join(':')
      const counting = kept.get(key) ?? count(id, crop)
      kept.delete(key)
      kept.set(key, counting)
      const [oldest] = kept.keys()
      if (oldest !== undefined && kept.size > MOST_GRIDS) kept.delete(oldest)
      const counted = await counting
      // A refusal is not remembered: the picture may be read the next time.
      if (isFault(counted)) kept.delete(key)
      return counted
    },
  }
}
