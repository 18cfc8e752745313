import { describe, expect, test } from 'vitest'
import type { RecordId } from '#contract/ids.ts'
import { must, importSample, openRoom } from './room.ts'

describe('copyfit at the desk', () => {
  test('a block answers with its fit, its paragraphs in reading order and the ways, the block as it is among them', async () => {
    const { desk } = await openRoom()
    await importSample(desk)
    const { blocks, fit } = must(await desk.handlers.placeStories({ page: 1, plan: null }))
    for (const [i, { id, item }] of blocks.entries()) {
      const copyfit = must(await desk.handlers.fetchCopyfit({ page: 1, record: id }))
      expect(copyfit).toMatchObject({ record: id, item })
      expect(copyfit.fit).toMatchObject({ overLines: fit[i]!.overLines, shortLines: fit[i]!.shortLines })
      const paragraphs = copyfit.paragraphs.map(({ paragraph }) => paragraph)
      expect(paragraphs).toEqual(paragraphs.toSorted((a, b) => a - b))
      expect(copyfit.ways.some(({ cost }) => cost === 0)).toBe(true)
    }
  })

  test('a page without the block, and an issue without the page, are refused', async () => {
    const { desk } = await openRoom()
    const record = 'nobody' as RecordId
    expect(await desk.handlers.fetchCopyfit({ page: 1, record })).toMatchObject({ code: 'record.missing' })
    expect(await desk.handlers.fetchCopyfit({ page: 9, record })).toMatchObject({ code: 'page.missing' })
  })
})
