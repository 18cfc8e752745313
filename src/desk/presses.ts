/**
 * Pressing 付印: pages become PDF, if they may. A page that was signed and then changed is refused, except as a proof; a
 * page that was never signed goes out with 未签 / UNSIGNED in its slug line and a finding, unless the paper demands a
 * signature. Pages are set, written and let go one by one, so that an issue of any length goes through the same room.
 */
import { fault, isFault, type Fault, type Finding, type Outcome } from '#contract/faults.ts'
import type { Issue } from '#contract/issue.ts'
import type { PlateImage, PlateTerms } from '#contract/photo.ts'
import type { Answers, PressProfile, PressResult, RequestOf } from '#contract/requests.ts'
import type { SetPicture } from '#contract/setPage.ts'
import { unsigned } from '#preflight/issue.ts'
import type { Press, PressJob, PressPage } from '#press/press.ts'
import { placedAd, refuseAds } from './ads.ts'
import type { Job, Jobs } from './jobs.ts'
import { KeptPlates } from './keptPlates.ts'
import { joined, OutletStream } from './outletStream.ts'
import { chooseProfile, type ChosenProfile } from './outputProfiles.ts'
import { plateTerms } from './plateTerms.ts'
import type { IssueWriter, Outlet, Ports } from './ports.ts'
import type { Setting, StampedPage } from './setting.ts'
import type { SignOffs, Signature } from './signOffs.ts'

/** Opens the place of a file: `page` is null for one that holds all pages. */
export type OpenOutlet = (page: number | null) => Promise<Outcome<Outlet>>

export interface Presses {
  /** Presses into outlets of the host's own. */
  pressTo(order: RequestOf<'pressPages'>, open: OpenOutlet): Promise<Outcome<PressResult>>
  /** Presses into the host's tray, where a window fetches the files piece by piece. */
  press(order: RequestOf<'pressPages'>): Promise<Outcome<Answers['pressPages']>>
  fetch(order: RequestOf<'fetchPressed'>): Promise<Outcome<Answers['fetchPressed']>>
  /** Presses sheets that are no pages of the issue into one file, as a proof; nothing is remembered of them. */
  pressSheets(sheets: readonly PressPage[], title: string, job: Job): Promise<Outcome<Uint8Array>>
}

interface PressesInput {
  readonly ports: Ports
  readonly issue: IssueWriter
  readonly setting: Setting
  readonly signOffs: SignOffs
  readonly jobs: Jobs
}

interface Room extends PressesInput {
  readonly press: () => Promise<Press>
  readonly kept: KeptPlates
  /** Findings of pages by stamp: a page that was pressed before is not set again to be remarked on. */
  readonly remarks: Map<string, readonly Finding[]>
}

/** The room with the profile that an order's plates are made for. */
interface OutputRoom extends Room {
  readonly output: ChosenProfile
}

export function openPresses(input: PressesInput): Presses {
  let opened: Promise<Press> | null = null
  const press = (): Promise<Press> =>
    (opened ??= import('#press/press.ts').then(({ openPress }) => openPress(input.ports.readSubsetter)))
  const room: Room = { ...input, press, kept: new KeptPlates(), remarks: new Map() }
  // A proof's pictures are others than the plates, and do not push them out.
  const proofRoom: Room = { ...room, kept: new KeptPlates() }
  // The job begins with the request itself, so that a cancel which comes right after it is heard.
  const during = async <T>(order: RequestOf<'pressPages'>, work: (job: Job) => Promise<T>): Promise<T> => {
    const job = input.jobs.begin(order.job)
    try {
      return await work(job)
    } finally {
      job.end()
    }
  }
  const { tray } = input.ports
  return {
    pressTo: (order, open) => during(order, (job) => pressFiles(room, order, open, job)),
    press: (order) =>
      during(
        order,
        async (job) =>
          (await pressElsewhere(input, order, job)) ??
          pressFiles(room, order, (page) => tray.open(pressedName(input.setting.issue, page)), job),
      ),
    fetch: async ({ path, offset }) => {
      const bytes = await tray.read(path, offset, PIECE)
      if (isFault(bytes)) return bytes
      if (bytes.length < PIECE) await tray.drop(path)
      return { bytes, isLast: bytes.length < PIECE }
    },
    pressSheets: (sheets, title, job) => pressSheets(proofRoom, sheets, title, job),
  }
}

/** In the host's press room, where it has one; null where the desk must press itself. */
async function pressElsewhere(
  { ports, setting }: PressesInput,
  order: RequestOf<'pressPages'>,
  job: Job,
): Promise<Outcome<PressResult> | null> {
  const pressed = ports.pressRoom ? await ports.pressRoom.press(order, job) : null
  if (pressed === null || isFault(pressed)) return pressed
  const files: PressResult['files'][number][] = []
  for (const { page, path, bytes } of pressed.files) {
    files.push({ page, path: await ports.tray.take(path, pressedName(setting.issue, page)), bytes })
  }
  return { ...pressed, files }
}

