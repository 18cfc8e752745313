import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import sharp from 'sharp'
import { openCache, type PictureCache } from '#darkroom/pictureCache.ts'
import type { PlateHead } from '#darkroom/pictureJobs.ts'
import { openPictures } from '#darkroom/pictures.ts'
import { filed, freshFolder, must, newsprint, placed, scene } from './pictureFiles.ts'

const head: PlateHead = {
  name: 'a',
  width: 4,
  height: 4,
  colour: 'grey',
  encoding: 'deflate',
  isInverted: false,
  turn: 1,
  shown: { left: 0, top: 0, width: 4, height: 4 },
}

async function keep(cache: PictureCache, key: string, bytes: Uint8Array): Promise<void> {
  const path = await cache.newPath()
  writeFileSync(path, bytes)
  await cache.keep(key, { ...head, name: key }, path)
  await cache.remove(path)
}

const named = (folder: string, ending: string): string[] => readdirSync(folder).filter((name) => name.endsWith(ending))

test('a plate that was kept is found again by another process, as it was', async () => {
  const folder = freshFolder()
  const bytes = scene(40, 40, 1)
  await keep(openCache({ folder, most: 1e6 }), 'a', bytes)
  const found = await openCache({ folder, most: 1e6 }).find('a')
  expect(found).toEqual({ ...head, bytes: Buffer.from(bytes) })
  expect(await openCache({ folder, most: 1e6 }).find('b')).toBeNull()
})

test('a plate whose file is damaged or broken off is not found', async () => {
  const folder = freshFolder()
  const cache = openCache({ folder, most: 1e6 })
  await keep(cache, 'a', scene(40, 40, 1))
  const path = join(folder, 'a.plate')
  const whole = readFileSync(path)
  const flipped = Buffer.from(whole)
  flipped[whole.length - 9] = (flipped[whole.length - 9] ?? 0) ^ 1
  for (const damaged of [flipped, whole.subarray(0, whole.length - 1), whole.subarray(0, 20), Buffer.alloc(0)]) {
    writeFileSync(path, damaged)
    expect(await cache.find('a')).toBeNull()
  }
  await keep(cache, 'a', scene(40, 40, 1))
  expect(await cache.find('a')).not.toBeNull()
})

test('plates stay within their room, and those go first that were asked for last long ago', async () => {
  const folder = freshFolder()
  const cache = openCache({ folder, most: 9_500 })
  for (const [i, key] of ['a', 'b', 'c', 'd'].entries()) {
    await keep(cache, key, scene(40, 50, 1))
    utimesSync(join(folder, `${key}.plate`), 1000 + i, 1000 + i)
  }
  await cache.find('a')
  await keep(cache, 'e', scene(40, 50, 1))
  const kept = named(folder, '.plate').map((name) => name[0])
  expect(kept).toContain('a')
  expect(kept).toContain('e')
  expect(kept).not.toContain('b')
  expect(kept.length).toBeLessThan(5)
})

test('what a dead process left half-written is cleared away, what a living one writes is not', async () => {
  const folder = freshFolder()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'old.part'), 'x')
  utimesSync(join(folder, 'old.part'), 1000, 1000)
  writeFileSync(join(folder, 'new.part'), 'x')
  await openCache({ folder, most: 1e6 }).newPath()
  expect(named(folder, '.part')).toEqual(['new.part'])
})

test('a picture is converted once for the same crop, box and terms, and anew for others; no half file stays', async () => {
  const folder = freshFolder()
  const bytes = await sharp(scene(300, 200, 3), { raw: { width: 300, height: 200, channels: 3 } })
    .jpeg()
    .toBuffer()
  const pictures = openPictures({ cache: folder })
  const photo = await filed(pictures, bytes)
  const first = must(await pictures.forPlate(bytes, photo, placed(), await newsprint()))
  const again = must(await openPictures({ cache: folder }).forPlate(bytes, photo, placed(), await newsprint()))
  expect(again).toEqual(first)
  expect(named(folder, '.plate')).toHaveLength(1)
  const other = must(await pictures.forPlate(bytes, photo, placed(), await newsprint({ totalInk: 180 })))
  expect(other.name).not.toBe(first.name)
  const profile = Uint8Array.from((await newsprint()).profile)
  profile[40] = (profile[40] ?? 0) ^ 1
  expect(must(await pictures.forPlate(bytes, photo, placed(), await newsprint({ profile }))).name).not.toBe(first.name)
  expect(named(folder, '.plate')).toHaveLength(3)
  expect(named(folder, '.part')).toEqual([])
})
