/** The press's figures: a whole process on a page, and a tabloid page with its pictures in a warm one. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isFault, type Outcome } from '#contract/faults.ts'
import type { StoryId } from '#contract/ids.ts'
import { WHOLE } from '#contract/photo.ts'
import type { OpenDesk } from '#desk/openDesk.ts'
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

/** Presses of a page with three photos, each after a key in its lead, so that the page is set and written anew. */
const PRESSES = 20
const USED = 5

async function warmPress(folder: string): Promise<Samples[]> {
  const file = join(folder, 'sample.banmian')
  const refused = await makeSample(join(root, 'resources/samples/yuntang'), file)
  if (refused) throw new Error(refused.code)
  const desk = granted(await openDeskOn(file))
  const lead = await addPhotos(desk)
  const samples: number[] = []
  for (let run = 0; run < PRESSES + USED; run++) {
    await type(desk, lead)
    const started = performance.now()
    granted(await desk.handlers.pressPages({ pages: [1], profile: 'x1a', isOneFile: true, job: `warm${run}` }))
    samples.push(performance.now() - started)
  }
  await desk.close()
  return [{ name: 'press.warm', unit: 'ms', samples: samples.slice(USED) }]
}

/** Two more photos into the lead of page 1, which has one elsewhere; gives the lead's story. */
async function addPhotos(desk: OpenDesk): Promise<StoryId> {
  const { pages, photos } = granted(await desk.handlers.describeIssue({}))
  const [page] = pages
  const lead = page?.records.find(({ areas }) => areas[0]?.columns === 6)
  if (!page || !lead) throw new RangeError('addPhotos: a page without a lead')
  const placed = new Set(page.records.flatMap(({ pictures }) => pictures.map(({ photo }) => photo)))
  const others = photos.filter(({ id }) => !placed.has(id)).slice(0, 2)
  const pictures = others.map(({ id }, i) => ({
    photo: id,
    area: { column: 4 * i, columns: 2, line: 0, lines: 10 },
    crop: WHOLE,
  }))
  const diffs = [{ before: lead, after: { ...lead, pictures } }]
  granted(await desk.handlers.editDummy({ page: page.page, version: page.version, client: 'bench', diffs }))
  return lead.item
}

async function type(desk: OpenDesk, story: StoryId): Promise<void> {
  const { version } = granted(await desk.handlers.fetchStory({ story }))
  const steps = [{ stepType: 'replace', from: 1, to: 1, slice: { content: [{ type: 'text', text: '新' }] } }]
  granted(await desk.handlers.submitSteps({ story, version, client: 'bench', steps }))
}

function granted<T>(outcome: Outcome<T>): T {
  if (isFault(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome
}
