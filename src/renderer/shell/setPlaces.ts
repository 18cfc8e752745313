/** Where a place of a story stands on the set page: its column and line, as the trade counts them. */
import type { Place } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { SetFrame, SetLine, SetPage } from '#contract/setPage.ts'

export interface SetPosition {
  readonly frame: SetFrame
  readonly line: SetLine
  /** Columns of the story's body and lines of the column, from 1. */
  readonly columnNumber: number
  readonly lineNumber: number
}

/** The set line that holds a place, or null where the page does not show it (overset, another page). */
export function findOnPage(page: SetPage, story: StoryId, place: Place): SetPosition | null {
  const frames = page.frames.filter((frame) => frame.item === story && frame.part === place.part)
  for (const [column, frame] of frames.entries()) {
    const index = frame.lines.findIndex((line) => holds(line, place))
    const line = frame.lines[index]
    if (line) return { frame, line, columnNumber: column + 1, lineNumber: index + 1 }
  }
  return null
}

/** A line holds the places from its start up to its end; the end of a paragraph belongs to its last line. */
function holds(line: SetLine, place: Place): boolean {
  if (!line.from || !line.to || line.from.paragraph > place.paragraph || line.to.paragraph < place.paragraph)
    return false
  const isAfterStart = line.from.paragraph < place.paragraph || line.from.offset <= place.offset
  const isBeforeEnd = line.to.paragraph > place.paragraph || place.offset < line.to.offset
  const isAtEnd = line.to.paragraph === place.paragraph && line.to.offset === place.offset && line.isParagraphEnd
  return isAfterStart && (isBeforeEnd || isAtEnd)
}
