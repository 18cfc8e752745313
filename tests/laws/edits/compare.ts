/** What the law compares: a page with its like, and what had to stay the same object with what it was. */
import type { PageJob } from '#contract/pageJob.ts'
import type { SetFrame, SetPage } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'

const apart = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** The job with every object new and none shared, as it comes out of a file; `stylebook` in place of its own. */
export const cloned = (job: PageJob, stylebook = apart(job.stylebook)): PageJob => ({
  page: job.page,
  issue: apart(job.issue),
  stylebook,
  records: apart(job.records),
  copies: new Map([...job.copies].map(([id, copy]) => [id, apart(copy)])),
  photos: new Map([...job.photos].map(([id, photo]) => [id, apart(photo)])),
})

const twins = new WeakMap<Stylebook, Stylebook>()

/** A copy of a stylebook, the same one each time: what a composer makes for it, cells and styles, it makes once. */
export function twinOf(stylebook: Stylebook): Stylebook {
  const twin = twins.get(stylebook) ?? apart(stylebook)
  twins.set(stylebook, twin)
  return twin
}

/** Whether two values say the same; faster than asking where they differ. */
export function isAlike(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && !isAlike(a[i], b[i])) return false
    return true
  }
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  for (const key in one) if (one[key] !== other[key] && !isAlike(one[key], other[key])) return false
  for (const key in other) if (!(key in one) && other[key] !== undefined) return false
  return true
}

/** Where two values first differ, as `path: one | other`; null where they are alike. */
export function difference(a: unknown, b: unknown, path = ''): string | null {
  if (a === b) return null
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return `${path}: ${JSON.stringify(a) ?? 'undefined'} | ${JSON.stringify(b) ?? 'undefined'}`
  }
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return `${path}.length: ${a.length} | ${b.length}`
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  for (const key in one) {
    const found = difference(one[key], other[key], `${path}.${key}`)
    if (found !== null) return found
  }
  for (const key in other) if (!(key in one) && other[key] !== undefined) return `${path}.${key}: missing | there`
  return null
}

const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i])

/** Whether a block stands on the same objects as at the setting before. */
function isUntouched(before: PageJob, after: PageJob, id: string): boolean {
  const [was, now] = [before, after].map(({ records }) => records.find((record) => record.id === id))
  if (!was || was !== now || was.page !== before.page || before.stylebook !== after.stylebook) return false
  const copy = before.copies.get(was.item)
  return (
    copy !== undefined &&
    copy === after.copies.get(was.item) &&
    was.pictures.every(({ photo }) => before.photos.get(photo) === after.photos.get(photo))
  )
}

const ofRecord = (list: readonly { readonly record: unknown }[], id: unknown) =>
  list.filter((each) => each.record === id)

/** What was set anew though nothing that it depends on had changed: a complaint, or null. Both under one stylebook. */
export function needless(before: { job: PageJob; set: SetPage }, after: { job: PageJob; set: SetPage }): string | null {
  if (before.job.stylebook !== after.job.stylebook) return null
  if (
    before.job.issue === after.job.issue &&
    !isSameList(ofRecord(before.set.frames, null), ofRecord(after.set.frames, null))
  )
    return 'furniture'
  for (const { record } of after.set.blocks) {
    if (!isUntouched(before.job, after.job, record)) continue
    for (const list of ['blocks', 'frames', 'pictures', 'fit'] as const) {
      const [was, now] = [ofRecord(before.set[list], record), ofRecord(after.set[list], record)]
      if (!isSameList(was, now)) return `${list} of ${record}, which nothing touched`
    }
  }
  return alikeButNew(before.set, after.set)
}

/** A frame or line that says what it said, at the same place in its block, is the same object. */
function alikeButNew(before: SetPage, after: SetPage): string | null {
  const were = new Map<string, SetFrame>(before.frames.map((frame) => [frame.id, frame]))
  const stood = new Set(before.blocks.map(({ record }) => record))
  for (const frame of after.frames) {
    const was = were.get(frame.id)
    if (!was || was === frame || frame.record === null || !stood.has(frame.record)) continue
    if (isAlike(was, frame)) return `frame ${frame.id}, which is as it was`
    const line = frame.lines.findIndex((each, i) => each !== was.lines[i] && isAlike(each, was.lines[i]))
    if (line >= 0) return `line ${line} of frame ${frame.id}, which is as it was`
  }
  return null
}
