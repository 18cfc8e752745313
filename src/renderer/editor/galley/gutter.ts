/**
 * Beside the galley: line numbers, where a column ends, from where on copy is over, and where a cut of a few characters
 * wins a line. Drawn after the frame in which the text stands, for what is in sight alone, and no part of the editor's own
 * document; what stands where it stood is left alone.
 */
import type { EditorView } from 'prosemirror-view'
import { finalLines } from '#story/final.ts'
import { afterPaint } from '#renderer/shell/afterPaint.ts'
import type { Galley, SetParagraph } from './galley.ts'

export interface GutterWords {
  /** The column that begins under a line. */
  column(next: number): string
  over(lines: number, characters: number): string
  /** A cut of so many characters wins a line. */
  save(characters: number): string
}

export interface Gutter {
  /** What is to be drawn; null clears it. `numbersEvery`: 0 shows no numbers, 1 all, 5 every fifth. */
  show(galley: Galley | null, words: GutterWords, numbersEvery: number): void
  /** Draws again once the text stands: after an edit, a scroll, a resize. */
  redraw(): void
  close(): void
}

/** A cut is worth a word where so few characters make a paragraph's last line. */
const FEW = 3

/** What is written beside the text: at what height of the sheet, and on how high a line; 0 where it stands on a line's edge. */
interface Mark {
  readonly name: string
  readonly top: number
  readonly height: number
  readonly text: string
}

/** A line of the document in sight: where it stands, and how many set lines it holds. */
interface Seen {
  readonly top: number
  readonly height: number
  readonly lines: number
}

export function mountGutter(sheet: HTMLElement, view: EditorView): Gutter {
  const layer = document.createElement('div')
  layer.className = 'gutter'
  layer.ariaHidden = 'true'
  sheet.append(layer)
  const scroller = sheet.parentElement ?? sheet
  let shown: Parameters<Gutter['show']> | null = null
  const drawn = new Map<string, HTMLElement>()
  const redraw = afterPaint(() => {
    const [galley, words, numbersEvery] = shown ?? []
    const marks = galley && words ? marksOf(view, scroller, sheet, galley, words, numbersEvery ?? 0) : []
    place(layer, drawn, marks)
  })
  const sizes = new ResizeObserver(redraw)
  sizes.observe(sheet)
  scroller.addEventListener('scroll', redraw, { passive: true })
  return {
    show(...next) {
      shown = next
      redraw()
    },
    redraw,
    close() {
      redraw.cancel()
      sizes.disconnect()
      scroller.removeEventListener('scroll', redraw)
      layer.remove()
    },
  }
}

function marksOf(
  view: EditorView,
  scroller: HTMLElement,
  sheet: HTMLElement,
  galley: Galley,
  words: GutterWords,
  numbersEvery: number,
): Mark[] {
  const top = sheet.getBoundingClientRect().top
  const window = scroller.getBoundingClientRect()
  const marks: Mark[] = []
  let paragraph = -1
  for (const line of finalLines(view.state.doc)) {
    if (line.part !== 'body') continue
    const set = galley.paragraphs.body?.get(++paragraph)
    if (!set) continue
    let number = set.firstLine
    for (const piece of line.pieces) {
      const element = view.nodeDOM(piece.start)
      if (!(element instanceof HTMLElement)) continue
      const seen = seenOf(element, top, window)
      if (!seen) {
        number += element.getElementsByClassName('line-end').length + (piece === line.pieces.at(-1) ? 1 : 0)
        continue
      }
      marks.push(...numbersOf(seen, number, numbersEvery), ...columnsOf(seen, number, galley, words))
      number += seen.lines
    }
    marks.push(...saveOf(view, line.pieces.at(-1)!.start, set, top, words))
  }
  return [...marks, ...overOf(view, galley, top, words)]
}

function seenOf(element: HTMLElement, top: number, window: DOMRect): Seen | null {
  const box = element.getBoundingClientRect()
  if (box.bottom < window.top - 200 || box.top > window.bottom + 200) return null
  const lines = element.getElementsByClassName('line-end').length + 1
  return { top: box.top - top, height: box.height / lines, lines }
}

function numbersOf({ top, height, lines }: Seen, first: number, every: number): Mark[] {
  if (every === 0) return []
  return Array.from({ length: lines }, (_, i) => i)
    .filter((i) => (first + i) % every === 0)
    .map((i) => mark('gutter-number', top + i * height, height, String(first + i)))
}

function columnsOf({ top, height, lines }: Seen, first: number, galley: Galley, words: GutterWords): Mark[] {
  return galley.columnEnds
    .filter(({ line }) => line >= first && line < first + lines)
    .map(({ line, next }) => mark('gutter-column', top + (line - first + 1) * height, 0, words.column(next)))
}

function saveOf(view: EditorView, start: number, set: SetParagraph, top: number, words: GutterWords): Mark[] {
  const { lastLine, lines } = set
  if (lastLine === null || lastLine > FEW || lastLine === 0 || lines < 2) return []
  const element = view.nodeDOM(start)
  if (!(element instanceof HTMLElement)) return []
  const box = element.getBoundingClientRect()
  const height = box.height / (element.getElementsByClassName('line-end').length + 1)
  return [mark('gutter-save', box.bottom - top - height, height, words.save(lastLine))]
}

function overOf(view: EditorView, { over }: Galley, top: number, words: GutterWords): Mark[] {
  const first = over && view.dom.querySelector('.overset')
  if (!over || !first) return []
  const box = first.getClientRects()[0]
  return box ? [mark('gutter-over', box.top - top, 0, words.over(over.lines, over.characters))] : []
}

const mark = (name: string, top: number, height: number, text: string): Mark => ({
  name,
  top: Math.round(top),
  height,
  text,
})

/** Draws what is new and takes away what stands no more. */
function place(layer: HTMLElement, drawn: Map<string, HTMLElement>, marks: readonly Mark[]): void {
  const wanted = new Map(marks.map((each) => [`${each.name} ${each.top} ${each.height} ${each.text}`, each]))
  for (const [key, element] of drawn) {
    if (wanted.has(key)) continue
    element.remove()
    drawn.delete(key)
  }
  for (const [key, each] of wanted) {
    if (drawn.has(key)) continue
    const element = elementOf(each)
    drawn.set(key, element)
    layer.append(element)
  }
}

function elementOf({ name, top, height, text }: Mark): HTMLElement {
  const element = document.createElement('span')
  element.className = name
  element.style.top = `${top}px`
  if (height > 0) element.style.height = element.style.lineHeight = `${height}px`
  element.textContent = text
  return element
}
