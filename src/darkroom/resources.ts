/** What ships with the product: stylebooks, preflight profiles and the press profile, out of the `resources/` folder. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { fault, type FaultCode, type Outcome } from '#contract/faults.ts'
import { houseBookSchema } from '#contract/house.ts'
import { preflightProfileSchema, type PreflightProfile } from '#contract/preflight.ts'
import { stylebookSchema, type Stylebook } from '#contract/stylebook.ts'
import type { Resources } from '#desk/ports.ts'
import { shipped } from './places.ts'

/** A name is also its file's: nothing else may be asked for, no path least of all. */
const NAME = /^[a-z][a-z0-9-]*$/

export function openResources({ folder }: { readonly folder: string }): Resources {
  const stylebooks = join(folder, 'stylebooks')
  let profile: Promise<Uint8Array> | null = null
  const preflights = join(folder, 'preflight')
  return {
    listStylebooks: () => listNames(stylebooks),
    readStylebook: (name) => readStylebook(stylebooks, name),
    listPreflights: () => listNames(preflights),
    readHouse: (stylebook) => readHouse(join(folder, 'house'), stylebook),
    readPreflight: (name) => readPreflight(preflights, name),
    readProfile: () => (profile ??= readFile(join(folder, 'icc', 'SNAP_TR002_newsprint.icc')).then(plain)),
    readPlantProfile: (name) => readPlantProfile(join(folder, 'icc'), name),
  }
}

async function listNames(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  return names.map((name) => name.slice(0, -'.json'.length)).toSorted()
}

/** The text of a named file; null where there is none. */
const readNamed = async (folder: string, name: string): Promise<string | null> =>
  NAME.test(name) ? readFile(join(folder, `${name}.json`), 'utf8').catch(() => null) : null

const PROFILE_NAME = /^[\w-]+\.icc$/

async function readPlantProfile(folder: string, name: string): Promise<Outcome<Uint8Array>> {
  const bytes = PROFILE_NAME.test(name) ? await readFile(join(folder, name)).catch(() => null) : null
  return bytes === null ? fault('profile.missing', { name: name.slice(0, 64) }) : plain(bytes)
}

async function readStylebook(folder: string, name: string): Promise<Outcome<Stylebook>> {
  const text = await readNamed(folder, name)
  return text === null ? fault('stylebook.unknown', { name: name.slice(0, 64) }) : parseStylebook(name, text)
}

async function readPreflight(folder: string, name: string): Promise<Outcome<PreflightProfile>> {
  const text = await readNamed(folder, name)
  if (text !== null) return parsed('preflight.invalid', name, text, preflightProfileSchema)
  return fault('preflight.unknown', { name: name.slice(0, 64), names: (await listNames(folder)).join(', ') })
}

/** Stylebooks of one paper (`yuntang-tabloid`) share its house book (`yuntang.json`). */
async function readHouse(folder: string, stylebook: string): ReturnType<Resources['readHouse']> {
  const text = await readNamed(folder, stylebook.split('-')[0] ?? '')
  return text === null ? null : houseBookSchema.parse(JSON.parse(text))
}

/** Reads a stylebook's JSON; stylebook.invalid says the first place that does not fit. */
export const parseStylebook = (name: string, text: string): Outcome<Stylebook> =>
  parsed('stylebook.invalid', name, text, stylebookSchema)

function parsed<T>(refusal: FaultCode, name: string, text: string, schema: z.ZodType<T>): Outcome<T> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return fault(refusal, { name, at: '', problem: 'not JSON' })
  }
  const read = schema.safeParse(json)
  if (read.success) return read.data
  const first = read.error.issues[0]
  return fault(refusal, { name, at: first?.path.join('.') ?? '', problem: first?.message ?? '' })
}

/** HarfBuzz's subsetter (WebAssembly), which `press` takes as an argument since it has no file system. */
export async function readSubsetter(): Promise<Uint8Array> {
  return plain(await readFile(shipped('node_modules/harfbuzzjs/dist/harfbuzz-subset.wasm')))
}

const plain = (bytes: Buffer): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
