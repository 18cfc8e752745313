/** Classes of characters, by code unit: no host's Unicode tables are asked. */

/** True for a Han character, and for either half of one beyond the basic plane. */
export function isHan(c: string | undefined): boolean {
  if (c === undefined) return false
  const u = c.charCodeAt(0)
  return (
    (u >= 0x4e00 && u <= 0x9fff) ||
    (u >= 0x3400 && u <= 0x4dbf) ||
    u === 0x3007 ||
    (u >= 0xf900 && u <= 0xfaff) ||
    (u >= 0xd840 && u <= 0xdfff)
  )
}

/** True for a mark of one em; curved quotes, dashes and ellipses count, so ask only in Chinese copy. */
export function isFullMark(c: string | undefined): boolean {
  if (c === undefined) return false
  const u = c.charCodeAt(0)
  return (
    (u > 0x3000 && u <= 0x301f) ||
    (u >= 0xff01 && u <= 0xff0f) ||
    (u >= 0xff1a && u <= 0xff20) ||
    (u >= 0xff3b && u <= 0xff40) ||
    (u >= 0xff5b && u <= 0xff65) ||
    '‘’“”…—'.includes(c)
  )
}

export const isBlank = (c: string | undefined): boolean => c === ' ' || c === '\u3000' || c === '\t' || c === '\u00a0'

/** Width in half ems: 2 for Han and full-width marks, 1 for the rest. */
export function widthOf(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++)
    width += text.charCodeAt(i) >= 0x2e80 || (isFullMark(text[i]) && !'‘’“”'.includes(text[i]!)) ? 2 : 1
  return width
}

/** Chinese when Han characters outnumber a third of the Latin words' letters; looks at the first 2,000 units. */
export function isChinese(text: string): boolean {
  let han = 0
  let latin = 0
  for (let i = 0; i < text.length && i < 2000; i++) {
    const u = text.charCodeAt(i) | 32
    if (isHan(text[i])) han++
    else if (u >= 97 && u <= 122) latin++
  }
  return han * 3 > latin
}
