/** What ships with the product: stylebooks and the press profile, out of the `resources/` folder. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fault, type Outcome } from '#contract/faults.ts'
import { stylebookSchema, type Stylebook } from '#contract/stylebook.ts'
import type { Resources } from '#desk/ports.ts'
import { shipped } from './places.ts'

/** A stylebook's name is also its file's: nothing else may be asked for, no path least of all. */
const STYLEBOOK_NAME = /^[a-z][a-z0-9-]*$/

export function openResources({ folder }: { readonly folder: string }): Resources {
  const stylebooks = join(folder, 'stylebooks')
  return {
    async listStylebooks() {
      const names = (await readdir(stylebooks)).filter((name) => name.endsWith('.json'))
      return names.map((name) => name.slice(0, -'.json'.length)).toSorted()
    },
    readStylebook: (name) => readStylebook(stylebooks, name),
    readProfile: async () => plain(await readFile(join(folder, 'icc', 'SNAP_TR002_newsprint.icc'))),
    readPlantProfile: (name) => readPlantProfile(join(folder, 'icc'), name),
  }
}

const PROFILE_NAME = /^[\w-]+\.icc$/

async function readPlantProfile(folder: string, name: string): Promise<Outcome<Uint8Array>> {
  const bytes = PROFILE_NAME.test(name) ? await readFile(join(folder, name)).catch(() => null) : null
  return bytes === null ? fault('profile.missing', { name: name.slice(0, 64) }) : plain(bytes)
}

async function readStylebook(folder: string, name: string): Promise<Outcome<Stylebook>> {
  const unknown = fault('stylebook.unknown', { name: name.slice(0, 64) })
  if (!STYLEBOOK_NAME.test(name)) return unknown
  const text = await readFile(join(folder, `${name}.json`), 'utf8').catch(() => null)
  return text === null ? unknown : parseStylebook(name, text)
}

/** Reads a stylebook's JSON; stylebook.invalid says the first place that does not fit. */
export function parseStylebook(name: string, text: string): Outcome<Stylebook> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return fault('stylebook.invalid', { name, at: '', problem: 'not JSON' })
  }
  const parsed = stylebookSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]
  return fault('stylebook.invalid', { name, at: first?.path.join('.') ?? '', problem: first?.message ?? '' })
}

/** HarfBuzz's subsetter (WebAssembly), which `press` takes as an argument since it has no file system. */
export async function readSubsetter(): Promise<Uint8Array> {
  return plain(await readFile(shipped('node_modules/harfbuzzjs/dist/harfbuzz-subset.wasm')))
}

const plain = (bytes: Buffer): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
