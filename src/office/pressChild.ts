/**
 * The press child: opens the issue for reading, presses or checks what is stored and goes on waiting. Fonts that it has read serve
 * the next order. It ends by itself when its parent goes.
 */
import { join } from 'node:path'
import { fault, isFault, type Outcome } from '#contract/faults.ts'
import { openPorts } from '#darkroom/openPorts.ts'
import { openOutlet } from '#darkroom/outlets.ts'
import { openDesk, type OpenDesk } from '#desk/openDesk.ts'
import { pressedName } from '#desk/presses.ts'
import { openIssues } from '#storage/issues.ts'
import type { PressOrder, PressReport, PressResults } from './pressJobs.ts'
import { readOnlyIssue } from './readOnlyIssue.ts'

const ports = openPorts()
const issues = openIssues({ clock: ports.clock })

/** The order at hand: cancelled before its desk is open, it ends when the desk is. */
let running: { readonly job: string; desk: OpenDesk | null; isCancelled: boolean } | null = null

process.on('disconnect', () => process.exit(0))
process.on('message', (message: PressOrder) => {
  if (message.kind === 'cancel') return cancel()
  void obey(message).then((outcome) => report({ kind: 'done', outcome }))
})

const report = (message: PressReport): void => void process.send?.(message)

function cancel(): void {
  if (!running) return
  running.isCancelled = true
  void running.desk?.handlers.cancelJob({ job: running.job })
}

type Order = Exclude<PressOrder, { kind: 'cancel' }>

async function obey(message: Order): Promise<Outcome<PressResults[keyof PressResults]>> {
  running = { job: message.order.job, desk: null, isCancelled: false }
  const reader = await issues.openForReading(message.file)
  if (isFault(reader)) return reader
  const desk = await openDesk({ ports, issue: readOnlyIssue(reader) })
  running.desk = desk
  desk.onNotice((name, body) => {
    if (name === 'jobProgressed' && 'total' in body) report({ kind: 'progress', done: body.done, total: body.total })
  })
  try {
    if (running.isCancelled) return fault('cancelled')
    if (message.kind === 'check') return await desk.handlers.checkIssue(message.order)
    if (message.kind === 'sheets') return await desk.handlers.pullSheets(message.order)
    const { issue } = await reader.readIssue()
    return await desk.pressTo(message.order, (page) => openOutlet(join(message.folder, pressedName(issue, page))))
  } catch (error) {
    return isFault(error)
      ? error
      : fault('internal', { problem: error instanceof Error ? error.message : String(error) })
  } finally {
    running = null
    await desk.close()
  }
}
