/** Pictures: what the page alone says of them. Their ink is counted in ink.ts, their resolution by the composer. */
import type { Finding } from '#contract/faults.ts'
import type { Photo } from '#contract/photo.ts'
import type { SetPicture } from '#contract/setPage.ts'
import { atPicture, remark, type PageCheck } from './remark.ts'

/** An ad has its own (ads.ts): its shape and its colours are its client's. */
export const pictureFindings = (check: PageCheck): Finding[] =>
  check.set.pictures.flatMap((picture) => {
    if (picture.isAd) return []
    const photo = check.job.photos.get(picture.photo)
    return photo ? [...distorted(check, picture, photo), ...inRgb(check, picture, photo)] : []
  })

function distorted({ job, rules }: PageCheck, picture: SetPicture, photo: Photo): Finding[] {
  const most = rules.limits.distortion
  const off = distortionOf(picture, photo)
  if (off <= most) return []
  return [remark('picture.distorted', atPicture(job, picture), { photo: photo.id, percent: off / 10, most: most / 10 })]
}

/** By how much the picture's scales across and down differ, thousandths of the lesser. */
export function distortionOf({ box, crop }: SetPicture, photo: Photo): number {
  const across = box.width / ((crop.right - crop.left) * photo.width)
  const down = box.height / ((crop.bottom - crop.top) * photo.height)
  return Math.round((Math.max(across, down) / Math.min(across, down) - 1) * 1000)
}

const inRgb = ({ job }: PageCheck, picture: SetPicture, photo: Photo): Finding[] =>
  photo.colour === 'rgb' ? [remark('picture.rgb', atPicture(job, picture), { photo: photo.id, name: photo.name })] : []
