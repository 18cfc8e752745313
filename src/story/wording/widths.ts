/** Widths: letters and figures that take half an em or a whole one, and marks that Chinese sets in a whole em. */
import { editsOf, type Rewording } from './edits.ts'

const SHIFT = 0xff01 - 0x21

const shifted =
  (by: number) =>
  (text: string): string =>
    [...text].map((character) => String.fromCodePoint(character.codePointAt(0)! + by)).join('')

/** ＡＢＣ１２３ -> ABC123, with the percent sign and the point between figures. */
export const halfWidthLetters: Rewording = (text) =>
  editsOf(text, /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+(?:\uff0e[\uff10-\uff19]+)*\uff05?/g, shifted(-SHIFT))

/** ABC123 -> ＡＢＣ１２３. */
export const fullWidthLetters: Rewording = (text) => editsOf(text, /[0-9A-Za-z]+/g, shifted(SHIFT))

/** Marks that have a form of their own in Chinese. */
const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  '.': '。',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '(': '（',
  ')': '）',
}
const HALF: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(FULL).map(([half, full]) => [full, half])),
  '、': ',',
}

/** The full-width form of a mark; itself where it has none. */
export const fullWidthMark = (mark: string): string => FULL[mark] ?? mark

const isAlnum = (character: string | undefined): boolean => character !== undefined && /[0-9A-Za-z]/.test(character)
const isLatin = (character: string | undefined): boolean => character !== undefined && /[!-~]/.test(character)

/** Half-width marks -> Chinese ones, but those inside of numbers, times, addresses and Latin words. */
export const fullWidthMarks: Rewording = (text) =>
  editsOf(text, /[,.;:?!()]/g, (mark, at) => {
    const isInside = isAlnum(text[at - 1]) && isAlnum(text[at + 1])
    const isLatinBracket = (mark === '(' && isLatin(text[at + 1])) || (mark === ')' && isLatin(text[at - 1]))
    return isInside || (isLatinBracket && !hanBeside(text, at)) ? mark : fullWidthMark(mark)
  })

const HAN = /[\u3400-\u9fff\u3001-\u301f\uff01-\uff60]/

const hanBeside = (text: string, at: number): boolean => HAN.test(text[at - 1] ?? '') || HAN.test(text[at + 1] ?? '')

/** Chinese marks -> half-width ones, with the blank that Latin text has behind them. */
export const halfWidthMarks: Rewording = (text) =>
  editsOf(text, /[，。；：？！（）、]/g, (mark, at) => {
    const next = text[at + 1]
    const needsBlank = mark !== '（' && next !== undefined && /[0-9A-Za-z\u3400-\u9fff“‘（]/.test(next)
    const opens = mark === '（' && at > 0 && !/\s/.test(text[at - 1]!)
    return `${opens ? ' ' : ''}${HALF[mark]}${needsBlank ? ' ' : ''}`
  })
