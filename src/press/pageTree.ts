/** Pages of the file with what they share: graphics states, registration colour, fonts. */
import { ALL_PLATES, KNOCK_OUT, OVERPRINT } from './content.ts'
import { milli } from './decimals.ts'
import type { Entries, PdfObjects, PdfRef } from './objects.ts'
import type { PageSheet } from './pageMemory.ts'

export class PageTree {
  private readonly objects: PdfObjects
  private readonly tree: PdfRef
  private readonly fonts: PdfRef
  private readonly shared: { readonly states: Entries; readonly colours: Entries }
  private readonly kids: PdfRef[] = []

  constructor(objects: PdfObjects) {
    this.objects = objects
    this.tree = objects.reserve()
    this.fonts = objects.reserve()
    const all = objects.add({ FunctionType: 2, Domain: [0, 1], N: 1, C0: [0, 0, 0, 0], C1: [1, 1, 1, 1] })
    this.shared = {
      states: {
        [OVERPRINT]: objects.add({ Type: 'ExtGState', OP: true, op: true, OPM: 1 }),
        [KNOCK_OUT]: objects.add({ Type: 'ExtGState', OP: false, op: false, OPM: 0 }),
      },
      colours: { [ALL_PLATES]: objects.addArray(['Separation', 'All', 'DeviceCMYK', all]) },
    }
  }

  /** Writes a page: its deflated content, and its pictures by the names that the content calls them. */
  add(page: PageSheet, content: Uint8Array, images: Entries): PdfRef {
    const { width, height } = page.trim
    const side = (length: number): number => milli(length) / 1000
    const box = (outset: number): number[] => {
      const near = page.slug - outset
      return [near, near, page.slug + width + outset, page.slug + height + outset].map(side)
    }
    const kid = this.objects.add({
      Type: 'Page',
      Parent: this.tree,
      MediaBox: box(page.slug),
      BleedBox: box(Math.min(page.bleed, page.slug)),
      TrimBox: box(0),
      Resources: {
        ExtGState: this.shared.states,
        ColorSpace: this.shared.colours,
        Font: this.fonts,
        ...(Object.keys(images).length === 0 ? {} : { XObject: images }),
      },
      Contents: this.objects.addStream(content, { Filter: 'FlateDecode' }),
    })
    this.kids.push(kid)
    return kid
  }

  /** Writes what the pages point at; `fonts` by the names that contents call them. */
  finish(fonts: Entries): PdfRef {
    this.objects.assign(this.fonts, fonts)
    return this.objects.assign(this.tree, { Type: 'Pages', Count: this.kids.length, Kids: this.kids })
  }
}
