/** Times and days as the interface writes them. */

/** `14:03:22`, in the machine's own time; empty for what is no time. */
export function writeTime(iso: string): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return ''
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')
}

/** `14:03` of today, `11-23 14:03` of another day, in the machine's own time; empty for what is no time. */
export function writeMoment(iso: string, today: Date = new Date()): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return ''
  const two = (part: number): string => String(part).padStart(2, '0')
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`
  const isToday = time.toDateString() === today.toDateString()
  return isToday ? clock : `${two(time.getMonth() + 1)}-${two(time.getDate())} ${clock}`
}

/** Day of the week of YYYY-MM-DD, 0 is Sunday; no time zone touches it. */
export function weekdayOf(day: string): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date)).getUTCDay() as 0 | 1 | 2 | 3 | 4 | 5 | 6
}

/** `14:03`, as `writeTime` without its seconds. */
export const writeClock = (iso: string): string => writeTime(iso).slice(0, 5)

/** The day of a time in the machine's own zone, YYYY-MM-DD; empty for what is no time. */
export function dayOf(iso: string): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return ''
  return [time.getFullYear(), time.getMonth() + 1, time.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

/** The time to the minute, ISO 8601: `2026-11-23T21:03Z`. */
export const minuteNow = (): string => `${new Date().toISOString().slice(0, 16)}Z`

/** `11-23 21:03`, in the machine's own time; empty for what is no time. */
export function writeMinute(iso: string): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return ''
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`
}
