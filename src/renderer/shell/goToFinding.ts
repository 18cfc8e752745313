/** Goes to what a finding speaks of: its page, its frame or picture, and the place in its story. */
import type { Finding } from '#contract/faults.ts'
import type { PhotoId, RecordId } from '#contract/ids.ts'
import { boxOfFinding, partsOfFrame } from '#preflight/places.ts'
import { listed, neighbour } from '../checking/lists.ts'
import type { Session, WatchedPage } from '../session.ts'
import type { Workspace } from './workspace.tsx'

/** How long a page that is turned to may take to be set before nobody waits for it any more, milliseconds. */
const PATIENCE_MS = 5000

/** Turns to the page, selects, puts the caret in its place and brings it into sight. */
export function goToFinding(workspace: Workspace, finding: Finding): void {
  const { session, canvas } = workspace
  if (finding.page !== null) session.selection.showPage(finding.page)
  select(session, finding)
  if (finding.page === null) return
  const watched = session.pages.watch(finding.page)
  whenSet(watched, (set) => {
    const box = set && boxOfFinding(finding, set, (record, index) => photoAt(session, record, index))
    if (box) canvas.get()?.reveal(box)
    watched.close()
  })
}

/** The picture that is named, else the place in the story, else the block. */
function select(session: Session, { item, at, frame }: Finding): void {
  const named = frame === null ? null : partsOfFrame(frame)
  const record = named && session.issue.maybeRecord(named.record)
  const photo = named && named.picture !== null ? photoAt(session, named.record, named.picture) : null
  if (record && photo !== null) session.selection.selectPicture(record.id, photo)
  else if (item !== null && at) session.selection.selectText(item, at, at)
  else if (record) session.selection.selectRecords([record.id])
  else if (item !== null) session.selection.selectStory(item)
}

const photoAt = ({ issue }: Session, record: RecordId, index: number): PhotoId | null =>
  issue.maybeRecord(record)?.pictures[index]?.photo ?? null

/** Calls `act` once, as soon as the page is set; with null where that takes too long. */
function whenSet(watched: WatchedPage, act: (set: ReturnType<WatchedPage['get']>['set']) => void): void {
  const { set } = watched.get()
  if (set) return act(set)
  const end = (): void => {
    clearTimeout(timer)
    stop()
    act(watched.get().set)
  }
  const timer = setTimeout(end, PATIENCE_MS)
  const stop = watched.subscribe(() => watched.get().set && end())
}

/** The next finding of the shown page, or the one before. */
export function stepFinding(workspace: Workspace, by: 1 | -1): void {
  const { session, finding: chosen } = workspace
  const found = neighbour(listed(session.checks.page.get().findings ?? []), chosen.get(), by)
  if (!found) return
  chosen.put(found.key)
  goToFinding(workspace, found.finding)
}
