/**
 * Which element of the structure tree a page's content belongs to: an article a story, with heads, paragraphs, tables and
 * figures inside. What stands in no story (furniture, rules, marks) is an artifact, which no reader is read.
 */
import type { Copy, CopyParagraph, Lang } from '#contract/copy.ts'
import type { FrameId, RecordId, StoryId } from '#contract/ids.ts'
import type { Box } from '#contract/measure.ts'
import type { SetFrame, SetPage, SetPicture } from '#contract/setPage.ts'
import { frameText, storyTitle } from './bookmarks.ts'
import { milli } from './decimals.ts'
import { languageOf } from './intent.ts'
import type { PdfObjects, PdfRef } from './objects.ts'
import type { Passage } from './reading.ts'
import { cellParts, shownOf, tablesOf, type Row, type Shown, type Tables } from './rows.ts'
import { Element, StructureTree, type Tag } from './structure.ts'

/** A stretch of text on its way to the page: the mark it bears, and what is read in place of its glyphs. */
export interface Piece {
  readonly tag: Tag
  readonly mark: number
  readonly text: string | null
  readonly shown: readonly Shown[]
}

interface Article {
  readonly element: Element
  readonly copy: Copy | undefined
  readonly tables: Tables
  /** Elements of its parts and paragraphs: a paragraph that goes on in the next column, or on another page, is one. */
  readonly parts: Map<string, Element>
  /** Its pictures, which stand after its text whatever is painted first. */
  readonly figures: Element[]
}

/** A picture with its words. */
interface Figure {
  readonly group: Element
  readonly element: Element
  caption: Element | null
}

const NO_PICTURE: Readonly<Record<Lang, string>> = { 'zh-Hans': '图片', 'zh-Hant': '圖片', en: 'Picture' }

/** The tags of a job's pages, one after the other. */
export class Tagging {
  private readonly tree = new StructureTree()
  private readonly lang: Lang
  private readonly articles: Article[] = []

  constructor(lang: Lang) {
    this.lang = lang
  }

  openPage(set: SetPage, copies: ReadonlyMap<StoryId, Copy> | undefined): PageTags {
    return new PageTags(this.tree, set, this.lang, (frame) => this.openArticle(set, frame, copies))
  }

  /** Writes the tree; `pages` are the page objects in their order. */
  write(objects: PdfObjects, pages: readonly PdfRef[]): PdfRef {
    for (const { element, figures } of this.articles) element.kids.push(...figures)
    return this.tree.write(objects, pages)
  }

  private openArticle(set: SetPage, { record, item }: Placed, copies?: ReadonlyMap<StoryId, Copy>): Article {
    const copy = item === null ? undefined : copies?.get(item)
    const lang = copy && copy.lang !== this.lang ? { lang: languageOf(copy.lang) } : {}
    const element = this.tree.root.grow('Art', { title: storyTitle(set, record, copy), ...lang })
    const article = { element, copy, tables: tablesOf(copy?.parts.body ?? []), parts: new Map(), figures: [] }
    this.articles.push(article)
    return article
  }
}

/** What stands in a block of the page; a frame of no block is of none. */
type Placed = Pick<SetFrame, 'record' | 'item'>

/** The tags of one page. */
export class PageTags {
  /** The page's own number in the tree. */
  readonly number: number
  private readonly tree: StructureTree
  private readonly set: SetPage
  private readonly lang: Lang
  /** By block: a story that is placed twice is read twice. */
  private readonly articles: ReadonlyMap<RecordId, Article>
  private readonly figures = new Map<SetPicture, Figure>()
  private readonly captions: ReadonlyMap<FrameId, SetPicture>

  constructor(tree: StructureTree, set: SetPage, lang: Lang, open: (placed: Placed) => Article) {
    this.tree = tree
    this.set = set
    this.lang = lang
    this.number = tree.openPage()
    this.captions = captionsOf(set)
    // Articles stand in the order of the page's stories, whatever is painted first.
    const articles = new Map<RecordId, Article>()
    for (const frame of set.frames) {
      if (frame.record !== null && !articles.has(frame.record)) articles.set(frame.record, open(frame))
    }
    // An ad has no frame, and is a figure all the same.
    for (const block of set.blocks) if (!articles.has(block.record)) articles.set(block.record, open(block))
    this.articles = articles
  }

  /** The mark of a picture; null where it belongs to no story. */
  picture(picture: SetPicture): { readonly tag: Tag; readonly mark: number } | null {
    const figure = this.figure(picture)
    return figure && { tag: 'Figure', mark: this.tree.mark(this.number, figure.element) }
  }

  /** A passage in the pieces that elements hold; null for what is no story's. */
  pieces(frame: SetFrame, passage: Passage): readonly Piece[] | null {
    if (frame.part === 'furniture') return null
    const article = frame.record === null ? null : (this.articles.get(frame.record) ?? null)
    const row = article && article.tables.rowOf(passage.place)
    if (article && row) return this.row(article, passage, row)
    const element = article ? this.element(article, frame, passage) : this.tree.root.grow('P')
    return [this.piece(element, passage.text, shownOf(passage.lines))]
  }

