import { readFileSync } from 'node:fs'
import { Blob, Face, Font } from 'harfbuzzjs'
import { expect, test } from 'vitest'
import { outlineBoxes, withoutOutlines } from '#compose/faces/slimFont.ts'

interface Entry {
  readonly id: string
  readonly file: string
}
const root = new URL('../../../', import.meta.url)
const entries = JSON.parse(readFileSync(new URL('resources/faces.json', root), 'utf8')) as Entry[]
const read = (file: string) => new Uint8Array(readFileSync(new URL(`node_modules/${file}`, root)))

const fontOf = (bytes: Uint8Array): Font => {
  const face = new Face(new Blob(bytes), 0)
  const font = new Font(face)
  font.setScale(face.upem, face.upem)
  return font
}

const SAMPLE = [...'永云塘，。“”（）——…·／～0123 AbgQ%「」『』！？国龘'].map((char) => char.codePointAt(0) ?? 0)

test.each(entries)('$id without outlines has the same glyphs, advances and ink', ({ file }) => {
  const bytes = read(file)
  const slim = withoutOutlines({ bytes })
  expect(slim.length).toBeLessThan(bytes.length)
  const [whole, light, boxOf] = [fontOf(bytes), fontOf(slim), outlineBoxes({ bytes })]
  for (const codePoint of SAMPLE) {
    const glyph = whole.nominalGlyph(codePoint) ?? 0
    expect(light.nominalGlyph(codePoint) ?? 0).toBe(glyph)
    expect(light.glyphHAdvance(glyph)).toBe(whole.glyphHAdvance(glyph))
    const ink = whole.glyphExtents(glyph)
    const box = boxOf?.(glyph) ?? [0, 0, 0, 0]
    const wanted = [ink?.xBearing, (ink?.yBearing ?? 0) + (ink?.height ?? 0), (ink?.xBearing ?? 0) + (ink?.width ?? 0)]
    if (box.some((side) => side !== 0)) expect([...box]).toEqual([...wanted, ink?.yBearing])
    else expect(ink?.width ?? 0).toBe(0)
  }
})

test('a font of another kind, or a broken one, is taken whole', () => {
  const ttf = read(entries[0]?.file ?? '')
  const otto = ttf.slice(0, 4096)
  otto.set([0x4f, 0x54, 0x54, 0x4f])
  for (const odd of [otto, ttf.slice(0, 4096), ttf.slice(0, 7), new Uint8Array(0)]) {
    expect(withoutOutlines({ bytes: odd })).toBe(odd)
    expect(outlineBoxes({ bytes: odd })).toBeNull()
  }
})

test('a glyph that the font does not have has no box', () => {
  const boxOf = outlineBoxes({ bytes: read(entries[0]?.file ?? '') })
  expect([boxOf?.(-1), boxOf?.(70_000)]).toEqual([null, null])
})
