/** A stand-in Electron distribution folder: the file names of the Linux zip, and an executable that carries the fuse wire. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The sentinel that @electron/fuses looks for, its version and length, and nine fuses as Electron ships them. */
const FUSES = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100011'),
])
const FILES = [
  'chrome-sandbox',
  'chrome_crashpad_handler',
  'libffmpeg.so',
  'icudtl.dat',
  'resources.pak',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  'LICENSE',
  'LICENSES.chromium.html',
]

export function makeFakeRuntime(folder: string, version: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  const script = Buffer.from('#!/bin/sh\necho "stand-in electron $*"; exit 0\n: ')
  writeFileSync(join(folder, 'electron'), Buffer.concat([script, FUSES, Buffer.from('\n')]), { mode: 0o755 })
  for (const file of FILES) writeFileSync(join(folder, file), file, { mode: 0o755 })
  for (const locale of ['zh-CN', 'en-US', 'de', 'fr']) writeFileSync(join(folder, 'locales', `${locale}.pak`), locale)
  writeFileSync(join(folder, 'version'), version)
}
