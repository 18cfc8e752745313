/** Photos of the pool: filed once by the hash of their bytes, shown as previews. */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { PhotoId } from '#contract/ids.ts'
import type { Photo } from '#contract/photo.ts'
import type { Answers } from '#contract/requests.ts'
import type { NoticeBoard } from './notices.ts'
import type { IssueWriter, NewIds, Pictures } from './ports.ts'

export interface Photos {
  all(): ReadonlyMap<PhotoId, Photo>
  /** Files a picture; the same bytes again give the photo that is there already. */
  file(name: string, bytes: Uint8Array): Promise<Outcome<Photo>>
  fetch(photo: PhotoId, edge: number): Promise<Outcome<Answers['fetchPhoto']>>
}

export async function openPhotos(
  issue: IssueWriter,
  pictures: Pictures,
  ids: NewIds,
  notices: NoticeBoard,
): Promise<Photos> {
  let photos: ReadonlyMap<PhotoId, Photo> = mapOf(await issue.listPhotos())
  return {
    all: () => photos,
    file: async (name, bytes) => {
      const described = await pictures.describe(name, bytes)
      if (isFault(described)) return described
      const photo = await issue.filePhoto({ ...described, id: ids.photo() }, bytes)
      if (isFault(photo)) return photo
      if (!photos.has(photo.id)) {
        photos = new Map([...photos, [photo.id, photo]])
        notices.post('photosChanged', { photos: [photo] })
      }
      return photo
    },
    fetch: async (id, edge) => {
      const photo = photos.get(id)
      if (!photo) return fault('photo.missing', { photo: id })
      const bytes = await issue.readBlob(photo.sha256)
      if (isFault(bytes)) return bytes
      const preview = await pictures.preview(bytes, edge)
      return isFault(preview) ? preview : { photo: id, ...preview }
    },
  }
}

const mapOf = (photos: readonly Photo[]): Map<PhotoId, Photo> => new Map(photos.map((photo) => [photo.id, photo]))
