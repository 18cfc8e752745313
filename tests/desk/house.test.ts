import { expect, test } from 'vitest'
import type { HouseEntry } from '#contract/house.ts'
import { isFault } from '#contract/faults.ts'
import { must, openRoom } from './room.ts'

const word = (id: string, text: string): HouseEntry => ({ kind: 'word', id, word: text })

test('the house book is changed for every window and is there when the issue is opened again', async () => {
  const { desk, notices, reopen } = await openRoom()
  expect(must(await desk.handlers.fetchHouse({}))).toEqual({ english: 'us', entries: [] })
  const diffs = [{ before: null, after: word('a', 'Yuntang') }]
  const book = must(await desk.handlers.editHouse({ english: 'gb', diffs }))
  expect(book).toEqual({ english: 'gb', entries: [word('a', 'Yuntang')] })
  expect(notices).toContainEqual({ name: 'houseChanged', body: { book } })
  const again = await reopen()
  expect(must(await again.desk.handlers.fetchHouse({}))).toEqual(book)
})

test('two edits at once that would make one code twice: the first is made, the second refused', async () => {
  const { desk, notices } = await openRoom()
  const edit = (id: string) =>
    desk.handlers.editHouse({ english: null, diffs: [{ before: null, after: word(id, 'Yuntang') }] })
  const [first, second] = await Promise.all([edit('a'), edit('b')])
  expect(isFault(first)).toBe(false)
  expect(isFault(second) && second.code).toBe('house.taken')
  expect(notices.filter(({ name }) => name === 'houseChanged')).toHaveLength(1)
})
