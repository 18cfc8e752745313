/** The page on the screen: painted from the set page, worked on by pointer and keys, and spoken to a screen reader. */
import type { Block } from '#contract/dummy.ts'
import type { RecordId } from '#contract/ids.ts'
import { hitTest } from '#grid/hit.ts'
import type { Session } from '../session.ts'
import { mountBlockList, type BlockList, type BlockListState } from './blockList.ts'
import { acceptDrops } from './drop.ts'
import { maybeDiffs } from './keys.ts'
import type { PageCanvas, PageCanvasOptions } from '../shell/pageCanvas.ts'
import { listenPointers } from './pointers.ts'
import { openScene, type Scene } from './scene.ts'
import { buildStage } from './stage.ts'
import type { Bench } from './tools/tool.ts'
import { pannedBy, revealing, toEmu, toPoint, zoomAround } from './viewport.ts'

/** Pixels within which a handle is hit. */
const REACH = 7

/** Shows a page of the session inside `host`, which gives it its size. */
export function mountPageCanvas(host: HTMLElement, session: Session, options: PageCanvasOptions): PageCanvas {
  let scene: Scene | null = null
  const stage = buildStage(host, () => scene?.resized())
  let updateList = (): void => undefined
  const opened = openScene(stage, session, options, () => updateList())
  scene = opened
  const { camera } = opened
  const bench = openBench(session, opened, options)
  const list = mountBlockList(stage.root, {
    issue: session.issue,
    focused: (record) => selectOnly(bench, record),
    pressed: (record, event) => pressKey(bench, record, event),
  })
  updateList = followList(list, session, opened)
  const stops = [
    listenPointers(stage.root, {
      bench,
      view: camera.view,
      hover: opened.hover,
      zoomAround: (factor, spot) => camera.look(zoomAround(camera.view(), camera.view().zoom * factor, spot)),
      pressed: () => list.focus(),
    }),
    acceptDrops(stage.root, {
      session,
      page: opened.page,
      pointOf: (event) => pointOf(stage.root, opened, event),
      maybeBlockAt: (point) => blockAt(opened, bench, point),
      showLanding: opened.land,
      dropped: (record) => bench.select([record]),
    }),
  ]
  const centre = () => ({ x: stage.size().width / 2, y: stage.size().height / 2 })
  return {
    zoom: camera.zoom,
    isGridShown: opened.isGridShown,
    painted: opened.painted,
    showPage: opened.showPage,
    zoomTo: (factor) => camera.look(zoomAround(camera.view(), factor, centre())),
    fit: camera.fit,
    reveal(box) {
      const revealed = revealing(camera.view(), box, stage.size())
      if (revealed !== camera.view()) camera.look(revealed)
    },
    showGrid: opened.showGrid,
    setTheme: opened.setTheme,
    setWords: opened.setWords,
    focus: () => list.focus(),
    close() {
      for (const stop of stops) stop()
      opened.close()
      stage.close()
    },
  }
}

function openBench(session: Session, scene: Scene, options: PageCanvasOptions): Bench {
  const records = () => session.issue.page(scene.page()).records
  return {
    set: scene.set,
    grid: session.issue.get().stylebook.grid,
    records,
    maybeBlock: (record) => records().find((each) => each.id === record) ?? null,
    selected: () => session.selection.get().records,
    select: session.selection.selectRecords,
    enter: options.onEnterStory,
    reach: () => toEmu(scene.camera.view(), REACH),
    tryBlock: (block) => scene.tryRecords(block && records().map((each) => (each.id === block.id ? block : each))),
    commit: (diffs) => void session.dummies.edit(scene.page(), diffs),
    pan: (dx, dy) => scene.camera.look(pannedBy(scene.camera.view(), dx, dy)),
  }
}

function selectOnly(bench: Bench, record: RecordId): void {
  const selected = bench.selected()
  if (selected.length !== 1 || selected[0] !== record) bench.select([record])
}

/** Enter goes into the story; arrows and Delete change the block. */
function pressKey(bench: Bench, record: RecordId, event: KeyboardEvent): boolean {
  const block = bench.maybeBlock(record)
  if (!block) return false
  if (event.key === 'Enter') {
    bench.enter(block.item, null)
    return true
  }
  const diffs = maybeDiffs(block, event, bench.grid)
  if (!diffs) return false
  if (diffs.length > 0) bench.commit(diffs)
  return true
}

/** Brings the list up to date when something that it shows has changed, and not with every painting. */
function followList(list: BlockList, session: Session, scene: Scene): () => void {
  let known: readonly unknown[] = []
  return () => {
    const set = scene.set()
    const { records: selected } = session.selection.get()
    const state: BlockListState = {
      page: scene.page(),
      set,
      records: scene.records(),
      selected,
      view: scene.camera.view(),
      words: scene.words(),
    }
    const shown = [set?.blocks, set?.fit, session.issue.stories.get(), ...Object.values({ ...state, set: null })]
    if (shown.length === known.length && shown.every((each, i) => Object.is(each, known[i]))) return
    known = shown
    list.update(state)
  }
}

function pointOf(root: HTMLElement, scene: Scene, event: MouseEvent) {
  const frame = root.getBoundingClientRect()
  return toPoint(scene.camera.view(), { x: event.clientX - frame.left, y: event.clientY - frame.top })
}

function blockAt(scene: Scene, bench: Bench, point: Parameters<typeof hitTest>[1]): Block | null {
  const set = scene.set()
  const hit = set && hitTest(set, point, null, 0)
  return hit && bench.maybeBlock(hit.record)
}
