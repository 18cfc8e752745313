/**
 * The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8): elements grow while pages are written, each holding the
 * numbers of the content that is its own, and become objects when all pages stand.
 */
import type { Entries, PdfObjects, PdfRef, Value } from './objects.ts'

/** A stretch of a page's content, by the number it was marked with. */
export interface Mark {
  readonly page: number
  readonly mark: number
}

/** What an element says beside its content. */
export interface Spoken {
  readonly title?: string
  /** What stands for a picture to who cannot see it. */
  readonly alt?: string
  readonly lang?: string
  /** A head of a table's column. */
  readonly isColumnHead?: boolean
  /** Where a figure lies: left, foot, right and top in points (14.8.5.4.3 asks for it). */
  readonly box?: readonly [number, number, number, number]
}

/** Standard structure types that we use (14.8.4). */
export type Tag =
  | 'Document'
  | 'Art'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'BlockQuote'
  | 'Div'
  | 'Figure'
  | 'Caption'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'

export class Element {
  readonly tag: Tag
  readonly spoken: Spoken
  readonly kids: (Element | Mark)[] = []
  /** The text of a head, in its lines: letterspaced or set down the page, its glyphs alone would not say it. */
  readonly texts: string[] = []

  constructor(tag: Tag, spoken: Spoken = {}) {
    this.tag = tag
    this.spoken = spoken
  }

  /** A new element inside this one, after what it holds. */
  grow(tag: Tag, spoken: Spoken = {}): Element {
    const kid = new Element(tag, spoken)
    this.kids.push(kid)
    return kid
  }
}

export class StructureTree {
  readonly root = new Element('Document')
  /** The element of each mark, by page and mark. */
  private readonly owners: Element[][] = []

  /** The number under which a page asks for its marks (StructParents). */
  openPage(): number {
    return this.owners.push([]) - 1
  }

  /** Gives the next stretch of a page's content to an element. */
  mark(page: number, element: Element): number {
    const owners = this.owners[page]
    if (!owners) throw new RangeError(`StructureTree: page ${page} is not open`)
    const mark = owners.push(element) - 1
    element.kids.push({ page, mark })
    return mark
  }

  /** Writes the tree; `pages` are the page objects in the order in which they were opened. */
  write(objects: PdfObjects, pages: readonly PdfRef[]): PdfRef {
    const root = objects.reserve()
    const refs = new Map<Element, PdfRef>()
    const document = writeElement({ objects, pages, refs }, this.root, root)
    const parents = this.owners.map((owners) =>
      objects.addArray(owners.map((element) => refs.get(element) ?? missing(element))),
    )
    const tree = objects.add({ Nums: parents.flatMap((ref, page): Value[] => [page, ref]) })
    return objects.assign(root, {
      Type: 'StructTreeRoot',
      K: [document],
      ParentTree: tree,
      ParentTreeNextKey: parents.length,
    })
  }
}

function missing(element: Element): never {
  throw new RangeError(`StructureTree: ${element.tag} holds content and stands nowhere`)
}

interface Writing {
  readonly objects: PdfObjects
  readonly pages: readonly PdfRef[]
  readonly refs: Map<Element, PdfRef>
}

function writeElement(writing: Writing, element: Element, parent: PdfRef): PdfRef {
  const { objects, pages, refs } = writing
  const ref = objects.reserve()
  refs.set(element, ref)
  const first = element.kids.find((kid): kid is Mark => !(kid instanceof Element))
  const kids = element.kids.map((kid): Value => {
    if (kid instanceof Element) return writeElement(writing, kid, ref)
    return kid.page === first?.page ? kid.mark : { Type: 'MCR', Pg: pageRef(pages, kid.page), MCID: kid.mark }
  })
  return objects.assign(ref, {
    Type: 'StructElem',
    S: element.tag,
    P: parent,
    ...(kids.length > 0 ? { K: kids } : {}),
    ...(first ? { Pg: pageRef(pages, first.page) } : {}),
    ...spokenEntries(objects, element),
  })
}

function pageRef(pages: readonly PdfRef[], page: number): PdfRef {
  const ref = pages[page]
  if (ref === undefined) throw new RangeError(`StructureTree: no page ${page}`)
  return ref
}

function spokenEntries(objects: PdfObjects, { spoken, texts }: Element): Entries {
  const { title, alt, lang, isColumnHead, box } = spoken
  return {
    ...(title ? { T: objects.text(title) } : {}),
    ...(alt ? { Alt: objects.text(alt) } : {}),
    ...(lang ? { Lang: objects.ascii(lang) } : {}),
    ...(texts.length > 0 ? { ActualText: objects.text(texts.join(' ')) } : {}),
    ...(isColumnHead ? { A: { O: 'Table', Scope: 'Column' } } : {}),
    ...(box ? { A: { O: 'Layout', Placement: 'Block', BBox: box } } : {}),
  }
}
