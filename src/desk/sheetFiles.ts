/** Proof sheets as one PDF, by the press that makes the plates. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { PageJob } from '#contract/pageJob.ts'
import type { Crop, PlateImage } from '#contract/photo.ts'
import type { ProofSheet } from '#contract/sheet.ts'
import type { Job } from './jobs.ts'
import type { IssueWriter, Ports } from './ports.ts'
import type { Setting } from './setting.ts'

interface SheetFile {
  readonly sheets: readonly ProofSheet[]
  readonly stamp: string
  /** ISO 8601: the file's dates. */
  readonly time: string
  readonly title: string
  /** The job that the sheets were made from. */
  readonly job: PageJob
}

interface SheetFilesInput {
  readonly ports: Ports
  readonly issue: IssueWriter
  readonly setting: Setting
}

/** Faults: those of faces and pictures; cancelled. */
export async function pressSheets(input: SheetFilesInput, file: SheetFile, job: Job): Promise<Outcome<Uint8Array>> {
  const { ports, setting } = input
  const [faces, plates, subsetter] = [await setting.faces(), await platesOf(input, file), await ports.readSubsetter()]
  if (isFault(faces)) return faces
  if (isFault(plates)) return plates
  const { issue, stylebook } = setting
  const { pressPdf } = await import('#press/press.ts')
  return pressPdf({
    pages: file.sheets.map(({ set }) => ({ set, stamp: file.stamp, label: '', number: set.page })),
    profile: 'proof',
    title: file.title,
    paper: stylebook.paper.name,
    lang: stylebook.lang,
    issueDate: issue.date,
    stampTime: file.time,
    condition: stylebook.press.condition,
    subsetter,
    face: (id) => {
      const face = faces.get(id)
      if (!face) throw new RangeError(`pressSheets: the sheet shows ${id}, which the stylebook does not name`)
      return face
    },
    plate: (sha256, crop) => plates.get(plateKey(sha256, crop)) ?? null,
    onProgress: (done, total) => job.progress(done, total),
    signal: {
      get aborted() {
        return job.isCancelled()
      },
    },
  })
}

const plateKey = (sha256: string, { left, top, right, bottom }: Crop): string =>
  [sha256, left, top, right, bottom].join(':')

async function platesOf(
  { ports, issue }: SheetFilesInput,
  { sheets, job: { photos } }: SheetFile,
): Promise<Outcome<ReadonlyMap<string, PlateImage>>> {
  const plates = new Map<string, PlateImage>()
  for (const { photo: id, sha256, crop } of sheets.flatMap(({ set }) => set.pictures)) {
    const photo = photos.get(id)
    if (!photo || plates.has(plateKey(sha256, crop))) continue
    const bytes = await issue.readBlob(sha256)
    if (isFault(bytes)) return bytes
    const plate = await ports.pictures.forPlate(bytes, photo, crop)
    if (isFault(plate)) return plate
    plates.set(plateKey(sha256, crop), plate)
  }
  return plates
}
