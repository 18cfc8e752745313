/** Sets a job as far as it can be set, and says what was left: composing never fails. */
import type { Finding } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { SetPage, StoryFit } from '#contract/setPage.ts'
import { ENGINE } from '../stamp.ts'
import type { CopyCut } from './boundedCopy.ts'
import { soundJob, type SoundJob } from './soundJob.ts'

/** The page of `given`; `setPage` is only asked for jobs that can be set. */
export function setSoundly(given: PageJob, setPage: (job: PageJob) => SetPage): SetPage {
  const { job, findings, cuts, hasFaces } = soundJob(given)
  const page = hasFaces ? setPage(job) : bare(job)
  if (findings.length === 0) return page
  const fit = cuts.size === 0 ? page.fit : page.fit.map((each) => withRest(each, cuts.get(each.item) ?? []))
  const stand = page.findings.flatMap((each) => restated(each, fit, cuts))
  return { ...page, fit, findings: [...findings, ...stand] }
}

/** A remark on a story whose body is cut: it does not lack copy, and more of it is over than was broken into lines. */
function restated(remark: Finding, fit: SetPage['fit'], cuts: SoundJob['cuts']): readonly Finding[] {
  if (remark.item === null || !isCut(cuts, remark.item)) return [remark]
  if (remark.code === 'copy.underset') return []
  const own = remark.code === 'copy.overset' ? fit.find(({ item }) => item === remark.item) : undefined
  return [own ? { ...remark, values: { lines: own.overLines, characters: own.overCharacters } } : remark]
}

const isCut = (cuts: SoundJob['cuts'], item: StoryId): boolean =>
  cuts.get(item)?.some(({ at }) => at.part === 'body') ?? false

/** A page without type. */
const bare = ({ page, stylebook: { trim, bleed, slug } }: PageJob): SetPage => ({
  page,
  trim,
  bleed,
  slug,
  engine: ENGINE,
  blocks: [],
  frames: [],
  pictures: [],
  rules: [],
  fit: [],
  findings: [],
})

const completed = new WeakMap<StoryFit, { readonly cuts: readonly CopyCut[]; readonly fit: StoryFit }>()

/** What of the body was not set counts as over; its lines and depth are reckoned by the lines that were. */
function withRest(fit: StoryFit, cuts: readonly CopyCut[]): StoryFit {
  const rest = cuts.find(({ at }) => at.part === 'body')?.rest ?? 0
  if (rest === 0) return fit
  const known = completed.get(fit)
  if (known?.cuts === cuts) return known.fit
  const broken = fit.lines + fit.overLines
  const share = rest / Math.max(1, fit.characters)
  const made = {
    ...fit,
    overCharacters: fit.overCharacters + rest,
    overLines: fit.overLines + Math.max(1, Math.ceil(broken * share)),
    overDepth: fit.overDepth + Math.ceil((fit.depth + fit.overDepth) * share),
    shortLines: 0,
    shortCharacters: 0,
    characters: fit.characters + rest,
  }
  completed.set(fit, { cuts, fit: made })
  return made
}
