/** The Pictures port. Pixels are decoded in a child process: a bomb or a flaw in a codec costs the child, not the desk. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { Crop } from '#contract/photo.ts'
import type { Pictures } from '#desk/ports.ts'
import { openChild, siblingChild } from './child.ts'
import { sniffFormat, type PictureAnswer, type PictureJob, type PictureResults } from './pictureJobs.ts'

export interface PictureOptions {
  /** The press profile by which RGB becomes CMYK. */
  readonly profile: () => Promise<Uint8Array>
  /** The child's module; beside this one unless a bundle put it elsewhere. */
  readonly child?: string
  /** Milliseconds that one picture may take. */
  readonly patience?: number
  /** Most ink on one spot, percent: newsprint takes 220. */
  readonly totalInk?: number
}

/** A file beyond this is refused unread: an uncompressed page at 600 dpi is 480 MB. */
const MOST_BYTES = 512_000_000

export function openPictures(options: PictureOptions): Pictures {
  const { profile, child = siblingChild('pictureChild', import.meta.url), patience = 30_000, totalInk = 220 } = options
  const darkroom = openChild<PictureJob, PictureAnswer>(child, patience)

  async function work<K extends keyof PictureResults>(
    name: string,
    job: Extract<PictureJob, { kind: K }>,
  ): Promise<Outcome<PictureResults[K]>> {
    if (job.bytes.length > MOST_BYTES) return fault('picture.tooLarge', { name })
    if (sniffFormat(job.bytes) === null) return fault('picture.unreadable', { name })
    const answer = await darkroom.run(job)
    if (answer === 'overMemory') return fault('picture.tooLarge', { name })
    if (answer === 'dead') return fault('picture.unreadable', { name })
    if ('refusal' in answer) return fault(answer.refusal, { name })
    return answer.result as PictureResults[K]
  }

  return {
    async describe(name, bytes) {
      const described = await work<'describe'>(name, { kind: 'describe', bytes })
      if (isFault(described)) return described
      return { ...described, name, sha256: createHash('sha256').update(bytes).digest('hex') }
    },
    preview: (bytes, edge) => work<'preview'>('', { kind: 'preview', bytes, edge }),
    forPlate: (bytes, photo, crop) => {
      checkCrop(crop)
      return withProfile(profile, (file) =>
        work<'plate'>(photo.name, { kind: 'plate', bytes, crop, profile: file, totalInk }),
      )
    },
  }
}

function checkCrop(crop: Crop): void {
  if (crop.left >= crop.right || crop.top >= crop.bottom) throw new RangeError(`crop ${JSON.stringify(crop)}`)
}

/** The profile as a file of its own, for as long as one job takes: sharp reads it by path. */
async function withProfile<T>(profile: () => Promise<Uint8Array>, work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'banmian-profile-'))
  try {
    const file = join(folder, 'press.icc')
    await writeFile(file, await profile())
    return await work(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
