/** Where things lie on a proof that is shown: from millimetres of the page to pixels of the window, and back. */
import type { Box, Emu, Point, Size } from '#contract/measure.ts'
import type { SheetPlace } from '#contract/sheet.ts'

const EMU_PER_INCH = 914_400
/** CSS pixels of an inch: 100 % is natural size. */
const CSS_PER_INCH = 96

/** A sheet as it is shown. Pixels are CSS pixels from the sheet's own top left corner. */
export interface ProofGeometry {
  /** Width and height of the sheet in CSS pixels. */
  readonly size: Size
  /** Whether a page stands on the sheet (a galley has none). */
  readonly hasPage: boolean
  /** A place of the sheet on the page: Emu from the trim's top left, whole. */
  toPage(at: Point): Point
  /** A box of the page on the sheet. */
  toView(box: Box): Box
}

/** `zoom` 1 shows the sheet at its natural size. */
export function geometryOf(sheet: Size, place: SheetPlace | null, zoom: number): ProofGeometry {
  const pixels = (length: Emu): number => (length * CSS_PER_INCH * zoom) / EMU_PER_INCH
  const { x, y, scale } = place ?? { x: 0, y: 0, scale: 1000 }
  const onPage = (pixel: number, origin: Emu): Emu =>
    Math.round((((pixel * EMU_PER_INCH) / (CSS_PER_INCH * zoom) - origin) * 1000) / scale)
  const onSheet = (length: Emu): number => (length * scale) / 1000
  return {
    size: { width: pixels(sheet.width), height: pixels(sheet.height) },
    hasPage: place !== null,
    toPage: (at) => ({ x: onPage(at.x, x), y: onPage(at.y, y) }),
    toView: (box) => ({
      x: pixels(x + onSheet(box.x)),
      y: pixels(y + onSheet(box.y)),
      width: pixels(onSheet(box.width)),
      height: pixels(onSheet(box.height)),
    }),
  }
}

/** The zoom at which a sheet is `width` CSS pixels wide. */
export const zoomFor = (sheet: Size, width: number): number => width / ((sheet.width * CSS_PER_INCH) / EMU_PER_INCH)

/** Dots an inch at which a picture is sharp at a zoom on a screen of `density` device pixels a CSS pixel. */
export const dotsFor = (zoom: number, density: number): number => Math.ceil(CSS_PER_INCH * zoom * density)
