/** Photos of the pool: filed once by the hash of their bytes, shown as previews. */
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { PhotoId } from '#contract/ids.ts'
import type { Photo } from '#contract/photo.ts'
import type { Answers } from '#contract/requests.ts'
import type { NoticeBoard } from './notices.ts'
import type { IssueWriter, NewIds, Ports } from './ports.ts'

export interface Photos {
  all(): ReadonlyMap<PhotoId, Photo>
  /** Files a picture; the same bytes again give the photo that is there already. */
  file(name: string, bytes: Uint8Array): Promise<Outcome<Photo>>
  /** Keeps a picture that was described already; the same bytes again give the photo that is there already. */
  keep(photo: Photo, bytes: Uint8Array): Promise<Outcome<Photo>>
  fetch(photo: PhotoId, edge: number): Promise<Outcome<Answers['fetchPhoto']>>
}

export async function openPhotos(
  issue: IssueWriter,
  { pictures, ads }: Pick<Ports, 'pictures' | 'ads'>,
  ids: NewIds,
  notices: NoticeBoard,
): Promise<Photos> {
  let photos: ReadonlyMap<PhotoId, Photo> = mapOf(await issue.listPhotos())
  const keep = async (described: Photo, bytes: Uint8Array): Promise<Outcome<Photo>> => {
    const photo = await issue.filePhoto(described, bytes)
    if (isFault(photo)) return photo
    if (!photos.has(photo.id)) {
      photos = new Map([...photos, [photo.id, photo]])
      notices.post('photosChanged', { photos: [photo] })
    }
    return photo
  }
  return {
    all: () => photos,
    keep,
    file: async (name, bytes) => {
      const described = await pictures.describe(name, bytes)
      return isFault(described) ? described : keep({ ...described, id: ids.photo() }, bytes)
    },
    fetch: async (id, edge) => {
      const photo = photos.get(id)
      if (!photo) return fault('photo.missing', { photo: id })
      const bytes = await issue.readBlob(photo.sha256)
      if (isFault(bytes)) return bytes
      const preview = await (photo.format === 'pdf' ? ads.draw(bytes, edge) : pictures.preview(bytes, edge))
      return isFault(preview) ? preview : { photo: id, ...preview }
    },
  }
}

const mapOf = (photos: readonly Photo[]): Map<PhotoId, Photo> => new Map(photos.map((photo) => [photo.id, photo]))
