import { describe, expect, it } from 'vitest'
import { FIRST_ARRANGEMENTS, clampSide, clampSplit } from '../../src/renderer/shell/arrangements.ts'
import { openSettings, type Shelf } from '../../src/renderer/shell/settings.ts'

function makeShelf(text: string | null = null): Shelf & { text: string | null } {
  return {
    text,
    getItem() {
      return this.text
    },
    setItem(_, next) {
      this.text = next
    },
  }
}

describe('what a window remembers', () => {
  it('takes the language of the system until the user chose one', () => {
    const shelf = makeShelf()
    const settings = openSettings(shelf, 'en')
    expect(settings.get().language).toBe('en')
    settings.change({ language: 'zh' })
    expect(openSettings(shelf, 'en').get().language).toBe('zh')
  })

  it('keeps the arrangement of each desk apart', () => {
    const shelf = makeShelf()
    const settings = openSettings(shelf, 'zh')
    settings.change({ desk: 'copy' })
    settings.arrange({ left: 300 })
    const again = openSettings(shelf, 'zh').get()
    expect(again.arrangements.copy.left).toBe(300)
    expect(again.arrangements.page).toEqual(FIRST_ARRANGEMENTS.page)
  })

  it.each(['', 'nonsense', '7', 'null', '{"desk":"kitchen","theme":9,"arrangements":{"page":{"left":"wide"}}}'])(
    'begins afresh where the shelf holds %j',
    (text) => {
      const { language, ...rest } = openSettings(makeShelf(text), 'zh').get()
      const { language: first, ...fresh } = openSettings(null, 'zh').get()
      expect([language, rest]).toEqual([first, fresh])
    },
  )

  it('forgets, and goes on, where the shelf is full', () => {
    const settings = openSettings(
      {
        getItem: () => null,
        setItem: () => {
          throw new DOMException('full')
        },
      },
      'zh',
    )
    settings.change({ person: '林' })
    expect(settings.get().person).toBe('林')
  })

  it('keeps every pane wide enough to be used', () => {
    expect([clampSide(0), clampSide(9999), clampSplit(-5), clampSplit(2000)]).toEqual([216, 520, 150, 850])
  })
})
