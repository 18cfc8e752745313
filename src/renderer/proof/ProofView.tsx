import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Size } from '#contract/measure.ts'
import type { SheetPlace } from '#contract/sheet.ts'
import { geometryOf, zoomFor, type ProofGeometry } from './geometry.ts'
import styles from './ProofView.module.css'

/** A sheet ready to be shown: its picture as an object URL, its size in Emu. */
export interface ShownSheet extends Size {
  readonly url: string
  readonly place: SheetPlace | null
}

/** `fit`: as wide as the pane; else a factor of natural size. */
export type ProofZoom = 'fit' | number

interface ProofViewProps {
  readonly label: string
  readonly sheets: readonly ShownSheet[]
  readonly zoom: ProofZoom
  /** Spoken for the picture of a sheet, counted from 1. */
  describe(sheet: number): string
  /** Told the zoom that is shown, so that a sharper picture can be had. */
  onShow?(zoom: number): void
  /** What lies over a sheet: marks, differences; drawn inside a box of the sheet's size. */
  layer?(geometry: ProofGeometry, sheet: number): ReactNode
}

const MARGIN = 32

/** Sheets of a proof below each other, on the desk. It shows pictures that were drawn elsewhere and paints none itself. */
export function ProofView({ label, sheets, zoom, describe, onShow, layer }: ProofViewProps) {
  const desk = useRef<HTMLDivElement>(null)
  const width = useWidth(desk)
  const first = sheets[0]
  const shown = zoom === 'fit' ? (first && width > MARGIN ? zoomFor(first, width - MARGIN) : 0) : zoom
  useEffect(() => {
    if (shown > 0) onShow?.(shown)
  }, [shown, onShow])
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

/** The width inside an element, without its scroll bar. */
function useWidth(element: { readonly current: HTMLElement | null }): number {
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
