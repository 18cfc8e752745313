import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { toMm } from '#contract/measure.ts'
import type { PulledProof, RequestOf } from '#contract/requests.ts'
import { SHEET_KINDS } from '#contract/sheet.ts'
import { openDesk, type OpenDesk } from '#desk/openDesk.ts'
import type { PrintedSheet } from '#desk/ports.ts'
import { openIssues } from '#storage/issues.ts'
import { ask, draw, lacks } from '../press/tools.ts'
import { importSample, must, openRoom, ports, typeAt } from './room.ts'

type Order = RequestOf<'pullSheets'>

const ORDER: Order = {
  kind: 'page',
  page: 1,
  story: null,
  paper: 'a4',
  stage: null,
  zone: 480,
  form: 'png',
  dpi: 36,
  job: 'proof',
}

async function placedRoom() {
  const room = await openRoom()
  const stories = await importSample(room.desk)
  must(await room.desk.handlers.placeStories({ page: 1, plan: null }))
  return { ...room, stories }
}

const pull = async (desk: OpenDesk, change: Partial<Order> = {}): Promise<PulledProof> =>
  must(await desk.handlers.pullSheets({ ...ORDER, ...change }))
const pdfOf = async (desk: OpenDesk, change: Partial<Order> = {}): Promise<Uint8Array> =>
  (await pull(desk, { ...change, form: 'pdf' })).pdf!
const galleyOf = (story: StoryId): Partial<Order> => ({ kind: 'galley', page: null, story })
const sign = (desk: OpenDesk, stage: string, person = '林知夏') => desk.handlers.signPage({ page: 1, stage, person })

describe('a proof', () => {
  test('of a page carries the page’s stamp, and that of a story its own, which other stories do not change', async () => {
    const { desk, stories } = await placedRoom()
    const stamp = must(await desk.handlers.setPage({ page: 1 })).stamp
    for (const kind of ['dummy', 'page', 'clean'] as const) expect((await pull(desk, { kind })).stamp).toBe(stamp)
    const before = await pull(desk, galleyOf(stories[0]!))
    must(await typeAt(desk, stories[1]!, 0, 3, '今天'))
    expect((await pull(desk)).stamp).not.toBe(stamp)
    expect((await pull(desk, galleyOf(stories[0]!))).stamp).toBe(before.stamp)
    must(await typeAt(desk, stories[0]!, 0, 3, '今天'))
    const after = await pull(desk, galleyOf(stories[0]!))
    expect(after.stamp).not.toBe(before.stamp)
    expect(after.version).toBe(before.version! + 1)
  })

  test('of the same stamp is the same bytes, as picture and as PDF, whatever was pulled or done elsewhere between', async () => {
    const { desk, stories } = await placedRoom()
    for (const change of [{ kind: 'page' }, { kind: 'dummy' }, galleyOf(stories[0]!)] as Partial<Order>[]) {
      const [png, pdf] = [await pull(desk, change), await pdfOf(desk, change)]
      await pdfOf(desk, { kind: 'clean', paper: 'a3' })
      must(await desk.handlers.createStory({ kind: 'story' }))
      const again = await pull(desk, change)
      expect(again.time).toBe(png.time)
      expect(again.sheets.map((sheet) => sheet.png)).toEqual(png.sheets.map((sheet) => sheet.png))
      expect(await pdfOf(desk, change)).toEqual(pdf)
    }
  })

  test('belongs to the first round that nobody has signed, and stays in it when the page is changed', async () => {
    const { desk, stories } = await placedRoom()
    expect((await pull(desk)).round).toBe('一审')
    must(await sign(desk, '一审'))
    expect((await pull(desk)).round).toBe('二审')
    must(await typeAt(desk, stories[0]!, 0, 3, '今天'))
    expect((await pull(desk)).round).toBe('二审')
    for (const stage of ['二审', '三审', '一校', '二校', '三校', '付印']) must(await sign(desk, stage))
    expect((await pull(desk)).round).toBe('付印')
    expect((await pull(desk, { stage: '一校' })).round).toBe('一校')
  })

  test('bears the time of its sign-off, else of the last step that changed it', async () => {
    const { desk, stories } = await placedRoom()
    const signed = must(await sign(desk, '一审'))
    expect((await pull(desk)).time).toBe(signed.at)
    const typed = must(await typeAt(desk, stories[0]!, 0, 3, '今天'))
    expect((await pull(desk)).time).toBe(typed.savedAt)
  })

  test('is refused in words where there is no such page, story or round', async () => {
    const { desk } = await placedRoom()
    const codeOf = async (change: Partial<Order>) => {
      const refused = await desk.handlers.pullSheets({ ...ORDER, ...change })
      return isFault(refused) ? refused.code : null
    }
    expect(await codeOf({ page: 9 })).toBe('page.missing')
    expect(await codeOf({ page: null })).toBe('page.missing')
    expect(await codeOf(galleyOf('nobody' as StoryId))).toBe('story.missing')
    expect(await codeOf({ kind: 'galley', story: null })).toBe('story.missing')
    expect(await codeOf({ stage: '四校' })).toBe('stage.unknown')
  })

  test('that is cancelled comes to nothing, and the next one is whole', async () => {
    const { desk, stories } = await placedRoom()
    const pulling = desk.handlers.pullSheets({ ...ORDER, ...galleyOf(stories[0]!) })
    must(await desk.handlers.cancelJob({ job: ORDER.job }))
    const cancelled = await pulling
    expect(isFault(cancelled) && cancelled.code).toBe('cancelled')
    expect((await pull(desk, galleyOf(stories[0]!))).sheets.length).toBeGreaterThan(0)
  })

  test('tells how far it is, sheet by sheet', async () => {
    const { desk, stories, notices } = await placedRoom()
    const { sheets } = await pull(desk, galleyOf(stories[0]!))
    const progress = notices.filter(({ name }) => name === 'jobProgressed').map(({ body }) => body)
    expect(progress.at(-1)).toEqual({ job: 'proof', done: sheets.length, total: sheets.length })
  })
})

