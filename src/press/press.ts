/**
 * The press: set pages become a PDF that a plate setter takes. Every place, glyph and size is the set page's own; what is
 * decided here is only how a PDF says it.
 */
import type { PDFRef } from '@cantoo/pdf-lib'
import type { Copy, Lang } from '#contract/copy.ts'
import type { LoadedFace } from '#contract/faces.ts'
import { fault, type Outcome } from '#contract/faults.ts'
import type { FaceId, StoryId } from '#contract/ids.ts'
import type { Crop, PlateImage } from '#contract/photo.ts'
import type { PressProfile } from '#contract/requests.ts'
import type { SetPage } from '#contract/setPage.ts'
import { writeBookmarks } from './bookmarks.ts'
import { milli } from './decimals.ts'
import { embedFont, PressFonts } from './fonts.ts'
import { PlateInking, ProofInking, spotsOf, type Inking, type Plates } from './inks.ts'
import { versionOf, writeDocument } from './intent.ts'
import { asciiBytes, PdfObjects, type Entries } from './objects.ts'
import { PressPictures } from './pictures.ts'
import { contentOf } from './pageContent.ts'
import { collectGlyphs } from './reading.ts'
import { slugText } from './slug.ts'
import { openSubsetter } from './subset.ts'
import { Tagging, type PageTags } from './tagging.ts'

/** A page to press. `label` are the slug line's own words: who signed it, or 未签 / UNSIGNED. */
export interface PressPage {
  readonly set: SetPage
  readonly stamp: string
  readonly label: string
  readonly number: number
  /** When the page was signed, else when it was last changed (ISO 8601, UTC); absent: the job's own time. */
  readonly stampTime?: string
  /** The stories on it, which tell a proof's readers heads, tables and figures from text. */
  readonly copies?: ReadonlyMap<StoryId, Copy>
}

export interface PressJob {
  readonly pages: readonly PressPage[]
  readonly profile: PressProfile
  readonly title: string
  /** The paper's name, in the slug line. */
  readonly paper: string
  /** Of the issue, in the slug line; '' or absent where there is but one. */
  readonly edition?: string
  readonly lang: Lang
  /** YYYY-MM-DD. */
  readonly issueDate: string
  /** ISO 8601 in UTC, as it is stored with what is pressed: the file's dates come from it and from no clock. */
  readonly stampTime: string
  /** Registered name of the printing condition. */
  readonly condition: string
  /** ICC profile of the condition; PDF/X-4 cannot do without. */
  readonly outputProfile?: Uint8Array
  /** What a profile that the plant chose calls itself; absent: it is the registered condition's. */
  readonly profileName?: string
  /** harfbuzz-subset.wasm. */
  readonly subsetter: Uint8Array
  readonly face: (id: FaceId) => LoadedFace
  /** The picture as it shall print, cropped; null leaves its place white. */
  readonly plate: (sha256: string, crop: Crop) => PlateImage | null
  readonly signal?: AbortSignal
  /** Called after each page and once more when the fonts stand; what it returns is waited for, so that a host may breathe. */
  readonly onProgress?: (done: number, total: number) => void | Promise<void>
}

/** Presses pages into one PDF. The same job gives the same bytes in every host. Fault: cancelled. */
export async function pressPdf(job: PressJob): Promise<Outcome<Uint8Array>> {
  if (job.pages.length === 0) throw new RangeError('pressPdf: no page')
  if (job.profile === 'x4' && !job.outputProfile) throw new RangeError('pressPdf: PDF/X-4 needs its output profile')
  const [lib, subset] = await Promise.all([import('@cantoo/pdf-lib'), openSubsetter(job.subsetter)])
  const objects = new PdfObjects(lib, versionOf(job.profile))
  const fonts = new PressFonts(job.face)
  for (const { set } of job.pages) for (const frame of set.frames) collectGlyphs(frame, fonts)
  const inking: Inking = job.profile === 'proof' ? new ProofInking() : new PlateInking(objects)
  const tagging = job.profile === 'proof' ? new Tagging(job.lang) : null
  const pages = new PageTree(objects)
  const pictures = new PressPictures(objects, job.plate)
  const total = job.pages.length + 1
  for (const [i, page] of job.pages.entries()) {
    if (job.signal?.aborted) return fault('cancelled')
    const { set } = page
    const plates: Plates = { isProcess: pictures.hasColour(set), spots: spotsOf(set) }
    const tags = tagging?.openPage(set, page.copies) ?? null
    const names = set.pictures.map((picture) => pictures.nameOf(picture))
    const content = contentOf(set, slugLineOf(page, job), names, fonts, { inking, plates, tags })
    pages.add(set, content, { ...inking.resources(plates), ...xObjects(pictures.named(set)) }, tags)
    await job.onProgress?.(i + 1, total)
  }
  if (job.signal?.aborted) return fault('cancelled')
  const tree = pages.finish(Object.fromEntries(fonts.all.map((font) => [font.key, embedFont(objects, font, subset)])))
  const marked = job.pages.map((page, i) => ({ ...page, ref: pages.refs[i] ?? missingPage(i) }))
  writeDocument(objects, tree, {
    ...job,
    structure: tagging?.write(objects, pages.refs) ?? null,
    bookmarks: tagging && writeBookmarks(objects, marked, job.lang),
    time: job.stampTime,
    outputProfile: job.outputProfile ?? null,
    profileName: job.profileName ?? null,
    stamps: job.pages.map((page) => page.stamp),
  })
  await job.onProgress?.(total, total)
  return objects.bytes()
}

const xObjects = (images: Entries): Entries => (Object.keys(images).length === 0 ? {} : { XObject: images })

function missingPage(index: number): never {
  throw new RangeError(`pressPdf: page ${index} was not written`)
}

/** What the slug line of a page says. */
const slugLineOf = (page: PressPage, job: PressJob): string =>
  slugText({
    lang: job.lang,
    paper: job.paper,
    issueDate: job.issueDate,
    page: page.number,
    edition: job.edition ?? '',
    stamp: page.stamp,
    label: page.label,
    time: page.stampTime ?? job.stampTime,
  })

/** Pages of the file with what they share. */
class PageTree {
  private readonly objects: PdfObjects
  private readonly tree: PDFRef
  readonly refs: PDFRef[] = []
  private readonly fonts: PDFRef

  constructor(objects: PdfObjects) {
    this.objects = objects
    this.tree = objects.context.nextRef()
    this.fonts = objects.context.nextRef()
  }

  add(page: SetPage, content: string, resources: Entries, tags: PageTags | null): void {
    const side = (length: number): number => milli(length) / 1000
    const { width, height } = page.trim
    const box = (outset: number): number[] => {
      const near = page.slug - outset
      return [near, near, page.slug + width + outset, page.slug + height + outset].map(side)
    }
    this.refs.push(
      this.objects.add({
        Type: 'Page',
        Parent: this.tree,
        MediaBox: box(page.slug),
        BleedBox: box(Math.min(page.bleed, page.slug)),
        TrimBox: box(0),
        Resources: { ...resources, Font: this.fonts },
        ...(tags ? { StructParents: tags.number, Tabs: 'S' } : {}),
        Contents: this.objects.addDeflated(asciiBytes(content)),
      }),
    )
  }

  finish(fonts: Entries): PDFRef {
    this.objects.context.assign(this.fonts, this.objects.dict(fonts))
    this.objects.context.assign(
      this.tree,
      this.objects.dict({ Type: 'Pages', Count: this.refs.length, Kids: this.refs }),
    )
    return this.tree
  }
}
