/** E7: English below 30 characters is ragged, since no spacing justifies it well, unless the house justifies it by choice. */
import type { Emu } from '#contract/measure.ts'
import type { StyleName } from '#contract/stylebook.ts'
import type { FaceShelf } from '../faces/faceShelf.ts'
import type { Measures, SetStyle } from '../typesetter.ts'
import { scaled } from './cells.ts'

/** Characters of a line below which it is ragged. */
const LEAST_CHARACTERS = 30
/** Letters and spaces about as often as English has them: their mean advance is a character of E7. */
const SAMPLE =
  'the quick rain eased late on a tuesday and the eastern road, closed since morning, was open to all by noon'
/** Running text; captions and titles are set as their style says. */
const RUNNING: ReadonlySet<StyleName> = new Set(['text', 'note'])

/** The style that lines of these measures are broken in: the given one, or its ragged twin, always the same object. */
export function openNarrow(shelf: FaceShelf): (style: SetStyle, measures: Measures) => SetStyle {
  const known = new WeakMap<SetStyle, { readonly least: Emu; readonly ragged: SetStyle }>()
  return (style, measures) => {
    if (style.lang !== 'en' || style.style.align !== 'justify' || style.rules.justifiesNarrow) return style
    if (!RUNNING.has(style.name)) return style
    let twin = known.get(style)
    if (!twin) {
      const ragged = { ...style, style: { ...style.style, align: 'left' as const } }
      known.set(style, (twin = { least: LEAST_CHARACTERS * characterOf(shelf, style), ragged }))
    }
    // Lines that are short because something stands beside them stay justified among wider ones.
    let widest = measures.rest
    for (const width of measures.first) if (width > widest) widest = width
    return widest < twin.least ? twin.ragged : style
  }
}

/** Mean advance of a character of running English, letterspacing included. */
function characterOf(shelf: FaceShelf, style: SetStyle): Emu {
  const id = style.latinFaces[0] ?? style.faces[0]
  if (id === undefined) throw new RangeError(`style ${style.name} has no face`)
  const face = shelf.face(id)
  let units = 0
  for (const char of SAMPLE) units += face.advanceOf(face.glyphOf(char.charCodeAt(0)))
  const { size, tracking = 0 } = style.style
  return Math.floor(scaled(units, face, size) / SAMPLE.length) + Math.floor((tracking * size) / 1000)
}
