/**
 * Words of headlines as they were cut when their page was last set. Nothing is lost with them: they spare whoever opens
 * the file the cutter's dictionary, half a second and 65 MB, for heads that nobody has touched.
 */
import type { Lang } from '#contract/copy.ts'
import type { CutText } from '#desk/ports.ts'
import type { Readable, Writable } from './sqlite.ts'

interface Row {
  lang: Lang
  text: string
  ends: string
}

export interface WordEnds {
  /** Texts that this version of the cutter has cut. */
  read(version: string): CutText[]
}

export function openWordEnds(db: Readable): WordEnds {
  const all = db.query<[string], Row>('SELECT lang, text, ends FROM word_ends WHERE version = ?')
  return {
    read: (version) => all.all(version).map(({ lang, text, ends }) => ({ lang, text, ends: readEnds(ends, text) })),
  }
}

/** Ends that rise and lie inside the text; a row that says otherwise says nothing. */
function readEnds(json: string, text: string): readonly number[] {
  const ends = json.split(',').map(Number)
  const isSound = ends.every((end, i) => Number.isInteger(end) && end > (ends[i - 1] ?? 0) && end <= text.length)
  return isSound ? ends : [text.length]
}

export interface WordEndWrites {
  /** Keeps what this version has cut, and drops what others had. */
  keep(version: string, texts: readonly CutText[]): void
}

export function openWordEndWrites(db: Writable): WordEndWrites {
  const drop = db.change<[string]>('DELETE FROM word_ends WHERE version <> ?')
  const put = db.change<[string, Lang, string, string]>(
    'INSERT OR REPLACE INTO word_ends (version, lang, text, ends) VALUES (?, ?, ?, ?)',
  )
  return {
    keep(version, texts) {
      drop.run(version)
      for (const { lang, text, ends } of texts) put.run(version, lang, text, ends.join(','))
    },
  }
}
