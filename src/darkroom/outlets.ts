/** Files that stand whole or not at all: what is pressed, and every other thing that a host writes. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fault, isFault, type Fault, type FaultCode, type Outcome } from '#contract/faults.ts'
import type { Outlet, Tray } from '#desk/ports.ts'

const CODES: Readonly<Record<string, FaultCode>> = {
  ENOENT: 'file.missing',
  ENOTDIR: 'file.missing',
  ENOSPC: 'file.full',
  EDQUOT: 'file.full',
  EACCES: 'file.readOnly',
  EPERM: 'file.readOnly',
  EROFS: 'file.readOnly',
  EBUSY: 'file.busy',
}

export const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '')

/** What an error of the file system means to somebody who wanted to write `path`. */
export function writeFault(error: unknown, path: string): Fault {
  const code = CODES[codeOf(error)]
  if (!code) return fault('file.unreadable', { file: basename(path), problem: codeOf(error) || String(error) })
  return fault(code, { file: code === 'file.missing' ? dirname(path) : basename(path) })
}

/**
 * Opens a file under another name in the same folder; finished, it is brought to the disk and renamed. When the disk is
 * full or the machine stops, what stood there before still does.
 */
export async function openOutlet(path: string): Promise<Outcome<Outlet>> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`)
  try {
    return outletOn(await open(temporary, 'wx'), temporary, path)
  } catch (error) {
    return writeFault(error, path)
  }
}

function outletOn(file: FileHandle, temporary: string, path: string): Outlet {
  let bytes = 0
  let isOpen = true
  const close = async (): Promise<void> => {
    if (isOpen) await file.close()
    isOpen = false
  }
  const guarded = async <T>(act: () => Promise<T>): Promise<Outcome<T>> => {
    try {
      return await act()
    } catch (error) {
      return writeFault(error, path)
    }
  }
  return {
    write: (chunk) =>
      guarded(async () => {
        await file.writeFile(chunk)
        bytes += chunk.length
        return null
      }),
    finish: () =>
      guarded(async () => {
        await file.sync()
        await close()
        await rename(temporary, path)
        return { path, bytes }
      }),
    discard: async () => {
      await close().catch(() => undefined)
      await rm(temporary, { force: true }).catch(() => undefined)
    },
  }
}

/** Writes a file whole. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<Outcome<null>> {
  const outlet = await openOutlet(path)
  if (isFault(outlet)) return outlet
  const written = await outlet.write(bytes)
  const finished = written === null ? await outlet.finish() : written
  if (!isFault(finished)) return null
  await outlet.discard()
  return finished
}

/** Names stay apart: two windows may press the same page. */
const pathOf = (name: string): string => `${randomBytes(8).toString('hex')}/${basename(name)}`

/** The tray: a folder of this process's own under the system's, made with the first file. */
export function openTray(): Tray {
  let folder: Promise<string> | null = null
  const files = new Map<string, string>()
  const drop = async (path: string): Promise<void> => {
    const place = files.get(path)
    files.delete(path)
    if (place !== undefined) await rm(place, { force: true })
  }
  return {
    async open(name) {
      folder ??= mkdtemp(join(tmpdir(), 'banmian-tray-'))
      const path = pathOf(name)
      const place = join(await folder, path.replace('/', '-'))
      const outlet = await openOutlet(place)
      if (isFault(outlet)) return outlet
      return {
        ...outlet,
        finish: async () => {
          const finished = await outlet.finish()
          if (isFault(finished)) return finished
          files.set(path, place)
          return { path, bytes: finished.bytes }
        },
      }
    },
    take: async (place, name) => {
      const path = pathOf(name)
      files.set(path, place)
      return path
    },
    async read(path, offset, length) {
      const place = files.get(path)
      if (place === undefined) return fault('file.missing', { file: basename(path) })
      const file = await open(place, 'r')
      try {
        const bytes = new Uint8Array(length)
        const { bytesRead } = await file.read(bytes, 0, length, offset)
        return bytes.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },
    drop,
    async close() {
      const made = await folder
      folder = null
      files.clear()
      if (made !== null) await rm(made, { recursive: true, force: true })
    },
  }
}
