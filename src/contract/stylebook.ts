/** The stylebook: a paper's geometry, faces, styles and house rules, as data (resources/stylebooks/*.json). */
import { z } from 'zod'
import { langSchema, orientationSchema } from './copy.ts'
import { fittingLimitsSchema } from './copyfit.ts'
import { gridAreaSchema } from './dummy.ts'
import { faceRoleSchema } from './faces.ts'
import { faceIdSchema } from './ids.ts'
import { inkNameSchema, spotInkSchema } from './inks.ts'
import { boxSchema, emuSchema } from './measure.ts'
import { sharpeningSchema } from './photo.ts'
import { paperPreflightSchema } from './preflight.ts'

/** How a part is set. Leading null: the page's line pitch. */
export const textStyleSchema = z.object({
  /** The face of Han text and marks; in an English paper both roles are Latin ones. */
  role: faceRoleSchema,
  /** The face of Latin letters and figures. */
  latin: faceRoleSchema,
  size: emuSchema,
  leading: emuSchema.nullable().default(null),
  align: z.enum(['justify', 'left', 'center', 'right']),
  /** First-line indent in thousandths of an em. */
  indent: z.int().min(0).default(0),
  /** Ink: percent of black; text is 100. */
  tint: z.int().min(0).max(100).default(100),
  /** Grid lines of air before and after, in thousandths of a line. */
  before: z.int().min(0).default(0),
  after: z.int().min(0).default(0),
  /** Letterspacing of every glyph, thousandths of an em. */
  tracking: z.int().min(-50).max(500).optional(),
  /** Lines that the drop cap of a story's first paragraph takes; absent: none. */
  dropCap: z.int().min(2).max(5).optional(),
  /** What sets a pull quote or a note off: weights of the rules over and under it (0: none), and a tint, percent of black. */
  setOff: z
    .object({
      over: emuSchema.min(0).default(0),
      under: emuSchema.min(0).default(0),
      tint: z.int().min(0).max(50).default(0),
    })
    .optional(),
})
export type TextStyle = z.infer<typeof textStyleSchema>

export const STYLE_NAMES = [
  'kicker',
  'headline',
  'deck',
  'byline',
  'text',
  'leadIn',
  'subhead',
  'pullQuote',
  'note',
  'jumpLine',
  'cutline',
  'credit',
  'folio',
  'masthead',
  'mastheadSmall',
] as const
export const styleNameSchema = z.enum(STYLE_NAMES)
export type StyleName = z.infer<typeof styleNameSchema>

/** House rules of typesetting.md that a paper may choose among; each names its rule. */
export const houseRulesSchema = z.object({
  /** R1-R3. */
  kinsoku: z.enum(['none', 'basic', 'gb', 'strict']).default('gb'),
  /** R7: two adjacent marks in 1.5 em or 1 em, thousandths. */
  adjacent: z.union([z.literal(1500), z.literal(1000)]).default(1500),
  /** R8: a mark at a line's end takes half an em. */
  trimLineEnd: z.boolean().default(true),
  /** R8: an opening bracket at a line's start loses half an em. */
  trimLineStart: z.boolean().default(true),
  /** R11: space between Han and Latin in thousandths of an em. */
  cjkLatin: z.int().min(0).max(250).default(125),
  /** R12: findings above these gaps, thousandths of an em. */
  looseWarning: z.int().default(100),
  looseError: z.int().default(200),
  /** Total fit over the paragraph, or one line at a time. */
  composing: z.enum(['totalFit', 'singleLine']).default('totalFit'),
  /** E1-E7 for English. */
  hyphenate: z.boolean().default(true),
  ladder: z.int().default(2),
  /** E4 keeps capitalised words whole; a paper may have them divided where a line would else be far too loose. */
  dividesNames: z.boolean().optional(),
  /** R4 keeps a number and its Han unit on one line; a paper may have them parted where a line would else be loose (R12). */
  dividesUnits: z.boolean().optional(),
  /** E7 sets English below 30 characters ragged; a paper may have it justified. */
  justifiesNarrow: z.boolean().optional(),
})
export type HouseRules = z.infer<typeof houseRulesSchema>

/**
 * Furniture of a page: what stands on every page without being a story. `text` may hold {paper} {paperLatin} {date}
 * {weekday} {number} {page} {pages} {section} {edition} {cn} {publisher} {motto}; the composer fills them from the issue.
 */
export const furnitureSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    box: boxSchema,
    text: z.string(),
    style: styleNameSchema,
    /** Overrides of the style. */
    size: emuSchema.optional(),
    align: z.enum(['left', 'center', 'right', 'justify']).optional(),
    role: faceRoleSchema.optional(),
    latin: faceRoleSchema.optional(),
    tracking: z.int().optional(),
    tint: z.int().min(0).max(100).optional(),
    /** A spot ink of the paper's; absent: black. */
    ink: inkNameSchema.optional(),
    /** White type on a dark ground: knocks out. */
    reversed: z.boolean().default(false),
    vertical: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('rule'),
    box: boxSchema,
    tint: z.int().min(0).max(100).default(100),
    ink: inkNameSchema.optional(),
  }),
  z.object({ kind: z.literal('tint'), box: boxSchema, tint: z.int().min(0).max(100), ink: inkNameSchema.optional() }),
])
export type Furniture = z.infer<typeof furnitureSchema>

