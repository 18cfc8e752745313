/** What the proof pane asks of the desk: sheets as pictures, as a file, on paper. Each says what came of it. */
import { isFault } from '#contract/faults.ts'
import type { RequestOf } from '#contract/requests.ts'
import { sayInterface, type InterfaceKey, type InterfaceValues } from '#words/interface.ts'
import { saveFile } from '../shell/acts.ts'
import type { KeptProof, ProofChoice, ProofSubject } from '../shell/proofs.ts'
import { tellFault } from '../shell/speak.ts'
import type { Workspace } from '../shell/workspace.tsx'
import { dotsFor } from './geometry.ts'
import { printPictures } from './printPictures.ts'

/** A proof is sharp at twice its natural size. */
const SHARP = 2
const MOST_DPI = 600
const PRINTED_DPI = 300

type Asked = Omit<RequestOf<'printSheets'>, 'job'>

const askedFor = ({ kind, paper, stage }: ProofChoice, { page, story }: ProofSubject): Asked => ({
  kind,
  paper,
  stage: kind === 'galley' ? null : stage,
  page: kind === 'galley' ? null : page,
  story: kind === 'galley' ? story : null,
  zone: 0 - new Date().getTimezoneOffset(),
})

const dpiAt = (zoom: number): number => Math.min(MOST_DPI, dotsFor(zoom, window.devicePixelRatio || 1))

const sayIn =
  (workspace: Workspace) =>
  (key: InterfaceKey, values?: InterfaceValues): string =>
    sayInterface(key, workspace.settings.get().language, values)

/** Runs long work as a job that shows its progress and may be cancelled. */
async function asJob<T>(workspace: Workspace, words: InterfaceKey, work: (job: string) => Promise<T>): Promise<T> {
  const job = workspace.jobs.begin(sayIn(workspace)(words), 0)
  try {
    return await work(job.id)
  } finally {
    workspace.jobs.end(job.id)
  }
}

/**
 * Pulls a proof: first as sharp as the screen shows it at its natural size, so that it is there at once, then as sharp as
 * at twice that, unless the page has changed meanwhile. Null where it was refused or cancelled.
 */
export async function pullProof(
  workspace: Workspace,
  choice: ProofChoice,
  subject: ProofSubject,
): Promise<KeptProof | null> {
  const { session, proofs } = workspace
  const asked = askedFor(choice, subject)
  const pull = (zoom: number, job: string) =>
    session.desk.call('pullSheets', { ...asked, form: 'png', dpi: dpiAt(zoom), job })
  const first = await asJob(workspace, 'job.proof', (job) => pull(1, job))
  if (isFault(first)) {
    tellFault(workspace, first)
    return null
  }
  const kept = proofs.keep(choice, first)
  void pull(SHARP, crypto.randomUUID()).then((sharp) => {
    if (!isFault(sharp) && sharp.stamp === first.stamp) proofs.sharpen(kept.id, sharp)
  })
  return kept
}

/** `yuntang-tabloid-2026-11-24-01-page-e64e8bf8`. */
function nameOf(workspace: Workspace, { proof }: KeptProof): string {
  const { issue } = workspace.session.issue.get()
  const place = proof.page === null ? (proof.story ?? '') : String(proof.page).padStart(2, '0')
  return [issue.stylebook, issue.date, place, proof.kind, proof.stamp.slice(0, 8)].join('-')
}

/** Saves the pictures that are shown. */
export function savePictures(workspace: Workspace, kept: KeptProof): void {
  const pictures = kept.proof.sheets.flatMap(({ png }) => (png ? [png] : []))
  const name = nameOf(workspace, kept)
  const names = pictures.map((png, i) =>
    saveFile(`${name}${pictures.length > 1 ? `-${i + 1}` : ''}.png`, 'image/png', png),
  )
  workspace.toasts.show('good', sayIn(workspace)('proof.saved'), names.join(' '))
}

/** Saves a PDF of what was proofed. A page that has changed since goes out as it is now, and that is said. */
export async function savePdf(workspace: Workspace, kept: KeptProof): Promise<void> {
  const { hasMarks } = workspace.proofs.choice.get()
  const asked = { ...askedFor(kept.choice, kept.proof), hasMarks, form: 'pdf', dpi: PRINTED_DPI } as const
  const pulled = await asJob(workspace, 'job.proof', (job) =>
    workspace.session.desk.call('pullSheets', { ...asked, job }),
  )
  if (isFault(pulled)) return tellFault(workspace, pulled)
  if (!pulled.pdf) return
  const name = saveFile(`${nameOf(workspace, { ...kept, proof: pulled })}.pdf`, 'application/pdf', pulled.pdf)
  const say = sayIn(workspace)
  const isChanged = pulled.stamp !== kept.proof.stamp
  workspace.toasts.show(isChanged ? 'warning' : 'good', say(isChanged ? 'proof.savedNow' : 'proof.saved'), name)
}

/** Prints by the system's dialog: the host's own, or the browser's where the host has none. */
export async function printProof(workspace: Workspace, choice: ProofChoice, subject: ProofSubject): Promise<void> {
  const { session, toasts } = workspace
  const asked = { ...askedFor(choice, subject), hasMarks: choice.hasMarks }
  await asJob(workspace, 'job.print', async (job) => {
    const printed = await session.desk.call('printSheets', { ...asked, job })
    if (!isFault(printed)) {
      if (printed.isPrinted) toasts.show('good', sayIn(workspace)('proof.printed'))
      return
    }
    if (printed.code !== 'printer.missing') return tellFault(workspace, printed)
    const pulled = await session.desk.call('pullSheets', { ...asked, form: 'png', dpi: PRINTED_DPI, job })
    if (isFault(pulled)) return tellFault(workspace, pulled)
    await printPictures(pulled.sheets.flatMap(({ png, ...sheet }) => (png ? [{ ...sheet, png }] : [])))
  })
}
