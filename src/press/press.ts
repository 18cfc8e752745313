/**
 * The press: set pages become a PDF that a plate setter takes. Every place, glyph and size is the set page's own; what is
 * decided here is only how a PDF says it. Pages come one by one and go one by one, so that an issue takes no more memory
 * than its largest page.
 */
import type { Lang } from '#contract/copy.ts'
import type { LoadedFace } from '#contract/faces.ts'
import { fault, isFault, type Fault, type Outcome } from '#contract/faults.ts'
import type { FaceId } from '#contract/ids.ts'
import type { PressProfile } from '#contract/requests.ts'
import type { SetPage } from '#contract/setPage.ts'
import { PressAds, type AdOf } from './ads.ts'
import { FontFiles, FontPrograms, PressFonts } from './fonts.ts'
import { PlateInking, ProofInking, type Inking } from './inks.ts'
import { versionOf, writeDocument } from './intent.ts'
import { PdfObjects, type Entries, type PdfRef, type Sink } from './objects.ts'
import { PageMemory, sheetOf, writePage, type NamedPage } from './pageMemory.ts'
import { PageTree } from './pageTree.ts'
import { PressPictures, type PlateOf } from './pictures.ts'
import { ReadableParts, type ReadPage } from './readableParts.ts'
import { slugText } from './slug.ts'
import { openSubsetter } from './subset.ts'

/**
 * A page to press. `label` are the slug line's own words: who signed it, or 未签 / UNSIGNED. `copies` tell the readers of
 * a proof heads, tables and figures from text.
 */
export interface PressPage extends ReadPage {
  /** Gives the set page; not asked where a page of this stamp was pressed before. */
  readonly set: () => SetPage
  readonly stamp: string
  readonly label: string
  /** ISO 8601 in UTC, as stored: of the sign-off, else of the page's last step. No clock is asked. */
  readonly time: string
}

/** Pages as they become ready, in the order of the file; a Fault ends the job. */
export type PressPages = Iterable<Outcome<PressPage>> | AsyncIterable<Outcome<PressPage>>

export interface PressJob {
  readonly pages: PressPages
  readonly profile: PressProfile
  readonly title: string
  /** The paper's name, in the slug line. */
  readonly paper: string
  /** Of the issue, in the slug line; absent where there is but one. */
  readonly edition?: string
  readonly lang: Lang
  /** YYYY-MM-DD. */
  readonly issueDate: string
  /** Registered name of the printing condition. */
  readonly condition: string
  /** ICC profile of the condition; PDF/X-4 cannot do without. */
  readonly outputProfile?: Uint8Array
  /** What a profile that the plant chose calls itself; absent: it is the registered condition's. */
  readonly profileName?: string
  readonly face: (id: FaceId) => LoadedFace
  readonly plate: PlateOf
  /** Ads, which stand on pages among the pictures; absent where there are none. */
  readonly ad?: AdOf
  readonly signal?: Pick<AbortSignal, 'aborted'>
  /** Called after each page and once more when the fonts stand; what it returns is waited for, so that a host may breathe. */
  readonly onProgress?: () => void | Promise<void>
}

/** Presses jobs, and remembers what it wrote of pages and fonts: pressed again, only what was changed is made anew. */
export interface Press {
  /**
   * Presses pages into one PDF, whose bytes go to `sink` in order. The same job gives the same bytes in every host,
   * whatever was pressed before. Gives the stamps of the pages. Faults: cancelled, and those of pages and plates; what
   * the sink has then is no PDF.
   */
  press(job: PressJob, sink: Sink): Promise<Outcome<readonly string[]>>
}

/** `readSubsetter` gives harfbuzz-subset.wasm; it is asked when a CFF font is first shown. */
export function openPress(readSubsetter: () => Promise<Uint8Array>): Press {
  const memory: Memory = {
    pages: new PageMemory(),
    files: new FontFiles(),
    fonts: new FontPrograms(async () => openSubsetter(await readSubsetter())),
  }
  return { press: (job, sink) => press(job, sink, memory) }
}

interface Memory {
  readonly pages: PageMemory
  readonly files: FontFiles
  readonly fonts: FontPrograms
}

