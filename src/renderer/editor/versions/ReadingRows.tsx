import { Fragment, type ReactNode } from 'react'
import {
  isDifference,
  stretchesOf,
  type AttrChange,
  type DiffPiece,
  type DiffRow,
  type StoryDiff,
} from '#story/diff/diff.ts'
import type { LineType } from '#story/schema.ts'
import { useSay } from '#renderer/shell/workspace.tsx'
import { DIFFERENCE } from './differences.ts'
import styles from './Reading.module.css'

/** A row, or how many that are the same stand in its place. */
type Shown = DiffRow | number

/** The copy as it is read: every row, or those that differ with what stands beside them. */
export function ReadingRows({ diff, isOnlyChanges }: { diff: StoryDiff; isOnlyChanges: boolean }) {
  const shown: readonly Shown[] = isOnlyChanges ? withoutSame(diff.rows) : diff.rows
  return (
    <>
      {diff.attrs.length > 0 && <AttrChanges attrs={diff.attrs} />}
      {shown.map((row, index) => {
        if (typeof row === 'number') return <Skipped key={index} count={row} />
        return <Line key={index} row={row} type={row.after[0] ?? row.before[0] ?? 'paragraph'} />
      })}
    </>
  )
}

/** Rows that are the same stand aside, but for one at either side of a difference. */
function withoutSame(rows: readonly DiffRow[]): Shown[] {
  const isNear = (index: number): boolean =>
    [index - 1, index, index + 1].some((at) => (rows[at]?.kind ?? 'same') !== 'same')
  const shown: Shown[] = []
  for (const [index, row] of rows.entries()) {
    const last = shown.at(-1)
    if (isNear(index)) shown.push(row)
    else if (typeof last === 'number') shown[shown.length - 1] = last + 1
    else shown.push(1)
  }
  return shown
}

function Skipped({ count }: { count: number }) {
  const say = useSay()
  return <p className={styles['skipped']}>{say('reading.skipped', { n: count })}</p>
}

const SIGNS = { same: '', changed: '~', inserted: '+', deleted: '−', moved: '↷', left: '↶' } as const

/** One line with its part in the margin and the sign of what happened to it. */
function Line({ row, type }: { row: DiffRow; type: LineType }) {
  const say = useSay()
  const was = row.before[0]
  const isOther = row.after.length > 0 && was !== undefined && was !== row.after[0]
  const spot = isDifference(row) ? { [DIFFERENCE]: '', tabIndex: -1 } : {}
  return (
    <div className={`line-${type} ${styles['line']}`} data-line={type} data-change={row.kind} {...spot}>
      {row.kind !== 'same' && (
        <span className={styles['sign']} aria-hidden>
          {SIGNS[row.kind]}
        </span>
      )}
      {(isOther || row.kind === 'moved' || row.kind === 'left') && (
        <span className={styles['remark']}>
          {row.kind === 'moved' && say('reading.movedHere')}
          {row.kind === 'left' && say('reading.movedAway')}
          {isOther && say('reading.wasType', { before: say(`line.${was}`) })}
        </span>
      )}
      <span className={styles['words']}>
        {stretchesOf(row).map(({ isSpot, pieces }, index) => (
          <Stretch key={index} isSpot={isSpot && row.kind !== 'left'} pieces={pieces} isGone={row.kind === 'left'} />
        ))}
      </span>
    </div>
  )
}

interface StretchProps {
  readonly isSpot: boolean
  /** It stands elsewhere now: it is shown, but not as taken out. */
  readonly isGone: boolean
  readonly pieces: readonly DiffPiece[]
}

function Stretch({ isSpot, isGone, pieces }: StretchProps) {
  const content = pieces.map((piece, index) => <Piece key={index} piece={piece} isGone={isGone} />)
  if (!isSpot) return <>{content}</>
  return (
    <span className={styles['spot']} tabIndex={-1} {...{ [DIFFERENCE]: '' }}>
      {content}
    </span>
  )
}

function Piece({ piece, isGone }: { piece: DiffPiece; isGone: boolean }) {
  const say = useSay()
  const text = marked(piece.marks, lineEnds(piece))
  if (isGone) return <span className={styles['gone']}>{text}</span>
  if (piece.kind === 'inserted') return <ins className={styles['inserted']}>{text}</ins>
  if (piece.kind === 'deleted') return <del className={styles['deleted']}>{text}</del>
  if (piece.was === null) return text
  return (
    <span className={styles['reformatted']} title={say('reading.marked')}>
      {text}
    </span>
  )
}

/** A line end inside a row is one that was put in or taken out: it is drawn. */
function lineEnds({ kind, text }: DiffPiece): ReactNode {
  return text.split('\n').map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <span className={styles['end']}>¶</span>}
      {index > 0 && kind !== 'deleted' && <br />}
      {part}
    </Fragment>
  ))
}

/** The emphasis of a piece as the editor draws it. */
function marked(marks: readonly string[], text: ReactNode): ReactNode {
  if (marks.includes('strong')) return <strong>{marked(without(marks, 'strong'), text)}</strong>
  if (marks.includes('emphasis')) return <em>{marked(without(marks, 'emphasis'), text)}</em>
  return marks.some((mark) => mark === 'leadIn' || mark === 'dateline') ? <span className="lead-in">{text}</span> : text
}

const without = (marks: readonly string[], mark: string): string[] => marks.filter((each) => each !== mark)

/** What changed of the story itself. */
function AttrChanges({ attrs }: { attrs: readonly AttrChange[] }) {
  const say = useSay()
  return (
    <ul className={styles['attrs']}>
      {attrs.map(({ name, before, after }) => (
        <li key={name} tabIndex={-1} {...{ [DIFFERENCE]: '' }}>
          <span>{say(`readingAttr.${name}`)}</span>
          <del className={styles['deleted']}>{before === '' ? say('reading.none') : before}</del>
          <ins className={styles['inserted']}>{after === '' ? say('reading.none') : after}</ins>
        </li>
      ))}
    </ul>
  )
}
