/** Laws of finding, by chance: against a naive search, and against the document. `SEED=any` looks for new cases. */
import { Step, Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { finalLines } from '#story/final.ts'
import { finderOf } from '#story/find/finder.ts'
import { foldText, folding } from '#story/find/fold.ts'
import { findIn } from '#story/find/matches.ts'
import { NO_QUERY, type Query } from '#story/find/query.ts'
import { replaceMatches } from '#story/find/replace.ts'
import { readScripts } from '#story/find/scripts.ts'
import { schema, type StoryDoc } from '#story/schema.ts'
import { random, seedOf } from '../../grid/records.ts'
import { pick, whole, type Next } from '../../laws/edits/chance.ts'

const RUNS = 2000
const scripts = await readScripts()
/** Few characters, so that matches are many; some fold to another, some to two units, one has two. */
const CHARACTERS = [...'云雲台臺发發髮aAａＡbBİ1１(（“「" \u3000𠮷']

const textOf = (next: Next, least: number, most: number): string =>
  Array.from({ length: whole(next, least, most) }, () => pick(next, CHARACTERS)).join('')

const queryOf = (next: Next): Query => ({
  ...NO_QUERY,
  text: textOf(next, 1, 3),
  foldsWidth: next() < 0.5,
  foldsCase: next() < 0.5,
  foldsScript: next() < 0.5,
  foldsQuotes: next() < 0.5,
})

function docOf(next: Next): StoryDoc {
  const hand = { by: '甲', at: '', move: '' }
  const runs = () =>
    Array.from({ length: whole(next, 0, 4) }, () => {
      const marks = [
        ...(next() < 0.3 ? [schema.mark('strong')] : []),
        ...(next() < 0.2 ? [schema.mark(pick(next, ['inserted', 'deleted'] as const), hand)] : []),
      ]
      return schema.text(textOf(next, 1, 6), marks)
    })
  const lines = Array.from({ length: whole(next, 1, 4) }, (_, i) =>
    schema.node('headline', { seam: i > 0 && next() < 0.3 ? { kind: 'deleted', ...hand } : null }, runs()),
  )
  return schema.node('doc', null, lines)
}

/** Character by character of the source, the slow way. */
function naive(text: string, query: Query): string[] {
  const fold = folding(query, scripts)
  const characters = [...text]
  const wanted = foldText(query.text, fold).text
  const found: string[] = []
  let offset = 0
  for (let i = 0; i < characters.length; i++) {
    const length = lengthAt(characters.slice(i), wanted, fold)
    if (length > 0) {
      const taken = characters.slice(i, i + length).join('')
      found.push(`${offset}:${taken}`)
      i += length - 1
      offset += taken.length
    } else offset += characters[i]!.length
  }
  return found
}

function lengthAt(characters: readonly string[], wanted: string, fold: (character: string) => string): number {
  let text = ''
  for (let n = 0; n < characters.length && text.length < wanted.length; n++) {
    text += fold(characters[n]!)
    if (text === wanted) return n + 1
  }
  return 0
}

const seed = seedOf()
test(`what is found in folded text is what a naive search finds, in the source’s offsets (seed ${seed})`, () => {
  const next = random(seed)
  for (let run = 0; run < RUNS; run++) {
    const [text, query] = [textOf(next, 0, 30), queryOf(next)]
    const find = finderOf(query, scripts)
    if (isFault(find)) throw new Error(find.code)
    const found = find(text).map(({ from, to }) => `${from}:${text.slice(from, to)}`)
    expect(found, `SEED=${seed} run ${run} ${JSON.stringify([text, query])}`).toEqual(naive(text, query))
  }
})

test(`replacing changes the final text as told and nothing that is deleted; taken back, nothing has changed (seed ${seed})`, () => {
  const next = random(seed)
  for (let run = 0; run < RUNS; run++) {
    const [doc, query, by] = [docOf(next), queryOf(next), textOf(next, 0, 4)]
    const where = `SEED=${seed} run ${run} ${JSON.stringify([doc, query, by])}`
    const find = finderOf(query, scripts)
    if (isFault(find)) throw new Error(find.code)
    const matches = findIn(doc, 'all', find)
    const tr = new Transform(doc)
    replaceMatches(
      tr,
      matches.map((match) => ({ match, text: by })),
    )
    tr.doc.check()
    const expected = finalLines(doc).map(({ text }, line) => {
      const own = matches.filter((match) => match.line === line).toReversed()
      return own.reduce((last, { from, to }) => last.slice(0, from) + by + last.slice(to), text)
    })
    expect(
      finalLines(tr.doc).map(({ text }) => text),
      where,
    ).toEqual(expected)
    expect(deletedIn(tr.doc), where).toBe(deletedIn(doc))
    let undone = tr.doc
    for (let i = tr.steps.length - 1; i >= 0; i--) {
      const inverted = Step.fromJSON(schema, tr.steps[i]!.invert(tr.docs[i]!).toJSON())
      undone = inverted.apply(undone).doc!
    }
    expect(JSON.stringify(undone), where).toBe(JSON.stringify(doc))
  }
})

function deletedIn(doc: StoryDoc): string {
  let text = ''
  doc.descendants((node) => {
    if (schema.marks.deleted.isInSet(node.marks)) text += node.text
  })
  return text
}
