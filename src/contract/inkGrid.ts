/** Ink as it lies on a plate: how much of each of the four a picture brings, coarsely. */

/**
 * What a picture brings to each plate, cell by cell over the part of it that is shown. A cell holds the mean of its
 * pixels, since what smears and sets off is area: a lone dark pixel harms nobody, and a JPEG's noise averages out.
 */
export interface InkGrid {
  readonly columns: number
  readonly rows: number
  /** Cyan, magenta, yellow and black of each cell, row by row from the top left: 0 is paper, 255 solid. */
  readonly cells: Uint8Array
}

/** Cells along the longer side of a picture: 1.2 mm each across a picture of 150 mm. */
export const INK_CELLS = 128
