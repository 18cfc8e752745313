/** A page's content stream: what is painted, in which order. */
import type { SetPage, SetRule } from '#contract/setPage.ts'
import { Content } from './content.ts'
import type { PressFonts } from './fonts.ts'
import type { Inking, Plates } from './inks.ts'
import { writePassages } from './lines.ts'
import { writeMarks } from './marks.ts'
import type { PagePictures } from './pictures.ts'
import { passagesOf } from './reading.ts'
import { writeSlugLine } from './slugLine.ts'
import type { PageTags } from './tagging.ts'

/** How a page is painted: in which inks, from which plates, and as which elements of a structure tree (null: it has none). */
export interface PaintedBy {
  readonly inking: Inking
  readonly plates: Plates
  readonly tags: PageTags | null
}

/** Order of painting, on every surface: tints, pictures, rules, strokes, text; then what stands outside the trim. */
export function contentOf(
  set: SetPage,
  slugLine: string,
  pictures: PagePictures,
  fonts: PressFonts,
  { inking, plates, tags }: PaintedBy,
): string {
  const content = new Content(set.trim, set.slug, inking)
  const rulesOf = (isTint: boolean): SetRule[] => set.rules.filter((rule) => (rule.kind === 'tint') === isTint)
  const apart = (kind: 'Layout' | 'Page', write: () => void): void => asArtifact(content, kind, tags !== null, write)
  apart('Layout', () => writeRules(content, rulesOf(true)))
  writePictures(content, set, pictures, tags)
  apart('Layout', () => {
    writeRules(content, rulesOf(false))
    for (const stroke of set.strokes ?? []) content.stroke(stroke)
  })
  for (const [frame, passages] of passagesOf(set, fonts, tags !== null)) {
    writePassages(content, frame, passages, fonts, tags)
  }
  content.endText()
  apart('Page', () => {
    writeSlugLine(content, set, slugLine, plates, fonts, inking)
    writeMarks(content, set, plates, inking)
  })
  return content.toString()
}

/** What no reader is read, kept apart on a tagged page from what is. */
function asArtifact(content: Content, kind: 'Layout' | 'Page', isTagged: boolean, write: () => void): void {
  if (isTagged) content.beginArtifact(kind)
  write()
  content.endText()
  if (isTagged) content.endMarked()
}

function writePictures(content: Content, set: SetPage, { shown }: PagePictures, tags: PageTags | null): void {
  for (const [i, picture] of set.pictures.entries()) {
    const painted = shown[i]
    if (!painted) continue
    const figure = tags?.picture(picture)
    if (figure) content.beginElement(figure.tag, figure.mark)
    else if (tags) content.beginArtifact('Layout')
    content.image(painted.name, painted.placing, picture.box, painted.isStencil)
    if (tags) content.endMarked()
  }
}

/** Neighbours of one tint and ink go down in one fill. */
function writeRules(content: Content, rules: readonly SetRule[]): void {
  for (let from = 0; from < rules.length;) {
    const { tint = 100, ink } = rules[from] ?? {}
    let to = from + 1
    while (to < rules.length && rules[to]?.tint === tint && rules[to]?.ink === ink) to++
    content.fill(
      rules.slice(from, to).map((rule) => rule.box),
      { tint, reversed: false, spot: ink },
    )
    from = to
  }
}
