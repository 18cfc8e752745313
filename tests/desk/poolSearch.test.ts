/** Full-text search: what is found is what stands in the pool now, by the index or without it. */
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { expressionOf, indexWords, readAsked } from '#desk/poolWords.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
import { ALL_FOLDS, foldText, folding } from '#story/find/fold.ts'
import { readScripts } from '#story/find/scripts.ts'
import { random, seedOf } from '../grid/records.ts'
import { pick, whole, type Next } from '../laws/edits/chance.ts'
import { bytesOf, docAt, importSample, must, openRoom, typeAt } from './room.ts'

const byText = (a: string | undefined, b: string | undefined): number => ((a ?? '') < (b ?? '') ? -1 : 1)

const fold = folding(ALL_FOLDS, await readScripts())
const search = async (desk: OpenDesk, words: string, where: 'all' | 'head' | 'body' | 'credits' = 'all') =>
  must(await desk.handlers.searchPool({ words, where, most: 100 }))

/** Pages of one story each, by headline and body. */
const PAGES = [
  '云塘大桥今日通车\n\n■本报记者 林知夏\n\n　　本报讯　大桥全长三里，桥上有灯。市民王女士说，等了十年。',
  '老街改造\n\n■通讯员 徐远\n\n　　本报讯　老街从大街口到北门，ＧＤＰ占全区百分之3。地处臺灣路。',
  'Flood wall\n\nBy Ann Lee\n\nThe flood wall was finished on Monday. Flooding ended, officials said.',
]

async function openPool() {
  const room = await openRoom()
  const ids: StoryId[] = []
  for (const [i, text] of PAGES.entries())
    ids.push(
      ...must(await room.desk.handlers.importFile({ name: `${i}.txt`, bytes: bytesOf(text), page: null })).stories,
    )
  return { ...room, ids }
}

describe('words are indexed', () => {
  test.each([
    ['云塘大桥', ' 云塘 塘大 大桥 桥 '],
    ['桥，上', ' 桥 , 上 '],
    ['5G网络ok', '5g 网络 络 ok'],
    ['臺灣', ' 台湾 湾 '],
  ])('%s', (text, words) => {
    expect(indexWords(text, fold)).toBe(words)
  })
  test.each([
    ['云塘', '("云塘")'],
    ['塘大桥', '("塘大 大桥")'],
    ['桥', '("桥" *)'],
    ['大桥 通车', '("大桥" AND "通车")'],
    ['大桥 OR 老街 北门', '("大桥") OR ("老街" AND "北门")'],
    ['"flood wall"', '("flood wall")'],
    ['“flood wall” fin', '("flood wall" AND "fin" *)'],
    ['flo* wall ', '("flo" * AND "wall")'],
    ['网络5G', '("网络 络 5g" *)'],
    ['5G网', '("5g 网" *)'],
    ['，。 !', ''],
    ['" OR "', '("or")'],
  ])('%s is asked for as %s', (words, expression) => {
    expect(expressionOf(readAsked(words, fold), null)).toBe(expression)
  })
})

