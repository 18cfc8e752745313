/** A picture child that dies of its first job: once (leaving a mark at DYING_CHILD), or always. */
import { existsSync, writeFileSync } from 'node:fs'

const mark = process.env['DYING_CHILD'] ?? 'always'
if (mark === 'always') process.on('message', () => process.kill(process.pid, 'SIGSEGV'))
else if (existsSync(mark)) await import('#darkroom/pictureChild.ts')
else {
  writeFileSync(mark, '')
  process.on('message', () => process.kill(process.pid, 'SIGSEGV'))
}
