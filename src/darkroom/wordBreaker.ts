/**
 * The word breaker: jieba with our list of the trade's terms. Its dictionary takes about 0.5 s and 65 MB to unpack, so it
 * is loaded by the first Chinese text that asks for its words.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { WordBreaker } from '#desk/ports.ts'
import { shipped } from './places.ts'
import { parseTerms, wordEnds, type Cut } from '#compose/cutter.ts'

const load = createRequire(import.meta.url)

/** The dictionary's own version: it comes with the package. */
const jiebaVersion = async (): Promise<string> =>
  (JSON.parse(await readFile(shipped('node_modules/jieba-wasm/package.json'), 'utf8')) as { version: string }).version

const sha256 = (terms: readonly string[]): string => createHash('sha256').update(terms.join('\n')).digest('hex')

/** What we use of jieba-wasm's Node build; its web build has the same calls after `await init()`. */
interface Jieba {
  cut(text: string, mayGuess?: boolean): string[]
  add_word(word: string): number
}

/** `folder` is `resources/words`: every `.txt` in it is a list of terms that a headline may not break. */
export function openWordBreaker({ folder }: { readonly folder: string }): WordBreaker {
  return {
    version: async () => `${await jiebaVersion()} ${sha256(await readTerms(folder))}`,
    open: async () => wordEnds(lazyCut(await readTerms(folder))),
  }
}

/** Every term of the lists, in the order of the files' names: a window's cutter must add the same ones. */
export async function readTerms(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).toSorted()
  const lists = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return [...new Set(lists.flatMap((list) => parseTerms(list)))]
}

function lazyCut(terms: readonly string[]): Cut {
  let jieba: Jieba | null = null
  return (text) => (jieba ??= loadJieba(terms)).cut(text, true)
}

/** jieba-wasm's Node build reads its module beside itself and has no `import` of its own: required, synchronously. */
function loadJieba(terms: readonly string[]): Jieba {
  const jieba = load('jieba-wasm') as Jieba
  for (const term of terms) jieba.add_word(term)
  return jieba
}
