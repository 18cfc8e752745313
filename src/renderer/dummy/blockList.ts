/**
 * The page for those who do not see the canvas, and for the keyboard: a list of its blocks, each an object with a name,
 * a place and the focus, laid over what is painted. Pointers pass through it.
 */
import type { Block, DummyRecord } from '#contract/dummy.ts'
import type { RecordId } from '#contract/ids.ts'
import type { SetPage } from '#contract/setPage.ts'
import type { IssueStore } from '../session.ts'
import { extentOf } from './blockShapes.ts'
import type { CanvasWords } from '../shell/pageCanvas.ts'
import { scaleOf, toSpot, type Viewport } from './viewport.ts'

export interface BlockListState {
  readonly page: number
  readonly set: SetPage | null
  readonly records: readonly DummyRecord[]
  readonly selected: readonly RecordId[]
  readonly view: Viewport
  readonly words: CanvasWords
}

export interface BlockList {
  update(state: BlockListState): void
  /** Focuses the selected block, else the list, from which Tab leads to the first. */
  focus(): void
}

export interface BlockListPorts {
  readonly issue: IssueStore
  focused(record: RecordId): void
  /** A key on a block; true when it was taken. */
  pressed(record: RecordId, event: KeyboardEvent): boolean
}

export function mountBlockList(host: HTMLElement, ports: BlockListPorts): BlockList {
  const list = document.createElement('div')
  list.setAttribute('role', 'listbox')
  list.tabIndex = -1
  list.style.cssText = 'position:absolute;inset:0;overflow:hidden;pointer-events:none;outline:none'
  host.append(list)
  const objects = new Map<RecordId, HTMLElement>()
  let state: BlockListState | null = null

  const makeObject = (id: RecordId): HTMLElement => {
    const object = document.createElement('div')
    object.setAttribute('role', 'option')
    object.dataset['record'] = id
    object.tabIndex = 0
    object.style.position = 'absolute'
    object.addEventListener('focus', () => ports.focused(id))
    object.addEventListener('keydown', (event) => {
      if (!ports.pressed(id, event)) return
      event.preventDefault()
      event.stopPropagation()
    })
    objects.set(id, object)
    return object
  }
  const updateObject = (object: HTMLElement, block: Block, now: BlockListState): void => {
    const name = nameOf(block, now, ports.issue)
    if (object.getAttribute('aria-label') !== name) object.setAttribute('aria-label', name)
    object.setAttribute('aria-selected', String(now.selected.includes(block.id)))
    const box = now.set?.blocks.find((each) => each.record === block.id)?.box
    if (!box) return
    const { x, y } = toSpot(now.view, box)
    const scale = scaleOf(now.view)
    object.style.left = `${x}px`
    object.style.top = `${y}px`
    object.style.width = `${box.width * scale}px`
    object.style.height = `${box.height * scale}px`
  }
  /** An element that was moved or removed has lost its focus: it goes back to it, else to the list. */
  const keepFocus = (focused: Element | null): void => {
    if (!(focused instanceof HTMLElement) || focused === document.activeElement || !focused.dataset['record']) return
    const target = list.contains(focused) ? focused : list
    target.focus({ preventScroll: true })
  }

  return {
    update(next) {
      state = next
      list.setAttribute('aria-label', next.words.page(next.page))
      const ordered = readingOrder(next.records)
      const ids = new Set(ordered.map((block) => block.id))
      const focused = document.activeElement
      for (const [id, object] of objects) {
        if (ids.has(id)) continue
        object.remove()
        objects.delete(id)
      }
      for (const [index, block] of ordered.entries()) {
        const object = objects.get(block.id) ?? makeObject(block.id)
        updateObject(object, block, next)
        if (list.children[index] !== object) list.insertBefore(object, list.children[index] ?? null)
      }
      keepFocus(focused)
    },
    focus() {
      const selected = state?.selected[0]
      const object = selected === undefined ? undefined : objects.get(selected)
      ;(object ?? list).focus({ preventScroll: true })
    },
  }
}

/** From the top of the page down, then from left to right: the order of Tab. */
function readingOrder(records: readonly DummyRecord[]): readonly Block[] {
  return records.toSorted((a, b) => {
    const [one, other] = [extentOf(a.areas), extentOf(b.areas)]
    return one.line - other.line || one.column - other.column
  })
}

function nameOf(block: Block, { set, words }: BlockListState, issue: IssueStore): string {
  const { column, columns, line, lines } = extentOf(block.areas)
  const fit = set?.fit.find((each) => each.record === block.id)
  return words.block({
    slug: issue.maybeStory(block.item)?.slug ?? '',
    column,
    columns,
    line,
    lines,
    overLines: fit?.overLines ?? 0,
    shortLines: fit?.shortLines ?? 0,
  })
}
