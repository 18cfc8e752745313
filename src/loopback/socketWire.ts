/** A Wire over one WebSocket; messages travel in the codec of `wire/codec`. */
import type { WebSocket } from 'ws'
import { decodeMessage, encodeMessage } from '#wire/codec.ts'
import type { Message, Wire } from '#wire/wire.ts'

export function socketWire(socket: WebSocket): Wire {
  socket.binaryType = 'nodebuffer'
  return {
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(encodeMessage(message))
    },
    onMessage(listener) {
      const receive = (data: Buffer): void => {
        const message = maybeDecode(data)
        // A window that does not speak the codec is not one of ours.
        if (message) listener(message)
        else socket.close(1003)
      }
      socket.on('message', receive)
      return () => void socket.off('message', receive)
    },
    onClose(listener) {
      socket.on('close', listener)
      return () => void socket.off('close', listener)
    },
  }
}

function maybeDecode(data: Buffer): Message | null {
  try {
    return decodeMessage(data)
  } catch {
    return null
  }
}