async function press(job: PressJob, sink: Sink, memory: Memory): Promise<Outcome<readonly string[]>> {
  if (job.profile === 'x4' && !job.outputProfile) throw new RangeError('press: PDF/X-4 needs its output profile')
  const file = openFile(job, sink, memory)
  const { objects } = file
  const written = await writePages(job, file, memory)
  if (isFault(written)) return written
  if (written.length === 0) throw new RangeError('press: no page')
  if (job.signal?.aborted) return fault('cancelled')
  writeDocument(objects, file.tree.finish(await embedFonts(file, memory.fonts)), {
    ...job,
    ...(file.readable?.write(objects) ?? { structure: null, bookmarks: null }),
    time:
      written
        .map(({ time }) => time)
        .sort()
        .at(-1) ?? '',
    outputProfile: job.outputProfile ?? null,
    profileName: job.profileName ?? null,
    stamps: written.map(({ stamp }) => stamp),
  })
  await job.onProgress?.()
  return written.map(({ stamp }) => stamp)
}

interface File {
  readonly objects: PdfObjects
  readonly fonts: PressFonts
  readonly tree: PageTree
  readonly inking: Inking
  /** Of a proof; plates are not read. */
  readonly readable: ReadableParts | null
}

function openFile({ profile, face, lang }: PressJob, sink: Sink, memory: Memory): File {
  const objects = new PdfObjects(versionOf(profile), sink)
  const isProof = profile === 'proof'
  return {
    objects,
    fonts: new PressFonts(face, memory.files),
    tree: new PageTree(objects),
    inking: isProof ? new ProofInking() : new PlateInking(objects),
    readable: isProof ? new ReadableParts(lang) : null,
  }
}

async function writePages(
  job: PressJob,
  file: File,
  memory: Memory,
): Promise<Fault | { stamp: string; time: string }[]> {
  const pictures = new PressPictures(file.objects, job.plate, new PressAds(file.objects, job.ad ?? (() => null)))
  const written: { stamp: string; time: string }[] = []
  for await (const page of job.pages) {
    if (isFault(page)) return page
    if (job.signal?.aborted) return fault('cancelled')
    const named = { ...page, slugLine: slugLineOf(page, job) }
    const refused = file.readable
      ? await writeReadable(named, file, file.readable, pictures)
      : await writePlates(named, file, memory, pictures)
    if (refused) return refused
    written.push({ stamp: page.stamp, time: page.time })
    await job.onProgress?.()
  }
  return written
}

/** A page of plates, which goes to the file as it did before where nothing of it has changed. */
async function writePlates(
  page: NamedPage,
  { tree, fonts, inking }: File,
  { pages }: Memory,
  pictures: PressPictures,
): Promise<Fault | null> {
  const sheet = pages.sheetOf(page)
  const shown = await pictures.ofPage(sheet.pictures)
  if (isFault(shown)) return shown
  const plates = { isProcess: shown.hasColour, spots: sheet.spots }
  const content = pages.contentOf(page, shown, fonts, { inking, plates, tags: null })
  tree.add(sheet, content, { ...inking.resources(plates), ...xObjects(shown.resources) }, null)
  return null
}

/** A page of a proof, with the marks of its structure. */
async function writeReadable(
  page: NamedPage & ReadPage,
  { tree, fonts, inking }: File,
  readable: ReadableParts,
  pictures: PressPictures,
): Promise<Fault | null> {
  const set = page.set()
  const shown = await pictures.ofPage(set.pictures)
  if (isFault(shown)) return shown
  const plates = { isProcess: shown.hasColour, spots: [] }
  const tags = readable.openPage(set, page)
  const { bytes } = writePage({ ...page, set: () => set }, shown, fonts, { inking, plates, tags })
  const ref = tree.add(sheetOf(set), bytes, { ...inking.resources(plates), ...xObjects(shown.resources) }, tags.number)
  readable.closePage(ref, set, page)
  return null
}

const xObjects = (images: Entries): Entries => (Object.keys(images).length === 0 ? {} : { XObject: images })

async function embedFonts({ objects, fonts }: File, programs: FontPrograms): Promise<Record<string, PdfRef>> {
  const refs: Record<string, PdfRef> = {}
  for (const font of fonts.all) refs[font.key] = await programs.embed(objects, font)
  return refs
}

/** What the slug line of a page says. */
const slugLineOf = (
  { number, stamp, label, time }: PressPage,
  { lang, paper, issueDate, edition = '' }: PressJob,
): string => slugText({ lang, paper, issueDate, page: number, edition, stamp, label, time })
