import { expect, test } from 'vitest'
import { PERSON_COLOURS, colourOfPerson } from '#contract/presence.ts'
import { signOf } from '#renderer/shell/people/people.ts'

test.each([
  ['陈一宁', '陈'],
  ['Ann Lee', 'AL'],
  ['Ann van der Lee', 'AL'],
  ['ann', 'A'],
  ['𠮷田', '𠮷'],
  ['', '·'],
])('%s goes by the sign %s', (person, sign) => {
  expect(signOf(person)).toBe(sign)
})

test('a person has the same colour always, and people have different ones', () => {
  const names = ['陈一宁', '周以南', '何一苇', '林知夏', '孟秋白', '江司南', 'Ann Lee', 'Tom Ray']
  expect(names.map(colourOfPerson)).toEqual(names.map(colourOfPerson))
  expect(names.every((name) => colourOfPerson(name) >= 0 && colourOfPerson(name) < PERSON_COLOURS)).toBe(true)
  expect(new Set(names.map(colourOfPerson)).size).toBeGreaterThan(3)
})
