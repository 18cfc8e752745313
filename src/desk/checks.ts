/** Checking: every finding on a page, or on the whole issue with what belongs to no page. */
import type { Copy } from '#contract/copy.ts'
import { fault, isFault, type Finding, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { InkGrid } from '#contract/inkGrid.ts'
import type { RequestOf } from '#contract/requests.ts'
import type { SetPage, SetPicture } from '#contract/setPage.ts'
import { mayBeHeavy } from '#preflight/ink.ts'
import { issueFindings, pagesOfStories, unsigned } from '#preflight/issue.ts'
import { graded, preflight, type PreflightRules } from '#preflight/preflight.ts'
import { atPicture, remark } from '#preflight/remark.ts'
import type { Inks } from './inks.ts'
import type { Job, Jobs } from './jobs.ts'
import type { Pages } from './pages.ts'
import type { PressRoom } from './ports.ts'
import type { DeskPage, Setting } from './setting.ts'
import type { SignOffs } from './signOffs.ts'
import type { Stories } from './stories.ts'

interface ChecksInput {
  readonly setting: Setting
  readonly pages: Pages
  readonly stories: Stories
  readonly signOffs: SignOffs
  readonly inks: Inks
  readonly jobs: Jobs
  readonly pressRoom: PressRoom | undefined
}

/**
 * Findings of one page, or with null of every page and of the pool: page by page, then what only the issue shows. Faults:
 * page.missing, preflight.unknown, cancelled.
 */
export async function checkIssue(
  input: ChecksInput,
  order: RequestOf<'checkIssue'>,
): Promise<Outcome<readonly Finding[]>> {
  const job = order.job === undefined ? null : input.jobs.begin(order.job)
  try {
    const checked = job && (await checkElsewhere(input, order, job))
    return checked ?? (await checkHere(input, order, job))
  } finally {
    job?.end()
  }
}

/** The whole issue, in the host's press room, where it has one; null where the desk must check itself. */
async function checkElsewhere(
  { pressRoom }: ChecksInput,
  order: RequestOf<'checkIssue'>,
  job: Job,
): Promise<Outcome<readonly Finding[]> | null> {
  if (!pressRoom || order.page !== null || order.job === undefined) return null
  return pressRoom.check({ ...order, job: order.job }, job)
}

async function checkHere(
  input: ChecksInput,
  order: RequestOf<'checkIssue'>,
  job: Job | null,
): Promise<Outcome<readonly Finding[]>> {
  const rules = await input.setting.rules(order.profile ?? null)
  return isFault(rules) ? rules : checkPages(input, order.page, rules, job)
}

async function checkPages(
  input: ChecksInput,
  page: number | null,
  rules: PreflightRules,
  job: Job | null,
): Promise<Outcome<readonly Finding[]>> {
  const states = input.pages.states()
  const numbers = page === null ? states.map((state) => state.page) : [page]
  const findings: Finding[] = []
  for (const [done, number] of numbers.entries()) {
    if (job?.isCancelled()) return fault('cancelled')
    const found = await checkPage(input, number, rules)
    if (isFault(found)) return found
    findings.push(...found)
    job?.progress(done + 1, numbers.length)
  }
  const copies = await copiesOfJumps(input)
  if (isFault(copies)) return copies
  const ofIssue = graded(
    issueFindings(states, (story) => copies.get(story) ?? null),
    rules,
  )
  const unplaced = page === null ? graded(unplacedStories(input), rules) : []
  return [...findings, ...ofIssue.filter((finding) => page === null || finding.page === page), ...unplaced]
}

async function checkPage(
  { setting, signOffs, inks }: ChecksInput,
  page: number,
  rules: PreflightRules,
): Promise<Outcome<Finding[]>> {
  const whole = await setting.set(page)
  if (isFault(whole)) return whole
  const counted = await countInks(inks, whole)
  const more = signOffs.signatureOf(page, whole.stamp) === 'signed' ? [] : [unsigned(page)]
  const found = preflight(whole.set, whole.job, rules, (picture) => counted.grids.get(picture) ?? null)
  return [...found, ...graded([...counted.findings, ...more], rules)]
}

interface CountedInks {
  readonly grids: ReadonlyMap<SetPage['pictures'][number], InkGrid>
  /** Pictures that cannot be read. */
  readonly findings: readonly Finding[]
}

async function countInks(inks: Inks, { set, job }: DeskPage): Promise<CountedInks> {
  const grids = new Map<SetPicture, InkGrid>()
  const findings: Finding[] = []
  // What ink an ad brings was read when it came in.
  for (const picture of set.pictures.filter(({ isAd }) => !isAd)) {
    const photo = job.photos.get(picture.photo)
    if (!photo) continue
    const isAsked = mayBeHeavy(set, picture, photo.colour)
    const counted = isAsked ? await inks.inkOf(photo.id, picture.crop) : await inks.maybeUnread(photo)
    if (isFault(counted)) {
      findings.push(remark('picture.unreadable', atPicture(job, picture), { photo: photo.id, name: photo.name }))
    } else if (counted) grids.set(picture, counted)
  }
  return { grids, findings }
}

/** Copies of the stories that may jump: those on several pages, and those with a jump line, which only their copy shows. */
async function copiesOfJumps({ pages, stories }: ChecksInput): Promise<Outcome<ReadonlyMap<StoryId, Copy>>> {
  const copies = new Map<StoryId, Copy>()
  for (const story of pagesOfStories(pages.states()).keys()) {
    const held = await stories.hold(story)
    if (isFault(held)) return held
    copies.set(story, held.copy)
  }
  return copies
}

const unplacedStories = ({ stories, pages }: ChecksInput): Finding[] =>
  stories
    .rows()
    .filter((row) => !row.isSpiked && pages.pagesOf(row.id).length === 0)
    .map((row) => remark('item.unplaced', { item: row.id }, { story: row.id }))
