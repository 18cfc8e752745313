import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import styles from './VirtualList.module.css'

interface VirtualListProps<T> {
  readonly label: string
  readonly items: readonly T[]
  /** First guess of a row's height, CSS px; the row's own height is measured. */
  readonly rowHeight: number
  keyOf(item: T): string
  /** The row; whatever in it has `data-row-focus` takes the focus when the arrow keys come to it. */
  renderRow(item: T): ReactNode
  /** The chosen item's key: it is scrolled into sight when it changes. */
  readonly chosen?: string | null
}

/** A list of any length: only the rows in sight exist. Arrow keys, Home and End walk through it. */
export function VirtualList<T>({ label, items, rowHeight, keyOf, renderRow, chosen = null }: VirtualListProps<T>) {
  const scroller = useRef<HTMLDivElement>(null)
  const [focus, setFocus] = useState<number | null>(null)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => (items[index] ? keyOf(items[index]) : index),
    overscan: 8,
  })
  const chosenIndex = chosen === null ? -1 : items.findIndex((item) => keyOf(item) === chosen)
  useEffect(() => {
    if (chosenIndex >= 0) virtualizer.scrollToIndex(chosenIndex, { align: 'auto' })
  }, [chosenIndex, virtualizer])
  useEffect(() => {
    if (focus === null) return
    virtualizer.scrollToIndex(focus, { align: 'auto' })
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${focus}"] [data-row-focus]`)
    row?.focus({ preventScroll: true })
  }, [focus, virtualizer])
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = Number((event.target as HTMLElement).closest('[data-index]')?.getAttribute('data-index') ?? -1)
    const next = nextIndex(event.key, at, items.length)
    if (next === null || !(event.target as HTMLElement).hasAttribute('data-row-focus')) return
    event.preventDefault()
    setFocus(next)
  }
  return (
    <div ref={scroller} className={styles['scroller']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the rows take the keys, the list hears them */}
      <div
        role="list"
        aria-label={label}
        className={styles['list']}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
        onBlur={() => setFocus(null)}
      >
        {virtualizer.getVirtualItems().map((row) => (
          <div
            key={row.key}
            role="listitem"
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            data-index={row.index}
            ref={virtualizer.measureElement}
            className={styles['row']}
            style={{ transform: `translateY(${row.start}px)` }}
          >
            {items[row.index] !== undefined && renderRow(items[row.index] as T)}
          </div>
        ))}
      </div>
    </div>
  )
}

function nextIndex(key: string, at: number, count: number): number | null {
  if (at < 0 || count === 0) return null
  if (key === 'ArrowDown') return Math.min(count - 1, at + 1)
  if (key === 'ArrowUp') return Math.max(0, at - 1)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}
