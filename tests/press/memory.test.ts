import { beforeAll, expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { mm } from '#contract/measure.ts'
import type { SetPage } from '#contract/setPage.ts'
import { openPress, type Press, type PressJob, type PressPage } from '#press/press.ts'
import { random, seedOf } from '../grid/records.ts'
import { BODY, frame, HEAVY, jobOf, line, openShelf, page, pageOf, paragraph, textPage, type Shelf } from './handSet.ts'
import { bytesOf } from './tools.ts'

let shelf: Shelf
beforeAll(async () => void (shelf = await openShelf()))

const open = (): Press => openPress(async () => shelf.subsetter)

async function pressed(press: Press, job: PressJob): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const stamps = await press.press(job, (chunk) => chunks.push(chunk))
  if (isFault(stamps)) throw new Error(stamps.code)
  return Buffer.concat(chunks)
}

const named = (name: string, set: SetPage): PressPage => pageOf(set, { stamp: name.padEnd(64, '0'), number: 1 })

/** A page with a headline of its own, whose words come out of a few characters. */
function pageWith(next: () => number): SetPage {
  const text = Array.from({ length: 8 }, () => '云塘区城市书房夜读'.charAt(Math.floor(next() * 9))).join('')
  const head = line(shelf, mm(25), mm(40), text, { face: HEAVY, size: 400_000 })
  const body = line(shelf, mm(25), mm(60), (BODY[0] ?? '').slice(Math.floor(next() * 5)))
  return page({ frames: [frame('headline', [head]), frame('body', paragraph(0, [body]))] })
}

test('pages pressed after others, in any order, give the bytes of a press that remembers nothing', async () => {
  const seed = seedOf()
  const next = random(seed)
  const press = open()
  const pages = Array.from({ length: 6 }, (_, i) => named(`page${i}`, pageWith(next)))
  for (let round = 0; round < 12; round++) {
    const chosen = pages.filter(() => next() < 0.6)
    if (chosen.length === 0) continue
    const at = Math.floor(next() * pages.length)
    pages[at] = named(`round${round}`, pageWith(next))
    const job = jobOf(shelf, textPage(shelf), { pages: chosen })
    const cold = await bytesOf(shelf.subsetter, job)
    expect((await pressed(press, job)).equals(cold), `SEED=${seed} round ${round}`).toBe(true)
  }
})

test('a page that was pressed is not set again for the same stamp', async () => {
  const press = open()
  let times = 0
  const set = textPage(shelf)
  const job = jobOf(shelf, set, { pages: [pageOf(set, { set: () => (times++, set) })] })
  const first = await pressed(press, job)
  const asked = times
  expect((await pressed(press, job)).equals(first)).toBe(true)
  expect(times).toBe(asked)
})

test('a glyph that has come to stand for another text is said anew on the pages after it', async () => {
  const press = open()
  const twin = (text: string): SetPage => {
    const set = line(shelf, mm(25), mm(60), '云')
    const runs = set.runs.map((run) => ({ ...run, clusters: [text] }))
    return page({ frames: [frame('body', [{ ...set, text, runs }])] })
  }
  const [plain, odd] = [named('plain', twin('云')), named('odd', twin('雲'))]
  await pressed(press, jobOf(shelf, textPage(shelf), { pages: [plain] }))
  const job = jobOf(shelf, textPage(shelf), { pages: [odd, plain] })
  expect((await pressed(press, job)).equals(await bytesOf(shelf.subsetter, job))).toBe(true)
})
