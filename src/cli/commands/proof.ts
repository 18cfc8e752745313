/** `proof`: somebody wants to see a page before it goes out, on the screen or on paper. */
import { isFault, type Outcome } from '#contract/faults.ts'
import { storyIdSchema } from '#contract/ids.ts'
import type { PulledProof } from '#contract/requests.ts'
import { paperSchema, sheetKindSchema, type SheetKind } from '#contract/sheet.ts'
import { writeWhole } from '#darkroom/outlets.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import {
  argument,
  maybeNumber,
  optional,
  required,
  requiredPage,
  UsageError,
  type Call,
  type Command,
} from '../call.ts'
import { atDesk } from '../desks.ts'
import { reportWritten, type Written } from '../written.ts'

const JOB = 'proof'
const USUAL_DPI = 144

/** With a kind, a story or a PDF it is sheets of paper; without, the page alone as a picture. */
export const pullProof: Command = async (call) => {
  const file = argument(call, 0, 'FILE')
  const kind = kindOf(call)
  return kind === null ? pullPage(call, file) : pullSheets(call, file, kind)
}

function kindOf(call: Call): SheetKind | null {
  const asked = optional(call, 'kind')
  if (asked === null && optional(call, 'story') !== null) return 'galley'
  if (asked === null) return isPdf(required(call, 'out')) ? 'page' : null
  const kind = sheetKindSchema.safeParse(asked)
  if (!kind.success) throw new UsageError('--kind galley|dummy|page|clean')
  return kind.data
}

const isPdf = (path: string): boolean => path.toLowerCase().endsWith('.pdf')

async function pullPage(call: Call, file: string): ReturnType<Command> {
  const page = requiredPage(call)
  const path = required(call, 'out')
  const dpi = maybeNumber(call, 'dpi', 18, 600) ?? USUAL_DPI
  return atDesk(file, async (desk) => {
    const proof = await desk.handlers.pullProof({ page, dpi })
    if (isFault(proof)) return proof
    const refused = await writeWhole(path, proof.bytes)
    if (isFault(refused)) return refused
    const set = await desk.setWhole(page)
    if (isFault(set)) return set
    return reportWritten([{ page, stamp: proof.stamp, path, bytes: proof.bytes.length }], set.findings, call)
  })
}

async function pullSheets(call: Call, file: string, kind: SheetKind): ReturnType<Command> {
  const out = required(call, 'out')
  const story = kind === 'galley' ? storyIdSchema.parse(required(call, 'story')) : null
  const page = kind === 'galley' ? null : requiredPage(call)
  const paper = paperSchema.safeParse(optional(call, 'paper') ?? (kind === 'galley' ? 'a4' : 'a3'))
  if (!paper.success) throw new UsageError('--paper a4|a3|full')
  const dpi = maybeNumber(call, 'dpi', 18, 600) ?? USUAL_DPI
  const stage = optional(call, 'stage')
  const form = isPdf(out) ? 'pdf' : 'png'
  return atDesk(file, async (desk) => {
    const order = {
      kind,
      page,
      story,
      paper: paper.data,
      stage,
      zone: zoneOf(new Date()),
      hasMarks: call.options['marks'] === true,
      form,
      dpi,
      job: JOB,
    } as const
    const pulled = await withCancel(desk, () => desk.handlers.pullSheets(order))
    if (isFault(pulled)) return pulled
    const written = await writeSheets(pulled, out)
    return isFault(written) ? written : reportWritten(written, pulled.findings, call)
  })
}

/** Minutes east of UTC on this machine: sheets bear the time of the room in which they are read. */
const zoneOf = (now: Date): number => 0 - now.getTimezoneOffset()

/** Ctrl C ends the job in order: nothing is written. */
async function withCancel<T>(desk: OpenDesk, work: () => Promise<T>): Promise<T> {
  const cancel = (): void => void desk.handlers.cancelJob({ job: JOB })
  process.once('SIGINT', cancel)
  try {
    return await work()
  } finally {
    process.removeListener('SIGINT', cancel)
  }
}

/** One PDF; or a picture a sheet, numbered where there are several: `proof-2.png`. */
async function writeSheets({ page, stamp, round, sheets, pdf }: PulledProof, out: string): Promise<Outcome<Written[]>> {
  const files = pdf
    ? [{ path: out, bytes: pdf }]
    : sheets.map(({ png }, i) => ({ path: numbered(out, i, sheets.length), bytes: png ?? new Uint8Array() }))
  const written: Written[] = []
  for (const { path, bytes } of files) {
    const refused = await writeWhole(path, bytes)
    if (isFault(refused)) return refused
    written.push({ page, stamp, path, bytes: bytes.length, round })
  }
  return written
}

const numbered = (path: string, index: number, count: number): string =>
  count === 1 ? path : path.replace(/(\.[^./]*)?$/, (ending) => `-${index + 1}${ending}`)
