/**
 * Printing through the system's dialog: the sheets stand at their true size, one a page, in a window of their own that
 * nobody sees. It has no preload and no script, and goes when the dialog has closed.
 */
import { randomUUID } from 'node:crypto'
import { BrowserWindow, type WebContents } from 'electron'
import { fault, type Outcome } from '#contract/faults.ts'
import { toMm, type Size } from '#contract/measure.ts'
import type { PrintedSheet, Printer } from '#office/openDeskOn.ts'
import { ORIGIN, type ServedFile } from './appProtocol.ts'

/** Emu of a micrometre, in which Electron takes a page's size. */
const MICROMETRE = 36
/** What Electron says where the user closed the dialog. */
const CANCELLED = 'Print job canceled'

/** `memory` is what the protocol serves beside the renderer's files. */
export const openPrinter = (memory: Map<string, ServedFile>): Printer => ({
  async print(sheets) {
    const [first] = sheets
    if (!first) return true
    const path = `/print/${randomUUID()}`
    const files = filesOf(path, sheets, first)
    for (const [at, file] of files) memory.set(at, file)
    const window = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
    })
    try {
      await window.loadURL(`${ORIGIN}${path}/sheets.html`)
      return await printWindow(window.webContents, first)
    } finally {
      for (const [at] of files) memory.delete(at)
      window.destroy()
    }
  },
})

function printWindow(contents: WebContents, { width, height }: Size): Promise<Outcome<boolean>> {
  const pageSize = { width: Math.round(width / MICROMETRE), height: Math.round(height / MICROMETRE) }
  return new Promise((resolve) =>
    contents.print({ margins: { marginType: 'none' }, pageSize, landscape: false }, (isDone, problem) =>
      resolve(isDone ? true : problem === CANCELLED ? false : fault('printer.refused', { problem })),
    ),
  )
}

/** A page for each sheet, its picture, and the style that gives the paper its size. */
function filesOf(path: string, sheets: readonly PrintedSheet[], { width, height }: Size): [string, ServedFile][] {
  const text = (type: string, content: string) => ({ type, bytes: new TextEncoder().encode(content) })
  const size = `width:${toMm(width)}mm;height:${toMm(height)}mm`
  const style = `@page{size:${toMm(width)}mm ${toMm(height)}mm;margin:0}html,body{margin:0}img{display:block;${size};break-after:page}img:last-child{break-after:auto}`
  const pictures = sheets.map((_, i) => `<img src="${path}/${i}.png">`).join('')
  const html = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="${path}/sheets.css">${pictures}`
  return [
    [`${path}/sheets.html`, text('text/html; charset=utf-8', html)],
    [`${path}/sheets.css`, text('text/css; charset=utf-8', style)],
    ...sheets.map(
      ({ png }, i) => [`${path}/${i}.png`, { type: 'image/png', bytes: new Uint8Array(png) }] as [string, ServedFile],
    ),
  ]
}