/** A page template: its furniture and the grid areas that no story may take (the masthead's). */
export const templateSchema = z.object({
  furniture: z.array(furnitureSchema),
  reserved: z.array(gridAreaSchema).default([]),
})
export type Template = z.infer<typeof templateSchema>

const stylebookShape = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.object({ zh: z.string(), en: z.string() }),
  lang: langSchema,
  paper: z.object({
    name: z.string(),
    latin: z.string().default(''),
    motto: z.string().default(''),
    publisher: z.string().default(''),
    /** 国内统一刊号, or the ISSN. */
    cn: z.string().default(''),
  }),
  trim: z.object({ width: emuSchema, height: emuSchema }),
  bleed: emuSchema,
  /** Room outside the trim for marks and the slug line. */
  slug: emuSchema,
  grid: z.object({
    /** Top left corner of the type area 版心. */
    left: emuSchema,
    top: emuSchema,
    columns: z.int().min(1).max(24),
    /** Base column width 栏宽; for Chinese a whole number of body ems. */
    measure: emuSchema,
    gap: emuSchema,
    lines: z.int().min(1),
    pitch: emuSchema,
  }),
  /** Faces of each role, the first that has the glyph is taken. */
  faces: z.partialRecord(faceRoleSchema, z.array(faceIdSchema).min(1)),
  styles: z.record(styleNameSchema, textStyleSchema),
  heads: z.object({
    /** The paper's list of headline sizes, largest first (小初 and so on). */
    sizes: z.array(emuSchema).min(1),
    /** Air in a title block, thousandths of a grid line. */
    air: z.int().default(1000),
    /** Widest letterspacing when a head is filled, thousandths of an em (H5). */
    spread: z.int().default(500),
    /** H6: how far a head may be made narrower or wider (长/扁) by itself, thousandths; absent: 920 to 1,080. */
    scale: z.object({ least: z.int().min(500).max(1000), most: z.int().min(1000).max(2000) }).optional(),
  }),
  /** Faces of marked words; absent: heiBold and kai, latinBold and latinItalic, where the paper has them. */
  marked: z.object({ strong: faceRoleSchema.optional(), emphasis: faceRoleSchema.optional() }).optional(),
  /** The direction of body text that a block does not choose itself; absent: horizontal. */
  direction: orientationSchema.optional(),
  /** House limits of copyfit; absent: those of `HOUSE_FITTING`. */
  fitting: fittingLimitsSchema.optional(),
  rules: houseRulesSchema,
  /** Spot inks that furniture and the tints under blocks may print in; absent: black alone, and what pictures have. */
  inks: z.array(spotInkSchema).max(4).optional(),
  /** The spot ink of the tints under blocks; absent: black. */
  tintInk: inkNameSchema.optional(),
  /** Whether hairline column rules stand in the gaps, and their weight. */
  columnRule: z.object({ weight: emuSchema, tint: z.int().min(0).max(100) }).nullable(),
  /** Rule between blocks, and round boxed ones. */
  blockRule: z.object({ weight: emuSchema, tint: z.int().min(0).max(100) }).nullable(),
  /** Templates: the front page and the others. */
  front: templateSchema,
  inside: templateSchema,
  /**
   * How ads are told from copy: the word that stands over each, and its style; absent: 广告 or ADVERTISEMENT as credits
   * are set. An empty word: the paper marks its ads otherwise.
   */
  ads: z.object({ label: z.string().max(40), style: styleNameSchema }).optional(),
  press: z.object({
    condition: z.string().default('CGATS TR 002'),
    /** File of resources/icc with the plant's output profile, for PDF/X-4; absent: the shipped newsprint profile. */
    profile: z
      .string()
      .regex(/^[\w-]+\.icc$/)
      .optional(),
    totalInk: z.int().default(220),
    needsSignature: z.boolean().default(false),
    leastResolution: z.int().default(150),
    /** Pictures with more dots per inch on the page are made smaller; absent: 300, twice the lines of the finest newsprint screen. */
    mostResolution: z.int().min(100).max(2400).optional(),
    /** Output sharpening of converted pictures for soft paper; absent: none. */
    sharpening: sharpeningSchema.optional(),
  }),
  /** How the paper is checked before press; absent: the house's profile, and a masthead that must hold nothing. No page shows it. */
  preflight: paperPreflightSchema.optional(),
  /** Sign-off rounds in order. */
  stages: z.array(z.string()).min(1),
  /** Statuses of a story in order, under the paper's own names; absent: those of the house (`HOUSE_STATUSES`). */
  statuses: z
    .array(z.object({ name: z.string().min(1).max(64), isProof: z.boolean().default(false) }))
    .min(1)
    .optional(),
})

/** The inks that a stylebook asks for. */
const inksAsked = ({ front, inside, tintInk }: z.infer<typeof stylebookShape>): readonly (string | undefined)[] => [
  tintInk,
  ...[...front.furniture, ...inside.furniture].map(({ ink }) => ink),
]

export const stylebookSchema = stylebookShape.refine(
  (book) => inksAsked(book).every((name) => name === undefined || book.inks?.some((ink) => ink.name === name)),
  { message: 'an ink that `inks` does not name', path: ['inks'] },
)
export type Stylebook = z.infer<typeof stylebookSchema>
