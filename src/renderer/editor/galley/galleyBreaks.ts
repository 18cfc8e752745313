/**
 * The printed line ends in the editor: a break after every set line, and what found no room marked as such. They are
 * decorations, so the copy itself never changes, and they move along with typing until the page is set again. What is
 * drawn of a paragraph is kept by the paragraph's object: after a key only the paragraph that was typed in, and those whose
 * lines fell otherwise, are drawn anew.
 */
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { Copy, CopyParagraph } from '#contract/copy.ts'
import { finalLines, type FinalLine } from '#story/final.ts'
import { maybePosAt, posInLine } from '#story/places.ts'
import { BROKEN_PARTS, type Break, type Galley, type Overset } from './galley.ts'

const isOverset = (spec: { readonly isOverset?: boolean }): boolean => spec.isOverset === true
const isBreak = (spec: { readonly isOverset?: boolean }): boolean => spec.isOverset !== true

export class GalleyBreaks {
  decorations = DecorationSet.empty
  /** What is drawn of each paragraph: its line ends, written. */
  private drawn = new WeakMap<CopyParagraph, string>()

  /** Carries the line ends over an edit. */
  map({ docChanged, mapping, doc }: Transaction): void {
    if (docChanged) this.decorations = this.decorations.map(mapping, doc)
  }

  /** Shows a galley; null shows none. Gives back whether anything is drawn otherwise than before. */
  show(doc: Node, copy: Copy, galley: Galley | null): boolean {
    const before = this.decorations
    if (galley) this.drawAll(doc, copy, galley)
    else this.clear()
    return this.decorations !== before
  }

  private clear(): void {
    this.decorations = DecorationSet.empty
    this.drawn = new WeakMap()
  }

  private drawAll(doc: Node, copy: Copy, galley: Galley): void {
    const removed: Decoration[] = []
    const added: Decoration[] = []
    for (const part of BROKEN_PARTS) {
      const lines = finalLines(doc).filter((line) => line.part === part)
      for (const [index, paragraph] of copy.parts[part].entries()) {
        const breaks = galley.paragraphs[part]?.get(index)?.breaks ?? []
        const written = writeBreaks(breaks)
        const line = lines[index]
        if (!line) continue
        const shown = this.decorations.find(startOf(line), endOf(line), isBreak)
        // Undo may bring back a paragraph that was deleted with its line ends.
        if (this.drawn.get(paragraph) === written && shown.length === breaks.length) continue
        this.drawn.set(paragraph, written)
        removed.push(...shown)
        added.push(...breaks.flatMap((each) => breakIn(line, each)))
      }
    }
    this.change(doc, removed, added)
    this.drawOverset(doc, galley.over)
  }

  /** Everything of the body after the last set line is overset. */
  private drawOverset(doc: Node, over: Overset | null): void {
    const from = over && maybePosAt(doc, over.from)
    const wanted = from === null ? [] : oversetFrom(doc, from)
    const shown = this.decorations.find(0, doc.content.size, isOverset)
    if (writeSpans(shown) === writeSpans(wanted)) return
    // Only what changed, for finding a decoration to remove costs a walk each.
    const [known, now] = [new Set(shown.map(keyOf)), new Set(wanted.map(keyOf))]
    this.change(
      doc,
      shown.filter((each) => !now.has(keyOf(each))),
      wanted.filter((each) => !known.has(keyOf(each))),
    )
    if (writeSpans(this.decorations.find(0, doc.content.size, isOverset)) === writeSpans(wanted)) return
    // A set that was carried over a joined line no longer finds a node's decoration to remove it: it is made anew.
    this.decorations = DecorationSet.create(doc, [...this.decorations.find(undefined, undefined, isBreak), ...wanted])
  }

  private change(doc: Node, removed: readonly Decoration[], added: readonly Decoration[]): void {
    if (removed.length > 0) this.decorations = this.decorations.remove([...removed])
    if (added.length > 0) this.decorations = this.decorations.add(doc, [...added])
  }
}

const writeBreaks = (breaks: readonly Break[]): string =>
  breaks.map(({ offset, isHyphenated }) => (isHyphenated ? `${offset}-` : offset)).join(' ')

const keyOf = ({ from, to }: Decoration): string => `${from}-${to}`
const writeSpans = (decorations: readonly Decoration[]): string => decorations.map(keyOf).sort().join(' ')

const startOf = ({ pieces }: FinalLine): number => pieces[0]!.start
const endOf = ({ pieces }: FinalLine): number => pieces.at(-1)!.start + pieces.at(-1)!.line.nodeSize

/** The blank at which a line was broken stays at its end, so that the next line begins with a letter. */
function breakIn(line: FinalLine, { offset, isHyphenated }: Break): Decoration[] {
  const end = line.text[offset] === ' ' ? offset + 1 : offset
  if (end > line.text.length) return []
  return [
    Decoration.widget(posInLine(line, end), () => makeBreak(isHyphenated), {
      side: -1,
      key: isHyphenated ? 'end-' : 'end',
      ignoreSelection: true,
    }),
  ]
}

function makeBreak(isHyphenated: boolean): HTMLElement {
  const end = document.createElement('span')
  end.className = 'line-end'
  end.contentEditable = 'false'
  if (isHyphenated) end.dataset['hyphen'] = ''
  end.append(document.createElement('br'))
  return end
}

function oversetFrom(doc: Node, from: number): Decoration[] {
  const overset: Decoration[] = []
  for (const { part, pieces } of finalLines(doc)) {
    if (part !== 'body') continue
    for (const { line, start } of pieces) {
      const end = start + line.nodeSize - 1
      if (end <= from) continue
      overset.push(
        Decoration.node(start, end + 1, { class: 'is-over' }, { isOverset: true }),
        Decoration.inline(Math.max(from, start + 1), end, { class: 'overset' }, { isOverset: true }),
      )
    }
  }
  return overset
}
