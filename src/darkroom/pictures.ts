/**
 * The Pictures port. Pixels are decoded in child processes: a bomb or a flaw in a codec costs a child, not the desk. What
 * need not be decoded is not: grey and CMYK JPEGs are plates as they are.
 */
import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { Crop, Photo, PlateImage, PlateTerms } from '#contract/photo.ts'
import type { SetPicture } from '#contract/setPage.ts'
import type { Pictures } from '#desk/ports.ts'
import { openChildPool, siblingChild, type ChildEnd } from './childPool.ts'
import { openCache, type PictureCache } from './pictureCache.ts'
import { sniffFormat, type PictureAnswer, type PictureJob, type PictureResults, type PlateHead } from './pictureJobs.ts'
import { placeForCut, wholePlate, type WholeJpeg } from './picturePass.ts'
import { cacheFolder } from './places.ts'
import { areaOf, type Extent } from './turns.ts'

export interface PictureOptions {
  /** Where plates are kept; the user's cache folder unless told another. */
  readonly cache?: string
  /** Bytes of plates that are kept. */
  readonly mostKept?: number
  /** The child's module; beside this one unless a bundle put it elsewhere. */
  readonly child?: string
  /** Children at work at the same time; as many as the machine has cores, four at the most. */
  readonly children?: number
  /** Milliseconds that one picture may take. */
  readonly patience?: number
}

/** A file beyond this is refused unread: an uncompressed page at 600 dpi is 480 MB. */
const MOST_BYTES = 512_000_000
const MOST_KEPT = 1_000_000_000
const MOST_CHILDREN = 4

/** Raised whenever the same picture on the same terms may make another plate: kept ones are then not found any more. */
const PLATES = 'plates 1'

interface PlateOrder {
  readonly bytes: Uint8Array
  readonly photo: Photo
  readonly placed: Pick<SetPicture, 'crop' | 'box'>
  readonly terms: PlateTerms
  readonly isCancelled: () => boolean
}

const openPool = ({ child, children, patience = 30_000 }: PictureOptions) =>
  openChildPool<PictureJob, PictureAnswer>({
    module: child ?? siblingChild('pictureChild', import.meta.url),
    size: children ?? Math.min(MOST_CHILDREN, availableParallelism()),
    patience,
  })

