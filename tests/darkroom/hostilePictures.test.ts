/** Files that are broken on purpose: every one is answered, in time, and the desk lives. */
import { expect, test } from 'vitest'
import sharp from 'sharp'
import { isFault } from '#contract/faults.ts'
import { openPictures } from '#darkroom/pictures.ts'
import { cmykTiff, extraChannels, readTags } from '#darkroom/tiffTags.ts'
import { filed, freshFolder, newsprint, numbers, placed, scene } from './pictureFiles.ts'

const SEED = Number(process.env['SEED'] ?? 20_261_124)
const RUNS = 150

test(`broken pictures are refused or shown, and never hang (seed ${SEED})`, { timeout: 120_000 }, async () => {
  const pictures = openPictures({ cache: freshFolder(), patience: 10_000 })
  const random = numbers(SEED)
  const raw = { raw: { width: 96, height: 64, channels: 3 } } as const
  const rgb = sharp(scene(96, 64, 3), raw)
  const tiff = cmykTiff(scene(96, 64, 4), 96, 64, null)
  const sources = [
    await rgb.clone().jpeg().toBuffer(),
    await rgb.clone().jpeg({ progressive: true }).toBuffer(),
    await sharp(tiff).pipelineColourspace('cmyk').toColourspace('cmyk').jpeg().toBuffer(),
    await rgb.clone().png().toBuffer(),
    await rgb.clone().webp({ lossless: true }).toBuffer(),
    tiff,
  ]
  const photos = await Promise.all(sources.map((source) => filed(pictures, source)))
  const terms = await newsprint()
  const started = performance.now()
  let [refused, shown] = [0, 0]
  for (let run = 0; run < RUNS; run++) {
    const at = run % sources.length
    const source = sources[at] ?? Buffer.alloc(0)
    const broken = Buffer.from(run % 4 === 0 ? source.subarray(0, 12 + random(source.length - 12)) : source)
    for (let hit = 0; hit <= random(6); hit++) broken[12 + random(broken.length - 12)] = random(256)
    const described = await pictures.describe('x', broken)
    // A file may be damaged after it was filed: the plate is asked for all the same.
    const photo = isFault(described) ? photos[at] : { ...described, id: photos[at]?.id }
    const plate = await pictures.forPlate(broken, photo as never, placed(), terms)
    if (isFault(plate)) refused++
    else shown++
  }
  expect(refused + shown).toBe(RUNS)
  expect(Math.min(refused, shown)).toBeGreaterThan(10)
  expect(performance.now() - started).toBeLessThan(100_000)
  expect(isFault(await pictures.describe('x', sources[0] ?? Buffer.alloc(0)))).toBe(false)
})

test(`tags of broken TIFFs are read without a throw or a walk outside (seed ${SEED})`, () => {
  const random = numbers(SEED)
  const source = cmykTiff(scene(8, 8, 4), 8, 8, scene(10, 10, 1))
  for (let run = 0; run < 5000; run++) {
    const broken = Uint8Array.from(run % 3 === 0 ? source.subarray(0, random(source.length)) : source)
    for (let hit = 0; hit <= random(8); hit++) broken[random(Math.min(160, broken.length))] = random(256)
    readTags(broken)
    expect(extraChannels(broken).inks).toBeGreaterThanOrEqual(0)
  }
})
