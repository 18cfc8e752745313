/**
 * A process that types: `typist.ts FILE`. It appends steps to the story `lead` as fast as they are acknowledged, prints
 * `ACK <version>` after each receipt, and never stops by itself.
 */
import { isFault } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { openIssues } from '#storage/issues.ts'

const [, , path = ''] = process.argv
const story = 'lead' as StoryId
const writer = await openIssues({ clock: { now: () => new Date().toISOString() } }).openForWriting(path)
if (isFault(writer)) throw new Error(writer.code)
let version = (await writer.listStories())[0]?.version ?? 0
for (;;) {
  const steps = Array.from({ length: 1 + (version % 3) }, (_, i) => ({
    at: version + i,
    text: '字'.repeat(version % 90),
  }))
  const receipt = await writer.appendSteps({ story, version, client: 'typist', steps })
  if (isFault(receipt)) throw new Error(receipt.code)
  version = receipt.version
  process.stdout.write(`ACK ${version}\n`)
}