export function openPictures(options: PictureOptions = {}): Pictures {
  const cache = openCache({ folder: options.cache ?? cacheFolder(), most: options.mostKept ?? MOST_KEPT })
  const pool = openPool(options)
  const profiles = new ProfileHashes()

  /** Runs a job on a picture's bytes, which a child reads from a file: nothing large goes over the wire between them. */
  async function work<K extends keyof PictureResults>(
    name: string,
    bytes: Uint8Array,
    job: (source: string) => Extract<PictureJob, { kind: K }>,
    order: { isUrgent: boolean; isCancelled?: () => boolean },
  ): Promise<Outcome<PictureResults[K]>> {
    if (bytes.length > MOST_BYTES) return fault('picture.tooLarge', { name })
    if (sniffFormat(bytes) === null) return fault('picture.unreadable', { name })
    return withSource(cache, bytes, async (source) => resultOf<K>(name, await pool.run(job(source), order)))
  }

  /** The plate of a key as it was kept, or as `make` writes it into a file; null where that is null. */
  async function keptOr<N extends null>(
    key: string,
    make: (into: string) => Promise<Outcome<PlateHead | N>>,
  ): Promise<Outcome<PlateImage | N>> {
    const kept = await cache.find(key)
    if (kept) return kept
    const into = await cache.newPath()
    try {
      const head = await make(into)
      return isFault(head) || head === null ? head : await cache.keep(key, head, into)
    } catch (error) {
      return fullDisk(error)
    } finally {
      await cache.remove(into)
    }
  }

  /** A grey or CMYK JPEG: whole, or cut where that saves much. */
  async function passedPlate(whole: WholeJpeg, order: PlateOrder): Promise<Outcome<PlateImage>> {
    const { bytes, photo, placed, isCancelled } = order
    const cutting = placeForCut(whole)
    if (!cutting) return whole.plate
    const name = keyOf({ photo: photo.sha256, crop: placed.crop })
    const cut = await keptOr<null>(name, async (into) => {
      const job = (source: string) => ({ kind: 'cut', source, into, area: cutting.area }) as const
      const kept = await work<'cut'>(photo.name, bytes, job, { isUrgent: false, isCancelled })
      return isFault(kept) || kept === null ? kept : { ...cutting.headOf(kept), name }
    })
    return cut ?? whole.plate
  }

  async function madePlate({ bytes, photo, placed, terms, isCancelled }: PlateOrder): Promise<Outcome<PlateImage>> {
    const area = areaOf(photo, placed.crop)
    const size = sizeFor(area, placed.box, terms.mostResolution)
    const { colour, totalInk, sharpening } = terms
    const hash = profiles.of(terms.profile)
    const name = keyOf({ photo: photo.sha256, crop: placed.crop, size, colour, totalInk, sharpening, profile: hash })
    return keptOr<never>(name, async (into) => {
      const profile = await cache.keepFile(`${hash}.icc`, terms.profile)
      const given = { kind: 'plate', into, name, area, size, colour, profile, totalInk, sharpening } as const
      return work<'plate'>(photo.name, bytes, (source) => ({ ...given, source }), { isUrgent: false, isCancelled })
    })
  }

  return {
    async describe(name, bytes) {
      const described = await work<'describe'>(name, bytes, (source) => ({ kind: 'describe', source }), {
        isUrgent: true,
      })
      if (isFault(described)) return described
      return { ...described, name, sha256: hashOf(bytes) }
    },
    preview: (bytes, edge) =>
      work<'preview'>('', bytes, (source) => ({ kind: 'preview', source, edge }), { isUrgent: true }),
    forPlate: (bytes, photo, placed, terms, isCancelled = () => false) => {
      checkCrop(placed.crop)
      const order = { bytes, photo, placed, terms, isCancelled }
      // A proof on a screen shows CMYK as the press would print it.
      const isShown = terms.colour === 'rgb' && photo.colour === 'cmyk'
      const whole = isShown ? null : wholePlate(bytes, photo, placed.crop)
      return whole ? passedPlate(whole, order) : madePlate(order)
    },
    inkOf: async ({ bytes, ...plate }) =>
      withSource(cache, bytes, async (source) =>
        resultOf<'ink'>('', await pool.run({ kind: 'ink', source, plate }, { isUrgent: false })),
      ),
  }
}

const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

const keyOf = (what: unknown): string => hashOf(JSON.stringify([PLATES, what]))

function checkCrop(crop: Crop): void {
  if (crop.left >= crop.right || crop.top >= crop.bottom) throw new RangeError(`crop ${JSON.stringify(crop)}`)
}

function resultOf<K extends keyof PictureResults>(
  name: string,
  answer: PictureAnswer | ChildEnd,
): Outcome<PictureResults[K]> {
  if (answer === 'cancelled') return fault('cancelled')
  if (answer === 'overMemory') return fault('picture.tooLarge', { name })
  if (answer === 'dead') return fault('picture.unreadable', { name })
  if ('refusal' in answer) return fault(answer.refusal.code, { name, ...answer.refusal.where })
  return answer.result as PictureResults[K]
}

async function withSource<T>(
  cache: PictureCache,
  bytes: Uint8Array,
  use: (source: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  let source: string | null = null
  try {
    source = await cache.spool(bytes)
    return await use(source)
  } catch (error) {
    return fullDisk(error)
  } finally {
    if (source !== null) await cache.remove(source)
  }
}

function fullDisk(error: unknown): Outcome<never> {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return fault('file.full')
  throw error
}

const EMU_PER_INCH = 914_400
/** A picture is made smaller when it has this many times the samples that are asked for: less is not worth a resampling. */
const WORTH_IT = 1.25

/** What a picture is made smaller to; null where it keeps its pixels. */
function sizeFor(area: Extent, box: Extent, mostResolution: number): Extent | null {
  const across = (area.width * EMU_PER_INCH) / box.width
  const down = (area.height * EMU_PER_INCH) / box.height
  const factor = Math.min(across, down) / mostResolution
  if (!(factor > WORTH_IT)) return null
  return { width: Math.max(1, Math.round(area.width / factor)), height: Math.max(1, Math.round(area.height / factor)) }
}

/** Hashes of press profiles, each reckoned once. */
class ProfileHashes {
  private readonly hashes = new WeakMap<Uint8Array, string>()

  of(profile: Uint8Array): string {
    let hash = this.hashes.get(profile)
    if (hash === undefined) this.hashes.set(profile, (hash = hashOf(profile)))
    return hash
  }
}
