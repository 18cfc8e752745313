/** Ads 广告 at the desk: a PDF comes in as one ad a page, each with a story of its own kind that is placed like any other. */
import type { AdFacts } from '#contract/ad.ts'
import type { Lang } from '#contract/copy.ts'
import { NO_PARTS } from '#contract/exchange.ts'
import { fault, isFault, type Fault, type FaultWhere, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { Photo } from '#contract/photo.ts'
import type { ImportResult, PressProfile } from '#contract/requests.ts'
import type { SetPicture } from '#contract/setPage.ts'
import { docFromItem } from '#story/documents.ts'
import type { PlacedAd } from '#press/ads.ts'
import type { Photos } from './photos.ts'
import type { FiledAd, IssueWriter, Ports } from './ports.ts'
import type { Setting } from './setting.ts'
import type { Stories } from './stories.ts'

export interface Ads {
  /** Files every page of a PDF; a page that came in before gives the ad that is there already. */
  file(name: string, bytes: Uint8Array): Promise<Outcome<ImportResult>>
}

interface AdsInput {
  readonly ports: Pick<Ports, 'ads' | 'ids'>
  readonly stories: Stories
  readonly photos: Photos
  readonly lang: Lang
}

export function openAds(input: AdsInput): Ads {
  return {
    file: async (name, bytes) => {
      const read = await input.ports.ads.read(name, bytes)
      if (isFault(read)) return read
      const photos: Photo[] = []
      for (const ad of read) {
        const photo = await fileAd(input, ad)
        if (isFault(photo)) return photo
        photos.push(photo)
      }
      return { stories: photos.flatMap(({ ad }) => (ad ? [ad.item] : [])), photos, repairs: [] }
    },
  }
}

/**
 * The picture first, with the story that it will stand for: should the machine stop between the two, the same file
 * brought in again makes the story that is missing.
 */
async function fileAd({ ports, stories, photos, lang }: AdsInput, filed: FiledAd): Promise<Outcome<Photo>> {
  const item = ports.ids.story()
  const described: Photo = { ...filed.photo, id: ports.ids.photo(), ad: { ...filed.ad, item } }
  const photo = await photos.keep(described, filed.bytes)
  if (isFault(photo)) return photo
  const own = photo.ad?.item ?? item
  if (stories.rows().some(({ id }) => id === own)) return photo
  const made = await stories.file(own, docFromItem({ kind: 'ad', lang, slug: slugOf(photo.name), ...NO_PARTS }))
  return isFault(made) ? made : photo
}

/** The file's name without its ending. */
const slugOf = (name: string): string => name.replace(/\.pdf(?=$| \d+$)/i, '').trim()

/** Whether a photo may stand in a block of this story: an ad in its own alone, a photo anywhere. */
export const mayStandIn = (photo: Photo | undefined, story: StoryId): boolean =>
  photo !== undefined && (photo.ad === undefined || photo.ad.item === story)

/**
 * ad.unfit where a page shows an ad that no file of this profile may hold: colour that is not the press's own and
 * transparency in PDF/X-1a (ISO 15930-4, 6.2 and 6.10), fonts that are not embedded in any (6.3).
 */
export function refuseAds(
  profile: PressProfile,
  { page, records, photos }: Pick<PageJob, 'page' | 'records' | 'photos'>,
): Fault | null {
  if (profile === 'proof') return null
  for (const { photo: id } of records.flatMap(({ pictures }) => pictures)) {
    const photo = photos.get(id)
    const problem = photo?.ad ? unfitness(profile, photo.ad) : null
    if (problem) return fault('ad.unfit', { page, name: photo?.name ?? '', profile: NAMES[profile], ...problem })
  }
  return null
}

const NAMES: Readonly<Record<Exclude<PressProfile, 'proof'>, string>> = { x1a: 'PDF/X-1a', x4: 'PDF/X-4' }

/** What is wrong, each by the value that its words name. */
function unfitness(profile: PressProfile, ad: AdFacts): FaultWhere | null {
  const missing = ad.fonts.filter(({ isEmbedded }) => !isEmbedded)
  if (missing.length > 0) return { fonts: missing.map(({ name }) => name).join(', ') }
  if (ad.colours.includes('rgb')) return { colour: 'RGB' }
  if (profile === 'x1a' && ad.isTransparent) return { transparency: NAMES.x4 }
  return profile === 'x1a' && ad.isModern ? { coding: NAMES.x4 } : null
}

/** An ad as the press takes it. */
export async function placedAd(
  { issue, setting }: { readonly issue: IssueWriter; readonly setting: Setting },
  { photo: id, sha256 }: SetPicture,
): Promise<Outcome<PlacedAd | null>> {
  const photo = setting.photo(id)
  if (!photo) return null
  const bytes = await issue.readBlob(sha256)
  return isFault(bytes) ? bytes : { bytes, isColour: photo.colour !== 'grey' }
}
