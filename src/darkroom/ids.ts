/** The NewIds port: random ids, short enough to type on a command line, safe in a URL and in a file name. */
import { randomBytes } from 'node:crypto'
import type { PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import type { NewIds } from '#desk/ports.ts'

/** Figures and small letters without i, l, o and u, which are misread or misheard (Crockford's base 32). */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

/** 60 random bits: among a million ids of an issue, two are alike once in two million issues. */
const LENGTH = 12

function newId(kind: string): string {
  const letters = Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte % LETTERS.length])
  return `${kind}${letters.join('')}`
}

/** Ids tell their kind by the first letter: s story, p photo, r record, c client. */
export const openIds = (): NewIds => ({
  story: () => newId('s') as StoryId,
  photo: () => newId('p') as PhotoId,
  record: () => newId('r') as RecordId,
  client: () => newId('c'),
})
