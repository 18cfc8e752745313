/** The Clock port: the machine's time. Pure folders have no other. */
import type { Clock } from '#desk/ports.ts'

export const openClock = (): Clock => ({ now: () => new Date().toISOString() })
