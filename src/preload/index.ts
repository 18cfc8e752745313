/** The sandboxed preload: one Wire into the page through contextBridge; nothing of Node or Electron goes with it. */
import { contextBridge, ipcRenderer } from 'electron'
import type { Message, Wire } from '#wire/wire.ts'

const listeners = new Set<(message: Message) => void>()
const closers = new Set<() => void>()

ipcRenderer.on('wire', (_event, message: Message) => {
  for (const listener of listeners) listener(message)
})
ipcRenderer.on('wire:close', () => {
  for (const closer of closers) closer()
})

const wire: Wire = {
  send: (message) => ipcRenderer.send('wire', message),
  onMessage(listener) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  onClose(listener) {
    closers.add(listener)
    return () => void closers.delete(listener)
  },
}

contextBridge.exposeInMainWorld('banmianWire', wire)
