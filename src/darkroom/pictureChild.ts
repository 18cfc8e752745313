/**
 * The picture child: decodes what strangers made, in a process that may be thrown away. It runs one job at a time and
 * ends by itself when its parent goes or when it grows over its memory.
 */
import sharp from 'sharp'
import { OVER_MEMORY } from './child.ts'
import { describe, makePlate, makePreview, TooLarge } from './pictureWork.ts'
import { type PictureAnswer, type PictureJob, type PictureRequest, type PictureResults } from './pictureJobs.ts'

/** Resident bytes: a picture of 200 million pixels in four inks, and as much again to work in. */
const MOST_MEMORY = 2_000_000_000
const LOOK_EVERY = 50

sharp.cache(false)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadTiff', 'VipsForeignLoadWebp'],
})

/** libvips works in threads of its own, so this timer runs while it does. */
setInterval(() => {
  if (process.memoryUsage.rss() > MOST_MEMORY) process.exit(OVER_MEMORY)
}, LOOK_EVERY).unref()

process.on('disconnect', () => process.exit(0))
process.on('message', (request: PictureRequest) => {
  void answer(request).then((message) => process.send?.(message))
})

async function answer({ number, job }: PictureRequest): Promise<PictureAnswer> {
  try {
    return { number, result: await run(job) }
  } catch (error) {
    return { number, refusal: isTooLarge(error) ? 'picture.tooLarge' : 'picture.unreadable' }
  }
}

function run(job: PictureJob): Promise<PictureResults[keyof PictureResults]> {
  if (job.kind === 'describe') return describe(job.bytes)
  if (job.kind === 'preview') return makePreview(job.bytes, job.edge)
  return makePlate(job)
}

/** sharp says so in words only. */
const isTooLarge = (error: unknown): boolean =>
  error instanceof TooLarge || (error instanceof Error && /pixel limit|too large|dimensions/i.test(error.message))
