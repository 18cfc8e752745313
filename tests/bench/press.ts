/** The press's figures: a whole process on a page, and a tabloid page with its pictures in a warm one. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isFault } from '#contract/faults.ts'
import { openDeskOn } from '#office/openDeskOn.ts'
import { makeSample } from '#office/makeSample.ts'
import { timed, type Samples } from './figures.ts'

const root = resolve(import.meta.dirname, '../..')
const reference = resolve(root, '../shared/seed/front-page.txt')

/** Runs the headless host from this checkout; throws with what it said. */
function banmian(...words: string[]): void {
  const run = spawnSync(process.execPath, [join(root, 'scripts/run.mjs'), 'banmian', ...words], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`banmian ${words.join(' ')}: ${run.stdout}${run.stderr}`)
}

export async function measurePress(): Promise<Samples[]> {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-bench-'))
  try {
    const page = existsSync(reference) ? reference : join(root, 'resources/samples/yuntang/page1.txt')
    const file = join(folder, 'page.banmian')
    banmian('new', file, '--stylebook', 'yuntang-tabloid', '--date', '2026-11-24')
    banmian('import', file, page)
    banmian('place', file, '--page', '1')
    const cold = await timed(7, 1, () => banmian('press', file, '--page', '1', '--out', join(folder, 'page.pdf')))
    return [{ name: 'press.cold', unit: 'ms', samples: cold }, ...(await warmPress(folder))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function warmPress(folder: string): Promise<Samples[]> {
  const file = join(folder, 'sample.banmian')
  const refused = await makeSample(join(root, 'resources/samples/yuntang'), file)
  if (refused) throw new Error(refused.code)
  const desk = await openDeskOn(file)
  if (isFault(desk)) throw new Error(desk.code)
  const warm = await timed(10, 2, async (run) => {
    const pressed = await desk.handlers.pressPages({ pages: [1], profile: 'x1a', isOneFile: true, job: `warm${run}` })
    if (isFault(pressed)) throw new Error(pressed.code)
  })
  await desk.close()
  return [{ name: 'press.warm', unit: 'ms', samples: warm }]
}
