/**
 * Pressing 付印: pages become PDF, if they may. A page that was signed and then changed is refused, except as a proof; a
 * page that was never signed goes out with 未签 / UNSIGNED in its slug line and a finding, unless the paper demands a
 * signature.
 */
import { fault, isFault, type Finding, type Outcome } from '#contract/faults.ts'
import type { PhotoId } from '#contract/ids.ts'
import type { Photo, PlateTerms } from '#contract/photo.ts'
import type { Answers, PressProfile, RequestOf } from '#contract/requests.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import type { PressJob, PressPage } from '#press/press.ts'
import { unsigned } from './checks.ts'
import type { Job, Jobs } from './jobs.ts'
import type { IssueWriter, Ports } from './ports.ts'
import type { DeskPage, Setting } from './setting.ts'
import type { SignOffs, Signature } from './signOffs.ts'

export interface Presses {
  press(order: RequestOf<'pressPages'>): Promise<Outcome<Answers['pressPages']>>
}

interface PressesInput {
  readonly ports: Ports
  readonly issue: IssueWriter
  readonly setting: Setting
  readonly signOffs: SignOffs
  readonly jobs: Jobs
}

/** A set page with what its slug line says. */
interface ReadyPage extends PressPage {
  readonly findings: readonly Finding[]
  /** When its stamp was signed (ISO 8601); null for a page that is not. */
  readonly signedAt: string | null
}

export function openPresses(input: PressesInput): Presses {
  const run = async (order: RequestOf<'pressPages'>, job: Job): Promise<Outcome<Answers['pressPages']>> => {
    const parts = order.isOneFile ? [order.pages] : order.pages.map((page) => [page])
    const steps = new Steps(job, order.pages.length, parts)
    const ready = await readyPages(input, order, job, steps)
    if (isFault(ready)) return ready
    const files: { page: number | null; bytes: Uint8Array }[] = []
    for (const part of parts) {
      const pages = ready.filter((page) => part.includes(page.number))
      const bytes = await pressFile(input, pages, order.profile, job, steps)
      if (isFault(bytes)) return bytes
      files.push({ page: order.isOneFile ? null : (part[0] ?? null), bytes })
    }
    return {
      pages: ready.map(({ number, stamp }) => ({ page: number, stamp })),
      files,
      findings: ready.flatMap(({ findings }) => findings),
    }
  }
  return {
    press: async (order) => {
      const job = input.jobs.begin(order.job)
      try {
        return await run(order, job)
      } finally {
        job.end()
      }
    },
  }
}

/** Counts what is done over setting and writing alike. */
class Steps {
  private done = 0
  private readonly total: number
  private readonly job: Job
  constructor(job: Job, pages: number, parts: readonly (readonly number[])[]) {
    this.job = job
    // Each page is set once and written once; each file ends with its fonts.
    this.total = 2 * pages + parts.length
  }
  next(): void {
    this.done = Math.min(this.done + 1, this.total)
    this.job.progress(this.done, this.total)
  }
}

async function readyPages(
  { setting, signOffs }: PressesInput,
  order: RequestOf<'pressPages'>,
  job: Job,
  steps: Steps,
): Promise<Outcome<ReadyPage[]>> {
  const ready: ReadyPage[] = []
  for (const page of order.pages) {
    if (job.isCancelled()) return fault('cancelled')
    const set = await setting.set(page)
    if (isFault(set)) return set
    const signature = signOffs.signatureOf(page, set.stamp)
    const refused = refusePress(setting, order.profile, page, signature)
    if (refused) return refused
    ready.push(readyPage(setting, signOffs, page, set, signature))
    steps.next()
  }
  return ready
}

function refusePress(setting: Setting, profile: PressProfile, page: number, signature: Signature): Outcome<null> {
  if (profile === 'proof') return null
  if (signature === 'changed') return fault('stamp.changed', { page })
  return signature === 'unsigned' && setting.stylebook.press.needsSignature ? fault('stamp.unsigned', { page }) : null
}

function readyPage(setting: Setting, signOffs: SignOffs, page: number, set: DeskPage, signature: Signature): ReadyPage {
  const last = signOffs
    .all()
    .filter((signOff) => signOff.page === page)
    .at(-1)
  const isEnglish = setting.stylebook.lang === 'en'
  const label = signature === 'signed' && last ? `${last.stage} ${last.person}` : isEnglish ? 'UNSIGNED' : '未签'
  const findings = signature === 'signed' ? set.findings : [...set.findings, unsigned(page)]
  const signedAt = signature === 'signed' && last ? last.at : null
  return { set: set.set, stamp: set.stamp, number: page, label, findings, signedAt }
}

async function pressFile(
  input: PressesInput,
  pages: readonly ReadyPage[],
  profile: PressProfile,
  job: Job,
  steps: Steps,
): Promise<Outcome<Uint8Array>> {
  const { ports, setting } = input
  const [faces, subsetter, outputProfile] = [
    await setting.faces(),
    await ports.readSubsetter(),
    await ports.resources.readProfile(),
  ]
  if (isFault(faces)) return faces
  const first = await setting.job(pages[0]?.number ?? 1)
  if (isFault(first)) return first
  const { issue, stylebook } = setting
  const terms = plateTerms(stylebook, outputProfile)
  const order: PressJob = {
    pages,
    profile,
    title: `${stylebook.paper.name} ${issue.date}`,
    paper: stylebook.paper.name,
    lang: stylebook.lang,
    issueDate: issue.date,
    stampTime: await stampTimeOf(input, pages),
    condition: stylebook.press.condition,
    subsetter,
    face: (id) => faces.get(id) ?? missingFace(id),
    plate: platesOf(input, first.photos, terms, () => job.isCancelled()),
    ...(profile === 'x4' ? { outputProfile } : {}),
    onProgress: () => steps.next(),
    signal: {
      get aborted() {
        return job.isCancelled()
      },
    },
  }
  const { pressPdf } = await import('#press/press.ts')
  return pressPdf(order)
}

/** The time that a PDF bears: of the last sign-off, else of the issue's last commit. Never a clock's, so that the same pages press to the same bytes. */
async function stampTimeOf({ issue }: PressesInput, pages: readonly ReadyPage[]): Promise<string> {
  const signed = pages.flatMap(({ signedAt }) => (signedAt === null ? [] : [signedAt])).sort()
  return signed.at(-1) ?? (await issue.readIssue()).savedAt
}

function missingFace(id: string): never {
  throw new RangeError(`pressFile: the page shows ${id}, which the stylebook does not name`)
}

/** Dots per inch above which a picture's samples are not kept, where the paper does not say. */
const MOST_RESOLUTION = 300

function plateTerms({ press }: Stylebook, profile: Uint8Array): PlateTerms {
  const { totalInk, mostResolution = MOST_RESOLUTION, sharpening = null } = press
  return { colour: 'cmyk', profile, totalInk, mostResolution, sharpening }
}

/** Asks for the plates of pictures, one by one as the press comes to their pages. A picture that cannot be read is a Fault, never a gap. */
const platesOf =
  (
    { ports, issue }: PressesInput,
    photos: ReadonlyMap<PhotoId, Photo>,
    terms: PlateTerms,
    isCancelled: () => boolean,
  ): PressJob['plate'] =>
  async (picture) => {
    const photo = photos.get(picture.photo)
    if (!photo) return null
    const bytes = await issue.readBlob(photo.sha256)
    return isFault(bytes) ? bytes : ports.pictures.forPlate(bytes, photo, picture, terms, isCancelled)
  }
