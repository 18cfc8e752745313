import { expect, test } from 'vitest'
import { EMPTY_HOUSE, type HouseBook } from '#contract/house.ts'
import type { StoryId } from '#contract/ids.ts'
import { keepSpelling, type SpellingWorker } from '../../../../src/renderer/editor/spelling/spelling.ts'
import type { SpellingOrder } from '../../../../src/renderer/editor/spelling/messages.ts'
import { makeStore } from '../../../../src/renderer/store.ts'

/** A worker to which every text of one word is unknown; answers when it is told to. */
function stub() {
  const orders: SpellingOrder[] = []
  const worker: SpellingWorker = { onmessage: null, postMessage: (order) => void orders.push(order) }
  const answer = (): void => {
    for (const order of orders.splice(0)) {
      if (order.kind !== 'check') continue
      const unknown = order.texts.map((text) => (text.includes(' ') ? [] : [{ from: 0, to: text.length }]))
      worker.onmessage?.({ data: { kind: 'checked', id: order.id, unknown, took: 1 } } as MessageEvent)
    }
  }
  const house = makeStore<HouseBook>(EMPTY_HOUSE)
  return { orders, answer, house, spelling: keepSpelling(house, () => worker) }
}

test('after a key only the paragraph that changed is asked for', async () => {
  const { spelling, orders, answer } = stub()
  const first = spelling.check(['one', 'two words', 'one', ''])
  expect(orders.at(-1)).toMatchObject({ kind: 'check', texts: ['one', 'two words'] })
  answer()
  expect(await first).toBe(true)
  expect(spelling.maybeUnknown('one')).toEqual([{ from: 0, to: 3 }])
  expect(spelling.maybeUnknown('two words')).toEqual([])
  void spelling.check(['ones', 'two words'])
  expect(orders.at(-1)).toMatchObject({ texts: ['ones'] })
  expect(await spelling.check(['two words'])).toBe(false)
})

test('the house book is taught when it changes, and what was found by the old one is forgotten', async () => {
  const { spelling, orders, answer, house } = stub()
  const late = spelling.check(['Oyelaran'])
  house.put({ english: 'gb', entries: [{ kind: 'word', id: 'a', word: 'Oyelaran' }] })
  expect(orders.at(-1)).toEqual({ kind: 'open', english: 'gb', words: ['Oyelaran'] })
  answer()
  expect(await late).toBe(false)
  expect(spelling.maybeUnknown('Oyelaran')).toBeUndefined()
})

test('a word that is ignored is ignored in its story alone', () => {
  const { spelling } = stub()
  spelling.ignore('a' as StoryId, 'harbr')
  expect(spelling.isIgnored('a' as StoryId, 'harbr')).toBe(true)
  expect(spelling.isIgnored('b' as StoryId, 'harbr')).toBe(false)
})
