/** Files that a command reads, and folders that it makes. */
import { mkdir, open, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { fault, type Fault, type Outcome } from '#contract/faults.ts'
import { codeOf, writeFault } from '#darkroom/outlets.ts'
import { inputKindOf } from '#desk/imports.ts'

/** A page of text is some ten thousand characters; beyond this it is no page (bytes). */
const MOST_TEXT = 16 * 1024 * 1024
/** The largest picture file that is taken in (bytes). */
const MOST_PICTURE = 1_000_000_000
/** The largest file of ads (bytes). */
const MOST_AD = 256_000_000

function readFault(error: unknown, path: string): Fault {
  const name = basename(path)
  const isMissing = codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR'
  return isMissing
    ? fault('file.missing', { file: name, name })
    : fault('file.unreadable', { file: name, name, problem: codeOf(error) })
}

/** Makes a folder and those above it. */
export async function makeFolder(path: string): Promise<Outcome<null>> {
  try {
    await mkdir(path, { recursive: true })
    return null
  } catch (error) {
    return writeFault(error, path)
  }
}

export const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isDirectory() ?? false

/** The bytes of an input; one that is too large is refused before it is read. */
export async function readInput(path: string): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const name = basename(path)
  try {
    const { size, ...entry } = await describeFile(path)
    if (!entry.isFile) return fault('input.unknown', { name })
    const kind = inputKindOf(name, entry.head)
    if (kind === 'picture' && size > MOST_PICTURE) return fault('picture.tooLarge', { name, size, most: MOST_PICTURE })
    if (kind === 'ad' && size > MOST_AD) return fault('ad.tooLarge', { name, size, most: MOST_AD })
    if (kind !== 'picture' && kind !== 'ad' && size > MOST_TEXT)
      return fault('text.tooLarge', { name, size, most: MOST_TEXT })
    return new Uint8Array(await readFile(path))
  } catch (error) {
    return readFault(error, path)
  }
}

async function describeFile(path: string): Promise<{ size: number; isFile: boolean; head: Uint8Array }> {
  const entry = await stat(path)
  if (!entry.isFile()) return { size: 0, isFile: false, head: new Uint8Array() }
  const file = await open(path, 'r')
  try {
    const head = new Uint8Array(64)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    return { size: entry.size, isFile: true, head: head.subarray(0, bytesRead) }
  } finally {
    await file.close()
  }
}

/** A JSON file; plan.invalid when it is none. */
export async function readPlanFile(path: string): Promise<Outcome<unknown>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    return readFault(error, path)
  }
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    return fault('plan.invalid', { problem: error instanceof Error ? error.message : 'not JSON' })
  }
}
