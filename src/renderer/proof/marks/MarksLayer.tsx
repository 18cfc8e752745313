import { useMemo, useRef, useState, type CSSProperties, type PointerEvent } from 'react'
import { Dialog, Popover } from 'react-aria-components'
import type { MarkSpot } from '#contract/mark.ts'
import type { Point } from '#contract/measure.ts'
import { rangeBoxes } from '#grid/gaps.ts'
import { spotAt, spotBetween, type Spot } from '#grid/spots.ts'
import type { MarkDraft } from '#renderer/session.ts'
import { MarkForm } from '#renderer/shell/marks/MarkForm.tsx'
import { pathOf } from '#renderer/shell/marks/strokes.ts'
import { goToMark } from '#renderer/shell/marks/useMarking.ts'
import { usePart, useSay, useStore, useWorkspace } from '#renderer/shell/workspace.tsx'
import type { ProofGeometry } from '../geometry.ts'
import { MarginNotes } from './MarginNotes.tsx'
import styles from './MarksLayer.module.css'
import { markUnder, pixelMap, shownMarks, type ShownMark } from './signs.ts'
import { useProofSet, type ProofSet } from './useProofSet.ts'

interface MarksLayerProps {
  readonly page: number
  readonly stamp: string
  readonly geometry: ProofGeometry
}

/** What a proof's view draws over its sheet: the marks of a page at a stamp. */
export const marksLayer = (page: number, stamp: string) => (geometry: ProofGeometry) => (
  <MarksLayer page={page} stamp={stamp} geometry={geometry} />
)

/** Marks over a sheet of a proof: their signs and notes; a click or a drag begins a new one. */
function MarksLayer({ page, stamp, geometry }: MarksLayerProps) {
  const proof = useProofSet(page, stamp)
  return proof && geometry.hasPage ? <Marks proof={proof} geometry={geometry} /> : null
}

function Marks({ proof, geometry }: { proof: ProofSet; geometry: ProofGeometry }) {
  const say = useSay()
  const workspace = useWorkspace()
  const { marks, issue } = workspace.session
  const all = useStore(marks)
  const chosen = useStore(marks.chosen)
  const stylebook = usePart(issue, (state) => state.stylebook)
  const shown = useMemo(
    () => shownMarks(all, chosen, proof, geometry, stylebook),
    [all, chosen, proof, geometry, stylebook],
  )
  const { drag, ...pointer } = useDrag(proof, geometry, shown)
  const draft = useStore(marks.draft)
  const own = draft?.isOnProof && draft.stamp === proof.stamp && draft.page === proof.set.page ? draft : null
  return (
    <div
      className={styles['layer']}
      style={{ '--pen': penOf(geometry) } as CSSProperties}
      role="group"
      aria-label={say('marks.layer')}
      data-trim={trimOf(geometry)}
      {...pointer}
    >
      <svg className={styles['signs']} width={geometry.size.width} height={geometry.size.height} aria-hidden>
        <Stretch proof={proof} geometry={geometry} spot={drag ?? own?.spot ?? null} />
        {shown.map((each) => (
          <path
            key={each.mark.id}
            className={styles['sign']}
            data-ink={each.ink}
            data-chosen={each.mark.id === chosen || undefined}
            data-lost={each.mark.standing === 'changed' || undefined}
            d={pathOf(each.sign.strokes, pixelMap(geometry))}
          />
        ))}
      </svg>
      <MarginNotes shown={shown} geometry={geometry} stylebook={stylebook} chosen={chosen} />
      {own && <FormAt key={JSON.stringify(own.spot)} draft={own} proof={proof} geometry={geometry} />}
    </div>
  )
}

/** Width of a stroke, CSS pixels: a fine pen on a small proof, a broader one when one looks close. */
const penOf = (geometry: ProofGeometry): number => Math.min(2.4, 0.65 + pixelMap(geometry).unit * 7_000)

/** Where the page begins on the sheet and how large it is, for whoever drives the window from outside. */
function trimOf(geometry: ProofGeometry): string {
  const { x, y, unit } = pixelMap(geometry)
  return `${x} ${y} ${unit}`
}

/** The words that a drag or a new mark covers. */
function Stretch({ proof, geometry, spot }: { proof: ProofSet; geometry: ProofGeometry; spot: MarkSpot | null }) {
  if (spot?.on !== 'story') return null
  return rangeBoxes(proof.set, spot.story, spot.from, spot.to).map((box, index) => {
    const { x, y, width, height } = geometry.toView(box)
    return <rect key={index} className={styles['stretch']} x={x} y={y} width={width} height={height} />
  })
}

