/** Pictures made for tests, and what is read back of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll } from 'vitest'
import { isFault, type Outcome } from '#contract/faults.ts'
import { photoIdSchema } from '#contract/ids.ts'
import { mm } from '#contract/measure.ts'
import { WHOLE, type Photo, type PlateTerms } from '#contract/photo.ts'
import type { SetPicture } from '#contract/setPage.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import type { Pictures } from '#desk/ports.ts'

const folders: string[] = []
// A runner ends its workers without an exit of theirs: folders go when the file of tests that took them is done.
afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** An empty folder, removed after the tests of the file. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-pictures-'))
  folders.push(folder)
  return folder
}

export function must<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(`${outcome.code} ${JSON.stringify(outcome.where)}`)
  return outcome
}

export const codeOf = (outcome: unknown): string => (isFault(outcome) ? outcome.code : 'no fault')

/** A picture with every hue and every grey in it: 256 x 192. */
export function rainbow(): Sharp {
  const data = Buffer.alloc(256 * 192 * 3)
  for (let y = 0; y < 192; y++) {
    for (let x = 0; x < 256; x++) data.set([x, (y * 4) % 256, ((y >> 6) * 127 + x) % 256], (y * 256 + x) * 3)
  }
  return sharp(data, { raw: { width: 256, height: 192, channels: 3 } })
}

/** A generator of numbers below a bound, alike for alike seeds. */
export function numbers(seed: number): (bound: number) => number {
  let state = seed >>> 0
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
}

/** Samples like a photograph's: shapes with noise. */
export function scene(width: number, height: number, channels: number, seed = 1): Uint8Array {
  const random = numbers(seed)
  const samples = new Uint8Array(width * height * channels)
  for (let at = 0, y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < channels; channel++, at++) {
        const light = 110 + 90 * Math.sin((x + 40 * channel) / 37) * Math.cos((y - 25 * channel) / 29)
        samples[at] = Math.max(0, Math.min(255, Math.round(light) + random(31) - 15))
      }
    }
  }
  return samples
}

/** CMYK samples of a picture, as they are. */
export const inksOf = (bytes: Uint8Array): Promise<Buffer> =>
  sharp(bytes).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer()

export const pressProfile = (): Promise<Uint8Array> => readFile(`${resourcesFolder()}/icc/SNAP_TR002_newsprint.icc`)

/** What the papers of this house ask for. */
export async function newsprint(changes: Partial<PlateTerms> = {}): Promise<PlateTerms> {
  const terms = { colour: 'cmyk', totalInk: 220, mostResolution: 300, sharpening: null } as const
  return { ...terms, profile: await pressProfile(), ...changes }
}

/** In a box so large that nothing need be made smaller. */
export const placed = (crop = WHOLE, width = mm(1000), height = mm(1000)): Pick<SetPicture, 'crop' | 'box'> => ({
  crop,
  box: { x: 0, y: 0, width, height },
})

export async function filed(pictures: Pictures, bytes: Uint8Array): Promise<Photo> {
  return { id: photoIdSchema.parse('p1'), ...must(await pictures.describe('河.jpg', bytes)) }
}
