/**
 * Proofs: a set page as a picture, and the sheets that people read and sign (小样 版样 大样 清样), as pictures or as PDF.
 * Screen, plate and proof show the same set page; a sheet is one too.
 */
import type { Block } from '#contract/dummy.ts'
import { fault, isFault, type Finding, type Outcome } from '#contract/faults.ts'
import { recordIdSchema, type StoryId } from '#contract/ids.ts'
import { isPending, markText, readingOf } from '#contract/mark.ts'
import type { Size } from '#contract/measure.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { Answers, PulledProof, PulledSheet, RequestOf } from '#contract/requests.ts'
import type { PageTrace, ProofSheet } from '#contract/sheet.ts'
import type { Composer, SheetFacts, SheetMark, SheetOrder } from '#compose/composer.ts'
import { traceOf } from '#compose/sheets/trace.ts'
import type { Marks } from './marks.ts'
import type { Job, Jobs } from './jobs.ts'
import type { Pages } from './pages.ts'
import type { IssueWriter, Ports } from './ports.ts'
import type { Presses } from './presses.ts'
import { roundOf, signedAt, stagesOf } from './rounds.ts'
import type { DeskPage, Setting } from './setting.ts'
import type { SignOffs } from './signOffs.ts'

/** Beyond this a proof is no picture that anything opens: pixels. */
const MOST_PIXELS = 400_000_000
const EMU_PER_INCH = 914_400

export interface ProofsInput {
  readonly ports: Ports
  readonly issue: IssueWriter
  readonly setting: Setting
  readonly pages: Pages
  readonly signOffs: SignOffs
  readonly presses: Presses
  readonly marks: Marks
  readonly jobs: Jobs
}

export interface Proofs {
  /** The page alone, as a picture. picture.tooLarge, page.missing. */
  pull(order: RequestOf<'pullProof'>): Promise<Outcome<Answers['pullProof']>>
  /** Sheets of a page or a story. */
  pullSheets(order: SheetsAsked): Promise<Outcome<PulledProof>>
  /** Sheets on paper, by the host's printer. */
  print(order: RequestOf<'printSheets'>): Promise<Outcome<Answers['printSheets']>>
}

/** Dots an inch of what is printed: what an office printer shows of type. */
const PRINTED_DPI = 300

type SheetsAsked = RequestOf<'pullSheets'>

export function openProofs(input: ProofsInput): Proofs {
  const sheets = async (order: SheetsAsked): Promise<Outcome<PulledProof>> => {
    const job = input.jobs.begin(order.job)
    try {
      const pulled = await input.ports.pressRoom?.pullSheets(order, job)
      return pulled ?? (await pullSheets(input, order, job))
    } finally {
      job.end()
    }
  }
  return {
    pull: (order) => pullPage(input, order),
    pullSheets: sheets,
    print: async (order) => {
      const { printer } = input.ports
      if (!printer) return fault('printer.missing')
      const pulled = await sheets({ ...order, form: 'png', dpi: PRINTED_DPI })
      if (isFault(pulled)) return pulled
      const printed = await printer.print(pulled.sheets.flatMap(({ png, ...size }) => (png ? [{ ...size, png }] : [])))
      return isFault(printed) ? printed : { isPrinted: printed }
    },
  }
}

async function pullPage(
  { setting, issue, ports }: ProofsInput,
  { page, dpi }: RequestOf<'pullProof'>,
): Promise<Outcome<Answers['pullProof']>> {
  const refused = refusePixels(setting.stylebook.trim, dpi, page)
  if (refused) return refused
  const set = await setting.set(page)
  if (isFault(set)) return set
  const composer = await setting.composer()
  if (isFault(composer)) return composer
  const bytes = await ports.proofs.png(set.set, dpi, composer.outline, (sha256) => issue.readBlob(sha256))
  return isFault(bytes) ? bytes : { page, stamp: set.stamp, bytes }
}

function refusePixels({ width, height }: Size, dpi: number, page: number): Outcome<null> {
  const pixels = ((width * dpi) / EMU_PER_INCH) * ((height * dpi) / EMU_PER_INCH)
  return pixels > MOST_PIXELS
    ? fault('picture.tooLarge', { page, dpi, pixels: Math.floor(pixels), most: MOST_PIXELS })
    : null
}

/** What a proof says of itself, and the order for its sheets. */
interface Ready {
  readonly about: Omit<PulledProof, 'sheets' | 'pdf'>
  readonly order: SheetOrder
}

const NO_TRACE: PageTrace = { lines: [], pictures: [] }

async function pullSheets(input: ProofsInput, asked: SheetsAsked, job: Job): Promise<Outcome<PulledProof>> {
  const ready = asked.kind === 'galley' ? await readyGalley(input, asked) : await readyPage(input, asked, asked.kind)
  if (isFault(ready)) return ready
  const composer = await input.setting.composer()
  if (isFault(composer)) return composer
  const sheets = composer.sheets(ready.order)
  const { about } = ready
  if (asked.form === 'png') {
    const drawn = await drawSheets(input, composer, sheets, asked.dpi, job)
    return isFault(drawn) ? drawn : { ...about, sheets: drawn, pdf: null }
  }
  const { stamp, time } = about
  const { copies } = ready.order.job
  const pages = sheets.map(({ set }) => ({ set: () => set, stamp, time, copies, label: '', number: set.page }))
  const pdf = await input.presses.pressSheets(pages, titleOf(input, about), job)
  if (isFault(pdf)) return pdf
  return { ...about, sheets: sheets.map((sheet) => ({ ...facts(sheet), png: null })), pdf }
}

