/** Words in graphics, as outlines of the paper's own sans. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openFaceShelf, type ShapingFace } from '#compose/faces/faceShelf.ts'
import { faceSchema } from '#contract/faces.ts'
import type { Lettering } from './charts.ts'

const root = resolve(import.meta.dirname, '../..')

function load(id: string): ShapingFace {
  const catalogue = faceSchema.array().parse(JSON.parse(readFileSync(join(root, 'resources/faces.json'), 'utf8')))
  const face = catalogue.find((entry) => entry.id === id)
  if (!face) throw new RangeError(`lettering: no face ${id}`)
  const loaded = { id: face.id, bytes: new Uint8Array(readFileSync(join(root, 'node_modules', face.file))), sha256: '' }
  return openFaceShelf(new Map([[face.id, loaded]])).face(face.id)
}

/** Opens the faces once and gives the lettering that sets with them. */
export function openLettering(): Lettering {
  const faces = { regular: load('notoSansSc.400'), bold: load('notoSansSc.700') }
  return (x, y, text, size, anchor, isBold) => {
    const face = isBold ? faces.bold : faces.regular
    const shaped = face.shapeHan(text, false)
    const scale = size / face.unitsPerEm
    const width = shaped.reduce((sum, glyph) => sum + glyph.advance, 0) * scale
    let pen = x - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0)
    return shaped
      .map((glyph) => {
        const at = `translate(${pen.toFixed(1)} ${y}) scale(${scale} ${-scale})`
        pen += glyph.advance * scale
        return `<path transform="${at}" d="${face.outlineOf(glyph.glyph).path}" fill="#1c2124"/>`
      })
      .join('')
  }
}
