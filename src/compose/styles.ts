/**
 * Styles of a stylebook with their faces found. Each is made once and is the same object from then on, since the
 * typesetter remembers by identity.
 */
import type { Lang } from '#contract/copy.ts'
import type { FaceRole } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import type { SpotInk } from '#contract/inks.ts'
import type { Emu } from '#contract/measure.ts'
import type { StyleName, Stylebook, TextStyle } from '#contract/stylebook.ts'
import type { MarkedFaces, Measures, SetStyle } from './typesetter.ts'

/** The faces that a stylebook names, each once, in the order of its roles. */
export const facesOf = (stylebook: Stylebook): readonly FaceId[] => [
  ...new Set(Object.values(stylebook.faces).flatMap((faces) => faces ?? [])),
]

/** A spot ink by its name, as runs and rules bear it; black, and an ink that the paper lacks, is borne by nothing. */
export function inkOf({ inks }: Stylebook, name: string | undefined): { readonly ink?: SpotInk } {
  const ink = name === undefined ? undefined : inks?.find((each) => each.name === name)
  return ink ? { ink } : {}
}

/** What a place on the page changes in a style. */
export interface StyleChange {
  readonly vertical?: boolean
  readonly indent?: number
  readonly size?: Emu | undefined
  readonly align?: TextStyle['align'] | undefined
  readonly role?: FaceRole | undefined
  readonly latin?: FaceRole | undefined
  readonly tint?: number | undefined
  /** Letterspacing on top of the style's own, thousandths of an em. */
  readonly tracking?: number | undefined
}

/** A style as the stylebook has it. */
export const NATURAL: StyleChange = {}

export interface StyleShelf {
  readonly same: StyleCase
  style(name: StyleName, lang: Lang, change?: StyleChange): SetStyle
  /** `whole` and `lines`: as in Measures. */
  measures(first: readonly Emu[], rest: Emu, whole?: number, lines?: number): Measures
}

const MOST_MEASURES = 4096

/** Gives the same object for styles that say the same, whatever stylebook they come from. */
export type StyleCase = (style: SetStyle) => SetStyle

const MOST_STYLES = 1024

/** Opens the case that all stylebooks of a composer share: whoever changes one style sets nothing anew that lacks it. */
export function openStyleCase(): StyleCase {
  const known = new Map<string, SetStyle>()
  return (style) => {
    if (known.size > MOST_STYLES) known.clear()
    return remember(known, JSON.stringify(style), () => style)
  }
}

/** Opens the shelf of one stylebook. */
export function openStyles(stylebook: Stylebook, same: StyleCase = openStyleCase()): StyleShelf {
  const styles = new Map<string, SetStyle>()
  const byChange = new WeakMap<StyleChange, Map<StyleName, SetStyle[]>>()
  const even = new Map<Emu, Measures>()
  return {
    same,
    style(name, lang, change = NATURAL) {
      const known = byChange.get(change)?.get(name)
      if (known) for (const each of known) if (each.lang === lang) return each
      const key = `${name} ${lang} ${JSON.stringify(change)}`
      const made = remember(styles, key, () => same(makeStyle(stylebook, name, lang, change)))
      const names = byChange.get(change) ?? new Map<StyleName, SetStyle[]>()
      byChange.set(change, names.set(name, [...(known ?? []), made]))
      return made
    },
    measures(first, rest, whole, lines) {
      if (lines !== undefined) return whole === undefined ? { first, rest, lines } : { first, rest, whole, lines }
      if (whole !== undefined) return { first, rest, whole }
      if (first.length > 0) return { first, rest }
      if (even.size > MOST_MEASURES) even.clear()
      return remember(even, rest, () => ({ first: NONE, rest }))
    },
  }
}

const NONE: readonly Emu[] = []

function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function makeStyle(stylebook: Stylebook, name: StyleName, lang: Lang, change: StyleChange): SetStyle {
  const base = stylebook.styles[name]
  const leadIn = stylebook.styles.leadIn
  const style: TextStyle = {
    ...base,
    role: change.role ?? base.role,
    latin: change.latin ?? change.role ?? base.latin,
    size: change.size ?? base.size,
    align: change.align ?? base.align,
    indent: change.indent ?? base.indent,
    tint: change.tint ?? base.tint,
    tracking: (base.tracking ?? 0) + (change.tracking ?? 0),
  }
  return {
    name,
    style,
    faces: chain(stylebook, style.role),
    latinFaces: chain(stylebook, style.latin),
    leadInFaces: chain(stylebook, leadIn.role),
    leadInLatinFaces: chain(stylebook, leadIn.latin),
    lastFaces: facesOf(stylebook),
    marked: {
      strong: markedFaces(stylebook, style, stylebook.marked?.strong ?? null, STRONG),
      emphasis: markedFaces(stylebook, style, stylebook.marked?.emphasis ?? null, EMPHASIS),
    },
    rules: stylebook.rules,
    lang,
    vertical: change.vertical ?? false,
  }
}

/** Roles of marked words where the stylebook names none: for Han text, and for Latin. */
const STRONG = { han: 'heiBold', latin: 'latinBold' } as const
const EMPHASIS = { han: 'kai', latin: 'latinItalic' } as const

/** The role that the paper names, or the usual one where the paper has it, or the style's own. */
function markedFaces(
  stylebook: Stylebook,
  style: TextStyle,
  named: FaceRole | null,
  usual: typeof STRONG | typeof EMPHASIS,
): MarkedFaces {
  const has = (role: FaceRole): FaceRole | null => (stylebook.faces[role] ? role : null)
  const han = named ?? has(usual.han) ?? style.role
  const latin = named ?? has(usual.latin) ?? (has(usual.han) ? usual.han : style.latin)
  return { faces: chain(stylebook, han), latinFaces: chain(stylebook, latin) }
}

/** Faces of a role, and after them those of the body, so that a glyph which a display face lacks is still found. */
function chain(stylebook: Stylebook, role: FaceRole): readonly FaceId[] {
  const own = stylebook.faces[role] ?? []
  const body = stylebook.faces[stylebook.styles.text.role] ?? []
  return [...new Set([...own, ...body, ...(own.length + body.length === 0 ? facesOf(stylebook) : [])])]
}
