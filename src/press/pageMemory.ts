/** What was written of pages: a page whose stamp and slug line are known goes to the file as it did before, and is not set. */
import type { SetPage } from '#contract/setPage.ts'
import type { PressFonts, ShownGlyph } from './fonts.ts'
import { spotsOf, type Plates } from './inks.ts'
import { asciiBytes, deflated } from './objects.ts'
import { contentOf, type PaintedBy } from './pageContent.ts'
import type { PagePictures } from './pictures.ts'
import { collectGlyphs } from './reading.ts'

/** What the file needs of a page beside its content. */
export interface PageSheet extends Pick<SetPage, 'trim' | 'bleed' | 'slug' | 'pictures'> {
  readonly spots: Plates['spots']
}

export const sheetOf = (set: SetPage): PageSheet => {
  const { trim, bleed, slug, pictures } = set
  return { trim, bleed, slug, pictures, spots: spotsOf(set) }
}

/** A page as a job names it: all that it shows is in `stamp` and `slugLine`. */
export interface NamedPage {
  readonly stamp: string
  readonly slugLine: string
  readonly set: () => SetPage
}

interface WrittenPage {
  readonly sheet: PageSheet
  /** The content, deflated. */
  readonly bytes: Uint8Array
  /** How its pictures were painted. */
  readonly pictures: string
  readonly shown: readonly ShownGlyph[]
}

/** Bytes of contents that are kept: a thousand pages. The oldest go first. Pages of plates only: a proof's have tags. */
const MOST_KEPT = 48_000_000

export class PageMemory {
  private readonly pages = new Map<string, WrittenPage>()
  private bytes = 0

  sheetOf(page: NamedPage): PageSheet {
    return this.pages.get(keyOf(page))?.sheet ?? sheetOf(page.set())
  }

  /** The page's content, deflated. */
  contentOf(page: NamedPage, pictures: PagePictures, fonts: PressFonts, painted: PaintedBy): Uint8Array {
    const key = keyOf(page)
    const known = this.pages.get(key)
    if (known && known.pictures === pictures.key && isStill(known, fonts)) return known.bytes
    return this.keep(key, writePage(page, pictures, fonts, painted)).bytes
  }

  private keep(key: string, page: WrittenPage): WrittenPage {
    this.bytes += page.bytes.length - (this.pages.get(key)?.bytes.length ?? 0)
    this.pages.delete(key)
    this.pages.set(key, page)
    for (const [oldest, { bytes }] of this.pages) {
      if (this.bytes <= MOST_KEPT) break
      this.pages.delete(oldest)
      this.bytes -= bytes.length
    }
    return page
  }
}

const keyOf = ({ stamp, slugLine }: NamedPage): string => `${stamp} ${slugLine}`

/**
 * Tells the fonts what the page shows. False where a glyph has come to stand for another text on a page before this one:
 * what a reader gets is said where the glyphs do not say it, so the page has to be written anew.
 */
function isStill({ shown }: WrittenPage, fonts: PressFonts): boolean {
  for (const { face, glyph, own } of shown) fonts.of(face).use(glyph, own)
  return shown.every(({ face, glyph, text }) => fonts.of(face).textOf(glyph) === text)
}

/** Writes a page's content anew. */
export function writePage(
  { set: setPage, slugLine }: NamedPage,
  pictures: PagePictures,
  fonts: PressFonts,
  painted: PaintedBy,
): WrittenPage {
  const set = setPage()
  fonts.beginPage()
  for (const frame of set.frames) collectGlyphs(frame, fonts)
  const bytes = deflated(asciiBytes(contentOf(set, slugLine, pictures, fonts, painted)))
  return { sheet: sheetOf(set), bytes, pictures: pictures.key, shown: fonts.shown() }
}
