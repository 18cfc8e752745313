/** The slug line's words: what paper, day, page and stamp this is, who signed it and when, in the issue's own language. */
import type { Lang } from '#contract/copy.ts'

export interface SlugWords {
  readonly lang: Lang
  readonly paper: string
  /** YYYY-MM-DD. */
  readonly issueDate: string
  readonly page: number
  readonly edition: string
  readonly stamp: string
  /** Stage and signer, or 未签 / UNSIGNED. */
  readonly label: string
  /** ISO 8601 in UTC. */
  readonly time: string
}

const GAP = '   '
/** A stamp's first digits tell two proofs apart and are short enough to be read out over a telephone. */
const STAMP_DIGITS = 12

const PAGE: Readonly<Record<Lang, (page: number) => string>> = {
  'zh-Hans': (page) => `第 ${page} 版`,
  'zh-Hant': (page) => `第 ${page} 版`,
  en: (page) => `Page ${page}`,
}
const STAMP: Readonly<Record<Lang, string>> = { 'zh-Hans': '印记', 'zh-Hant': '印記', en: 'Stamp' }

/** A page's name, for slug lines and bookmarks. */
export const pageName = (lang: Lang, page: number): string => PAGE[lang](page)

export const slugText = ({ lang, paper, issueDate, page, edition, stamp, label, time }: SlugWords): string =>
  [
    paper,
    issueDate,
    pageName(lang, page),
    edition,
    stamp === '' ? '' : `${STAMP[lang]} ${stamp.slice(0, STAMP_DIGITS)}`,
    label,
    `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`,
  ]
    .filter((part) => part !== '')
    .join(GAP)
