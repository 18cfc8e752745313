/**
 * What a text is compared by: Han characters and marks one by one, words and figures whole, so that no difference cuts
 * 3,000 or a name in Latin letters. Blanks that follow each other are one, a line end stands alone.
 */

const LETTER =
  '[0-9A-Za-z\\u00c0-\\u024f\\u0370-\\u052f\\uff10-\\uff19\\uff21-\\uff3a\\uff41-\\uff5a][\\u0300-\\u036f]*'
const RUN = `(?:${LETTER})+(?:[.,:'’/–-](?:${LETTER})+)*[%％‰]?`
const BLANKS = '[ \\t\\u00a0\\u2002-\\u200a\\u3000]+'
/** One character with all that clings to it: a surrogate pair, variation selectors, joined signs, combining marks. */
const PAIR = '(?:[\\ud800-\\udbff][\\udc00-\\udfff]|[\\s\\S])'
const CLINGING = `(?:[\\u0300-\\u036f\\ufe00-\\ufe0f]|\\u200d${PAIR})*`
const TOKEN = new RegExp(`${RUN}|${BLANKS}|\\n|${PAIR}${CLINGING}`, 'g')

/** The tokens of a text; joined they are the text again. */
export const tokensOf = (text: string): string[] => text.match(TOKEN) ?? []

const SENTENCE_END = /^[。！？!?…；;.]$/
const MARK = /^[\u2010-\u2027\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65!-/:-@[-`{-~·—]$/

export const isLineEnd = (token: string | undefined): boolean => token === '\n'
export const isBlank = (token: string): boolean => /^\s+$/.test(token)
export const isMark = (token: string): boolean => MARK.test(token)

/** Whether a token carries sense: no blank and no punctuation mark. */
export const isWord = (token: string): boolean => !isBlank(token) && !isMark(token)

/** How good a place for a cut lies between two tokens, the best first: 4 line end, 3 sentence, 2 mark, 1 blank, 0. */
export function cutBetween(left: string | undefined, right: string | undefined): number {
  if (left === undefined || right === undefined || isLineEnd(left) || isLineEnd(right)) return 4
  if (SENTENCE_END.test(left)) return 3
  if (isMark(left)) return 2
  return isBlank(left) || isBlank(right) ? 1 : 0
}
