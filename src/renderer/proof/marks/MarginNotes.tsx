import type { Stylebook } from '#contract/stylebook.ts'
import { leaderOf } from '#grid/signs.ts'
import { sayMark } from '#renderer/shell/marks/sayMark.ts'
import { goToMark } from '#renderer/shell/marks/useMarking.ts'
import { useSay, useWorkspace } from '#renderer/shell/workspace.tsx'
import type { ProofGeometry } from '../geometry.ts'
import styles from './MarksLayer.module.css'
import { marginsOf, noteScale, pixelMap, type ShownMark } from './signs.ts'

interface MarginNotesProps {
  readonly shown: readonly ShownMark[]
  readonly geometry: ProofGeometry
  readonly stylebook: Stylebook
  readonly chosen: number | null
}

/** Air between a note and the edge of the sheet, and between it and the type. */
const AIR = 6
const MOST_WIDE = 148

/** Notes in the margin, each led to from its sign; choosing one goes to its place on the page and in the copy. */
export function MarginNotes({ shown, geometry, stylebook, chosen }: MarginNotesProps) {
  const say = useSay()
  const workspace = useWorkspace()
  const margins = marginsOf(geometry, stylebook)
  const scale = noteScale(geometry)
  return (
    <>
      <svg className={styles['signs']} width={geometry.size.width} height={geometry.size.height} aria-hidden>
        {shown.map((each) => (
          <path
            key={each.mark.id}
            className={styles['leader']}
            data-ink={each.ink}
            data-chosen={each.mark.id === chosen || undefined}
            d={leaderPath(each, geometry, margins)}
          />
        ))}
      </svg>
      {shown.map(({ mark, ink, note }) => (
        <button
          key={mark.id}
          type="button"
          className={styles['note']}
          data-ink={ink}
          data-side={note.side}
          data-chosen={mark.id === chosen || undefined}
          style={{
            top: note.top,
            fontSize: `calc(var(--type-2) * ${scale})`,
            [note.side === 'left' ? 'right' : 'left']: geometry.size.width - margins[note.side] + AIR * 1.5,
            maxWidth: Math.max(22, Math.min(MOST_WIDE * scale, margins[note.side] - 2 * AIR)),
          }}
          aria-current={mark.id === chosen}
          onClick={() => goToMark(workspace, mark)}
        >
          <span className={styles['number']}>{mark.id}</span>
          {note.words !== '' && <span className={styles['words']}>{note.words}</span>}
          <span className={styles['spoken']}>
            {say('marks.label', { kind: say(`markKind.${mark.kind}`), what: sayMark(mark, say) })}
          </span>
        </button>
      ))}
    </>
  )
}

/** From the sign between the lines to the edge of the type, and up or down the margin to the note. */
function leaderPath(
  { sign, note }: ShownMark,
  geometry: ProofGeometry,
  margins: { left: number; right: number },
): string {
  const { x, y, unit } = pixelMap(geometry)
  const start = { x: x + sign.from.x * unit, y: y + sign.from.y * unit }
  const between = y + leaderOf(sign).y * unit
  const isLeft = note.side === 'left'
  const edge = isLeft ? margins.left - AIR / 2 : geometry.size.width - margins.right + AIR / 2
  const end = {
    x: isLeft ? margins.left - AIR * 1.5 : geometry.size.width - margins.right + AIR * 1.5,
    y: note.top + 9 * noteScale(geometry),
  }
  const points = [start, { x: start.x + (isLeft ? -2 : 2), y: between }, { x: edge, y: between }, end]
  return points.map((point, i) => `${i === 0 ? 'M' : 'L'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join('')
}
