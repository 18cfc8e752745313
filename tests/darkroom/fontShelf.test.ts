import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { faceIdSchema } from '#contract/ids.ts'
import { openFontShelf } from '#darkroom/fontShelf.ts'
import { resourcesFolder } from '#darkroom/places.ts'

const catalogue = join(resourcesFolder(), 'faces.json')
const LATIN = faceIdSchema.parse('libreFranklin.400')
const TEST = faceIdSchema.parse('test.400')

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'shelf-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A face of our own making: a real font whose fsType is what the test says. */
async function shelfWith(fsType: number | null): Promise<ReturnType<typeof openFontShelf>> {
  const loaded = await openFontShelf({ catalogue }).loadFace(LATIN)
  if (isFault(loaded)) throw new Error(loaded.code)
  const bytes = Buffer.from(loaded.bytes)
  const entry = bytes.indexOf('OS/2', 12, 'latin1')
  if (fsType !== null) bytes.writeUInt16BE(fsType, bytes.readUInt32BE(entry + 8) + 8)
  await writeFile(join(folder, 'face.ttf'), bytes)
  const face = { id: TEST, family: 'Test', weight: 400, file: 'face.ttf', licence: 'none' }
  await writeFile(join(folder, 'faces.json'), JSON.stringify([face, { ...face, id: 'gone.400', file: 'gone.ttf' }]))
  return openFontShelf({ packagesFolder: folder, catalogue: join(folder, 'faces.json') })
}

describe('the font shelf', () => {
  it('has every face of the catalogue, with a file that is there', async () => {
    const shelf = openFontShelf({ catalogue })
    const faces = await shelf.listFaces()
    expect(faces.length).toBeGreaterThanOrEqual(14)
    for (const face of faces) expect(isFault(await shelf.loadFace(face.id)), face.id).toBe(false)
  })
  it('knows the hash of every face that ships, so that no stamp waits for 10 MB', async () => {
    for (const { id, file, bytes, sha256 } of await openFontShelf({ catalogue }).listFaces()) {
      const read = await readFile(join(resourcesFolder(), '..', 'node_modules', file))
      expect([bytes, sha256], id).toEqual([read.length, createHash('sha256').update(read).digest('hex')])
    }
  })
  it("gives a face's bytes with their SHA-256", async () => {
    const shelf = openFontShelf({ catalogue })
    const loaded = await shelf.loadFace(LATIN)
    const file = (await shelf.listFaces()).find((face) => face.id === LATIN)?.file ?? ''
    const bytes = await readFile(join(resourcesFolder(), '..', 'node_modules', file))
    if (isFault(loaded)) throw new Error(loaded.code)
    expect(loaded.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(Buffer.compare(loaded.bytes, bytes)).toBe(0)
  })
  it('reads a file once for all that ask for it', async () => {
    const shelf = openFontShelf({ catalogue })
    const [first, second] = await Promise.all([shelf.loadFace(LATIN), shelf.loadFace(LATIN)])
    expect(first).toBe(second)
  })
  it.each([
    ['restricted licence', 2, true],
    ['bitmaps only', 0x200, true],
    ['preview and print', 4, false],
    ['restricted, but also editable', 2 | 8, false],
    ['installable', 0, false],
  ])('judges embedding by fsType: %s', async (_, fsType, isRefused) => {
    const loaded = await (await shelfWith(fsType)).loadFace(TEST)
    expect(isFault(loaded) ? loaded.code : 'taken').toBe(isRefused ? 'font.restricted' : 'taken')
  })
  it('refuses a face that nobody knows, and one whose file is gone', async () => {
    const shelf = await shelfWith(null)
    for (const id of ['nobody.400', 'gone.400']) {
      const loaded = await shelf.loadFace(faceIdSchema.parse(id))
      expect(isFault(loaded) && loaded.code).toBe('font.missing')
    }
  })
  it('takes a face that was put in its place after it had been missing', async () => {
    const shelf = await shelfWith(0)
    await rm(join(folder, 'face.ttf'))
    expect(isFault(await shelf.loadFace(TEST))).toBe(true)
    await shelfWith(0)
    expect(isFault(await shelf.loadFace(TEST))).toBe(false)
  })
})
