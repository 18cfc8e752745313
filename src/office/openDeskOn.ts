/** The desk of one issue file. */
import { isFault, type Outcome } from '#contract/faults.ts'
import type { Issue } from '#contract/issue.ts'
import type { ServedDesk } from '#contract/requests.ts'
import { openPorts } from '#darkroom/openPorts.ts'
import type { IssueWriter } from '#desk/ports.ts'
import { openDesk } from '#desk/desk.ts'
import { openIssues } from '#storage/issues.ts'

/** A desk that its host closes; closing waits for what is under way and lets the file go. */
export interface OfficeDesk extends ServedDesk {
  close(): Promise<void>
}

/** Opens an issue file for writing. Refusals are those of storage: file.missing, file.notIssue, file.newer, file.busy ... */
export async function openDeskOn(file: string): Promise<Outcome<OfficeDesk>> {
  const ports = openPorts()
  const issue = await openIssues({ clock: ports.clock }).openForWriting(file)
  return isFault(issue) ? issue : deskOver(issue, ports)
}

/** Makes an issue file by a stylebook of the shelf and opens its desk. stylebook.unknown, file.exists, file.readOnly ... */
export async function newIssue(file: string, issue: Issue): Promise<Outcome<OfficeDesk>> {
  const ports = openPorts()
  const stylebook = await ports.resources.readStylebook(issue.stylebook)
  if (isFault(stylebook)) return stylebook
  const made = await openIssues({ clock: ports.clock }).create(file, issue, stylebook)
  return isFault(made) ? made : deskOver(made, ports)
}

const deskOver = (issue: IssueWriter, ports: ReturnType<typeof openPorts>): Promise<OfficeDesk> => openDesk({ ports, issue })
