/** A Wire over one window's IPC. Every message is checked: it must come from the top frame of that window, on our origin. */
import { ipcMain, type BrowserWindow, type IpcMainEvent } from 'electron'
import type { Message, Wire } from '#wire/wire.ts'
import { ORIGIN } from './appProtocol.ts'

export function windowWire(window: BrowserWindow): Wire {
  const contents = window.webContents
  return {
    send(message) {
      if (!window.isDestroyed() && !contents.isDestroyed()) contents.send('wire', message)
    },
    onMessage(listener) {
      const receive = (event: IpcMainEvent, message: unknown): void => {
        if (event.sender === contents && isOurFrame(event) && isMessage(message)) listener(message)
      }
      ipcMain.on('wire', receive)
      return () => void ipcMain.off('wire', receive)
    },
    onClose(listener) {
      window.once('closed', listener)
      return () => void window.off('closed', listener)
    },
  }
}

/** The top frame of a page that we served; a frame within it, or a page of another origin, is not heard. */
export function isOurFrame(event: Pick<IpcMainEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && (frame.url === ORIGIN || frame.url.startsWith(`${ORIGIN}/`))
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false
  const { kind, name, id } = value as { kind?: unknown; name?: unknown; id?: unknown }
  return kind === 'request' && typeof name === 'string' && Number.isSafeInteger(id)
}
