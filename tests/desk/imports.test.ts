import { describe, expect, test } from 'vitest'
import { inputKindOf } from '#desk/imports.ts'
import { bytesOf, docAt, importSample, must, openRoom, sample, typeAt } from './room.ts'

const PAGE = `新桥通车首日 车流平稳有序

■记者 林一苇

本报讯 昨日上午,云塘新桥正式通车,沿线居民纷纷前来观看。据了解,新桥全长一千二百米,双向六车道,两侧设有人行

步道和自行车道,全程步行约二十分钟。管理单位表示,通车首日车流平稳,没有发生拥堵,请市民注意限速标志,文明出行。

下一步,有关部门将继续完善两岸道路,方便群众出行,并在年内开通三条公交线路。
`

async function openPage() {
  const room = await openRoom()
  const filed = must(await room.desk.handlers.importFile({ name: 'page.txt', bytes: bytesOf(PAGE), page: null }))
  return { ...room, story: filed.stories[0]!, ...filed }
}

describe('importing', () => {
  test('a page of text becomes stories, each repair bound to its story, all told in one notice', async () => {
    const { desk, stories, repairs, notices } = await openPage()
    expect(stories).toHaveLength(1)
    expect(repairs.filter(({ kind }) => kind === 'join')).toHaveLength(1)
    expect(repairs.filter(({ at }) => at !== null).every(({ story }) => story === stories[0])).toBe(true)
    expect(notices.map(({ name }) => name)).toEqual(['storiesChanged'])
    const item = must(await desk.readItem(stories[0]!))
    expect(item.body[0]).toContain('两侧设有人行步道')
    expect(item.body.join('')).not.toMatch(/[,;:]/)
  })
  test('the same page twice makes stories twice; the same picture twice is one photo', async () => {
    const { desk } = await openRoom()
    const once = await importSample(desk)
    await importSample(desk)
    expect(must(await desk.handlers.describeIssue({})).stories).toHaveLength(2 * once.length)
    const bytes = sample('yuntang/pictures/field.jpg')
    const first = must(await desk.handlers.importFile({ name: 'field.jpg', bytes, page: null })).photos[0]!
    const second = must(await desk.handlers.importFile({ name: 'again.jpg', bytes, page: null })).photos[0]!
    expect(second.id).toBe(first.id)
    expect(must(await desk.handlers.describeIssue({})).photos).toHaveLength(1)
    const preview = must(await desk.handlers.fetchPhoto({ photo: first.id, edge: 64 }))
    expect(Math.max(preview.width, preview.height)).toBeLessThanOrEqual(64)
  })
  test('what is neither text nor picture, or a picture only by name, is refused and leaves the pool as it was', async () => {
    const { desk } = await openRoom()
    const refusals: [string, Uint8Array<ArrayBuffer>, string][] = [
      ['story.pdf', bytesOf('%PDF-1.7 ...'), 'ad.unreadable'],
      ['pages.zip', bytesOf('PK\u0003\u0004....'), 'input.unknown'],
      ['photo.jpg', bytesOf('this is no picture'), 'picture.unreadable'],
      ['cut.jpg', sample('yuntang/pictures/field.jpg').subarray(0, 2000), 'picture.unreadable'],
      ['empty.txt', new Uint8Array(), 'text.empty'],
      ['blank.txt', bytesOf(' \n\n '), 'text.empty'],
    ]
    for (const [name, bytes, code] of refusals)
      expect(await desk.handlers.importFile({ name, bytes, page: null }), name).toMatchObject({ code })
    expect(await desk.handlers.importFile({ name: 'page.txt', bytes: bytesOf(PAGE), page: 9 })).toMatchObject({
      code: 'page.missing',
    })
    const { stories, photos } = must(await desk.handlers.describeIssue({}))
    expect([stories, photos]).toEqual([[], []])
  })
  test('inputs are told by their first bytes', () => {
    expect(inputKindOf('a.txt', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('picture')
    expect(inputKindOf('a.txt', bytesOf('RIFF1234WEBPVP8 '))).toBe('picture')
    expect(inputKindOf('a.txt', bytesOf('\r\n%PDF-1.4'))).toBe('ad')
    expect(inputKindOf('a.pdf', bytesOf('of %PDF-1.4'))).toBe('text')
    expect(inputKindOf('a.dat', bytesOf('本报讯'))).toBe('text')
    expect(inputKindOf('a.dat', bytesOf('GIF89a'))).toBe('other')
  })
})

describe('taking repairs back', () => {
  test('a mark made full width becomes half-width again, where the steps since have carried it', async () => {
    const { desk, story, repairs } = await openPage()
    const width = repairs.find(({ kind, at }) => kind === 'width' && at?.part === 'body')!
    must(await typeAt(desk, story, 0, 0, '快讯：'))
    const before = must(await desk.readItem(story)).body[width.at!.paragraph]!
    const back = must(await desk.handlers.takeBackRepair({ repair: width.id, client: 'a' }))
    const after = must(await desk.readItem(story)).body[width.at!.paragraph]!
    expect(back.isTakenBack).toBe(true)
    const shift = width.at!.paragraph === 0 ? 3 : 0
    expect(before.slice(width.at!.from + shift, width.at!.to + shift)).toBe(width.after)
    expect(after.slice(width.at!.from + shift).startsWith(width.before)).toBe(true)
    expect(must(await desk.handlers.listRepairs({ story })).find(({ id }) => id === width.id)?.isTakenBack).toBe(true)
  })
  test('a joined paragraph falls into its halves again', async () => {
    const { desk, story, repairs } = await openPage()
    const join = repairs.find(({ kind }) => kind === 'join')!
    const before = must(await desk.readItem(story)).body
    must(await desk.handlers.takeBackRepair({ repair: join.id, client: 'a' }))
    const after = must(await desk.readItem(story)).body
    expect(after).toHaveLength(before.length + 1)
    expect(after[0]!.endsWith('两侧设有人行')).toBe(true)
    expect(after[1]!.startsWith('步道')).toBe(true)
  })
  test('a divided headline becomes one line, a byline an ordinary paragraph, a lead-in plain text', async () => {
    const { desk, story, repairs } = await openPage()
    const take = async (why: string) => {
      const repair = repairs.find((each) => each.why === why)
      if (repair) must(await desk.handlers.takeBackRepair({ repair: repair.id, client: 'a' }))
      return repair !== undefined
    }
    if (await take('break.headline'))
      expect(must(await desk.readItem(story)).headline).toEqual(['新桥通车首日 车流平稳有序'])
    expect(await take('part.byline')).toBe(true)
    expect(must(await desk.readItem(story))).toMatchObject({ bylines: [] })
    expect(await take('part.leadIn')).toBe(true)
    expect(must(await desk.readItem(story)).leadIns.every((length) => length === 0)).toBe(true)
    ;(await docAt(desk, story)).doc.check()
  })
  test('every repair of a page is taken back or refused as moved, and the story stays whole', async () => {
    const { desk, story, repairs } = await openPage()
    for (const { id } of repairs) {
      const back = await desk.handlers.takeBackRepair({ repair: id, client: 'a' })
      if ('isFault' in back) expect(back.code).toBe('repair.moved')
      ;(await docAt(desk, story)).doc.check()
    }
    const text = must(await desk.readItem(story))
    expect([...text.headline, ...text.bylines, ...text.body].join('').replace(/[\s　]/g, '')).toContain(
      '昨日上午,云塘新桥正式通车',
    )
  })
  test('words that were deleted since are repair.moved; a repair that is not there is repair.missing', async () => {
    const { desk, story, repairs } = await openPage()
    const { version, doc } = await docAt(desk, story)
    must(
      await desk.handlers.submitSteps({
        story,
        version,
        client: 'a',
        steps: [{ stepType: 'replace', from: 1, to: doc.content.size - 1 }],
      }),
    )
    const width = repairs.find(({ kind, at }) => kind === 'width' && at?.part === 'body')!
    expect(await desk.handlers.takeBackRepair({ repair: width.id, client: 'a' })).toMatchObject({
      code: 'repair.moved',
    })
    expect(await desk.handlers.takeBackRepair({ repair: 9999, client: 'a' })).toMatchObject({ code: 'repair.missing' })
  })
})
