/** One page checked in the window: the desk's own functions, on what the window holds. */
import type { Copy } from '#contract/copy.ts'
import { isFault, type Finding } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { IssueState } from '#contract/requests.ts'
import type { SetPage } from '#contract/setPage.ts'
import { issueFindings, unsigned } from '#preflight/issue.ts'
import { mayBeHeavy } from '#preflight/ink.ts'
import { graded, preflight, type PreflightRules } from '#preflight/preflight.ts'
import { atPicture, remark } from '#preflight/remark.ts'
import type { KeptInks } from './inks.ts'

/** What a page is checked with. */
export interface CheckInput {
  readonly state: IssueState
  readonly set: SetPage
  /** The stamp of what is set; null while it is not known. */
  readonly stamp: string | null
  readonly rules: PreflightRules
  readonly inks: KeptInks
  copyOf(story: StoryId): Copy | null
}

export interface CheckedPage {
  readonly findings: readonly Finding[]
  /** Pictures whose ink is still on its way. */
  readonly waiting: number
}

/** Every finding of the page that the desk's `check` would have, but for ink that is on its way and bytes that are broken. */
export function checkPage(input: CheckInput): CheckedPage {
  const { state, set, rules, inks, copyOf } = input
  const job = jobOf(input)
  const counted = set.pictures
    .filter(({ isAd }) => !isAd)
    .filter((picture) => mayBeHeavy(set, picture, job.photos.get(picture.photo)?.colour ?? 'cmyk'))
    .map((picture) => ({ picture, ink: inks.maybeInk(picture) }))
  const found = preflight(set, job, rules, (picture) => {
    const ink = counted.find((each) => each.picture === picture)?.ink ?? null
    return isFault(ink) ? null : ink
  })
  const unread = counted.filter(({ ink }) => isFault(ink) && ink.code !== 'photo.missing')
  const more = [
    ...unread.map(({ picture }) =>
      remark('picture.unreadable', atPicture(job, picture), {
        photo: picture.photo,
        name: job.photos.get(picture.photo)?.name ?? '',
      }),
    ),
    ...(isSigned(input) ? [] : [unsigned(set.page)]),
    ...issueFindings(state.pages, copyOf).filter(({ page }) => page === set.page),
  ]
  return { findings: [...found, ...graded(more, rules)], waiting: counted.filter(({ ink }) => ink === null).length }
}

function jobOf({ state, set, copyOf }: CheckInput): PageJob {
  const { issue, stylebook, photos, pages } = state
  const records = pages.find(({ page }) => page === set.page)?.records ?? []
  const copies = records.flatMap(({ item }): [StoryId, Copy][] => {
    const copy = copyOf(item)
    return copy ? [[item, copy]] : []
  })
  return {
    page: set.page,
    issue,
    stylebook,
    records,
    copies: new Map(copies),
    photos: new Map(photos.map((photo) => [photo.id, photo])),
  }
}

/** Until the stamp is known the last signature counts. */
function isSigned({ state: { signOffs }, set, stamp }: CheckInput): boolean {
  const last = signOffs.findLast(({ page }) => page === set.page)
  return last !== undefined && (stamp === null || last.stamp === stamp)
}
