/** The font shelf: faces of the catalogue, out of the packages folder. A file is read once, when its first glyph is set. */
import { webcrypto } from 'node:crypto'
import { openSync, readFileSync, readSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
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
  const head = path === null ? null : await readHead(path).catch(() => null)
  if (path === null || head === null) return fault('font.missing', { face: id, family: face.family })
  if (isForbidden(head.fsType)) return fault('font.restricted', { face: id, family: face.family })
  if (face.sha256 !== undefined && face.bytes === head.length) return lazyFace(id, face.sha256, path)
  const bytes = plain(await readFile(path))
  return { id, bytes, sha256: await sha256Of(bytes) }
}

/** A face that ships: its hash stands in the catalogue, so that of its 10 MB only what a page shows is read. */
function lazyFace(id: FaceId, sha256: string, path: string): LoadedFace {
  let read: Uint8Array<ArrayBuffer> | null = null
  // Open as long as the process: a font that was taken from the shelf stays what it was, also when its file is replaced.
  let file: number | null = null
  return {
    id,
    sha256,
    get bytes() {
      return (read ??= plain(readFileSync(path)))
    },
    part(offset, length) {
      if (read) return read.subarray(offset, offset + length)
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, readSync((file ??= openSync(path, 'r')), bytes, 0, length, offset))
    },
  }
}

const plain = (bytes: Buffer<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Web Crypto hashes on a thread of its own: 30 ms for a Chinese face that the desk need not stand still for. */
async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex')
}

const OS2 = 0x4f532f32
const COLLECTION = 0x74746366
/** Tables of a font: a file that says it has more is none. */
const MOST_TABLES = 256

/** A font file's length, and fsType of its OS/2 table; 0 where it has none, since then nothing is forbidden. */
async function readHead(path: string): Promise<{ readonly length: number; readonly fsType: number }> {
  const file = await open(path, 'r')
  try {
    const at = async (place: number, length: number): Promise<DataView> => {
      const view = new DataView(new ArrayBuffer(length))
      await file.read(view, 0, length, place)
      return view
    }
    const { size: length } = await file.stat()
    const first = await at(0, 16)
    const start = first.getUint32(0) === COLLECTION ? first.getUint32(12) : 0
    const tables = Math.min((await at(start + 4, 2)).getUint16(0), MOST_TABLES)
    const entries = await at(start + 12, 16 * tables)
    for (let entry = 0; entry < entries.byteLength; entry += 16) {
      if (entries.getUint32(entry) !== OS2) continue
      return { length, fsType: (await at(entries.getUint32(entry + 8) + 8, 2)).getUint16(0) }
    }
    return { length, fsType: 0 }
  } finally {
    await file.close()
  }
}

/**
 * Whether fsType forbids embedding (OpenType, OS/2: of bits 0-3, 2 is "restricted licence", and only when no freer bit is
 * set) or allows bitmaps only (0x200), which no press can use.
 */
const isForbidden = (fsType: number): boolean => (fsType & 0xf) === 2 || (fsType & 0x200) !== 0