  private piece(element: Element, text: string | null, shown: readonly Shown[]): Piece {
    return { tag: element.tag, mark: this.tree.mark(this.number, element), text, shown }
  }

  private element(article: Article, frame: SetFrame, { place, text, lines }: Passage): Element {
    const { part } = frame
    if (part === 'cutline' || part === 'credit') return this.caption(article, frame, `${frame.id} ${place?.paragraph}`)
    const head = part === 'headline' ? 'H1' : part === 'deck' ? 'H2' : null
    if (head || part === 'kicker') {
      const element = once(article.parts, part, () => article.element.grow(head ?? 'P'))
      const said = text ?? frameText({ lines })
      if (said !== '') element.texts.push(said)
      return element
    }
    const key = place ? `${place.part} ${place.paragraph}` : frame.id
    return once(article.parts, key, () => grownFor(article, part === 'body' ? place?.paragraph : undefined))
  }

  private row(article: Article, passage: Passage, row: Row): Piece[] {
    const table = once(article.parts, `table ${row.first}`, () => article.element.grow('Table'))
    const cells = once(article.parts, `row ${row.index}`, () => {
      const made = table.grow('TR')
      for (let i = 0; i < row.columns; i++) made.grow(row.isHead ? 'TH' : 'TD', { isColumnHead: row.isHead })
      return made
    })
    return cellParts(passage.lines, row).map(({ index, text, shown }) => {
      const cell = cells.kids[index]
      if (!(cell instanceof Element)) throw new RangeError(`PageTags: row ${row.index} has no cell ${index}`)
      return this.piece(cell, text, shown)
    })
  }

  private caption(article: Article, frame: SetFrame, key: string): Element {
    const picture = this.captions.get(frame.id)
    const figure = picture ? this.figure(picture) : null
    if (!figure) return once(article.parts, key, () => article.element.grow('P'))
    const caption = (figure.caption ??= figure.group.grow('Caption'))
    return once(article.parts, key, () => caption.grow('P'))
  }

  private figure(picture: SetPicture): Figure | null {
    const known = this.figures.get(picture)
    if (known) return known
    const article = this.articles.get(picture.record)
    if (!article) return null
    const group = new Element('Div')
    article.figures.push(group)
    const spoken = { alt: this.altOf(picture, article), box: boxOf(this.set, picture.box) }
    const figure = { group, element: group.grow('Figure', spoken), caption: null }
    this.figures.set(picture, figure)
    return figure
  }

  /** A picture's own cutline; a story's headline where it has none. */
  private altOf(picture: SetPicture, { copy }: Article): string {
    const words = this.set.frames.filter((frame) => frame.part === 'cutline' && this.captions.get(frame.id) === picture)
    const text = words.map(frameText).join(' ').trim()
    return text || storyTitle(this.set, picture.record, copy) || NO_PICTURE[this.lang]
  }
}

function once<K>(map: Map<K, Element>, key: K, make: () => Element): Element {
  const known = map.get(key)
  if (known) return known
  const made = make()
  map.set(key, made)
  return made
}

/** The element of a paragraph: heads inside the body stand one level under the story's own. */
function grownFor({ element, copy }: Article, paragraph: number | undefined): Element {
  const kind: CopyParagraph['kind'] =
    (paragraph === undefined ? undefined : copy?.parts.body[paragraph]?.kind) ?? 'text'
  if (kind === 'subhead') return element.grow(subheadTag(copy))
  return kind === 'pullQuote' ? element.grow('BlockQuote').grow('P') : element.grow('P')
}

function subheadTag(copy: Copy | undefined): Tag {
  if (!copy?.parts.headline.length) return 'H1'
  return copy.parts.deck.length > 0 ? 'H3' : 'H2'
}

/** A box of the page in its own space: left, foot, right, top in points from the media's corner. */
function boxOf({ trim, slug }: SetPage, { x, y, width, height }: Box): readonly [number, number, number, number] {
  const foot = trim.height - y - height
  const [left, low, right, high] = [x, foot, x + width, foot + height].map((side) => milli(side + slug) / 1000)
  return [left ?? 0, low ?? 0, right ?? 0, high ?? 0]
}

/** The picture that the words of each cutline and credit stand by: of their block the one they are nearest to. */
function captionsOf({ frames, pictures }: SetPage): ReadonlyMap<FrameId, SetPicture> {
  const captions = new Map<FrameId, SetPicture>()
  for (const { id, record, part, box } of frames) {
    if (part !== 'cutline' && part !== 'credit') continue
    const away = ({ box: { x, y, height } }: SetPicture): number => Math.abs(box.x - x) + Math.abs(box.y - y - height)
    const own = pictures.filter((picture) => picture.record === record)
    const [nearest] = own.toSorted((one, other) => away(one) - away(other))
    if (nearest) captions.set(id, nearest)
  }
  return captions
}
