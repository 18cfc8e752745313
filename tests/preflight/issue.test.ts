import { describe, expect, test } from 'vitest'
import type { Copy } from '#contract/copy.ts'
import type { DummyRecord } from '#contract/dummy.ts'
import { storyIdSchema, photoIdSchema } from '#contract/ids.ts'
import { WHOLE } from '#contract/photo.ts'
import { issueFindings, pagesNamed } from '#preflight/issue.ts'
import { area, blockOf } from '../grid/records.ts'
import { copyOf } from './pages.ts'

const block = (item: string, page: number, photos: string[] = []): DummyRecord =>
  blockOf(`${item}.${page}`, item, area(0, 2, 20, 20), {
    page,
    pictures: photos.map((photo) => ({ photo: photoIdSchema.parse(photo), area: area(0, 2, 0, 10), crop: WHOLE })),
  })

const story = (id: string, jumpLine: string[] = []): Copy => copyOf({ jumpLine }, { id: storyIdSchema.parse(id) })

/** Code, page and what is named, of an issue of four pages. */
function said(blocks: readonly DummyRecord[], copies: readonly Copy[] = []): string[] {
  const pages = [1, 2, 3, 4].map((page) => ({ page, records: blocks.filter((each) => each.page === page) }))
  const found = issueFindings(pages, (item) => copies.find(({ id }) => id === item) ?? null)
  return found.map(({ code, page, values }) => `${code} ${page} ${values['other'] ?? values['named']}`)
}

describe('pictures', () => {
  test('a picture used twice is said at its later uses, with the page of the first', () => {
    expect(said([block('a', 1, ['p1']), block('b', 2, ['p1', 'p2']), block('c', 4, ['p1'])])).toEqual([
      'picture.twice 2 1',
      'picture.twice 4 1',
    ])
    expect(said([block('a', 3, ['p1', 'p1'])])).toEqual(['picture.twice 3 3'])
    expect(said([block('a', 1, ['p1']), block('b', 2, ['p2'])])).toEqual([])
  })
  test('it is said of the picture itself, by its frame', () => {
    const pages = [{ page: 1, records: [block('a', 1, ['p2', 'p1', 'p1'])] }]
    expect(issueFindings(pages, () => null)).toMatchObject([{ item: 'a', frame: 'a.1.picture.2' }])
  })
})

describe('jumps', () => {
  const both = [block('a', 1), block('a', 3)]

  test('a story on two pages must say so on both', () => {
    expect(said(both, [story('a')])).toEqual(['jump.missing 1 3', 'jump.missing 3 1'])
    expect(said(both, [story('a', ['下转第3版'])])).toEqual(['jump.missing 3 1'])
    expect(said(both, [story('a', ['下转第3版', '上接第1版'])])).toEqual([])
    expect(said([block('a', 1), blockOf('x', 'a', area(3, 2, 20, 20))], [story('a')])).toEqual([])
  })
  test('a jump must arrive: the story, or another that says where it comes from, stands there', () => {
    expect(said([block('a', 1), block('b', 2)], [story('a', ['下转第2版']), story('b')])).toEqual(['jump.wrong 1 2'])
    expect(said([block('a', 1), block('b', 2)], [story('a', ['下转第2版']), story('b', ['上接第1版'])])).toEqual([])
    expect(said([block('a', 1)], [story('a', ['Continued on page 3'])])).toEqual(['jump.wrong 1 3'])
  })
  test('a line that points elsewhere wants a page that has something on it', () => {
    expect(said([block('a', 1), block('b', 2)], [story('a', ['详见第2版'])])).toEqual([])
    expect(said([block('a', 1), block('b', 2)], [story('a', ['详见第3版'])])).toEqual(['jump.wrong 1 3'])
    expect(said([block('a', 1), block('b', 2)], [story('a', ['See TIDE, Page 9'])])).toEqual(['jump.wrong 1 9'])
  })
  test('a wrong jump is said at its own line', () => {
    const pages = [{ page: 1, records: [block('a', 1)] }]
    const found = issueFindings(pages, () => story('a', ['甲', '下转第7版']))
    expect(found).toMatchObject([{ item: 'a', page: 1, at: { part: 'jumpLine', paragraph: 1, offset: 0 } }])
  })
})

test.each([
  ['下转第3版', [3]],
  ['（上接第十二版）', [12]],
  ['转二版', [2]],
  ['下轉第 4 版', [4]],
  ['详见第二十版', [20]],
  ['见第三十四版', [34]],
  ['Continued on Page A6', [6]],
  ['See TIDE, Page 2', [2]],
  ['From A1', [1]],
  ['第3版、第5版', [3, 5]],
  ['本版编辑', []],
  ['全长3公里', []],
])('“%s” names the pages %j', (text, pages) => expect(pagesNamed(text)).toEqual(pages))
