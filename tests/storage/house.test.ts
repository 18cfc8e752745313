import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { HouseBook } from '#contract/house.ts'
import { codeOf, folder, issues, must, newIssue } from './sample.ts'

const book: HouseBook = { english: 'gb', entries: [{ kind: 'word', id: 'a', word: 'Yuntang' }] }

test('the house book is kept whole, empty until it is written, and replaced', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await newIssue(path)
  expect(await writer.readHouse()).toEqual({ english: 'us', entries: [] })
  must(await writer.writeHouse({ ...book, english: 'us' }))
  must(await writer.writeHouse(book))
  await writer.close()
  const reader = must(await issues.openForReading(path))
  expect(await reader.readHouse()).toEqual(book)
  await reader.close()
})

test('a house book that was damaged is told when the file is opened', async () => {
  const path = join(folder(), 'a.banmian')
  const writer = await newIssue(path)
  must(await writer.writeHouse(book))
  await writer.close()
  const db = new Database(path)
  db.prepare(`UPDATE house SET json = replace(json, 'Yuntang', 'Yuntong')`).run()
  db.close()
  expect(codeOf(await issues.openForReading(path))).toBe('file.corrupt')
})
