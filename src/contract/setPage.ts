/**
 * The set page 成版: what screen, proof, plate and dump all show. Everything is placed: whoever paints it makes no
 * decision of layout. Coordinates are Emu from the trim's top left corner, y downwards.
 */
import type { Orientation, Part, Place } from './copy.ts'
import type { StoryFit } from './copyfit.ts'
import type { Finding } from './faults.ts'
import type { FaceId, FrameId, PhotoId, RecordId, StoryId } from './ids.ts'
import type { SpotInk } from './inks.ts'
import type { Crop } from './photo.ts'
import type { Box, Emu, Point, Size } from './measure.ts'

export type { StoryFit } from './copyfit.ts'

/**
 * Glyphs of one face and size. Glyph i has its origin (on the Latin baseline) at line.x + dx[i], line.y + dy[i]; when
 * `turned`, the glyph is turned 90 degrees clockwise round that origin. Arrays have equal length.
 */
export interface SetRun {
  readonly face: FaceId
  readonly size: Emu
  /** Horizontal scale in thousandths: 1000 is the face as drawn (H6). */
  readonly scale: number
  /** Percent of black, 100 for text. */
  readonly tint: number
  /** The spot ink that the tint is of; absent: black. */
  readonly ink?: SpotInk
  /** White on a dark ground: paper shows through. */
  readonly reversed: boolean
  readonly turned: boolean
  /** Every glyph is the one that the face's cmap gives for its cluster, so `fillText(cluster)` paints it. */
  readonly plain: boolean
  readonly glyphs: readonly number[]
  readonly dx: readonly Emu[]
  readonly dy: readonly Emu[]
  /** The text that each glyph stands for; '' where it belongs to the cluster of the glyph before it. */
  readonly clusters: readonly string[]
}

export interface SetLine {
  /** Origin: the baseline's start in a horizontal line; in a vertical one, the top of the line's centre axis. */
  readonly x: Emu
  readonly y: Emu
  /** Extent along the line that is inked or justified, indent included. */
  readonly width: Emu
  readonly size: Emu
  readonly vertical: boolean
  /** The characters of the line as copy has them, a hyphen added by the composer not among them. */
  readonly text: string
  readonly isHyphenated: boolean
  readonly isParagraphEnd: boolean
  /** From (inclusive) and to (exclusive) in the story; null for furniture. */
  readonly from: Place | null
  readonly to: Place | null
  /** Added space between characters in thousandths of an em (R12), or word space in thousandths of natural (E6); 0 natural. */
  readonly gap: number
  readonly runs: readonly SetRun[]
}

export interface SetFrame {
  readonly id: FrameId
  readonly record: RecordId | null
  readonly item: StoryId | null
  readonly part: Part | 'furniture'
  readonly box: Box
  readonly vertical: boolean
  /** Lines of the page grid that the frame offers; 0 where the grid does not matter (heads, furniture). */
  readonly capacity: number
  readonly lines: readonly SetLine[]
}

/** A rule, an edge of a box, or a tint: a filled rectangle. */
export interface SetRule {
  readonly record: RecordId | null
  readonly kind: 'column' | 'block' | 'box' | 'furniture' | 'tint'
  readonly box: Box
  readonly tint: number
  /** As SetRun.ink. */
  readonly ink?: SpotInk
}

/** A line drawn from point to point, as over a picture's box on a dummy sheet. */
export interface SetStroke {
  readonly points: readonly Point[]
  readonly weight: Emu
  readonly tint: number
}

export interface SetPicture {
  readonly record: RecordId
  readonly photo: PhotoId
  readonly sha256: string
  readonly box: Box
  readonly crop: Crop
  /** Effective resolution in dots per inch, the lesser of both axes. */
  readonly resolution: number
  /** An ad: a PDF page that fills the box with its trim, whole; 0 dpi where it has no pixels. Absent for photos. */
  readonly isAd?: true
}

/** How many characters a part of the title has, and how many its lines hold at the size that was taken: 18 字 / 21. */
export interface HeadCount {
  readonly part: Part
  readonly characters: number
  readonly holds: number
}

/** A block as it stands on the page. */
export interface SetBlock {
  readonly record: RecordId
  readonly item: StoryId
  readonly box: Box
  readonly orientation: Orientation
  /** Title block, null where there is none. */
  readonly head: Box | null
  /** Counts of kicker, headline and deck, in that order; parts without words are left out. */
  readonly counts: readonly HeadCount[]
}

export interface SetPage {
  readonly page: number
  readonly trim: Size
  readonly bleed: Emu
  /** Room for marks outside the trim. */
  readonly slug: Emu
  readonly engine: string
  readonly blocks: readonly SetBlock[]
  readonly frames: readonly SetFrame[]
  readonly pictures: readonly SetPicture[]
  readonly rules: readonly SetRule[]
  /** Drawn over the rules and under the text; absent: none. */
  readonly strokes?: readonly SetStroke[]
  readonly fit: readonly StoryFit[]
  readonly findings: readonly Finding[]
}
