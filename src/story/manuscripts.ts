/** Manuscripts and documents: a story as a row of lines on its way in or out, with every mark and tracked change. */
import type { Node } from 'prosemirror-model'
import type { Lang } from '#contract/copy.ts'
import type { LineType, Manuscript, ManuscriptLine, ManuscriptNote, Run, RunMark } from '#contract/manuscript.ts'
import { bylineRuns } from './roles.ts'
import {
  formerTypeOf,
  isSafeLink,
  LINE_TYPES,
  lineTypeOf,
  schema,
  seamOf,
  storyAttrs,
  type StoryDoc,
} from './schema.ts'

/** A line of a document; marks that its type does not take are left off, and roles of a byline are read where none is marked. */
export function nodeOf(line: ManuscriptLine, type: LineType = line.type): Node {
  return schema.node(type, { seam: line.seam, was: line.was }, textOf(runsFor(line, type), type))
}

/** The text nodes of runs in a line of a type. */
export function textOf(runs: readonly Run[], type: LineType): Node[] {
  return runs
    .filter(({ text }) => text !== '')
    .map(({ text, marks }) => {
      const made = marks.filter(isFit).map((mark) => schema.mark(mark.type, 'attrs' in mark ? mark.attrs : null))
      const set = made.reduce((all, mark) => mark.addToSet(all), schema.text(text).marks)
      return schema.text(text, schema.nodes[type].allowedMarks(set))
    })
}

const isFit = (mark: RunMark): boolean => mark.type !== 'link' || isSafeLink(mark.attrs.href)

function runsFor(line: ManuscriptLine, type: LineType): readonly Run[] {
  const isBare = type === 'byline' && line.runs.length === 1 && line.runs[0]!.marks.length === 0
  return isBare ? bylineRuns(line.runs[0]!.text) : line.runs
}

/** The document of a whole manuscript: its lines in the order of the trade, a headline among them. RangeError for lines that no story holds. */
export function docFromManuscript(manuscript: Manuscript, lang: Lang): StoryDoc {
  const lines = linesInOrder(manuscript.lines).map((line) => nodeOf(line))
  const doc = schema.node('doc', { lang: manuscript.lang ?? lang }, lines)
  doc.check()
  return doc
}

/** Lines by their rank, those of one rank as they stood; with an empty headline where there is none. */
export function linesInOrder(lines: readonly ManuscriptLine[]): ManuscriptLine[] {
  const headline: ManuscriptLine = { type: 'headline', level: 0, runs: [], seam: null, was: null }
  const all = lines.some(({ type }) => type === 'headline') ? [...lines] : [headline, ...lines]
  return all
    .map((line, index) => ({ line, index }))
    .sort((a, b) => rankOfType(a.line.type) - rankOfType(b.line.type) || a.index - b.index)
    .map(({ line }) => line)
}

const BODY = LINE_TYPES.indexOf('paragraph')
const LAST_OF_BODY = LINE_TYPES.indexOf('row')

/** The place of a type in the order of the trade; the body types share one. */
export function rankOfType(type: LineType): number {
  const index = LINE_TYPES.indexOf(type)
  return index > BODY && index <= LAST_OF_BODY ? BODY : index
}

export const isBodyType = (type: LineType): boolean => rankOfType(type) === BODY

/** A document as a manuscript. `notes` are those that go along. */
export function manuscriptOf(doc: StoryDoc, notes: readonly ManuscriptNote[] = []): Manuscript {
  const lines = doc.children.map(lineOf)
  return { lines, lang: storyAttrs(doc).lang, omissions: {}, notes, isOpen: { start: false, end: false } }
}

function lineOf(line: Node): ManuscriptLine {
  const runs = line.children.map((text): Run => ({
    text: text.text ?? '',
    marks: text.marks.map(({ type, attrs }) => ({ type: type.name, ...(hasAttrs(attrs) && { attrs }) }) as RunMark),
  }))
  return { type: lineTypeOf(line), level: 0, runs, seam: seamOf(line), was: formerTypeOf(line) }
}

const hasAttrs = (attrs: Readonly<Record<string, unknown>>): boolean => Object.keys(attrs).length > 0
