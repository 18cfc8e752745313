import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Box, Size } from '#contract/measure.ts'
import type { SheetPlace } from '#contract/sheet.ts'
import type { KeptProof } from '../shell/proofs.ts'
import { geometryOf, zoomFor, type ProofGeometry } from './geometry.ts'
import styles from './ProofView.module.css'

/** A sheet ready to be shown: its picture as an object URL, its size in Emu. */
export interface ShownSheet extends Size {
  readonly url: string
  readonly place: SheetPlace | null
}

/** The sheets of a kept proof. */
export const shownSheets = ({ proof, urls }: KeptProof): readonly ShownSheet[] =>
  proof.sheets.flatMap(({ width, height, place }, i) => {
    const url = urls[i]
    return url === undefined ? [] : [{ width, height, place, url }]
  })

/** `fit`: as wide as the pane; else a factor of natural size. */
export type ProofZoom = 'fit' | number

interface ProofViewProps {
  readonly label: string
  readonly sheets: readonly ShownSheet[]
  readonly zoom: ProofZoom
  /** A box of the page, on the first sheet, to bring into the middle of the view; a new object each time. */
  readonly focus?: Box | null
  /** Spoken for the picture of a sheet, counted from 1. */
  describe(sheet: number): string
  /** What lies over a sheet: marks, differences; drawn inside a box of the sheet's size. Sheets count from 0. */
  layer?(geometry: ProofGeometry, sheet: number): ReactNode
}

const MARGIN = 32

/** Sheets of a proof below each other, on the desk. It shows pictures that were drawn elsewhere and paints none itself. */
export function ProofView({ label, sheets, zoom, focus = null, describe, layer }: ProofViewProps) {
  const desk = useRef<HTMLDivElement>(null)
  const width = useWidth(desk)
  const first = sheets[0]
  const shown = zoom === 'fit' ? (first && width > MARGIN ? zoomFor(first, width - MARGIN) : 0) : zoom
  useFocus(desk, first, shown, focus)
  return (
    <div ref={desk} className={styles['desk']} tabIndex={0} role="group" aria-label={label}>
      {shown > 0 &&
        sheets.map((sheet, index) => (
          <Sheet key={index} sheet={sheet} zoom={shown} alt={describe(index + 1)} number={index} layer={layer} />
        ))}
    </div>
  )
}

interface SheetProps {
  readonly sheet: ShownSheet
  readonly zoom: number
  readonly alt: string
  readonly number: number
  readonly layer: ProofViewProps['layer']
}

function Sheet({ sheet, zoom, alt, number, layer }: SheetProps) {
  const { width, height, place } = sheet
  const geometry = useMemo(() => geometryOf({ width, height }, place, zoom), [width, height, place, zoom])
  return (
    <div className={styles['sheet']} style={{ width: geometry.size.width, height: geometry.size.height }}>
      <img src={sheet.url} alt={alt} draggable={false} />
      {layer && <div className={styles['layer']}>{layer(geometry, number)}</div>}
    </div>
  )
}

type Held = { readonly current: HTMLElement | null }

/** Scrolls a box of the page into the middle of the view, each time that another is given. */
function useFocus(desk: Held, sheet: ShownSheet | undefined, zoom: number, focus: Box | null): void {
  const last = useRef<{ readonly focus: Box | null; readonly zoom: number }>({ focus: null, zoom: 0 })
  useEffect(() => {
    const { current } = desk
    if (!current || !sheet || zoom <= 0) return
    if (focus === last.current.focus && zoom === last.current.zoom) return
    last.current = { focus, zoom }
    if (!focus) return
    const { x, y, width, height } = geometryOf(sheet, sheet.place, zoom).toView(focus)
    const { offsetLeft, offsetTop } = (current.firstElementChild as HTMLElement | null) ?? current
    current.scrollTo({
      left: offsetLeft + x + width / 2 - current.clientWidth / 2,
      top: offsetTop + y + height / 2 - current.clientHeight / 2,
    })
  }, [desk, sheet, zoom, focus])
}

/** The width inside an element, without its scroll bar. */
function useWidth(element: Held): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const { current } = element
    if (!current) return
    const watch = new ResizeObserver(() => setWidth(current.clientWidth))
    watch.observe(current)
    return () => watch.disconnect()
  }, [element])
  return width
}
