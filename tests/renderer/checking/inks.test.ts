import { expect, test } from 'vitest'
import { fault, type Outcome } from '#contract/faults.ts'
import type { InkGrid } from '#contract/inkGrid.ts'
import { WHOLE } from '#contract/photo.ts'
import { keepInks } from '#renderer/checking/inks.ts'
import type { DeskCalls } from '#wire/wire.ts'
import { photoOf } from '../../grid/records.ts'
import { boxOf, placed } from '../../preflight/pages.ts'

const GRID: InkGrid = { columns: 1, rows: 1, cells: new Uint8Array(4) }
const PICTURE = placed(photoOf('p1'), boxOf(0, 0, 10, 10))

/** A desk that answers each question for ink with the next answer, and counts them. */
function deskWith(...answers: Outcome<InkGrid>[]) {
  const asked: unknown[] = []
  const call = async (_: string, body: unknown) => (asked.push(body), answers.shift() ?? GRID)
  return { asked, desk: { call } as unknown as DeskCalls }
}

const settled = () => new Promise((done) => setTimeout(done, 0))

test('ink is asked for once a picture and crop, and told when it comes', async () => {
  const { asked, desk } = deskWith()
  let news = 0
  const inks = keepInks(desk, () => news++)
  expect(inks.maybeInk(PICTURE)).toBeNull()
  expect(inks.maybeInk({ ...PICTURE, box: boxOf(5, 5, 20, 20) })).toBeNull()
  await settled()
  expect(news).toBe(1)
  expect(inks.maybeInk(PICTURE)).toBe(GRID)
  expect(inks.maybeInk({ ...PICTURE, crop: { ...WHOLE, left: 100 } })).toBeNull()
  expect(asked).toEqual([
    { photo: 'p1', crop: WHOLE },
    { photo: 'p1', crop: { ...WHOLE, left: 100 } },
  ])
})

test('what the desk refuses stays refused, but a wire that broke is asked again', async () => {
  const { asked, desk } = deskWith(fault('picture.unreadable'))
  const inks = keepInks(desk, () => undefined)
  inks.maybeInk(PICTURE)
  await settled()
  expect(inks.maybeInk(PICTURE)).toMatchObject({ code: 'picture.unreadable' })
  expect(asked).toHaveLength(1)
  const broken = deskWith(fault('cancelled'))
  const again = keepInks(broken.desk, () => undefined)
  again.maybeInk(PICTURE)
  await settled()
  expect(again.maybeInk(PICTURE)).toBeNull()
  await settled()
  expect(again.maybeInk(PICTURE)).toBe(GRID)
  expect(broken.asked).toHaveLength(2)
})
