/** What a page shows, line by line: the record of a proof, by which it is told from the next one. */
import type { Box, Emu } from '#contract/measure.ts'
import type { SetLine, SetPage } from '#contract/setPage.ts'
import type { PageTrace } from '#contract/sheet.ts'

export const traceOf = ({ frames, pictures }: Pick<SetPage, 'frames' | 'pictures'>): PageTrace => ({
  lines: frames.flatMap(({ record, item, part, lines }) =>
    lines
      .filter(({ text }) => text.trim() !== '')
      .map((line) => ({
        record,
        item,
        part,
        text: line.text,
        from: line.from,
        box: boxOfLine(line),
        size: line.size,
      })),
  ),
  pictures: pictures.map(({ record, photo, sha256, crop, box }) => ({ record, photo, sha256, crop, box })),
})

/** How much of a line's type stands over its baseline, thousandths: an em box of Han, and near enough for Latin. */
const ABOVE = 880
function boxOfLine({ x, y, width, size, vertical }: SetLine): Box {
  if (vertical) return { x: x - Math.floor(size / 2), y, width: size, height: width }
  return { x, y: y - share(size, ABOVE), width, height: size }
}

const share = (size: Emu, thousandths: number): Emu => Math.floor((size * thousandths) / 1000)
