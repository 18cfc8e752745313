import type { StoryId } from '#contract/ids.ts'
import type { Photo } from '#contract/photo.ts'
import { adOf, type AdPhoto } from '#grid/ads.ts'
import { useSession, useStore } from './workspace.tsx'

/** The photos of the pool without the ads, which stand among the stories. */
export function usePhotos(): readonly Photo[] {
  return useStore(useSession().issue.photos).filter((photo) => !photo.ad)
}

/** The ad that a story stands for; null for any other story. */
export function useAd(story: StoryId | null): AdPhoto | null {
  const photos = useStore(useSession().issue.photos)
  return story === null ? null : adOf(story, photos)
}
