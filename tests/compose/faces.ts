/** Faces and styles for the composer's tests: the shipped fonts, read from the packages folder. */
import { readFileSync } from 'node:fs'
import { openTypesetter, type OpenTypesetter } from '#compose/openTypesetter.ts'
import type { SetStyle } from '#compose/typesetter.ts'
import type { BreakWords, CopyParagraph } from '#contract/copy.ts'
import type { LoadedFace } from '#contract/faces.ts'
import type { FaceId } from '#contract/ids.ts'
import { pt, type Emu } from '#contract/measure.ts'
import {
  houseRulesSchema,
  textStyleSchema,
  type HouseRules,
  type StyleName,
  type TextStyle,
} from '#contract/stylebook.ts'

interface FaceEntry {
  readonly id: string
  readonly file: string
}
const catalogue = JSON.parse(
  readFileSync(new URL('../../resources/faces.json', import.meta.url), 'utf8'),
) as FaceEntry[]

export function loadFaces(...ids: string[]): Map<FaceId, LoadedFace> {
  return new Map(
    ids.map((id) => {
      const entry = catalogue.find((face) => face.id === id)
      if (!entry) throw new RangeError(`no face ${id}`)
      const bytes = new Uint8Array(readFileSync(new URL(`../../node_modules/${entry.file}`, import.meta.url)))
      return [id as FaceId, { id: id as FaceId, bytes, sha256: id }]
    }),
  )
}

/** A cutter for tests: longest words of a given list, else single characters; spaces and Latin runs by themselves. */
export const cutterOf =
  (...words: string[]): BreakWords =>
  (text) => {
    const ends: number[] = []
    let at = 0
    while (at < text.length) {
      const found = words.filter((word) => text.startsWith(word, at)).sort((a, b) => b.length - a.length)[0]
      const latin = /^[A-Za-z0-9.%]+/.exec(text.slice(at))?.[0]
      at += (found ?? latin ?? String.fromCodePoint(text.codePointAt(at) ?? 0)).length
      ends.push(at)
    }
    return ends
  }

export const EM: Emu = pt(9)

interface StyleWish {
  readonly name?: StyleName
  readonly style?: Partial<TextStyle>
  readonly rules?: Partial<HouseRules>
  readonly faces?: readonly string[]
  readonly latin?: readonly string[]
  readonly vertical?: boolean
}

export function chinese(wish: StyleWish = {}): SetStyle {
  const faces = (wish.faces ?? ['notoSerifSc.400']) as FaceId[]
  const latinFaces = (wish.latin ?? wish.faces ?? ['notoSerifSc.400']) as FaceId[]
  return {
    name: wish.name ?? 'text',
    style: {
      ...textStyleSchema.parse({ role: 'song', latin: 'song', size: EM, align: 'justify', indent: 2000 }),
      ...wish.style,
    },
    faces,
    latinFaces,
    leadInFaces: faces,
    leadInLatinFaces: latinFaces,
    rules: { ...houseRulesSchema.parse({}), ...wish.rules },
    lang: 'zh-Hans',
    vertical: wish.vertical ?? false,
  }
}

export function english(wish: StyleWish = {}): SetStyle {
  const faces = (wish.faces ?? ['sourceSerifSmText.400']) as FaceId[]
  return {
    name: wish.name ?? 'text',
    style: {
      ...textStyleSchema.parse({ role: 'latin', latin: 'latin', size: EM, align: 'justify', indent: 1000 }),
      ...wish.style,
    },
    faces,
    latinFaces: faces,
    leadInFaces: faces,
    leadInLatinFaces: faces,
    rules: { ...houseRulesSchema.parse({ kinsoku: 'none', cjkLatin: 0, justifiesNarrow: true }), ...wish.rules },
    lang: 'en',
    vertical: false,
  }
}

export const paragraph = (text: string, leadIn = 0): CopyParagraph => ({
  kind: 'text',
  text,
  spans: leadIn > 0 ? [{ from: 0, to: leadIn, kind: 'leadIn' }] : [],
})

export const open = (faces: Map<FaceId, LoadedFace>, ...words: string[]): Promise<OpenTypesetter> =>
  openTypesetter({ faces, breakWords: cutterOf(...words) })

export const column = (width: Emu): { first: readonly Emu[]; rest: Emu } => ({ first: [], rest: width })
