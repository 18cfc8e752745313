/**
 * The galley text of a set page: what is compared, in tests and between hosts. One header a frame, one row a line with x,
 * y and width in millimetres, then its glyphs as runs. Glyph positions are written as steps from one to the next, equal
 * steps counted, so that a moved line changes one number.
 */
import { toMm, type Box, type Emu } from '#contract/measure.ts'
import type { SetFrame, SetLine, SetPage, SetRun } from '#contract/setPage.ts'

/** Millimetres with three decimals. */
const mm3 = (length: Emu): string => toMm(length).toFixed(3)
const boxText = ({ x, y, width, height }: Box): string => [x, y, width, height].map(mm3).join(' ')

/** The dump of a page, with its stamp at the head; ends with a line feed. */
export function dumpPage(set: SetPage, stamp: string): string {
  const rows = [
    `page ${set.page} trim ${mm3(set.trim.width)} ${mm3(set.trim.height)} engine ${set.engine}`,
    `stamp ${stamp}`,
    ...set.blocks.map((block) => `block ${block.record} ${block.item} ${boxText(block.box)} ${block.orientation}`),
    ...set.frames.flatMap(dumpFrame),
    ...set.pictures.map(({ record, photo, box, crop, resolution, sha256 }) => {
      const shown = [crop.left, crop.top, crop.right, crop.bottom].join(',')
      return `picture ${record} ${photo} ${boxText(box)} crop ${shown} ${resolution} dpi ${sha256.slice(0, 12)}`
    }),
    ...set.rules.map(
      ({ record, kind, box, tint, ink }) => `rule ${record ?? '-'} ${kind} ${boxText(box)} ${tint}${inkText(ink)}`,
    ),
    ...set.fit.map(
      (fit) =>
        `fit ${fit.record} ${fit.item} lines ${fit.lines}/${fit.capacity} over ${fit.overLines} (${fit.overCharacters}) short ${fit.shortLines} of ${fit.characters}`,
    ),
    ...set.findings.map(({ code, severity, frame, item, at, values }) => {
      const place = at ? `${at.part}:${at.paragraph}:${at.offset}` : '-'
      return `finding ${code} ${severity} ${frame ?? '-'} ${item ?? '-'} ${place} ${JSON.stringify(values)}`
    }),
  ]
  return `${rows.join('\n')}\n`
}

function dumpFrame(frame: SetFrame): string[] {
  const { id, item, part, box, vertical, capacity } = frame
  const head = `frame ${id} ${item ?? '-'} ${part} ${boxText(box)} ${capacity}${vertical ? ' vertical' : ''}`
  return [head, ...frame.lines.flatMap(dumpLine)]
}

function dumpLine(line: SetLine): string[] {
  const marks = `${line.isHyphenated ? '-' : ''}${line.isParagraphEnd ? '/' : ''}`
  const text = JSON.stringify(line.text)
  return [`  ${mm3(line.x)} ${mm3(line.y)} ${mm3(line.width)} ${line.gap}${marks} ${text}`, ...line.runs.map(dumpRun)]
}

const inkText = (ink: SetRun['ink']): string => (ink ? ` in ${JSON.stringify(ink.name)}` : '')

function dumpRun(run: SetRun): string {
  const how = [
    run.scale === 1000 ? '' : ` x${run.scale}`,
    run.tint === 100 ? '' : ` ${run.tint}%`,
    inkText(run.ink),
    run.reversed ? ' reversed' : '',
    run.turned ? ' turned' : '',
    run.plain ? '' : ' drawn',
  ].join('')
  const down = run.dy.some((dy) => dy !== 0) ? ` | ${steps(run.dy)}` : ''
  return `    ${run.face} ${run.size}${how}: ${run.glyphs.join(' ')} | ${steps(run.dx)}${down}`
}

/** First position, then the steps; `114300*12` for twelve equal ones. */
function steps(positions: readonly Emu[]): string {
  const words = [`${positions[0] ?? 0}`]
  let step: number | null = null
  let count = 0
  const end = (): void => {
    if (step !== null) words.push(count > 1 ? `${step}*${count}` : `${step}`)
  }
  for (let i = 1; i < positions.length; i++) {
    const next = (positions[i] ?? 0) - (positions[i - 1] ?? 0)
    if (next === step) count++
    else {
      end()
      step = next
      count = 1
    }
  }
  end()
  return words.join(' ')
}
