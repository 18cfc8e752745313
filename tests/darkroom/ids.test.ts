import { expect, test } from 'vitest'
import { openIds } from '#darkroom/ids.ts'

test('ids are short, safe in a URL, told apart by their first letter and never alike', () => {
  const ids = openIds()
  const made = Array.from({ length: 5000 }, () => [ids.story(), ids.photo(), ids.record(), ids.client()]).flat()
  expect(made.filter((id) => !/^[sprc][0-9a-hjkmnp-tv-z]{12}$/.test(id))).toEqual([])
  expect(new Set(made).size).toBe(made.length)
  expect(made.slice(0, 4).map((id) => id[0])).toEqual(['s', 'p', 'r', 'c'])
})