describe('a proof as PDF and as a picture', () => {
  test.skipIf(lacks('qpdf') || lacks('pdfinfo'))(
    'has the size of its paper, and is a PDF that qpdf finds no fault with',
    async () => {
      const { desk } = await placedRoom()
      for (const [paper, width, height] of [
        ['a4', 210, 297],
        ['a3', 297, 420],
      ] as const) {
        const pdf = await pdfOf(desk, { paper })
        expect(ask('qpdf', pdf, ['--check', 'FILE'])).toContain('No syntax or stream encoding errors')
        const [, w, h] =
          /MediaBox:\s+0\.00\s+0\.00\s+([\d.]+)\s+([\d.]+)/.exec(ask('pdfinfo', pdf, ['-box', 'FILE'])) ?? []
        expect([Number(w), Number(h)].map((points) => Math.round((points * 25.4) / 72))).toEqual([width, height])
        const { png, ...size } = (await pull(desk, { paper, dpi: 127 })).sheets[0]!
        expect([toMm(size.width), toMm(size.height)]).toEqual([width, height])
        const picture = await sharp(png!).metadata()
        expect([picture.width, picture.height]).toEqual([width * 5, height * 5])
      }
    },
    60_000,
  )

  test.skipIf(lacks('pdftotext'))('has the story’s own text, whole paragraphs of it, on the galley', async () => {
    const { desk, stories } = await placedRoom()
    const bare = (text: string): string => text.replace(/\s/g, '')
    for (const story of stories.slice(0, 3)) {
      const item = must(await desk.readItem(story))
      const text = bare(ask('pdftotext', await pdfOf(desk, galleyOf(story)), ['-raw', 'FILE', '-']))
      for (const paragraph of item.body) expect(text).toContain(bare(paragraph))
      expect(text).toContain(bare(item.headline.join('')))
    }
  })

  test.skipIf(lacks('pdftotext'))('can be searched for what its head line says', async () => {
    const { desk } = await placedRoom()
    const { stamp } = await pull(desk)
    for (const kind of ['dummy', 'page', 'clean'] as const) {
      const text = ask('pdftotext', await pdfOf(desk, { kind }), ['FILE', '-'])
      for (const words of [stamp.slice(0, 12), '一审', '云塘日报']) expect(text).toContain(words)
    }
  })

  test.skipIf(lacks('mutool')).each(SHEET_KINDS)('shows the same, stroke for stroke: %s', async (kind) => {
    const { desk, stories } = await placedRoom()
    const change: Partial<Order> = kind === 'galley' ? galleyOf(stories[0]!) : { kind }
    const dpi = 127
    const { png } = (await pull(desk, { ...change, dpi })).sheets[0]!
    const path = draw('mutool', await pdfOf(desk, change), [
      ...['draw', '-q', '-r', String(dpi), '-c', 'gray', '-o', 'OUT', 'FILE', '1'],
    ])
    const area = { left: 0, top: 0, width: 1050, height: 1485 }
    const grey = (file: Uint8Array | string) => sharp(file).extract(area).extractChannel(0).blur(1.5).raw().toBuffer()
    const [one, other] = [await grey(png!), await grey(path)]
    const apart = one.reduce((most, level, i) => Math.max(most, Math.abs(level - other[i]!)), 0)
    expect(apart).toBeLessThan(64)
    expect(one.some((level) => level < 60)).toBe(true)
  })
})

describe('printing', () => {
  test('hands the printer each sheet at its size, and says whether it was printed', async () => {
    const room = await placedRoom()
    await room.desk.close()
    const printed: PrintedSheet[] = []
    const printer = {
      print: async (sheets: readonly PrintedSheet[]) => {
        printed.push(...sheets)
        return printed.length < 2
      },
    }
    const issue = must(await openIssues({ clock: ports.clock }).openForWriting(room.file))
    const desk = await openDesk({ ports: { ...ports, printer }, issue })
    const { form: _form, dpi: _dpi, ...order } = ORDER
    expect(must(await desk.handlers.printSheets(order))).toEqual({ isPrinted: true })
    expect(printed.map(({ width, height }) => [toMm(width), toMm(height)])).toEqual([[210, 297]])
    expect((await sharp(printed[0]!.png).metadata()).width).toBe(Math.round((210 / 25.4) * 300))
    expect(must(await desk.handlers.printSheets(order))).toEqual({ isPrinted: false })
    await desk.close()
  })

  test('is refused where the host has no printer', async () => {
    const { desk } = await placedRoom()
    const { form: _form, dpi: _dpi, ...order } = ORDER
    const refused = await desk.handlers.printSheets(order)
    expect(isFault(refused) && refused.code).toBe('printer.missing')
  })
})
