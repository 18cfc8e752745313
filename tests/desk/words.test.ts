import { expect, test } from 'vitest'
import { openWords } from '#desk/words.ts'
import type { CutText, IssueWriter, WordBreaker } from '#desk/ports.ts'

/** A drawer of cut texts in an issue's place, and a breaker that counts what it is asked. */
function room(version = 'one') {
  const drawer = new Map<string, readonly CutText[]>()
  const asked: string[] = []
  const issue = {
    readWordEnds: async (of: string) => drawer.get(of) ?? [],
    keepWordEnds: async (of: string, texts: readonly CutText[]) => {
      drawer.set(of, [...(drawer.get(of) ?? []), ...texts])
      return null
    },
  } as unknown as IssueWriter
  const breaker = (named = version): WordBreaker => ({
    version: async () => named,
    open: async () => (text) => {
      asked.push(text)
      return [2, text.length]
    },
  })
  return { issue, breaker, asked, drawer }
}

test('a headline that was cut before is not cut again, in this desk or in the next', async () => {
  const { issue, breaker, asked } = room()
  const words = await openWords(issue, breaker())
  expect(words.breakWords('疏浚七条河道', 'zh-Hans')).toEqual([2, 6])
  expect(words.breakWords('疏浚七条河道', 'zh-Hans')).toEqual([2, 6])
  await words.keep()
  expect((await openWords(issue, breaker())).breakWords('疏浚七条河道', 'zh-Hans')).toEqual([2, 6])
  expect(asked).toEqual(['疏浚七条河道'])
})

test('another version of the breaker cuts anew, and so does another language', async () => {
  const { issue, breaker, asked } = room()
  const words = await openWords(issue, breaker())
  words.breakWords('城市书房', 'zh-Hans')
  words.breakWords('城市书房', 'zh-Hant')
  await words.keep()
  ;(await openWords(issue, breaker('two'))).breakWords('城市书房', 'zh-Hans')
  expect(asked).toHaveLength(3)
})

test('English words and texts that are no headline are not kept', async () => {
  const { issue, breaker, drawer } = room()
  const words = await openWords(issue, breaker())
  words.breakWords('County reopens bridge', 'en')
  words.breakWords('长'.repeat(300), 'zh-Hans')
  await words.keep()
  expect([...drawer.values()].flat()).toEqual([])
})
