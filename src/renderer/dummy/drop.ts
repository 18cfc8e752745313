/** A story or a photo dragged from the pool: where it would land shows at once; the drop is one edit of the dummy. */
import type { Block, DummyDiff } from '#contract/dummy.ts'
import type { PhotoId, RecordId, StoryId } from '#contract/ids.ts'
import type { Box, Point } from '#contract/measure.ts'
import { WHOLE } from '#contract/photo.ts'
import { adDraft, adOf, adShape, adSize, labelLines } from '#grid/ads.ts'
import { boxOfArea, cellAt, templateOf } from '#grid/areas.ts'
import { draftOf, photoLines } from '#grid/blocks.ts'
import type { GridArea } from '#contract/dummy.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import type { Session } from '../session.ts'
import { extentOf } from './blockShapes.ts'
import { PHOTO_DRAG, STORY_DRAG, STORY_DRAG_OF } from '../shell/pageCanvas.ts'

/** A third of the columns and a quarter of the lines: a shape to begin with. */
const startShape = ({ grid }: Stylebook): { columns: number; lines: number } => ({
  columns: Math.max(1, Math.round(grid.columns / 3)),
  lines: Math.max(8, Math.round(grid.lines / 4)),
})

type Shape = Pick<GridArea, 'columns' | 'lines'>

/** The shape in which a story begins: an ad its own, whatever else a handy one. */
function shapeOf(session: Session, story: StoryId): Shape {
  const { stylebook } = session.issue.get()
  const ad = adOf(story, session.issue.photos.get())
  return ad ? adShape(stylebook.grid, adSize(ad, {}), labelLines(stylebook, 'above')) : startShape(stylebook)
}

/** Where a story lands: its top left corner in the cell under the pointer, kept on the grid and off the masthead. */
export function landingArea(
  stylebook: Stylebook,
  page: number,
  point: Point,
  shape: Shape = startShape(stylebook),
): GridArea {
  const { grid } = stylebook
  const { columns, lines } = shape
  const cell = cellAt(grid, point)
  const column = Math.min(cell.column, grid.columns - columns)
  const firstLine = templateOf(stylebook, page).reserved.reduce(
    (most, area) =>
      area.column < column + columns && column < area.column + area.columns
        ? Math.max(most, area.line + area.lines)
        : most,
    0,
  )
  return { column, columns, line: Math.min(Math.max(cell.line, firstLine), grid.lines - lines), lines }
}

/** The diff that puts a story on the page. */
export function storyDrop(session: Session, page: number, story: StoryId, point: Point): DummyDiff {
  const area = landingArea(session.issue.get().stylebook, page, point, shapeOf(session, story))
  const ad = adOf(story, session.issue.photos.get())
  const draft = ad ? adDraft(ad, area) : draftOf(story, area)
  return { before: null, after: { ...draft, id: session.dummies.newRecordId(), page } }
}

/** The diff that lays a photo into a block: at the right, over half of its columns, as high as its shape makes it. */
export function photoDrop(session: Session, block: Block, photo: PhotoId): DummyDiff | null {
  const known = session.issue.maybePhoto(photo)
  if (!known || known.ad || block.pictures.some((picture) => picture.photo === photo)) return null
  const { grid } = session.issue.get().stylebook
  const extent = extentOf(block.areas)
  const columns = Math.ceil(extent.columns / 2)
  const lines = Math.min(photoLines(grid, known, columns) + 2, extent.lines)
  const area = { column: extent.columns - columns, columns, line: 0, lines }
  return { before: block, after: { ...block, pictures: [...block.pictures, { photo, area, crop: WHOLE }] } }
}

export interface DropPorts {
  readonly session: Session
  page(): number
  pointOf(event: DragEvent): Point
  maybeBlockAt(point: Point): Block | null
  showLanding(box: Box | null): void
  dropped(record: RecordId): void
}

/** Makes `host` a target; gives back the end of it. */
export function acceptDrops(host: HTMLElement, ports: DropPorts): () => void {
  const over = (event: DragEvent): void => {
    const kind = kindOf(event)
    if (!kind) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    ports.showLanding(kind === STORY_DRAG ? landingBox(ports, event) : null)
  }
  const leave = (): void => ports.showLanding(null)
  const drop = (event: DragEvent): void => {
    const kind = kindOf(event)
    if (!kind) return
    event.preventDefault()
    ports.showLanding(null)
    const diff = diffOf(ports, kind, event.dataTransfer?.getData(kind) ?? '', ports.pointOf(event))
    if (!diff?.after) return
    void ports.session.dummies.edit(ports.page(), [diff])
    ports.dropped(diff.after.id)
  }
  host.addEventListener('dragover', over)
  host.addEventListener('dragleave', leave)
  host.addEventListener('drop', drop)
  return () => {
    host.removeEventListener('dragover', over)
    host.removeEventListener('dragleave', leave)
    host.removeEventListener('drop', drop)
  }
}

const kindOf = (event: DragEvent): string | null =>
  [STORY_DRAG, PHOTO_DRAG].find((kind) => event.dataTransfer?.types.includes(kind)) ?? null

function landingBox({ session, page, pointOf }: DropPorts, event: DragEvent): Box {
  const { stylebook } = session.issue.get()
  // What a drag carries may be read when it is dropped and not before; its types may.
  const named = event.dataTransfer?.types.find((type) => type.startsWith(STORY_DRAG_OF))
  const shape = named ? shapeOf(session, named.slice(STORY_DRAG_OF.length) as StoryId) : startShape(stylebook)
  return boxOfArea(stylebook.grid, landingArea(stylebook, page(), pointOf(event), shape))
}

function diffOf(ports: DropPorts, kind: string, id: string, point: Point): DummyDiff | null {
  if (kind === STORY_DRAG)
    return ports.session.issue.maybeStory(id as StoryId) && storyDrop(ports.session, ports.page(), id as StoryId, point)
  const block = ports.maybeBlockAt(point)
  return block && photoDrop(ports.session, block, id as PhotoId)
}