/** Bytes that go to a window at once: a socket's message that nobody waits for. */
const PIECE = 1 << 20

/** The name under which a pressed file goes out. */
export const pressedName = ({ stylebook, date }: Issue, page: number | null): string =>
  `${stylebook}-${date}${page === null ? '' : `-${String(page).padStart(2, '0')}`}.pdf`

async function pressFiles(
  room: Room,
  order: RequestOf<'pressPages'>,
  open: OpenOutlet,
  job: Job,
): Promise<Outcome<PressResult>> {
  const refused = await refuseAny(room, order, job)
  if (refused) return refused
  const output = await chooseProfile(room.ports, room.setting.stylebook, order)
  if (isFault(output)) return output
  const steps = new Steps(job, order.pages.length + (order.isOneFile ? 1 : order.pages.length))
  const remarked: PageRemarks[] = []
  const files: PressResult['files'][number][] = []
  for (const part of order.isOneFile ? [null] : order.pages) {
    const outlet = await open(part)
    if (isFault(outlet)) return outlet
    const source = readyPages(room, part === null ? order.pages : [part], order.profile, job, remarked)
    const file = await pressInto(outlet, { ...room, output }, order.profile, source, steps)
    if (isFault(file)) return file
    files.push({ page: part, ...file })
  }
  return {
    pages: remarked.map(({ page, stamp, stories }) => ({ page, stamp, stories })),
    files,
    findings: remarked.flatMap(({ findings }) => findings),
  }
}

/** Counts what is done: each page, and the fonts of each file. */
class Steps {
  private done = 0
  private readonly total: number
  readonly job: Job
  constructor(job: Job, total: number) {
    this.job = job
    this.total = total
  }
  next(): void {
    this.done = Math.min(this.done + 1, this.total)
    this.job.progress(this.done, this.total)
  }
}

/** Nothing is written where one of the pages may not go out. */
async function refuseAny(room: Room, order: RequestOf<'pressPages'>, job: Job): Promise<Fault | null> {
  if (order.profile === 'proof') return null
  for (const page of order.pages) {
    if (job.isCancelled()) return fault('cancelled')
    const standing = room.setting.standing(page)
    if (isFault(standing)) return standing
    const refused = (await refusePage(room, page)) ?? refuseAds(order.profile, standing)
    if (refused) return refused
  }
  return null
}

/** The stamp is asked for only where a signature could stand under another. */
async function refusePage({ setting, signOffs }: Room, page: number): Promise<Fault | null> {
  if (!signOffs.lastOf(page)) return setting.stylebook.press.needsSignature ? fault('stamp.unsigned', { page }) : null
  const stamped = await setting.stamp(page)
  if (isFault(stamped)) return stamped
  return signOffs.signatureOf(page, stamped.stamp) === 'changed' ? fault('stamp.changed', { page }) : null
}

interface PageRemarks {
  readonly page: number
  readonly stamp: string
  readonly stories: PressResult['pages'][number]['stories']
  readonly findings: readonly Finding[]
}

/** Pages as the press asks for them; what was remarked on each is added to `remarked`. */
async function* readyPages(
  room: Room,
  pages: readonly number[],
  profile: PressProfile,
  job: Job,
  remarked: PageRemarks[],
): AsyncGenerator<Outcome<PressPage>> {
  for (const page of pages) {
    if (job.isCancelled()) return yield fault('cancelled')
    const stamped = await room.setting.stamp(page)
    if (isFault(stamped)) return yield stamped
    const signature = room.signOffs.signatureOf(page, stamped.stamp)
    // Somebody may have typed since the order was let pass: what was signed is what prints.
    if (signature === 'changed' && profile !== 'proof') return yield fault('stamp.changed', { page })
    yield {
      set: () => setRemarked(room, stamped),
      stamp: stamped.stamp,
      number: page,
      copies: stamped.job.copies,
      label: labelOf(room, page, signature),
      time: await timeOf(room, stamped, signature),
    }
    const findings = room.remarks.get(stamped.stamp) ?? stamped.set().findings
    remarked.push({
      page,
      stamp: stamped.stamp,
      stories: [...stamped.job.copies.values()].map(({ id, version }) => ({ id, version })),
      findings: signature === 'signed' ? findings : [...findings, unsigned(page)],
    })
  }
}

/** Pages whose findings are remembered. */
const MOST_REMARKS = 1024

function setRemarked({ remarks }: Room, stamped: StampedPage) {
  const { set, findings } = stamped.set()
  if (remarks.size >= MOST_REMARKS) remarks.clear()
  remarks.set(stamped.stamp, findings)
  return set
}

