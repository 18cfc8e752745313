/** Out as a Word document and in again: parts, words, marks, changes and notes are those that went out. */
import { expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import {
  LINE_TYPES,
  ROLES,
  textOfLine,
  type LineType,
  type Manuscript,
  type ManuscriptLine,
  type ManuscriptNote,
  type Run,
  type RunMark,
} from '#contract/manuscript.ts'
import { readDocx } from '#exchange/docx/readDocx.ts'
import { writeDocx } from '#exchange/docx/writeDocx.ts'
import { finalManuscript } from '#exchange/manuscripts/finalManuscript.ts'
import { docFromManuscript, linesInOrder, manuscriptOf } from '#story/manuscripts.ts'
import { copyOf } from '#story/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import { random as seeded, seedOf } from '../../grid/records.ts'
import { pick, weighed, whole, type Next } from '../../laws/edits/chance.ts'

const WORDS = '云塘区新桥昨日通车，沿线居民前来观看。Ann Lee & <b> "q" 100% 甲乙丙'
const PEOPLE = ['林一苇', 'Ann Lee', 'A & "B" <c>']

function words(next: Next): string {
  const from = whole(next, 0, WORDS.length - 2)
  return WORDS.slice(from, from + whole(next, 1, 9)).trim() || '云'
}

const hand = (next: Next) => ({ by: pick(next, PEOPLE), at: `2026-11-23T${whole(next, 10, 20)}:05` })

function marksOf(next: Next, type: LineType): RunMark[] {
  const marks: RunMark[] = []
  if (next() < 0.2) marks.push({ type: 'strong' })
  if (next() < 0.2) marks.push({ type: 'emphasis' })
  if (next() < 0.1 && ['paragraph', 'byline', 'note'].includes(type))
    marks.push({ type: 'link', attrs: { href: 'https://yuntang.invalid/?a=1&b=2' } })
  if (type === 'byline' && next() < 0.3) marks.push({ type: 'role', attrs: { is: pick(next, ROLES) } })
  if (type === 'paragraph' && next() < 0.1) marks.push({ type: pick(next, ['leadIn', 'dateline'] as const) })
  const move = next() < 0.2 ? String(whole(next, 1, 9)) : ''
  if (next() < 0.15) marks.push({ type: 'inserted', attrs: { ...hand(next), move } })
  if (next() < 0.15) marks.push({ type: 'deleted', attrs: { ...hand(next), move } })
  if (next() < 0.1)
    marks.push({ type: 'reformatted', attrs: { ...hand(next), was: pick(next, ['', 'strong', 'strong emphasis']) } })
  return marks
}

function lineOf(next: Next): ManuscriptLine {
  const type = weighed(next, [[8, 'paragraph'], ...LINE_TYPES.map((each) => [1, each] as const)] as const)
  const runs: Run[] = []
  for (let n = whole(next, 1, 4); n > 0; n--) runs.push({ text: words(next), marks: marksOf(next, type) })
  if (type === 'row') runs.splice(1, 0, { text: '\t', marks: [] })
  const seam = next() < 0.15 ? { kind: pick(next, ['inserted', 'deleted'] as const), ...hand(next), move: '' } : null
  const was =
    next() < 0.1
      ? {
          type: pick(
            next,
            LINE_TYPES.filter((each) => each !== 'row'),
          ),
          ...hand(next),
        }
      : null
  return { type, level: 0, runs, seam, was }
}

/** Lines of one kind alone print as one. */
const mayKeepSeam = (line: ManuscriptLine, above: ManuscriptLine | undefined): boolean =>
  above !== undefined && (line.seam?.kind !== 'deleted' || above.type === line.type)

/** A story's own manuscript: in order, its runs as a document holds them. */
function storyOf(next: Next): Manuscript {
  const lines = [lineOf(next), ...Array.from({ length: whole(next, 1, 12) }, () => lineOf(next))]
  const headline: ManuscriptLine = {
    type: 'headline',
    level: 0,
    runs: [{ text: words(next), marks: [] }],
    seam: null,
    was: null,
  }
  const ordered = linesInOrder([...lines, headline])
  const made = {
    lines: ordered.map((line, i) => (mayKeepSeam(line, ordered[i - 1]) ? line : { ...line, seam: null })),
    lang: 'zh-Hans' as const,
  }
  const doc = docFromManuscript({ ...made, omissions: {}, notes: [], isOpen: { start: false, end: false } }, 'zh-Hans')
  const bare = manuscriptOf(doc)
  return { ...bare, notes: notesOf(next, bare) }
}

function notesOf(next: Next, { lines }: Manuscript): ManuscriptNote[] {
  return Array.from({ length: whole(next, 0, 3) }, (_, index) => {
    const line = whole(next, 0, lines.length - 1)
    // A note keeps to one cell: its ends are told from those of the cell beside it by nothing.
    const length = lines[line]!.type === 'row' ? 0 : textOfLine(lines[line]!).length
    const from = whole(next, 0, length)
    const told = { ...hand(next), text: `${words(next)}\n${words(next)}`, isResolved: next() < 0.3 }
    return { ...told, line, from, to: whole(next, from, length), answers: index > 0 && next() < 0.4 ? 0 : null }
  })
}

function readBack(bytes: Uint8Array): Manuscript {
  const read = readDocx(bytes, 'x.docx')
  if (isFault(read)) throw new Error(JSON.stringify(read))
  return read
}

const sortedNotes = (notes: readonly ManuscriptNote[]) =>
  notes
    .map(({ by, at, text, line, from, to, answers, isResolved }) =>
      JSON.stringify([line, from, to, by, at, text, isResolved, answers === null ? null : notes[answers]!.text]),
    )
    .sort()

test('a story that goes out with its changes comes back the same document with the same notes', () => {
  const seed = seedOf()
  const next = seeded(seed)
  for (let round = 0; round < 300; round++) {
    const story = storyOf(next)
    const back = readBack(writeDocx(story, 'tracked'))
    const [before, after] = [docFromManuscript(story, 'en'), docFromManuscript(back, 'en')]
    expect(after.toJSON(), `seed ${seed}, round ${round}`).toEqual(before.toJSON())
    expect(sortedNotes(back.notes), `seed ${seed}, round ${round}`).toEqual(sortedNotes(story.notes))
  }
})

test('a story that goes out final has no change left and prints as before', () => {
  const seed = seedOf()
  const next = seeded(seed)
  const meta = { id: 'x' as StoryId, version: 0 }
  for (let round = 0; round < 200; round++) {
    const story = storyOf(next)
    const final = finalManuscript(story)
    const copy = (lines: Manuscript) => copyOf(docFromManuscript(lines, 'en'), meta).parts
    expect(copy(final), `seed ${seed}, round ${round}`).toEqual(copy(story))
    expect(JSON.stringify(readBack(writeDocx(story, 'final')).lines)).not.toMatch(/inserted|deleted|reformatted/)
  }
})

test('the same story gives the same bytes', () => {
  const story = storyOf(seeded(7))
  expect(writeDocx(story, 'tracked')).toEqual(writeDocx(story, 'tracked'))
})
