/** Pages of the file, with the fonts that they share. */
import { milli } from './decimals.ts'
import type { Entries, PdfObjects, PdfRef } from './objects.ts'
import type { PageSheet } from './pageMemory.ts'

export class PageTree {
  private readonly objects: PdfObjects
  private readonly tree: PdfRef
  private readonly fonts: PdfRef
  private readonly kids: PdfRef[] = []

  constructor(objects: PdfObjects) {
    this.objects = objects
    this.tree = objects.reserve()
    this.fonts = objects.reserve()
  }

  /** Writes a page: its deflated content, and what that calls by name, beside fonts. `marks`: its number in a structure tree. */
  add(page: PageSheet, content: Uint8Array, resources: Entries, marks: number | null): PdfRef {
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
      Resources: { ...resources, Font: this.fonts },
      ...(marks === null ? {} : { StructParents: marks, Tabs: 'S' }),
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
