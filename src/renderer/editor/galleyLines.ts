/**
 * The printed column's line ends in the editor: a break after every set line, and what found no room marked as such.
 * They are decorations, so the copy itself never changes, and they move along with typing until the page is set again.
 */
import type { Node } from 'prosemirror-model'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { Place } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { SetLine, SetPage } from '#contract/setPage.ts'
import { maybePosAt } from '#story/places.ts'

/** The decorations of a story as the page has set it; none where it stands on no watched page. */
export function galleyLines(doc: Node, story: StoryId, page: SetPage): DecorationSet {
  const lines = page.frames
    .filter((frame) => frame.item === story && frame.part === 'body')
    .flatMap((frame) => frame.lines)
  const breaks = lines.flatMap((line, index) => breakAfter(doc, line, index + 1))
  return DecorationSet.create(doc, [...breaks, ...oversetAfter(doc, lines, isOver(page, story))])
}

const isOver = (page: SetPage, story: StoryId): boolean =>
  page.fit.some((fit) => fit.item === story && fit.overLines > 0)

/** The blank at which a line was broken stays at its end, so that the next line begins with a letter. */
function breakAfter(doc: Node, line: SetLine, number: number): Decoration[] {
  const end = line.isParagraphEnd || !line.to ? null : maybePosAt(doc, line.to)
  if (end === null) return []
  const pos = doc.textBetween(end, end + 1) === ' ' ? end + 1 : end
  return [
    Decoration.widget(pos, () => makeBreak(number, line.isHyphenated), {
      side: -1,
      key: `${number}${line.isHyphenated ? '-' : ''}`,
      ignoreSelection: true,
    }),
  ]
}

/** Every fifth line is numbered, as printed galleys are. */
function makeBreak(number: number, isHyphenated: boolean): HTMLElement {
  const end = document.createElement('span')
  end.className = 'line-end'
  end.contentEditable = 'false'
  if (number % 5 === 0) end.append(makeNumber(number))
  if (isHyphenated) end.dataset['hyphen'] = ''
  end.append(document.createElement('br'))
  return end
}

function makeNumber(number: number): HTMLElement {
  const label = document.createElement('span')
  label.className = 'line-number'
  label.ariaHidden = 'true'
  label.textContent = String(number)
  return label
}

/** Everything of the body after the last set line is overset. */
function oversetAfter(doc: Node, lines: readonly SetLine[], isOverset: boolean): Decoration[] {
  const last = lines.at(-1)
  if (!isOverset) return []
  const from = last?.to ? maybePosAt(doc, last.to) : bodyStart(doc)
  if (from === null) return []
  const overset: Decoration[] = []
  doc.forEach((line, start) => {
    const isBody = line.type.isInGroup('body')
    const end = start + line.nodeSize - 1
    if (isBody && end > from) overset.push(Decoration.inline(Math.max(from, start + 1), end, { class: 'overset' }))
  })
  return overset
}

function bodyStart(doc: Node): number | null {
  const place: Place = { part: 'body', paragraph: 0, offset: 0 }
  return maybePosAt(doc, place)
}
