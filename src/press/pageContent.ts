/** A page's content stream: what is painted, in which order. */
import type { SetPage, SetRule } from '#contract/setPage.ts'
import { Content } from './content.ts'
import type { PressFonts } from './fonts.ts'
import { writePassages } from './lines.ts'
import { writeMarks, writeSlugLine } from './marks.ts'
import type { PagePictures } from './pictures.ts'
import { passagesOf } from './reading.ts'

/** Order of painting, on every surface: tints, pictures, rules, text; then what stands outside the trim. */
export function contentOf(set: SetPage, slugLine: string, pictures: PagePictures, fonts: PressFonts): string {
  const content = new Content(set.trim, set.slug)
  writeRules(
    content,
    set.rules.filter((rule) => rule.kind === 'tint'),
  )
  set.pictures.forEach(({ box }, i) => {
    const name = pictures.names[i]
    if (name) content.image(name, box)
  })
  writeRules(
    content,
    set.rules.filter((rule) => rule.kind !== 'tint'),
  )
  for (const passages of passagesOf(set, fonts).values()) writePassages(content, passages, fonts)
  writeSlugLine(content, set, slugLine, fonts)
  content.endText()
  // Marks stand on every plate that the page has.
  writeMarks(content, set, pictures.hasColour)
  return content.toString()
}

/** Neighbours of one tint go down in one fill. */
function writeRules(content: Content, rules: readonly SetRule[]): void {
  for (let from = 0; from < rules.length;) {
    const tint = rules[from]?.tint ?? 100
    let to = from + 1
    while (to < rules.length && rules[to]?.tint === tint) to++
    content.fill(
      rules.slice(from, to).map((rule) => rule.box),
      { tint, reversed: false },
    )
    from = to
  }
}
