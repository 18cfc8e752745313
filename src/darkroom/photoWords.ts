/** The words of a photo, apart from how any format writes them. */
import type { Photo } from '#contract/photo.ts'

/** Words of a photo as the file has them, empty where it has none. */
export type PhotoWords = Pick<
  Photo,
  'caption' | 'headline' | 'credit' | 'byline' | 'city' | 'country' | 'date' | 'source' | 'rights' | 'keywords'
>

export const NO_WORDS: PhotoWords = {
  caption: '',
  headline: '',
  credit: '',
  byline: '',
  city: '',
  country: '',
  date: '',
  source: '',
  rights: '',
  keywords: [],
}

/** Several creators in one byline. */
export const joinNames = (names: readonly string[]): string => names.filter((name) => name !== '').join(', ')
