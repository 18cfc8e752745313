/** A manuscript without its tracked changes. */
import { textOfLine, type Manuscript, type ManuscriptLine, type ManuscriptNote } from '#contract/manuscript.ts'

/** What stands when every change is taken. */
export function finalManuscript(manuscript: Manuscript): Manuscript {
  const lines: ManuscriptLine[] = []
  /** Where each line begins now: the line, and the units before it. */
  const places: { line: number; offset: number }[] = []
  for (const line of manuscript.lines) {
    const above = lines.at(-1)
    const runs = line.runs
      .filter(({ marks }) => !marks.some(({ type }) => type === 'deleted'))
      .map(({ text, marks }) => ({
        text,
        marks: marks.filter(({ type }) => type !== 'inserted' && type !== 'reformatted'),
      }))
    const runsOn = line.seam?.kind === 'deleted' && above !== undefined
    places.push(
      runsOn ? { line: lines.length - 1, offset: textOfLine(above).length } : { line: lines.length, offset: 0 },
    )
    if (runsOn) lines[lines.length - 1] = { ...above, runs: [...above.runs, ...runs] }
    else lines.push({ ...line, runs, seam: null, was: null })
  }
  return { ...manuscript, lines, notes: manuscript.notes.map((note) => moved(note, manuscript.lines, places)) }
}

function moved(
  note: ManuscriptNote,
  lines: readonly ManuscriptLine[],
  places: readonly { line: number; offset: number }[],
): ManuscriptNote {
  const place = places[note.line]
  const line = lines[note.line]
  if (!place || !line) return note
  const at = (offset: number): number => place.offset + standingBefore(line, offset)
  return { ...note, line: place.line, from: at(note.from), to: at(note.to) }
}

function standingBefore(line: ManuscriptLine, offset: number): number {
  let [before, standing] = [0, 0]
  for (const { text, marks } of line.runs) {
    const length = Math.max(0, Math.min(text.length, offset - before))
    if (!marks.some(({ type }) => type === 'deleted')) standing += length
    before += text.length
  }
  return standing
}
