/**
 * The press: set pages become a PDF that a plate setter takes. Every place, glyph and size is the set page's own; what is
 * decided here is only how a PDF says it.
 */
import type { PDFRef } from '@cantoo/pdf-lib'
import type { Lang } from '#contract/copy.ts'
import type { LoadedFace } from '#contract/faces.ts'
import { fault, type Outcome } from '#contract/faults.ts'
import type { FaceId } from '#contract/ids.ts'
import type { Crop, PlateImage } from '#contract/photo.ts'
import type { PressProfile } from '#contract/requests.ts'
import type { SetPage, SetRule } from '#contract/setPage.ts'
import { ALL_PLATES, Content, KNOCK_OUT, OVERPRINT } from './content.ts'
import { milli } from './decimals.ts'
import { embedFont, PressFonts } from './fonts.ts'
import { versionOf, writeDocument } from './intent.ts'
import { writePassages } from './lines.ts'
import { writeMarks, writeSlugLine } from './marks.ts'
import { asciiBytes, PdfObjects, type Entries } from './objects.ts'
import { PressPictures } from './pictures.ts'
import { collectGlyphs, passagesOf } from './reading.ts'
import { openSubsetter } from './subset.ts'

/** A page to press. `label` are the slug line's own words: who signed it, or 未签 / UNSIGNED. */
export interface PressPage {
  readonly set: SetPage
  readonly stamp: string
  readonly label: string
  readonly number: number
}

export interface PressJob {
  readonly pages: readonly PressPage[]
  readonly profile: PressProfile
  readonly title: string
  /** The paper's name, in the slug line. */
  readonly paper: string
  readonly lang: Lang
  /** YYYY-MM-DD. */
  readonly issueDate: string
  /** ISO 8601 in UTC, as it is stored with what is pressed: the file's dates come from it and from no clock. */
  readonly stampTime: string
  /** Registered name of the printing condition. */
  readonly condition: string
  /** ICC profile of the condition; PDF/X-4 cannot do without. */
  readonly outputProfile?: Uint8Array
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
  const pages = new PageTree(objects)
  const pictures = new PressPictures(objects, job.plate)
  const total = job.pages.length + 1
  for (const [i, page] of job.pages.entries()) {
    if (job.signal?.aborted) return fault('cancelled')
    pages.add(page.set, contentOf(page, job, fonts, pictures), pictures.named(page.set))
    await job.onProgress?.(i + 1, total)
  }
  if (job.signal?.aborted) return fault('cancelled')
  const tree = pages.finish(Object.fromEntries(fonts.all.map((font) => [font.key, embedFont(objects, font, subset)])))
  writeDocument(objects, tree, {
    ...job,
    time: job.stampTime,
    outputProfile: job.outputProfile ?? null,
    stamps: job.pages.map((page) => page.stamp),
  })
  await job.onProgress?.(total, total)
  return objects.bytes()
}

/** Order of painting, on every surface: tints, pictures, rules, strokes, text. */
function contentOf(page: PressPage, job: PressJob, fonts: PressFonts, pictures: PressPictures): string {
  const { set } = page
  const content = new Content(set.trim, set.slug)
  writeRules(
    content,
    set.rules.filter((rule) => rule.kind === 'tint'),
  )
  for (const picture of set.pictures) {
    const name = pictures.nameOf(picture)
    if (name !== null) content.image(name, picture.box)
  }
  writeRules(
    content,
    set.rules.filter((rule) => rule.kind !== 'tint'),
  )
  for (const { points, weight, tint } of set.strokes ?? []) content.stroke(points, weight, tint)
  for (const passages of passagesOf(set, fonts).values()) writePassages(content, passages, fonts)
  writeSlugLine(content, set, slugLine(page, job), fonts)
  content.endText()
  writeMarks(content, set, pictures.hasColour(set))
  return content.toString()
}

/** Paper, date, page, the stamp's first twelve digits, and who signed. */
const slugLine = (page: PressPage, job: PressJob): string =>
  [job.paper, job.issueDate, String(page.number), page.stamp.slice(0, 12), page.label]
    .filter((part) => part !== '')
    .join('   ')

/** Neighbours of one tint go down in one fill. */
function writeRules(content: Content, rules: readonly SetRule[]): void {
  for (let from = 0; from < rules.length;) {
    const tint = rules[from]?.tint ?? 100
    let to = from + 1
    while (to < rules.length && rules[to]?.tint === tint) to++
    content.fill(
      rules.slice(from, to).map((rule) => rule.box),
      { tint, reversed: false },
    )
    from = to
  }
}

/** Pages of the file with what they share: graphics states, registration colour, fonts. */
class PageTree {
  private readonly objects: PdfObjects
  private readonly tree: PDFRef
  private readonly shared: { readonly states: Entries; readonly colours: Entries }
  private readonly kids: PDFRef[] = []
  private readonly fonts: PDFRef

  constructor(objects: PdfObjects) {
    this.objects = objects
    this.tree = objects.context.nextRef()
    this.fonts = objects.context.nextRef()
    const all = objects.add({ FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0, 0], C1: [1, 1, 1, 1] })
    this.shared = {
      states: {
        [OVERPRINT]: objects.add({ Type: 'ExtGState', OP: true, op: true, OPM: 1 }),
        [KNOCK_OUT]: objects.add({ Type: 'ExtGState', OP: false, op: false, OPM: 0 }),
      },
      colours: { [ALL_PLATES]: objects.addArray(['Separation', 'All', 'DeviceCMYK', all]) },
    }
  }

  add(page: SetPage, content: string, images: Entries): void {
    const side = (length: number): number => milli(length) / 1000
    const { width, height } = page.trim
    const box = (outset: number): number[] => {
      const near = page.slug - outset
      return [near, near, page.slug + width + outset, page.slug + height + outset].map(side)
    }
    const resources = {
      ExtGState: this.shared.states,
      ColorSpace: this.shared.colours,
      Font: this.fonts,
      ...(Object.keys(images).length === 0 ? {} : { XObject: images }),
    }
    this.kids.push(
      this.objects.add({
        Type: 'Page',
        Parent: this.tree,
        MediaBox: box(page.slug),
        BleedBox: box(Math.min(page.bleed, page.slug)),
        TrimBox: box(0),
        Resources: resources,
        Contents: this.objects.addDeflated(asciiBytes(content)),
      }),
    )
  }

  finish(fonts: Entries): PDFRef {
    this.objects.context.assign(this.fonts, this.objects.dict(fonts))
    this.objects.context.assign(
      this.tree,
      this.objects.dict({ Type: 'Pages', Count: this.kids.length, Kids: this.kids }),
    )
    return this.tree
  }
}
