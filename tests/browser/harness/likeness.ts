/** Compares what is painted with a picture of the same page, as coarse rasters of ink: fonts rasterise differently. */
const ACROSS = 55
const DOWN = 78
/** Pixels of a raster's cell. */
const CELL = 8

/** How well `canvas` (the part at `box`, its own pixels) agrees with a PNG: 1 alike, 0 unrelated. */
export async function likenessOf(
  canvas: HTMLCanvasElement,
  box: { x: number; y: number; width: number; height: number },
  png: readonly number[],
): Promise<number> {
  const proof = await createImageBitmap(new Blob([new Uint8Array(png)], { type: 'image/png' }))
  const shown = raster((pen) =>
    pen.drawImage(canvas, box.x, box.y, box.width, box.height, 0, 0, ACROSS * CELL, DOWN * CELL),
  )
  const expected = raster((pen) => pen.drawImage(proof, 0, 0, ACROSS * CELL, DOWN * CELL))
  return correlation(shown, expected)
}

/** Mean green of each cell. */
function raster(draw: (pen: CanvasRenderingContext2D) => void): readonly number[] {
  const canvas = Object.assign(document.createElement('canvas'), { width: ACROSS * CELL, height: DOWN * CELL })
  const pen = canvas.getContext('2d')!
  pen.imageSmoothingQuality = 'high'
  draw(pen)
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height)
  const cells = Array<number>(ACROSS * DOWN).fill(0)
  for (let pixel = 0; pixel < data.length / 4; pixel++) {
    const cell = Math.floor(pixel / canvas.width / CELL) * ACROSS + Math.floor((pixel % canvas.width) / CELL)
    cells[cell] = cells[cell]! + data[pixel * 4 + 1]! / CELL / CELL
  }
  return cells
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  const sum = (get: (i: number) => number): number => a.reduce((total, _, i) => total + get(i), 0)
  const covariance = sum((i) => (a[i]! - meanA) * (b[i]! - meanB))
  return covariance / Math.sqrt(sum((i) => (a[i]! - meanA) ** 2) * sum((i) => (b[i]! - meanB) ** 2))
}
