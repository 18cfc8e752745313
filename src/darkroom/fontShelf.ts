/** The font shelf: faces of the catalogue, out of the packages folder. A file is read and hashed once, when first asked for. */
import { webcrypto } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { faceSchema, type Face, type LoadedFace } from '#contract/faces.ts'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import type { FaceId } from '#contract/ids.ts'
import type { FontShelf } from '#desk/ports.ts'
import { findShipped } from './places.ts'

const catalogueSchema = faceSchema.array()

export interface FontShelfPlaces {
  /** The folder with the font packages; left out, `node_modules` is looked for upwards from the running code. */
  readonly packagesFolder?: string
  /** Path of `resources/faces.json`. */
  readonly catalogue: string
}

/** Opens the shelf. The catalogue is read with the first call, a face's file when it is first loaded. */
export function openFontShelf(places: FontShelfPlaces): FontShelf {
  let catalogue: Promise<readonly Face[]> | null = null
  const loaded = new Map<FaceId, Promise<Outcome<LoadedFace>>>()
  const listFaces = (): Promise<readonly Face[]> => (catalogue ??= readCatalogue(places.catalogue))
  return {
    listFaces,
    async loadFace(id) {
      const known = loaded.get(id)
      if (known) return known
      const loading = listFaces().then((faces) => loadFace(id, faces, places.packagesFolder))
      loaded.set(id, loading)
      const outcome = await loading.catch((problem: unknown) => {
        loaded.delete(id)
        throw problem
      })
      // A refusal is not remembered: the file may be put in its place while the desk is open.
      if (isFault(outcome)) loaded.delete(id)
      return outcome
    },
  }
}

async function readCatalogue(path: string): Promise<readonly Face[]> {
  return catalogueSchema.parse(JSON.parse(await readFile(path, 'utf8')))
}

async function loadFace(id: FaceId, faces: readonly Face[], folder: string | undefined): Promise<Outcome<LoadedFace>> {
  const face = faces.find((entry) => entry.id === id)
  if (!face) return fault('font.missing', { face: id })
  const path = folder === undefined ? findShipped(join('node_modules', face.file)) : join(folder, face.file)
  const bytes = path === null ? null : await readFile(path).catch(() => null)
  if (bytes === null) return fault('font.missing', { face: id, family: face.family })
  if (isRestricted(bytes)) return fault('font.restricted', { face: id, family: face.family })
  return { id, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), sha256: await sha256Of(bytes) }
}

/** Web Crypto hashes on a thread of its own: 30 ms for a Chinese face that the desk need not stand still for. */
async function sha256Of(bytes: Buffer<ArrayBuffer>): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex')
}

/**
 * Whether OS/2 fsType forbids embedding (OpenType: bits 0-3; 2 is "restricted licence", and only when no freer bit is
 * set) or allows bitmaps only (0x200), which no press can use. A font without OS/2 says nothing, so nothing is forbidden.
 */
export function isRestricted(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12) return false
  const start = view.getUint32(0) === 0x74746366 ? view.getUint32(12) : 0
  const tables = view.getUint16(start + 4)
  for (let i = 0; i < tables; i++) {
    const entry = start + 12 + 16 * i
    if (entry + 16 > bytes.length) return false
    if (view.getUint32(entry) !== 0x4f532f32) continue
    const fsType = view.getUint16(view.getUint32(entry + 8) + 8)
    return (fsType & 0xf) === 2 || (fsType & 0x200) !== 0
  }
  return false
}
