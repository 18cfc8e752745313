/** `press` and `sign`: pages go out, and somebody answers for them. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import { pressProfileSchema, type PressResult, type PressProfile } from '#contract/requests.ts'
import { openOutlet } from '#darkroom/outlets.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import type { OpenOutlet } from '#desk/presses.ts'
import { argument, optional, required, requiredPage, UsageError, type Call, type Command } from '../call.ts'
import { atDesk } from '../desks.ts'
import { isFolder, makeFolder } from '../files.ts'
import { reportWritten, type Written } from '../written.ts'

const JOB = 'press'

export const pressPages: Command = async (call) => {
  const file = argument(call, 0, 'FILE')
  const asked = required(call, 'page')
  const page = asked === 'all' ? null : requiredPage(call)
  const out = required(call, 'out')
  const profile = pressProfileSchema.safeParse(optional(call, 'profile') ?? 'x1a')
  if (!profile.success) throw new UsageError('--profile x1a|x4|proof')
  const icc = await readIcc(call, profile.data)
  if (isFault(icc)) return icc
  const isOneFile = !(out.endsWith('/') || (await isFolder(out)))
  return atDesk(file, async (desk) => {
    const pages = page === null ? await allPages(desk) : [page]
    if (isFault(pages)) return pages
    const outlets = await outletsFor(out, isOneFile)
    if (isFault(outlets)) return outlets
    const release = cancelOnInterrupt(desk)
    const silence = desk.onNotice((name, body) => {
      if (name === 'jobProgressed' && 'total' in body) call.say(`${body.done}/${body.total}`)
    })
    try {
      const pressed = await desk.pressTo({ pages, profile: profile.data, isOneFile, job: JOB, ...icc }, outlets)
      return isFault(pressed) ? pressed : reportWritten(writtenOf(pressed), pressed.findings, call)
    } finally {
      silence()
      release()
    }
  })
}

/** The plant's own profile, for PDF/X-4. */
async function readIcc(call: Call, profile: PressProfile): Promise<Outcome<{ icc?: Uint8Array<ArrayBuffer> }>> {
  const path = optional(call, 'icc')
  if (path === null) return {}
  if (profile !== 'x4') throw new UsageError('--icc FILE.icc: --profile x4')
  const bytes = await readFile(path).catch(() => null)
  return bytes ? { icc: new Uint8Array(bytes) } : fault('file.missing', { file: path })
}

async function allPages(desk: OpenDesk): Promise<Outcome<number[]>> {
  const issue = await desk.handlers.describeIssue({})
  return isFault(issue) ? issue : issue.pages.map(({ page }) => page)
}

/** Ctrl C ends the job in order: nothing is written, the issue is closed. Gives the end of listening. */
function cancelOnInterrupt(desk: OpenDesk): () => void {
  const cancel = (): void => void desk.handlers.cancelJob({ job: JOB })
  process.once('SIGINT', cancel)
  return () => void process.removeListener('SIGINT', cancel)
}

/** Where the files go: one by its name, or a folder with one a page. */
async function outletsFor(out: string, isOneFile: boolean): Promise<Outcome<OpenOutlet>> {
  const folder = isOneFile ? null : await makeFolder(out)
  if (isFault(folder)) return folder
  const one = out.toLowerCase().endsWith('.pdf') ? out : `${out}.pdf`
  return (page) => openOutlet(page === null ? one : join(out, `${String(page).padStart(2, '0')}.pdf`))
}

const writtenOf = ({ pages, files }: PressResult): Written[] =>
  files.flatMap(({ page, path, bytes }) =>
    pages.filter((each) => page === null || each.page === page).map((each) => ({ ...each, path, bytes })),
  )

export const signPage: Command = async (call) => {
  const file = argument(call, 0, 'FILE')
  const page = requiredPage(call)
  const [stage, person] = [required(call, 'stage'), required(call, 'as')]
  return atDesk(file, async (desk) => {
    const signed = await desk.handlers.signPage({ page, stage, person })
    return isFault(signed)
      ? signed
      : { json: signed, text: `${signed.page}  ${signed.stage}  ${signed.person}  ${signed.stamp}  ${signed.at}` }
  })
}
