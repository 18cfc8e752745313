/** A Wire over one window's IPC. Every message is checked: it must come from the top frame of that window, on our origin. */
import type { BrowserWindow, IpcMainEvent, WebFrameMain } from 'electron'
import type { Message, Wire } from '#wire/wire.ts'
import { ORIGIN } from './appProtocol.ts'

export function windowWire(window: BrowserWindow): Wire {
  const contents = window.webContents
  return {
    send(message) {
      if (!window.isDestroyed() && !contents.isDestroyed()) contents.send('wire', message)
    },
    onMessage(listener) {
      // `contents.ipc` hears this window alone; the frame within it is for us to check.
      const receive = (event: IpcMainEvent, message: unknown): void => {
        if (isOurFrame(event.senderFrame) && isMessage(message)) listener(message)
      }
      contents.ipc.on('wire', receive)
      return () => {
        if (!contents.isDestroyed()) contents.ipc.off('wire', receive)
      }
    },
    onClose(listener) {
      window.once('closed', listener)
      return () => void window.off('closed', listener)
    },
  }
}

/** The top frame of a page that we served; a frame within it, or a page of another origin, is not heard. */
function isOurFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${ORIGIN}/`)
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false
  const { kind, name, id } = value as { kind?: unknown; name?: unknown; id?: unknown }
  return kind === 'request' && typeof name === 'string' && Number.isSafeInteger(id)
}
