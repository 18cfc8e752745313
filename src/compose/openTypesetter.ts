/** Opens the lower floor of the composer with the faces of a paper. */
import type { BreakWords, CopyParagraph } from '#contract/copy.ts'
import type { LoadedFace, OutlineOf } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import { openBreaker } from './break/paragraph.ts'
import { openFace, type ShapingFace } from './faces/faceShelf.ts'
import { openHeadSetter } from './head/setHead.ts'
import { shapeItems, type Shelf } from './shape/items.ts'
import { openRuns } from './break/runs.ts'
import { pairSpace } from './break/rules.ts'
import type { BrokenLine, SetStyle, Typesetter } from './typesetter.ts'

export interface OpenTypesetter extends Typesetter {
  readonly outline: OutlineOf
  /** Lets the faces go; the typesetter is not used after it. */
  release(): void
}

/** Faces are opened when they are first asked for: a page seldom uses all that a stylebook names. */
export function openTypesetter(input: {
  faces: ReadonlyMap<FaceId, LoadedFace>
  breakWords: BreakWords
}): OpenTypesetter {
  const open = new Map<FaceId, ShapingFace>()
  const shelf: Shelf = {
    face(id) {
      const found = open.get(id)
      if (found) return found
      const loaded = input.faces.get(id)
      if (!loaded) throw new RangeError(`openTypesetter: face ${id} is not loaded`)
      const face = openFace(loaded)
      open.set(id, face)
      return face
    },
  }
  return {
    ascent: (style) => ascentOf(shelf, style),
    breakParagraph: openBreaker(shelf),
    setHead: openHeadSetter(shelf, input.breakWords),
    setLine: (text, style, tracking) => setSingle(shelf, text, style, tracking),
    outline: (face, glyph) => shelf.face(face).outlineOf(glyph),
    release: () => open.clear(),
  }
}

/** The baseline below the top of the em box: the ideographic box of the Han face, or the Latin face's own ascent. */
function ascentOf(shelf: Shelf, style: SetStyle): number {
  const id = style.faces[0]
  if (id === undefined) throw new RangeError('ascentOf: a style without a face')
  const face = shelf.face(id)
  return Math.floor((face.ascender * style.style.size) / face.unitsPerEm + 0.5)
}

/** One line that is never broken; `tracking` stands between all its characters. */
function setSingle(shelf: Shelf, text: string, style: SetStyle, tracking: number): BrokenLine {
  const paragraph: CopyParagraph = { kind: 'text', text, spans: [] }
  const items = shapeItems(shelf, paragraph, style, Infinity)
  const space = Math.floor((tracking * style.style.size) / 1000)
  const writer = openRuns(style)
  let pen = 0
  items.forEach((item, at) => {
    writer.add(
      item,
      pen,
      item.glyphs.map(() => space),
    )
    const next = items[at + 1]
    pen += item.width + space * Math.max(1, item.glyphs.length) + (next ? pairSpace(item, next, style) : 0)
  })
  return {
    from: 0,
    to: text.length,
    width: pen - (items.length > 0 ? space : 0),
    gap: 0,
    isHyphenated: false,
    isParagraphEnd: true,
    runs: writer.runs(),
    remarks: items
      .filter((item) => item.isMissing)
      .map((item) => ({
        code: 'glyph.missing' as const,
        severity: 'error' as const,
        offset: item.from,
        values: { text: item.text },
      })),
  }
}
