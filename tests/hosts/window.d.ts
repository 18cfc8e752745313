/** What a window of ours offers to scripts. */
import type { Session } from '#renderer/session.ts'
import type { Wire } from '#wire/wire.ts'

declare global {
  interface Window {
    banmianSession?: Session
    readonly banmianWire?: Wire
  }
}
