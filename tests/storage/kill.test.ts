import { join } from 'node:path'
import { expect, test } from 'vitest'
import { killTypist } from './kill.ts'
import { folder, newIssue } from './sample.ts'

const KILLS = Number(process.env.KILLS ?? 10)

test(`a typist killed ${KILLS} times loses no step that was acknowledged`, { timeout: 5000 * KILLS }, async () => {
  const path = join(folder(), 'a.banmian')
  await (await newIssue(path)).close()
  let before = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const { acknowledged, found, isWhole } = await killTypist(path, Math.random() * 60)
    expect(isWhole).toBe(true)
    expect(acknowledged).toBeGreaterThan(before)
    expect(found).toBeGreaterThanOrEqual(acknowledged)
    before = found
  }
})