/** The form of a new mark, at its spot. */
function FormAt({ draft, proof, geometry }: { draft: MarkDraft; proof: ProofSet; geometry: ProofGeometry }) {
  const say = useSay()
  const { marks } = useWorkspace().session
  const anchor = useRef<HTMLSpanElement>(null)
  const at = geometry.toView(boxOf(draft.spot, proof))
  return (
    <>
      <span
        ref={anchor}
        className={styles['anchor']}
        style={{ left: at.x, top: at.y, width: at.width, height: at.height }}
      />
      <Popover
        className={styles['popover']!}
        triggerRef={anchor}
        isOpen
        onOpenChange={(isOpen) => !isOpen && marks.begin(null)}
        placement="bottom"
        offset={6}
      >
        <Dialog className={styles['dialog']!} aria-label={say('marks.form')}>
          <MarkForm draft={draft} />
        </Dialog>
      </Popover>
    </>
  )
}

function boxOf(spot: MarkSpot, { set }: ProofSet): { x: number; y: number; width: number; height: number } {
  if (spot.on === 'page') return { x: spot.x, y: spot.y, width: 0, height: 0 }
  if (spot.on === 'story') {
    const boxes = rangeBoxes(set, spot.story, spot.from, spot.to)
    const last = boxes.at(-1)
    if (last) return last
  }
  const frame = spot.on === 'story' ? set.frames.find(({ id }) => id === spot.frame)?.box : undefined
  const block = set.blocks.find(({ record }) => record === spot.record)?.box
  return frame ?? block ?? { x: 0, y: 0, width: 0, height: 0 }
}

/** A press chooses the mark under it; a click or a drag elsewhere begins a new one. */
function useDrag(proof: ProofSet, geometry: ProofGeometry, shown: readonly ShownMark[]) {
  const workspace = useWorkspace()
  const start = useRef<Point | null>(null)
  const [drag, setDrag] = useState<MarkSpot | null>(null)
  const pointOf = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): Point => {
    const { left, top } = currentTarget.getBoundingClientRect()
    return geometry.toPage({ x: clientX - left, y: clientY - top })
  }
  const end = (event: PointerEvent<HTMLElement>): void => {
    const from = start.current
    start.current = null
    setDrag(null)
    if (!from) return
    const to = pointOf(event)
    const spot = spotBetween(proof.set, from, to)
    const isDragged = spot.on === 'words' && JSON.stringify(spot.from) !== JSON.stringify(spot.to)
    const under = isDragged ? null : markUnder(shown, to)
    if (under) return goToMark(workspace, under)
    begin(workspace, proof, isDragged ? spot : spotAt(proof.set, to))
  }
  return {
    drag,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || (event.target as HTMLElement).closest('button')) return
      event.currentTarget.setPointerCapture(event.pointerId)
      event.preventDefault()
      start.current = pointOf(event)
      workspace.session.marks.begin(null)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (start.current) setDrag(markSpot(proof, spotBetween(proof.set, start.current, pointOf(event))))
    },
    onPointerUp: end,
    onPointerCancel: () => {
      start.current = null
      setDrag(null)
    },
  }
}

/** A spot of the proof as a mark's, at the version of the story that the proof shows. */
const markSpot = ({ versions }: ProofSet, spot: Spot): MarkSpot =>
  spot.on === 'words' ? { ...spot, on: 'story', version: versions.get(spot.story) ?? 0 } : spot

function begin({ session }: ReturnType<typeof useWorkspace>, proof: ProofSet, found: Spot): void {
  const { stamp, set } = proof
  const spot = markSpot(proof, found)
  session.marks.choose(null)
  session.marks.begin({ page: set.page, stamp, spot, words: wordsOn(proof, spot), isOnProof: true })
}

/** The words between two places, as the lines of the proof have them. */
function wordsOn({ set }: ProofSet, spot: MarkSpot): string {
  if (spot.on !== 'story') return ''
  const { story, from, to } = spot
  const texts = new Map<number, string>()
  for (const frame of set.frames) {
    if (frame.item !== story || frame.part !== from.part) continue
    for (const line of frame.lines) {
      if (!line.from || line.from.paragraph < from.paragraph || line.from.paragraph > to.paragraph) continue
      const { paragraph, offset } = line.from
      const first = paragraph === from.paragraph ? Math.max(0, from.offset - offset) : 0
      const last = paragraph === to.paragraph ? Math.max(0, to.offset - offset) : line.text.length
      texts.set(paragraph, (texts.get(paragraph) ?? '') + line.text.slice(first, last))
    }
  }
  return [...texts.values()].join('\n')
}
