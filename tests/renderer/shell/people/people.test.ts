import { expect, test } from 'vitest'
import { colourOf, initialsOf } from '#renderer/shell/people/people.ts'

test.each([
  ['陈一宁', '一宁'],
  ['何苇', '何苇'],
  ['Ann Lee', 'AL'],
  ['Ann van der Lee', 'AL'],
  ['ann', 'A'],
  ['𠮷田', '𠮷'],
  ['', ''],
])('%s goes by the letters %s', (person, letters) => {
  expect(initialsOf(person)).toBe(letters)
})

test('a person has the same colour always, and people have different ones', () => {
  const names = ['陈一宁', '周以南', '何一苇', '林知夏', '孟秋白', '江司南', 'Ann Lee', 'Tom Ray']
  expect(names.map(colourOf)).toEqual(names.map(colourOf))
  expect(names.every((name) => colourOf(name) >= 1 && colourOf(name) <= 6)).toBe(true)
  expect(new Set(names.map(colourOf)).size).toBeGreaterThan(3)
})
