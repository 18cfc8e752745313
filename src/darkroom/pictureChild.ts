/**
 * The picture child: decodes what strangers made, in a process that may be thrown away. It runs one job at a time and
 * ends by itself when its parent goes or when it grows over its memory.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import sharp from 'sharp'
import { OVER_MEMORY } from './childPool.ts'
import { cutJpeg } from './jpegCut.ts'
import { countInk } from './pictureInk.ts'
import type { PictureAnswer, PictureJob, PictureRequest, PictureResults, Refusal } from './pictureJobs.ts'
import { makePlate } from './picturePlate.ts'
import { describe, makePreview, Refused } from './pictureWork.ts'
import type { Area } from './turns.ts'

/** Resident bytes: a picture of 200 million pixels in four inks, and as much again to work in. */
const MOST_MEMORY = 2_000_000_000
const LOOK_EVERY = 50

sharp.cache(false)
// Several children share the cores; each works in one thread.
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadTiff', 'VipsForeignLoadWebp'],
})

/** libvips works in threads of its own, so this timer runs while it does. */
setInterval(() => {
  if (process.memoryUsage.rss() > MOST_MEMORY) process.exit(OVER_MEMORY)
}, LOOK_EVERY).unref()

// Pixels lie outside the collector's heap, which sees no reason to let go of them between two jobs.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

process.on('disconnect', () => process.exit(0))
process.on('message', (request: PictureRequest) => {
  void answer(request).then((message) => process.send?.(message, collect))
})

async function answer({ number, job }: PictureRequest): Promise<PictureAnswer> {
  try {
    return { number, result: await run(job) }
  } catch (error) {
    return { number, refusal: refusalOf(error) }
  }
}

async function run(job: PictureJob): Promise<PictureResults[keyof PictureResults]> {
  if (job.kind === 'plate') return makePlate(job)
  const bytes = await readFile(job.source)
  if (job.kind === 'describe') return describe(bytes)
  if (job.kind === 'preview') return makePreview(bytes, job.edge)
  if (job.kind === 'ink') return countInk({ ...job.plate, bytes })
  return cut(bytes, job.area, job.into)
}

async function cut(jpeg: Uint8Array, area: Area, into: string): Promise<Area | null> {
  const kept = cutJpeg(jpeg, area)
  if (kept) await writeFile(into, kept.bytes)
  return kept && kept.area
}

/** libvips says in words only that a picture is too large. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return { code: 'file.full', where: {} }
  const isTooLarge = error instanceof Error && /pixel limit|too large|dimensions/i.test(error.message)
  return { code: isTooLarge ? 'picture.tooLarge' : 'picture.unreadable', where: {} }
}
