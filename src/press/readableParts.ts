/** What makes a proof readable beside its pages: the structure tree and the bookmarks, gathered page by page. */
import type { Copy, Lang } from '#contract/copy.ts'
import type { StoryId } from '#contract/ids.ts'
import type { SetPage } from '#contract/setPage.ts'
import { bookmarkOf, writeBookmarks, type Bookmark } from './bookmarks.ts'
import type { PdfObjects, PdfRef } from './objects.ts'
import { Tagging, type PageTags } from './tagging.ts'

/** A page as its readers are told of it. */
export interface ReadPage {
  readonly number: number
  readonly copies?: ReadonlyMap<StoryId, Copy>
}

export class ReadableParts {
  private readonly lang: Lang
  private readonly tagging: Tagging
  private readonly pages: PdfRef[] = []
  private readonly bookmarks: Bookmark[] = []

  constructor(lang: Lang) {
    this.lang = lang
    this.tagging = new Tagging(lang)
  }

  /** The tags of the next page. */
  openPage(set: SetPage, { copies }: ReadPage): PageTags {
    return this.tagging.openPage(set, copies)
  }

  /** Takes the object of the page that was opened last. */
  closePage(ref: PdfRef, set: SetPage, { number, copies }: ReadPage): void {
    this.pages.push(ref)
    this.bookmarks.push(bookmarkOf({ ref, set, number, copies }, this.lang))
  }

  write(objects: PdfObjects): { readonly structure: PdfRef; readonly bookmarks: PdfRef } {
    return {
      structure: this.tagging.write(objects, this.pages),
      bookmarks: writeBookmarks(objects, this.bookmarks),
    }
  }
}
