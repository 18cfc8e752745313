/** Work that the window asks of the desk: import, layout, press, proof. Each says what came of it. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { StoryKind } from '#contract/copy.ts'
import type { PhotoId } from '#contract/ids.ts'
import type { PressProfile, PressResult } from '#contract/requests.ts'
import { sayAd } from '#words/ads.ts'
import { sayInterface, type InterfaceKey, type InterfaceValues } from '#words/interface.ts'
import { focusCopyOf } from './focusCopy.ts'
import { tellFault } from './speak.ts'
import type { Workspace } from './workspace.tsx'

function sayIn(workspace: Workspace): (key: InterfaceKey, values?: InterfaceValues) => string {
  return (key, values) => sayInterface(key, workspace.settings.get().language, values)
}

/** Opens the file picker and imports what was chosen. */
export function chooseAndImport(workspace: Workspace): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.onchange = () => void importFiles(workspace, [...(input.files ?? [])])
  input.click()
}

/** Imports files one after the other; a refused one is told of and the rest go on. */
export async function importFiles(workspace: Workspace, files: readonly File[]): Promise<void> {
  const { jobs, session, toasts, poolTab } = workspace
  const say = sayIn(workspace)
  if (files.length === 0) return
  const job = jobs.begin(say('job.import', { name: files[0]?.name ?? '' }), files.length)
  let [stories, photos, repairs] = [0, 0, 0]
  const ads: string[] = []
  for (const [done, file] of files.entries()) {
    if (jobs.isCancelled(job.id)) break
    jobs.report({ job: job.id, done, total: files.length })
    const bytes = new Uint8Array(await file.arrayBuffer())
    const outcome = await session.desk.call('importFile', { name: file.name, bytes, page: null })
    if (isFault(outcome)) {
      tellFault(workspace, outcome)
      continue
    }
    stories += outcome.stories.length
    photos += outcome.photos.filter(({ ad }) => !ad).length
    for (const { name, ad } of outcome.photos) {
      if (ad) ads.push(say('toast.ad', { name, facts: sayAd(ad, workspace.settings.get().language) }))
    }
    repairs += outcome.repairs.length
  }
  jobs.end(job.id)
  if (stories + photos === 0) return
  const detail = [...(repairs > 0 ? [say('toast.repairs', { n: repairs })] : []), ...ads].join(' ')
  toasts.show('good', say('toast.imported', { stories, photos }), detail)
  poolTab.put(stories > 0 ? 'stories' : 'photos')
}

/** Makes an empty story and chooses it. */
export async function newStory(workspace: Workspace, kind: Exclude<StoryKind, 'ad'>): Promise<void> {
  const outcome = await workspace.session.desk.call('createStory', { kind })
  if (isFault(outcome)) return tellFault(workspace, outcome)
  workspace.session.selection.selectStory(outcome.id)
  showCopy(workspace)
  focusCopyOf(outcome.id)
}

/** Brings the copy pane into sight where the desk hides it. */
export function showCopy(workspace: Workspace): void {
  const { desk, arrangements } = workspace.settings.get()
  const { first, second, isSecondShown } = arrangements[desk]
  if (first === 'copy') return
  if (second !== 'copy') workspace.settings.change({ desk: 'copy' })
  else if (!isSecondShown) workspace.settings.arrange({ isSecondShown: true })
}

/** Lays what is unplaced on the shown page. */
export async function placePool(workspace: Workspace): Promise<void> {
  const { session, toasts, jobs } = workspace
  const say = sayIn(workspace)
  const { page } = session.selection.get()
  const job = jobs.begin(say('job.place'), 0)
  const outcome = await session.desk.call('placeStories', { page, plan: null })
  jobs.end(job.id)
  if (isFault(outcome)) return tellFault(workspace, outcome)
  if (outcome.blocks.length === 0) return toasts.show('plain', say('toast.nothingPlaced'))
  const over = outcome.fit.filter((fit) => fit.overLines > 0).length
  const short = outcome.fit.filter((fit) => fit.shortLines > 0).length
  toasts.show('good', say('toast.placed', { n: outcome.blocks.length }), say('toast.placedDetail', { over, short }))
}

/** Presses pages into one PDF and hands the file to the user. */
export async function press(
  workspace: Workspace,
  pages: readonly number[],
  profile: PressProfile,
  plant: PlantProfile | null = null,
): Promise<void> {
  const { session, toasts, jobs } = workspace
  const say = sayIn(workspace)
  const job = jobs.begin(say('job.press'), pages.length)
  const icc = profile === 'x4' && plant ? { icc: plant.bytes } : {}
  const order = { pages: [...pages], profile, isOneFile: true, job: job.id, ...icc }
  const outcome = await session.desk.call('pressPages', order)
  const names = isFault(outcome) ? outcome : await fetchPressed(workspace, outcome)
  jobs.end(job.id)
  if (isFault(outcome)) return tellFault(workspace, outcome)
  if (isFault(names)) return tellFault(workspace, names)
  const tone = outcome.findings.some((finding) => finding.severity === 'error') ? 'warning' : 'good'
  toasts.show(tone, say('press.done', { n: outcome.pages.length }), say('press.doneDetail', { file: names.join(' ') }))
}

/** An output profile that the plant sent (ICC), by its file's name. */
export interface PlantProfile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Asks for a profile's file; null where none was chosen. The desk says whether it is fit. */
export function choosePlantProfile(): Promise<PlantProfile | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.icc,.icm'
  return new Promise((resolve) => {
    input.oncancel = () => resolve(null)
    input.onchange = () => {
      const [file] = input.files ?? []
      if (!file) return resolve(null)
      void file.arrayBuffer().then((buffer) => resolve({ name: file.name, bytes: new Uint8Array(buffer) }))
    }
    input.click()
  })
}

/** Takes pressed files out of the desk's tray, a piece at a time, and hands them to the user; their names. */
async function fetchPressed(workspace: Workspace, result: PressResult): Promise<Outcome<string[]>> {
  const names: string[] = []
  for (const { page, path } of result.files) {
    const pieces: Uint8Array[] = []
    for (let offset = 0, isLast = false; !isLast;) {
      const piece = await workspace.session.desk.call('fetchPressed', { path, offset })
      if (isFault(piece)) return piece
      pieces.push(piece.bytes)
      offset += piece.bytes.length
      isLast = piece.isLast
    }
    names.push(saveFile(pressName(workspace, result, page), 'application/pdf', ...pieces))
  }
  return names
}

function pressName(workspace: Workspace, result: PressResult, page: number | null): string {
  const { issue } = workspace.session.issue.get()
  const only = page ?? (result.pages.length === 1 ? result.pages[0]?.page : undefined)
  return `${issue.stylebook}-${issue.date}${only === undefined ? '' : `-${String(only).padStart(2, '0')}`}.pdf`
}

/** Gives bytes to the user as a file; answers its name. */
export function saveFile(name: string, type: string, ...pieces: readonly Uint8Array[]): string {
  const url = URL.createObjectURL(new Blob(pieces as Uint8Array<ArrayBuffer>[], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return name
}

/** A picture for the screen as an object URL; the caller revokes it. Null where the desk refuses. */
export async function fetchPicture(workspace: Workspace, photo: PhotoId, edge: number): Promise<string | null> {
  const outcome = await workspace.session.desk.call('fetchPhoto', { photo, edge })
  if (isFault(outcome)) return null
  return URL.createObjectURL(new Blob([outcome.bytes as Uint8Array<ArrayBuffer>], { type: outcome.type }))
}