describe('the pool', () => {
  test('gives the stories in which the words stand, with the words marked', async () => {
    const { desk, ids } = await openPool()
    const [hit] = await search(desk, '全长')
    expect(hit).toMatchObject({ story: ids[0], part: 'body' })
    const { text, hits } = hit!.snippet
    expect(hits.map(([from, to]) => text.slice(from, to))).toEqual(['全长'])
    expect((await search(desk, 'gdp')).map(({ story }) => story)).toEqual([ids[1]])
    expect((await search(desk, '台湾')).map(({ story }) => story)).toEqual([ids[1]])
    expect((await search(desk, 'FLOOD')).map(({ story }) => story)).toEqual([ids[2]])
    expect(await search(desk, '大桥 老街')).toEqual([])
    expect((await search(desk, '大桥 OR 老街')).map(({ story }) => story).toSorted(byText)).toEqual(
      [ids[0], ids[1]].toSorted(byText),
    )
    expect(await search(desk, '"wall flood"')).toEqual([])
    expect(await search(desk, '、')).toEqual([])
  })

  test('looks into the parts that are asked for, and a head counts more', async () => {
    const { desk, ids } = await openPool()
    expect((await search(desk, '通车', 'body')).map(({ story }) => story)).toEqual([])
    expect(await search(desk, '通车', 'head')).toMatchObject([{ story: ids[0], part: 'headline' }])
    expect(await search(desk, '林知夏', 'credits')).toMatchObject([{ story: ids[0], part: 'byline' }])
    await typeAt(desk, ids[0]!, 0, 0, '老街')
    expect((await search(desk, '老街')).map(({ story }) => story)).toEqual([ids[1], ids[0]])
  })

  test('is never of yesterday: what was just typed is found, what was just deleted is not', async () => {
    const { desk, ids } = await openPool()
    expect(await search(desk, '新鲜')).toEqual([])
    await typeAt(desk, ids[1]!, 0, 3, '新鲜')
    expect((await search(desk, '新鲜')).map(({ story }) => story)).toEqual([ids[1]])
    await typeAt(desk, ids[1]!, 0, 4, '的')
    expect(await search(desk, '新鲜')).toEqual([])
    expect((await search(desk, '新的鲜')).map(({ story }) => story)).toEqual([ids[1]])
  })

  test('is searched again from the file after opening, and from the stories when the index is gone', async () => {
    const room = await openPool()
    await search(room.desk, '大桥')
    await room.desk.close()
    const db = new Database(room.file)
    expect(db.prepare('SELECT count(*) AS n FROM indexed').get()).toEqual({ n: 3 })
    db.exec("DELETE FROM indexed; INSERT INTO word_index (word_index) VALUES ('delete-all')")
    db.close()
    const { desk } = await room.reopen()
    expect((await search(desk, '大桥')).map(({ story }) => story)).toEqual([room.ids[0]])
  })

  test.each([
    ['its pages are overwritten', "UPDATE word_index_data SET block = x'00ff00ff' WHERE id > 1"],
    ['its pages are gone', 'DELETE FROM word_index_data'],
    ['its list is gone', 'DELETE FROM word_index_idx'],
  ])('is found also where the index is damaged: %s', async (_, damage) => {
    const room = await openPool()
    await search(room.desk, '大桥')
    await room.desk.close()
    const db = new Database(room.file)
    db.unsafeMode(true)
    db.exec(damage)
    db.close()
    const { desk } = await room.reopen()
    for (let i = 0; i < 2; i++) expect((await search(desk, '大桥')).map(({ story }) => story)).toEqual([room.ids[0]])
  })
})

const CHARACTERS = [...'云塘大桥通车老街北门市区灯，。5G ']
const textOf = (next: Next, least: number, most: number): string =>
  Array.from({ length: whole(next, least, most) }, () => pick(next, CHARACTERS)).join('')

const seed = seedOf()
test(`a stretch of Chinese is found exactly where it stands, whatever was edited before (seed ${seed})`, async () => {
  const next = random(seed)
  const { desk } = await openRoom()
  const ids = await importSample(desk)
  for (let run = 0; run < 60; run++) {
    const story = pick(next, ids)
    const { doc } = await docAt(desk, story)
    if (!doc.children.some((line) => line.type.name === 'paragraph')) continue
    must(await typeAt(desk, story, 0, 0, textOf(next, 1, 8)))
    const words = [...textOf(next, 1, 4)].filter((each) => /[\u4e00-\u9fff]/.test(each)).join('')
    if (words === '') continue
    const found = (await search(desk, words)).map(({ story: id }) => id)
    const expected: StoryId[] = []
    for (const id of ids) {
      const item = await desk.readItem(id)
      if (isFault(item)) throw new Error(item.code)
      const lines = [
        item.kicker,
        item.headline,
        item.deck,
        item.bylines,
        item.body,
        item.jumpLines,
        [item.cutline],
        item.credits,
      ]
      if (lines.flat().some((line) => foldText(line, fold).text.includes(words))) expected.push(id)
    }
    expect(found.toSorted(), `SEED=${seed} run ${run} ${words}`).toEqual(expected.toSorted())
  }
})
