/** `node tests/storage/killMany.ts [N]`: kills a typing process N (50) times and prints what was lost. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { stylebookSchema } from '#contract/stylebook.ts'
import { openIssues } from '#storage/issues.ts'
import { killTypist } from './kill.ts'

const kills = Number(process.argv[2] ?? 50)
const home = mkdtempSync(join(tmpdir(), 'banmian-kill-'))
const path = join(home, 'a.banmian')
const text = readFileSync(new URL('../../resources/stylebooks/yuntang-tabloid.json', import.meta.url), 'utf8')
const stylebook = stylebookSchema.parse(JSON.parse(text))
const issue = { stylebook: stylebook.name, date: '2026-11-24', number: 1024, edition: '', pages: 4 }
const writer = await openIssues({ clock: { now: () => new Date().toISOString() } }).create(path, issue, stylebook)
if (isFault(writer)) throw new Error(writer.code)
await writer.createStory({ id: 'lead' as StoryId, kind: 'story', doc: null })
await writer.close()

let [lost, broken, steps] = [0, 0, 0]
for (let kill = 0; kill < kills; kill++) {
  const { acknowledged, found, isWhole } = await killTypist(path, Math.random() * 100)
  if (found < acknowledged) lost += acknowledged - found
  if (!isWhole) broken++
  steps = found
}
rmSync(home, { recursive: true, force: true })
console.log(`kill -9: ${kills} kills, ${steps} steps, ${lost} acknowledged steps lost, ${broken} files not whole`)
process.exitCode = lost + broken > 0 ? 1 : 0
