/** `npm run samples`: builds the sample issue files from resources/samples, anew; also what `npm start` opens. */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sayFault } from '#words/faults.ts'
import { makeSample } from '#office/makeSample.ts'

const root = resolve(import.meta.dirname, '..')
export const SAMPLES = ['yuntang', 'millhaven'] as const

const fileOf = (name: string): string => join(root, '.cache/samples', `${name}.banmian`)

/** Builds one sample; throws with the words of the Fault, since a sample that is refused is our own bug. */
async function build(name: string): Promise<string> {
  const file = fileOf(name)
  mkdirSync(join(root, '.cache/samples'), { recursive: true })
  for (const more of ['', '-wal', '-shm', '-reserve', '-lock']) rmSync(file + more, { force: true })
  const refused = await makeSample(join(root, 'resources/samples', name), file)
  if (refused) throw new Error(`${name}: ${sayFault(refused, 'en').message} (${refused.code})`)
  return file
}

/** The district daily's file, built when it is not there yet: what a newcomer sees first. */
export async function sampleIssue(name: (typeof SAMPLES)[number] = 'yuntang'): Promise<string> {
  return existsSync(fileOf(name)) ? fileOf(name) : build(name)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const name of SAMPLES) console.log(await build(name))
