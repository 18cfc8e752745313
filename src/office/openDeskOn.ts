/** The desk of one issue file. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { Issue } from '#contract/issue.ts'
import { openPorts } from '#darkroom/openPorts.ts'
import { openDesk, type OpenDesk } from '#desk/openDesk.ts'
import type { Printer } from '#desk/ports.ts'
import { openIssues } from '#storage/issues.ts'
import { openPressRoom } from './pressRoom.ts'

export type { PrintedSheet, Printer } from '#desk/ports.ts'

/** Opens an issue file for writing. Refusals are those of storage: file.missing, file.notIssue, file.newer, file.busy ... */
export async function openDeskOn(file: string): Promise<Outcome<OpenDesk>> {
  const ports = openPorts()
  const issue = await openIssues({ clock: ports.clock }).openForWriting(file)
  return isFault(issue) ? issue : openDesk({ ports, issue })
}

/**
 * As `openDeskOn`, for a host with windows: pages are pressed in a room of their own, and no window waits for them.
 * `printer` is the host's, where it has one.
 */
export async function openWindowDesk(file: string, printer: Printer | null = null): Promise<Outcome<OpenDesk>> {
  const ports = { ...openPorts(), printer }
  const issue = await openIssues({ clock: ports.clock }).openForWriting(file)
  return isFault(issue) ? issue : openDesk({ ports: { ...ports, pressRoom: openPressRoom({ file }) }, issue })
}

/** Makes an issue file by a stylebook of the shelf and opens its desk. stylebook.unknown, file.exists, file.readOnly ... */
export async function newIssue(file: string, issue: Issue): Promise<Outcome<OpenDesk>> {
  const ports = openPorts()
  const stylebook = await ports.resources.readStylebook(issue.stylebook)
  if (isFault(stylebook)) return stylebook
  const made = await openIssues({ clock: ports.clock }).create(file, issue, stylebook)
  if (isFault(made)) return made
  const house = await ports.resources.readHouse(issue.stylebook)
  const kept = house && (await made.writeHouse(house))
  return isFault(kept) ? kept : openDesk({ ports, issue: made })
}
