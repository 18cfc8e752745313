/** Faces: the font files that a paper sets with. Bytes come through the FontShelf port; the catalogue is data. */
import { z } from 'zod'
import { faceIdSchema, type FaceId } from './ids.ts'

/**
 * The roles a stylebook gives to faces. song 宋 body, songBold 小标宋, songHeavy 大标宋, hei 黑, heiBold, heiHeavy, kai 楷;
 * latin*: English text and heads.
 */
export const faceRoleSchema = z.enum([
  'song',
  'songBold',
  'songHeavy',
  'hei',
  'heiBold',
  'heiHeavy',
  'kai',
  'latin',
  'latinItalic',
  'latinBold',
  'latinHead',
  'latinHeadBold',
  'latinSans',
  'latinSansBold',
])
export type FaceRole = z.infer<typeof faceRoleSchema>

/** An entry of resources/faces.json. */
export const faceSchema = z.object({
  id: faceIdSchema,
  family: z.string(),
  weight: z.int(),
  italic: z.boolean().default(false),
  /** Path inside the packages folder, `@expo-google-fonts/...`. */
  file: z.string(),
  licence: z.string(),
  /** The file's length and SHA-256, of a face that ships with the product: it is known before it is read. */
  bytes: z.int().min(1).optional(),
  sha256: z.string().length(64).optional(),
})
export type Face = z.infer<typeof faceSchema>

/** A face that may be set with: its bytes, and their hash, which is part of every stamp that shows it. */
export interface LoadedFace {
  readonly id: FaceId
  /** The whole file; may be read when first asked for. */
  readonly bytes: Uint8Array
  /** A part of the file alone, where the shelf can read it: a page shows a hundredth of a Chinese face. */
  readonly part?: (offset: number, length: number) => Uint8Array
  /** SHA-256, lower-case hexadecimal. */
  readonly sha256: string
}

/** Bytes of a face's file from `offset` on, fewer at its end; the rest of it is not read where the shelf can do without. */
export function partOf(face: Pick<LoadedFace, 'bytes' | 'part'>, offset: number, length: number): Uint8Array {
  return face.part ? face.part(offset, length) : face.bytes.subarray(offset, offset + length)
}

/** A glyph's outline as SVG path data in font units, y upwards; and the face's units per em. */
export interface Outline {
  readonly path: string
  readonly unitsPerEm: number
}
export type OutlineOf = (face: FaceId, glyph: number) => Outline
