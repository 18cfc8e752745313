/**
 * Notes on the paragraphs of one block: what was worked out of each, kept as long as it stands there. They belong to the
 * block and not to a table of all paragraphs: what a key replaces is garbage at the next key, before a collector has moved
 * it anywhere, and the size of the issue makes no difference (RESEARCH.md, "Weak tables").
 */
import type { CopyParagraph, Part } from '#contract/copy.ts'
import type { FlowParagraph } from '../flow/flowed.ts'
import type { TableRow } from '../flow/table.ts'
import type { LineMemory } from '../typesetter.ts'
import type { TitleTools } from './title.ts'

/** Where a paragraph of a story stands: all that decides how it flows, but for its own words. */
export interface ParagraphAt {
  readonly part: Part
  readonly index: number
  readonly row: TableRow | null
  /** What stands about it, as bits (paragraphs.ts). */
  readonly place: number
}

/** What was made of a paragraph for flowing, with which styles, and where it stood. */
export interface KeptParagraph {
  readonly tools: TitleTools
  readonly at: ParagraphAt
  readonly of: FlowParagraph
}

/** A quotation mark of a paragraph. */
export interface Mark {
  readonly char: string
  readonly offset: number
  /** It may be an apostrophe instead. */
  readonly isDoubtful: boolean
}

export interface Marks {
  readonly all: readonly Mark[]
  /** The marks that the paragraph begins with, before any other word. */
  readonly head: number
  /** There are no words. */
  readonly isBlank: boolean
}

export interface Note {
  /** What flowed of it, by where it stood. */
  flows: readonly KeptParagraph[]
  readonly lines: LineMemory
  /** Its characters as people count them. */
  characters: number | null
  /** Its quotes (R19), as English or as Chinese ones. */
  readonly marks: { english: Marks | null; chinese: Marks | null }
}

export class Notes {
  #before: ReadonlyMap<CopyParagraph, Note> = new Map()
  #now = new Map<CopyParagraph, Note>()

  /** Another setting begins: what it does not ask for will be forgotten. */
  turn(): void {
    this.#before = this.#now
    this.#now = new Map()
  }

  of(paragraph: CopyParagraph): Note {
    const here = this.#now.get(paragraph)
    if (here) return here
    const note = this.#before.get(paragraph) ?? {
      flows: [],
      lines: { results: [] },
      characters: null,
      marks: { english: null, chinese: null },
    }
    this.#now.set(paragraph, note)
    return note
  }
}