/** Who signed the page as it is, or that nobody did. */
function labelOf({ setting, signOffs }: Room, page: number, signature: Signature): string {
  const last = signOffs.lastOf(page)
  if (signature === 'signed' && last) return `${last.stage} ${last.person}`
  return setting.stylebook.lang === 'en' ? 'UNSIGNED' : '未签'
}

/**
 * The time that a page bears: of its sign-off, else of the last step that changed it, as stored; a page on which nothing
 * was done bears its issue's day. Never a clock's, so that the same page presses to the same bytes.
 */
async function timeOf({ issue, setting, signOffs }: Room, { job }: StampedPage, signature: Signature): Promise<string> {
  const last = signOffs.lastOf(job.page)
  if (signature === 'signed' && last) return last.at
  return (await issue.readChanged(job.page, [...job.copies.keys()])) ?? `${setting.issue.date}T00:00:00.000Z`
}

/** Bytes that are worth a write of their own. */
const ENOUGH = 1 << 18

/** Presses one file into its outlet, which stands whole or not at all. */
async function pressInto(
  outlet: Outlet,
  room: OutputRoom,
  profile: PressProfile,
  pages: AsyncIterable<Outcome<PressPage>>,
  steps: Steps,
): Promise<Outcome<{ path: string; bytes: number }>> {
  const stream = new OutletStream(outlet)
  let isDone = false
  try {
    const order = await pressJob(room, profile, pages, () => steps.job.isCancelled())
    if (isFault(order)) return order
    const press = await room.press()
    const pressed = await press.press(
      {
        ...order,
        onProgress: async () => {
          await stream.flush(ENOUGH)
          steps.next()
        },
        signal: {
          get aborted() {
            return steps.job.isCancelled() || stream.refused !== null
          },
        },
      },
      (chunk) => stream.take(chunk),
    )
    await stream.flush()
    if (stream.refused) return stream.refused
    if (isFault(pressed)) return pressed
    const file = await outlet.finish()
    isDone = !isFault(file)
    return file
  } finally {
    if (!isDone) await outlet.discard()
  }
}

/** A sheet's stamp is its page's: a press of its own keeps one from being taken for the other. */
async function pressSheets(
  room: Room,
  sheets: readonly PressPage[],
  title: string,
  job: Job,
): Promise<Outcome<Uint8Array>> {
  const output = await chooseProfile(room.ports, room.setting.stylebook, {})
  if (isFault(output)) return output
  const order = await pressJob({ ...room, output }, 'proof', sheets, () => job.isCancelled())
  if (isFault(order)) return order
  const { openPress } = await import('#press/press.ts')
  const chunks: Uint8Array[] = []
  const steps = new Steps(job, sheets.length + 1)
  const signal = {
    get aborted() {
      return job.isCancelled()
    },
  }
  const pressed = await openPress(room.ports.readSubsetter).press(
    { ...order, title, signal, onProgress: () => steps.next() },
    (chunk) => void chunks.push(chunk),
  )
  return isFault(pressed) ? pressed : joined(chunks)
}

async function pressJob(
  room: OutputRoom,
  profile: PressProfile,
  pages: PressJob['pages'],
  isCancelled: () => boolean,
): Promise<Outcome<PressJob>> {
  const { setting, output } = room
  const faces = await setting.faces()
  if (isFault(faces)) return faces
  const { issue, stylebook } = setting
  const terms = plateTerms(stylebook, profile, output.bytes)
  room.kept.useTerms(terms)
  return {
    pages,
    profile,
    title: `${stylebook.paper.name} ${issue.date}`,
    paper: stylebook.paper.name,
    edition: issue.edition,
    lang: stylebook.lang,
    issueDate: issue.date,
    condition: stylebook.press.condition,
    face: (id) => faces.get(id) ?? missingFace(id),
    plate: (picture) => plateOf(room, terms, isCancelled, picture),
    ad: (picture) => placedAd(room, picture),
    ...(profile === 'x4' ? { outputProfile: output.bytes } : {}),
    ...(profile === 'x4' && output.name !== null ? { profileName: output.name } : {}),
  }
}

function missingFace(id: string): never {
  throw new RangeError(`pressJob: the page shows ${id}, which the stylebook does not name`)
}

/** The plate of a picture on a page. One that cannot be read is a Fault, never a gap. */
async function plateOf(
  { ports, issue, setting, kept }: Room,
  terms: PlateTerms,
  isCancelled: () => boolean,
  picture: SetPicture,
): Promise<Outcome<PlateImage | null>> {
  const known = kept.find(picture)
  if (known) return known
  const photo = setting.photo(picture.photo)
  if (!photo) return null
  const bytes = await issue.readBlob(picture.sha256)
  const plate = isFault(bytes) ? bytes : await ports.pictures.forPlate(bytes, photo, picture, terms, isCancelled)
  if (!isFault(plate)) kept.keep(picture, plate)
  return plate
}