const facts = ({ set: { trim }, place }: ProofSheet): Omit<PulledSheet, 'png'> => ({ ...trim, place })

const titleOf = ({ setting: { stylebook, issue } }: ProofsInput, { page, round, story }: Ready['about']): string =>
  [stylebook.paper.name, issue.date, story ?? page, round].filter((part) => part !== null).join(' ')

async function drawSheets(
  { ports, issue }: ProofsInput,
  composer: Composer,
  sheets: readonly ProofSheet[],
  dpi: number,
  job: Job,
): Promise<Outcome<PulledSheet[]>> {
  const drawn: PulledSheet[] = []
  for (const [done, sheet] of sheets.entries()) {
    if (job.isCancelled()) return fault('cancelled')
    const refused = refusePixels(sheet.set.trim, dpi, sheet.set.page)
    if (refused) return refused
    const png = await ports.proofs.png(sheet.set, dpi, composer.outline, (sha256) => issue.readBlob(sha256))
    if (isFault(png)) return png
    drawn.push({ ...facts(sheet), png })
    job.progress(done + 1, sheets.length)
  }
  return job.isCancelled() ? fault('cancelled') : drawn
}

async function readyPage(
  input: ProofsInput,
  { page, paper, stage, zone, hasMarks = false }: SheetsAsked,
  kind: 'dummy' | 'page' | 'clean',
): Promise<Outcome<Ready>> {
  const { setting } = input
  const { stages } = setting.stylebook
  if (page === null) return fault('page.missing', { pages: setting.issue.pages })
  if (stage !== null && !stages.includes(stage)) return fault('stage.unknown', { stage, stages: stages.join(', ') })
  const set = await setting.set(page)
  if (isFault(set)) return set
  const facts = await factsOf(input, page, set, stage, zone)
  const marks = hasMarks ? await marksOn(input, page) : []
  if (isFault(marks)) return marks
  return {
    about: {
      kind,
      page,
      story: null,
      stamp: set.stamp,
      round: facts.round,
      time: facts.time,
      version: null,
      trace: traceOf(set.set),
      findings: set.findings,
    },
    order: { kind, job: set.job, set: set.set, paper, facts: { ...facts, marks } },
  }
}

/** The marks on a page that still ask for something and whose words still stand. */
async function marksOn({ marks, setting }: ProofsInput, page: number): Promise<Outcome<SheetMark[]>> {
  const listed = await marks.list({ page, story: null })
  if (isFault(listed)) return listed
  return listed.flatMap((mark) => {
    const { id: number, kind, now: spot, proposed } = mark
    const text = markText(mark)
    const reading = readingOf(mark.round, setting.stylebook.stages)
    return isPending(mark) && spot ? [{ number, kind, spot, reading, proposed, text }] : []
  })
}

async function factsOf(
  input: ProofsInput,
  page: number,
  { stamp, job }: DeskPage,
  stage: string | null,
  zone: number,
): Promise<SheetFacts> {
  const stages = stagesOf(input.setting.stylebook.stages, input.signOffs.all(), page, stamp)
  const time = signedAt(stages) ?? (await lastStepAt(input, page, [...job.copies.keys()]))
  return { stamp, stages, round: stage ?? roundOf(stages), time, zone }
}

/**
 * When what is shown was last changed, as it is stored: no clock, so that the same page proofs to the same bytes. What
 * nothing was done to bears its issue's day.
 */
const lastStepAt = async (
  { issue, setting }: ProofsInput,
  page: number,
  stories: readonly StoryId[],
): Promise<string> => (await issue.readChanged(page, stories)) ?? `${setting.issue.date}T00:00:00.000Z`

/** No page has this number: a story that stands nowhere is changed by its own steps alone. */
const NOWHERE = 0

async function readyGalley(input: ProofsInput, { story, paper, zone }: SheetsAsked): Promise<Outcome<Ready>> {
  const { setting, pages } = input
  if (story === null) return fault('story.missing')
  const page = pages.pagesOf(story)[0] ?? null
  const job = await setting.job(page ?? 1, [story])
  if (isFault(job)) return job
  const set = page === null ? null : await setting.set(page)
  if (isFault(set)) return set
  const composer = await setting.composer()
  if (isFault(composer)) return composer
  const stamp = composer.stampOf(galleyJob(job, story))
  const time = await lastStepAt(input, page ?? NOWHERE, [story])
  const facts: SheetFacts = { stamp, stages: [], round: null, time, zone }
  return {
    about: {
      kind: 'galley',
      page,
      story,
      stamp,
      round: null,
      time,
      version: job.copies.get(story)?.version ?? null,
      trace: NO_TRACE,
      findings: (set?.findings ?? []).filter((finding: Finding) => finding.item === story),
    },
    order: { kind: 'galley', job, story, set: set?.set ?? null, paper, facts },
  }
}

/** The job that a galley's stamp is made from: its story and the block in which that stands, and nothing else of the page. */
function galleyJob(job: PageJob, story: StoryId): PageJob {
  const own = job.records.filter(({ item }) => item === story)
  return { ...job, records: own.length > 0 ? own : [unplaced(story, job.page)] }
}

const unplaced = (item: StoryId, page: number): Block => ({
  type: 'block',
  id: recordIdSchema.parse('galley'),
  page,
  item,
  areas: [{ column: 0, columns: 1, line: 0, lines: 1 }],
  legs: [0],
  mode: 'auto',
  head: 'above',
  orientation: null,
  headSize: null,
  pictures: [],
  border: 'none',
})
