/**
 * The Pictures port. Pixels are decoded in a child process: a bomb or a flaw in a codec costs the child, not the desk.
 * One child serves job after job; it is ended when it takes too long, and the next job starts another.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { Crop } from '#contract/photo.ts'
import type { Pictures } from '#desk/ports.ts'
import { OVER_MEMORY, sniffFormat, type PictureAnswer, type PictureJob, type PictureResults } from './pictureJobs.ts'

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
  const { profile, child = siblingChild(), patience = 30_000, totalInk = 220 } = options
  const darkroom = openChild(child, patience)

  async function work<K extends keyof PictureResults>(
    name: string,
    job: Extract<PictureJob, { kind: K }>,
  ): Promise<Outcome<PictureResults[K]>> {
    if (job.bytes.length > MOST_BYTES) return fault('picture.tooLarge', { name })
    if (job.kind !== 'ink' && sniffFormat(job.bytes) === null) return fault('picture.unreadable', { name })
    const answer = await darkroom.run(job)
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
    inkOf: ({ bytes, ...plate }) => work<'ink'>('', { kind: 'ink', bytes, plate }),
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

/** `pictureChild` beside this module, source or bundle. A child inside an archive is run from its unpacked twin. */
function siblingChild(): string {
  const own = fileURLToPath(import.meta.url)
  const ending = own.endsWith('.ts') ? 'ts' : 'js'
  return fileURLToPath(new URL(`./pictureChild.${ending}`, import.meta.url)).replace(
    /([\\/]app\.asar)(?=[\\/])/,
    '$1.unpacked',
  )
}

interface PictureProcess {
  /** Runs a job after those before it. */
  run(job: PictureJob): Promise<PictureAnswer>
}

function openChild(module: string, patience: number): PictureProcess {
  let live: ChildProcess | null = null
  let last: Promise<unknown> = Promise.resolve()
  let number = 0

  function start(): ChildProcess {
    const child = fork(module, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.on('exit', () => (live = live === child ? null : live))
    child.on('error', () => (live = live === child ? null : live))
    child.unref()
    return child
  }

  async function runNow(job: PictureJob): Promise<PictureAnswer> {
    const child = (live ??= start())
    // Between jobs the child keeps nobody's process alive; during one it must.
    child.channel?.ref()
    const answer = await ask(child, { number: ++number, job }, patience)
    child.channel?.unref()
    return answer
  }

  return {
    run(job) {
      const answered = last.then(() => runNow(job))
      last = answered.catch(() => null)
      return answered
    },
  }
}

/** One question and its answer. A child that dies or is too slow answers for the picture: it cannot be read. */
function ask(
  child: ChildProcess,
  request: { number: number; job: PictureJob },
  patience: number,
): Promise<PictureAnswer> {
  const { number } = request
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patience)
    const finish = (answer: PictureAnswer): void => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit).off('error', onError)
      resolve(answer)
    }
    const onMessage = (message: unknown): void => {
      const answer = message as PictureAnswer
      if (answer.number === number) finish(answer)
    }
    const onExit = (code: number | null): void =>
      finish({ number, refusal: code === OVER_MEMORY ? 'picture.tooLarge' : 'picture.unreadable' })
    const onError = (): void => finish({ number, refusal: 'picture.unreadable' })
    child.on('message', onMessage).on('exit', onExit).on('error', onError)
    child.send(request, (error) => {
      if (error) onError()
    })
  })
}
